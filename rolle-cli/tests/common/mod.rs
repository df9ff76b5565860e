//! Running the program.

use std::path::PathBuf;
use std::process::{Command, Output};

pub(crate) fn rolle(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_rolle")).args(arguments).output().expect("the program starts")
}

pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

/// No result, the exit code, and what standard error says.
#[track_caller]
pub(crate) fn refuse(arguments: &[&str], code: i32, parts: &[&str]) {
    let output = rolle(arguments);
    let (out, err) = (text(&output.stdout), text(&output.stderr));
    assert_eq!(out, "", "{arguments:?}");
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {err}");
    for part in parts {
        assert!(err.contains(part), "{arguments:?}: `{part}` is missing in:\n{err}");
    }
}

/// A folder of its own that goes away with the value.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new(name: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("rolle-test-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&path).expect("a folder");
        Folder(path)
    }

    pub(crate) fn file(&self, name: &str) -> String {
        self.0.join(name).display().to_string()
    }

    pub(crate) fn names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(&self.0).expect("a folder");
        let mut names: Vec<String> =
            entries.map(|e| e.expect("an entry").file_name().to_string_lossy().into()).collect();
        names.sort();
        names
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
