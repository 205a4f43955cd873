//! Verbs that tell who speaks, by language.
//!
//! Finite forms take the subject next to them ("said Joly", "Joly said"); participles ("stating")
//! borrow the subject of their sentence. Only verbs that a speaker is the subject of stand here.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::hash::Quick;
use crate::text::one_of;

/// How a verb finds its subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cue {
    /// The subject stands next to it.
    Finite,
    /// The subject is the sentence's.
    Participle,
}

const ENGLISH: &str = " said says say told tells tell added adds wrote writes write tweeted tweets posted replied \
    responded asked asks stated states explained explains noted notes continued continues argued argues insisted insists warned warns \
    declared announced announces claimed claims acknowledged acknowledges admitted admits recalled recalls remarked \
    observed concluded concludes called calls described describes dubbed accused accuses urged urges boasted joked quipped \
    predicted vowed pledged promised suggested suggests testified reiterated emphasized emphasised stressed \
    confirmed denied conceded complained commented mused lamented shouted chanted yelled declared proclaimed \
    read reads sang sings quoted reported reports believes thinks thought cautioned countered retorted opined exclaimed summed \
    assured maintained contended asserted alleged criticized criticised praised blasted slammed labeled labelled branded typed \
    tweeting ";
const ENGLISH_PARTICIPLES: &str = " saying adding stating writing telling calling arguing noting warning insisting explaining \
    asking accusing describing claiming declaring citing suggesting urging quoting vowing responding tweeting announcing ";
const GERMAN: &str = " sagt sagte sagten erklärt erklärte erklärten betont betonte meint meinte teilte schreibt schrieb forderte fordert \
    warnte warnt kritisierte kritisiert nannte nennt berichtete berichtet fügte ergänzte ergänzt kündigte kommentierte \
    antwortete fragte fragt bezeichnete äußerte behauptete so versicherte begründete räumte zitierte lobte ";
const FRENCH: &str = " dit déclare déclaré affirme affirmé explique expliqué ajoute ajouté souligne souligné estime estimé assure assuré \
    écrit précise précisé indique indiqué annonce annoncé lance lancé dénonce dénoncé rappelle rappelé confie confié \
    reconnu reconnaît insiste insisté martèle martelé poursuit répond répondu regrette regretté raconte raconté conclut disait selon ";
const SPANISH: &str = " dijo dice afirmó afirma declaró declara explicó explica añadió añade señaló señala aseguró asegura indicó indica \
    sostuvo sostiene manifestó expresó escribió advirtió destacó subrayó comentó recordó anunció agregó apuntó precisó \
    reconoció insistió preguntó respondió relató criticó denunció concluyó reiteró según ";
const PORTUGUESE: &str = " disse diz afirmou afirma declarou explicou explica acrescentou destacou ressaltou escreveu apontou contou \
    comentou avaliou lembrou completou garantiu anunciou alertou respondeu perguntou concluiu reiterou segundo ";
const ITALIAN: &str = " detto dice disse afferma affermato spiega spiegato dichiara dichiarato aggiunge aggiunto scrive scritto \
    sottolinea sottolineato commenta commentato racconta raccontato ricorda ricordato annuncia assicura replica conclude precisa secondo ";
const DUTCH: &str = " zegt zei zeiden verklaarde schrijft schreef vertelt vertelde aldus stelt stelde benadrukt voegt waarschuwt laat noemt noemde meldt ";
const RUSSIAN: &str = " сказал сказала заявил заявила заявили сообщил сообщила отметил отметила подчеркнул подчеркнула добавил добавила \
    написал написала пояснил пояснила рассказал рассказала говорит говорил пишет считает объяснил призвал ответил уточнил ";
const ARABIC: &str = " قال قالت وقال وقالت أكد أكدت وأكد أضاف وأضاف وأضافت أعلن أعلنت صرح أوضح وأوضح كتب ذكر ذكرت أشار وأشار تابع وتابع شدد ";

type Words = HashMap<(&'static str, &'static str), Cue, Quick>;

static CUES: LazyLock<Words> = LazyLock::new(|| {
    let lists = [
        ("en", Cue::Finite, ENGLISH),
        ("en", Cue::Participle, ENGLISH_PARTICIPLES),
        ("de", Cue::Finite, GERMAN),
        ("fr", Cue::Finite, FRENCH),
        ("es", Cue::Finite, SPANISH),
        ("pt", Cue::Finite, PORTUGUESE),
        ("it", Cue::Finite, ITALIAN),
        ("nl", Cue::Finite, DUTCH),
        ("ru", Cue::Finite, RUSSIAN),
        ("ar", Cue::Finite, ARABIC),
    ];
    let words = |(language, cue, list): (&'static str, Cue, &'static str)| {
        list.split_whitespace().map(move |word| ((language, word), cue))
    };
    lists.into_iter().flat_map(words).collect()
});

/// What this lower-case word says about a speaker; none when it is no such verb.
pub(crate) fn cue(language: &str, word: &str) -> Option<Cue> {
    CUES.get(&(language, word)).copied()
}

/// Pronouns that stand for a speaker.
pub(crate) fn is_pronoun(language: &str, word: &str) -> bool {
    match language {
        "de" => one_of!("er sie", word),
        "fr" => one_of!("il elle ils elles", word),
        "es" => one_of!("él ella ellos", word),
        "pt" => one_of!("ele ela eles", word),
        "it" => one_of!("lui lei", word),
        "nl" => one_of!("hij zij ze", word),
        "ru" => one_of!("он она они", word),
        "ar" => one_of!("هو هي", word),
        _ => one_of!("he she they it i we", word),
    }
}
