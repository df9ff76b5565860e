//! `rolle accuracy`: how far computed values are from the true ones.

use crate::failure::Failure;
use crate::outcome::Outcome;
use crate::reading::FormulaArgs;
use crate::talk;
use clap::Args;
use rolle::NodeId;
use rolle::tape::accuracy::{Accuracy, Case, Format, Meter, Points, SEED, Wrong, Zone};
use serde_json::{Value, json};
use std::fmt::Write;

/// Numbers of `f32` after which progress is told.
const PART: u32 = 1 << 26;

/// The error of computed values, in units in the last place of the true ones.
#[derive(Args, Debug)]
#[command(after_help = "\
Values are computed by the formula's stable form, in f32 and f64; for bf16 and fp16 in f32 and rounded. True values are
enclosures. f32 and f64 are sampled, bf16 and fp16 measured at all their numbers. Beside a zero, where |x·f′/f| > 8, the
error is given in units in the last place of x·f′(x). `wrong` counts 0, NaN and ±∞ where there is a normal number, and
numbers where there is none.

Examples:
  rolle accuracy \"gelu(x)\"
  rolle accuracy \"x/(1 + exp(-x))\" --order 2 --count 10000
  rolle accuracy \"tanh(x)\" --exhaustive --max-seconds 3600")]
pub(crate) struct AccuracyArgs {
    #[command(flatten)]
    formula: FormulaArgs,
    /// The highest derivative that is measured.
    #[arg(long, default_value_t = 1, value_name = "N", value_parser = clap::value_parser!(u8).range(0..=8))]
    order: u8,
    /// Random points of each kind: central, tails, subnormal.
    #[arg(long, default_value_t = 1000, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=10_000_000))]
    count: u32,
    /// Measure f32 at all its 2^32 numbers, and no other format: some minutes for each derivative.
    #[arg(long)]
    exhaustive: bool,
    /// The variable, where the formula has several.
    #[arg(long, value_name = "NAME")]
    wrt: Option<String>,
}

/// One derivative in one format.
struct Row {
    order: u8,
    format: Format,
    sampled: bool,
    found: Accuracy,
}

/// Runs `rolle accuracy`.
pub(crate) fn run(args: &AccuracyArgs) -> Result<Outcome, Failure> {
    let mut reading = args.formula.read()?;
    let x = reading.variable(args.wrt.as_deref())?;
    let mut rows = Vec::new();
    let mut root = reading.root;
    for order in 0..=args.order {
        if order > 0 {
            root = reading.graph.derivative(root, x);
        }
        let formats = if args.exhaustive { &[Format::F32][..] } else { &Format::ALL };
        for &format in formats {
            rows.push(measure(args, &reading.graph, root, x, (order, format))?);
        }
    }
    reading.keep_conditions();
    let mut json = reading.json("rolle.accuracy/1");
    json.insert("seed".into(), json!(SEED));
    json.insert("results".into(), rows.iter().map(row_json).collect());
    Ok(Outcome::answer(text(&rows), Value::Object(json)))
}

fn measure(
    args: &AccuracyArgs,
    graph: &rolle::Graph,
    root: NodeId,
    x: NodeId,
    (order, format): (u8, Format),
) -> Result<Row, Failure> {
    let mut meter = Meter::new(graph, root, x, format)?;
    let mut sampled = false;
    if args.exhaustive {
        for part in 0..=u32::MAX / PART {
            let first = part * PART;
            meter.measure_bits(first..=first + (PART - 1));
            let done = 100 * (u64::from(part) + 1) / (1 << 6);
            talk::note("measured", &format!("{done} %, worst {:.2} ULP", meter.found().ulp()));
        }
    } else if let Some(all) = format.all_numbers() {
        meter.measure(&all);
    } else {
        sampled = true;
        let points = Points::sample(graph, root, x, format, args.count as usize)?;
        points.kinds().iter().for_each(|(_, points)| meter.measure(points));
    }
    Ok(Row { order, format, sampled, found: meter.take() })
}

fn text(rows: &[Row]) -> String {
    let mut text = String::from(
        "        points            99 %     worst      at x            beside 0  subnormal  wrong  undecided\n",
    );
    for row in rows {
        let found = &row.found;
        let points = format!("{} {}", found.points, if row.sampled { "sampled" } else { "all" });
        let worst = found.worst.map_or(String::new(), |case| number(case.ulp));
        let at = found.worst.map_or(String::new(), |case| format!("{:.8e}", case.x));
        let beside = match found.worst_beside_zero {
            Some(_) => number(found.beside_zero_absolute),
            None => String::new(),
        };
        let subnormal = found.worst_subnormal.map_or(String::new(), |case| number(case.ulp));
        let _ = writeln!(
            text,
            "{:<3}{:<5}{points:<18}{:<9}{worst:<11}{at:<16}{beside:<10}{subnormal:<11}{:<7}{}",
            name(row.order),
            row.format.name(),
            number(found.quantile(0.99)),
            found.wrong(),
            found.open
        );
    }
    for row in rows {
        remarks(row, &mut text);
    }
    text
}

/// What else is to say of a row: the first wrong results, where values overflow, and where they are flushed to 0.
fn remarks(row: &Row, text: &mut String) {
    let head = format!("{} in {}", name(row.order), row.format.name());
    for (wrong, what) in wrongs(&row.found) {
        if let Some(Case { x, computed, truth, .. }) = wrong.first {
            let _ =
                writeln!(text, "{head}: wrong {what} at x = {x:?}: {computed:?}, truly {truth:?}");
        }
    }
    let how = if row.sampled { " (sampled)" } else { "" };
    for (zone, what) in [(row.found.overflow, "overflows"), (row.found.flushed, "is flushed to 0")]
    {
        let stretches = [(zone.negative, "−"), (zone.positive, "")];
        for (stretch, sign) in stretches {
            if let Some(stretch) = stretch {
                let (from, to) = (stretch.from, stretch.to);
                let _ =
                    writeln!(text, "{head}: {what} from x = {sign}{from:?} to {sign}{to:?}{how}");
            }
        }
    }
}

fn wrongs(found: &Accuracy) -> [(Wrong, &'static str); 3] {
    [(found.wrong_nan, "NaN"), (found.wrong_infinity, "infinity"), (found.wrong_zero, "zero")]
}

/// `f′`
fn name(order: u8) -> String {
    match order {
        0 => "f".into(),
        1 => "f′".into(),
        2 => "f″".into(),
        _ => format!("f{order}"),
    }
}

fn number(ulp: f64) -> String {
    match ulp {
        _ if ulp.is_infinite() => "> 16".into(),
        _ if ulp > 1e4 => format!("{ulp:.1e}"),
        _ => format!("{ulp:.2}"),
    }
}

fn row_json(row: &Row) -> Value {
    let found = &row.found;
    let wrong: serde_json::Map<String, Value> = wrongs(found)
        .into_iter()
        .map(|(wrong, what)| {
            let first = wrong.first.as_ref().map(case_json);
            (what.to_lowercase(), json!({ "count": wrong.count, "first": first }))
        })
        .collect();
    json!({
        "order": row.order,
        "format": row.format.name(),
        "sampled": row.sampled,
        "points": found.points,
        "ulp_99_percent": finite(found.quantile(0.99)),
        "worst": found.worst.as_ref().map(case_json),
        "worst_beside_zero": found.worst_beside_zero.as_ref().map(case_json),
        "beside_zero_absolute": finite(found.beside_zero_absolute),
        "worst_subnormal": found.worst_subnormal.as_ref().map(case_json),
        "wrong": wrong,
        "undecided": found.open,
        "outside": found.outside,
        "overflow": zone_json(found.overflow),
        "flushed": zone_json(found.flushed),
    })
}

fn case_json(case: &Case) -> Value {
    json!({
        "x": case.x,
        "computed": finite(case.computed),
        "true": finite(case.truth),
        "ulp": finite(case.ulp),
    })
}

/// JSON has no infinities: these are text.
fn finite(value: f64) -> Value {
    if value.is_finite() { json!(value) } else { json!(value.to_string()) }
}

fn zone_json(zone: Zone) -> Value {
    let side = |stretch: Option<rolle::tape::accuracy::Stretch>| {
        stretch.map(|stretch| json!({ "from": stretch.from, "to": stretch.to }))
    };
    json!({ "negative": side(zone.negative), "positive": side(zone.positive) })
}
