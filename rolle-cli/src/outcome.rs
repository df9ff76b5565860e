//! The end of a run: files, standard output, exit code.

use crate::failure::{Exit, Failure};
use crate::file::{self, Draft, Output};
use crate::talk;
use serde_json::Value;
use std::io::{self, Write};
use std::process::ExitCode;

/// What a verb has to show.
#[derive(Debug)]
pub(crate) struct Outcome {
    /// Standard output for people, ended by a line break; may hold color sequences, which are stripped as needed.
    pub text: String,
    /// Standard output for programs.
    pub json: Value,
    /// Files to be written.
    pub files: Vec<Output>,
    /// A file that was too long to be kept, and waits for its name.
    pub draft: Option<Draft>,
    /// The exit code.
    pub exit: Exit,
}

impl Outcome {
    /// An answer.
    pub(crate) fn answer(text: impl Into<String>, json: Value) -> Outcome {
        let mut text = text.into();
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        Outcome { text, json, files: Vec::new(), draft: None, exit: Exit::Answer }
    }

    /// The same with another exit code.
    pub(crate) fn exit(mut self, exit: Exit) -> Outcome {
        self.exit = exit;
        self
    }
}

/// Writes what there is, and says how it went.
pub(crate) fn finish(done: Result<Outcome, Failure>, json: bool) -> ExitCode {
    let written = done.and_then(|mut outcome| {
        for file in &outcome.files {
            file.write()?;
            talk::note("written", &file.path.display().to_string());
        }
        if let Some(draft) = outcome.draft.take() {
            let path = draft.path().display().to_string();
            draft.commit()?;
            talk::note("written", &path);
        }
        Ok(outcome)
    });
    file::abandon();
    match written {
        Ok(outcome) => {
            let text = if json { pretty(&outcome.json) } else { outcome.text };
            code(print(&text), outcome.exit)
        }
        Err(failure) if json => code(print(&pretty(&failure.to_json())), failure.code()),
        Err(failure) => {
            failure.texts().iter().for_each(|text| talk::diagnostic(text));
            ExitCode::from(failure.code() as u8)
        }
    }
}

fn pretty(value: &Value) -> String {
    format!("{value:#}\n")
}

fn print(text: &str) -> io::Result<()> {
    let mut out = anstream::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// A closed pipe is the reader's choice and says nothing; other failures are told.
fn code(written: io::Result<()>, exit: Exit) -> ExitCode {
    match written {
        Ok(()) => ExitCode::from(exit as u8),
        Err(error) => {
            if error.kind() != io::ErrorKind::BrokenPipe {
                talk::diagnostic(&format!("error: the result could not be written: {error}"));
            }
            ExitCode::from(Exit::Failed as u8)
        }
    }
}
