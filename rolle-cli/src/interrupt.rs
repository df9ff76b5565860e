//! Ctrl-C and its kin: what is not finished goes away first.

use crate::file;
use crate::talk;

/// The exit code of programs that an interrupt ended, as shells report it.
const INTERRUPTED: i32 = 130;

/// From here on an interrupt, a request to end or a closed terminal removes the unfinished files and ends the program.
pub(crate) fn remove_drafts_on_interrupt() {
    // Where the system refuses a handler, a draft with a hidden name of its own may stay behind; nothing else is lost.
    let _ = ctrlc::set_handler(|| {
        file::abandon();
        talk::diagnostic("error: interrupted; what was not finished is removed");
        std::process::exit(INTERRUPTED);
    });
}
