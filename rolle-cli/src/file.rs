//! Files: never overwritten unasked, never half written.
//!
//! The bytes go to a new file beside the target, which then takes the target's name in one step of the file system.

use crate::failure::{Exit, Failure};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

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
        let mut draft = Draft::create(&self.path, self.force)?;
        draft.write_all(&self.bytes).map_err(|error| not_written(&self.path, &error))?;
        draft.commit()
    }
}

/// The drafts on disk: what ends the program early (a signal, a limit) removes them first. None when it ends.
static UNFINISHED: Mutex<Option<Vec<PathBuf>>> = Mutex::new(Some(Vec::new()));

fn unfinished() -> MutexGuard<'static, Option<Vec<PathBuf>>> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Removes every file that is not finished, for good: a thread that is left behind begins none.
pub(crate) fn abandon() {
    for path in unfinished().take().into_iter().flatten() {
        let _ = fs::remove_file(path);
    }
}

fn ending() -> io::Error {
    io::Error::new(io::ErrorKind::Interrupted, "the program is ending")
}

/// A file that does not have its name yet; it goes away with the value unless it is committed.
#[derive(Debug)]
pub(crate) struct Draft {
    file: File,
    temporary: PathBuf,
    path: PathBuf,
    force: bool,
}

impl Draft {
    /// Begins a file beside its target.
    pub(crate) fn create(path: &Path, force: bool) -> Result<Draft, Failure> {
        check_target(path, force)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let temporary = directory_of(path).join(format!(".{name}.{}.part", std::process::id()));
        let mut unfinished = unfinished();
        let list = unfinished.as_mut().ok_or_else(|| not_written(path, &ending()))?;
        let file = OpenOptions::new().write(true).create_new(true).open(&temporary);
        let file = file.map_err(|error| not_written(path, &error).exit(Exit::Refused))?;
        list.push(temporary.clone());
        Ok(Draft { file, temporary, path: path.into(), force })
    }

    /// Where the file will be.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Gives the file its name, once its bytes are on the disk.
    pub(crate) fn commit(self) -> Result<(), Failure> {
        let done = self.file.sync_all().and_then(|()| self.take_name());
        done.map_err(|error| not_written(&self.path, &error))
    }

    fn take_name(&self) -> io::Result<()> {
        // Whoever removes drafts waits, or has removed this one.
        let mut unfinished = unfinished();
        let list = unfinished.as_mut().ok_or_else(ending)?;
        self.link()?;
        list.retain(|path| *path != self.temporary);
        Ok(())
    }

    fn link(&self) -> io::Result<()> {
        if self.force {
            return fs::rename(&self.temporary, &self.path);
        }
        // Unlike a rename, a hard link fails where a file has appeared meanwhile; some file systems have none.
        match fs::hard_link(&self.temporary, &self.path) {
            Ok(()) => fs::remove_file(&self.temporary),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(error),
            Err(_) => fs::rename(&self.temporary, &self.path),
        }
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        let mut unfinished = unfinished();
        let Some(list) = unfinished.as_mut() else { return };
        if let Some(place) = list.iter().position(|path| *path == self.temporary) {
            let _ = fs::remove_file(list.swap_remove(place));
        }
    }
}

impl Write for Draft {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Seek for Draft {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}

/// A write that failed.
pub(crate) fn not_written(path: &Path, error: &io::Error) -> Failure {
    Failure::usage(format!("`{}` could not be written: {error}", path.display()))
        .help("look at the free space and the permissions of its directory")
        .exit(Exit::Failed)
}
