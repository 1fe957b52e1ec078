// Common names, towns and telephone ranges, written by hand. Where a regulator
// sets numbers aside for fiction these are used (Arcep, Ofcom, Bundesnetzagentur,
// NANP 555-01xx); elsewhere numbers that begin with zeros, which nobody has.
#include "sample/names.h"

#include <string_view>

namespace assent::sample {
namespace {

std::vector<std::string> split(std::string_view text)
{
    std::vector<std::string> parts;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find('|', begin), text.size());
        parts.emplace_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return parts;
}

/// "怡君=yijun", or a name in letters as it is.
std::vector<Spelling> spellings(std::string_view text)
{
    std::vector<Spelling> out;
    for (const std::string &part : split(text)) {
        const std::size_t at = part.find('=');
        out.push_back(at == std::string::npos ? Spelling{part, part} : Spelling{part.substr(0, at), part.substr(at + 1)});
    }
    return out;
}

std::vector<City> cities(const std::string &jurisdiction, std::string_view text)
{
    std::vector<City> out;
    for (const Spelling &city : spellings(text))
        out.push_back({city.text, city.latin, jurisdiction});
    return out;
}

std::vector<City> joined(std::initializer_list<std::vector<City>> parts)
{
    std::vector<City> out;
    for (const std::vector<City> &part : parts)
        out.insert(out.end(), part.begin(), part.end());
    return out;
}

Country poland()
{
    return {"PL", 22, {"pl", "pl", "pl", "en"},
        spellings("Anna|Maria|Katarzyna|Małgorzata|Agnieszka|Barbara|Ewa|Magdalena|Elżbieta|Joanna|Krystyna|Aleksandra|Monika|Zofia|Danuta|Natalia|Julia|Karolina|Łucja|Weronika|Iwona|Grażyna"),
        spellings("Piotr|Krzysztof|Andrzej|Tomasz|Paweł|Michał|Marcin|Jan|Jakub|Adam|Łukasz|Marek|Grzegorz|Mateusz|Stanisław|Wojciech|Kamil|Rafał|Zbigniew|Sławomir|Bartosz|Szymon"),
        spellings("Nowak|Kowalski|Wiśniewski|Wójcik|Kowalczyk|Kamiński|Lewandowski|Zieliński|Szymański|Woźniak|Dąbrowski|Kozłowski|Jankowski|Mazur|Kwiatkowski|Krawczyk|Piotrowski|Grabowski|Nowakowski|Pawłowski|Michalski|Nowicki|Adamczyk|Dudek|Zając|Wieczorek|Jabłoński|Król|Majewski|Olszewski|Jaworski|Wróbel|Malinowski|Pawlak|Witkowski|Walczak|Stępień|Górski|Rutkowski|Michalak|Sikora|Ostrowski|Baran|Duda"),
        cities("PL", "Warszawa=00-###|Kraków=30-###|Łódź=90-###|Wrocław=50-###|Poznań=60-###|Gdańsk=80-###|Szczecin=70-###|Lublin=20-###|Katowice=40-###|Białystok=15-###|Gdynia=81-###|Rzeszów=35-###"),
        split("ul. Lipowa|ul. Polna|ul. Leśna|ul. Słoneczna|ul. Krótka|ul. Szkolna|ul. Ogrodowa|ul. Łąkowa|ul. Brzozowa|ul. Kwiatowa"),
        split("+48220######|+48120######|+48580######"), split("WAW|KRK|GDN|WRO|POZ|KTW")};
}

Country france()
{
    return {"FR", 17, {"fr", "fr", "fr", "fr", "en"},
        spellings("Marie|Camille|Léa|Manon|Chloé|Émilie|Sophie|Julie|Céline|Isabelle|Nathalie|Aurélie|Élodie|Pauline|Claire|Hélène|Inès|Zoé|Anaïs|Françoise|Agathe|Margaux"),
        spellings("Pierre|Jean|Michel|Thomas|Nicolas|Julien|Antoine|Hugo|Louis|Mathieu|François|Étienne|Benoît|Rémi|Clément|Théo|Maxime|Guillaume|Olivier|Jérôme|Lucas|Gaël"),
        spellings("Martin|Bernard|Dubois|Thomas|Robert|Richard|Petit|Durand|Leroy|Moreau|Simon|Laurent|Lefèvre|Michel|Garcia|David|Bertrand|Roux|Vincent|Fournier|Morel|Girard|André|Mercier|Dupont|Lambert|Bonnet|François|Martinez|Legrand|Garnier|Faure|Rousseau|Blanc|Guérin|Müller|Henry|Roussel|Nicolas|Perrin|Chevalier|Gauthier|Lemaître|Besson"),
        cities("FR", "Paris=750##|Lyon=6900#|Marseille=130##|Toulouse=310##|Nice=060##|Nantes=440##|Strasbourg=670##|Montpellier=340##|Bordeaux=330##|Lille=590##|Rennes=350##|Besançon=250##"),
        split("rue des Tilleuls|rue de l’Église|avenue Victor-Hugo|rue du Moulin|place de la Mairie|rue des Écoles|chemin des Vignes|rue de la Gare|boulevard Carnot|rue Pasteur"),
        split("+33639980###|+33199000###|+33261910###|+33353010###|+33465710###|+33536490###|+3363998####|+3319900####"), split("CDG|ORY|LYS|NCE|TLS|MRS")};
}

Country germany()
{
    return {"DE", 12, {"en"},
        spellings("Anna|Lena|Sophie|Katharina|Julia|Sabine|Petra|Monika|Ursula|Jana|Lea|Hannah|Mia|Käthe|Heike|Birgit|Stefanie|Nicole|Susanne|Franziska|Clara|Änne"),
        spellings("Lukas|Jonas|Felix|Maximilian|Jürgen|Günther|Stefan|Andreas|Michael|Thomas|Jörg|Björn|Sören|Klaus|Matthias|Florian|Tobias|Sebastian|Paul|Leon|Götz|Uwe"),
        spellings("Müller|Schmidt|Schneider|Fischer|Weber|Meyer|Wagner|Becker|Schulz|Hoffmann|Schäfer|Koch|Bauer|Richter|Klein|Wolf|Schröder|Neumann|Schwarz|Zimmermann|Braun|Krüger|Hofmann|Hartmann|Lange|Schmitt|Werner|Krause|Meier|Lehmann|Köhler|Herrmann|König|Walter|Mayer|Huber|Kaiser|Fuchs|Peters|Möller|Weiß|Jung|Groß|Böhm"),
        cities("DE", "Berlin=10###|Hamburg=20###|München=80###|Köln=50###|Frankfurt am Main=60###|Stuttgart=70###|Düsseldorf=40###|Leipzig=04###|Dresden=01###|Nürnberg=90###|Bremen=28###|Münster=48###"),
        split("Lindenstraße|Hauptstraße|Gartenweg|Bahnhofstraße|Schillerstraße|Am Mühlbach|Kirchgasse|Goethestraße|Rosenweg|Birkenallee"),
        split("+493023125###|+496990009###|+494066969###|+492214710###|+498999998###"), split("FRA|MUC|BER|HAM|DUS|STR")};
}

Country unitedKingdom()
{
    return {"GB", 11, {"en"},
        spellings("Olivia|Amelia|Emily|Charlotte|Grace|Sophie|Hannah|Lucy|Eleanor|Siân|Fiona|Margaret|Susan|Zoë|Niamh|Priya|Aisha|Rebecca|Victoria|Helen|Chloë|Megan"),
        spellings("Oliver|George|Harry|Jack|Thomas|James|William|Henry|Alexander|Callum|Rhys|Hamish|Ewan|David|Andrew|Simon|Arjun|Mohammed|Daniel|Edward|Seán|Gareth"),
        spellings("Smith|Jones|Taylor|Brown|Williams|Wilson|Johnson|Davies|Patel|Robinson|Wright|Thompson|Evans|Walker|White|Roberts|Green|Hall|Thomas|Clarke|Jackson|Wood|Harris|Edwards|Turner|Martin|Cooper|Hill|Ward|Hughes|Moore|Clark|King|Harrison|Lewis|Baker|Lee|Allen|Morris|Khan|Scott|Watson|O’Neill|MacDonald"),
        cities("GB", "London=SW1A #AA|Manchester=M1 #AB|Birmingham=B2 #BD|Leeds=LS1 #DE|Glasgow=G1 #EF|Edinburgh=EH1 #GH|Bristol=BS1 #HJ|Cardiff=CF10 #JL|Liverpool=L1 #LN|Belfast=BT1 #NP|Sheffield=S1 #PQ|York=YO1 #RS"),
        split("Mill Lane|Church Road|High Street|Station Road|Victoria Avenue|Park Crescent|The Green|Orchard Close|Manor Drive|King’s Row"),
        split("+447700900###|+442079460###|+441134960###|+441144960###|+441154960###|+441164960###|+441174960###|+441184960###|+441214960###|+441314960###|+441414960###|+441514960###|+441914980###|+442896496###|+442920180###|+441632960###"), split("LHR|LGW|MAN|EDI|BHX|GLA")};
}

Country taiwan()
{
    return {"TW", 12, {"zh_TW", "zh_TW", "zh_TW", "zh_TW", "en"},
        spellings("怡君=yijun|淑芬=shufen|雅婷=yating|美玲=meiling|佳穎=jiaying|詩涵=shihan|欣怡=xinyi|宜蓁=yizhen|雅雯=yawen|佩珊=peishan|惠如=huiru|玉華=yuhua|麗華=lihua|筱涵=xiaohan|郁婷=yuting|靜宜=jingyi|品妤=pinyu|思妤=siyu|秀英=xiuying|婉婷=wanting|心怡=xinyi|芷若=zhiruo"),
        spellings("志明=zhiming|家豪=jiahao|俊傑=junjie|建宏=jianhong|承翰=chenghan|冠宇=guanyu|宗翰=zonghan|柏翰=bohan|志偉=zhiwei|文雄=wenxiong|宥廷=youting|品睿=pinrui|彥廷=yanting|信宏=xinhong|明哲=mingzhe|世昌=shichang|國華=guohua|子軒=zixuan|威廷=weiting|哲瑋=zhewei|政憲=zhengxian|昱翔=yuxiang"),
        spellings("陳=chen|林=lin|黃=huang|張=chang|李=lee|王=wang|吳=wu|劉=liu|蔡=tsai|楊=yang|許=hsu|鄭=cheng|謝=hsieh|郭=kuo|洪=hung|曾=tseng|邱=chiu|廖=liao|賴=lai|周=chou|徐=hsu|蘇=su|葉=yeh|莊=chuang|呂=lu|江=chiang|何=ho|蕭=hsiao|羅=lo|高=kao|簡=chien|朱=chu|鍾=chung|施=shih|游=yu|詹=chan|沈=shen|彭=peng|胡=hu|余=yu|潘=pan|盧=lu|梁=liang|歐陽=ouyang"),
        cities("TW", "臺北市大安區=106###|臺北市信義區=110###|新北市板橋區=220###|桃園市中壢區=320###|新竹市東區=300###|臺中市西屯區=407###|彰化縣彰化市=500###|嘉義市東區=600###|臺南市東區=701###|高雄市三民區=807###|花蓮縣花蓮市=970###|宜蘭縣羅東鎮=265###"),
        split("中正路|中山路|民生路|復興路|和平東路|文化路|光復路|忠孝路|建國路|成功路"),
        split("+88620000####|+88640000####|+88670000####"), split("TPE|KHH|RMQ|TSA")};
}

Country unitedStates()
{
    return {"US", 12, {"en"},
        spellings("Emma|Olivia|Ava|Isabella|Sophia|Mia|Charlotte|Abigail|Madison|Elizabeth|Jessica|Ashley|Jennifer|Linda|Patricia|Maria|Lucía|Grace|Hailey|Zoe|Naomi|Renée"),
        spellings("Liam|Noah|William|James|Logan|Benjamin|Mason|Elijah|Ethan|Jacob|Michael|Daniel|José|Luis|Robert|John|Christopher|Joshua|Andrew|Tyler|Marcus|André"),
        spellings("Smith|Johnson|Williams|Brown|Jones|Garcia|Miller|Davis|Rodriguez|Martinez|Hernandez|Lopez|Gonzalez|Wilson|Anderson|Thomas|Taylor|Moore|Jackson|Martin|Lee|Perez|Thompson|White|Harris|Sanchez|Clark|Ramirez|Lewis|Robinson|Walker|Young|Allen|King|Wright|Scott|Torres|Nguyen|Hill|Flores|Green|Adams|Nelson|Baker|Núñez"),
        joined({cities("US-CA", "San Francisco=941##|Los Angeles=900##|San Diego=921##|Oakland=946##|Sacramento=958##|Fresno=937##"),
            cities("US-TX", "Austin=787##|Houston=770##"), cities("US-VA", "Richmond=232##|Norfolk=235##"), cities("US-CO", "Denver=802##"),
            cities("US-NY", "New York=100##"), cities("US-WA", "Seattle=981##")}),
        split("Maple Street|Oak Avenue|Washington Boulevard|Cedar Lane|Elm Street|Lakeview Drive|Sunset Road|Pine Court|Main Street|Hillcrest Way"),
        split("+121255501##|+121355501##|+141555501##|+161955501##|+151255501##|+180455501##|+130355501##|+120655501##|+151055501##|+171355501##|+175755501##|+191655501##|+131255501##|+161755501##|+130555501##|+148055501##|+150355501##|+170255501##|+191955501##|+191755501##"), split("SFO|LAX|JFK|AUS|SEA|DEN")};
}

Country japan()
{
    return {"JP", 6, {"en"},
        spellings("Yūko|Akiko|Haruka|Misaki|Sakura|Aoi|Hina|Yui|Mei|Rin|Keiko|Naoko|Tomoko|Emi|Ayaka|Nanami|Kaori|Mayumi|Chiyo|Reiko|Mio|Saki"),
        spellings("Haruto|Yūto|Sōta|Ren|Kaito|Takumi|Hiroshi|Kenji|Takashi|Satoshi|Daisuke|Shō|Ryō|Kōhei|Yūsuke|Makoto|Naoki|Tsuyoshi|Jun|Kazuki|Akira|Shin"),
        spellings("Satō|Suzuki|Takahashi|Tanaka|Itō|Watanabe|Yamamoto|Nakamura|Kobayashi|Katō|Yoshida|Yamada|Sasaki|Yamaguchi|Matsumoto|Inoue|Kimura|Hayashi|Saitō|Shimizu|Yamazaki|Mori|Abe|Ikeda|Hashimoto|Ishikawa|Ogawa|Okada|Gotō|Hasegawa|Murakami|Kondō|Ishii|Sakamoto|Endō|Aoki|Fujii|Nishimura|Fukuda|Ōta|Miura|Okamoto|Matsuda|Nakajima"),
        cities("JP", "Tokyo=100-00##|Osaka=530-00##|Nagoya=450-00##|Sapporo=060-00##|Fukuoka=810-00##|Kyoto=600-80##|Kobe=650-00##|Sendai=980-00##|Hiroshima=730-00##|Kanazawa=920-08##"),
        split("Sakura-dori|Midori-machi|Chūō-dori|Asahi-chō|Kita-machi|Minami-dori|Hon-chō|Ekimae-dori|Aoba-dai|Fuji-machi"),
        split("+819000######|+813000#####|+816000#####"), split("HND|NRT|KIX|NGO|FUK|CTS")};
}

Country spain()
{
    return {"ES", 8, {"en"},
        spellings("María|Carmen|Lucía|Ana|Isabel|Laura|Marta|Cristina|Sofía|Paula|Elena|Pilar|Rocío|Begoña|Inés|Núria|Montserrat|Ángela|Irene|Raquel|Noelia|Itziar"),
        spellings("Antonio|José|Manuel|Francisco|David|Javier|Daniel|Carlos|Miguel|Rafael|Pedro|Ángel|Alejandro|Álvaro|Iñaki|Jordi|Sergio|Fernando|Íñigo|Raúl|Óscar|Adrián"),
        spellings("García|Rodríguez|González|Fernández|López|Martínez|Sánchez|Pérez|Gómez|Martín|Jiménez|Ruiz|Hernández|Díaz|Moreno|Muñoz|Álvarez|Romero|Alonso|Gutiérrez|Navarro|Torres|Domínguez|Vázquez|Ramos|Gil|Ramírez|Serrano|Blanco|Molina|Morales|Suárez|Ortega|Delgado|Castro|Ortiz|Rubio|Marín|Sanz|Núñez|Iglesias|Medina|Garrido|Peña"),
        cities("ES", "Madrid=280##|Barcelona=080##|València=460##|Sevilla=410##|Zaragoza=500##|Málaga=290##|Bilbao=480##|A Coruña=150##|Granada=180##|Cádiz=110##"),
        split("Calle Mayor|Calle del Sol|Avenida de la Constitución|Calle Real|Plaza de España|Calle de los Olivos|Calle Nueva|Paseo Marítimo|Calle San Juan|Camino Viejo"),
        split("+34810000###|+34820000###|+34830000###|+34840000###"), split("MAD|BCN|VLC|AGP|BIO|SVQ")};
}

Country brazil()
{
    return {"BR", 8, {"en"},
        spellings("Ana|Maria|Juliana|Fernanda|Camila|Beatriz|Larissa|Letícia|Patrícia|Aline|Mariana|Gabriela|Luíza|Antônia|Conceição|Sônia|Vitória|Bruna|Thaís|Débora|Helena|Júlia"),
        spellings("João|José|Antônio|Francisco|Carlos|Paulo|Pedro|Lucas|Luís|Marcos|Gabriel|Rafael|Daniel|Marcelo|Bruno|Eduardo|Felipe|Rodrigo|Tiago|Vinícius|Caíque|Otávio"),
        spellings("Silva|Santos|Oliveira|Souza|Rodrigues|Ferreira|Alves|Pereira|Lima|Gomes|Costa|Ribeiro|Martins|Carvalho|Almeida|Lopes|Soares|Fernandes|Vieira|Barbosa|Rocha|Dias|Nascimento|Andrade|Moreira|Nunes|Marques|Machado|Mendes|Freitas|Cardoso|Ramos|Gonçalves|Santana|Teixeira|Araújo|Pinto|Azevedo|Campos|Conceição|Melo|Guimarães|Magalhães|Brandão"),
        cities("BR", "São Paulo=01###-000|Rio de Janeiro=20###-000|Brasília=70###-000|Salvador=40###-000|Fortaleza=60###-000|Belo Horizonte=30###-000|Curitiba=80###-000|Recife=50###-000|Porto Alegre=90###-000|Florianópolis=88###-000"),
        split("Rua das Flores|Avenida Brasil|Rua São João|Rua XV de Novembro|Travessa da Paz|Rua do Comércio|Avenida Atlântica|Rua Santa Luzia|Alameda dos Ipês|Rua da Praia"),
        split("+5511900######|+5521900######|+5561900######"), split("GRU|GIG|BSB|SSA|REC|POA")};
}

} // namespace

const std::vector<Country> &countries()
{
    static const std::vector<Country> all{poland(), france(), germany(), unitedKingdom(), taiwan(), unitedStates(), japan(), spain(), brazil()};
    return all;
}

} // namespace assent::sample
