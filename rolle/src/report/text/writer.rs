//! The page: headings, wrapped paragraphs, aligned columns.

use unicode_width::UnicodeWidthStr;

const INDENT: &str = "  ";

/// Text under way.
pub(super) struct Page {
    out: String,
    pub(super) width: usize,
    color: bool,
}

/// The number of columns that a text takes.
pub(super) fn width(text: &str) -> usize {
    text.width()
}

impl Page {
    pub(super) fn new(width: usize, color: bool) -> Page {
        Page { out: String::new(), width, color }
    }

    pub(super) fn finish(mut self) -> String {
        while self.out.ends_with("\n\n") {
            self.out.pop();
        }
        self.out
    }

    pub(super) fn line(&mut self, text: &str) {
        self.out.push_str(text.trim_end());
        self.out.push('\n');
    }

    pub(super) fn blank(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    fn styled(&self, code: &str, text: &str) -> String {
        if self.color { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_string() }
    }

    pub(super) fn title(&mut self, text: &str) {
        let title = self.styled("1", text);
        self.line(&title);
    }

    /// The heading of a section, with a blank line above.
    pub(super) fn heading(&mut self, text: &str) {
        self.blank();
        let heading = self.styled("1;34", text);
        self.line(&heading);
    }

    /// A paragraph behind a label; further lines are indented as far as the first.
    pub(super) fn wrapped(&mut self, label: &str, text: &str) {
        let start = format!("{INDENT}{label}");
        let indent = width(&start);
        let mut line = start;
        let mut used = indent;
        for word in text.split(' ') {
            let length = width(word);
            if used > indent && used + 1 + length > self.width {
                self.line(&line);
                line = " ".repeat(indent);
                used = indent;
            }
            if used > indent {
                line.push(' ');
                used += 1;
            }
            line.push_str(word);
            used += length;
        }
        self.line(&line);
    }

    /// Rows of cells in columns, each as wide as its widest cell; the last cell of a row is wrapped.
    pub(super) fn table(&mut self, rows: &[Vec<String>]) {
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        let mut widths = vec![0; columns];
        for row in rows {
            for (i, cell) in row.iter().enumerate() {
                if i + 1 < columns {
                    widths[i] = widths[i].max(width(cell));
                }
            }
        }
        for row in rows {
            let mut line = String::new();
            for (i, cell) in row.iter().enumerate() {
                if i + 1 == row.len() {
                    self.wrapped(&line, cell);
                    break;
                }
                line.push_str(cell);
                let gap = widths[i].saturating_sub(width(cell)) + 3;
                line.extend(std::iter::repeat_n(' ', gap));
            }
        }
    }

    /// A formula in two dimensions behind a label on its baseline.
    pub(super) fn formula(&mut self, label: &str, lines: &[String], baseline: usize) {
        let pad = " ".repeat(width(label));
        for (i, line) in lines.iter().enumerate() {
            let before = if i == baseline { label } else { &pad };
            self.line(&format!("{INDENT}{before}{line}"));
        }
    }
}
