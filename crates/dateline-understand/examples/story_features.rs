//! Writes what the logistic sum sees, for `train/stories.py` to learn the weights from.
//!
//! Reads the records of `dateline group --batch` from standard input. Where a record has a
//! `gold_story` the article goes into that story, else where the window itself places it. For each
//! story that an article may belong to it writes one line: article, nearest article, their stories'
//! share of the article's `gold_story`, whether bodies were compared, whether languages differ, and
//! the features.

use std::collections::HashMap;
use std::io::{self, BufRead, Write};

use dateline_model::{ArticleId, Millis, StoryId, When};
use dateline_understand::{Arrival, Sketch, Window, WindowSettings};
use serde_json::Value;

#[allow(clippy::cast_possible_truncation)] // single precision is enough
fn number(value: &Value) -> Option<f32> {
    value.as_f64().map(|number| number as f32)
}

fn main() -> io::Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    let mut window = Window::new(WindowSettings::default());
    let mut ids: Vec<String> = Vec::new();
    let mut gold_stories: HashMap<String, StoryId> = HashMap::new();
    for line in io::stdin().lock().lines() {
        let record: Value = serde_json::from_str(&line?)?;
        let field = |name: &str| record.get(name).and_then(Value::as_str).unwrap_or_default();
        ids.push(field("id").to_owned());
        let article = ArticleId(i64::try_from(ids.len()).unwrap_or(i64::MAX));
        let published = field("published").parse::<When>().map_or(Millis(0), When::sort_key);
        let vector = record.get("vector").and_then(Value::as_array);
        let vector: Vec<f32> = vector.into_iter().flatten().filter_map(number).collect();
        let sketch = Sketch::of(field("headline"), field("text"), field("language"))
            .with_vector("", &vector);
        let arrival =
            Arrival { article, publisher: field("publisher"), published, sketch: &sketch };
        let mut placement = window.place(&arrival);
        let gold = match field("gold_story") {
            "" => None,
            name => Some(*gold_stories.entry(name.to_owned()).or_insert(StoryId(article.0))),
        };
        for candidate in window.candidates(&arrival) {
            let nearest = usize::try_from(candidate.nearest.0 - 1).ok().and_then(|at| ids.get(at));
            let features: Vec<String> =
                candidate.features.iter().map(|f| format!("{f:.5}")).collect();
            writeln!(
                out,
                "{}\t{}\t{}\t{}\t{}\t{}",
                field("id"),
                nearest.map_or("", String::as_str),
                gold.map_or(String::new(), |story| u8::from(story == candidate.story).to_string()),
                u8::from(candidate.bodies),
                u8::from(candidate.across),
                features.join("\t")
            )?;
        }
        placement.story = gold.unwrap_or(placement.story);
        window.insert(&arrival, &placement);
    }
    out.flush()
}
