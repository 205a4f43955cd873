//! What a question asks for: its telling words, the names in it, and the kind of thing wanted.

use crate::function_words::is_function_word;
use crate::language::language_of;
use crate::lexicon::hash_meaning;
use crate::text::{Kind, Text, Token, one_of};
use crate::words::key;

/// A longer question is cut: nobody asks so much at once.
const LONGEST_QUESTION: usize = 500;

/// What kind of thing the question wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    Anything,
    Date,
    Number,
    Age,
    Name,
    /// Or no.
    Yes,
}

/// A question, taken apart.
pub(super) struct Asked {
    /// The meanings of its telling words, each once.
    pub(super) terms: Vec<u32>,
    /// Those of names and numbers: an article that lacks one does not answer.
    pub(super) names: Vec<u32>,
    /// Its own numbers, which answer nothing.
    pub(super) numbers: Vec<String>,
    /// What is counted, after "how many".
    pub(super) counted: Option<u32>,
    pub(super) wanted: Wanted,
    keys: Vec<String>,
}

/// Words that open questions and say nothing of their matter.
const ASKING: &str = "tell say says said happen happened happens many much long old know explain mean \
    going new news latest article story name share wie viele viel lang alt hoch groß combien cuánto \
    cuántos cuántas quanto quantos quanti âge edad idade heißt personne personnes";

/// After "how": the number stands for them.
const MEASURES: &str = "deep tall high large big far fast strong heavy wide often hot cold big";

impl Asked {
    pub(super) fn new(question: &str) -> Asked {
        let question = &question[..question.floor_char_boundary(LONGEST_QUESTION)];
        let language = language_of(question).unwrap_or("en");
        let text = Text::new(question, language);
        let wanted = wanted(&text);
        let mut asked = Asked {
            terms: Vec::new(),
            names: Vec::new(),
            numbers: Vec::new(),
            counted: None,
            wanted,
            keys: Vec::new(),
        };
        for (at, token) in text.tokens.iter().enumerate() {
            if token.kind == Kind::Mark {
                continue;
            }
            asked.numbers.extend(number_in(token).filter(|_| token.kind == Kind::Number));
            let word = meaning(&token.lower);
            if !is_little(&text, at) && !asked.terms.contains(&word) {
                asked.terms.push(word);
                asked.keys.push(key(&token.lower));
                // In German every noun has a capital: there only what no lexicon of little words
                // and no lower case can tell is asked for, so names are not told apart.
                let name = token.capital() && at > 0 && language != "de";
                if name || token.kind == Kind::Number {
                    asked.names.push(word);
                }
                if wanted == Wanted::Number && asked.counted.is_none() {
                    asked.counted = Some(word);
                }
            }
        }
        asked
    }

    /// Whether a word's key is one of the question's.
    pub(super) fn holds(&self, key: &str) -> bool {
        self.keys.iter().any(|known| known == key)
    }
}

fn is_little(text: &Text<'_>, at: usize) -> bool {
    let Some(token) = text.tokens.get(at) else { return true };
    let measure = at == 1 && text.lower(0) == "how" && one_of!(MEASURES, &token.lower);
    text.is_little(token)
        || (is_function_word(&token.lower, "en") && !token.capital())
        || one_of!(ASKING, &token.lower)
        || measure
        || matches!(&*token.lower, "'s" | "’s")
}

fn wanted(text: &Text<'_>) -> Wanted {
    let mark = |token: &&Token<'_>| token.kind != Kind::Mark;
    let mut words = text.tokens.iter().filter(mark).map(|token| &*token.lower);
    let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    match (first, second) {
        ("when" | "wann" | "quand" | "cuándo" | "quando" | "когда", _) | ("since", "when") => {
            Wanted::Date
        }
        ("how", "old") | ("wie", "alt") | ("quel", "âge") | ("qué", "edad") => Wanted::Age,
        ("how", "many" | "much" | "long")
        | ("wie", "viele" | "viel" | "lang" | "hoch" | "lange") => Wanted::Number,
        ("how", measure) if one_of!(MEASURES, measure) => Wanted::Number,
        ("combien" | "cuántos" | "cuántas" | "cuánto" | "quantos" | "quanti" | "сколько", _) => {
            Wanted::Number
        }
        ("who" | "whom" | "wer" | "qui" | "quién" | "quiénes" | "quem" | "chi" | "кто", _) => {
            Wanted::Name
        }
        (
            "did" | "does" | "do" | "is" | "are" | "was" | "were" | "has" | "have" | "will" | "can"
            | "hat" | "ist",
            _,
        ) => Wanted::Yes,
        _ => Wanted::Anything,
    }
}

/// Irregular verbs of English with their base: a question asks "who won" and the report says "to
/// win". A closed class of the language, like the little words.
const IRREGULAR: &str = "won:win led:lead built:build bought:buy taught:teach caught:catch began:begin \
    begun:begin broke:break broken:break brought:bring came:come chose:choose chosen:choose drew:draw \
    drawn:draw drove:drive driven:drive fell:fall fallen:fall fought:fight found:find fled:flee \
    flew:fly flown:fly gave:give given:give went:go gone:go grew:grow grown:grow held:hold kept:keep \
    knew:know known:know laid:lay left:leave lent:lend lost:lose made:make meant:mean met:meet \
    paid:pay ran:run rose:rise risen:rise sank:sink sunk:sink saw:see seen:see sold:sell sent:send \
    shook:shake shot:shoot spoke:speak spoken:speak spent:spend stood:stand stole:steal stolen:steal \
    struck:strike swam:swim swore:swear sworn:swear took:take taken:take thought:think threw:throw \
    thrown:throw told:tell understood:understand wrote:write written:write died:die dead:die \
    death:die deaths:die killed:die killing:die kills:die injured:hurt injuries:hurt wounded:hurt \
    injuring:hurt payed:pay sentence:sentenced costs:cost";

/// What a word is compared by in questions: its base, then its meaning.
pub(super) fn meaning(lower: &str) -> u32 {
    let base = IRREGULAR.split(' ').find_map(|pair| pair.strip_prefix(lower)?.strip_prefix(':'));
    hash_meaning(&key(base.unwrap_or(lower)))
}

/// Numbers that newspapers write as words.
const NUMBER_WORDS: &str = "one two three four five six seven eight nine ten eleven twelve thirteen \
    fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty \
    ninety hundred dozen zwei drei vier fünf sechs sieben acht neun zehn elf zwölf deux trois quatre \
    cinq sept huit neuf dix onze douze dos tres cuatro cinco seis siete ocho nueve diez once doce";

/// The number that a token writes, in digits or as a word.
pub(super) fn number_in(token: &Token<'_>) -> Option<String> {
    let word = || one_of!(NUMBER_WORDS, &token.lower).then(|| token.lower.to_string());
    if token.kind == Kind::Number { Some(key(&token.lower)) } else { word() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(question: &str, wanted: Wanted, terms: usize, names: usize) {
        let asked = Asked::new(question);
        assert_eq!(
            (asked.wanted, asked.terms.len(), asked.names.len()),
            (wanted, terms, names),
            "{question}"
        );
    }

    #[test]
    fn takes_questions_apart() {
        check("When was the Halina Rose built?", Wanted::Date, 3, 2);
        check("How many people were aboard?", Wanted::Number, 2, 0);
        check("How deep was the earthquake?", Wanted::Number, 1, 0);
        check("How old is Donal Quist?", Wanted::Age, 2, 2);
        check("Who won in 2019?", Wanted::Name, 2, 1);
        check("Did the library burn down?", Wanted::Yes, 2, 0);
        check("Wann wurde die Brücke gebaut?", Wanted::Date, 2, 0);
        check("what is it", Wanted::Anything, 0, 0);
        check(&"why ".repeat(1_000), Wanted::Anything, 0, 0);
    }

    #[test]
    fn irregular_verbs_meet_their_base() {
        assert_eq!(meaning("won"), meaning("win"));
        assert_eq!(meaning("deaths"), meaning("die"));
        assert_ne!(meaning("found"), meaning("founder"));
    }
}
