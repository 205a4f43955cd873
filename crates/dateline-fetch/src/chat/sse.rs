//! Server-sent events, as far as chat completions use them: `data:` lines, a blank line after
//! each, `[DONE]` at the end.
//!
//! <https://html.spec.whatwg.org/multipage/server-sent-events.html>. Pure: bytes in, the data of
//! whole events out, wherever the network cut them.

/// The longest event, in bytes; servers send a few hundred.
const LONGEST_EVENT: usize = 512_000;

/// The reader of one stream.
#[derive(Debug, Default)]
pub(super) struct Events {
    line: Vec<u8>,
    data: Vec<u8>,
    /// `[DONE]` was read.
    pub(super) finished: bool,
}

impl Events {
    /// Takes the next bytes; gives the data of the events that they complete.
    pub(super) fn push(&mut self, bytes: &[u8]) -> Vec<Vec<u8>> {
        let mut complete = Vec::new();
        for byte in bytes {
            match byte {
                _ if self.finished => break,
                b'\n' => complete.extend(self.end_of_line()),
                b'\r' => {}
                other if self.line.len() < LONGEST_EVENT => self.line.push(*other),
                _ => {}
            }
        }
        complete
    }

    fn end_of_line(&mut self) -> Option<Vec<u8>> {
        let line = std::mem::take(&mut self.line);
        if line.is_empty() {
            let data = std::mem::take(&mut self.data);
            return (!data.is_empty()).then_some(data);
        }
        // Comments and other fields are passed over.
        let value = line.strip_prefix(b"data:")?;
        let value = value.strip_prefix(b" ").unwrap_or(value);
        if value == b"[DONE]" {
            self.finished = true;
            let data = std::mem::take(&mut self.data);
            return (!data.is_empty()).then_some(data);
        }
        if self.data.len() + value.len() < LONGEST_EVENT {
            if !self.data.is_empty() {
                self.data.push(b'\n');
            }
            self.data.extend_from_slice(value);
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(stream: &str, expected: &[&str], finished: bool) {
        for size in [1, 3, 1_000] {
            let mut events = Events::default();
            let found: Vec<Vec<u8>> =
                stream.as_bytes().chunks(size).flat_map(|piece| events.push(piece)).collect();
            let found: Vec<_> = found.iter().map(|data| String::from_utf8_lossy(data)).collect();
            assert_eq!(
                (found, events.finished),
                (expected.iter().map(|e| (*e).into()).collect(), finished)
            );
        }
    }

    #[test]
    fn events_come_whole_wherever_they_are_cut() {
        check(
            "data: {\"a\":1}\n\ndata: {\"b\":2}\n\ndata: [DONE]\n\n",
            &["{\"a\":1}", "{\"b\":2}"],
            true,
        );
        check("data:x\r\n\r\n", &["x"], false);
        check(": a comment\nevent: y\nid: 1\ndata: x\n\n", &["x"], false);
        check("data: a\ndata: b\n\n", &["a\nb"], false);
        check("data: half an ev", &[], false);
        check("data: [DONE]\n\ndata: after\n\n", &[], true);
        check("data: last\ndata: [DONE]\n", &["last"], true);
        check("\n\n\n", &[], false);
    }
}
