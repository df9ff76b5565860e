//! The worst error of each function: on tables of values to a hundred bits, on a dense sample of all `f32`, and on
//! random doubles. Run with `--nocapture` to see it.

use std::path::Path;

use rolle_tape::vector::{Isa, Real};

use crate::functions::{Arguments, Format, ROWS, Row};
use crate::random::Random;
use crate::ulp::{Value, error};

/// The greatest error, and where.
struct Worst<T> {
    error: f64,
    at: (T, T),
    found: T,
}

fn worst<T: Real>(x: &[T], y: &[T], found: &[T], value: impl Fn(usize) -> Value) -> Worst<T> {
    let mut worst = Worst { error: -1.0, at: (T::ZERO, T::ZERO), found: T::ZERO };
    for k in 0..x.len() {
        let error = error(found[k], value(k));
        if error > worst.error {
            worst = Worst { error, at: (x[k], y[k]), found: found[k] };
        }
    }
    worst
}

/// Prints the worst error of a row, and gives a complaint if it is above the bound.
fn judge<T: Format>(row: &Row, worst: Worst<T>, margin: f64) -> Option<String> {
    let Worst { error, at, found } = worst;
    let line = format!("{:12} {} {error:6.3} at {at:?}: {found:?}", row.name, T::NAME);
    eprintln!("{line}");
    (error > T::bound(row) + margin).then_some(line)
}

fn none(complaints: Vec<String>) {
    assert!(complaints.is_empty(), "beyond the bound:\n{}", complaints.join("\n"));
}

type Table<T> = (Vec<T>, Vec<T>, Vec<Value>);

/// The lines of a table that a row can take.
fn table<T: Format>(row: &Row) -> Table<T> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(T::NAME);
    let text = std::fs::read_to_string(folder.join(row.table).with_extension("tsv")).unwrap();
    let mut table = (Vec::new(), Vec::new(), Vec::new());
    for line in text.lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        let double = |k: usize| f64::from_bits(u64::from_str_radix(fields[k], 16).unwrap());
        let exact = |k: usize| {
            let number = T::from_f64(double(k));
            assert_eq!(number.to_f64(), double(k), "no {}: {line}", T::NAME);
            number
        };
        if row.arguments == Arguments::One && double(1) != 0.0 {
            continue;
        }
        table.0.push(exact(0));
        table.1.push(exact(1));
        let exponent = fields[4].parse().unwrap();
        table.2.push(Value { mantissa: double(2), rest: double(3), exponent });
    }
    assert!(table.0.len() > 50, "{} has too few lines", row.table);
    table
}

fn on_table<T: Format>(row: &Row) -> Option<String> {
    let (x, y, values) = table::<T>(row);
    let found = T::run(row)(Isa::best(), &x, &y);
    judge(row, worst(&x, &y, &found, |k| values[k]), 0.0)
}

#[test]
fn tables() {
    none(
        ROWS.iter()
            .flat_map(|row| [on_table::<f32>(row), on_table::<f64>(row)])
            .flatten()
            .collect(),
    );
}

/// The second column for a sample of first ones.
fn second<T: Real>(row: &Row, random: &mut Random, x: T) -> T {
    match row.arguments {
        Arguments::One => T::ZERO,
        Arguments::Words => random.second_word(x),
        Arguments::Two => random.argument(),
    }
}

fn of_sample<T: Format>(row: &Row, x: &[T]) -> Worst<T> {
    let mut random = Random(0x2545_f491_4f6c_dd1d);
    let y: Vec<T> = x.iter().map(|&x| second(row, &mut random, x)).collect();
    let found = T::run(row)(Isa::best(), x, &y);
    worst(x, &y, &found, |k| Value::from_f64((row.reference)(x[k].to_f64(), y[k].to_f64())))
}

fn on_sample<T: Format>(row: &Row, x: &[T], margin: f64) -> Option<String> {
    judge(row, of_sample(row, x), margin)
}

#[test]
fn dense_sample_of_single_precision() {
    // A step that is no power of two, so that the low bits vary.
    let x: Vec<f32> = (0..=u32::MAX).step_by(4099).map(f32::from_bits).collect();
    none(ROWS.iter().filter_map(|row| on_sample(row, &x, 0.0)).collect());
}

#[test]
#[ignore = "minutes for each function"]
fn all_of_single_precision() {
    let complaints = ROWS.iter().filter_map(|row| {
        // In blocks of a million.
        let block = |block: u32| {
            let x: Vec<f32> = (0..1 << 20).map(|k| f32::from_bits(block << 20 | k)).collect();
            of_sample(row, &x)
        };
        let worst = (0..1 << 12).map(block).max_by(|a, b| a.error.total_cmp(&b.error));
        judge(row, worst.expect("there are blocks"), 0.0)
    });
    none(complaints.collect());
}

#[test]
fn random_doubles() {
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let x: Vec<f64> = (0..200_000).map(|_| random.argument()).collect();
    // The reference is rounded, and not correctly everywhere. It knows nothing of second words.
    let rows = ROWS.iter().filter(|row| row.arguments != Arguments::Words);
    none(rows.filter_map(|row| on_sample(row, &x, 1.0)).collect());
}

fn same_bits<T: Format>(row: &Row) {
    let (mut x, mut y, _) = table::<T>(row);
    let mut random = Random(0xd1b5_4a32_d192_ed03);
    for _ in 0..20_000 {
        x.push(random.argument());
        y.push(second(row, &mut random, *x.last().unwrap()));
    }
    let expected = T::run(row)(Isa::Portable, &x, &y);
    for isa in Isa::available() {
        let found = T::run(row)(isa, &x, &y);
        for k in 0..x.len() {
            let (a, b) = (found[k], expected[k]);
            let same = a.to_bits() == b.to_bits() || (a.to_f64().is_nan() && b.to_f64().is_nan());
            assert!(same, "{} at {:?}: {a:?} on {}, {b:?}", row.name, (x[k], y[k]), isa.name());
        }
    }
}

#[test]
fn every_instruction_set_gives_the_same_bits() {
    for row in ROWS {
        same_bits::<f32>(row);
        same_bits::<f64>(row);
    }
}
