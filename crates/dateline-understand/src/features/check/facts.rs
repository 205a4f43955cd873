//! What can be compared in a sentence without understanding it: numbers, names, times, denials,
//! doubts, each with its place among the words.
//!
//! Places matter: "nine died and eleven were hurt" holds the same numbers as the opposite, and
//! "Merino beat Rovers" the same names. So a number keeps company with the words around it, and
//! two names keep their order.

use std::collections::HashSet;

use super::Withheld;
use crate::function_words::is_function_word;
use crate::numbers::plain_value;
use crate::text::{Kind, Text, one_of};
use crate::words::key;

/// Words on either side of a number that may name what it counts, in the sentence written.
const COMPANY: usize = 2;
/// The same in a cited sentence, which may say more in between.
const WIDE_COMPANY: usize = 5;

/// Numbers that newspapers write as words, in the order of [`VALUES`]. Longer ones are made of them
/// and compared part by part: "twenty-three" is "twenty" and "three".
const NUMBER_WORDS: &[(&str, &str)] = &[
    (
        "en",
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen \
        sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty \
        ninety hundred thousand million billion dozen half twice double triple",
    ),
    (
        "de",
        "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn \
        sechzehn siebzehn achtzehn neunzehn zwanzig dreißig vierzig fünfzig sechzig siebzig \
        achtzig neunzig hundert tausend million milliarde dutzend halb zweimal doppelt \
        dreifach",
    ),
    (
        "fr",
        "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze \
        seize dix-sept dix-huit dix-neuf vingt trente quarante cinquante soixante soixante- \
        dix quatre-vingts quatre-vingt-dix cent mille million milliard douzaine demi deux- \
        fois double triple",
    ),
    (
        "es",
        "dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince \
        dieciséis diecisiete dieciocho diecinueve veinte treinta cuarenta cincuenta sesenta \
        setenta ochenta noventa cien mil millón mil-millones docena medio dos-veces doble \
        triple",
    ),
    (
        "pt",
        "dois três quatro cinco seis sete oito nove dez onze doze treze catorze quinze \
        dezesseis dezessete dezoito dezenove vinte trinta quarenta cinquenta sessenta \
        setenta oitenta noventa cem mil milhão bilhão dúzia meio duas-vezes dobro triplo",
    ),
    (
        "it",
        "due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici \
        quindici sedici diciassette diciotto diciannove venti trenta quaranta cinquanta \
        sessanta settanta ottanta novanta cento mille milione miliardo dozzina mezzo due- \
        volte doppio triplo",
    ),
    (
        "nl",
        "twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien \
        zestien zeventien achttien negentien twintig dertig veertig vijftig zestig zeventig \
        tachtig negentig honderd duizend miljoen miljard dozijn half tweemaal dubbel \
        driedubbel",
    ),
];

/// What the words stand for.
const VALUES: [&str; 35] = [
    "2",
    "3",
    "4",
    "5",
    "6",
    "7",
    "8",
    "9",
    "10",
    "11",
    "12",
    "13",
    "14",
    "15",
    "16",
    "17",
    "18",
    "19",
    "20",
    "30",
    "40",
    "50",
    "60",
    "70",
    "80",
    "90",
    "100",
    "1000",
    "1000000",
    "1000000000",
    "dozen",
    "half",
    "twice",
    "double",
    "triple",
];

/// Words that place something in time.
const TIMES: &str = "yesterday today tomorrow tonight ago gestern heute morgen hier aujourd'hui \
    demain ayer hoy mañana ontem hoje amanhã ieri oggi domani вчера сегодня завтра";

/// Words that deny.
const DENIALS: &str = "not no never none nobody nothing neither nor without n't cannot denied denies \
    deny refused refuses failed fails nicht kein keine keinen keiner nie ohne ne pas jamais sans aucun \
    aucune no nunca sin ningún ninguna não nunca sem nenhum non mai senza nessuno niet geen nooit \
    zonder не нет без никогда";

/// Words that doubt.
const DOUBTS: &str = "may might could would should expected expects likely possible possibly perhaps \
    alleged allegedly reportedly suspected accused hopes hoped plans planned proposed proposes if \
    könnte könnten würde vielleicht angeblich soll sollen pourrait pourraient peut-être podría \
    podrían quizá poderia talvez potrebbe forse может могут";

/// A word with its place.
#[derive(Debug)]
struct Word {
    key: String,
    lower: String,
    /// A name wherever it stands, or one that opens the sentence.
    capital: Option<Opening>,
    little: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Opening {
    Opens,
    Inside,
}

/// The words of a sentence, and its numbers.
#[derive(Debug)]
pub(super) struct Facts {
    words: Vec<Word>,
    /// Plain decimals with the index of their word.
    numbers: Vec<(String, usize)>,
}

impl Facts {
    pub(super) fn of(text: &Text<'_>) -> Facts {
        let mut words: Vec<Word> = Vec::new();
        let mut numbers = Vec::new();
        let mut opens = true;
        for token in &text.tokens {
            if token.kind == Kind::Mark {
                opens |= matches!(token.text, "." | "!" | "?" | ":" | "“" | "\"" | "„" | "«");
                continue;
            }
            if let Some(value) = number(&token.lower, text.source.get(token.end()..), text.language)
            {
                numbers.push((value, words.len()));
            }
            let place = if opens { Opening::Opens } else { Opening::Inside };
            words.push(Word {
                key: key(&token.lower),
                lower: token.lower.to_string(),
                capital: token.capital().then_some(place),
                little: text.is_little(token) || is_function_word(&token.lower, "en"),
            });
            opens = false;
        }
        Facts { words, numbers }
    }

    fn holds(&self, key: &str) -> bool {
        self.words.iter().any(|word| word.key == key)
    }

    /// Keys of telling words within `reach` of the word at `index`.
    fn company(&self, index: usize, reach: usize) -> HashSet<&str> {
        let telling = |word: &&Word| !word.little && !word.key.is_empty();
        let (before, after) = self.words.split_at(index.min(self.words.len()));
        let before = before.iter().rev().filter(telling).take(reach);
        let after = after.iter().skip(1).filter(telling).take(reach);
        before.chain(after).map(|word| word.key.as_str()).collect()
    }

    /// Every number stands in a cited sentence and keeps company with one of its words there.
    pub(super) fn numbers_stand_in(&self, known: &[Facts]) -> Result<(), Withheld> {
        for (value, index) in &self.numbers {
            let company = self.company(*index, COMPANY);
            let counts_the_same = |facts: &Facts| {
                let places = facts.numbers.iter().filter(|(other, _)| other == value);
                places.into_iter().any(|(_, place)| {
                    let wide = facts.company(*place, WIDE_COMPANY);
                    company.is_empty() || company.iter().any(|word| wide.contains(word))
                })
            };
            if !known.iter().any(counts_the_same) || self.crossed(value, *index, known) {
                return Err(Withheld::Number(value.clone()));
            }
        }
        Ok(())
    }

    /// Whether the word right after a number follows another number in every cited sentence that
    /// holds both: "nine hurt" where it says "nine died and eleven were hurt".
    fn crossed(&self, value: &str, index: usize, known: &[Facts]) -> bool {
        let mut after = self.words.iter().enumerate().skip(index + 1);
        let Some((at, next)) = after.find(|(_, word)| !word.little) else { return false };
        // In "3-2" the one number says nothing of the other.
        if self.numbers.iter().any(|(_, place)| *place == at) {
            return false;
        }
        let mut holding = known
            .iter()
            .filter(|facts| facts.holds(&next.key) && facts.numbers.iter().any(|(v, _)| v == value))
            .peekable();
        holding.peek().is_some()
            && holding.all(|facts| facts.nearest_to(&next.key).iter().all(|other| *other != value))
    }

    /// The numbers that stand nearest to each place of a word.
    fn nearest_to(&self, key: &str) -> Vec<&str> {
        let places = self.words.iter().enumerate().filter(|(_, word)| word.key == key);
        let nearest = |(at, _): (usize, &Word)| {
            let number = self.numbers.iter().min_by_key(|(_, place)| at.abs_diff(*place));
            number.map(|(value, _)| value.as_str())
        };
        places.filter_map(nearest).collect()
    }

    /// Names: capitals inside the sentence, and at its opening what is no everyday word there.
    fn names<'a>(&'a self, known: &'a [Facts]) -> impl Iterator<Item = (usize, &'a Word)> {
        self.words.iter().enumerate().filter(move |(_, word)| match word.capital {
            Some(Opening::Inside) => true,
            Some(Opening::Opens) => {
                let plain = known.iter().flat_map(|facts| &facts.words);
                !word.little
                    && !plain.clone().any(|other| other.capital.is_none() && other.key == word.key)
            }
            None => false,
        })
    }

    /// Every name stands in a cited sentence, and two that stand in one keep their order.
    pub(super) fn names_stand_in(&self, known: &[Facts]) -> Result<(), Withheld> {
        let names: Vec<&Word> = self.names(known).map(|(_, word)| word).collect();
        for name in &names {
            // The first word of a sentence has its capital from there: it may be a plain new word,
            // which the count of new words judges.
            let opening = name.capital == Some(Opening::Opens);
            if !opening && !name.little && !known.iter().any(|facts| facts.holds(&name.key)) {
                return Err(Withheld::Name(name.lower.clone()));
            }
        }
        for pair in names.windows(2) {
            let [one, other] = pair else { continue };
            let reversed = |facts: &Facts| matches!((facts.only(&one.key), facts.only(&other.key)), (Some(a), Some(b)) if a > b);
            if known.iter().any(reversed) {
                return Err(Withheld::Name(format!("{} {}", one.lower, other.lower)));
            }
        }
        Ok(())
    }

    /// The place of a word that stands there once.
    fn only(&self, key: &str) -> Option<usize> {
        let mut places = self.words.iter().enumerate().filter(|(_, word)| word.key == key);
        let first = places.next()?.0;
        places.next().is_none().then_some(first)
    }

    /// Words of time stand in the cited sentences.
    pub(super) fn times_stand_in(&self, known: &[Facts]) -> Result<(), Withheld> {
        let times = self.words.iter().filter(|word| one_of!(TIMES, &word.lower));
        for time in times {
            if !known.iter().any(|facts| facts.holds(&time.key)) {
                return Err(Withheld::Time(time.lower.clone()));
            }
        }
        Ok(())
    }

    /// Neither denies what is stated nor states what is denied.
    pub(super) fn denies_what(&self, known: &[Facts]) -> Result<(), Withheld> {
        let denied = |facts: &Facts| -> HashSet<String> {
            let at = facts.words.iter().enumerate().filter(|(_, word)| is_denial(&word.lower));
            at.filter_map(|(index, _)| {
                let after = facts.words.iter().skip(index + 1);
                after.filter(|word| !word.little).map(|word| word.key.clone()).next()
            })
            .collect()
        };
        let here = denied(self);
        let there: HashSet<String> = known.iter().flat_map(denied).collect();
        let any = |facts: &Facts| facts.words.iter().any(|word| is_denial(&word.lower));
        let invents = any(self) && !known.iter().any(any);
        let drops = there.iter().any(|word| self.holds(word)) && !any(self);
        let moves = here.iter().any(|word| {
            !there.contains(word) && known.iter().any(|facts| facts.holds(word) && !any(facts))
        });
        if invents || drops || moves { Err(Withheld::Denial) } else { Ok(()) }
    }

    /// Where everything cited is in doubt, so is this.
    pub(super) fn is_no_surer_than(&self, known: &[Facts]) -> Result<(), Withheld> {
        // "May" with a capital is a month.
        let doubt =
            |word: &Word| one_of!(DOUBTS, &word.lower) && word.capital != Some(Opening::Inside);
        let doubts = |facts: &Facts| facts.words.iter().any(doubt);
        let all = !known.is_empty() && known.iter().all(doubts);
        if all && !doubts(self) { Err(Withheld::Certainty) } else { Ok(()) }
    }

    /// The numbers alone, sorted: what a translation keeps.
    pub(super) fn sorted_numbers(&self) -> Vec<String> {
        let mut numbers: Vec<String> =
            self.numbers.iter().map(|(value, _)| value.clone()).collect();
        numbers.sort_unstable();
        numbers
    }
}

fn is_denial(lower: &str) -> bool {
    one_of!(DENIALS, lower) || lower.ends_with("n't") || lower.ends_with("n’t")
}

/// A number as a plain decimal, with the word of scale after it; number words too.
fn number(lower: &str, after: Option<&str>, language: &str) -> Option<String> {
    if lower.starts_with(|letter: char| letter.is_ascii_digit()) {
        let digits: String = lower
            .chars()
            .take_while(|c| {
                c.is_ascii_digit() || matches!(c, '.' | ',' | ' ' | '\u{a0}' | '\u{202f}')
            })
            .filter(|c| !c.is_whitespace())
            .collect();
        let digits = digits.trim_end_matches(['.', ',']);
        let unit = lower.get(digits.len()..).unwrap_or_default();
        let after =
            if matches!(unit, "bn" | "m" | "k") { scaled(unit) } else { after.unwrap_or_default() };
        return plain_value(&key(digits), after).or_else(|| Some(key(digits)));
    }
    let (_, words) = NUMBER_WORDS.iter().find(|(code, _)| *code == language)?;
    let place_of = |wanted: &str| words.split_whitespace().position(|word| word == wanted);
    let place = place_of(lower).or_else(|| place_of(lower.strip_suffix('s')?))?;
    VALUES.get(place).map(|value| (*value).to_owned())
}

fn scaled(unit: &str) -> &'static str {
    match unit {
        "bn" => " billion",
        "m" => " million",
        _ => " thousand",
    }
}
