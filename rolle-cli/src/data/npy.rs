//! NumPy's format for arrays: a header in text, and the numbers as they lie in memory.
//!
//! The format is documented in `numpy.lib.format`. Arrays of one dimension are one column; of two, row by row, the
//! columns are numbered. Written is version 1.0, with the count of rows filled in at the end.

use super::{Chunk, Columns, Dtype, Number, ROWS};
use crate::failure::Failure;
use crate::file::{Draft, not_written};
use std::fs::File;
use std::io::{self, ErrorKind, Read, Seek, SeekFrom, Write};

const MAGIC: &[u8; 6] = b"\x93NUMPY";

/// The longest header that is read; those of numbers are far shorter.
const MAX_HEADER: usize = 1 << 16;

/// The most columns, which bounds the memory for a row.
const MAX_COLUMNS: usize = 1 << 17;

/// Bytes that are read at once, rows being whole.
const CHUNK_BYTES: usize = 1 << 20;

/// The bytes before the numbers of a file that is written: room for any count of rows.
const WRITTEN_HEADER: usize = 128;

/// What a header says.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Array {
    dtype: Dtype,
    rows: u64,
    columns: usize,
}

/// An array that is being read.
pub(crate) struct NpySource {
    file: File,
    array: Array,
    columns: Columns,
    /// Rows read so far.
    row: u64,
    position: u64,
    bytes: Vec<u8>,
}

impl NpySource {
    /// Reads the header.
    pub(super) fn new(mut file: File) -> Result<NpySource, Failure> {
        let (text, position) = read_header(&mut file)?;
        let array = parse(&text)?;
        check_length(&file, &array, position)?;
        let columns = Columns { count: array.columns, names: None };
        Ok(NpySource { file, array, columns, row: 0, position, bytes: Vec::new() })
    }

    pub(super) fn columns(&self) -> &Columns {
        &self.columns
    }

    pub(super) fn dtype(&self) -> Dtype {
        self.array.dtype
    }

    pub(super) fn position(&self) -> u64 {
        self.position
    }

    pub(super) fn read<T: Number>(
        &mut self,
        wanted: &[usize],
        chunk: &mut Chunk<T>,
    ) -> Result<(), Failure> {
        let size = self.array.dtype.bytes();
        let width = size * self.array.columns;
        let room = (CHUNK_BYTES / width).clamp(1, ROWS) as u64;
        let rows = room.min(self.array.rows - self.row) as usize;
        self.bytes.resize(rows * width, 0);
        self.file.read_exact(&mut self.bytes).map_err(|error| cannot_read(&error, self.row))?;
        self.row += rows as u64;
        self.position += self.bytes.len() as u64;
        chunk.rows = rows;
        for (column, &place) in chunk.columns.iter_mut().zip(wanted) {
            let cells = self.bytes.chunks_exact(width).map(|row| &row[place * size..][..size]);
            column.extend(cells.map(from_bytes::<T>));
        }
        Ok(())
    }
}

/// A number in little-endian order; of four bytes or of eight.
fn from_bytes<T: Number>(cell: &[u8]) -> T {
    if let Ok(bytes) = cell.try_into() {
        return T::of(f64::from_le_bytes(bytes));
    }
    T::of(cell.try_into().map_or(f64::NAN, |bytes| f64::from(f32::from_le_bytes(bytes))))
}

fn cannot_read(error: &io::Error, row: u64) -> Failure {
    match error.kind() {
        ErrorKind::UnexpectedEof => Failure::usage(format!("the file ends after row {row}"))
            .help("it is not whole: write or copy it again"),
        _ => Failure::usage(format!("the file cannot be read: {error}")),
    }
}

fn not_npy() -> Failure {
    Failure::usage("this is no NPY file").help("write one with `numpy.save`")
}

/// The header's text, and where the numbers begin.
fn read_header(file: &mut File) -> Result<(String, u64), Failure> {
    let mut fixed = [0; 8];
    file.read_exact(&mut fixed).map_err(|_| not_npy())?;
    if !fixed.starts_with(MAGIC) {
        return Err(not_npy());
    }
    let size = match fixed[6] {
        1 => 2,
        2 | 3 => 4,
        other => {
            return Err(Failure::usage(format!("version {other} of NPY is not known"))
                .help("versions 1 to 3 are read"));
        }
    };
    let mut length = [0; 4];
    file.read_exact(&mut length[..size]).map_err(|_| not_npy())?;
    let length = u32::from_le_bytes(length) as usize;
    if length > MAX_HEADER {
        let message = format!("the header of the NPY file has {length} bytes");
        return Err(Failure::usage(message).help("arrays of plain numbers have a short header"));
    }
    let mut text = vec![0; length];
    file.read_exact(&mut text).map_err(|_| not_npy())?;
    let text = String::from_utf8(text).map_err(|_| not_npy())?;
    Ok((text, (8 + size + length) as u64))
}

/// A file cut short is refused before any work is done.
fn check_length(file: &File, array: &Array, start: u64) -> Result<(), Failure> {
    let data = file.metadata().ok().filter(|data| data.is_file());
    let width = (array.columns * array.dtype.bytes()) as u64;
    let needed = array.rows.checked_mul(width).and_then(|bytes| bytes.checked_add(start));
    match (data.map(|data| data.len()), needed) {
        (_, None) => Err(Failure::usage("the NPY file says that it has more rows than can be")),
        (Some(there), Some(needed)) if there < needed => {
            let message = format!("the NPY file has {there} bytes of the {needed} that it says");
            Err(Failure::usage(message).help("it is not whole: write or copy it again"))
        }
        _ => Ok(()),
    }
}

/// Reads `{'descr': '<f8', 'fortran_order': False, 'shape': (3, 2), }`.
fn parse(text: &str) -> Result<Array, Failure> {
    let (mut descr, mut fortran, mut shape) = (None, None, None);
    let mut rest = text.trim().strip_prefix('{').ok_or_else(not_npy)?.trim_start();
    while !rest.starts_with('}') {
        let (key, after) = string(rest).ok_or_else(not_npy)?;
        let value = after.trim_start().strip_prefix(':').ok_or_else(not_npy)?.trim_start();
        let after = match key {
            "descr" if value.starts_with('[') => return Err(dtype_refused("a structured one")),
            "descr" => {
                let (name, after) = string(value).ok_or_else(not_npy)?;
                descr = Some(name);
                after
            }
            "fortran_order" => {
                let word = if value.starts_with("True") { "True" } else { "False" };
                fortran = Some(word == "True");
                value.strip_prefix(word).ok_or_else(not_npy)?
            }
            "shape" => {
                let (list, after) = list(value).ok_or_else(not_npy)?;
                shape = Some(list);
                after
            }
            _ => return Err(not_npy()),
        };
        let after = after.trim_start();
        rest = after.strip_prefix(',').unwrap_or(after).trim_start();
    }
    match (descr, fortran, shape) {
        (Some(descr), Some(fortran), Some(shape)) => array(descr, fortran, &shape),
        _ => Err(not_npy()),
    }
}

/// A quoted word, and what follows.
fn string(text: &str) -> Option<(&str, &str)> {
    let quote = text.chars().next().filter(|c| matches!(c, '\'' | '"'))?;
    text[1..].split_once(quote)
}

/// The numbers of `(3, 2)`, and what follows.
fn list(text: &str) -> Option<(Vec<u64>, &str)> {
    let (inside, after) = text.strip_prefix('(')?.split_once(')')?;
    let parts = inside.split(',').map(str::trim).filter(|part| !part.is_empty());
    Some((parts.map(|part| part.parse().ok()).collect::<Option<_>>()?, after))
}

fn array(descr: &str, fortran: bool, shape: &[u64]) -> Result<Array, Failure> {
    let dtype = match descr {
        "<f4" => Dtype::F32,
        "<f8" => Dtype::F64,
        other => return Err(dtype_refused(&format!("`{other}`"))),
    };
    let (rows, columns) = match *shape {
        [rows] => (rows, 1),
        [rows, columns] => (rows, columns),
        _ => {
            let message = format!("the array has {} dimensions", shape.len());
            return Err(Failure::usage(message)
                .help("one or two are read: `.ravel()` and `.reshape(rows, columns)` make them"));
        }
    };
    // One row or one column lies the same way in both orders.
    if fortran && rows > 1 && columns > 1 {
        return Err(Failure::usage("the array lies column by column in the file (Fortran order)")
            .help("write it row by row: `numpy.save(…, numpy.ascontiguousarray(a))`"));
    }
    match usize::try_from(columns) {
        Ok(0) => Err(Failure::usage("the array has no columns")),
        Ok(columns) if columns <= MAX_COLUMNS => Ok(Array { dtype, rows, columns }),
        _ => Err(Failure::usage(format!("the array has {columns} columns"))
            .help(format!("up to {MAX_COLUMNS} are read; were rows and columns meant otherwise?"))),
    }
}

fn dtype_refused(what: &str) -> Failure {
    Failure::usage(format!("the numbers have the dtype {what}"))
        .help("`<f4` and `<f8` are read: convert with `.astype(\"<f8\")`")
}

/// An array that is being written.
pub(crate) struct NpySink {
    draft: Draft,
    array: Array,
    bytes: Vec<u8>,
}

impl NpySink {
    /// Leaves room for the header.
    pub(super) fn new(draft: Draft, columns: usize, dtype: Dtype) -> Result<NpySink, Failure> {
        let array = Array { dtype, rows: 0, columns };
        let mut sink = NpySink { draft, array, bytes: Vec::new() };
        sink.put(&[0; WRITTEN_HEADER])?;
        Ok(sink)
    }

    pub(super) fn write<T: Number>(
        &mut self,
        rows: usize,
        results: &[Vec<T>],
    ) -> Result<(), Failure> {
        let mut bytes = std::mem::take(&mut self.bytes);
        bytes.clear();
        for row in 0..rows {
            for result in results {
                match self.array.dtype {
                    Dtype::F32 => bytes.extend((result[row].wide() as f32).to_le_bytes()),
                    Dtype::F64 => bytes.extend(result[row].wide().to_le_bytes()),
                }
            }
        }
        self.put(&bytes)?;
        self.bytes = bytes;
        self.array.rows += rows as u64;
        Ok(())
    }

    fn put(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        self.draft.write_all(bytes).map_err(|error| not_written(self.draft.path(), &error))
    }

    pub(super) fn finish(mut self) -> Result<Draft, Failure> {
        let start = self.draft.seek(SeekFrom::Start(0));
        start.map_err(|error| not_written(self.draft.path(), &error))?;
        self.put(&header(&self.array))?;
        Ok(self.draft)
    }
}

fn header(array: &Array) -> Vec<u8> {
    let descr = match array.dtype {
        Dtype::F32 => "<f4",
        Dtype::F64 => "<f8",
    };
    let shape = match array.columns {
        1 => format!("({},)", array.rows),
        columns => format!("({}, {columns})", array.rows),
    };
    let dict = format!("{{'descr': '{descr}', 'fortran_order': False, 'shape': {shape}, }}");
    let mut bytes = MAGIC.to_vec();
    bytes.extend([1, 0]);
    bytes.extend(((WRITTEN_HEADER - 10) as u16).to_le_bytes());
    bytes.extend(dict.bytes());
    bytes.resize(WRITTEN_HEADER - 1, b' ');
    bytes.push(b'\n');
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_read() {
        let double = |rows, columns| Array { dtype: Dtype::F64, rows, columns };
        for (text, expected) in [
            ("{'descr': '<f8', 'fortran_order': False, 'shape': (3,), }   \n", double(3, 1)),
            ("{\"shape\":(3,2),\"descr\":\"<f8\",\"fortran_order\":False}", double(3, 2)),
            ("{'descr': '<f8', 'fortran_order': True, 'shape': (3,), }", double(3, 1)),
            ("{'descr': '<f8', 'fortran_order': False, 'shape': (0, 5), }", double(0, 5)),
        ] {
            assert_eq!(parse(text).ok(), Some(expected), "{text}");
        }
    }

    #[test]
    fn other_headers_are_refused() {
        for (text, part) in [
            ("", "no NPY"),
            ("{", "no NPY"),
            ("{'descr'", "no NPY"),
            ("{'descr': '<f8', 'fortran_order': False, 'shape': (3", "no NPY"),
            ("{'descr': '<f8', 'fortran_order': False, 'shape': (-3,)}", "no NPY"),
            ("{'descr': '<f8', 'fortran_order': Maybe, 'shape': (3,)}", "no NPY"),
            ("{'descr': '<f8', 'shape': (3,)}", "no NPY"),
            ("{'descr': '>f8', 'fortran_order': False, 'shape': (3,)}", "`>f8`"),
            ("{'descr': '<i8', 'fortran_order': False, 'shape': (3,)}", "astype"),
            ("{'descr': [('x', '<f8')], 'fortran_order': False, 'shape': (3,)}", "structured"),
            ("{'descr': '<f8', 'fortran_order': True, 'shape': (3, 2)}", "ascontiguousarray"),
            ("{'descr': '<f8', 'fortran_order': False, 'shape': ()}", "0 dimensions"),
            ("{'descr': '<f8', 'fortran_order': False, 'shape': (1, 2, 3)}", "3 dimensions"),
            ("{'descr': '<f8', 'fortran_order': False, 'shape': (1, 0)}", "no columns"),
            ("{'descr': '<f8', 'fortran_order': False, 'shape': (1, 1000000000)}", "columns"),
        ] {
            let texts = parse(text).expect_err(text).texts();
            assert!(texts[0].contains(part), "{text}: {texts:?}");
        }
    }

    #[test]
    fn headers_that_are_written_have_one_length_and_are_read_back() {
        for rows in [0, 1, u64::MAX] {
            for columns in [1, 2, MAX_COLUMNS] {
                for dtype in [Dtype::F32, Dtype::F64] {
                    let array = Array { dtype, rows, columns };
                    let bytes = header(&array);
                    assert_eq!(bytes.len(), WRITTEN_HEADER);
                    let text = std::str::from_utf8(&bytes[10..]).expect("text");
                    assert_eq!(parse(text).ok(), Some(array));
                }
            }
        }
    }
}
