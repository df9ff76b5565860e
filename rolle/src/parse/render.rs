//! Diagnostics as text: the line of the source, a mark under the place, the advice.
//!
//! Columns are those of a terminal, so the mark stands right under letters with accents, wide letters and emoji. A long
//! line is cut to a window around the place. Control characters are made visible: the source cannot write escape
//! sequences to the reader's terminal.

use super::diagnostic::{Diagnostic, Severity};
use unicode_width::UnicodeWidthChar;

/// The width of the window on a long line, in columns.
const WINDOW: usize = 96;

/// The columns to the left of the place that are shown at least, if the line has them.
const CONTEXT: usize = 40;

/// The diagnostic as plain text of a few lines, without a final line break.
///
/// ```
/// use rolle::parse::{parse_syntax, render_diagnostic};
/// let source = "x*sigmoyd(x)";
/// let syntax = parse_syntax(source, &Default::default());
/// assert_eq!(
///     render_diagnostic(source, &syntax.diagnostics[0]),
///     "error: unknown function `sigmoyd`\n\
///      1 | x*sigmoyd(x)\n  \
///        |   ^^^^^^^\n  \
///        = help: did you mean `sigmoid`? a product is written `sigmoyd*(…)`"
/// );
/// ```
pub fn render_diagnostic(source: &str, diagnostic: &Diagnostic) -> String {
    let label = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let mut text = format!("{label}: {}", visible(&diagnostic.message));
    let start = source.floor_char_boundary(diagnostic.span.start.min(source.len()));
    let end = source.ceil_char_boundary(diagnostic.span.end.clamp(start, source.len()));
    let line_start = source[..start].rfind('\n').map_or(0, |i| i + 1);
    let line_end = source[start..].find('\n').map_or(source.len(), |i| start + i);
    let number = source[..line_start].bytes().filter(|b| *b == b'\n').count() + 1;
    let margin = " ".repeat(number.to_string().len());
    if !source[line_start..line_end].trim().is_empty() {
        let (shown, before, marked) = window(
            &source[line_start..line_end],
            start - line_start,
            end.min(line_end) - line_start,
        );
        text.push_str(&format!(
            "\n{number} | {shown}\n{margin} | {}{}",
            " ".repeat(before),
            "^".repeat(marked.max(1))
        ));
    }
    if let Some(help) = &diagnostic.help {
        text.push_str(&format!("\n{margin} = help: {}", visible(help)));
    }
    text
}

/// A character as it is shown, and its width in columns.
fn shown(c: char) -> (char, usize) {
    let invisible = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200b}'..='\u{200f}' | '\u{feff}');
    match c {
        '\t' => (' ', 1),
        c if c.is_control() || invisible => ('\u{fffd}', 1),
        c => (c, c.width().unwrap_or(0)),
    }
}

/// A message with its control characters made visible.
fn visible(text: &str) -> String {
    text.chars().map(|c| shown(c).0).collect()
}

/// The part of a line around `start..end`, the columns before the mark, and the columns of the mark.
fn window(line: &str, start: usize, end: usize) -> (String, usize, usize) {
    let (left, cut_left) = step_back(line, start, CONTEXT);
    let mut text = String::new();
    let mut column = 0;
    let (mut before, mut marked) = (0, 0);
    if cut_left {
        text.push('…');
        column = 1;
    }
    for (i, c) in line[left..].char_indices() {
        let at = left + i;
        let (c, width) = shown(c);
        if column + width > WINDOW {
            text.push('…');
            break;
        }
        if at < start {
            before = column + width;
        } else if at < end {
            marked += width;
        }
        text.push(c);
        column += width;
    }
    if cut_left && before == 0 {
        before = 1;
    }
    (text.trim_end().to_string(), before, marked)
}

/// The place about `columns` columns before `at`, and whether anything is left of it; short lines are kept whole.
fn step_back(line: &str, at: usize, columns: usize) -> (usize, bool) {
    let mut width = 0;
    for (i, c) in line[..at].char_indices().rev() {
        width += shown(c).1;
        if width > WINDOW - columns / 2 {
            break;
        }
        if i == 0 {
            return (0, false);
        }
    }
    let mut width = 0;
    let mut left = at;
    for (i, c) in line[..at].char_indices().rev() {
        width += shown(c).1;
        if width > columns {
            break;
        }
        left = i;
    }
    (left, left > 0)
}
