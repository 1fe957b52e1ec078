<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pl" sourcelanguage="en">
<context>
    <name>AppShell</name>
    <message>
        <source>Close the side panel</source>
        <translation>Zamknij panel boczny</translation>
    </message>
</context>
<context>
    <name>AskCard</name>
    <message>
        <source>If you allow it</source>
        <translation>Jeśli się zgodzisz</translation>
    </message>
    <message>
        <source>If you do not allow it</source>
        <translation>Jeśli się nie zgodzisz</translation>
    </message>
    <message>
        <source>Decide later</source>
        <translation>Zdecyduj później</translation>
    </message>
    <message>
        <source>It stays off, and you are not asked again for 30 days.</source>
        <translation>Pozostaje wyłączone, a pytanie nie wróci przez 30 dni.</translation>
    </message>
    <message>
        <source>You allowed this.</source>
        <translation>Zgoda udzielona.</translation>
    </message>
    <message>
        <source>You did not allow this.</source>
        <translation>Brak zgody.</translation>
    </message>
    <message>
        <source>Put off. It stays off, and you are not asked again for 30 days.</source>
        <translation>Odłożono. Pozostaje wyłączone, a pytanie nie wróci przez 30 dni.</translation>
    </message>
</context>
<context>
    <name>AskPage</name>
    <message>
        <source>This is what you are asked. To allow it, press the button again.</source>
        <translation>Oto treść pytania. Aby wyrazić zgodę, naciśnij przycisk ponownie.</translation>
    </message>
    <message>
        <source>What changed</source>
        <translation>Co się zmieniło</translation>
    </message>
    <message>
        <source>What you are asked</source>
        <translation>O co jesteś pytany</translation>
    </message>
    <message>
        <source>You are asked</source>
        <translation>Pytania do Ciebie</translation>
    </message>
    <message>
        <source>Each question stands alone. Both answers take one press, and you can change them later under Choices.</source>
        <translation>Każde pytanie jest osobne. Obie odpowiedzi to jedno naciśnięcie, a później zmienisz je w części „Wybory”.</translation>
    </message>
    <message>
        <source>Nothing is asked of you now.</source>
        <translation>Teraz nie ma do Ciebie pytań.</translation>
    </message>
    <message>
        <source>See and change choices</source>
        <translation>Zobacz i zmień wybory</translation>
    </message>
    <message>
        <source>All of them are settled.</source>
        <translation>Wszystkie są załatwione.</translation>
    </message>
    <message numerus="yes">
        <source>%n question(s) open</source>
        <translation>
            <numerusform>%n pytanie czeka</numerusform>
            <numerusform>%n pytania czekają</numerusform>
            <numerusform>%n pytań czeka</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BrokenPage</name>
    <message>
        <source>Your data on this computer is damaged</source>
        <translation>Twoje dane na tym komputerze są uszkodzone</translation>
    </message>
    <message>
        <source>Your data cannot be opened</source>
        <translation>Nie można otworzyć Twoich danych</translation>
    </message>
    <message>
        <source>Part of the encrypted store on the disk is not what Assent wrote there, so it was not opened. Nothing was changed.</source>
        <translation>Część zaszyfrowanego magazynu na dysku nie jest tym, co zapisał tam Assent, dlatego go nie otwarto. Nic nie zmieniono.</translation>
    </message>
    <message>
        <source>Look at what is wrong</source>
        <translation>Sprawdź, co się stało</translation>
    </message>
</context>
<context>
    <name>ChannelMatrixRow</name>
    <message>
        <source>Not used</source>
        <extracomment>A channel that this recipient does not use</extracomment>
        <translation>Nieużywane</translation>
    </message>
</context>
<context>
    <name>ChoiceCard</name>
    <message>
        <source>Needs your word again</source>
        <translation>Potrzebna ponowna decyzja</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <extracomment>How many of the purpose&apos;s choices are allowed</extracomment>
        <translation>%1 z %2</translation>
    </message>
    <message>
        <source>This happens unless you object. One press is enough, and you need no reason.</source>
        <translation>Dzieje się to, dopóki nie zgłosisz sprzeciwu. Wystarczy jedno naciśnięcie, bez podawania powodu.</translation>
    </message>
</context>
<context>
    <name>ChoicePair</name>
    <message>
        <source>Allow</source>
        <translation>Zgadzam się</translation>
    </message>
    <message>
        <source>Do not allow</source>
        <translation>Nie zgadzam się</translation>
    </message>
</context>
<context>
    <name>ChoicesPage</name>
    <message>
        <source>What you are asked</source>
        <translation>O co jesteś pytany</translation>
    </message>
    <message>
        <source>This is what you are asked. To allow it, press the switch again.</source>
        <translation>Oto treść pytania. Aby wyrazić zgodę, naciśnij przełącznik ponownie.</translation>
    </message>
    <message>
        <source>What %1 may do</source>
        <extracomment>%1 is an organisation</extracomment>
        <translation>Co wolno: %1</translation>
    </message>
    <message>
        <source>Choices</source>
        <translation>Wybory</translation>
    </message>
    <message>
        <source>Nothing happens without your word. One press allows, one press withdraws.</source>
        <translation>Nic się nie dzieje bez Twojej zgody. Jedno naciśnięcie ją wyraża, jedno wycofuje.</translation>
    </message>
    <message>
        <source>There is nothing to choose here.</source>
        <translation>Nie ma tu nic do wyboru.</translation>
    </message>
    <message>
        <source>Withdraw everything optional</source>
        <translation>Wycofaj wszystko, co nieobowiązkowe</translation>
    </message>
    <message>
        <source>Close all</source>
        <translation>Zwiń wszystko</translation>
    </message>
    <message>
        <source>Open all</source>
        <translation>Rozwiń wszystko</translation>
    </message>
</context>
<context>
    <name>ClosedPage</name>
    <message>
        <source>These data were kept on this computer only.</source>
        <translation>Te dane były tylko na tym komputerze.</translation>
    </message>
    <message>
        <source>The organisation&apos;s system has not heard of it yet. It is told as soon as it can be reached; leave Assent open until then.</source>
        <translation>System organizacji jeszcze o tym nie wie. Dowie się, gdy tylko będzie osiągalny; do tego czasu zostaw Assent otwarty.</translation>
    </message>
    <message>
        <source>The organisation&apos;s system has erased them too, and tells every computer that it is synced with.</source>
        <translation>System organizacji też je usunął i informuje każdy zsynchronizowany z nim komputer.</translation>
    </message>
    <message>
        <source>Your account is erased</source>
        <translation>Twoje konto zostało usunięte</translation>
    </message>
    <message>
        <source>Everything held about you here was erased: %1.</source>
        <extracomment>%1 is a time, or a date with a time</extracomment>
        <translation>Wszystko, co tu o Tobie było, zostało usunięte: %1.</translation>
    </message>
    <message>
        <source>Reference: %1</source>
        <extracomment>%1 is a short code to quote</extracomment>
        <translation>Numer sprawy: %1</translation>
    </message>
    <message>
        <source>What stays is a sealed record that somebody was erased. Nobody can tell from it who it was.</source>
        <translation>Pozostaje zapieczętowany zapis, że kogoś usunięto. Nikt nie odczyta z niego, kto to był.</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Zablokuj</translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Nothing found.</source>
        <translation>Nic nie znaleziono.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln result(s)</source>
        <extracomment>How many things were found</extracomment>
        <translation>
            <numerusform>%Ln wynik</numerusform>
            <numerusform>%Ln wyniki</numerusform>
            <numerusform>%Ln wyników</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ConfirmSheet</name>
    <message>
        <source>Continue</source>
        <translation>Dalej</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Anuluj</translation>
    </message>
</context>
<context>
    <name>ConflictChoice</name>
    <message>
        <source>Different values are held. Choose which is right.</source>
        <translation>Przechowywane są różne wartości. Wybierz właściwą.</translation>
    </message>
    <message>
        <source>This is right</source>
        <translation>Ta jest właściwa</translation>
    </message>
</context>
<context>
    <name>ConsentSwitch</name>
    <message>
        <source>Allowed</source>
        <extracomment>State of a choice: the person has allowed it</extracomment>
        <translation>Zgoda udzielona</translation>
    </message>
    <message>
        <source>Not allowed</source>
        <extracomment>State of a choice: the person has not allowed it</extracomment>
        <translation>Brak zgody</translation>
    </message>
</context>
<context>
    <name>DeadlineBadge</name>
    <message>
        <source>Paused</source>
        <extracomment>Deadline: the clock is stopped</extracomment>
        <translation>Wstrzymane</translation>
    </message>
    <message>
        <source>Due today</source>
        <translation>Termin dzisiaj</translation>
    </message>
    <message>
        <source>Due tomorrow</source>
        <translation>Termin jutro</translation>
    </message>
    <message>
        <source>Overdue by 1 day</source>
        <translation>1 dzień po terminie</translation>
    </message>
    <message numerus="yes">
        <source>Due in %n days</source>
        <extracomment>%n is always 2 or more</extracomment>
        <translation>
            <numerusform>Termin za %n dzień</numerusform>
            <numerusform>Termin za %n dni</numerusform>
            <numerusform>Termin za %n dni</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Overdue by %n days</source>
        <translation>
            <numerusform>%n dzień po terminie</numerusform>
            <numerusform>%n dni po terminie</numerusform>
            <numerusform>%n dni po terminie</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DeviceCard</name>
    <message>
        <source>Devices</source>
        <translation>Urządzenia</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>Synchronizuj teraz</translation>
    </message>
</context>
<context>
    <name>DiffView</name>
    <message>
        <source>[added: %1]</source>
        <translation>[dodano: %1]</translation>
    </message>
    <message>
        <source>[removed: %1]</source>
        <translation>[usunięto: %1]</translation>
    </message>
</context>
<context>
    <name>EraseCard</name>
    <message>
        <source>Your account is kept. Nothing was erased.</source>
        <translation>Konto zostaje. Niczego nie usunięto.</translation>
    </message>
    <message>
        <source>Erase your account?</source>
        <translation>Usunąć konto?</translation>
    </message>
    <message>
        <source>You can cancel until %1. After that this cannot be undone.</source>
        <extracomment>%1 is a date with a time</extracomment>
        <translation>Możesz to odwołać do: %1. Potem nie da się tego cofnąć.</translation>
    </message>
    <message>
        <source>Assent erases the first time it is open after that. Until then nothing changes.</source>
        <translation>Assent usunie dane przy pierwszym otwarciu po tym terminie. Do tego czasu nic się nie zmienia.</translation>
    </message>
    <message>
        <source>Sign in again: passphrase or recovery code</source>
        <translation>Zaloguj się ponownie: hasło lub kod odzyskiwania</translation>
    </message>
    <message>
        <source>Sign in with this computer&apos;s keychain</source>
        <translation>Zaloguj się pękiem kluczy tego komputera</translation>
    </message>
    <message>
        <source>Erase account</source>
        <translation>Usuń konto</translation>
    </message>
    <message>
        <source>Keep account</source>
        <translation>Zachowaj konto</translation>
    </message>
    <message>
        <source>Your account will be erased after %1</source>
        <extracomment>%1 is a date with a time</extracomment>
        <translation>Konto zostanie usunięte po: %1</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Numer sprawy</translation>
    </message>
    <message>
        <source>Asked for on</source>
        <translation>Data zgłoszenia</translation>
    </message>
    <message>
        <source>What happens next</source>
        <translation>Co dalej</translation>
    </message>
    <message>
        <source>You can keep the account until then. Assent erases the first time it is open after that, and shows this reference.</source>
        <translation>Do tego czasu możesz zachować konto. Assent usunie dane przy pierwszym otwarciu po tym terminie i pokaże ten numer.</translation>
    </message>
</context>
<context>
    <name>ErrorSummary</name>
    <message>
        <source>There is a problem</source>
        <translation>Wystąpił problem</translation>
    </message>
</context>
<context>
    <name>ErrorText</name>
    <message>
        <source>This is no longer there. Nothing was changed.</source>
        <translation>Tego już nie ma. Nic nie zmieniono.</translation>
    </message>
    <message>
        <source>Something changed in the meantime. Look again and decide anew.</source>
        <translation>W międzyczasie coś się zmieniło. Spójrz ponownie i zdecyduj jeszcze raz.</translation>
    </message>
    <message>
        <source>This is not permitted. Nothing was changed.</source>
        <translation>To niedozwolone. Nic nie zmieniono.</translation>
    </message>
    <message>
        <source>Your data is locked. Unlock it and try again.</source>
        <translation>Twoje dane są zablokowane. Odblokuj je i spróbuj ponownie.</translation>
    </message>
    <message>
        <source>Part of your data on this computer is damaged. Restore a backup.</source>
        <translation>Część Twoich danych na tym komputerze jest uszkodzona. Przywróć kopię zapasową.</translation>
    </message>
    <message>
        <source>This computer could not write or read the data. Check that the disk has free space.</source>
        <translation>Komputer nie mógł zapisać lub odczytać danych. Sprawdź, czy na dysku jest wolne miejsce.</translation>
    </message>
    <message>
        <source>The other side could not be reached. It will be tried again.</source>
        <translation>Nie udało się połączyć z drugą stroną. Próba zostanie ponowiona.</translation>
    </message>
    <message>
        <source>The other side gave an answer that was not understood. It will be tried again.</source>
        <translation>Druga strona odpowiedziała w niezrozumiały sposób. Próba zostanie ponowiona.</translation>
    </message>
    <message>
        <source>This value cannot be used. Check it and try again.</source>
        <translation>Tej wartości nie można użyć. Sprawdź ją i spróbuj ponownie.</translation>
    </message>
    <message>
        <source>Stopped. Nothing was changed.</source>
        <translation>Zatrzymano. Nic nie zmieniono.</translation>
    </message>
    <message>
        <source>This data was written by a newer version of Assent. Update Assent to open it.</source>
        <translation>Te dane zapisała nowsza wersja programu Assent. Zaktualizuj go, aby je otworzyć.</translation>
    </message>
    <message>
        <source>That passphrase or recovery code is not right. Check capital letters and the keyboard layout.</source>
        <translation>To hasło lub kod odzyskiwania jest nieprawidłowe. Sprawdź wielkie litery i układ klawiatury.</translation>
    </message>
    <message>
        <source>This store has neither a passphrase nor a recovery code. Use the keychain.</source>
        <translation>Ten magazyn nie ma hasła ani kodu odzyskiwania. Użyj pęku kluczy.</translation>
    </message>
    <message>
        <source>The keychain shows no key for your data: the entry is missing, or the keychain is still locked. Type your passphrase or recovery code.</source>
        <translation>Pęk kluczy nie pokazuje klucza do Twoich danych: brakuje wpisu albo pęk jest nadal zablokowany. Wpisz hasło lub kod odzyskiwania.</translation>
    </message>
    <message>
        <source>The keychain is locked or refused access, or its key does not fit your data. Type your passphrase or recovery code.</source>
        <translation>Pęk kluczy jest zablokowany lub odmówił dostępu albo jego klucz nie pasuje do Twoich danych. Wpisz hasło lub kod odzyskiwania.</translation>
    </message>
    <message>
        <source>The key in the keychain cannot be read. Type your passphrase or recovery code.</source>
        <translation>Nie można odczytać klucza z pęku kluczy. Wpisz hasło lub kod odzyskiwania.</translation>
    </message>
    <message>
        <source>The keychain does not answer, or there is none on this computer. Type your passphrase or recovery code.</source>
        <translation>Pęk kluczy nie odpowiada albo nie ma go na tym komputerze. Wpisz hasło lub kod odzyskiwania.</translation>
    </message>
    <message>
        <source>This looks like a recovery code that was copied wrongly. Compare it with your sheet, group by group.</source>
        <translation>To wygląda na źle przepisany kod odzyskiwania. Porównaj go ze swoją kartką, grupa po grupie.</translation>
    </message>
    <message>
        <source>This copy is damaged or was changed. Nothing was restored. Choose another copy.</source>
        <translation>Ta kopia jest uszkodzona lub została zmieniona. Niczego nie przywrócono. Wybierz inną kopię.</translation>
    </message>
    <message>
        <source>Something else is at work on the copies of this store. Nothing was restored. Try again in a moment.</source>
        <translation>Coś innego pracuje właśnie na kopiach tego magazynu. Niczego nie przywrócono. Spróbuj ponownie za chwilę.</translation>
    </message>
    <message>
        <source>This copy is no longer there. Nothing was restored.</source>
        <translation>Tej kopii już nie ma. Niczego nie przywrócono.</translation>
    </message>
</context>
<context>
    <name>ExportCard</name>
    <message>
        <source>A copy of my data</source>
        <translation>Kopia moich danych</translation>
    </message>
    <message>
        <source>One ZIP file with everything held about you: readable pages, tables, your choices with their receipts, and a signed list of it all.</source>
        <translation>Jeden plik ZIP ze wszystkim, co o Tobie wiadomo: czytelne strony, tabele, Twoje wybory z potwierdzeniami oraz podpisany spis całości.</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Nie teraz</translation>
    </message>
    <message>
        <source>Your data is being collected and sealed.</source>
        <translation>Twoje dane są zbierane i pieczętowane.</translation>
    </message>
    <message>
        <source>Making the copy</source>
        <translation>Tworzenie kopii</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Zatrzymaj</translation>
    </message>
    <message>
        <source>Your copy is ready.</source>
        <translation>Twoja kopia jest gotowa.</translation>
    </message>
    <message>
        <source>%1. It is %2 in %3.</source>
        <extracomment>%1 is &quot;14 files, 3.2 MB&quot;, %2 a file, %3 a folder</extracomment>
        <translation>%1. Plik %2 jest w folderze %3.</translation>
    </message>
    <message>
        <source>Done</source>
        <comment>closes a card</comment>
        <translation>Gotowe</translation>
    </message>
    <message>
        <source>Make the copy…</source>
        <translation>Utwórz kopię…</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>Otwórz folder</translation>
    </message>
</context>
<context>
    <name>ExtractPanel</name>
    <message>
        <source>A signed list of what you allowed on one day and what that rests on. Anyone can check it later, without asking anybody.</source>
        <translation>Podpisana lista tego, na co w danym dniu była Twoja zgoda i na czym się ona opiera. Każdy może ją później sprawdzić, nie pytając nikogo.</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Dzień</translation>
    </message>
    <message>
        <source>Year, month and day, such as 2026-03-20</source>
        <extracomment>2026-03-20 stays as it is: that is how the day has to be typed</extracomment>
        <translation>Rok, miesiąc i dzień, na przykład 2026-03-20</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>Zapisz jako PDF</translation>
    </message>
    <message>
        <source>Save as JSON</source>
        <translation>Zapisz jako JSON</translation>
    </message>
</context>
<context>
    <name>FactEditor</name>
    <message>
        <source>Save</source>
        <translation>Zapisz</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Anuluj</translation>
    </message>
    <message>
        <source>Enter saves, Esc leaves it as it was.</source>
        <translation>Enter zapisuje, Esc pozostawia bez zmian.</translation>
    </message>
</context>
<context>
    <name>FactPanel</name>
    <message>
        <source>Change</source>
        <translation>Zmień</translation>
    </message>
    <message>
        <source>What other sources say</source>
        <translation>Co podają inne źródła</translation>
    </message>
    <message>
        <source>The same value</source>
        <translation>Ta sama wartość</translation>
    </message>
    <message>
        <source>You can change what you told yourself. This comes from %1.</source>
        <extracomment>Why a fact cannot be changed here: %1 is a source</extracomment>
        <translation>Możesz zmienić to, co pochodzi od Ciebie. Ta informacja pochodzi z: %1.</translation>
    </message>
</context>
<context>
    <name>FactRow</name>
    <message>
        <source>From %1, %2. %3.</source>
        <extracomment>Read out for a fact: %1 is a source, %2 a date, %3 &quot;Kept until 3 May 2027&quot;</extracomment>
        <translation>Źródło: %1, %2. %3.</translation>
    </message>
    <message>
        <source>For: %1</source>
        <extracomment>What a fact is used for: %1 is &quot;Orders and delivery&quot;</extracomment>
        <translation>Cel: %1</translation>
    </message>
    <message>
        <source>Values differ</source>
        <translation>Różne wartości</translation>
    </message>
</context>
<context>
    <name>FindSheet</name>
    <message>
        <source>Find a command, your data, an organisation</source>
        <translation>Znajdź polecenie, swoje dane, organizację</translation>
    </message>
</context>
<context>
    <name>FirstRunPage</name>
    <message>
        <source>This store does not say whose it is</source>
        <translation>Ten magazyn nie wskazuje właściciela</translation>
    </message>
    <message>
        <source>Welcome to Assent</source>
        <translation>Witamy w programie Assent</translation>
    </message>
    <message>
        <source>It is open, but nobody in it is named as the person at this computer.</source>
        <translation>Jest otwarty, ale nie wskazuje osoby korzystającej z tego komputera.</translation>
    </message>
    <message>
        <source>Assent shows what organisations know about you and what they may do with it. It keeps everything encrypted on this computer. There is no store here yet.</source>
        <translation>Assent pokazuje, co organizacje o Tobie wiedzą i co wolno im z tym robić. Wszystko przechowuje w postaci zaszyfrowanej na tym komputerze. Nie ma tu jeszcze magazynu danych.</translation>
    </message>
    <message>
        <source>Start with an empty store</source>
        <translation>Zacznij od pustego magazynu</translation>
    </message>
    <message>
        <source>Or look around with made-up people</source>
        <translation>Albo rozejrzyj się, używając zmyślonych osób</translation>
    </message>
    <message>
        <source>Start Assent with the id of the person</source>
        <translation>Uruchom program Assent z identyfikatorem osoby</translation>
    </message>
    <message>
        <source>Run the command in a terminal, then start Assent again.</source>
        <translation>Wykonaj polecenie w terminalu, a potem uruchom program Assent ponownie.</translation>
    </message>
</context>
<context>
    <name>FlowNode</name>
    <message>
        <source>Comes from: %1</source>
        <translation>Pochodzi z: %1</translation>
    </message>
    <message>
        <source>Leads to: %1</source>
        <translation>Prowadzi do: %1</translation>
    </message>
</context>
<context>
    <name>FormRow</name>
    <message>
        <source>%1 (optional)</source>
        <extracomment>A form label whose field may stay empty: %1 is the label</extracomment>
        <translation>%1 (nieobowiązkowe)</translation>
    </message>
</context>
<context>
    <name>HeaderBar</name>
    <message>
        <source>Search</source>
        <translation>Szukaj</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Zablokuj</translation>
    </message>
</context>
<context>
    <name>HistoryHeader</name>
    <message>
        <source>What happened</source>
        <translation>Co się wydarzyło</translation>
    </message>
    <message>
        <source>Every change of your choices, with who made it. Nothing is ever removed from this list.</source>
        <translation>Każda zmiana Twoich wyborów i kto jej dokonał. Z tej listy nic nigdy nie znika.</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Pokaż</translation>
    </message>
    <message>
        <source>All</source>
        <comment>all events</comment>
        <translation>Wszystkie</translation>
    </message>
    <message>
        <source>Allowed</source>
        <comment>events that allowed something</comment>
        <translation>Udzielone</translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <comment>events that withdrew something</comment>
        <translation>Wycofane</translation>
    </message>
    <message>
        <source>By others</source>
        <comment>events by someone else</comment>
        <translation>Przez innych</translation>
    </message>
    <message>
        <source>Waiting</source>
        <comment>events not sent yet</comment>
        <translation>Oczekujące</translation>
    </message>
    <message>
        <source>Find in history</source>
        <translation>Szukaj w historii</translation>
    </message>
    <message numerus="yes">
        <source>%Ln event(s)</source>
        <translation>
            <numerusform>%Ln zdarzenie</numerusform>
            <numerusform>%Ln zdarzenia</numerusform>
            <numerusform>%Ln zdarzeń</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing has been recorded yet.</source>
        <translation>Nic jeszcze nie zapisano.</translation>
    </message>
    <message>
        <source>Nothing matches.</source>
        <translation>Nic nie pasuje.</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>Pokaż wszystko</translation>
    </message>
    <message>
        <source>Save an extract…</source>
        <extracomment>A signed list of what was allowed on one day</extracomment>
        <translation>Zapisz wyciąg…</translation>
    </message>
</context>
<context>
    <name>HistoryPage</name>
    <message>
        <source>History</source>
        <translation>Historia</translation>
    </message>
    <message>
        <source>Waiting to send</source>
        <translation>Czeka na wysłanie</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>Potwierdzenie</translation>
    </message>
    <message>
        <source>Extract</source>
        <translation>Wyciąg</translation>
    </message>
</context>
<context>
    <name>HolderCard</name>
    <message>
        <source>Withdraw all of it</source>
        <translation>Wycofaj wszystko</translation>
    </message>
</context>
<context>
    <name>HomePage</name>
    <message>
        <source>Hello, %1</source>
        <extracomment>%1 is the person&apos;s name</extracomment>
        <translation>Dzień dobry, %1</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>What %1 may do with your data, and what it did.</source>
        <extracomment>%1 is an organisation</extracomment>
        <translation>Co z Twoimi danymi może zrobić %1 i co już zostało zrobione.</translation>
    </message>
    <message>
        <source>Needs your attention</source>
        <translation>Wymaga Twojej uwagi</translation>
    </message>
    <message>
        <source>Nothing needs your attention.</source>
        <translation>Nic nie wymaga Twojej uwagi.</translation>
    </message>
    <message numerus="yes">
        <source>of %n choice(s) allowed</source>
        <extracomment>After a figure: how many choices are allowed, of %n in all</extracomment>
        <translation>
            <numerusform>z %n wyboru ze zgodą</numerusform>
            <numerusform>z %n wyborów ze zgodą</numerusform>
            <numerusform>z %n wyborów ze zgodą</numerusform>
        </translation>
    </message>
    <message>
        <source>See and change choices</source>
        <translation>Zobacz i zmień wybory</translation>
    </message>
    <message>
        <source>facts about you, %1</source>
        <extracomment>After a figure: how many facts; %1 is &quot;from 3 sources&quot;</extracomment>
        <translation>informacji o Tobie, %1</translation>
    </message>
    <message>
        <source>See my data</source>
        <translation>Zobacz moje dane</translation>
    </message>
    <message>
        <source>entries in your history</source>
        <translation>wpisów w Twojej historii</translation>
    </message>
    <message>
        <source>See the history</source>
        <translation>Zobacz historię</translation>
    </message>
    <message>
        <source>Lately</source>
        <translation>Ostatnio</translation>
    </message>
    <message>
        <source>Nothing has been recorded yet.</source>
        <translation>Nic jeszcze nie zapisano.</translation>
    </message>
</context>
<context>
    <name>JobButton</name>
    <message>
        <source>Work in progress: %1</source>
        <extracomment>%1 is how many pieces of work run or have ended and were not looked at</extracomment>
        <translation>Prace w toku: %1</translation>
    </message>
    <message>
        <source>Something failed. Work that has ended: %1</source>
        <extracomment>%1 is how many pieces of work have ended and were not looked at</extracomment>
        <translation>Coś się nie powiodło. Zakończone prace: %1</translation>
    </message>
    <message>
        <source>Work that has ended: %1</source>
        <extracomment>%1 is how many pieces of work have ended and were not looked at</extracomment>
        <translation>Zakończone prace: %1</translation>
    </message>
</context>
<context>
    <name>JobRow</name>
    <message>
        <source>Stop</source>
        <translation>Zatrzymaj</translation>
    </message>
    <message>
        <source>Remove from this list</source>
        <extracomment>Takes a piece of work that has ended off a list; its file stays</extracomment>
        <translation>Usuń z tej listy</translation>
    </message>
</context>
<context>
    <name>JobTray</name>
    <message>
        <source>Work in progress</source>
        <translation>Prace w toku</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Zamknij</translation>
    </message>
    <message>
        <source>Nothing is under way.</source>
        <translation>Nic nie jest w toku.</translation>
    </message>
    <message>
        <source>Remove all that have ended</source>
        <translation>Usuń wszystkie zakończone</translation>
    </message>
    <message>
        <source>Something failed</source>
        <extracomment>How several pieces of work ended</extracomment>
        <translation>Coś się nie powiodło</translation>
    </message>
    <message>
        <source>Ended</source>
        <extracomment>How several pieces of work ended: not all were finished</extracomment>
        <translation>Zakończone</translation>
    </message>
    <message>
        <source>All done</source>
        <extracomment>How several pieces of work ended</extracomment>
        <translation>Wszystko gotowe</translation>
    </message>
</context>
<context>
    <name>KitButton</name>
    <message>
        <source>Working…</source>
        <translation>Trwa praca…</translation>
    </message>
</context>
<context>
    <name>KitScrollBar</name>
    <message>
        <source>Scroll up and down</source>
        <translation>Przewijanie w pionie</translation>
    </message>
    <message>
        <source>Scroll sideways</source>
        <translation>Przewijanie w poziomie</translation>
    </message>
</context>
<context>
    <name>LockPage</name>
    <message>
        <source>Unlock with this computer&apos;s keychain</source>
        <translation>Odblokuj pękiem kluczy tego komputera</translation>
    </message>
    <message>
        <source>Your data is encrypted on this computer and stays closed until you unlock it.</source>
        <translation>Twoje dane są zaszyfrowane na tym komputerze i pozostają zamknięte, dopóki ich nie odblokujesz.</translation>
    </message>
    <message>
        <source>Do not wait for the keychain</source>
        <translation>Nie czekaj na pęk kluczy</translation>
    </message>
</context>
<context>
    <name>LockScreen</name>
    <message>
        <source>Locked.</source>
        <extracomment>%1 is the person&apos;s name</extracomment>
        <translation>Zablokowane.</translation>
    </message>
    <message>
        <source>Locked. Unlock as %1.</source>
        <translation>Zablokowane. Odblokuj jako %1.</translation>
    </message>
    <message>
        <source>Unlocking…</source>
        <translation>Odblokowywanie…</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Odblokuj</translation>
    </message>
    <message>
        <source>Passphrase or recovery code</source>
        <translation>Hasło lub kod odzyskiwania</translation>
    </message>
</context>
<context>
    <name>Main</name>
    <message numerus="yes">
        <source>Locking in %n second(s). Press a key or move the pointer to stay.</source>
        <translation>
            <numerusform>Blokada za %n sekundę. Naciśnij klawisz lub porusz wskaźnikiem, aby zostać.</numerusform>
            <numerusform>Blokada za %n sekundy. Naciśnij klawisz lub porusz wskaźnikiem, aby zostać.</numerusform>
            <numerusform>Blokada za %n sekund. Naciśnij klawisz lub porusz wskaźnikiem, aby zostać.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MyDataPage</name>
    <message>
        <source>Saved: %1</source>
        <extracomment>%1 is a field: &quot;Phone&quot;</extracomment>
        <translation>Zapisano: %1</translation>
    </message>
    <message>
        <source>What is known about you</source>
        <translation>Co o Tobie wiadomo</translation>
    </message>
    <message>
        <source>Each entry says where it came from, what it is for and until when it is kept.</source>
        <translation>Każdy wpis mówi, skąd pochodzi, do czego służy i do kiedy jest przechowywany.</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Pokaż</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <extracomment>A category and how many facts it holds: &quot;About you (4)&quot;</extracomment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Nothing is known about you here.</source>
        <translation>Nic tu o Tobie nie wiadomo.</translation>
    </message>
</context>
<context>
    <name>NavRail</name>
    <message>
        <source>Assent</source>
        <translation>Assent</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Strony</translation>
    </message>
</context>
<context>
    <name>NavRailItem</name>
    <message>
        <source>%1, %2 waiting</source>
        <extracomment>Name of a page in the rail with what waits there: %1 page, %2 a count</extracomment>
        <translation>%1, oczekuje: %2</translation>
    </message>
</context>
<context>
    <name>NewsQuestion</name>
    <message numerus="yes">
        <source>The organisation&apos;s system has news about at least %Ln of %1 people</source>
        <extracomment>%n people would be changed, at least, of the %1 people in this store</extracomment>
        <translation>
            <numerusform>System organizacji ma nowości o co najmniej %Ln z %1 osób</numerusform>
            <numerusform>System organizacji ma nowości o co najmniej %Ln z %1 osób</numerusform>
            <numerusform>System organizacji ma nowości o co najmniej %Ln z %1 osób</numerusform>
        </translation>
    </message>
    <message>
        <source>That is much at once, so nothing is applied until you decide. Withdrawals are sent in any case; what you allow waits.</source>
        <translation>To dużo naraz, więc nic nie zostanie zastosowane, dopóki nie zdecydujesz. Wycofania są wysyłane w każdym razie; to, na co się zgadzasz, czeka.</translation>
    </message>
    <message>
        <source>Apply the news</source>
        <translation>Zastosuj nowości</translation>
    </message>
    <message>
        <source>Do not apply</source>
        <translation>Nie stosuj</translation>
    </message>
</context>
<context>
    <name>NoticeChange</name>
    <message>
        <source>+ and underlined: new. − and struck through: gone.</source>
        <translation>+ i podkreślenie: nowe. − i przekreślenie: usunięte.</translation>
    </message>
</context>
<context>
    <name>NoticePanel</name>
    <message>
        <source>If you allow it</source>
        <translation>Jeśli się zgodzisz</translation>
    </message>
    <message>
        <source>If you do not allow it</source>
        <translation>Jeśli się nie zgodzisz</translation>
    </message>
    <message>
        <source>Show it as served</source>
        <translation>Pokaż w oryginale</translation>
    </message>
</context>
<context>
    <name>NoticeSheet</name>
    <message>
        <source>Notice</source>
        <translation>Informacja</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Zamknij</translation>
    </message>
    <message>
        <source>Fingerprint (SHA-256)</source>
        <extracomment>The SHA-256 of a notice&apos;s text</extracomment>
        <translation>Odcisk (SHA-256)</translation>
    </message>
    <message>
        <source>The viewer cannot start here, so this is the exact text without any layout.</source>
        <translation>Przeglądarka nie może się tu uruchomić, więc oto dokładny tekst bez układu strony.</translation>
    </message>
    <message>
        <source>This computer does not have the text any more, only its fingerprint.</source>
        <translation>Na tym komputerze nie ma już tego tekstu, jest tylko jego odcisk.</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <extracomment>Saves a notice as a PDF file</extracomment>
        <translation>Zapisz jako PDF</translation>
    </message>
    <message>
        <source>Copy the fingerprint</source>
        <translation>Kopiuj odcisk</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>Skopiowano.</translation>
    </message>
</context>
<context>
    <name>OrganisationsPage</name>
    <message>
        <source>Who has your data</source>
        <translation>Kto ma Twoje dane</translation>
    </message>
    <message>
        <source>Where it comes from, what it is used for, and who gets it.</source>
        <translation>Skąd pochodzą, do czego służą i kto je otrzymuje.</translation>
    </message>
    <message>
        <source>Nobody holds data about you here.</source>
        <translation>Nikt nie ma tu danych o Tobie.</translation>
    </message>
    <message>
        <source>The way of your data</source>
        <translation>Droga Twoich danych</translation>
    </message>
    <message>
        <source>Point at a box, or walk with the arrow keys, to see what it is linked to. A broken line is a way that you do not allow. The list below says the same.</source>
        <translation>Wskaż pole albo poruszaj się strzałkami, aby zobaczyć, z czym się łączy. Linia przerywana to droga bez Twojej zgody. Lista poniżej mówi to samo.</translation>
    </message>
    <message>
        <source>From</source>
        <comment>a source of data</comment>
        <translation>Skąd</translation>
    </message>
    <message>
        <source>For</source>
        <comment>a purpose</comment>
        <translation>Do czego</translation>
    </message>
    <message>
        <source>To</source>
        <comment>a recipient</comment>
        <translation>Do kogo</translation>
    </message>
</context>
<context>
    <name>PasswordField</name>
    <message>
        <source>Hide the text</source>
        <translation>Ukryj tekst</translation>
    </message>
    <message>
        <source>Show the text</source>
        <translation>Pokaż tekst</translation>
    </message>
</context>
<context>
    <name>ProvenanceChip</name>
    <message>
        <source>%1, %2</source>
        <extracomment>A value&apos;s origin: %1 is the source, %2 a date</extracomment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>From: %1</source>
        <extracomment>Read out for the origin of a value: %1 is &quot;web form, 3 March 2024&quot;</extracomment>
        <translation>Źródło: %1</translation>
    </message>
</context>
<context>
    <name>PurposeCard</name>
    <message>
        <source>Open.</source>
        <translation>Rozwinięte.</translation>
    </message>
    <message>
        <source>Closed.</source>
        <translation>Zwinięte.</translation>
    </message>
</context>
<context>
    <name>ReceiptPanel</name>
    <message>
        <source>This receipt is yours to keep. Anyone can check it later, without this program and without asking anybody.</source>
        <translation>To potwierdzenie jest Twoje. Każdy może je później sprawdzić, bez tego programu i bez pytania kogokolwiek.</translation>
    </message>
    <message>
        <source>Check this receipt</source>
        <translation>Sprawdź to potwierdzenie</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <extracomment>Saves a receipt as a PDF file</extracomment>
        <translation>Zapisz jako PDF</translation>
    </message>
    <message>
        <source>Save as JSON</source>
        <extracomment>Saves a receipt as a JSON file, which other programs can read and check</extracomment>
        <translation>Zapisz jako JSON</translation>
    </message>
    <message>
        <source>Show this notice as served</source>
        <translation>Pokaż tę informację w oryginale</translation>
    </message>
</context>
<context>
    <name>RequestsPage</name>
    <message>
        <source>Your rights</source>
        <translation>Twoje prawa</translation>
    </message>
    <message>
        <source>What you may demand, and where to begin. You need no reason for any of it.</source>
        <translation>Czego możesz żądać i gdzie zacząć. Nigdzie nie musisz podawać powodu.</translation>
    </message>
    <message>
        <source>A copy of my data</source>
        <translation>Kopia moich danych</translation>
    </message>
    <message>
        <source>Everything held about you, in one file that you can read and take elsewhere.</source>
        <translation>Wszystko, co o Tobie wiadomo, w jednym pliku do przeczytania i zabrania gdzie indziej.</translation>
    </message>
    <message>
        <source>Get a copy</source>
        <translation>Pobierz kopię</translation>
    </message>
    <message>
        <source>Correct my data</source>
        <translation>Popraw moje dane</translation>
    </message>
    <message>
        <source>Change what you told yourself, and settle what sources hold differently.</source>
        <translation>Zmień to, co pochodzi od Ciebie, i rozstrzygnij, co źródła podają różnie.</translation>
    </message>
    <message>
        <source>See and correct</source>
        <translation>Zobacz i popraw</translation>
    </message>
    <message>
        <source>Object or withdraw</source>
        <translation>Sprzeciw lub wycofanie</translation>
    </message>
    <message>
        <source>Stop a use of your data. It holds at once, on this computer and everywhere it is sent.</source>
        <translation>Zatrzymaj użycie swoich danych. Działa od razu, na tym komputerze i wszędzie, dokąd to dotrze.</translation>
    </message>
    <message>
        <source>See and stop</source>
        <translation>Zobacz i zatrzymaj</translation>
    </message>
    <message>
        <source>Know who has it</source>
        <translation>Dowiedz się, kto je ma</translation>
    </message>
    <message>
        <source>Which organisations hold or receive your data, from where, why and for how long.</source>
        <translation>Które organizacje mają lub otrzymują Twoje dane, skąd, po co i jak długo.</translation>
    </message>
    <message>
        <source>See organisations</source>
        <translation>Zobacz organizacje</translation>
    </message>
    <message>
        <source>Erase my account</source>
        <translation>Usuń moje konto</translation>
    </message>
    <message>
        <source>See what goes</source>
        <translation>Zobacz, co zniknie</translation>
    </message>
    <message>
        <source>Everything held about you goes for good. You have time to change your mind.</source>
        <translation>Wszystko, co o Tobie wiadomo, znika na zawsze. Masz czas, by zmienić zdanie.</translation>
    </message>
</context>
<context>
    <name>RestoreForm</name>
    <message>
        <source>There is no copy in the store&apos;s folder. If you keep one elsewhere, put it back with the command below.</source>
        <translation>W folderze magazynu nie ma kopii zapasowej. Jeśli trzymasz ją gdzie indziej, przywróć ją poniższym poleceniem.</translation>
    </message>
    <message>
        <source>The newest copy is from %1.</source>
        <extracomment>%1 is a date, a time and a size: &quot;3 March 2026, 14:02 (2.1 GB)&quot;</extracomment>
        <translation>Najnowsza kopia: %1.</translation>
    </message>
    <message>
        <source>What was recorded here after a copy was made is not in it. What had been sent comes back with the next sync. The damaged store is kept beside for 30 days.</source>
        <translation>Kopia nie zawiera tego, co zapisano tu po jej utworzeniu. To, co zostało już wysłane, wróci przy następnej synchronizacji. Uszkodzony magazyn jest przechowywany obok przez 30 dni.</translation>
    </message>
    <message>
        <source>Copy to restore</source>
        <translation>Kopia do przywrócenia</translation>
    </message>
    <message>
        <source>Passphrase or recovery code</source>
        <translation>Hasło lub kod odzyskiwania</translation>
    </message>
    <message>
        <source>Open the copy</source>
        <translation>Otwarcie kopii</translation>
    </message>
    <message>
        <source>Copy and check</source>
        <translation>Kopiowanie i sprawdzanie</translation>
    </message>
    <message>
        <source>Restore this copy</source>
        <translation>Przywróć tę kopię</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Zatrzymaj</translation>
    </message>
    <message>
        <source>Restore a copy from elsewhere</source>
        <translation>Przywróć kopię z innego miejsca</translation>
    </message>
</context>
<context>
    <name>SaveSheet</name>
    <message>
        <source>Save the file</source>
        <extracomment>The heading of the question where a file is to be saved</extracomment>
        <translation>Zapisz plik</translation>
    </message>
    <message>
        <source>Name of the file</source>
        <translation>Nazwa pliku</translation>
    </message>
    <message>
        <source>Folder for the file</source>
        <translation>Folder na plik</translation>
    </message>
    <message>
        <source>Anyone who gets the file can read it. Choose a place that only you can open.</source>
        <translation>Każdy, kto dostanie ten plik, może go przeczytać. Wybierz miejsce dostępne tylko dla Ciebie.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Zapisz</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Anuluj</translation>
    </message>
</context>
<context>
    <name>SavingLine</name>
    <message>
        <source>Open the folder</source>
        <translation>Otwórz folder</translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Search</source>
        <translation>Szukaj</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>Wyczyść wyszukiwanie</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>Ustawienia</translation>
    </message>
    <message>
        <source>These settings stay on this computer and hold at once.</source>
        <translation>Te ustawienia pozostają na tym komputerze i działają od razu.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Język</translation>
    </message>
    <message>
        <source>Words, dates and numbers. Notices are shown in this language where it exists.</source>
        <translation>Słowa, daty i liczby. Informacje są pokazywane w tym języku, jeśli istnieją.</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Wygląd</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Motyw</translation>
    </message>
    <message>
        <source>As the system</source>
        <comment>theme</comment>
        <translation>Jak w systemie</translation>
    </message>
    <message>
        <source>Light</source>
        <comment>theme</comment>
        <translation>Jasny</translation>
    </message>
    <message>
        <source>Dark</source>
        <comment>theme</comment>
        <translation>Ciemny</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Wielkość tekstu</translation>
    </message>
    <message>
        <source>%1 %</source>
        <extracomment>A text size; %1 is a number</extracomment>
        <translation>%1%</translation>
    </message>
    <message>
        <source>Reduce motion</source>
        <translation>Ogranicz ruch</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Zablokuj</translation>
    </message>
    <message>
        <source>Locking closes the encrypted store. What waits to be sent is kept and goes out after the next unlocking.</source>
        <translation>Blokada zamyka zaszyfrowany magazyn. To, co czeka na wysłanie, zostaje zachowane i wyjdzie po następnym odblokowaniu.</translation>
    </message>
    <message>
        <source>Lock when nobody is here</source>
        <translation>Blokuj, gdy nikogo nie ma</translation>
    </message>
    <message>
        <source>You are told 20 seconds before.</source>
        <translation>Ostrzeżenie pojawia się 20 sekund wcześniej.</translation>
    </message>
    <message>
        <source>Never</source>
        <comment>lock</comment>
        <translation>Nigdy</translation>
    </message>
    <message numerus="yes">
        <source>After %n minute(s)</source>
        <translation>
            <numerusform>Po %n minucie</numerusform>
            <numerusform>Po %n minutach</numerusform>
            <numerusform>Po %n minutach</numerusform>
        </translation>
    </message>
    <message>
        <source>Lock now</source>
        <translation>Zablokuj teraz</translation>
    </message>
</context>
<context>
    <name>ShortcutSheet</name>
    <message>
        <source>Keys</source>
        <translation>Klawisze</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Zamknij</translation>
    </message>
</context>
<context>
    <name>Skeleton</name>
    <message>
        <source>Loading…</source>
        <translation>Wczytywanie…</translation>
    </message>
</context>
<context>
    <name>StackedBar</name>
    <message>
        <source>%1 of %2 allowed</source>
        <extracomment>%1 and %2 are counts: 3 of 8 allowed</extracomment>
        <translation>%1 z %2 ze zgodą</translation>
    </message>
</context>
<context>
    <name>StatusMessage</name>
    <message>
        <source>Dismiss</source>
        <translation>Zamknij</translation>
    </message>
</context>
<context>
    <name>StepProgress</name>
    <message>
        <source>Done</source>
        <extracomment>%1 and %2 are counts, %3 the name of the step</extracomment>
        <translation>Gotowe</translation>
    </message>
    <message>
        <source>Step %1 of %2: %3</source>
        <translation>Krok %1 z %2: %3</translation>
    </message>
</context>
<context>
    <name>SyncWords</name>
    <message>
        <source>On this computer only</source>
        <translation>Tylko na tym komputerze</translation>
    </message>
    <message numerus="yes">
        <source>Sending %n change(s)</source>
        <translation>
            <numerusform>Wysyłanie %n zmiany</numerusform>
            <numerusform>Wysyłanie %n zmian</numerusform>
            <numerusform>Wysyłanie %n zmian</numerusform>
        </translation>
    </message>
    <message>
        <source>Looking for news</source>
        <translation>Sprawdzanie nowości</translation>
    </message>
    <message>
        <source>News waits for you</source>
        <extracomment>The state of the sync: much news came at once and waits for an answer</extracomment>
        <translation>Nowości czekają na Ciebie</translation>
    </message>
    <message numerus="yes">
        <source>%n waiting to send</source>
        <translation>
            <numerusform>%n czeka na wysłanie</numerusform>
            <numerusform>%n czekają na wysłanie</numerusform>
            <numerusform>%n czeka na wysłanie</numerusform>
        </translation>
    </message>
    <message>
        <source>Up to date</source>
        <translation>Aktualne</translation>
    </message>
    <message numerus="yes">
        <source>Offline, %n waiting</source>
        <translation>
            <numerusform>Offline, %n oczekuje</numerusform>
            <numerusform>Offline, %n oczekują</numerusform>
            <numerusform>Offline, %n oczekuje</numerusform>
        </translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>News that would change many people was not applied, and what you allow waits. “Sync now” in the settings asks again.</source>
        <translation>Nowości, które zmieniłyby wiele osób, nie zastosowano, a to, na co się zgadzasz, czeka. „Synchronizuj teraz” w ustawieniach zapyta ponownie.</translation>
    </message>
    <message>
        <source>Offline. Withdrawals hold at once and are sent later.</source>
        <translation>Offline. Wycofania obowiązują od razu i zostaną wysłane później.</translation>
    </message>
    <message>
        <source>Offline. Showing data from %1. Withdrawals hold at once and are sent later.</source>
        <extracomment>%1 is a time or a date with a time</extracomment>
        <translation>Offline. Dane z: %1. Wycofania obowiązują od razu i zostaną wysłane później.</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>Timeline</source>
        <translation>Oś czasu</translation>
    </message>
</context>
<context>
    <name>UndoToast</name>
    <message>
        <source>Undo</source>
        <extracomment>Takes back what was just done</extracomment>
        <translation>Cofnij</translation>
    </message>
    <message>
        <source>Receipt</source>
        <extracomment>Opens the consent receipt of what was just done</extracomment>
        <translation>Potwierdzenie</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Zamknij</translation>
    </message>
</context>
<context>
    <name>UnlockCard</name>
    <message>
        <source>Take at least 8 characters.</source>
        <translation>Użyj co najmniej 8 znaków.</translation>
    </message>
    <message>
        <source>The two do not match.</source>
        <translation>Oba wpisy się różnią.</translation>
    </message>
    <message>
        <source>Ways to unlock</source>
        <translation>Sposoby odblokowania</translation>
    </message>
    <message>
        <source>The passphrase and the recovery code each open your data on this computer. Nobody else has them.</source>
        <translation>Hasło i kod odzyskiwania otwierają Twoje dane na tym komputerze. Nikt inny ich nie ma.</translation>
    </message>
    <message>
        <source>The passphrase was changed. The old one opens nothing any more.</source>
        <translation>Hasło zmieniono. Stare niczego już nie otwiera.</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Hasło</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>Ustawiono</translation>
    </message>
    <message>
        <source>Not set</source>
        <translation>Nie ustawiono</translation>
    </message>
    <message>
        <source>Recovery code</source>
        <translation>Kod odzyskiwania</translation>
    </message>
    <message>
        <source>Not set. Without it a forgotten passphrase cannot be replaced.</source>
        <translation>Nie ustawiono. Bez niego nie da się zastąpić zapomnianego hasła.</translation>
    </message>
    <message>
        <source>This computer&apos;s keychain</source>
        <translation>Pęk kluczy tego komputera</translation>
    </message>
    <message>
        <source>Change the passphrase</source>
        <translation>Zmień hasło</translation>
    </message>
    <message>
        <source>Set a passphrase</source>
        <translation>Ustaw hasło</translation>
    </message>
    <message>
        <source>Make a new recovery code</source>
        <translation>Utwórz nowy kod odzyskiwania</translation>
    </message>
    <message>
        <source>Make a recovery code</source>
        <translation>Utwórz kod odzyskiwania</translation>
    </message>
    <message>
        <source>Passphrase or recovery code of today</source>
        <translation>Obecne hasło lub kod odzyskiwania</translation>
    </message>
    <message>
        <source>New passphrase</source>
        <translation>Nowe hasło</translation>
    </message>
    <message>
        <source>Several words are good. Paste and password managers work.</source>
        <translation>Dobrze sprawdza się kilka słów. Wklejanie i menedżery haseł działają.</translation>
    </message>
    <message>
        <source>New passphrase, once more</source>
        <translation>Nowe hasło jeszcze raz</translation>
    </message>
    <message>
        <source>Make the code</source>
        <translation>Utwórz kod</translation>
    </message>
    <message>
        <source>Change it</source>
        <translation>Zmień</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Anuluj</translation>
    </message>
    <message>
        <source>Write this code down now. It is shown once.</source>
        <translation>Zapisz ten kod teraz. Pokazujemy go tylko raz.</translation>
    </message>
    <message>
        <source>It opens your data when the passphrase is forgotten. An earlier code opens nothing any more.</source>
        <translation>Otworzy Twoje dane, gdy zapomnisz hasła. Wcześniejszy kod niczego już nie otwiera.</translation>
    </message>
    <message>
        <source>I have written it down</source>
        <translation>Mam to zapisane</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>%1 (%2)</source>
        <extracomment>One choice: %1 is a purpose, %2 a channel (&quot;Product news by Email&quot;)</extracomment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>%1 (%2, %3)</source>
        <extracomment>One choice: %1 is a purpose, %2 a channel, %3 a company that receives data</extracomment>
        <translation>%1 (%2, %3)</translation>
    </message>
    <message>
        <source>everything optional</source>
        <translation>wszystko, co nieobowiązkowe</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between the parts of a choice</comment>
        <translation>, </translation>
    </message>
    <message>
        <source>You</source>
        <comment>who did something</comment>
        <translation>Ty</translation>
    </message>
    <message>
        <source>Customer service</source>
        <translation>Obsługa klienta</translation>
    </message>
    <message>
        <source>Your guardian</source>
        <translation>Twój opiekun</translation>
    </message>
    <message>
        <source>A system of %1</source>
        <translation>System: %1</translation>
    </message>
    <message>
        <source>An imported record</source>
        <translation>Zaimportowany zapis</translation>
    </message>
    <message>
        <source>Allowed: %1</source>
        <translation>Zgoda: %1</translation>
    </message>
    <message>
        <source>Confirmed: %1</source>
        <translation>Potwierdzono: %1</translation>
    </message>
    <message>
        <source>Withdrawn: %1</source>
        <translation>Wycofano: %1</translation>
    </message>
    <message>
        <source>Not allowed: %1</source>
        <translation>Brak zgody: %1</translation>
    </message>
    <message>
        <source>Objected to: %1</source>
        <translation>Sprzeciw: %1</translation>
    </message>
    <message>
        <source>Revoked: %1</source>
        <translation>Odwołano: %1</translation>
    </message>
    <message>
        <source>Declared invalid: %1</source>
        <translation>Unieważniono: %1</translation>
    </message>
    <message>
        <source>Opt-out signal received: %1</source>
        <translation>Otrzymano sygnał rezygnacji: %1</translation>
    </message>
    <message>
        <source>Put off: %1</source>
        <translation>Odłożono: %1</translation>
    </message>
    <message>
        <source>Only with your consent.</source>
        <translation>Tylko za Twoją zgodą.</translation>
    </message>
    <message>
        <source>Needed for your contract.</source>
        <translation>Potrzebne do wykonania umowy.</translation>
    </message>
    <message>
        <source>Required by law.</source>
        <translation>Wymagane przez prawo.</translation>
    </message>
    <message>
        <source>Needed to protect someone&apos;s life.</source>
        <translation>Potrzebne do ochrony życia.</translation>
    </message>
    <message>
        <source>Needed for a task in the public interest.</source>
        <translation>Potrzebne do zadania w interesie publicznym.</translation>
    </message>
    <message>
        <source>Based on a legitimate interest, until you object.</source>
        <translation>Prawnie uzasadniony interes, dopóki nie zgłosisz sprzeciwu.</translation>
    </message>
    <message>
        <source>Needs your word again</source>
        <translation>Potrzebna ponowna decyzja</translation>
    </message>
    <message>
        <source>Not yet active</source>
        <translation>Jeszcze nie działa</translation>
    </message>
    <message>
        <source>Waiting to send</source>
        <translation>Czeka na wysłanie</translation>
    </message>
    <message>
        <source>Ended %1</source>
        <comment>a consent lapsed on this date</comment>
        <translation>Zakończone %1</translation>
    </message>
    <message>
        <source>You are asked again</source>
        <translation>Ponowne pytanie</translation>
    </message>
    <message>
        <source>Given name</source>
        <translation>Imię</translation>
    </message>
    <message>
        <source>Family name</source>
        <translation>Nazwisko</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Imię i nazwisko</translation>
    </message>
    <message>
        <source>Email</source>
        <translation>E-mail</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Telefon</translation>
    </message>
    <message>
        <source>Date of birth</source>
        <translation>Data urodzenia</translation>
    </message>
    <message>
        <source>Street</source>
        <translation>Ulica</translation>
    </message>
    <message>
        <source>Postcode</source>
        <translation>Kod pocztowy</translation>
    </message>
    <message>
        <source>City</source>
        <translation>Miasto</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>Kraj</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adres</translation>
    </message>
    <message>
        <source>Gender</source>
        <translation>Płeć</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Język</translation>
    </message>
    <message>
        <source>Loyalty number</source>
        <translation>Numer lojalnościowy</translation>
    </message>
    <message>
        <source>Customer number</source>
        <translation>Numer klienta</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>Firma</translation>
    </message>
    <message>
        <source>Occupation</source>
        <translation>Zawód</translation>
    </message>
    <message>
        <source>Last purchase</source>
        <translation>Ostatni zakup</translation>
    </message>
    <message>
        <source>Last visit</source>
        <translation>Ostatnia wizyta</translation>
    </message>
    <message>
        <source>Last order</source>
        <translation>Ostatnie zamówienie</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>Zamówienia</translation>
    </message>
    <message>
        <source>Favourite category</source>
        <translation>Ulubiona kategoria</translation>
    </message>
    <message>
        <source>Favourite shop</source>
        <translation>Ulubiony sklep</translation>
    </message>
    <message>
        <source>Preferred seat</source>
        <translation>Preferowane miejsce</translation>
    </message>
    <message>
        <source>Newsletter topic</source>
        <translation>Temat biuletynu</translation>
    </message>
    <message>
        <source>Interests</source>
        <translation>Zainteresowania</translation>
    </message>
    <message>
        <source>Satisfaction</source>
        <translation>Zadowolenie</translation>
    </message>
    <message>
        <source>Household size</source>
        <translation>Liczba domowników</translation>
    </message>
    <message>
        <source>Preferred meal</source>
        <translation>Preferowany posiłek</translation>
    </message>
    <message>
        <source>Home airport</source>
        <translation>Lotnisko macierzyste</translation>
    </message>
    <message>
        <source>Last route</source>
        <translation>Ostatnia trasa</translation>
    </message>
    <message>
        <source>Travel interest</source>
        <translation>Zainteresowania podróżnicze</translation>
    </message>
    <message>
        <source>Survey answer</source>
        <translation>Odpowiedź w ankiecie</translation>
    </message>
    <message>
        <source>Customer since</source>
        <translation>Klient od</translation>
    </message>
    <message>
        <source>Loyalty tier</source>
        <translation>Poziom lojalnościowy</translation>
    </message>
    <message>
        <source>Who you are</source>
        <translation>Kim jesteś</translation>
    </message>
    <message>
        <source>About you</source>
        <translation>O Tobie</translation>
    </message>
    <message>
        <source>What you did</source>
        <translation>Twoje działania</translation>
    </message>
    <message>
        <source>What you like</source>
        <translation>Co lubisz</translation>
    </message>
    <message>
        <source>Told by you</source>
        <translation>Podane przez Ciebie</translation>
    </message>
    <message>
        <source>Taken over from another system</source>
        <translation>Przejęte z innego systemu</translation>
    </message>
    <message>
        <source>Recorded while you used a service</source>
        <translation>Zapisane podczas korzystania z usługi</translation>
    </message>
    <message>
        <source>Guessed from other data</source>
        <translation>Odgadnięte z innych danych</translation>
    </message>
    <message>
        <source>Entered by customer service</source>
        <translation>Wpisane przez obsługę klienta</translation>
    </message>
    <message>
        <source>d MMMM yyyy</source>
        <extracomment>Form of a date: d day, MMMM month, yyyy year (as in QLocale)</extracomment>
        <translation>d MMMM yyyy</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Dzisiaj</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Wczoraj</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <extracomment>%1 is a date, %2 a time of day</extracomment>
        <translation>%1, %2</translation>
    </message>
    <message numerus="yes">
        <source>%n year(s)</source>
        <translation>
            <numerusform>%n rok</numerusform>
            <numerusform>%n lata</numerusform>
            <numerusform>%n lat</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n month(s)</source>
        <translation>
            <numerusform>%n miesiąc</numerusform>
            <numerusform>%n miesiące</numerusform>
            <numerusform>%n miesięcy</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n dzień</numerusform>
            <numerusform>%n dni</numerusform>
            <numerusform>%n dni</numerusform>
        </translation>
    </message>
    <message>
        <source>, </source>
        <comment>between the parts of a list</comment>
        <translation>, </translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <extracomment>Joins the last part of a list: %1 is &quot;email, phone&quot;, %2 is &quot;post&quot;</extracomment>
        <translation>%1 i %2</translation>
    </message>
    <message>
        <source>English</source>
        <translation>angielski</translation>
    </message>
    <message>
        <source>Traditional Chinese</source>
        <translation>chiński tradycyjny</translation>
    </message>
    <message>
        <source>Polish</source>
        <translation>polski</translation>
    </message>
    <message>
        <source>French</source>
        <translation>francuski</translation>
    </message>
    <message>
        <source>Asked: %1</source>
        <translation>Pytanie: %1</translation>
    </message>
</context>
<context>
    <name>Workplace</name>
    <message>
        <source>Home</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>My data</source>
        <translation>Moje dane</translation>
    </message>
    <message>
        <source>Choices</source>
        <translation>Wybory</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Historia</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Ustawienia</translation>
    </message>
    <message>
        <source>Questions to you</source>
        <translation>Pytania do Ciebie</translation>
    </message>
    <message>
        <source>Organisations</source>
        <translation>Organizacje</translation>
    </message>
    <message>
        <source>Your rights</source>
        <translation>Twoje prawa</translation>
    </message>
</context>
<context>
    <name>WorkplaceKeys</name>
    <message>
        <source>Go to %1</source>
        <extracomment>%1 is a page</extracomment>
        <translation>Przejdź do: %1</translation>
    </message>
    <message>
        <source>Get a copy of my data</source>
        <translation>Pobierz kopię moich danych</translation>
    </message>
    <message>
        <source>Save an extract of what I allowed</source>
        <translation>Zapisz wyciąg z moich zgód</translation>
    </message>
    <message>
        <source>Erase my account</source>
        <translation>Usuń moje konto</translation>
    </message>
    <message>
        <source>Withdraw everything optional</source>
        <translation>Wycofaj wszystko, co nieobowiązkowe</translation>
    </message>
    <message>
        <source>Undo the last choice</source>
        <translation>Cofnij ostatni wybór</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>Synchronizuj teraz</translation>
    </message>
    <message>
        <source>Light theme</source>
        <translation>Jasny motyw</translation>
    </message>
    <message>
        <source>Dark theme</source>
        <translation>Ciemny motyw</translation>
    </message>
    <message>
        <source>Show the work in progress</source>
        <translation>Pokaż prace w toku</translation>
    </message>
    <message>
        <source>Show the keys</source>
        <translation>Pokaż klawisze</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Zablokuj</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>Wszędzie</translation>
    </message>
    <message>
        <source>Find a command, your data, an organisation</source>
        <translation>Znajdź polecenie, swoje dane, organizację</translation>
    </message>
    <message>
        <source>These keys</source>
        <translation>Ta lista klawiszy</translation>
    </message>
    <message>
        <source>Work in progress</source>
        <translation>Prace w toku</translation>
    </message>
    <message>
        <source>To the next part of the window</source>
        <translation>Do następnej części okna</translation>
    </message>
    <message>
        <source>Close what is open and go back</source>
        <translation>Zamknij to, co otwarte, i wróć</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Strony</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Ustawienia</translation>
    </message>
    <message>
        <source>On a page</source>
        <translation>Na stronie</translation>
    </message>
    <message>
        <source>Find on this page</source>
        <translation>Szukaj na tej stronie</translation>
    </message>
    <message>
        <source>Change the entry that has the focus</source>
        <translation>Zmień wpis, który ma fokus</translation>
    </message>
    <message>
        <source>Space, Return</source>
        <translation>Spacja, Return</translation>
    </message>
    <message>
        <source>Press what has the focus</source>
        <translation>Naciśnij to, co ma fokus</translation>
    </message>
</context>
<context>
    <name>assent::ui::AskModel</name>
    <message>
        <source>%1 changed this notice on %2, in what you had agreed to. Until you choose, nothing new starts.</source>
        <extracomment>%1 is an organisation, %2 a date</extracomment>
        <translation>Organizacja %1 zmieniła tę informację dnia %2 w zakresie Twojej zgody. Dopóki nie wybierzesz, nic nowego się nie zacznie.</translation>
    </message>
    <message>
        <source>Your guardian answered for you. You are of age now and are asked yourself; nothing is allowed automatically.</source>
        <translation>Odpowiedział za Ciebie opiekun. Masz już odpowiedni wiek i pytamy Ciebie; nic nie jest dozwolone automatycznie.</translation>
    </message>
    <message>
        <source>What you allowed ended on %1. Until you choose, nothing happens.</source>
        <translation>Twoja zgoda wygasła dnia %1. Dopóki nie wybierzesz, nic się nie dzieje.</translation>
    </message>
    <message>
        <source>Two answers of yours crossed each other. It is not allowed until you decide.</source>
        <translation>Dwie Twoje odpowiedzi się minęły. Do Twojej decyzji nie ma zgody.</translation>
    </message>
    <message>
        <source>%1 asks you for this. Without an answer nothing starts.</source>
        <extracomment>%1 is an organisation</extracomment>
        <translation>%1 pyta Cię o to. Bez odpowiedzi nic się nie zacznie.</translation>
    </message>
    <message>
        <source>Version %1, which you answered, and version %2</source>
        <translation>Wersja %1, z Twoją odpowiedzią, i wersja %2</translation>
    </message>
    <message>
        <source>Version %1</source>
        <translation>Wersja %1</translation>
    </message>
</context>
<context>
    <name>assent::ui::ChoicesModel</name>
    <message>
        <source>Legal basis</source>
        <translation>Podstawa prawna</translation>
    </message>
    <message>
        <source>Kept for</source>
        <translation>Okres przechowywania</translation>
    </message>
    <message>
        <source>%1 There is no switch for it. To ask why, write to %2.</source>
        <extracomment>%1 is &quot;Needed for your contract.&quot;; %2 is an address to write to</extracomment>
        <translation>%1 Nie ma tu przełącznika. Aby zapytać o powód, napisz na adres %2.</translation>
    </message>
    <message>
        <source>Allowed: %1.</source>
        <extracomment>Which channels are allowed: %1 is &quot;Email and SMS&quot;</extracomment>
        <translation>Zgoda: %1.</translation>
    </message>
    <message>
        <source>Not allowed: %1.</source>
        <translation>Brak zgody: %1.</translation>
    </message>
    <message>
        <source>Version %1</source>
        <extracomment>A version of a notice</extracomment>
        <translation>Wersja %1</translation>
    </message>
    <message>
        <source>In effect since %1</source>
        <translation>Obowiązuje od %1</translation>
    </message>
    <message>
        <source>Shown to you on %1</source>
        <translation>Pokazano Ci %1</translation>
    </message>
    <message numerus="yes">
        <source>Undone: %n choice(s) are as they were.</source>
        <translation>
            <numerusform>Cofnięto: %n wybór jest taki jak przedtem.</numerusform>
            <numerusform>Cofnięto: %n wybory są takie jak przedtem.</numerusform>
            <numerusform>Cofnięto: %n wyborów jest takich jak przedtem.</numerusform>
        </translation>
    </message>
    <message>
        <source>Undone. %1.</source>
        <translation>Cofnięto. %1.</translation>
    </message>
    <message>
        <source>It becomes active when %1 has confirmed it.</source>
        <translation>Zacznie działać, gdy %1 to potwierdzi.</translation>
    </message>
    <message>
        <source>You can withdraw here at any time.</source>
        <translation>Możesz ją tu wycofać w każdej chwili.</translation>
    </message>
    <message>
        <source>It holds from now on; %1 is told as soon as possible.</source>
        <translation>Obowiązuje od teraz; %1 dowie się o tym jak najszybciej.</translation>
    </message>
    <message>
        <source>It holds from now on.</source>
        <translation>Obowiązuje od teraz.</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <extracomment>What was done and what follows: %1 is &quot;Withdrawn: Newsletter (Email)&quot;, %2 a sentence</extracomment>
        <translation>%1. %2</translation>
    </message>
    <message>
        <source>It stays off until you choose.</source>
        <translation>Pozostaje wyłączone, dopóki nie wybierzesz.</translation>
    </message>
</context>
<context>
    <name>assent::ui::DevicesModel</name>
    <message numerus="yes">
        <source>%Ln decision(s)</source>
        <extracomment>How many choices were made on a device</extracomment>
        <translation>
            <numerusform>%Ln decyzja</numerusform>
            <numerusform>%Ln decyzje</numerusform>
            <numerusform>%Ln decyzji</numerusform>
        </translation>
    </message>
    <message>
        <source>the last on %1</source>
        <translation>ostatnia dnia %1</translation>
    </message>
    <message>
        <source>id ending in %1</source>
        <extracomment>%1 is the end of a device&apos;s id</extracomment>
        <translation>identyfikator kończy się na %1</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>Ten komputer</translation>
    </message>
    <message>
        <source>Another device</source>
        <translation>Inne urządzenie</translation>
    </message>
    <message>
        <source>Your choices are kept on this computer only.</source>
        <translation>Twoje wybory są tylko na tym komputerze.</translation>
    </message>
    <message>
        <source>Synced with %1.</source>
        <translation>Synchronizacja z %1.</translation>
    </message>
    <message>
        <source>Last contact: %1.</source>
        <translation>Ostatni kontakt: %1.</translation>
    </message>
</context>
<context>
    <name>assent::ui::ErasureModel</name>
    <message numerus="yes">
        <source>%Ln value(s) held about you</source>
        <translation>
            <numerusform>%Ln wartość o Tobie</numerusform>
            <numerusform>%Ln wartości o Tobie</numerusform>
            <numerusform>%Ln wartości o Tobie</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n identifier(s)</source>
        <extracomment>Such as e-mail addresses and customer numbers</extracomment>
        <translation>
            <numerusform>%n identyfikator</numerusform>
            <numerusform>%n identyfikatory</numerusform>
            <numerusform>%n identyfikatorów</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>what you said in %Ln decision(s)</source>
        <extracomment>Goes with an erasure</extracomment>
        <translation>
            <numerusform>treść %Ln decyzji</numerusform>
            <numerusform>treść %Ln decyzji</numerusform>
            <numerusform>treść %Ln decyzji</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the record of %Ln notice(s) shown to you</source>
        <translation>
            <numerusform>zapis o %Ln pokazanej Ci informacji</numerusform>
            <numerusform>zapis o %Ln pokazanych Ci informacjach</numerusform>
            <numerusform>zapis o %Ln pokazanych Ci informacjach</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 until %2. Required by law: %3.</source>
        <extracomment>%1 is a field such as &quot;Date of birth&quot;, %2 a date, %3 what it is for</extracomment>
        <translation>%1 do: %2. Wymaga tego prawo: %3.</translation>
    </message>
    <message>
        <source>%1, with no end known. Required by law: %2.</source>
        <translation>%1, bez znanego końca. Wymaga tego prawo: %2.</translation>
    </message>
    <message>
        <source>%1 must keep in its own records</source>
        <extracomment>%1 is an organisation</extracomment>
        <translation>%1 musi zachować we własnych rejestrach</translation>
    </message>
    <message>
        <source>Proof that choices were made</source>
        <translation>Dowód, że podjęto decyzje</translation>
    </message>
    <message>
        <source>The sealed ledger shows that somebody decided, for as long as it exists. Nobody can tell from it who you are or what you chose.</source>
        <translation>Zapieczętowana księga pokazuje, że ktoś zdecydował, tak długo, jak istnieje. Nikt nie odczyta z niej, kim jesteś ani co wybrano.</translation>
    </message>
    <message>
        <source>So that nothing is allowed again</source>
        <translation>Aby nic nie zostało ponownie dozwolone</translation>
    </message>
    <message>
        <source>Your identifiers stay on this computer in a form that only recognises them. An old file that says you allowed something then has no effect.</source>
        <translation>Twoje identyfikatory pozostają na tym komputerze w postaci, która pozwala je tylko rozpoznać. Dzięki temu stary plik, według którego coś było dozwolone, nie ma skutku.</translation>
    </message>
    <message>
        <source>Copies on this computer</source>
        <translation>Kopie na tym komputerze</translation>
    </message>
    <message numerus="yes">
        <source>Backups are destroyed after %n day(s) at the latest. One that is put back before that is erased again.</source>
        <translation>
            <numerusform>Kopie zapasowe są niszczone najpóźniej po %n dniu. Jeśli któraś zostanie wcześniej przywrócona, dane zostaną z niej ponownie usunięte.</numerusform>
            <numerusform>Kopie zapasowe są niszczone najpóźniej po %n dniach. Jeśli któraś zostanie wcześniej przywrócona, dane zostaną z niej ponownie usunięte.</numerusform>
            <numerusform>Kopie zapasowe są niszczone najpóźniej po %n dniach. Jeśli któraś zostanie wcześniej przywrócona, dane zostaną z niej ponownie usunięte.</numerusform>
        </translation>
    </message>
    <message>
        <source>Waiting to send</source>
        <translation>Czeka na wysłanie</translation>
    </message>
    <message numerus="yes">
        <source>%n withdrawal(s) still go to %1.</source>
        <translation>
            <numerusform>%n wycofanie zostanie jeszcze wysłane do %1.</numerusform>
            <numerusform>%n wycofania zostaną jeszcze wysłane do %1.</numerusform>
            <numerusform>%n wycofań zostanie jeszcze wysłanych do %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>Erased, here and at %1</source>
        <extracomment>%1 is an organisation</extracomment>
        <translation>Zostanie usunięte tutaj i w systemie %1</translation>
    </message>
    <message>
        <source>Erased on this computer</source>
        <translation>Zostanie usunięte na tym komputerze</translation>
    </message>
</context>
<context>
    <name>assent::ui::ExportModel</name>
    <message numerus="yes">
        <source>%n file(s), %1</source>
        <extracomment>%n files of altogether %1, such as &quot;3.2 MB&quot;</extracomment>
        <translation>
            <numerusform>%n plik, %1</numerusform>
            <numerusform>%n pliki, %1</numerusform>
            <numerusform>%n plików, %1</numerusform>
        </translation>
    </message>
    <message>
        <source>A copy of my data</source>
        <translation>Kopia moich danych</translation>
    </message>
    <message>
        <source>Your data is being collected and sealed.</source>
        <translation>Twoje dane są zbierane i pieczętowane.</translation>
    </message>
    <message>
        <source>%1.</source>
        <extracomment>%1 is such as &quot;14 files, 3.2 MB&quot;: a sentence of its own</extracomment>
        <translation>%1.</translation>
    </message>
</context>
<context>
    <name>assent::ui::ExtractModel</name>
    <message>
        <source>This is not a day. Type it like this: 2026-03-20.</source>
        <extracomment>2026-03-20 stays as it is: that is how the day has to be typed</extracomment>
        <translation>To nie jest data. Wpisz ją tak: 2026-03-20.</translation>
    </message>
    <message>
        <source>This day is still to come.</source>
        <translation>Ten dzień jeszcze nie nadszedł.</translation>
    </message>
    <message>
        <source>%1: %2 of %3 choices were allowed.</source>
        <extracomment>%1 is a moment, %2 of %3 choices</extracomment>
        <translation>%1: zgoda w %2 z %3 wyborów.</translation>
    </message>
    <message>
        <source>Extract</source>
        <translation>Wyciąg</translation>
    </message>
</context>
<context>
    <name>assent::ui::FileJob</name>
    <message>
        <source>This cannot be the name of a file. Choose another one.</source>
        <translation>To nie może być nazwa pliku. Wybierz inną.</translation>
    </message>
    <message>
        <source>This folder cannot be written to. Choose another one.</source>
        <translation>W tym folderze nie można zapisywać. Wybierz inny.</translation>
    </message>
    <message>
        <source>There is a file of this name already. Choose another name.</source>
        <translation>Plik o tej nazwie już istnieje. Wybierz inną nazwę.</translation>
    </message>
    <message>
        <source>Stopped. No file was written.</source>
        <translation>Zatrzymano. Nie zapisano żadnego pliku.</translation>
    </message>
    <message>
        <source>Saved as %1 in %2.</source>
        <extracomment>%1 is a file, %2 a folder</extracomment>
        <translation>Zapisano jako %1 w folderze %2.</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <extracomment>Opens the folder that a file was saved in</extracomment>
        <translation>Otwórz folder</translation>
    </message>
</context>
<context>
    <name>assent::ui::FindModel</name>
    <message>
        <source>My data</source>
        <translation>Moje dane</translation>
    </message>
    <message>
        <source>Choices</source>
        <translation>Wybory</translation>
    </message>
    <message>
        <source>Organisations</source>
        <translation>Organizacje</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Historia</translation>
    </message>
</context>
<context>
    <name>assent::ui::HistoryModel</name>
    <message>
        <source>reason: %1</source>
        <translation>powód: %1</translation>
    </message>
    <message>
        <source>notice version %1 in %2</source>
        <extracomment>%1 is a number, %2 a language</extracomment>
        <translation>informacja w wersji %1, język: %2</translation>
    </message>
    <message>
        <source>ledger entry %1</source>
        <extracomment>%1 is the number of an entry in the ledger, the log of all choices</extracomment>
        <translation>wpis %1 w rejestrze</translation>
    </message>
</context>
<context>
    <name>assent::ui::HomeModel</name>
    <message>
        <source>Two different values: %1</source>
        <translation>Różne wartości: %1</translation>
    </message>
    <message>
        <source>Two places hold different values. Choose which is right.</source>
        <translation>W dwóch miejscach są różne wartości. Wybierz właściwą.</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>Wybierz</translation>
    </message>
    <message>
        <source>Needs your word again: %1</source>
        <translation>Potrzebna ponowna decyzja: %1</translation>
    </message>
    <message>
        <source>Two answers crossed. It is not allowed until you decide.</source>
        <translation>Dwie odpowiedzi się minęły. Do Twojej decyzji nie ma zgody.</translation>
    </message>
    <message>
        <source>Decide</source>
        <translation>Zdecyduj</translation>
    </message>
    <message>
        <source>You are asked again: %1</source>
        <translation>Ponowne pytanie: %1</translation>
    </message>
    <message>
        <source>The notice changed. Until you choose, nothing new starts.</source>
        <translation>Informacja się zmieniła. Dopóki nie wybierzesz, nic nowego się nie zacznie.</translation>
    </message>
    <message>
        <source>Read and decide</source>
        <translation>Przeczytaj i zdecyduj</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) waiting to send</source>
        <translation>
            <numerusform>%n zmiana czeka na wysłanie</numerusform>
            <numerusform>%n zmiany czekają na wysłanie</numerusform>
            <numerusform>%n zmian czeka na wysłanie</numerusform>
        </translation>
    </message>
    <message>
        <source>Withdrawals hold already. %1 is told as soon as it can be reached.</source>
        <translation>Wycofania już obowiązują. %1 dowie się o nich, gdy tylko będzie połączenie.</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Pokaż</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) were not accepted</source>
        <translation>
            <numerusform>%n zmiana nie została przyjęta</numerusform>
            <numerusform>%n zmiany nie zostały przyjęte</numerusform>
            <numerusform>%n zmian nie zostało przyjętych</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 refused to take them. They stay recorded here.</source>
        <translation>%1 ich nie przyjmuje. Pozostają zapisane tutaj.</translation>
    </message>
    <message>
        <source>Nothing recorded yet</source>
        <translation>Nic jeszcze nie zapisano</translation>
    </message>
    <message>
        <source>Last change: %1</source>
        <translation>Ostatnia zmiana: %1</translation>
    </message>
    <message numerus="yes">
        <source>from %n source(s)</source>
        <comment>facts come from so many sources</comment>
        <translation>
            <numerusform>z %n źródła</numerusform>
            <numerusform>z %n źródeł</numerusform>
            <numerusform>z %n źródeł</numerusform>
        </translation>
    </message>
    <message>
        <source>Next to be deleted: %1, %2</source>
        <extracomment>%1 is a field such as &quot;Last visit&quot;, %2 a date</extracomment>
        <translation>Następne do usunięcia: %1, %2</translation>
    </message>
    <message>
        <source>Waiting to send</source>
        <translation>Czeka na wysłanie</translation>
    </message>
    <message>
        <source>You are asked: %1</source>
        <translation>Pytanie do Ciebie: %1</translation>
    </message>
    <message>
        <source>%1 waits for your answer. Without one nothing starts.</source>
        <translation>%1 czeka na Twoją odpowiedź. Bez niej nic się nie zacznie.</translation>
    </message>
    <message>
        <source>%1: %2 of %3 allowed</source>
        <extracomment>%1 is an organisation, %2 and %3 are counts</extracomment>
        <translation>%1: %2 z %3 ze zgodą</translation>
    </message>
    <message>
        <source>Your account will be erased after %1</source>
        <extracomment>%1 is a date with a time</extracomment>
        <translation>Konto zostanie usunięte po: %1</translation>
    </message>
    <message>
        <source>You can keep it until then.</source>
        <translation>Do tego czasu możesz je zachować.</translation>
    </message>
</context>
<context>
    <name>assent::ui::Jobs</name>
    <message>
        <source>%1: %2</source>
        <extracomment>%1 is what was done, such as &quot;A copy of my data&quot;, %2 a sentence about how it ended</extracomment>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>assent::ui::NoticeModel</name>
    <message>
        <source>Notice</source>
        <translation>Informacja</translation>
    </message>
    <message>
        <source>Version</source>
        <extracomment>Of a notice</extracomment>
        <translation>Wersja</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Język</translation>
    </message>
    <message>
        <source>In effect since</source>
        <extracomment>The day from which a notice counts</extracomment>
        <translation>Obowiązuje od</translation>
    </message>
    <message>
        <source>Shown to you</source>
        <extracomment>The moment at which a notice was on the person&apos;s screen</extracomment>
        <translation>Pokazano Ci</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <extracomment>%1 is a label such as &quot;Version&quot;, %2 what stands beside it</extracomment>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>assent::ui::OrganisationsModel</name>
    <message>
        <source>Decides why and how your data is used</source>
        <translation>Decyduje, po co i jak używa się Twoich danych</translation>
    </message>
    <message>
        <source>Works for %1, on its instructions alone</source>
        <extracomment>%1 is an organisation</extracomment>
        <translation>Działa dla %1, wyłącznie na polecenie</translation>
    </message>
    <message>
        <source>Receives data from %1</source>
        <extracomment>%1 is an organisation</extracomment>
        <translation>Otrzymuje dane od %1</translation>
    </message>
    <message>
        <source>Buys data from %1</source>
        <extracomment>%1 is an organisation</extracomment>
        <translation>Kupuje dane od %1</translation>
    </message>
    <message>
        <source>%1 of %2 choices allowed</source>
        <extracomment>%1 and %2 are counts</extracomment>
        <translation>zgody: %1 z %2</translation>
    </message>
    <message>
        <source>You</source>
        <comment>the source of a fact</comment>
        <translation>Ty</translation>
    </message>
    <message>
        <source>Holds</source>
        <translation>Przechowuje</translation>
    </message>
    <message>
        <source>Receives</source>
        <translation>Otrzymuje</translation>
    </message>
    <message>
        <source>Nothing, as long as you do not allow it.</source>
        <translation>Nic, dopóki się nie zgodzisz.</translation>
    </message>
    <message>
        <source>Where it comes from</source>
        <translation>Skąd pochodzi</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>Kraj</translation>
    </message>
    <message>
        <source>Kept for %1</source>
        <translation>Przechowywane przez %1</translation>
    </message>
    <message>
        <source>No choice</source>
        <translation>Bez wyboru</translation>
    </message>
    <message>
        <source>Not allowed</source>
        <comment>state of a use</comment>
        <translation>Brak zgody</translation>
    </message>
    <message>
        <source>Allowed</source>
        <comment>state of a use</comment>
        <translation>Zgoda udzielona</translation>
    </message>
    <message>
        <source>%1 of %2 allowed</source>
        <translation>zgody: %1 z %2</translation>
    </message>
</context>
<context>
    <name>assent::ui::ProfileModel</name>
    <message>
        <source>You</source>
        <comment>the source of a fact</comment>
        <translation>Ty</translation>
    </message>
    <message>
        <source>All</source>
        <comment>all facts</comment>
        <translation>Wszystkie</translation>
    </message>
    <message>
        <source>Where it came from</source>
        <translation>Skąd pochodzi</translation>
    </message>
    <message>
        <source>How</source>
        <translation>Jak</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Kiedy</translation>
    </message>
    <message>
        <source>What it is used for</source>
        <translation>Do czego służy</translation>
    </message>
    <message>
        <source>Legal basis</source>
        <translation>Podstawa prawna</translation>
    </message>
    <message>
        <source>Checked</source>
        <translation>Sprawdzenie</translation>
    </message>
    <message>
        <source>Yes, it was verified.</source>
        <translation>Tak, zweryfikowano.</translation>
    </message>
    <message>
        <source>Kept as long as your account exists</source>
        <translation>Przechowywane, dopóki istnieje Twoje konto</translation>
    </message>
    <message>
        <source>Kept until %1</source>
        <translation>Przechowywane do %1</translation>
    </message>
    <message>
        <source>%1 left</source>
        <extracomment>%1 is a length of time: &quot;3 months&quot;</extracomment>
        <translation>pozostało %1</translation>
    </message>
    <message>
        <source>Due for deletion</source>
        <translation>Do usunięcia</translation>
    </message>
    <message>
        <source>Enter a value.</source>
        <translation>Wpisz wartość.</translation>
    </message>
</context>
<context>
    <name>assent::ui::ReceiptModel</name>
    <message>
        <source>Decided</source>
        <translation>Data decyzji</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Kto</translation>
    </message>
    <message>
        <source>To whom</source>
        <translation>Wobec kogo</translation>
    </message>
    <message>
        <source>Notice shown</source>
        <extracomment>%1 is a number, %2 a language</extracomment>
        <translation>Pokazana informacja</translation>
    </message>
    <message>
        <source>Version %1, in %2</source>
        <translation>Wersja %1, język: %2</translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation>Ważne do</translation>
    </message>
    <message>
        <source>Ledger entry</source>
        <translation>Wpis w rejestrze</translation>
    </message>
    <message>
        <source>Sealed by</source>
        <extracomment>The name of the log that proves an entry</extracomment>
        <translation>Zapieczętowane przez</translation>
    </message>
    <message>
        <source>Genuine. Matches ledger entry %1.</source>
        <translation>Autentyczne. Zgodne z wpisem %1 w rejestrze.</translation>
    </message>
    <message>
        <source>Not genuine: what it says is not what the ledger holds.</source>
        <translation>Nieautentyczne: treść różni się od zapisu w rejestrze.</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>Potwierdzenie</translation>
    </message>
</context>
<context>
    <name>assent::ui::SaveJob</name>
    <message>
        <source>The file is being made.</source>
        <translation>Plik jest tworzony.</translation>
    </message>
</context>
<context>
    <name>assent::ui::StoreRestore</name>
    <message>
        <source>d MMMM yyyy, HH:mm</source>
        <extracomment>Form of a date with a time, as in QLocale</extracomment>
        <translation>d MMMM yyyy, HH:mm</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <extracomment>A backup: %1 is when it was made, %2 its size</extracomment>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>assent::ui::SyncJob</name>
    <message>
        <source>News from the organisation</source>
        <translation>Nowości od organizacji</translation>
    </message>
    <message numerus="yes">
        <source>%Ln change(s) were applied.</source>
        <translation>
            <numerusform>Zastosowano %Ln zmianę.</numerusform>
            <numerusform>Zastosowano %Ln zmiany.</numerusform>
            <numerusform>Zastosowano %Ln zmian.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Stopped after %Ln change(s). The rest comes with a later sync.</source>
        <translation>
            <numerusform>Zatrzymano po %Ln zmianie. Reszta nadejdzie przy późniejszej synchronizacji.</numerusform>
            <numerusform>Zatrzymano po %Ln zmianach. Reszta nadejdzie przy późniejszej synchronizacji.</numerusform>
            <numerusform>Zatrzymano po %Ln zmianach. Reszta nadejdzie przy późniejszej synchronizacji.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln change(s) so far.</source>
        <translation>
            <numerusform>Dotychczas %Ln zmiana.</numerusform>
            <numerusform>Dotychczas %Ln zmiany.</numerusform>
            <numerusform>Dotychczas %Ln zmian.</numerusform>
        </translation>
    </message>
</context>
</TS>
