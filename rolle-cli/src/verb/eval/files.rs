//! `rolle eval --input`: a formula, row by row, over files that may be longer than the memory.

use super::{EvalArgs, point_json};
use crate::data::{Chunk, Columns, CsvOptions, Dtype, Number, Sink, Source, Titles};
use crate::failure::Failure;
use crate::outcome::Outcome;
use crate::reading::Reading;
use crate::verb::diff::{label, nth_derivative};
use crate::{data, file, show, talk, watchdog};
use clap::Args;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rolle::graph::{Assumptions, SideCondition};
use rolle::number::Rational;
use rolle::parse::assumption_texts;
use rolle::prove::restrict;
use rolle::tape::{Tape, compile};
use rolle::{Error, ErrorKind, NodeId};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Work that is done sooner shows no bar.
const PATIENCE: Duration = Duration::from_secs(1);

/// Files of numbers.
#[derive(Args, Debug)]
#[command(next_help_heading = "Files of numbers")]
pub(super) struct FileArgs {
    /// Evaluate the formula for each row of a file: `.csv`, `.tsv`, `.txt` or `.npy`.
    #[arg(long, short, value_name = "FILE", requires = "output")]
    pub input: Option<PathBuf>,
    /// The file to write, of the same kinds: a column of values, then the derivatives.
    #[arg(long, short, value_name = "FILE", requires = "input")]
    pub output: Option<PathBuf>,
    /// Replace the file if it exists.
    #[arg(long, requires = "output")]
    force: bool,
    /// Which column a symbol takes its values from, by name or number: `x=price,y=2`. May be repeated.
    #[arg(long, value_name = "SYMBOL=COLUMN", requires = "input")]
    column: Vec<String>,
    /// Derivatives up to this order, a column for each; 1 where --wrt is given, else none.
    #[arg(long, value_name = "N", requires = "input")]
    #[arg(value_parser = clap::value_parser!(u32).range(0..=16))]
    order: Option<u32>,
    /// The variable of the derivatives, or for a gradient several: `x,y`.
    #[arg(long, value_name = "NAMES", requires = "input")]
    wrt: Option<String>,
    /// The format of the computation and of `.npy`; that of the input, or f64.
    #[arg(long, value_enum, value_name = "FORMAT", requires = "input")]
    dtype: Option<Dtype>,
    /// Write the columns of the input before the results, as they are; from text to text.
    #[arg(long, requires = "input")]
    keep: bool,
    #[command(flatten)]
    text: CsvOptions,
    /// Operations on terms for a derivative of higher order.
    #[arg(long, default_value_t = rolle::calculus::basis::NTH_DERIVATIVE_BUDGET, value_name = "N")]
    #[arg(help_heading = "Limits", requires = "input")]
    max_work: u64,
}

/// A symbol that changes from row to row.
struct Input {
    symbol: NodeId,
    name: String,
    column: usize,
    assumed: Option<Assumptions>,
}

/// A column of results.
struct Wanted {
    title: String,
    root: NodeId,
    /// The result that this one is the derivative of.
    derivative_of: Option<usize>,
    /// Where it has a value; a derivative may have one at fewer points than the function.
    conditions: Vec<SideCondition>,
}

/// What is done with each row.
struct Job {
    tape: Tape,
    inputs: Vec<Input>,
    fixed: Vec<(NodeId, NodeId)>,
    /// For each result, the one that it is the derivative of.
    derivative_of: Vec<Option<usize>>,
    titles: Titles,
}

/// Runs `rolle eval` with a file.
pub(super) fn run(args: &EvalArgs, input: &Path, output: &Path) -> Result<Outcome, Failure> {
    let options = &args.files;
    file::check_target(output, options.force)?;
    data::check_name(output)?;
    let mut reading = args.formula.read()?;
    let source = Source::open(input, &options.text)?;
    let job = prepare(args, &mut reading, &source)?;
    let dtype = options.dtype.or(source.dtype()).unwrap_or(Dtype::F64);
    let columns = source.columns().clone();
    let sink = Sink::create(output, options.force, &job.titles, &options.text, dtype)?;
    let length = std::fs::metadata(input).ok().filter(|data| data.is_file()).map(|data| data.len());
    let bar = Bar::new(length);
    watchdog::work_is_as_long_as_its_input();
    let name = input.display().to_string();
    let stream = Stream { source, sink, bar, name, keep: options.keep };
    let (rows, sink) = match dtype {
        Dtype::F32 => stream.run::<f32>(&job),
        Dtype::F64 => stream.run::<f64>(&job),
    }?;
    let draft = sink.finish()?;
    talk::note("rows", &rows.to_string());
    let results = &job.titles.names[job.titles.names.len() - job.titles.results..];
    let mut json = reading.json("rolle.eval-file/1");
    json.insert("input".into(), json!(input.display().to_string()));
    json.insert("output".into(), json!(output.display().to_string()));
    json.insert("at".into(), point_json(&reading.graph, &job.fixed));
    json.insert("columns".into(), columns_json(&job, &columns));
    json.insert("rows".into(), json!(rows));
    json.insert("dtype".into(), json!(dtype.name()));
    json.insert("results".into(), json!(results));
    let mut outcome = Outcome::answer("", Value::Object(json));
    outcome.draft = Some(draft);
    Ok(outcome)
}

/// The column of each symbol, counted from 1, with its name if it has one.
fn columns_json(job: &Job, columns: &Columns) -> Value {
    let entry = |input: &Input| {
        let name = columns.names.as_ref().map(|names| &names[input.column]);
        (input.name.clone(), json!({ "number": input.column + 1, "name": name }))
    };
    job.inputs.iter().map(entry).collect::<serde_json::Map<_, _>>().into()
}

fn prepare(args: &EvalArgs, reading: &mut Reading, source: &Source) -> Result<Job, Failure> {
    let options = &args.files;
    let fixed = reading.point(&args.at, None)?;
    reading.check_conditions(&fixed)?;
    let wanted = wanted(options, reading, &fixed)?;
    let inputs = inputs(options, reading, &fixed, source)?;
    let roots = roots(reading, &wanted, &fixed, &inputs);
    let symbols: Vec<NodeId> = inputs.iter().map(|input| input.symbol).collect();
    let tape = compile(&reading.graph, &roots, &symbols)?;
    let results = wanted.len();
    let columns = source.columns();
    let mut names = match (&columns.names, options.keep) {
        (Some(names), true) => names.clone(),
        // Columns without names have none in the output either, so these are not seen.
        (None, true) => vec![String::new(); columns.count],
        (_, false) => Vec::new(),
    };
    if options.keep && source.dtype().is_some() {
        return Err(Failure::usage("`--keep` copies the columns of text, and the input has none")
            .help("leave it out, or read a CSV file"));
    }
    let clash = wanted.iter().find(|one| names.contains(&one.title));
    if let Some(Wanted { title, .. }) = clash {
        return Err(Failure::usage(format!("the input has a column `{title}` already"))
            .help("rename it, or leave `--keep` out"));
    }
    let derivative_of = wanted.iter().map(|one| one.derivative_of).collect();
    names.extend(wanted.into_iter().map(|one| one.title));
    let shown = columns.names.is_some() || source.dtype().is_some();
    let titles = Titles { names, shown, results };
    Ok(Job { tape, inputs, fixed, derivative_of, titles })
}

/// The function and its derivatives.
fn wanted(
    options: &FileArgs,
    reading: &mut Reading,
    fixed: &[(NodeId, NodeId)],
) -> Result<Vec<Wanted>, Failure> {
    let f = reading.root;
    let own = reading.conditions.clone();
    let mut all =
        vec![Wanted { title: label("", 0), root: f, derivative_of: None, conditions: own.clone() }];
    let order = options.order.unwrap_or(u32::from(options.wrt.is_some())) as usize;
    if order == 0 {
        return Ok(all);
    }
    let symbols = match &options.wrt {
        None => match changing(reading, fixed)[..] {
            [only] => vec![only],
            _ => vec![reading.variable(None)?],
        },
        Some(names) => {
            names.split(',').map(|name| reading.named(name)).collect::<Result<Vec<_>, _>>()?
        }
    };
    if order > 1 && symbols.len() > 1 {
        return Err(Failure::usage(format!(
            "derivatives of order {order} by several variables are many"
        ))
        .help("name one variable in `--wrt`, or leave `--order` out for the gradient"));
    }
    for x in symbols {
        let name = show::brief(&reading.graph, x);
        let (mut conditions, mut derivative_of) = (own.clone(), Some(0));
        for order in 1..=order {
            let root = nth_derivative(&mut reading.graph, f, x, order, options.max_work)?;
            conditions.extend(reading.graph.take_side_conditions());
            let (title, conditions) = (label(&name, order), conditions.clone());
            all.push(Wanted { title, root, derivative_of, conditions });
            derivative_of = Some(all.len() - 1);
        }
    }
    Ok(all)
}

/// The symbols that have no fixed value.
fn changing(reading: &Reading, fixed: &[(NodeId, NodeId)]) -> Vec<NodeId> {
    let is_fixed = |symbol: &NodeId| fixed.iter().any(|(known, _)| known == symbol);
    reading.variables.iter().copied().filter(|symbol| !is_fixed(symbol)).collect()
}

/// The symbols that have no fixed value, each with its column.
fn inputs(
    options: &FileArgs,
    reading: &mut Reading,
    fixed: &[(NodeId, NodeId)],
    source: &Source,
) -> Result<Vec<Input>, Failure> {
    let columns = source.columns();
    let mut chosen: Vec<(NodeId, usize)> = Vec::new();
    for part in options.column.iter().flat_map(|text| text.split(',')) {
        let Some((name, column)) = part.split_once('=') else {
            return Err(Failure::usage(format!("`{part}` names no symbol and column"))
                .help("say both, as in `--column x=price`"));
        };
        let (symbol, name) = (reading.named(name)?, name.trim());
        if fixed.iter().any(|(known, _)| *known == symbol) {
            return Err(Failure::usage(format!("`{name}` has a value by `--at` and a column")));
        }
        if chosen.iter().any(|(known, _)| *known == symbol) {
            return Err(Failure::usage(format!("`{name}` is given two columns")));
        }
        chosen.push((symbol, columns.find(column.trim())?));
    }
    let symbols = changing(reading, fixed);
    if symbols.is_empty() {
        return Err(Failure::usage(
            "the formula has no symbol that takes its values from a column",
        )
        .help("without `--input` a constant is evaluated to any number of digits"));
    }
    let alone = symbols.len() == 1;
    let mut inputs = Vec::with_capacity(symbols.len());
    for symbol in symbols {
        let name = show::brief(&reading.graph, symbol);
        let column = match chosen.iter().find(|(known, _)| *known == symbol) {
            Some((_, column)) => *column,
            None => columns.for_symbol(&name, alone)?,
        };
        let assumed = reading.graph.assumptions(symbol).cloned();
        let assumed = assumed.filter(|assumed| *assumed != Assumptions::default());
        inputs.push(Input { symbol, name, column, assumed });
    }
    Ok(inputs)
}

/// What is computed: the results with the fixed values in them, where the side conditions hold.
fn roots(
    reading: &mut Reading,
    wanted: &[Wanted],
    fixed: &[(NodeId, NodeId)],
    inputs: &[Input],
) -> Vec<NodeId> {
    let graph = &mut reading.graph;
    let mut roots = Vec::with_capacity(wanted.len());
    for one in wanted {
        let there = |condition: &SideCondition| SideCondition {
            of: graph.substitute(condition.of, fixed),
            ..*condition
        };
        let conditions: Vec<SideCondition> = one.conditions.iter().map(there).collect();
        let mut root = graph.substitute(one.root, fixed);
        for input in inputs {
            root = restrict(graph, root, input.symbol, &conditions);
        }
        roots.push(root);
    }
    roots
}

/// The files of a run.
struct Stream {
    source: Source,
    sink: Sink,
    bar: Bar,
    /// The input, for messages.
    name: String,
    keep: bool,
}

impl Stream {
    /// Takes all rows through the tape; their number, and the file that holds them.
    fn run<T: Number>(mut self, job: &Job) -> Result<(u64, Sink), Failure> {
        let mut evaluate = T::evaluator(&job.tape);
        let places: Vec<usize> = job.inputs.iter().map(|input| input.column).collect();
        let mut chunk = Chunk::<T>::new(places.len());
        let mut results = vec![Vec::new(); job.titles.results];
        let mut rows = 0;
        loop {
            let read = self.source.read(&places, self.keep, &mut chunk);
            read.map_err(|failure| failure.within(&self.name))?;
            if chunk.rows == 0 {
                return Ok((rows, self.sink));
            }
            let checked = check_assumptions(job, &self.source, &chunk, rows);
            checked.map_err(|failure| failure.within(&self.name))?;
            results.iter_mut().for_each(|result| result.resize(chunk.rows, T::default()));
            let columns: Vec<&[T]> = chunk.columns.iter().map(|column| &column[..]).collect();
            let mut slices: Vec<&mut [T]> = results.iter_mut().map(|r| &mut r[..]).collect();
            evaluate(&columns, &mut slices)?;
            spread_missing(job, &columns, &mut results);
            self.sink.write(&chunk, &results)?;
            rows += chunk.rows as u64;
            self.bar.advance(self.source.position(), rows);
        }
    }
}

/// NaN where an input is missing, and for derivatives where what they are taken of has no value: the rules make 1/x of
/// log(x), which has values at negative x, and 0 of 0 on both sides of a jump.
fn spread_missing<T: Number>(job: &Job, columns: &[&[T]], results: &mut [Vec<T>]) {
    let missing = |x: &T| x.wide().is_nan();
    for column in columns {
        for (place, _) in column.iter().enumerate().filter(|(_, x)| missing(x)) {
            results.iter_mut().for_each(|result| result[place] = T::of(f64::NAN));
        }
    }
    for (k, of) in job.derivative_of.iter().enumerate() {
        let Some(of) = *of else { continue };
        // What a derivative is taken of comes before it.
        let (before, after) = results.split_at_mut(k);
        for (result, value) in after[0].iter_mut().zip(&before[of]) {
            if missing(value) {
                *result = T::of(f64::NAN);
            }
        }
    }
}

/// Refuses rows of which what is assumed does not hold; the formula may be another one there.
fn check_assumptions<T: Number>(
    job: &Job,
    source: &Source,
    chunk: &Chunk<T>,
    before: u64,
) -> Result<(), Failure> {
    for (input, column) in job.inputs.iter().zip(&chunk.columns) {
        let Some(assumed) = &input.assumed else { continue };
        let Some(place) = column.iter().position(|x| !is_admitted(assumed, x.wide())) else {
            continue;
        };
        let row = before + place as u64 + 1;
        let (label, value) = (source.columns().label(input.column), column[place].wide());
        let texts = assumption_texts(&input.name, assumed).join(", ");
        let message = format!("row {row}, {label}: {value:?} does not fulfil {texts}");
        return Err(Error::new(ErrorKind::Domain, message).into());
    }
    Ok(())
}

/// Whether a value fulfils what is assumed; NaN does, for it says nothing.
fn is_admitted(assumed: &Assumptions, value: f64) -> bool {
    match Rational::try_from(value) {
        Ok(number) => assumed.admit(&number.into()),
        Err(_) if value == f64::INFINITY => assumed.upper.is_none() && !assumed.integer,
        Err(_) if value == f64::NEG_INFINITY => assumed.lower.is_none() && !assumed.integer,
        Err(_) => true,
    }
}

/// How far the work is, on a terminal, once it takes long.
struct Bar {
    bar: ProgressBar,
    start: Instant,
    shown: bool,
}

impl Bar {
    /// A bar for a number of bytes, where it is known.
    fn new(bytes: Option<u64>) -> Bar {
        let bar = bytes.map_or_else(ProgressBar::no_length, ProgressBar::new);
        bar.set_draw_target(ProgressDrawTarget::hidden());
        let template = match bytes {
            Some(_) => "{bar:30} {percent}% {msg}, {eta} to go",
            None => "{spinner} {msg}",
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        Bar { bar, start: Instant::now(), shown: talk::is_silent() }
    }

    fn advance(&mut self, bytes: u64, rows: u64) {
        if !self.shown && self.start.elapsed() >= PATIENCE {
            // Hidden again, by itself, where standard error is no terminal.
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
            self.shown = true;
        }
        self.bar.set_message(format!("{rows} rows"));
        self.bar.set_position(bytes);
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
