//! The words of one language, read from its Fluent files.
//!
//! What holds no values is written out once, when the language is first spoken; most of a page is
//! such words. The rest goes through Fluent, which knows the language's plurals; for small numbers
//! once, and what it made is kept as a [`Shape`] that only lacks its texts: a front page says a
//! hundred of these.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

/// Brackets of a message, once it is read: no text from outside holds these.
pub(super) const BEGIN: char = '\u{e000}';
pub(super) const END: char = '\u{e001}';

/// Around the name of a text that a [`Shape`] lacks.
const LACK: char = '\u{e002}';

/// Numbers below this are kept with their words; larger ones are rare, and many.
const SMALL: f64 = 100.0;

/// A message for one number, or without: words and names of texts in turns.
type Shape = Arc<[String]>;

/// What Fluent puts around values where a text runs from right to left.
pub(crate) const ISOLATES: [char; 2] = ['\u{2068}', '\u{2069}'];

/// Words of one language.
pub(super) struct Locale {
    bundle: FluentBundle<FluentResource>,
    plain: HashMap<String, String>,
    /// By message and number. No more than there are messages and small numbers.
    shapes: RwLock<HashMap<String, HashMap<i64, Shape>>>,
    pub(super) times: Times,
}

/// Words about time, written out once: every story bears some.
#[derive(Default)]
pub(crate) struct Times {
    /// For `strftime`, by month: "%-d November %Y", and the same with the time of day.
    pub(crate) day: Vec<String>,
    pub(crate) moment: Vec<String>,
    pub(crate) month: Vec<String>,
    pub(crate) long_day: Vec<String>,
    /// For `strftime`, by weekday from Monday.
    pub(crate) weekday: Vec<String>,
    /// From Monday.
    pub(crate) weekdays: Vec<String>,
    /// The first of a month: "1", "1er".
    pub(crate) first: String,
    /// "1 minute ago" stands at 1.
    pub(crate) minutes_ago: Vec<String>,
    pub(crate) hours_ago: Vec<String>,
    pub(crate) days_ago: Vec<String>,
}

impl Locale {
    /// Reads a language's files. `MARK` stands between thousands, in numbers of `LEAST` digits or
    /// more. A message that cannot be read is left out; a test sees to it that there is none.
    pub(super) fn read<const MARK: char, const LEAST: usize>(
        tag: &str,
        from_the_right: bool,
        files: &[&str],
    ) -> Locale {
        let mut bundle = FluentBundle::new_concurrent(tag.parse().into_iter().collect());
        bundle.set_use_isolating(from_the_right);
        bundle.set_transform(Some(brackets));
        bundle.set_formatter(Some(numeral::<MARK, LEAST, _>));
        let mut names = Vec::new();
        for file in files {
            names.extend(names_in(file).map(str::to_owned));
            let read = FluentResource::try_new((*file).to_owned());
            let resource = read.unwrap_or_else(|(readable, _)| readable);
            bundle.add_resource_overriding(resource);
        }
        let mut locale = Locale {
            bundle,
            plain: HashMap::new(),
            shapes: RwLock::default(),
            times: Times::default(),
        };
        for name in names {
            if let Some(text) = locale.format(&name, None) {
                locale.plain.insert(name, text);
            }
        }
        locale.times = locale.times();
        locale
    }

    /// A message without values.
    pub(super) fn plain(&self, name: &str) -> Option<&str> {
        self.plain.get(name).map(String::as_str)
    }

    /// A message with these values.
    pub(super) fn fill(
        &self,
        name: &str,
        values: &[(&'static str, FluentValue<'_>)],
    ) -> Option<String> {
        let Some(n) = small(values) else {
            return self.format(name, Some(&values.iter().cloned().collect()));
        };
        let shapes = self.shapes.read().unwrap_or_else(PoisonError::into_inner);
        let known = shapes.get(name).and_then(|shapes| shapes.get(&n)).cloned();
        drop(shapes);
        let shape = match known {
            Some(shape) => shape,
            None => self.learn(name, n, values)?,
        };
        Some(filled(&shape, values))
    }

    fn learn(
        &self,
        name: &str,
        n: i64,
        values: &[(&'static str, FluentValue<'_>)],
    ) -> Option<Shape> {
        let lacking = |(key, value): &(&'static str, FluentValue<'_>)| match value {
            FluentValue::String(_) => (*key, FluentValue::from(format!("{LACK}{key}{LACK}"))),
            _ => (*key, n.into()),
        };
        let text = self.format(name, Some(&values.iter().map(lacking).collect()))?;
        let shape: Shape = text.split(LACK).map(str::to_owned).collect();
        let mut shapes = self.shapes.write().unwrap_or_else(PoisonError::into_inner);
        shapes.entry(name.to_owned()).or_default().insert(n, Arc::clone(&shape));
        Some(shape)
    }

    /// None when a value is missing, or the message.
    fn format(&self, name: &str, args: Option<&FluentArgs<'_>>) -> Option<String> {
        let pattern = self.bundle.get_message(name)?.value()?;
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, args, &mut errors);
        errors.is_empty().then(|| text.into_owned())
    }

    fn times(&self) -> Times {
        let plain = |name: &str| self.plain(name).unwrap_or_default();
        let by_month = |pattern: &str| -> Vec<String> {
            let name = |month: usize| plain(&format!("month-{month}")).to_owned();
            (1..=12).map(|month| plain(pattern).replace("%B", &name(month))).collect()
        };
        let weekdays = || (1..=7).map(|day| plain(&format!("weekday-{day}")).to_owned());
        let ago = |name: &str, below: i64| -> Vec<String> {
            let one = |n: i64| self.fill(name, &[("n", n.into())]).unwrap_or_default();
            (0..below).map(|n| one(n).replace(ISOLATES, "")).collect()
        };
        Times {
            day: by_month("pattern-day"),
            moment: by_month("pattern-moment"),
            month: by_month("pattern-month"),
            long_day: by_month("pattern-long-day"),
            weekday: weekdays().map(|day| plain("pattern-weekday").replace("%A", &day)).collect(),
            weekdays: weekdays().collect(),
            first: plain("pattern-first-day").to_owned(),
            minutes_ago: ago("minutes-ago", 60),
            hours_ago: ago("hours-ago", 24),
            days_ago: ago("days-ago", 7),
        }
    }
}

/// The number by which a shape is kept: `$n` when it is the only number and small, -1 without any.
fn small(values: &[(&'static str, FluentValue<'_>)]) -> Option<i64> {
    let mut small = -1;
    for (key, value) in values {
        match value {
            FluentValue::String(_) => {}
            FluentValue::Number(number) if *key == "n" => {
                #[allow(clippy::cast_possible_truncation)] // Checked to be small and whole.
                let whole = number.value as i64;
                let fits = (0.0..SMALL).contains(&number.value) && number.value.fract() == 0.0;
                small = Some(whole).filter(|_| fits)?;
            }
            _ => return None,
        }
    }
    Some(small)
}

fn filled(shape: &[String], values: &[(&'static str, FluentValue<'_>)]) -> String {
    let mut out = String::new();
    for (at, piece) in shape.iter().enumerate() {
        let text = values.iter().find_map(|(key, value)| match value {
            FluentValue::String(text) if key == piece => Some(text.as_ref()),
            _ => None,
        });
        out.push_str(if at % 2 == 0 { piece } else { text.unwrap_or_default() });
    }
    out
}

/// Names of the messages of a file.
pub(super) fn names_in(file: &str) -> impl Iterator<Item = &str> {
    let named = |line: &str| line.starts_with(|letter: char| letter.is_ascii_lowercase());
    file.lines()
        .filter(move |line| named(line))
        .filter_map(|line| line.split_once(" ="))
        .map(|(name, _)| name)
}

fn brackets(text: &str) -> Cow<'_, str> {
    if text.contains(['[', ']']) {
        Cow::Owned(text.replace('[', "\u{e000}").replace(']', "\u{e001}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// "12,345", with the language's own mark.
fn numeral<const MARK: char, const LEAST: usize, M>(
    value: &FluentValue<'_>,
    _: &M,
) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    let digits = format!("{:.0}", number.value.abs());
    let mut out = String::from(if number.value < 0.0 { "-" } else { "" });
    for (at, digit) in digits.chars().enumerate() {
        let rest = digits.len() - at;
        if at > 0 && digits.len() >= LEAST && rest.is_multiple_of(3) {
            out.push(MARK);
        }
        out.push(digit);
    }
    Some(out)
}
