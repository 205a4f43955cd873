//! What of the feeds' passes other readers do not do: studying each text, and finding its story.
//!
//! Both are measured apart, in this process, on the very texts that the program is given, and taken
//! from what the program costs. What stays is fetching, reading, sanitising, saving and the search
//! index: the work that all readers have in common.

use std::time::Duration;

use dateline_model::{ArticleId, Draft, Millis, When};
use dateline_read::plain_text;
use dateline_testorigin::Item;
use dateline_understand::{Arrival, Sketch, Window, WindowSettings};

use crate::cpu::spent;
use crate::journey::understand;

/// CPU time of a pass's study and of its placing.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Shares {
    pub(crate) study: Duration,
    pub(crate) placing: Duration,
}

/// What earlier passes have left in memory.
pub(crate) struct Reader {
    window: Window,
    articles: i64,
}

impl Reader {
    /// Nothing was read yet.
    pub(crate) fn new() -> Reader {
        Reader { window: Window::new(WindowSettings::default()), articles: 0 }
    }

    /// Studies and places what one pass brings: entries, each with its feed's number.
    pub(crate) fn pass(&mut self, entries: &[(usize, Item)]) -> anyhow::Result<Shares> {
        let drafts: Vec<Draft> = entries.iter().map(|(_, item)| draft(item)).collect();
        let start = spent()?;
        let sketches: Vec<Sketch> = drafts.iter().map(|draft| understand(draft).1).collect();
        let study = spent()?.saturating_sub(start);
        let mut arrivals: Vec<(Millis, usize, &Sketch)> = entries
            .iter()
            .zip(&sketches)
            .map(|((feed, item), sketch)| (item.published.unwrap_or_default(), *feed, sketch))
            .collect();
        arrivals.sort_by_key(|(published, feed, _)| (*published, *feed));
        let start = spent()?;
        for (published, feed, sketch) in arrivals {
            self.articles += 1;
            let publisher = format!("Feed {feed}");
            let article = ArticleId(self.articles);
            self.window.take(&Arrival { article, publisher: &publisher, published, sketch });
        }
        Ok(Shares { study, placing: spent()?.saturating_sub(start) })
    }
}

fn draft(item: &Item) -> Draft {
    Draft {
        headline: item.name.clone(),
        text: plain_text(&item.html),
        published: item.published.map(When::At),
        ..Draft::default()
    }
}
