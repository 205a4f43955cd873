//! What binds figures: "from US$235.5bn in 2010 to US$696.7bn in 2023" is a pair, "nearly tripled" a
//! change, "rose 9.2%" a change of what stands before it.

use dateline_model::Figure;

use crate::dates::Dated;
use crate::text::{Stretch, Text, WordList, one_of};

/// A figure with its place in the text's bytes.
pub(super) type Placed = (Figure, Stretch);

/// Verbs of change, in the forms that reports use.
const CHANGES: &str = "rose rise rises risen fell fall falls fallen grew grow grows grown up down increased increase dropped drop jumped jump \
    climbed surged surge plunged declined gained lost slipped soared shrank cut raised \
    stieg steigt gestiegen sank sinkt gesunken wuchs gewachsen fiel \
    augmenté augmente baissé baisse bondi reculé subió sube cayó cae creció aumentó bajó subiu caiu cresceu aumentou \
    aumentato cresciuto calato sceso steeg daalde groeide вырос выросла выросли снизился снизилась упал упала";

/// Words that say by how many times something grew, and the factor.
static FACTORS: WordList = WordList::new(
    "doubled=2 tripled=3 trebled=3 quadrupled=4 halved=0.5 doubling=2 tripling=3 verdoppelt=2 verdreifacht=3 halbiert=0.5 \
    doublé=2 triplé=3 duplicó=2 triplicó=3 duplicou=2 triplicou=3 raddoppiato=2 triplicato=3 verdubbeld=2 удвоился=2 удвоилась=2",
);

/// How far before a figure its verb of change stands: "rose by about 9.2%".
const REACH: usize = 3;

/// Gives each figure its date, its change and the value that it came from.
pub(super) fn link(text: &Text<'_>, placed: &mut [Placed], dates: &[Dated]) {
    for (figure, stretch) in placed.iter_mut() {
        figure.date = date_after(text, *stretch, dates);
        figure.change = change_before(text, *stretch).or_else(|| figure.change.take());
    }
    for at in 1..placed.len() {
        let (before, after) = placed.split_at_mut(at);
        if let (Some((one, from)), Some((other, to))) = (before.last(), after.first_mut())
            && one.unit == other.unit
            && other.was.is_none()
            && is_pair(text, *from, *to)
        {
            other.was = Some(one.value.clone());
        }
    }
}

/// The day, month or year that follows a figure: "US$696.7bn in 2023".
fn date_after(text: &Text<'_>, figure: Stretch, dates: &[Dated]) -> Option<String> {
    let next = dates.get(dates.partition_point(|date| date.stretch.start < figure.end))?;
    let between = text.source.get(figure.end..next.stretch.start)?.trim();
    let value = next.value.as_deref().filter(|value| value.starts_with(['1', '2']))?;
    one_of!("in on by im am en em nel in в", between).then(|| value.to_owned())
}

/// The verb of change before a figure, with what stands between.
fn change_before(text: &Text<'_>, figure: Stretch) -> Option<String> {
    let at = text.token_from(figure.start);
    let verb =
        (at.saturating_sub(REACH)..at).rev().find(|index| one_of!(CHANGES, text.lower(*index)))?;
    let plain = (verb + 1..at).all(|index| {
        one_of!(
            "by about around nearly almost some roughly only just um de en di с на more than over",
            text.lower(index),
        )
    });
    plain.then(|| text.slice(text.reach(verb, verb)).to_owned())
}

/// "from A (in 2010) to B": both in one sentence and nothing between them but a date.
fn is_pair(text: &Text<'_>, from: Stretch, to: Stretch) -> bool {
    let (first, last) = (text.token_from(from.start), text.token_from(to.start));
    let led = first.checked_sub(1).map_or("", |before| text.lower(before));
    let leads = one_of!("from von de desde dari da van с от", led);
    let near = last.saturating_sub(first) < 14;
    let same = text.sentence_at(from.start).is_some_and(|sentence| sentence.stretch.holds(to));
    let joined = last.checked_sub(1).map_or("", |before| text.lower(before));
    leads && near && same && one_of!("to auf à a para naar до", joined)
}

/// "nearly tripled" as a figure by itself: three times.
pub(super) fn factor(text: &Text<'_>, at: usize) -> Option<(Figure, Stretch, usize)> {
    let value = FACTORS.value(text.lower(at))?;
    let mut first = at;
    while let Some(before) = first.checked_sub(1)
        && one_of!(
            "nearly almost more than roughly fast fast presque casi quase fast quasi bijna почти",
            text.lower(before),
        )
    {
        first = before;
    }
    let stretch = text.reach(first, at);
    let figure = Figure {
        text: text.slice(stretch).to_owned(),
        value: value.to_owned(),
        unit: Some("times".to_owned()),
        change: Some(text.slice(text.reach(at, at)).to_owned()),
        span: text.span(stretch),
        ..Figure::default()
    };
    Some((figure, stretch, at + 1))
}
