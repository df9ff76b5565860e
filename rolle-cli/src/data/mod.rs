//! Files of numbers, read and written in chunks, so that they may be longer than the memory.
//!
//! ```text
//! file ─Source→ Chunk (columns of up to ROWS numbers) ─tape→ results ─Sink→ draft
//! ```

mod columns;
mod csv;
mod npy;

pub(crate) use columns::Columns;
pub(crate) use csv::CsvOptions;

use crate::failure::Failure;
use crate::file::Draft;
use ::csv::ByteRecord;
use clap::ValueEnum;
use rolle::tape::Tape;
use std::fs::File;
use std::path::Path;

/// Rows of a chunk: enough that the work for a chunk is small beside that for its numbers.
const ROWS: usize = 8192;

/// The format of the numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Dtype {
    /// Single precision.
    F32,
    /// Double precision.
    F64,
}

impl Dtype {
    /// Its name on the command line.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Dtype::F32 => "f32",
            Dtype::F64 => "f64",
        }
    }

    fn bytes(self) -> usize {
        match self {
            Dtype::F32 => 4,
            Dtype::F64 => 8,
        }
    }
}

/// A tape that waits for columns.
pub(crate) type Evaluate<T> = Box<dyn FnMut(&[&[T]], &mut [&mut [T]]) -> rolle::Result<()>>;

/// `f32` or `f64`.
pub(crate) trait Number: Copy + Default + std::str::FromStr + zmij::Float + 'static {
    fn of(value: f64) -> Self;
    fn wide(self) -> f64;
    fn evaluator(tape: &Tape) -> Evaluate<Self>;
}

macro_rules! number {
    ($t:ty) => {
        impl Number for $t {
            fn of(value: f64) -> Self {
                value as $t
            }

            fn wide(self) -> f64 {
                f64::from(self)
            }

            fn evaluator(tape: &Tape) -> Evaluate<Self> {
                let mut evaluator = tape.evaluator::<$t>();
                Box::new(move |inputs, outputs| evaluator.eval_into(inputs, outputs))
            }
        }
    };
}

number!(f32);
number!(f64);

/// Some rows.
pub(crate) struct Chunk<T> {
    /// How many there are; none at the end of the file.
    pub rows: usize,
    /// The wanted columns.
    pub columns: Vec<Vec<T>>,
    /// The rows as they are written, where they are kept.
    pub records: Vec<ByteRecord>,
}

impl<T> Chunk<T> {
    /// Room for a number of columns.
    pub(crate) fn new(columns: usize) -> Chunk<T> {
        let columns = (0..columns).map(|_| Vec::with_capacity(ROWS)).collect();
        Chunk { rows: 0, columns, records: Vec::new() }
    }

    fn clear(&mut self) {
        self.rows = 0;
        self.columns.iter_mut().for_each(Vec::clear);
        self.records.clear();
    }
}

/// Where numbers come from.
pub(crate) enum Source {
    Csv(csv::CsvSource),
    Npy(npy::NpySource),
}

/// The extensions that are known, for messages.
const EXTENSIONS: &str = "`.csv`, `.tsv`, `.txt` or `.npy`";

/// What a file holds, by its name.
enum Kind {
    Csv { separator: u8 },
    Npy,
}

fn kind(path: &Path) -> Result<Kind, Failure> {
    let extension = path.extension().and_then(|e| e.to_str()).unwrap_or_default().to_lowercase();
    let help = match extension.as_str() {
        "csv" | "txt" => return Ok(Kind::Csv { separator: b',' }),
        "tsv" => return Ok(Kind::Csv { separator: b'\t' }),
        "npy" => return Ok(Kind::Npy),
        "parquet" => "convert it, as with `pandas.read_parquet(…).to_csv(…)`".to_string(),
        "npz" => "take one array out of it, as with `numpy.save(…, numpy.load(…)[\"x\"])`".into(),
        _ => format!("let the name end in {EXTENSIONS}"),
    };
    let message = format!("`{}` is no file of numbers that is read or written", path.display());
    Err(Failure::usage(message).help(help))
}

/// Refuses a name that does not say what the file is to hold.
pub(crate) fn check_name(path: &Path) -> Result<(), Failure> {
    kind(path).map(|_| ())
}

impl Source {
    /// Opens a file.
    pub(crate) fn open(path: &Path, options: &CsvOptions) -> Result<Source, Failure> {
        let kind = kind(path)?;
        let failed =
            |error| Failure::usage(format!("`{}` cannot be read: {error}", path.display()));
        let file = File::open(path).map_err(failed)?;
        if file.metadata().map_err(failed)?.is_dir() {
            return Err(Failure::usage(format!("`{}` is a directory", path.display())));
        }
        let about = |failure: Failure| failure.within(&path.display().to_string());
        match kind {
            Kind::Csv { separator } => {
                csv::CsvSource::new(file, separator, options).map(Source::Csv)
            }
            Kind::Npy => npy::NpySource::new(file).map(Source::Npy),
        }
        .map_err(about)
    }

    /// The columns that the file has.
    pub(crate) fn columns(&self) -> &Columns {
        match self {
            Source::Csv(source) => source.columns(),
            Source::Npy(source) => source.columns(),
        }
    }

    /// The format of the numbers, where the file has one.
    pub(crate) fn dtype(&self) -> Option<Dtype> {
        match self {
            Source::Csv(_) => None,
            Source::Npy(source) => Some(source.dtype()),
        }
    }

    /// The bytes read so far.
    pub(crate) fn position(&self) -> u64 {
        match self {
            Source::Csv(source) => source.position(),
            Source::Npy(source) => source.position(),
        }
    }

    /// The next rows: these columns of them, and with `keep` the rows themselves.
    pub(crate) fn read<T: Number>(
        &mut self,
        wanted: &[usize],
        keep: bool,
        chunk: &mut Chunk<T>,
    ) -> Result<(), Failure> {
        chunk.clear();
        match self {
            Source::Csv(source) => source.read(wanted, keep, chunk),
            Source::Npy(source) => source.read(wanted, chunk),
        }
    }
}

/// Where results go.
pub(crate) enum Sink {
    Csv(Box<csv::CsvSink>),
    Npy(npy::NpySink),
}

/// What the columns of the results are called.
pub(crate) struct Titles {
    /// The columns of the input that are kept, and the results.
    pub names: Vec<String>,
    /// Whether a text file begins with them.
    pub shown: bool,
    /// How many of them are results.
    pub results: usize,
}

impl Sink {
    /// Begins a file.
    pub(crate) fn create(
        path: &Path,
        force: bool,
        titles: &Titles,
        options: &CsvOptions,
        dtype: Dtype,
    ) -> Result<Sink, Failure> {
        let kind = kind(path)?;
        if matches!(kind, Kind::Npy) && titles.names.len() > titles.results {
            return Err(Failure::usage("an NPY file has no place for the rows of the input")
                .help("leave `--keep` out, or write a CSV file"));
        }
        crate::interrupt::remove_drafts_on_interrupt();
        let draft = Draft::create(path, force)?;
        match kind {
            Kind::Csv { separator } => {
                let sink = csv::CsvSink::new(draft, options.separator(separator), titles)?;
                Ok(Sink::Csv(Box::new(sink)))
            }
            Kind::Npy => npy::NpySink::new(draft, titles.results, dtype).map(Sink::Npy),
        }
    }

    /// Adds rows: those that are kept, each with its results.
    pub(crate) fn write<T: Number>(
        &mut self,
        chunk: &Chunk<T>,
        results: &[Vec<T>],
    ) -> Result<(), Failure> {
        match self {
            Sink::Csv(sink) => sink.write(chunk, results),
            Sink::Npy(sink) => sink.write(chunk.rows, results),
        }
    }

    /// The whole file, which waits for its name.
    pub(crate) fn finish(self) -> Result<Draft, Failure> {
        match self {
            Sink::Csv(sink) => sink.finish(),
            Sink::Npy(sink) => sink.finish(),
        }
    }
}
