//! Where articles stand under other thresholds, for `train/settled.py` to score.
//!
//! Reads from standard input a line of lists of thresholds, parted by spaces
//! (`join_probability,fit_probability,fit_publishers,fit_share`), then the records of
//! `dateline group --batch`. For each list it writes one line for each record, in their order: the record's id, the story it was placed in
//! when it came, and the one it stands in when all have come; then an empty line.

use std::io::{self, BufRead, Write};

use dateline_model::{ArticleId, Millis, StoryId, When};
use dateline_understand::{Arrival, Sketch, Window, WindowSettings};
use serde_json::Value;

struct Record {
    id: String,
    publisher: String,
    published: Millis,
    sketch: Sketch,
}

fn main() -> io::Result<()> {
    let mut lines = io::stdin().lock().lines();
    let lists = lines.next().transpose()?.unwrap_or_default();
    let records: Vec<Record> = lines.map(|line| record(&line?)).collect::<io::Result<_>>()?;
    let mut out = io::BufWriter::new(io::stdout().lock());
    for thresholds in lists.split_whitespace() {
        let settings = settings(thresholds).ok_or(io::ErrorKind::InvalidInput)?;
        for (record, (placed, stands)) in records.iter().zip(settle(&records, settings)) {
            writeln!(out, "{}\t{placed}\t{stands}", record.id)?;
        }
        writeln!(out)?;
    }
    out.flush()
}

fn record(line: &str) -> io::Result<Record> {
    let record: Value = serde_json::from_str(line)?;
    let field = |name: &str| record.get(name).and_then(Value::as_str).unwrap_or_default();
    Ok(Record {
        id: field("id").to_owned(),
        publisher: field("publisher").to_owned(),
        published: field("published").parse::<When>().map_or(Millis(0), When::sort_key),
        sketch: Sketch::of(field("headline"), field("text"), field("language")),
    })
}

fn settings(thresholds: &str) -> Option<WindowSettings> {
    let mut numbers = thresholds.split(',').map(str::parse::<f32>);
    let mut next = || numbers.next()?.ok();
    let (join_probability, fit_probability) = (next()?, next()?);
    let publishers = numbers.next()?.ok()?;
    let fit_publishers = (0..100_u8).find(|n| f32::from(*n) >= publishers)?.into();
    let fit_share = numbers.next()?.ok()?;
    Some(WindowSettings {
        join_probability,
        fit_probability,
        fit_publishers,
        fit_share,
        ..WindowSettings::default()
    })
}

/// The story of each record when it came, and when all had come.
fn settle(records: &[Record], settings: WindowSettings) -> Vec<(StoryId, StoryId)> {
    let mut window = Window::new(settings);
    let mut stories: Vec<(StoryId, StoryId)> = Vec::new();
    for (record, number) in records.iter().zip(1..) {
        let placement = window.take(&Arrival {
            article: ArticleId(number),
            publisher: &record.publisher,
            published: record.published,
            sketch: &record.sketch,
        });
        stories.push((placement.story, placement.story));
        for joining in window.joinings() {
            window.join(joining.from, joining.into);
            for (_, stands) in stories.iter_mut().filter(|(_, at)| *at == joining.from) {
                *stands = joining.into;
            }
        }
    }
    stories
}
