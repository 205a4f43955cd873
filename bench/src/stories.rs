//! What placing costs as the window grows: time for each article, memory for each, and how fast a
//! restart reads the window back.
//!
//! The articles are made up: words drawn as often as words of a language are, with the names of
//! one event among them; a tenth of them open an event, the others tell one of the recent ones.

use std::process::Command;

use dateline_model::{ArticleId, Millis, Placement, StoryId};
use dateline_understand::{Arrival, Sketch, Window, WindowSettings};

use crate::cpu;
use crate::made_up::{Random, spell};

/// Different words of the language.
const WORDS: u64 = 40_000;

/// Words of a text: enough to fill a sketch.
const TEXT_WORDS: usize = 160;

/// Articles that are placed, once the window is full, to see what one costs.
const PLACED: usize = 2_000;

/// Articles made at a time, so that making them is not counted.
const CHUNK: usize = 1_000;

/// One article comes every so many milliseconds: a hundred thousand in thirty days.
const STEP_MS: i64 = 25_920;

/// Prints one line for each size of window. Each has a process of its own: memory that a smaller one
/// gave back would hide what a larger one takes.
pub(crate) fn run(sizes: &[usize]) -> anyhow::Result<()> {
    if let [size] = sizes {
        return curve_at(*size);
    }
    for size in sizes {
        let mut alone = Command::new(std::env::current_exe()?);
        let ended = alone.args(["stories", &size.to_string()]).status()?;
        anyhow::ensure!(ended.success(), "a window of {size} articles ended with {ended}");
    }
    Ok(())
}

fn curve_at(size: usize) -> anyhow::Result<()> {
    let mut news = News::default();
    let settings =
        WindowSettings { keep_days: 36_500, most_articles: size, ..WindowSettings::default() };
    let mut window = Window::new(settings);
    let before = cpu::resident_bytes()?;
    let (mut number, mut seconds) = (0, 0.0);
    while number < size {
        let chunk: Vec<Made> = (0..CHUNK.min(size - number)).map(|_| news.next()).collect();
        number += chunk.len();
        let start = cpu::spent()?;
        for made in &chunk {
            let sketch = Sketch::from_bytes(&made.sketch).unwrap_or_default();
            window.insert(&made.arrival(&sketch), &made.placement());
        }
        seconds += cpu::spent()?.saturating_sub(start).as_secs_f64();
    }
    let memory = (cpu::resident_bytes()? - before) / whole(size)?;
    let fresh: Vec<Made> = (0..PLACED).map(|_| news.next()).collect();
    let start = cpu::spent()?;
    for made in &fresh {
        let sketch = Sketch::from_bytes(&made.sketch).unwrap_or_default();
        window.take(&made.arrival(&sketch));
    }
    let each = cpu::spent()?.saturating_sub(start).as_secs_f64() * 1e6 / whole(PLACED)?;
    println!(
        "{size:>9} articles  {each:>6.0} µs CPU to place one  {memory:>6.0} bytes each  read back at {:>7.0} a second",
        whole(size)? / seconds.max(0.01)
    );
    Ok(())
}

fn whole(count: usize) -> anyhow::Result<f64> {
    Ok(f64::from(u32::try_from(count)?))
}

/// A made-up article as the database keeps it.
struct Made {
    number: i64,
    event: i64,
    sketch: Vec<u8>,
}

impl Made {
    fn arrival<'a>(&self, sketch: &'a Sketch) -> Arrival<'a> {
        Arrival {
            article: ArticleId(self.number),
            publisher: "The Post",
            published: Millis(self.number * STEP_MS),
            sketch,
        }
    }

    fn placement(&self) -> Placement {
        Placement::within(StoryId(self.event))
    }
}

/// The stream of made-up articles.
#[derive(Default)]
struct News {
    random: Random,
    number: i64,
    events: Vec<i64>,
}

impl News {
    fn next(&mut self) -> Made {
        self.number += 1;
        let number = self.number;
        let recent = self.events.len().min(200);
        let event = if recent == 0 || self.below(10) == 0 {
            self.events.push(number);
            number
        } else {
            let back = usize::try_from(self.below(recent as u64)).unwrap_or_default();
            self.events.get(self.events.len() - 1 - back).copied().unwrap_or(number)
        };
        let headline = self.text(event, 9, 3);
        let text = self.text(event, TEXT_WORDS, 6);
        let sketch = Sketch::of(&headline, &text, "en").to_bytes();
        Made { number, event, sketch }
    }

    /// One word in `rarely` is a name of the event.
    fn text(&mut self, event: i64, words: usize, rarely: u64) -> String {
        let mut text = String::new();
        for at in 0..words {
            let word = if self.below(rarely) == 0 {
                name(event.unsigned_abs() * 12 + self.below(12))
            } else {
                self.word()
            };
            text.push_str(&word);
            text.push(if at % 15 == 14 { '.' } else { ' ' });
        }
        text
    }

    /// A word of the language; half of all words are among a few hundred.
    fn word(&mut self) -> String {
        let (one, other) = (self.below(WORDS), self.below(WORDS));
        let rank = one.min(other) * self.below(WORDS) / WORDS;
        spell(rank)
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.random.below(limit)
    }
}

/// A name is a capitalised word that is no word of the language.
fn name(number: u64) -> String {
    format!("X{}", spell(number + WORDS))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stream_is_the_same_each_time_and_tells_events_again() {
        let told = || {
            let mut news = News::default();
            (0..200).map(|_| news.next()).map(|made| (made.event, made.sketch)).collect::<Vec<_>>()
        };
        let first = told();
        assert_eq!(first, told());
        let events: std::collections::HashSet<i64> =
            first.iter().map(|(event, _)| *event).collect();
        assert!((5..100).contains(&events.len()), "{} events", events.len());
    }
}
