//! Numbers as text: one row a line, columns between separators, quotes as in RFC 4180.

use super::{Chunk, Columns, Number, ROWS, Titles};
use crate::failure::Failure;
use crate::file::{Draft, not_written};
use clap::{Args, ValueEnum};
use csv::{ByteRecord, ErrorKind, Position, ReaderBuilder, WriterBuilder};
use std::fs::File;
use std::io;
use std::path::PathBuf;

/// Cells are shown in messages up to so many characters.
const SHOWN: usize = 40;

/// How text is read.
#[derive(Args, Clone, Debug)]
pub(crate) struct CsvOptions {
    /// What separates the columns of text; a comma, in `.tsv` a tab.
    #[arg(long, value_name = "CHARACTER", value_parser = separator, requires = "input")]
    separator: Option<u8>,
    /// Whether the first line of text holds names.
    #[arg(long, value_enum, default_value_t = Header::Auto, value_name = "WHEN")]
    #[arg(requires = "input")]
    header: Header,
}

/// Whether the first line holds names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Header {
    /// If it holds anything but numbers.
    Auto,
    /// It does.
    Yes,
    /// It does not.
    No,
}

impl CsvOptions {
    /// The separator that is asked for, or the usual one.
    pub(super) fn separator(&self, usual: u8) -> u8 {
        self.separator.unwrap_or(usual)
    }
}

fn separator(text: &str) -> Result<u8, String> {
    match text.as_bytes() {
        br"\t" => Ok(b'\t'),
        [byte]
            if byte.is_ascii() && !byte.is_ascii_alphanumeric() && !b"\"+-.\r\n".contains(byte) =>
        {
            Ok(*byte)
        }
        _ => Err(r"one character such as `;`, or `\t`".into()),
    }
}

/// A text that is being read.
pub(crate) struct CsvSource {
    reader: csv::Reader<File>,
    columns: Columns,
    record: ByteRecord,
    /// The first line, where it holds numbers.
    first: Option<ByteRecord>,
    /// Rows read so far.
    row: u64,
}

impl CsvSource {
    /// Reads the first line.
    pub(super) fn new(file: File, usual: u8, options: &CsvOptions) -> Result<CsvSource, Failure> {
        let mut reader = ReaderBuilder::new()
            .has_headers(false)
            .delimiter(options.separator(usual))
            .buffer_capacity(1 << 16)
            .from_reader(file);
        let mut record = ByteRecord::new();
        if !reader.read_byte_record(&mut record).map_err(|error| unreadable(&error, 0))? {
            return Err(Failure::usage("the file is empty"));
        }
        let holds_names = match options.header {
            Header::Auto => record.iter().any(|cell| {
                let cell = cell.trim_ascii();
                !cell.is_empty() && number::<f64>(cell).is_none()
            }),
            Header::Yes => true,
            Header::No => false,
        };
        let name = |cell: &[u8]| String::from_utf8_lossy(cell.trim_ascii()).into_owned();
        let names = holds_names.then(|| record.iter().map(name).collect());
        let columns = Columns { count: record.len(), names };
        let first = (!holds_names).then(|| record.clone());
        Ok(CsvSource { reader, columns, record, first, row: 0 })
    }

    pub(super) fn columns(&self) -> &Columns {
        &self.columns
    }

    pub(super) fn position(&self) -> u64 {
        self.reader.position().byte()
    }

    pub(super) fn read<T: Number>(
        &mut self,
        wanted: &[usize],
        keep: bool,
        chunk: &mut Chunk<T>,
    ) -> Result<(), Failure> {
        while chunk.rows < ROWS && self.next_record()? {
            self.row += 1;
            chunk.rows += 1;
            for (column, &place) in chunk.columns.iter_mut().zip(wanted) {
                let cell = self.record.get(place).unwrap_or_default().trim_ascii();
                column.push(number(cell).ok_or_else(|| self.no_number(place, cell))?);
            }
            if keep {
                chunk.records.push(self.record.clone());
            }
        }
        Ok(())
    }

    fn next_record(&mut self) -> Result<bool, Failure> {
        if let Some(first) = self.first.take() {
            self.record = first;
            return Ok(true);
        }
        let found = self.reader.read_byte_record(&mut self.record);
        let found = found.map_err(|error| unreadable(&error, self.row + 1))?;
        if found && self.columns.count == 1 {
            self.refuse_empty_line()?;
        }
        Ok(found)
    }

    /// The reader leaves empty lines out; in a single column they are cells, and rows would no longer match.
    fn refuse_empty_line(&self) -> Result<(), Failure> {
        let Some(start) = self.record.position() else { return Ok(()) };
        let breaks = self.record.as_slice().iter().filter(|&&byte| byte == b'\n').count() as u64;
        let used = self.reader.position().line() - start.line();
        if used <= breaks + 1 {
            return Ok(());
        }
        Err(Failure::usage(format!("row {}: line {} is empty", self.row + 1, start.line()))
            .help("write `nan` where a number is missing"))
    }

    fn no_number(&self, column: usize, cell: &[u8]) -> Failure {
        let place = place(self.row, self.record.position());
        let place = format!("{place}, {}", self.columns.label(column));
        if cell.is_empty() {
            return Failure::usage(format!("{place}: the cell is empty"))
                .help("write `nan` where a number is missing");
        }
        let text = String::from_utf8_lossy(cell);
        let mut shown: String = text.chars().take(SHOWN).collect();
        if shown.len() < text.len() {
            shown.push('…');
        }
        let failure = Failure::usage(format!("{place}: `{shown}` is not a number"));
        match text.replacen(',', ".", 1).parse::<f64>() {
            Ok(_) => failure.help("write decimals with a point"),
            Err(_) if self.row == 1 && self.columns.names.is_none() => {
                failure.help("say that the first line holds names with `--header yes`")
            }
            Err(_) => failure,
        }
    }
}

/// The number in a cell, nearest in its format.
fn number<T: Number>(cell: &[u8]) -> Option<T> {
    std::str::from_utf8(cell).ok()?.parse().ok()
}

/// `row 3 (line 4)`
fn place(row: u64, position: Option<&Position>) -> String {
    match position.map(Position::line) {
        Some(line) if line != row => format!("row {row} (line {line})"),
        _ => format!("row {row}"),
    }
}

fn unreadable(error: &csv::Error, row: u64) -> Failure {
    match error.kind() {
        ErrorKind::UnequalLengths { pos, expected_len, len } => {
            let place = place(row, pos.as_ref());
            let message = format!("{place} has {len} cells, and the first line has {expected_len}");
            Failure::usage(message)
                .help("each row needs a cell for each column; text with a separator in it, quotes")
        }
        ErrorKind::Io(error) => Failure::usage(format!("the file cannot be read: {error}")),
        _ => Failure::usage(format!("row {row} cannot be read: {error}")),
    }
}

/// A text that is being written.
pub(crate) struct CsvSink {
    writer: csv::Writer<Draft>,
    path: PathBuf,
}

impl CsvSink {
    /// Writes the line of names, if there is to be one.
    pub(super) fn new(draft: Draft, separator: u8, titles: &Titles) -> Result<CsvSink, Failure> {
        let path = draft.path().to_path_buf();
        let mut builder = WriterBuilder::new();
        let writer = builder.delimiter(separator).buffer_capacity(1 << 16).from_writer(draft);
        let mut sink = CsvSink { writer, path };
        if titles.shown {
            let written = sink.writer.write_record(&titles.names);
            written.map_err(|error| sink.failed(error))?;
        }
        Ok(sink)
    }

    pub(super) fn write<T: Number>(
        &mut self,
        chunk: &Chunk<T>,
        results: &[Vec<T>],
    ) -> Result<(), Failure> {
        for row in 0..chunk.rows {
            let kept = chunk.records.get(row);
            let written = self.write_row(kept, results, row);
            written.map_err(|error| self.failed(error))?;
        }
        Ok(())
    }

    fn write_row<T: Number>(
        &mut self,
        kept: Option<&ByteRecord>,
        results: &[Vec<T>],
        row: usize,
    ) -> csv::Result<()> {
        for cell in kept.into_iter().flatten() {
            self.writer.write_field(cell)?;
        }
        let mut text = zmij::Buffer::new();
        for result in results {
            self.writer.write_field(text.format(result[row]))?;
        }
        self.writer.write_record(None::<&[u8]>)
    }

    fn failed(&self, error: csv::Error) -> Failure {
        not_written(&self.path, &io::Error::from(error))
    }

    pub(super) fn finish(self) -> Result<Draft, Failure> {
        let CsvSink { writer, path } = self;
        writer.into_inner().map_err(|error| not_written(&path, error.error()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_numbers_as_people_write_them() {
        for (cell, expected) in [
            ("1", 1.0),
            ("-1.5e-3", -1.5e-3),
            ("+2.", 2.0),
            (".5", 0.5),
            ("inf", f64::INFINITY),
            ("-Infinity", f64::NEG_INFINITY),
            ("1e999", f64::INFINITY),
        ] {
            assert_eq!(number(cell.as_bytes()), Some(expected), "{cell}");
        }
        assert!(number::<f64>(b"NaN").is_some_and(f64::is_nan));
        for cell in ["", "abc", "1,5", "0x10", "1_000", "1 2", "--1", "NA"] {
            assert_eq!(number::<f64>(cell.as_bytes()), None, "{cell}");
        }
        // Rounded once: through a double this would be 1.
        assert_eq!(number(b"1.00000005960464477540"), Some(1.0000001_f32));
    }

    #[test]
    fn separators_do_not_occur_in_numbers() {
        assert_eq!(separator(";"), Ok(b';'));
        assert_eq!(separator(r"\t"), Ok(b'\t'));
        for text in ["", ";;", "e", "1", ".", "-", "\"", "\n", "…"] {
            assert!(separator(text).is_err(), "{text}");
        }
    }
}
