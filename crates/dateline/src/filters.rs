//! The pipeline's steps as filters: `dateline read`, `feed`, `study`, `group`.
//!
//! With `--batch` a filter reads one JSON object a line and writes one a line, in the same order
//! and with the same `id`. A line that cannot be read or answered gets an `error` and the run goes
//! on. Work is spread over the cores a stretch of lines at a time, so memory does not grow with
//! the input.

pub(crate) mod feed;
pub(crate) mod group;
pub(crate) mod read;
pub(crate) mod study;

use std::io::{BufRead, BufReader, BufWriter, Read, Write};
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::Context;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// A line longer than this is answered with an error: no page or feed that we accept is as long.
const LINE_BYTES: u64 = 64 * 1024 * 1024;

/// What a pipe holds: as much as can be read at once.
const PIPE_BYTES: usize = 64 * 1024;

/// Lines in hand per core: enough to keep the cores busy, few enough to hold in memory.
const LINES_PER_CORE: usize = 8;

/// Reading deep pages must not depend on the small default stack of a thread.
const STACK_BYTES: usize = 16 * 1024 * 1024;

/// A line that some filter answers. It is read once: a page is long.
pub(crate) trait Question: DeserializeOwned {
    /// What the caller calls it.
    fn id(&self) -> &Value;
}

/// Answers each line of standard input on standard output, spread over the cores.
pub(crate) fn batch<Line: Question>(
    answer: impl Fn(&Line) -> anyhow::Result<Value> + Sync,
) -> anyhow::Result<()> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let mut input = BufReader::with_capacity(PIPE_BYTES, std::io::stdin().lock());
    let mut output = BufWriter::new(std::io::stdout().lock());
    loop {
        let lines = stretch(&mut input, cores * LINES_PER_CORE)?;
        if lines.is_empty() {
            return output.flush().context("cannot write the answers");
        }
        for line in on_all_cores(cores, &lines, &answer)? {
            if writeln!(output, "{line}").is_err() {
                return Ok(()); // whoever read our answers has gone
            }
        }
    }
}

/// Like [`batch`], one line after the other: for steps that remember.
pub(crate) fn batch_in_order<Line: Question>(
    mut answer: impl FnMut(&Line) -> anyhow::Result<Value>,
) -> anyhow::Result<()> {
    let mut input = BufReader::with_capacity(PIPE_BYTES, std::io::stdin().lock());
    let mut output = BufWriter::new(std::io::stdout().lock());
    loop {
        let lines = stretch(&mut input, LINES_PER_CORE)?;
        if lines.is_empty() {
            return output.flush().context("cannot write the answers");
        }
        for line in &lines {
            if writeln!(output, "{}", one(line, &mut answer)).is_err() {
                return Ok(());
            }
        }
    }
}

/// The next lines, as many as asked for or as there are; empty ones left out.
fn stretch(input: &mut impl BufRead, most: usize) -> anyhow::Result<Vec<Vec<u8>>> {
    let mut lines = Vec::new();
    while lines.len() < most {
        // Lines are often about as long as the one before: that saves moving a long one.
        let mut line = Vec::with_capacity(lines.last().map_or(0, Vec::len));
        let read = input.by_ref().take(LINE_BYTES).read_until(b'\n', &mut line);
        if read.context("cannot read standard input")? == 0 {
            break;
        }
        if !line.ends_with(b"\n") && line.len() as u64 == LINE_BYTES {
            skip_line(input)?;
        }
        if !line.iter().all(u8::is_ascii_whitespace) {
            lines.push(line);
        }
    }
    Ok(lines)
}

/// Passes over the rest of a line that is too long; its beginning will not parse.
fn skip_line(input: &mut impl BufRead) -> anyhow::Result<()> {
    loop {
        let mut rest = Vec::new();
        let read = input.by_ref().take(LINE_BYTES).read_until(b'\n', &mut rest)?;
        if read == 0 || rest.ends_with(b"\n") {
            return Ok(());
        }
    }
}

fn on_all_cores<Line: Question>(
    cores: usize,
    lines: &[Vec<u8>],
    answer: &(impl Fn(&Line) -> anyhow::Result<Value> + Sync),
) -> anyhow::Result<Vec<String>> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut mine = Vec::new();
        while let Some((number, line)) = next_line(&next, lines) {
            mine.push((number, one(line, &mut |line: &Line| answer(line)).to_string()));
        }
        mine
    };
    let answers: Vec<Vec<(usize, String)>> = std::thread::scope(|scope| {
        let threads: Result<Vec<_>, _> = (0..cores.min(lines.len()))
            .map(|_| std::thread::Builder::new().stack_size(STACK_BYTES).spawn_scoped(scope, work))
            .collect();
        let threads = threads.context("cannot start a thread")?;
        let done = threads.into_iter().map(std::thread::ScopedJoinHandle::join);
        let done: Result<Vec<_>, _> = done.collect();
        done.map_err(|_| anyhow::anyhow!("a worker panicked"))
    })?;
    let mut answers: Vec<_> = answers.into_iter().flatten().collect();
    answers.sort_unstable_by_key(|(number, _)| *number);
    Ok(answers.into_iter().map(|(_, answer)| answer).collect())
}

fn next_line<'a>(next: &AtomicUsize, lines: &'a [Vec<u8>]) -> Option<(usize, &'a [u8])> {
    let number = next.fetch_add(1, Ordering::Relaxed);
    lines.get(number).map(|line| (number, line.as_slice()))
}

/// One line's answer, with its id, or its error. A panic in one line is that line's error.
fn one<Line: Question>(
    line: &[u8],
    answer: &mut impl FnMut(&Line) -> anyhow::Result<Value>,
) -> Value {
    let (id, outcome) = match serde_json::from_slice::<Line>(line) {
        Err(error) => (id_of(line), Err(anyhow::anyhow!("the line cannot be read: {error}"))),
        Ok(parsed) => {
            let guarded = std::panic::AssertUnwindSafe(|| answer(&parsed));
            let outcome = std::panic::catch_unwind(guarded).unwrap_or_else(|_| {
                Err(anyhow::anyhow!("the step failed on this input; report it"))
            });
            (parsed.id().clone(), outcome)
        }
    };
    match outcome {
        Ok(Value::Object(mut fields)) => {
            fields.insert("id".into(), id);
            Value::Object(fields)
        }
        Ok(other) => json!({"id": id, "value": other}),
        Err(error) => json!({"id": id, "error": format!("{error:#}")}),
    }
}

/// The id of a line that is no question.
fn id_of(line: &[u8]) -> Value {
    #[derive(serde::Deserialize)]
    struct Named {
        id: Value,
    }
    serde_json::from_slice::<Named>(line).map_or(Value::Null, |named| named.id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(serde::Deserialize)]
    struct Line {
        id: Value,
        number: u32,
    }

    impl Question for Line {
        fn id(&self) -> &Value {
            &self.id
        }
    }

    #[track_caller]
    fn check(line: &str, expected: &str) {
        let mut answer = |line: &Line| match line.number {
            0 => anyhow::bail!("zero"),
            1 => panic!("one"),
            number => Ok(json!({"twice": number * 2})),
        };
        assert_eq!(one(line.as_bytes(), &mut answer).to_string(), expected);
    }

    #[test]
    fn a_bad_line_is_answered_and_the_run_goes_on() {
        check(r#"{"id":"a","number":2}"#, r#"{"id":"a","twice":4}"#);
        check(r#"{"id":7,"number":0}"#, r#"{"error":"zero","id":7}"#);
        let panicked = r#"{"error":"the step failed on this input; report it","id":1}"#;
        check(r#"{"id":1,"number":1}"#, panicked);
    }

    #[test]
    fn a_line_that_is_no_json_still_gets_an_answer() {
        let mut answer = |_: &Line| Ok(json!({}));
        let shown = one(b"{\"id\":", &mut answer).to_string();
        assert!(shown.starts_with(r#"{"error":"the line cannot be read:"#), "{shown}");
        let shown = one(br#"{"id":"x"}"#, &mut answer).to_string();
        assert!(
            shown.contains("missing field `number`") && shown.contains(r#""id":"x""#),
            "{shown}"
        );
    }

    #[test]
    fn answers_keep_the_order_of_the_lines() {
        let lines: Vec<Vec<u8>> =
            (2..100).map(|n| format!(r#"{{"id":{n},"number":{n}}}"#).into_bytes()).collect();
        let answer = |line: &Line| Ok(json!({"twice": line.number * 2}));
        let answers = on_all_cores(4, &lines, &answer).expect("nothing panics");
        let expected: Vec<_> =
            (2..100).map(|n| format!(r#"{{"id":{n},"twice":{}}}"#, n * 2)).collect();
        assert_eq!(answers, expected);
    }
}
