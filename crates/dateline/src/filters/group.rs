//! `dateline group`: a stream of articles to stories, each placed by what came before it alone.

use std::collections::HashMap;

use dateline_model::{ArticleId, Placement, StoryId, When};
use dateline_understand::{Arrival, Sketch, Window, WindowSettings, language_of};
use serde_json::{Value, json};

/// One line of `group --batch`.
#[derive(serde::Deserialize)]
pub(crate) struct Line {
    id: Value,
    headline: String,
    #[serde(default)]
    text: String,
    #[serde(default)]
    publisher: String,
    published: When,
    language: Option<String>,
}

/// The window, and the callers' own ids for the articles in it.
pub(crate) struct Groups {
    window: Window,
    names: HashMap<ArticleId, Value>,
    count: i64,
}

impl Groups {
    pub(crate) fn new(settings: WindowSettings) -> Groups {
        Groups { window: Window::new(settings), names: HashMap::new(), count: 0 }
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
        let language = line
            .language
            .as_deref()
            .or_else(|| language_of(if line.text.is_empty() { &line.headline } else { &line.text }))
            .unwrap_or_default();
        let sketch = Sketch::of(&line.headline, &line.text, language);
        let arrival = Arrival {
            article,
            publisher: &line.publisher,
            published: line.published.sort_key(),
            sketch: &sketch,
        };
        let placement = self.window.place(&arrival);
        self.window.insert(&arrival, &placement);
        placement
    }

    /// The caller's own id for an article.
    fn name(&self, article: ArticleId) -> Value {
        self.names.get(&article).cloned().unwrap_or(Value::Null)
    }
}
