//! Words that tell nothing about a text: articles, prepositions, pronouns, auxiliary verbs and the
//! verbs with which every newspaper reports.
//!
//! One set for all languages, because words here have no language: few of them mean something
//! elsewhere, and what is lost ("die", "as") is seldom what a story hangs on. Rarity in the paper
//! itself does the finer work.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::words;
use crate::hash::{Hashed, hash_text};

/// Whether a key is that of a stop word, or of one letter or digit.
pub fn stop_word(key: &str) -> bool {
    stops(hash_text(key), key)
}

/// The same, for whoever has the key's hash already.
pub(crate) fn stops(hash: u32, key: &str) -> bool {
    key.len() < 2 || STOP_HASHES.contains(&hash)
}

static STOP_HASHES: LazyLock<HashSet<u32, Hashed>> = LazyLock::new(|| {
    let all = [
        ENGLISH, FRENCH, SPANISH, PORTUGUESE, GERMAN, ITALIAN, DUTCH, SLOVENE, RUSSIAN, ARABIC,
        NORDIC, POLISH, TURKISH, DAYS,
    ];
    all.iter().flat_map(|list| words(list)).map(|word| hash_text(&word.key)).collect()
});

const ENGLISH: &str = "a about above after again against all also am an and any are as at be because been before being below between both but by can could did do does doing down during each few for from further get gets got had has have having he her here hers herself him himself his how i if in into is it its itself just like ll made make makes me more most my myself new no nor not now of off on once one only or other our ours out over own per re said same say says saying see she should so some such than that the their theirs them themselves then there these they this those through time to told too two under until up upon us ve very via was we were what when where which while who whom why will with within without would year years yet you your yours first last day days week month today yesterday according added may might must much many still since even back take takes set among amid could another three four five people latest update updates updated live watch video photo photos explainer factbox breaking opinion analysis";
const FRENCH: &str = "le la les un une des du de d l au aux et ou où en dans par pour sur avec sans sous ce cet cette ces se sa son ses leur leurs il elle ils elles on nous vous je tu qui que qu quoi dont ne pas plus moins est sont été être était étaient a ont avait avaient avoir fait faire comme mais si y c n s j m t lui même tout tous toute toutes après avant entre contre chez vers depuis pendant lors ainsi aussi encore très peu deux trois ans an jour jours année années selon dit a-t-il déjà sera seront quand voici voilà direct live vidéo photos";
const SPANISH: &str = "el la los las un una unos unas de del al a y e o u en con por para sin sobre entre hasta desde que qué quien quién cual se su sus lo le les me te nos mi tu es son fue fueron era eran ser estar está están ha han había haber hay como cómo cuándo cuando donde dónde más menos muy ya no ni si sí pero también tras ante contra este esta estos estas ese esa eso esos esas aquel otro otra otros otras dos tres año años día días según dijo hoy todo todos toda todas así será hace directo vivo vídeo fotos última hora";
const PORTUGUESE: &str = "o a os as um uma uns umas de do da dos das dum duma ao aos à às e ou em no na nos nas num numa com por pelo pela pelos pelas para pra sem sobre entre até desde que quem qual se seu sua seus suas lhe lhes me te é são foi foram era eram ser estar está estão estava tem têm tinha há como quando onde mais menos muito já não nem sim mas também após ante contra este esta estes estas esse essa isso isto aquele outro outra outros outras dois duas três ano anos dia dias segundo disse hoje todo todos toda todas vai vão ainda vivo vídeo fotos";
const GERMAN: &str = "der die das den dem des ein eine einen einem einer eines und oder aber in im an am auf aus bei beim mit nach von vom vor zu zum zur für über unter gegen ohne um durch bis seit als wie ist sind war waren wird werden wurde wurden worden sein haben hat hatte hatten kann können soll sollen will muss er sie es wir ihr ich du man sich nicht kein keine auch noch nur schon mehr sehr so dass da wenn weil was wer wo wann sein seine seinen seinem seiner ihre ihren ihrem ihrer dieser diese dieses diesem zwei drei jahr jahre jahren tag tage sagte laut nun heute gibt live liveticker video fotos";
const ITALIAN: &str = "il lo la i gli le un uno una di del dello della dei degli delle a al allo alla ai agli alle da dal dalla dai dalle in nel nello nella nei nelle con su sul sulla sui sulle per tra fra e ed o ma che chi cui si se non più anche come dove quando è sono era erano essere ha hanno aveva avere stato stata suo sua suoi sue questo questa questi queste dopo prima due tre anni anno giorno oggi";
const DUTCH: &str = "de het een en of maar in op aan van voor met bij naar uit over onder tegen door tot om als dan dat die dit deze er is zijn was waren wordt worden werd heeft hebben had niet geen ook nog al meer zo hij zij ze we wij ik je u zich hun haar naar jaar twee";
const SLOVENE: &str = "in na v z za s k h o pri po pred nad pod med do od iz ob se si so je ni bo bi sta smo ste sem bil bila bilo bili biti kot ki ko da če ali pa tudi še že le bolj ter ne kaj kdo kako kje kdaj ta to ti te tej tem teh njegov njen svoj svoje lahko leta leto let dan dni prvi zaradi proti";
const RUSSIAN: &str = "и в во не что он на я с со как а то все она так его но да ты к у же вы за бы по только ее мне было вот от меня еще нет о из ему теперь когда даже ну ли если уже или ни быть был него до вас нибудь опять уж вам ведь там потом себя ничего ей может они тут где есть надо ней для мы тебя их чем была сам чтоб без будто чего раз тоже себе под будет ж кто этот того потому этого какой совсем ним здесь этом один почти мой тем чтобы нее сейчас были куда зачем всех никогда можно при наконец два об другой хоть после над больше тот через эти нас про всего них какая много разве три эту моя впрочем хорошо свою этой перед иногда лучше чуть том нельзя такой им более всегда конечно всю между это года год году лет стал стала стали также сообщил заявил рассказал";
const ARABIC: &str = "في من على إلى عن مع هذا هذه ذلك تلك التي الذي الذين ما لا لم لن أن إن كان كانت يكون قد بعد قبل بين حتى عند منذ خلال ضد هو هي هم كما أو ثم حول أي كل بعض غير عام يوم قال وقال أكد";
const NORDIC: &str = "och att det som en ett på är av för med den till inte har de om ett men var jag från vid efter och at det som en et på er af for med den til ikke har de om men var jeg fra ved etter og";
const POLISH: &str = "i w z na do nie się to że o jest jak po za od przez dla ale przy ten ta te tym tego był była było były są oraz czy już tylko co który która które jego jej ich lub może roku lat";
const TURKISH: &str =
    "ve bir bu da de için ile olarak daha çok gibi en kadar sonra göre olan ama ne o var yok mi mı";

/// Days of the week and months: every report has some, and capitals would make names of them.
const DAYS: &str = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Wed Thu Fri Sat Sun January February March April May June July August September October November December Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril mai juin juillet août septembre octobre novembre décembre lunes martes miércoles jueves viernes sábado domingo enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre segunda terça quarta quinta sexta feira janeiro fevereiro março maio junho julho setembro outubro novembro dezembro Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag Januar Februar März Juni Juli Oktober Dezember lunedì martedì mercoledì giovedì venerdì sabato domenica gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre ponedeljek torek sreda sredo četrtek petek sobota soboto nedelja nedeljo понедельник вторник среду среда четверг пятницу субботу воскресенье января февраля марта апреля мая июня июля августа сентября октября ноября декабря";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::key;

    #[track_caller]
    fn check(word: &str, stops: bool) {
        assert_eq!(stop_word(&key(word)), stops, "{word}");
    }

    #[test]
    fn function_words_stop_in_any_language() {
        for word in ["Friday", "août", "The", "été", "según", "também", "Über", "после", "إلى", "x"]
        {
            check(word, true);
        }
    }

    #[test]
    fn words_that_tell_something_do_not() {
        for word in ["canada", "élection", "gold", "Выборы", "中国", "15"] {
            check(word, false);
        }
    }
}
