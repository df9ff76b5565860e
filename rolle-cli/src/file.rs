//! Files: never overwritten unasked, never half written.
//!
//! The bytes go to a new file beside the target, which then takes the target's name in one step of the file system.

use crate::failure::Failure;
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

/// A file to be written.
#[derive(Debug)]
pub(crate) struct Output {
    /// Where.
    pub path: PathBuf,
    /// What.
    pub bytes: Vec<u8>,
    /// Whether a file that is there may be replaced.
    pub force: bool,
}

/// Refuses a target early, before any work is done for it.
pub(crate) fn check_target(path: &Path, force: bool) -> Result<(), Failure> {
    let shown = path.display();
    if path.file_name().is_none() || path.is_dir() {
        return Err(Failure::usage(format!("`{shown}` is a directory"))
            .help("give the name of a file in it"));
    }
    let directory = directory_of(path);
    if !directory.is_dir() {
        let message = format!("the directory `{}` does not exist", directory.display());
        return Err(Failure::usage(message).help("create it first"));
    }
    if !force && fs::symlink_metadata(path).is_ok() {
        let message = format!("`{shown}` exists already");
        return Err(
            Failure::usage(message).help("choose another name, or replace it with `--force`")
        );
    }
    Ok(())
}

/// The extension in lower case, which must be one of those known.
pub(crate) fn extension<'a>(path: &Path, known: &[&'a str]) -> Result<&'a str, Failure> {
    let given = path.extension().and_then(|e| e.to_str()).unwrap_or_default().to_lowercase();
    known.iter().copied().find(|name| *name == given).ok_or_else(|| {
        let all: Vec<String> = known.iter().map(|name| format!("`.{name}`")).collect();
        Failure::usage(format!("`{}` does not say which kind of file to write", path.display()))
            .help(format!("let the name end in {}", all.join(" or ")))
    })
}

fn directory_of(path: &Path) -> &Path {
    path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

impl Output {
    /// Writes the file whole or not at all.
    pub(crate) fn write(&self) -> Result<(), Failure> {
        check_target(&self.path, self.force)?;
        let temporary = self.temporary();
        let written = self.write_through(&temporary);
        if written.is_err() {
            let _ = fs::remove_file(&temporary);
        }
        written.map_err(|error| {
            Failure::usage(format!("`{}` could not be written: {error}", self.path.display()))
                .help("look at the free space and the permissions of its directory")
        })
    }

    fn write_through(&self, temporary: &Path) -> std::io::Result<()> {
        let mut file = OpenOptions::new().write(true).create_new(true).open(temporary)?;
        file.write_all(&self.bytes)?;
        file.sync_all()?;
        drop(file);
        if self.force {
            return fs::rename(temporary, &self.path);
        }
        // Unlike a rename, a hard link fails where a file has appeared meanwhile; some file systems have none.
        match fs::hard_link(temporary, &self.path) {
            Ok(()) => fs::remove_file(temporary),
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Err(error),
            Err(_) => fs::rename(temporary, &self.path),
        }
    }

    fn temporary(&self) -> PathBuf {
        let name = self.path.file_name().unwrap_or_default().to_string_lossy();
        directory_of(&self.path).join(format!(".{name}.{}.part", std::process::id()))
    }
}
