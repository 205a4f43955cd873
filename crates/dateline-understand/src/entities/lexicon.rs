//! Words that tell what a name is: titles before people, nouns inside organisations, countries.
//!
//! Small closed lists of our own, lower case, in the languages that we tag best. A word that is
//! missing costs a kind (`other`), never a wrong name.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::hash::Quick;
use crate::known::{List, known};

/// Words before a person's name that are no part of it.
const TITLES: &str = " mr mrs ms miss dr doctor prof professor sir dame lord lady president vice-president chancellor \
    premier minister secretary senator sen rep representative congressman congresswoman governor gov mayor judge justice \
    general gen colonel col major captain capt lieutenant lt sergeant sgt admiral commander chief officer director \
    chairman chairwoman chair ceo spokesman spokeswoman spokesperson ambassador king queen prince princess pope bishop \
    archbishop cardinal rabbi imam rev reverend sheikh coach manager analyst attorney prosecutor detective inspector \
    leader commissioner councillor councilman councilwoman author actor actress singer journalist candidate nominee datuk seri tan sri tun \
    democrat republican host editor reporter correspondent aide \
    herr herrn frau präsident präsidentin bundeskanzler bundeskanzlerin kanzler kanzlerin ministerin bundesminister \
    ministerpräsident bürgermeister trainer sprecher sprecherin professorin \
    m mme monsieur madame président présidente ministre maire sénateur docteur \
    señor señora presidente presidenta ministro ministra alcalde alcaldesa sr sra don doña \
    senhor senhora prefeito deputado deputada signor signora sindaco onorevole \
    meneer mevrouw minister-president burgemeester президент министр глава ";

/// Words that are part of an organisation's name.
const ORGANISATION: &str = " inc inc. corp corporation company co ltd llc plc group holdings bank ministry department office \
    university college school institute institution party committee council commission court agency authority association \
    union federation foundation organisation organization society police army navy guard force forces senate congress \
    parliament assembly house service services administration bureau board club fc united times post news journal press \
    tribune herald guardian airlines airways motors industries systems technologies labs network fund trust league team \
    hospital church museum center centre alliance coalition front movement campaign exchange nations reserve \
    ministerium bundestag bundesrat bundeswehr universität partei gericht polizei verein verband gesellschaft ag gmbh \
    ministère université parti tribunal assemblée sénat conseil commission banque société syndicat \
    ministerio universidad partido congreso senado consejo banco empresa policía fiscalía \
    ministério universidade congresso câmara supremo ministero università partito tribunale \
    ministerie universiteit partij rechtbank ";

/// First names that are common in the news of many countries; one of them makes a run of words a
/// person.
const GIVEN_NAMES: &str = "\
    james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony \
    mark donald steven paul andrew joshua kenneth kevin brian george edward ronald timothy jason jeffrey ryan \
    jacob gary nicholas eric jonathan stephen larry justin scott brandon benjamin samuel gregory frank \
    alexander raymond patrick jack dennis jerry tyler aaron jose adam nathan henry douglas zachary peter kyle \
    walter ethan jeremy harold keith christian roger noah gerald carl terry sean austin arthur lawrence jesse \
    dylan bryan joe jordan billy bruce albert willie gabriel logan alan juan wayne roy ralph randy eugene \
    vincent russell elijah louis bobby philip johnny mary patricia jennifer linda barbara elizabeth susan \
    jessica sarah karen nancy lisa betty margaret sandra ashley kimberly emily donna michelle dorothy carol \
    amanda melissa deborah stephanie rebecca sharon laura cynthia kathleen amy angela shirley anna brenda \
    pamela emma nicole helen samantha katherine christine debra rachel carolyn janet catherine maria heather \
    diane ruth julie olivia joyce virginia victoria kelly lauren christina joan evelyn judith megan andrea \
    cheryl hannah jacqueline martha gloria teresa ann sara madison frances kathryn janice jean abigail alice \
    judy sophia grace denise amber doris marilyn danielle beverly isabella theresa diana natalie brittany \
    charlotte marie kayla alexis lori hillary bill barack kamala mike ted jim tom tim ben bob chris dan ed \
    jeff ken matt nick pat ray rob ron sam steve tony will bernie boris keir rishi nigel liz melanie emmanuel \
    marine gabrielle sophie nicolas françois jacques pierre jean-luc michel philippe antoine camille julien \
    marc luc olivier guillaume mathieu thierry alain bernard laurent olaf friedrich annalena karl wolfgang \
    hans heinz klaus jürgen stefan andreas martin markus uwe ralf bernd dieter horst günter ursula sabine \
    petra monika julia ricarda katharina anja claudia katrin susanne nina jens sven lars björn mario kai jan \
    florian sebastian tobias felix lukas jonas moritz philipp ida pedro josé luis carlos javier fernando \
    antonio manuel francisco jorge alejandro pablo sergio rafael miguel ángel diego andrés raúl alberto \
    roberto ricardo eduardo carmen josefa isabel dolores pilar rosa cristina marta lucía elena beatriz \
    yolanda luiz jair dilma joão paulo gustavo fernanda giorgia matteo giuseppe silvio luca marco francesco \
    giovanni paolo stefano alessandro davide chiara giulia francesca elly annelies joachim geert dick \
    jan-peter sigrid frans bart kees vladimir volodymyr dmitry sergei sergey alexei yevgeny mikhail ivan igor \
    oleg yuri nikolai viktor anton andrei maxim pavel olga natalia svetlana irina ekaterina anastasia \
    владимир дмитрий сергей алексей михаил иван игорь олег юрий николай виктор андрей максим павел ольга \
    наталья ирина елена александр mohammed muhammad ahmed ali hassan hussein ibrahim omar yusuf abdullah \
    mahmoud khaled fatima aisha yair avi isaac ehud moshe yitzhak narendra rahul amit arvind rajesh sanjay \
    vijay priya sunil imran nawaz shehbaz wang li zhang xi liu chen kim lee park shinzo fumio shigeru yuichi \
    taro kenji hiroshi mette erna magdalena ulf sanna petteri kaja victor mateusz andrzej jarosław lech \
    radosław szymon rafał petr andrej tomáš karel miloš zuzana péter gyula jános marcel ion nicușor recep \
    kemal ekrem mehmet mustafa fatma ayşe cyril thabo nelson julius bola muhammadu goodluck uhuru raila \
    yoweri abiy";

/// Countries and cities: the name first, then other names and the words for their people.
const PLACES: &str = "United States/US/USA/America/U.S/U.S.A|American/Americans;United Kingdom/UK/Britain/Great Britain/U.K|British/Briton/Britons/Brit/Brits;\
Canada|Canadian/Canadians;China|Chinese;Russia|Russian/Russians;Ukraine|Ukrainian/Ukrainians;Germany/Deutschland|German/Germans;\
France|French/Frenchman/Frenchwoman;Italy/Italia|Italian/Italians;Spain/España|Spanish;Portugal|Portuguese;Netherlands/Holland/Nederland|Dutch;Belgium/Belgien/België|Belgian;\
Poland/Polen|Polish;Sweden|Swedish;Norway|Norwegian;Denmark|Danish;Finland|Finnish;Iceland|Icelandic;Ireland|Irish;Switzerland/Schweiz/Suisse|Swiss;\
Austria/Österreich|Austrian;Greece|Greek/Greeks;Turkey/Türkiye|Turkish/Turks;Hungary|Hungarian;Czech Republic/Czechia|Czech;Slovakia|Slovak;Romania|Romanian;\
Bulgaria|Bulgarian;Serbia|Serbian/Serbs;Croatia|Croatian;Bosnia|Bosnian;Kosovo|Kosovar;Albania|Albanian;Belarus|Belarusian;Lithuania/Lietuva|Lithuanian;\
Latvia|Latvian;Estonia|Estonian;Georgia|Georgian;Armenia|Armenian;Azerbaijan|Azerbaijani;Kazakhstan|Kazakh;Uzbekistan|Uzbek;\
Israel|Israeli/Israelis;Gaza;West Bank;Palestine|Palestinian/Palestinians;Lebanon|Lebanese;Syria|Syrian/Syrians;Iraq|Iraqi/Iraqis;Iran|Iranian/Iranians;Jordan|Jordanian;\
Saudi Arabia|Saudi/Saudis;Qatar|Qatari;Kuwait|Kuwaiti;United Arab Emirates/UAE|Emirati;Yemen|Yemeni;Oman|Omani;Egypt|Egyptian/Egyptians;Libya|Libyan;\
Tunisia|Tunisian;Algeria|Algerian;Morocco|Moroccan;Sudan|Sudanese;Ethiopia|Ethiopian;Somalia|Somali;Kenya|Kenyan;Uganda|Ugandan;Tanzania|Tanzanian;\
Rwanda|Rwandan;Nigeria|Nigerian;Ghana|Ghanaian;Senegal|Senegalese;Mali|Malian;Niger;Congo|Congolese;Angola|Angolan;Zambia|Zambian;Zimbabwe|Zimbabwean;\
South Africa|South African/South Africans;Namibia|Namibian;Botswana;Mozambique;India|Indian/Indians;Pakistan|Pakistani/Pakistanis;Bangladesh|Bangladeshi;Sri Lanka|Sri Lankan;\
Nepal|Nepalese/Nepali;Afghanistan|Afghan/Afghans;Myanmar/Burma|Burmese;Thailand|Thai;Vietnam|Vietnamese;Cambodia|Cambodian;Laos|Laotian;Malaysia|Malaysian;\
Singapore|Singaporean;Indonesia|Indonesian;Philippines|Filipino/Filipinos/Philippine;Taiwan|Taiwanese;Hong Kong;Japan|Japanese;South Korea|South Korean/South Koreans;\
North Korea|North Korean/North Koreans;Mongolia|Mongolian;Australia|Australian/Australians;New Zealand;Papua New Guinea;Fiji;Mexico/México|Mexican/Mexicans;Guatemala|Guatemalan;\
Honduras|Honduran;El Salvador|Salvadoran;Nicaragua|Nicaraguan;Costa Rica;Panama|Panamanian;Cuba|Cuban/Cubans;Haiti|Haitian/Haitians;Jamaica|Jamaican;Colombia|Colombian;\
Venezuela|Venezuelan/Venezuelans;Ecuador|Ecuadorian;Peru|Peruvian;Bolivia|Bolivian;Chile|Chilean;Argentina|Argentine;Brazil/Brasil|Brazilian/Brazilians;Paraguay;Uruguay;\
Europe|European/Europeans;Africa|African/Africans;Asia|Asian/Asians;Middle East;Latin America;Frankreich|französische/französischen;Großbritannien|britische/britischen;Russland|russische/russischen;\
Italien;Spanien;Griechenland;Türkei;Ungarn;Schweden;Norwegen;Dänemark;Allemagne|allemand/allemande;États-Unis;Royaume-Uni;Espagne;Italie;Chine;Russie|russe;Japon;Suisse;Belgique;Pays-Bas;\
Estados Unidos;Alemania;Francia;Reino Unido;Rusia;Alemanha;França;Espanha;Rússia;Stati Uniti;Germania;Spagna;Regno Unito;Duitsland;Frankrijk;Rusland;Verenigde Staten;Россия;Украина;США;Китай;Германия;Франция;\
London;Paris;Berlin;Rome;Madrid;Brussels;Moscow;Kyiv/Kiev;Washington;New York;Los Angeles;Chicago;Beijing/Peking;Shanghai;Tokyo;Seoul;Delhi/New Delhi;Mumbai;Ottawa;Toronto;Vancouver;Montreal;Sydney;Melbourne;\
Canberra;Jerusalem;Tel Aviv;Tehran;Baghdad;Damascus;Beirut;Cairo;Ankara;Istanbul;Athens;Warsaw;Vienna/Wien;Prague;Budapest;Geneva;Zurich;Hamburg;Munich/München;Frankfurt;Cologne/Köln;Amsterdam;Dublin;Lisbon;Oslo;\
Stockholm;Copenhagen;Helsinki;Johannesburg;Cape Town;Nairobi;Lagos;Kabul;Islamabad;Karachi;Hanoi;Bangkok;Jakarta;Manila;Taipei;Mexico City;Havana;Caracas;Buenos Aires;Rio de Janeiro;Xinjiang;Tibet;Crimea;Texas;California;Florida;\
Alabama;Alaska;Arizona;Arkansas;Colorado;Connecticut;Delaware;Hawaii;Idaho;Illinois;Indiana;Iowa;Kansas;Kentucky;Louisiana;Maine;Maryland;Massachusetts;Michigan;Minnesota;Mississippi;Missouri;Montana;Nebraska;Nevada;\
New Hampshire;New Jersey;New Mexico;North Carolina;North Dakota;Ohio;Oklahoma;Oregon;Pennsylvania;Rhode Island;South Carolina;South Dakota;Tennessee;Utah;Vermont;Virginia;West Virginia;Wisconsin;Wyoming;\
Bayern;Sachsen;Hessen;Niedersachsen;Thüringen;Brandenburg;Scotland|Scottish;Wales|Welsh;England|English;Northern Ireland;Ontario;Quebec;Alberta";

/// Names of bodies and groups under which one thing goes.
const ALIASES: &str = "European Union/EU/E.U;United Nations/UN/U.N;NATO/Nato;World Health Organization/WHO;Uyghurs/Uighurs/Uighur/Uyghur;\
Supreme Court;White House;Kremlin;Pentagon;Federal Reserve/Fed;International Monetary Fund/IMF;World Bank;Hamas;Hezbollah;Taliban;\
Artificial Intelligence/AI/A.I";

/// Seats of government, and for whom they speak.
const SEATS: &str = "Beijing/Peking/Pekin/Pékin=China;Ottawa=Canada;Washington/White House/Pentagon/Capitol Hill=United States;\
Moscow/Kremlin/Moskau/Moscou=Russia;Kyiv/Kiev/Kiew=Ukraine;London/Downing Street/Westminster/Whitehall=United Kingdom;Paris/Élysée/Elysée=France;\
Berlin/Kanzleramt=Germany;Rome/Rom=Italy;Madrid=Spain;Brussels/Brüssel/Bruxelles/Bruselas=European Union;Tokyo=Japan;Seoul=South Korea;Pyongyang=North Korea;\
Delhi/New Delhi=India;Islamabad=Pakistan;Tehran/Teheran/Téhéran=Iran;Baghdad=Iraq;Ankara=Turkey;Jerusalem=Israel;Cairo=Egypt;Riyadh=Saudi Arabia;Canberra=Australia;\
Brasília=Brazil;Caracas=Venezuela;Havana=Cuba;Kabul=Afghanistan;Taipei=Taiwan;Warsaw/Warschau=Poland;Budapest=Hungary;Vienna/Wien=Austria;The Hague=Netherlands;Vatican=Holy See;\
Москва=Россия;Кремль=Россия;Киев=Украина;Вашингтон=США;Пекин=Китай";

/// The lists that every word of a name is asked for in.
pub(crate) const LISTS: [(List, &str); 3] =
    [(List::Title, TITLES), (List::GivenName, GIVEN_NAMES), (List::Organisation, ORGANISATION)];

static PLACE_NAMES: LazyLock<HashMap<&str, &str, Quick>> = LazyLock::new(|| by_any_name(PLACES));
static ALIAS_NAMES: LazyLock<HashMap<&str, &str, Quick>> = LazyLock::new(|| by_any_name(ALIASES));
static SEAT_NAMES: LazyLock<HashMap<&str, &str, Quick>> = LazyLock::new(|| {
    let lines = SEATS.split(';').filter_map(|line| line.split_once('='));
    lines.flat_map(|(seats, whose)| seats.split('/').map(move |seat| (seat, whose))).collect()
});
static PEOPLES: LazyLock<HashMap<&str, &str, Quick>> = LazyLock::new(|| {
    let lines = PLACES.split(';').filter_map(|line| line.split_once('|'));
    let of_line = |(names, people): (&'static str, &'static str)| {
        people.split('/').map(move |people| (people, first_name(names)))
    };
    lines.flat_map(of_line).collect()
});

fn first_name(names: &'static str) -> &'static str {
    names.split('/').next().unwrap_or(names)
}

/// Each name of a list's lines, with the first one of its line.
fn by_any_name(list: &'static str) -> HashMap<&'static str, &'static str, Quick> {
    let names = list.split(';').map(|line| line.split('|').next().unwrap_or(line));
    names.flat_map(|names| names.split('/').map(move |name| (name, first_name(names)))).collect()
}

/// Whether this lower-case word stands before people's names.
pub(crate) fn is_title(word: &str) -> bool {
    known(word).is(List::Title)
}

/// Whether this title is part of the name of who bears it: "Prince Harry".
pub(crate) fn is_royal(word: &str) -> bool {
    matches!(word, "prince" | "princess" | "king" | "queen" | "pope" | "lord" | "lady" | "sir")
}

/// Whether this lower-case word stands in organisations' names.
pub(crate) fn is_organisation_word(word: &str) -> bool {
    known(word).is(List::Organisation)
}

/// The place's usual name, when `name` is one.
pub(crate) fn place(name: &str) -> Option<&'static str> {
    PLACE_NAMES.get(name).copied()
}

/// The usual name of a place or body that goes by several.
pub(crate) fn alias(name: &str) -> Option<&'static str> {
    ALIAS_NAMES.get(name).copied().or_else(|| place(name))
}

/// For whom a seat of government speaks: "Ottawa" for Canada.
pub(crate) fn stands_for(name: &str) -> Option<&'static str> {
    SEAT_NAMES.get(name).copied()
}

/// All words for peoples.
pub(crate) fn peoples() -> impl Iterator<Item = &'static str> {
    PEOPLES.keys().copied()
}

/// The place whose people `word` names: "Canadian" gives Canada.
pub(crate) fn homeland(word: &str) -> Option<&'static str> {
    PEOPLES.get(word).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_thing_under_several_names() {
        assert_eq!(place("U.S"), Some("United States"));
        assert_eq!(alias("Uighurs"), Some("Uyghurs"));
        assert_eq!(homeland("Chinese"), Some("China"));
        assert_eq!(stands_for("Ottawa"), Some("Canada"));
        assert!(is_title("minister") && is_organisation_word("ministry"));
    }
}
