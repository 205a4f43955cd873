//! Words too common to follow, by language, and words of the page instead of the matter.
//!
//! Written by hand from what any report may hold whatever it is about. With a background of the
//! instance's own articles the counts there say the same more exactly; these lists make the first
//! day's tags bearable.

use crate::known::{List, known};

/// In any language: the page's furniture, and what reports call themselves.
const FURNITURE: &str = "statement report reports news newsletter video videos photo photos image images picture pictures getty reuters afp \
    duration minutes minute seconds second read click subscribe advertisement story article articles editor update live watch share \
    comment comments website page posts post email update updates copyright spokesman spokeswoman spokesperson interview source sources \
    bild bilder foto fotos artikel quelle newsticker uhr angaben mitteilung foto imago dpa vidéo photo article vídeo imagen fuente nota";

const ENGLISH: &str = "people person man men woman women child children family friend friends time times year years day days week month months \
    hour hours way ways thing things lot part parts place places point points case cases fact number numbers group groups kind sort type \
    end start beginning side area areas line lines level levels rate rates result results reason reasons idea ideas question questions \
    problem problems issue issues matter matters change changes plan plans move moves step steps work works job jobs life lives world \
    country countries nation nations state states city cities town home homes house room door hand hands head face eye eyes body heart mind \
    name names word words letter message call calls talk talks speech voice term terms right rights role order orders power powers force \
    leader leaders member members official officials minister president government governments authorities administration company companies \
    business businesses industry market markets price prices money cost costs amount sum share shares deal deals agreement sale sales \
    service services system systems program programs programme project projects process product products use uses user users effort efforts \
    action actions decision decisions measure measures law laws rule rules policy policies court \
    chance chances opportunity challenge concern concerns fear fears hope risk risks threat attack attacks death deaths \
    event events moment meeting visit trip summer winter spring autumn night morning evening weekend today yesterday tomorrow \
    season game games team teams player players match coach fan fans win loss goal goals score half \
    look looks good better best great big bigger biggest large small little long short high higher low lower early late later old new young \
    own public private national international local global major main key top whole full open free real true sure able available possible \
    important special different similar certain recent current former future next last previous first second third final latest past present \
    many much most more less least few several enough half dozen hundreds thousands millions billion million percent cent per \
    say says saying said tell tells told ask asked asking add added adding make makes made making take takes took taken taking give gives gave given \
    get gets got getting come comes came coming go goes going went gone see sees saw seen know knows knew known think thinks thought \
    want wants wanted need needs needed find finds found keep keeps kept let put set show shows showed shown try tries tried trying \
    help helps helped bring brings brought leave leaves left left feel feels felt become becomes became seem seems seemed begin began begun \
    hold held turn turned run running ran play played pay paid meet met include includes including included continue continued lead led \
    believe believes expect expected follow following followed lose lost send sent receive received announce announced remain remains \
    according based like likely really well back around away along together instead less almost nearly perhaps maybe often usually \
    three four five six seven eight nine ten one two zero something anything everything nothing someone anyone everyone nobody else \
    information detail details data list example view views side experience history age background attention interest support access \
    control care food water street road car cars site office university school student students report study research expert experts \
    statement review decision damage damages practice practices product operation operations concern election victory relationship \
    couple couples evidence impact success quality space position approach value line record range response note version \
    lots ones bit kind sense stuff tips ways advice everyone yourself hi hello yes thank thanks \
    north south east west dawn dusk noon midnight";

const GERMAN: &str = "jahr jahre jahren jahres tag tage tagen woche wochen monat monate monaten stunde stunden minute minuten zeit zeiten ende anfang beginn teil teile \
    mensch menschen leute mann männer frau frauen kind leben welt land länder stadt ort orte platz haus seite seiten stelle fall fälle \
    frage fragen antwort thema themen problem probleme grund gründe ziel ziele weg wege art form formen weise bereich rolle \
    zahl zahlen prozent million millionen milliarde milliarden euro dollar meter kilometer grad hälfte drittel viertel dutzend \
    wort worte name namen bild meinung idee blick hand kopf herz augen vergangenheit zukunft gegenwart situation lage möglichkeit möglichkeiten \
    beispiel ergebnis ergebnisse folge folgen ursache zusammenhang unterschied vergleich überblick ansicht eindruck moment \
    morgen abend nacht mittag nachmittag vormittag sommer winter frühling herbst wochenende montag dienstag mittwoch donnerstag freitag samstag sonntag \
    chef sprecher sprecherin experte experten chefin präsident minister leiter mitglied mitglieder gruppe person personen partner \
    unternehmen firma behörde behörden arbeit arbeiten entscheidung vorwurf vorwürfe einsatz aussage aussagen erklärung gespräch kritik \
    spiel spiele spielen punkt punkte punkten sieg saison mannschaft team raum phase größe höhe länge gramm liter mehrheit anteil \
    niemand jemand neue dank hilfe angebot angebote preis preise kosten geld wert sachen ding dinge etwas alles nichts geschichte \
    norden süden osten westen";

const FRENCH: &str = "an ans année années jour jours mois semaine semaines heure heures temps fois fin début partie personne personnes gens homme hommes \
    femme femmes enfant enfants vie monde pays ville lieu place maison côté cas question questions problème raison exemple nombre chose choses \
    façon manière moyen effet suite travail euros million millions milliard milliards président ministre grand grande petit nouveau nouvelle \
    premier première dernier dernière jeune bonne bon mise prise point points part mot mots nom annonce déclaration situation nord sud ouest";

const SPANISH: &str = "año años día días mes meses semana semanas hora horas tiempo vez veces fin inicio parte persona personas gente hombre hombres mujer mujeres \
    vida mundo país países ciudad lugar casa lado caso casos problema razón ejemplo número cosa cosas forma manera medio situación \
    trabajo euros millones presidente ministro gran grande nuevo nueva primer primera último última mejor mayor punto puntos minuto minutos \
    declaraciones fuentes momento equipo partido partidos segundo tras norte sur este oeste";

const PORTUGUESE: &str = "ano anos dia dias mês meses semana semanas hora horas tempo vez vezes fim início parte pessoa pessoas homem mulher vida mundo país cidade lugar casa \
    caso problema exemplo número coisa forma maneira situação trabalho reais milhões presidente ministro grande novo nova primeiro primeira último melhor norte sul leste oeste";

const ITALIAN: &str = "anno anni giorno giorni mese mesi settimana ora ore tempo volta volte fine inizio parte persona persone uomo uomini donna donne vita mondo paese città \
    luogo casa lato caso problema esempio numero cosa cose modo situazione lavoro euro milioni presidente ministro grande nuovo nuova primo prima ultimo migliore nord sud ovest";

const DUTCH: &str = "jaar jaren dag dagen maand maanden week weken uur uren tijd keer einde begin deel mens mensen man vrouw kind kinderen leven wereld land stad plaats huis kant \
    geval probleem reden voorbeeld aantal ding manier situatie werk euro miljoen president minister grote nieuwe eerste laatste beste noorden zuiden oosten westen";

const RUSSIAN: &str = "год года лет день дня дней месяц неделя час часов время раз конец начало часть человек люди людей жизнь мир страна страны город место дом \
    случай вопрос проблема причина пример число дело образ работа рублей тысяч миллионов миллиардов президент министр новый первый последний слова словам север юг восток запад";

/// Numbers and words like them: "Eleven Hours" and "Beide Länder" are no tags.
const COUNTING: &str = "one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty hundred thousand first second third \
    fourth fifth tenth both several many most all some least nearly around about every each another \
    ein eine einen zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig dreißig hundert tausend beide beiden alle viele mehrere einige mindestens \
    etwa rund fast knapp erste ersten zweite zweiten dritte dritten andere anderen letzte letzten \
    deux trois quatre cinq sept huit neuf dix onze douze quinze vingt trente cent mille plusieurs quelques certains tous toutes environ \
    dos tres cuatro cinco seis siete ocho nueve diez once doce quince veinte treinta cuarenta cincuenta cien mil varios varias algunos ambos todos \
    dois três quatro sete oito nove dez onze doze vinte trinta vários algumas alguns ambos todos \
    due tre quattro cinque sei sette otto nove dieci undici dodici venti trenta cento mille alcuni alcune entrambi tutti \
    twee drie vier vijf zes zeven acht negen tien elf twaalf twintig honderd beide alle enkele meerdere";

/// The lists of words that a tag is not made of.
pub(crate) const LISTS: [(List, &str); 11] = [
    (List::Furniture, FURNITURE),
    (List::Common, FURNITURE),
    (List::Common, ENGLISH),
    (List::Common, GERMAN),
    (List::Common, FRENCH),
    (List::Common, SPANISH),
    (List::Common, PORTUGUESE),
    (List::Common, ITALIAN),
    (List::Common, DUTCH),
    (List::Common, RUSSIAN),
    (List::Counting, COUNTING),
];

/// Whether a lower-case word counts what comes after it.
pub(super) fn is_counting(word: &str) -> bool {
    known(word).is(List::Counting)
}

/// Whether a lower-case word is too common to be a tag by itself.
pub(super) fn is_common(word: &str) -> bool {
    known(word).is(List::Common)
}

/// Whether a lower-case word belongs to the page and not to its matter.
pub(super) fn is_furniture(word: &str) -> bool {
    known(word).is(List::Furniture)
}
