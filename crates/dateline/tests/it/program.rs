//! Running the program, in a folder of its own and without the environment's settings.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

/// The program in `folder`.
pub(crate) fn dateline(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.args(arguments).current_dir(folder).stdin(Stdio::null());
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("DATELINE_") {
            command.env_remove(name);
        }
    }
    command
}

/// Runs it to its end with `input` on standard input.
pub(crate) fn run(folder: &Path, arguments: &[&str], input: &str) -> Output {
    let mut command = dateline(folder, arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    let mut stdin = child.stdin.take().expect("standard input is a pipe");
    let input = input.to_owned();
    // A program that refuses its arguments never reads its input: a broken pipe is no fault.
    let writer = std::thread::spawn(move || drop(stdin.write_all(input.as_bytes())));
    let output = child.wait_with_output().expect("the program ends");
    writer.join().expect("writing ends");
    output
}

/// A running paper; killed when dropped.
pub(crate) struct Paper(Child);

impl Paper {
    /// Starts it and waits until it says that it is ready.
    pub(crate) fn start(folder: &Path, arguments: &[&str]) -> Paper {
        let mut command = dateline(folder, arguments);
        let mut child = command.stdout(Stdio::piped()).spawn().expect("the program starts");
        let stdout = child.stdout.take().expect("standard output is a pipe");
        let paper = Paper(child);
        let ready = |line: &String| line.starts_with("ready on http://");
        let mut lines = BufReader::new(stdout).lines().map_while(Result::ok);
        assert!(lines.any(|line| ready(&line)), "it ended without being ready");
        paper
    }

    /// Starts it without waiting for anything.
    pub(crate) fn begin(folder: &Path, arguments: &[&str]) -> Paper {
        let mut command = dateline(folder, arguments);
        Paper(command.stdout(Stdio::null()).spawn().expect("the program starts"))
    }

    /// Sends it a signal: `STOP`, `CONT`.
    pub(crate) fn signal(&self, name: &str) {
        let (signal, pid) = (format!("-{name}"), self.0.id().to_string());
        let told = Command::new("kill").args([&signal, &pid]).status().expect("kill runs");
        assert!(told.success(), "it takes {signal}");
    }

    /// Ends it as Ctrl-C does, and says whether it ended well.
    pub(crate) fn stop(mut self) -> bool {
        let pid = self.0.id().to_string();
        let told = Command::new("kill").args(["-INT", &pid]).status().expect("kill runs");
        told.success() && self.0.wait().is_ok_and(|status| status.success())
    }
}

impl Drop for Paper {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
