//! An answer as the page shows it, and as JSON: every statement with the numbers of its sources.

use std::collections::HashMap;

use dateline_model::{Article, ArticleId, ArticleSummary, Citation, EntityKind, Span};
use dateline_store::Spent;
use dateline_understand::{
    Answer, DatedStatement, Feature, FigureLine, NameLine, SpeakerQuotes, Statement,
};
use serde_json::json;

use super::Call;
use super::subject::Subject;
use super::work::Kept;
use crate::paper::AssistantInfo;
use crate::parts::{self, Shell, Tongue};
use crate::speech::{Message, Speech};
use crate::{address, moment};

/// An answer as the page shows it.
pub(super) struct AnswerView {
    pub(super) title: &'static str,
    pub(super) content: Content,
    /// Who wrote it; none when this machine worked it out.
    pub(super) by: Option<By>,
}

/// The model that wrote an answer, and what became of its sentences.
pub(super) struct By {
    pub(super) model: String,
    pub(super) withheld: usize,
    pub(super) translation: bool,
}

impl By {
    pub(super) fn new(feature: &Feature, model: &str, withheld: usize) -> By {
        let translation = feature.task.is_some_and(|task| task.translates);
        By { model: model.to_owned(), withheld, translation }
    }
}

pub(super) enum Content {
    Sentences(Vec<Shown>),
    Timeline(Vec<Dated>),
    Quotes(Vec<Speaker>),
    Figures(Vec<FigureRow>),
    Names(Vec<NameRow>),
    Plain(Vec<Shown>, Vec<NameRow>),
    Nothing(String),
}

/// A statement with its sources.
pub(super) struct Shown {
    pub(super) text: String,
    pub(super) tongue: Tongue,
    pub(super) cites: Vec<Cite>,
}

/// A sentence under the day it tells of.
pub(crate) struct Dated {
    pub(crate) date: String,
    pub(crate) date_words: String,
    pub(crate) text: String,
    pub(crate) tongue: Tongue,
    pub(crate) cite: Cite,
    pub(crate) background: bool,
}

pub(super) struct Speaker {
    pub(super) name: String,
    pub(super) quotes: Vec<Shown>,
}

pub(super) struct FigureRow {
    pub(super) of: String,
    pub(super) values: Vec<Shown>,
    /// Publishers give different numbers.
    pub(super) differ: bool,
}

pub(super) struct NameRow {
    pub(super) name: String,
    pub(super) kind: &'static str,
    pub(super) said: Vec<Shown>,
}

/// Where a statement stands.
#[derive(Clone, Debug)]
pub(crate) struct Cite {
    pub(crate) href: String,
    pub(crate) publisher: String,
    /// Its number in the answer; 0 where there are none.
    pub(crate) number: usize,
}

impl Cite {
    /// What the link says to who hears it.
    pub(crate) fn told(&self, shell: &Shell) -> String {
        let words = match self.number {
            0 => Message::new("cite-show"),
            number => Message::new("cite-show-number").number("number", number),
        };
        shell.speech.tell(&words.text("publisher", &self.publisher))
    }
}

/// The articles that an answer may cite.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sources {
    articles: HashMap<ArticleId, Source>,
}

#[derive(Clone, Debug)]
struct Source {
    headline: String,
    publisher: String,
    language: Option<String>,
}

impl Sources {
    pub(crate) fn of_summaries(summaries: &[ArticleSummary]) -> Sources {
        let source = |one: &ArticleSummary| {
            let source = Source {
                headline: one.headline.clone(),
                publisher: one.publisher_name.clone(),
                language: one.language.clone(),
            };
            (one.id, source)
        };
        Sources { articles: summaries.iter().map(source).collect() }
    }

    pub(crate) fn of_articles<'a>(articles: impl IntoIterator<Item = &'a Article>) -> Sources {
        let source = |one: &Article| {
            let language = Some(&one.study.language).filter(|language| !language.is_empty());
            let source = Source {
                headline: one.draft.headline.clone(),
                publisher: one.publisher_name.clone(),
                language: one.draft.language.clone().or_else(|| language.cloned()),
            };
            (one.id, source)
        };
        Sources { articles: articles.into_iter().map(source).collect() }
    }

    /// A link to the sentence, when its article is known.
    pub(crate) fn cite(&self, article: ArticleId, span: Span) -> Option<Cite> {
        let source = self.articles.get(&article)?;
        Some(Cite {
            href: address::sentence(article, &source.headline, span),
            publisher: source.publisher.clone(),
            number: 0,
        })
    }

    pub(crate) fn tongue(&self, article: ArticleId) -> Tongue {
        parts::tongue(self.articles.get(&article).and_then(|source| source.language.as_deref()))
    }
}

impl Dated {
    pub(crate) fn new(
        date: &str,
        citation: &Citation,
        sources: &Sources,
        speech: Speech,
    ) -> Option<Dated> {
        Some(Dated {
            date: date.to_owned(),
            date_words: moment::date_words(date, speech),
            text: citation.text.clone(),
            tongue: sources.tongue(citation.article),
            cite: sources.cite(citation.article, citation.span)?,
            background: false,
        })
    }
}

/// Gives sources their numbers, each sentence one, in the order in which they are cited.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    sources: Sources,
    known: Vec<(ArticleId, u32)>,
    speech: Speech,
    /// The language of what is shown, where it is not that of the source.
    into: Option<Tongue>,
}

impl Numbering {
    pub(super) fn new(sources: Sources, into: Option<&str>, speech: Speech) -> Numbering {
        let into = into.map(|code| parts::tongue(Some(code)));
        Numbering { sources, known: Vec::new(), speech, into }
    }

    /// A statement with its sources; none when one of them is not at hand.
    pub(super) fn shown(&mut self, statement: &Statement) -> Option<Shown> {
        let cites: Option<Vec<Cite>> =
            statement.citations().iter().map(|citation| self.cite(citation)).collect();
        let first = statement.citations().first()?;
        let tongue = self.into.clone().unwrap_or_else(|| self.sources.tongue(first.article));
        Some(Shown { text: statement.text().to_owned(), tongue, cites: cites? })
    }

    fn cite(&mut self, citation: &Citation) -> Option<Cite> {
        let cite = self.sources.cite(citation.article, citation.span)?;
        let place = (citation.article, citation.span.start);
        let known = self.known.iter().position(|one| *one == place);
        let number = known.unwrap_or_else(|| {
            self.known.push(place);
            self.known.len() - 1
        });
        Some(Cite { number: number + 1, ..cite })
    }

    fn all(&mut self, statements: &[Statement]) -> Vec<Shown> {
        statements.iter().filter_map(|one| self.shown(one)).collect()
    }

    fn dated(&mut self, line: &DatedStatement) -> Option<Dated> {
        let Shown { text, tongue, cites } = self.shown(&line.statement)?;
        Some(Dated {
            date: line.date.clone(),
            date_words: moment::date_words(&line.date, self.speech),
            text,
            tongue,
            cite: cites.into_iter().next()?,
            background: line.background,
        })
    }

    fn speaker(&mut self, quotes: &SpeakerQuotes) -> Speaker {
        let name = quotes.speaker.clone();
        let name = name.unwrap_or_else(|| self.speech.say("answer-unclear").to_owned());
        Speaker { name, quotes: self.all(&quotes.quotes) }
    }

    fn figure(&mut self, line: &FigureLine) -> FigureRow {
        let first = line.figures.first().and_then(|one| one.words.citations().first());
        let of = line.of.clone().or_else(|| first.map(|citation| citation.text.clone()));
        let values: Vec<Shown> =
            line.figures.iter().filter_map(|one| self.shown(&one.words)).collect();
        FigureRow { of: of.unwrap_or_default(), differ: values.len() > 1, values }
    }

    fn name(&mut self, line: &NameLine) -> NameRow {
        let kind = match line.kind {
            EntityKind::Person => self.speech.say("kind-person"),
            EntityKind::Organisation => self.speech.say("kind-organisation"),
            EntityKind::Place => self.speech.say("kind-place"),
            EntityKind::Other => "",
        };
        NameRow { name: line.name.clone(), kind, said: self.all(&line.said) }
    }

    fn names(&mut self, lines: &[NameLine]) -> Vec<NameRow> {
        lines.iter().map(|line| self.name(line)).collect()
    }
}

impl AnswerView {
    pub(super) fn new(call: &Call, kept: &Kept, speech: Speech) -> AnswerView {
        let (feature, subject) = (call.feature, &call.subject);
        let into = feature.task.filter(|task| task.translates).and(call.said.as_deref());
        let mut numbers = Numbering::new(Sources::of_articles(subject.all()), into, speech);
        let content = match &kept.answer {
            Answer::Sentences(list) => Content::Sentences(numbers.all(list)),
            Answer::Timeline(list) => {
                Content::Timeline(list.iter().filter_map(|line| numbers.dated(line)).collect())
            }
            Answer::Quotes(list) => {
                Content::Quotes(list.iter().map(|one| numbers.speaker(one)).collect())
            }
            Answer::Figures(list) => {
                Content::Figures(list.iter().map(|one| numbers.figure(one)).collect())
            }
            Answer::Names(list) => Content::Names(numbers.names(list)),
            Answer::Plain { sentences, names } => {
                Content::Plain(numbers.all(sentences), numbers.names(names))
            }
            Answer::Nothing { because } => Content::Nothing(crate::error::sentence(because)),
        };
        AnswerView {
            title: super::label(feature, speech),
            content,
            by: kept.by.as_ref().map(|model| By::new(feature, model, kept.withheld)),
        }
    }
}

/// The answer for programs: its content as it is kept, and where its articles are.
pub(super) fn json(feature: &Feature, kept: &Kept, subject: &Subject) -> serde_json::Value {
    let cited = |article: &&&Article| {
        let mut statements = kept.answer.statements().into_iter();
        statements.any(|one| one.citations().iter().any(|cite| cite.article == article.id))
    };
    let all = subject.all();
    let articles = all.iter().filter(cited).map(|article| {
        json!({
            "id": article.id,
            "publisher": article.publisher_name,
            "headline": article.draft.headline,
            "path": address::article(article.id, &article.draft.headline),
            "url": article.draft.url,
        })
    });
    json!({
        "feature": feature.name,
        "by": kept.by,
        "withheld": kept.withheld,
        "answer": kept.answer,
        "articles": articles.collect::<Vec<_>>(),
    })
}

/// "3,200 of 50,000 tokens of today, everybody 10,000 of 500,000".
pub(super) fn spent(spent: Spent, info: &AssistantInfo, speech: Speech) -> String {
    let words = Message::new("assistant-spent")
        .number("spent", spent.reader)
        .number("most", info.reader_tokens)
        .number("all", spent.instance)
        .number("budget", info.instance_tokens);
    speech.tell(&words)
}
