//! Talk: lines on standard error, in color where that is wanted.

use crate::args::{Cli, Color};
use anstyle::{AnsiColor, Style};
use std::io::Write;
use std::sync::atomic::{AtomicBool, Ordering};

/// The setting is written once, before any work starts.
static SILENT: AtomicBool = AtomicBool::new(false);

const ERROR: Style = AnsiColor::Red.on_default().bold();
const WARNING: Style = AnsiColor::Yellow.on_default().bold();
const NOTE: Style = AnsiColor::Cyan.on_default();

/// Sets colors and silence for the run.
pub(crate) fn set_up(cli: &Cli) {
    let choice = match cli.color {
        Color::Auto => anstream::ColorChoice::Auto,
        Color::Always => anstream::ColorChoice::Always,
        Color::Never => anstream::ColorChoice::Never,
    };
    choice.write_global();
    SILENT.store(cli.json || cli.quiet, Ordering::Relaxed);
}

/// Whether there is no talk, errors excepted.
pub(crate) fn is_silent() -> bool {
    SILENT.load(Ordering::Relaxed)
}

/// A remark: `read as: x²`.
pub(crate) fn note(label: &str, text: &str) {
    if !is_silent() {
        line(NOTE, &format!("{label}:"), &format!(" {}", visible(text)));
    }
}

/// A rendered diagnostic, `warning: …` or `error: …`; errors are never silenced.
pub(crate) fn diagnostic(text: &str) {
    let (style, label) = match text.starts_with("error:") {
        true => (ERROR, "error:"),
        false => (WARNING, "warning:"),
    };
    if label == "error:" || !is_silent() {
        line(style, label, text.strip_prefix(label).unwrap_or(text));
    }
}

/// A reader that went away is no reason to fail.
fn line(style: Style, label: &str, rest: &str) {
    let _ = writeln!(anstream::stderr().lock(), "{style}{label}{style:#}{rest}");
}

/// The text without the characters that could steer a terminal.
fn visible(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && c != '\n' { '\u{fffd}' } else { c }).collect()
}
