// The words of what is read far from the application: the exported README, receipts
// and extracts. Their text lives with the format.
#include "transfer/subjectdata.h"

#include <algorithm>

namespace assent {
namespace {

struct Row
{
    std::string en, zh, pl, fr;
};

const std::string &pick(const Row &row, std::string_view language)
{
    return language == "zh_TW" ? row.zh : language == "pl" ? row.pl : language == "fr" ? row.fr : row.en;
}

const std::vector<Row> &phrases()
{
    static const std::vector<Row> all = {
        {"Your data", "您的資料", "Twoje dane", "Vos données"},
        {"A copy of everything held about you, made on", "您所有資料的副本，製作時間：", "Kopia wszystkiego, co o Tobie przechowujemy, sporządzona", "Une copie de tout ce qui est conservé à votre sujet, établie le"},
        {"Held by", "保存單位", "Przechowuje", "Conservé par"},
        {"Contact", "聯絡方式", "Kontakt", "Contact"},
        {"Your number in this system", "您在本系統中的編號", "Twój numer w tym systemie", "Votre numéro dans ce système"},
        {"Held since", "保存起始日", "Przechowywane od", "Conservé depuis"},
        {"What is held about you", "我們保存的資料", "Jakie dane przechowujemy", "Ce qui est conservé à votre sujet"},
        {"Your choices", "您的選擇", "Twoje wybory", "Vos choix"},
        {"What the files are", "檔案說明", "Co zawierają pliki", "Ce que contiennent les fichiers"},
        {"Fact", "項目", "Informacja", "Information"},
        {"Value", "內容", "Wartość", "Valeur"},
        {"From", "來源", "Źródło", "Source"},
        {"Collected", "蒐集時間", "Zebrano", "Recueilli le"},
        {"Used for", "用途", "Cel użycia", "Utilisé pour"},
        {"Legal basis", "法律依據", "Podstawa prawna", "Base légale"},
        {"Kept until", "保存至", "Przechowujemy do", "Conservé jusqu’au"},
        {"no fixed end", "無固定期限", "bez ustalonego końca", "sans fin fixée"},
        {"Also held", "另有", "Ponadto", "Également conservé"},
        {"Purpose", "目的", "Cel", "Finalité"},
        {"Channel", "管道", "Kanał", "Canal"},
        {"Who", "對象", "Kto", "Qui"},
        {"State", "狀態", "Stan", "État"},
        {"Since", "自", "Od", "Depuis"},
        {"allowed", "允許", "dozwolone", "autorisé"},
        {"not allowed", "不允許", "niedozwolone", "non autorisé"},
        {"needed for the service", "提供服務所必需", "konieczne do świadczenia usługi", "nécessaire au service"},
        {"yourself", "您本人", "Ty", "vous-même"},
        {"unknown", "未表示", "nieznany", "inconnu"},
        {"deferred", "稍後決定", "odłożony", "reporté"},
        {"requested", "已詢問", "zapytano", "demandé"},
        {"expired", "已到期", "wygasł", "expiré"},
        {"refused", "已拒絕", "odmówiono", "refusé"},
        {"withdrawn", "已撤回", "wycofano", "retiré"},
        {"revoked", "已撤銷", "odwołano", "révoqué"},
        {"invalidated", "已失效", "unieważniono", "invalidé"},
        {"given", "已同意", "udzielono", "donné"},
        {"renewed", "已續期", "odnowiono", "renouvelé"},
        {"consent", "同意", "zgoda", "consentement"},
        {"contract", "契約", "umowa", "contrat"},
        {"legal_obligation", "法律義務", "obowiązek prawny", "obligation légale"},
        {"vital_interest", "重大利益", "żywotne interesy", "intérêts vitaux"},
        {"public_task", "公共任務", "zadanie publiczne", "mission d’intérêt public"},
        {"legitimate_interest", "正當利益", "prawnie uzasadniony interes", "intérêt légitime"},
        {"Your profile for other programs (schema.org)", "供其他程式使用的個人資料（schema.org）", "Twój profil dla innych programów (schema.org)", "Votre profil pour d’autres programmes (schema.org)"},
        {"Every value and where it came from, for a spreadsheet", "每項內容及其來源，可用試算表開啟", "Każda wartość i jej źródło, dla arkusza kalkulacyjnego", "Chaque valeur et son origine, pour un tableur"},
        {"Your contact card (vCard)", "您的聯絡人名片（vCard）", "Twoja wizytówka (vCard)", "Votre carte de visite (vCard)"},
        {"Your choices for other programs (ISO/IEC 27560, W3C DPV)", "供其他程式使用的選擇紀錄（ISO/IEC 27560、W3C DPV）", "Twoje wybory dla innych programów (ISO/IEC 27560, W3C DPV)", "Vos choix pour d’autres programmes (ISO/IEC 27560, W3C DPV)"},
        {"Every decision that was recorded, newest first", "所有已記錄的決定，最新在前", "Każda zapisana decyzja, od najnowszej", "Chaque décision enregistrée, la plus récente d’abord"},
        {"Checksums of these files and a signature over them", "各檔案的核對碼及其簽章", "Sumy kontrolne plików i podpis", "Les empreintes des fichiers et leur signature"},
        {"Receipt of your choice", "您的選擇收據", "Potwierdzenie Twojego wyboru", "Reçu de votre choix"},
        {"You gave your consent.", "您已同意。", "Zgoda została wyrażona.", "Vous avez donné votre consentement."},
        {"You gave your consent again.", "您已再次同意。", "Zgoda została wyrażona ponownie.", "Vous avez de nouveau donné votre consentement."},
        {"You withdrew your consent.", "您已撤回同意。", "Zgoda została wycofana.", "Vous avez retiré votre consentement."},
        {"You said no.", "您已拒絕。", "Zgody odmówiono.", "Vous avez refusé."},
        {"You objected.", "您已提出反對。", "Sprzeciw został wniesiony.", "Votre opposition est enregistrée."},
        {"You took back your objection.", "您已取消反對。", "Sprzeciw został cofnięty.", "Votre opposition est levée."},
        {"You were asked for your consent.", "已徵詢您的同意。", "Poproszono o zgodę.", "Votre consentement vous a été demandé."},
        {"You will decide later.", "您將稍後決定。", "Decyzja została odłożona.", "Vous déciderez plus tard."},
        {"Your consent was revoked.", "您的同意已被撤銷。", "Zgoda została odwołana.", "Votre consentement a été révoqué."},
        {"Your consent was found invalid.", "您的同意已被認定無效。", "Zgoda została unieważniona.", "Votre consentement a été invalidé."},
        {"Your consent has ended.", "您的同意已到期。", "Zgoda wygasła.", "Votre consentement a expiré."},
        {"When", "時間", "Kiedy", "Quand"},
        {"Valid until", "有效至", "Ważne do", "Valable jusqu’au"},
        {"By whom", "由誰作出", "Przez kogo", "Par qui"},
        {"someone who acts for you", "您的代理人", "osoba działająca w Twoim imieniu", "une personne agissant pour vous"},
        {"your guardian", "您的監護人", "Twój opiekun", "votre représentant légal"},
        {"the organisation", "該機構", "organizacja", "l’organisme"},
        {"How", "方式", "W jaki sposób", "Comment"},
        {"toggle", "畫面上的開關", "przełącznik na ekranie", "un interrupteur à l’écran"},
        {"verbal", "口頭", "ustnie", "oralement"},
        {"paper", "書面", "na papierze", "sur papier"},
        {"signal", "瀏覽器訊號", "sygnał przeglądarki", "un signal du navigateur"},
        {"double_opt_in", "以電子郵件確認", "potwierdzenie e-mailem", "une confirmation par e-mail"},
        {"import", "由其他系統告知", "informacja z innego systemu", "l’information d’un autre système"},
        {"Notice that you had", "您所收到的告知事項", "Otrzymana informacja", "Information reçue"},
        {"version", "版本", "wersja", "version"},
        {"Jurisdiction", "適用地區", "Jurysdykcja", "Juridiction"},
        {"Data used", "使用的資料", "Używane dane", "Données utilisées"},
        {"Shared with", "分享對象", "Przekazywane do", "Partagé avec"},
        {"Kept for", "保存期間", "Przechowywane przez", "Conservé pendant"},
        {"days", "天", "dni", "jours"},
        {"You can withdraw at any time.", "您可以隨時撤回。", "Zgodę można wycofać w każdej chwili.", "Vous pouvez retirer votre consentement à tout moment."},
        {"Proof", "證明", "Dowód", "Preuve"},
        {"Receipt number", "收據編號", "Numer potwierdzenia", "Numéro du reçu"},
        {"Made on", "製作時間", "Sporządzono", "Établi le"},
        {"Your pseudonym", "您的代號", "Twój pseudonim", "Votre pseudonyme"},
        {"Ledger entry", "帳本項目", "Wpis w rejestrze", "Entrée du registre"},
        {"Entries sealed", "已封存的項目數", "Zapieczętowane wpisy", "Entrées scellées"},
        {"Key of the log", "帳本的金鑰", "Klucz rejestru", "Clé du registre"},
        {"SHA-256 of the attached receipt", "所附收據的 SHA-256", "SHA-256 załączonego potwierdzenia", "SHA-256 du reçu joint"},
        {"The attached file proves this receipt. Anyone can check it with the command", "所附檔案可證明本收據。任何人都可用下列指令查驗：", "Załączony plik dowodzi tego potwierdzenia. Każdy może go sprawdzić poleceniem", "Le fichier joint prouve ce reçu. Chacun peut le vérifier avec la commande"},
        {"name", "姓名", "imię i nazwisko", "nom"},
        {"email address", "電子郵件地址", "adres e-mail", "adresse e-mail"},
        {"phone number", "電話號碼", "numer telefonu", "numéro de téléphone"},
        {"postal address", "郵寄地址", "adres pocztowy", "adresse postale"},
        {"language", "語言", "język", "langue"},
        {"bookings", "訂位紀錄", "rezerwacje", "réservations"},
        {"device identifier", "裝置識別碼", "identyfikator urządzenia", "identifiant de l’appareil"},
        {"travel preferences", "旅遊偏好", "preferencje podróży", "préférences de voyage"},
        {"loyalty account", "會員帳戶", "konto lojalnościowe", "compte de fidélité"},
        {"website use", "網站使用情形", "korzystanie ze strony", "utilisation du site"},
        {"inferred interests", "推論的興趣", "wywnioskowane zainteresowania", "centres d’intérêt déduits"},
        {"age group", "年齡層", "grupa wiekowa", "tranche d’âge"},
        {"home region", "居住地區", "region zamieszkania", "région de résidence"},
        {"birth date", "出生日期", "data urodzenia", "date de naissance"},
        {"travel document", "旅行證件", "dokument podróży", "document de voyage"},
        {"payment records", "付款紀錄", "historia płatności", "paiements"},
        {"complaints", "客訴", "reklamacje", "réclamations"},
        {"Receipts of your choices: each proves itself", "您各項選擇的收據，每份均可自行查驗", "Potwierdzenia Twoich wyborów: każde dowodzi samo siebie", "Les reçus de vos choix : chacun se prouve lui-même"},
        {"Consent at a point in time", "特定時間點的同意狀態", "Zgody w wybranej chwili", "Consentements à un instant donné"},
        {"Person", "當事人", "Osoba", "Personne"},
        {"Point in time", "時間點", "Chwila", "Instant"},
        {"Catalogue", "目錄", "Katalog", "Catalogue"},
        {"\"As decided\" counts what the person had decided by then; \"as known\" only what the organisation had received by then.", "「依決定」計入當事人在該時間點之前所作的決定；「依所知」只計入該機構在該時間點之前已收到的決定。", "„Według decyzji” uwzględnia to, co osoba do tej chwili zdecydowała; „według wiedzy” tylko to, co organizacja do tej chwili otrzymała.", "« Selon les décisions » tient compte de ce que la personne avait décidé à cet instant ; « selon ce qui était connu », seulement de ce que l’organisme avait reçu."},
        {"As decided", "依決定", "Według decyzji", "Selon les décisions"},
        {"As known", "依所知", "Według wiedzy", "Selon ce qui était connu"},
        {"differs", "不一致", "różni się", "différent"},
        {"the person has to be asked again", "須再次詢問當事人", "trzeba zapytać ponownie", "la personne doit être interrogée à nouveau"},
        {"Choices", "選擇", "Wybory", "Choix"},
        {"No choice is covered by this.", "沒有符合的選擇。", "Nie obejmuje to żadnego wyboru.", "Aucun choix n’est concerné."},
        {"What this rests on", "依據的決定", "Na czym się to opiera", "Sur quoi cela repose"},
        {"Nothing had been decided.", "當時尚無任何決定。", "Nic nie zostało zdecydowane.", "Rien n’avait été décidé."},
        {"Consent given", "表示同意", "Udzielono zgody", "Consentement donné"},
        {"Consent confirmed", "確認同意", "Potwierdzono zgodę", "Consentement confirmé"},
        {"Consent withdrawn", "撤回同意", "Wycofano zgodę", "Consentement retiré"},
        {"Consent refused", "拒絕同意", "Odmówiono zgody", "Consentement refusé"},
        {"Objection made", "提出反對", "Wniesiono sprzeciw", "Opposition formulée"},
        {"Consent revoked", "同意遭撤銷", "Odwołano zgodę", "Consentement révoqué"},
        {"Consent found invalid", "同意經認定無效", "Unieważniono zgodę", "Consentement invalidé"},
        {"Signal of the browser to stop", "瀏覽器的停止訊號", "Sygnał przeglądarki, by przestać", "Signal d’arrêt du navigateur"},
        {"Consent asked for", "徵詢同意", "Poproszono o zgodę", "Consentement demandé"},
        {"Decision put off", "延後決定", "Odłożono decyzję", "Décision reportée"},
        {"the person", "當事人", "ta osoba", "la personne"},
        {"an employee, for the person", "代當事人處理的員工", "pracownik w imieniu osoby", "un employé, pour la personne"},
        {"a guardian of the person", "當事人的監護人", "opiekun osoby", "le représentant légal de la personne"},
        {"the organisation, from another system", "該機構，來自其他系統", "organizacja, z innego systemu", "l’organisme, depuis un autre système"},
        {"shown on a screen", "在螢幕上顯示", "pokazana na ekranie", "affichée à l’écran"},
        {"read aloud", "口頭朗讀", "odczytana na głos", "lue à voix haute"},
        {"given on paper", "以書面提供", "podana na papierze", "remise sur papier"},
        {"attested by another system", "由其他系統證明", "poświadczona przez inny system", "attestée par un autre système"},
        {"all", "全部", "wszystkie", "tous"},
        {"About", "範圍", "Czego dotyczy", "Objet"},
        {"Decided", "決定時間", "Zdecydowano", "Décidé le"},
        {"Received", "收到時間", "Otrzymano", "Reçu le"},
        {"Where", "地點", "Gdzie", "Où"},
        {"On behalf because", "代為處理的原因", "Powód działania w imieniu", "Motif de la représentation"},
        {"Reason", "原因", "Powód", "Motif"},
        {"Verification", "身分查驗", "Weryfikacja", "Vérification"},
        {"Rule", "適用規則", "Reguła", "Règle"},
        {"Notice", "告知事項", "Informacja", "Information"},
        {"Attachments", "附件", "Załączniki", "Pièces jointes"},
        {"SHA-256 of the notice", "告知事項的 SHA-256", "SHA-256 informacji", "SHA-256 de l’information"},
        {"Event", "事件", "Zdarzenie", "Événement"},
        {"Hash of the event", "事件的雜湊值", "Skrót zdarzenia", "Empreinte de l’événement"},
        {"Notices that were shown", "所出示的告知事項", "Przedstawione informacje", "Informations présentées"},
        {"The catalogue of that time does not hold this text.", "當時的目錄中沒有這份文字。", "Katalog z tego czasu nie zawiera tego tekstu.", "Le catalogue de cette époque ne contient pas ce texte."},
        {"Ledger entries", "帳本項目", "Wpisy w rejestrze", "Entrées du registre"},
        {"Root of the sealed tree", "已封存樹的根雜湊值", "Korzeń zapieczętowanego drzewa", "Racine de l’arbre scellé"},
        {"Signature (Ed25519)", "簽章（Ed25519）", "Podpis (Ed25519)", "Signature (Ed25519)"},
        {"SHA-256 of the attached extract", "所附摘錄的 SHA-256", "SHA-256 załączonego wyciągu", "SHA-256 de l’extrait joint"},
        {"The signature is over the attached file, not over these pages. It is the same file when it has the SHA-256 above.", "簽章涵蓋的是所附檔案，而非這些頁面。SHA-256 與上列相同，即為同一檔案。", "Podpis obejmuje załączony plik, a nie te strony. To ten sam plik, jeżeli ma powyższy SHA-256.", "La signature porte sur le fichier joint, et non sur ces pages. C’est le même fichier s’il a l’empreinte SHA-256 ci-dessus."},
        {"Anyone can check it with this command; KEY is the key of the log as the organisation publishes it:", "任何人都可用下列指令查驗；KEY 為該機構所公布的帳本金鑰：", "Każdy może go sprawdzić tym poleceniem; KEY to klucz rejestru opublikowany przez organizację:", "Chacun peut le vérifier avec cette commande ; KEY est la clé du registre telle que l’organisme la publie :"},
        {"Who holds the store can prove that an entry is in the log:", "資料庫的持有者可證明某項目確在帳本中：", "Kto ma magazyn, może dowieść, że wpis jest w rejestrze:", "Qui détient la base peut prouver qu’une entrée est dans le registre :"},
    };
    return all;
}

struct NamedFact
{
    std::string key;
    Row name;
};

const std::vector<NamedFact> &facts()
{
    static const std::vector<NamedFact> all = {
        {"given_name", {"Given name", "名字", "Imię", "Prénom"}},
        {"family_name", {"Family name", "姓氏", "Nazwisko", "Nom de famille"}},
        {"full_name", {"Name", "姓名", "Imię i nazwisko", "Nom"}},
        {"email", {"Email", "電子郵件", "E-mail", "E-mail"}},
        {"phone", {"Phone", "電話", "Telefon", "Téléphone"}},
        {"birth_date", {"Date of birth", "出生日期", "Data urodzenia", "Date de naissance"}},
        {"gender", {"Gender", "性別", "Płeć", "Genre"}},
        {"street", {"Street", "街道", "Ulica", "Rue"}},
        {"address", {"Address", "地址", "Adres", "Adresse"}},
        {"postcode", {"Postcode", "郵遞區號", "Kod pocztowy", "Code postal"}},
        {"city", {"City", "城市", "Miasto", "Ville"}},
        {"region", {"Region", "地區", "Region", "Région"}},
        {"country", {"Country", "國家", "Kraj", "Pays"}},
        {"company", {"Company", "公司", "Firma", "Société"}},
        {"job_title", {"Job title", "職稱", "Stanowisko", "Fonction"}},
        {"language", {"Language", "語言", "Język", "Langue"}},
        {"customer_number", {"Customer number", "客戶編號", "Numer klienta", "Numéro client"}},
        {"loyalty_id", {"Loyalty number", "會員編號", "Numer lojalnościowy", "Numéro de fidélité"}},
        {"seat_preference", {"Preferred seat", "座位偏好", "Preferowane miejsce", "Siège préféré"}},
        {"interests", {"Interests", "興趣", "Zainteresowania", "Centres d’intérêt"}},
    };
    return all;
}

} // namespace

std::string documentLanguage(std::string_view wish)
{
    const std::string_view base = wish.substr(0, wish.find_first_of("_-"));
    if (base == "zh")
        return "zh_TW";
    return base == "pl" || base == "fr" ? std::string(base) : "en";
}

const std::string &translated(const std::string &english, std::string_view language)
{
    const auto it = std::find_if(phrases().begin(), phrases().end(), [&](const Row &row) { return row.en == english; });
    return it == phrases().end() ? english : pick(*it, language);
}

std::string factName(const std::string &key, std::string_view language)
{
    const auto it = std::find_if(facts().begin(), facts().end(), [&](const NamedFact &fact) { return fact.key == key; });
    if (it != facts().end())
        return pick(it->name, language);
    std::string name = key;
    std::replace(name.begin(), name.end(), '_', ' ');
    return name;
}

} // namespace assent
