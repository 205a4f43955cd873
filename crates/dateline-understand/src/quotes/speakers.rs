//! Which words of the text name a quotation's speaker, and who that is.

use crate::entities::{Named, Names};
use crate::text::{Kind, Stretch, Text, one_of};
use dateline_model::EntityKind;

use super::cues::{self, Cue};
use super::marks::Quoted;

/// How many tokens after a quotation its verb may stand.
const REACH_AFTER: usize = 32;

/// Who said it, and how we know.
#[derive(Clone, Debug)]
pub(crate) struct Speaker {
    /// The full name, or the words of the text when they name nobody.
    pub(crate) name: String,
    /// The words that name the speaker.
    pub(crate) words: Stretch,
    /// The verb.
    pub(crate) cue: Option<Stretch>,
}

/// A subject as tokens `first..=last`, and the verb.
#[derive(Clone, Copy)]
struct Subject {
    first: usize,
    last: usize,
    verb: usize,
}

/// A speaker for each quotation, in order.
pub(crate) fn attribute(text: &Text<'_>, names: &Names, quoted: &[Quoted]) -> Vec<Option<Speaker>> {
    let clear = outside(text, quoted);
    let mut speakers: Vec<Option<Speaker>> = Vec::with_capacity(quoted.len());
    for (index, quote) in quoted.iter().enumerate() {
        let next = quoted.get(index + 1);
        let before = index.checked_sub(1).and_then(|before| quoted.get(before));
        let look = Look { text, clear: &clear, quote, next, before };
        let subject = look.after().or_else(|| look.ahead()).or_else(|| look.colon());
        let last = speakers.iter().rev().flatten().next();
        let speaker = match subject {
            Some(subject) => resolve(text, names, subject, last),
            None => before
                .filter(|before| before.paragraph == quote.paragraph || before.goes_on)
                .and_then(|_| speakers.last().cloned().flatten()),
        };
        speakers.push(speaker);
    }
    fill_back(quoted, &mut speakers);
    speakers
}

/// A quotation without a speaker takes that of the next piece of its paragraph: "“A.” “B,” he said".
fn fill_back(quoted: &[Quoted], speakers: &mut [Option<Speaker>]) {
    for index in (1..quoted.len()).rev() {
        let (Some(this), Some(before)) = (quoted.get(index), quoted.get(index - 1)) else {
            continue;
        };
        let joined = before.paragraph == this.paragraph || before.goes_on;
        let speaker = speakers.get(index).cloned().flatten();
        if let Some(slot) = speakers.get_mut(index - 1).filter(|slot| joined && slot.is_none()) {
            *slot = speaker;
        }
    }
}

/// For each token, whether it stands outside all quotations.
fn outside(text: &Text<'_>, quoted: &[Quoted]) -> Vec<bool> {
    let mut clear = vec![true; text.tokens.len()];
    for quote in quoted {
        let (first, last) = (text.token_from(quote.outer.start), text.token_from(quote.outer.end));
        clear[first..last].fill(false);
    }
    clear
}

/// Where to look for the speaker of one quotation.
struct Look<'a> {
    text: &'a Text<'a>,
    clear: &'a [bool],
    quote: &'a Quoted,
    next: Option<&'a Quoted>,
    before: Option<&'a Quoted>,
}

impl Look<'_> {
    fn cue(&self, at: usize) -> Option<Cue> {
        self.clear.get(at).filter(|clear| **clear)?;
        cues::cue(self.text.language, self.text.lower(at))
    }

    /// "“…,” said Joly" and "“…,” Joly said".
    fn after(&self) -> Option<Subject> {
        let text = self.text;
        let mut start = text.token_from(self.quote.outer.end);
        let paragraph = text.paragraphs.get(self.quote.paragraph)?;
        let inner = text.slice(self.quote.inner);
        if inner.ends_with('.') && text.tokens.get(start).is_some_and(crate::text::Token::capital) {
            return None;
        }
        let limit = self.next.map_or(paragraph.end, |next| next.outer.start.min(paragraph.end));
        let last = text.token_from(limit).min(start + REACH_AFTER);
        if text.lower(start) == "," {
            start += 1;
        }
        if matches!(text.lower(start), "—" | "–" | "―" | "-") && start + 1 < last {
            return dashed(text, start + 1, last);
        }
        let verb = (start..last)
            .take_while(|at| !stops(text, *at))
            .find(|at| self.cue(*at) == Some(Cue::Finite))?;
        if verb == start || (verb - start <= 2 && leads_in(text, start, verb)) {
            return after_verb(text, verb, last).or_else(|| before_verb(text, start, verb));
        }
        before_verb(text, start, verb).or_else(|| after_verb(text, verb, last))
    }

    /// "Joly said it was “injurious”": the nearest verb before the words, in their sentence.
    fn ahead(&self) -> Option<Subject> {
        let text = self.text;
        let open = text.token_from(self.quote.outer.start);
        let sentence = text.sentence_at(self.quote.outer.start)?;
        let from = match self.before {
            Some(before)
                if before.outer.end > sentence.stretch.start && ends_speech(text, before) =>
            {
                text.token_from(before.outer.end)
            }
            _ => sentence.first,
        };
        self.verb_before(from, open)
    }

    /// "Joly said:" at the end of the paragraph or sentence before.
    fn colon(&self) -> Option<Subject> {
        let text = self.text;
        let open = text.token_from(self.quote.outer.start);
        let paragraph = text.paragraphs.get(self.quote.paragraph)?;
        if text.token_from(paragraph.start) != open || text.lower(open.checked_sub(1)?) != ":" {
            return None;
        }
        let before = text.tokens.get(open - 1)?;
        let sentence = text.sentence_at(before.start)?;
        self.verb_before(sentence.first, open)
    }

    fn verb_before(&self, from: usize, open: usize) -> Option<Subject> {
        let text = self.text;
        for verb in (from..open).rev() {
            if text.lower(verb) == "to" && verb > from && text.lower(verb - 1) == "according" {
                return after_verb(text, verb, open)
                    .map(|subject| Subject { verb: verb - 1, ..subject });
            }
            match self.cue(verb) {
                Some(Cue::Finite) => {
                    // "Said Ellis: “…”", but not "said the state is “…”".
                    let inverted = || {
                        after_verb(text, verb, open)
                            .filter(|subject| matches!(text.lower(subject.last + 1), ":" | ","))
                    };
                    // "Zur Rechnung sagte sie: …": what stands first need not be the subject.
                    let second = || inverted().filter(|_| one_of!("de nl sv da no", text.language));
                    let subject = second().or_else(|| before_verb(text, from, verb));
                    if let Some(subject) = subject.or_else(inverted) {
                        return Some(subject);
                    }
                }
                Some(Cue::Participle) => {
                    if let Some(subject) = sentence_subject(text, from, verb) {
                        return Some(Subject { verb, ..subject });
                    }
                }
                None => {}
            }
        }
        None
    }
}

/// Whether a quotation ended a sentence of speech, so that what follows is another clause.
fn ends_speech(text: &Text<'_>, quote: &Quoted) -> bool {
    text.slice(quote.inner).ends_with(['.', '!', '?'])
}

/// Marks beyond which a clause has ended.
fn stops(text: &Text<'_>, at: usize) -> bool {
    text.tokens.get(at).is_none_or(|token| {
        let end = matches!(token.text, "." | "!" | "?" | ";" | "。");
        end && text.sentence_at(token.start).is_none_or(|sentence| sentence.last <= at + 1)
    })
}

/// Whether only auxiliaries and little words stand between the quotation and the verb: "a déclaré".
fn leads_in(text: &Text<'_>, start: usize, verb: usize) -> bool {
    (start..verb).all(|at| {
        let word = text.lower(at);
        one_of!("a ha l' avait había heeft hat has had as d' , ont hanno", word)
    })
}

/// "― Pamela Padilla".
fn dashed(text: &Text<'_>, start: usize, last: usize) -> Option<Subject> {
    let end = (start..last)
        .take_while(|at| text.tokens.get(*at).is_some_and(|token| token.kind == Kind::Word))
        .last()?;
    (end - start < 5 && text.tokens.get(start)?.capital()).then_some(Subject {
        first: start,
        last: end,
        verb: usize::MAX,
    })
}

/// The subject that ends right before the verb.
fn before_verb(text: &Text<'_>, from: usize, verb: usize) -> Option<Subject> {
    let mut last = verb.checked_sub(1).filter(|last| *last >= from)?;
    while last > from && is_adverb(text.lower(last)) {
        last -= 1;
    }
    let word = text.lower(last);
    if cues::is_pronoun(text.language, word) {
        return Some(Subject { first: last, last, verb });
    }
    if one_of!("and but or und et y e who which that by when be to not is was are were been", word)
    {
        return matches!(word, "and" | "but" | "who")
            .then(|| sentence_subject(text, from, last))
            .flatten()
            .map(|subject| Subject { verb, ..subject });
    }
    if text.lower(last) == ","
        && let Some(subject) = apposition(text, from, last)
    {
        return Some(Subject { verb, ..subject });
    }
    if text.lower(last) == "," || text.lower(last) == ")" {
        return sentence_subject(text, from, last).map(|subject| Subject { verb, ..subject });
    }
    let first = phrase_start(text, from, last)?;
    Some(Subject { first, last, verb })
}

/// "whose leader, Anselmo Rueda, said": a full name between commas is who speaks.
fn apposition(text: &Text<'_>, from: usize, comma: usize) -> Option<Subject> {
    let first = (from..comma).rev().find(|at| text.lower(*at) == ",")? + 1;
    let name = text.tokens.get(first..comma)?;
    let named = (2..=4).contains(&name.len()) && name.iter().all(crate::text::Token::capital);
    named.then_some(Subject { first, last: comma - 1, verb: usize::MAX })
}

fn is_adverb(word: &str) -> bool {
    word.len() > 4 && word.ends_with("ly") && !matches!(word, "family" | "assembly")
        || one_of!(
            "also later then has had have further again once just still recently even would will earlier who hat a ha heeft soon now did",
            word,
        )
}

/// The noun phrase that ends at `last`: back over its words to where it begins.
fn phrase_start(text: &Text<'_>, from: usize, last: usize) -> Option<usize> {
    let mut first = last;
    if !names_something(text, last) {
        return None;
    }
    while first > from {
        let before = text.tokens.get(first - 1)?;
        let word = &*before.lower;
        let linked = one_of!("of for at from in de 's ’s - and . & du der des von", word);
        let boundary =
            before.kind == Kind::Mark && !matches!(before.text, "-" | "." | "'" | "’" | "&");
        let dot = before.text == "." && !text.touches_next(first - 2);
        if boundary
            || dot
            || (text.is_little(before) && !linked && !determiner(word))
            || cues::cue(text.language, word).is_some()
        {
            break;
        }
        first -= 1;
        if determiner(word)
            && !(first > from
                && matches!(text.lower(first - 1), "of" | "for" | "at" | "from" | "in"))
        {
            break;
        }
    }
    while first < last && (one_of!("and of for in at from . - 's", text.lower(first))) {
        first += 1;
    }
    Some(first)
}

fn determiner(word: &str) -> bool {
    one_of!(
        "the a an his her their its one another der die das le la el il o de het some many several two both",
        word,
    )
}

/// Whether a token can end the name of a speaker.
fn names_something(text: &Text<'_>, at: usize) -> bool {
    text.tokens.get(at).is_some_and(|token| {
        (token.kind == Kind::Word && !text.is_little(token) && token.text.chars().count() > 1)
            || token.kind == Kind::Dense
    })
}

/// The first phrase of the sentence: what participles and later verbs have for their subject.
fn sentence_subject(text: &Text<'_>, from: usize, before: usize) -> Option<Subject> {
    let mut at = from;
    while at < before && text.tokens.get(at)?.kind == Kind::Mark {
        at += 1;
    }
    if cues::is_pronoun(text.language, text.lower(at)) {
        return Some(Subject { first: at, last: at, verb: usize::MAX });
    }
    let mut end = at;
    while end < before {
        let token = text.tokens.get(end)?;
        let inner = end == at && determiner(&token.lower)
            || matches!(&*token.lower, "'s" | "’s" | "-" | "of" | ".");
        let noun = token.kind == Kind::Word
            && !text.is_little(token)
            && cues::cue(text.language, &token.lower).is_none();
        let named =
            end > at && text.tokens.get(end - 1)?.capital() && !determiner(text.lower(end - 1));
        let lower_after_name = named && !token.capital() && !inner;
        if !(inner || noun) || lower_after_name {
            break;
        }
        end += 1;
    }
    (end > at && names_something(text, end - 1)).then(|| Subject {
        first: at,
        last: end - 1,
        verb: usize::MAX,
    })
}

/// The subject that starts right after the verb: "said the Rev. Peter Wherry, of Mayfield".
fn after_verb(text: &Text<'_>, verb: usize, limit: usize) -> Option<Subject> {
    let first = verb + 1;
    // "She said to reporters" in Arabic: the preposition is written onto the word.
    if text.language == "ar" && text.lower(first).starts_with("لل") {
        return None;
    }
    if cues::is_pronoun(text.language, text.lower(first)) {
        return Some(Subject { first, last: first, verb });
    }
    let mut end = first;
    while end < limit && end - first < 12 {
        let token = text.tokens.get(end)?;
        let named = token.kind == Kind::Word
            && (!text.is_little(token) || end == first && determiner(&token.lower));
        let joined = one_of!("- 's ’s of for de von van &", token.text) && end > first
            || token.text == "."
                && text.tokens.get(end + 1).is_some_and(crate::text::Token::capital)
                && text.sentence_at(token.start).is_some_and(|sentence| sentence.last > end + 1);
        if !(named || joined || token.kind == Kind::Dense) || text.is_calendar_word(token) {
            break;
        }
        end += 1;
    }
    let last = (first..end).rev().find(|at| names_something(text, *at))?;
    let bare = text.tokens.get(first)?;
    // "said harbour master Lena Okafor": an office without an article, then a full name.
    let titled = || {
        let name = text.tokens.get(last.checked_sub(1)?..=last)?;
        name.iter().all(crate::text::Token::capital).then_some(())
    };
    (bare.capital()
        || determiner(&bare.lower)
        || !matches!(text.language, "en")
        || titled().is_some())
    .then_some(Subject { first, last, verb })
}

/// Whom the subject's words mean.
fn resolve(
    text: &Text<'_>,
    names: &Names,
    subject: Subject,
    last: Option<&Speaker>,
) -> Option<Speaker> {
    let words = text.reach(subject.first, subject.last);
    let cue = text.tokens.get(subject.verb).map(|token| Stretch::new(token.start, token.end()));
    let only = subject.first == subject.last;
    let word = text.lower(subject.first);
    if matches!(word, "i" | "we") && only {
        return None;
    }
    if cues::is_pronoun(text.language, word) && only || matches!(word, "his" | "her") {
        let name = antecedent(text, names, words, word, last)?;
        return Some(Speaker { name, words, cue });
    }
    let head = head(text, subject);
    if let Some(named) = names.within(head) {
        // "Clinton's spokeswoman" and "Trump aides" are not Clinton and Trump.
        let whole =
            named.mentions.iter().any(|mention| head.holds(*mention) && mention.end == head.end);
        // "China's Commerce Ministry" is one of many commerce ministries.
        let owned =
            named.kind == EntityKind::Organisation && text.slice(words).contains(['\'', '’']);
        let name = if whole && !owned { named.name.clone() } else { text.slice(words).to_owned() };
        return Some(Speaker { name, words, cue });
    }
    if is_paper(text, subject)
        && let Some(last) = last
    {
        return Some(Speaker { name: last.name.clone(), words, cue });
    }
    Some(Speaker { name: text.slice(words).to_owned(), words, cue })
}

/// A subject's words up to the first "of": who speaks, without what he speaks for.
fn head(text: &Text<'_>, subject: Subject) -> Stretch {
    let link = (subject.first + 1..subject.last)
        .find(|at| one_of!("of for at from in der des de du von del di van", text.lower(*at)));
    text.reach(subject.first, link.map_or(subject.last, |link| link - 1))
}

/// "the statement", "the letter": speaks for whoever wrote it.
fn is_paper(text: &Text<'_>, subject: Subject) -> bool {
    one_of!("statement letter release email memo note post tweet message", text.lower(subject.last))
}

/// Whom a pronoun means: the speaker before, unless the text has turned to somebody else since.
fn antecedent(
    text: &Text<'_>,
    names: &Names,
    words: Stretch,
    pronoun: &str,
    last: Option<&Speaker>,
) -> Option<String> {
    let thing = matches!(pronoun, "it" | "they");
    let fits = |named: &Named| match named.kind {
        EntityKind::Person => !thing,
        EntityKind::Organisation => thing,
        EntityKind::Other => !thing && named.name.contains(' '),
        EntityKind::Place => false,
    };
    let before = names.mentions.iter().filter(|mention| mention.stretch.end <= words.start);
    let nearest = before.rev().find(|mention| names.entities.get(mention.entity).is_some_and(fits));
    let sentence = nearest.and_then(|mention| text.sentence_at(mention.stretch.start));
    let first = sentence.and_then(|sentence| {
        names.mentions.iter().find(|mention| {
            sentence.stretch.holds(mention.stretch)
                && names.entities.get(mention.entity).is_some_and(fits)
        })
    });
    let turned =
        first.filter(|first| last.is_none_or(|last| first.stretch.start > last.words.start));
    match (turned, last) {
        (Some(first), _) => names.entities.get(first.entity).map(|named| named.name.clone()),
        (None, Some(last)) => Some(last.name.clone()),
        (None, None) => None,
    }
}
