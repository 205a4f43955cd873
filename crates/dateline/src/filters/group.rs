//! `dateline group`: a stream of articles to stories, each placed by what came before it alone.

use std::collections::{HashMap, HashSet};

use dateline_model::{ArticleId, Placement, StoryId, When};
use dateline_understand::{Arrival, Sketch, Window, WindowSettings, language_of};
use serde_json::{Value, json};

use super::Question;

/// One line of `group --batch`.
#[derive(serde::Deserialize)]
pub(crate) struct Line {
    id: Value,
    headline: String,
    text: Option<String>,
    publisher: Option<String>,
    published: When,
    language: Option<String>,
    /// What a sentence model makes of it; of all lines the same model.
    vector: Option<Vec<f32>>,
}

impl Question for Line {
    fn id(&self) -> &Value {
        &self.id
    }
}

/// So much of a text tells its language; more would only take time.
const TELLING_BYTES: usize = 300;

fn opening(text: &str) -> &str {
    text.get(..text.floor_char_boundary(TELLING_BYTES)).unwrap_or(text)
}

/// The window, and the callers' own ids for the articles in it.
pub(crate) struct Groups {
    window: Window,
    names: HashMap<ArticleId, Value>,
    /// The earlier and the later of two stories that were one: never joined again.
    parted: HashSet<(StoryId, StoryId)>,
    count: i64,
}

impl Groups {
    pub(crate) fn new(settings: WindowSettings) -> Groups {
        Groups {
            window: Window::new(settings),
            names: HashMap::new(),
            parted: HashSet::new(),
            count: 0,
        }
    }

    pub(crate) fn answer(&mut self, line: &Line) -> Value {
        self.count += 1;
        let article = ArticleId(self.count);
        self.names.insert(article, line.id.clone());
        let placement = self.place(article, line);
        let related: Vec<Value> = placement
            .related
            .iter()
            .map(|other| {
                let id = self.name(other.article);
                json!({"id": id, "score": other.score, "because": other.because})
            })
            .collect();
        let StoryId(story) = placement.story;
        json!({
            "story": self.name(ArticleId(story)),
            "copy_of": placement.copy_of.map(|original| self.name(original)),
            "because": placement.because,
            "related": related,
        })
    }

    fn place(&mut self, article: ArticleId, line: &Line) -> Placement {
        let text = line.text.as_deref().unwrap_or_default();
        let language = line
            .language
            .as_deref()
            .or_else(|| language_of(if text.is_empty() { &line.headline } else { opening(text) }))
            .unwrap_or_default();
        let sketch = Sketch::of(&line.headline, text, language);
        let sketch = match &line.vector {
            Some(vector) => sketch.with_vector("", vector),
            None => sketch,
        };
        let arrival = Arrival {
            article,
            publisher: line.publisher.as_deref().unwrap_or_default(),
            published: line.published.sort_key(),
            sketch: &sketch,
        };
        let placement = self.window.take(&arrival);
        // What this one shows to be one story, or two, is so for those that come after it.
        for joining in self.window.joinings() {
            if self.parted.contains(&(joining.into, joining.from)) {
                self.window.keep_apart(joining);
            } else {
                self.window.join(joining.from, joining.into);
            }
        }
        for parting in self.window.partings() {
            let (earlier, later) = parting.stories();
            self.window.part(&parting, earlier, later);
            self.parted.insert((earlier, later));
        }
        placement
    }

    /// The caller's own id for an article.
    fn name(&self, article: ArticleId) -> Value {
        self.names.get(&article).cloned().unwrap_or(Value::Null)
    }
}
