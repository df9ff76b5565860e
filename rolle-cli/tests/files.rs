//! `rolle eval --input`: files of numbers in, files of numbers out, whole or not at all.

mod common;

use common::{Folder, refuse, rolle, text};
use std::fs;

/// Runs `rolle eval FORMULA --input IN --output OUT` with further arguments; what standard error says.
#[track_caller]
fn eval(formula: &str, input: &str, output: &str, further: &[&str]) -> String {
    let arguments = [&["eval", formula, "--input", input, "--output", output], further].concat();
    let done = rolle(&arguments);
    let (out, err) = (text(&done.stdout), text(&done.stderr));
    assert_eq!(done.status.code(), Some(0), "{arguments:?}: {err}");
    assert_eq!(out, "", "{arguments:?}");
    err
}

/// The text that comes out of a text.
#[track_caller]
fn check(input: &str, formula: &str, further: &[&str], expected: &str) {
    let folder = Folder::new("table");
    let (from, to) = (folder.file("in.csv"), folder.file("out.csv"));
    fs::write(&from, input).expect("a file");
    eval(formula, &from, &to, &[further, &["--force"]].concat());
    assert_eq!(fs::read_to_string(&to).expect("a file"), expected, "{formula}: {input:?}");
}

const LOG: &str = "f,df/dx\nNaN,NaN\n0.6931471805599453,0.5\n";
const FLOOR: &str = "f,df/dx,d2f/dx^2\n1.0,NaN,NaN\n1.0,0.0,0.0\n";

#[test]
fn columns_in_columns_out() {
    for (input, formula, further, expected) in [
        ("x\n1\n2\n", "x^2", &[][..], "f\n1.0\n4.0\n"),
        ("x\r\n1\r\n2", "x^2", &[], "f\n1.0\n4.0\n"),
        ("\u{feff}x\n3\n", "x", &[], "f\n3.0\n"),
        ("1\n2\n", "t^2", &[], "1.0\n4.0\n"),
        ("price\n3\n", "x", &[], "f\n3.0\n"),
        ("1\n2\n", "x", &["--header", "yes"], "f\n2.0\n"),
        ("y,x\n1,2\n", "x - y", &[], "f\n1.0\n"),
        ("a,b\n1,2\n", "x - y", &["--column", "x=b,y=1"], "f\n1.0\n"),
        ("x\n3\n", "a*x", &["--at", "a=1/4"], "f\n0.75\n"),
        ("b\n3\n", "a*b^2", &["--at", "a=2", "--order", "1"], "f,df/db\n18.0,12.0\n"),
        ("x\n3\n", "x^3", &["--order", "2"], "f,df/dx,d2f/dx^2\n27.0,27.0,18.0\n"),
        ("x,y\n3,5\n", "x*y", &["--wrt", "x,y"], "f,df/dx,df/dy\n15.0,5.0,3.0\n"),
        // What has no value, and no derivative, says so.
        ("x\n-1\n0\n", "relu(x)", &["--order", "1"], "f,df/dx\n0.0,0.0\n0.0,NaN\n"),
        ("x\n-1\n2\n", "log(x)", &["--order", "1"], LOG),
        ("x\n1\n1.5\n", "floor(x)", &["--order", "2"], FLOOR),
        ("x\nnan\n", "{x if x > 0; 0 otherwise}", &["--order", "1"], "f,df/dx\nNaN,NaN\n"),
        ("x\n0\n4\n-4\n", "x/x*sqrt(x)", &[], "f\nNaN\n2.0\nNaN\n"),
        ("x\nnan\ninf\n-Infinity\n", "atan(x)*0 + x", &[], "f\nNaN\ninf\n-inf\n"),
        ("id,x\n\"a,b\",1\nc,2\n", "2x", &["--keep"], "id,x,f\n\"a,b\",1,2.0\nc,2,4.0\n"),
        ("x;y\n1;2\n", "x + y", &["--separator", ";"], "f\n3.0\n"),
        ("x\n0.1\n", "x", &["--dtype", "f32"], "f\n0.1\n"),
        ("x\n0.1\n", "3x", &[], "f\n0.30000000000000004\n"),
        ("x\n", "x", &[], "f\n"),
        ("x,y\n1,2\n\n3,4\n", "x", &[], "f\n1.0\n3.0\n"),
    ] {
        check(input, formula, further, expected);
    }
}

#[test]
fn tables_that_are_wrong() {
    let folder = Folder::new("wrong");
    let (from, to) = (folder.file("in.csv"), folder.file("out.csv"));
    for (input, formula, further, parts) in [
        ("x\n1\nabc\n", "x", &[][..], &["row 2 (line 3), column `x`", "`abc` is not a number"][..]),
        ("x,y\n1,\n", "y", &[], &["row 1 (line 2), column `y`", "the cell is empty", "`nan`"]),
        ("x\n1\n\n2\n", "x", &[], &["row 2: line 3 is empty"]),
        ("1,2\n3,x\n", "x", &["--column", "x=2"], &["row 2, column 2", "`x` is not a number"]),
        ("x\n\"1,5\"\n", "x", &[], &["decimals with a point"]),
        ("x,y\n1,2\n3\n", "x", &[], &["row 2 (line 3) has 1 cells"]),
        ("price,y\n1,2\n", "x", &["--column", "x=prise"], &["did you mean `price`?"]),
        ("a,b\n1,2\n", "x", &[], &["there is no column `x`", "`a`, `b`", "--column"]),
        ("1,2\n", "x", &[], &["have no names", "--column x=1"]),
        ("x;y\n1;2\n", "y*x", &[], &["--separator"]),
        ("1,2\n", "x", &["--column", "x=3"], &["there is no column 3"]),
        ("x,x\n1,2\n", "x", &[], &["both called `x`"]),
        ("x\n1\n", "x", &["--column", "x"], &["`x` names no symbol and column"]),
        ("x\n1\n", "x", &["--column", "x=1,x=1"], &["two columns"]),
        ("x\n1\n", "a*x", &["--at", "a=1", "--column", "a=1"], &["by `--at` and a column"]),
        ("x\n1\n", "3", &[], &["no symbol"]),
        ("x\n1\n-1\n", "sqrt(x^2)", &["--assume", "x > 0"], &["row 2", "does not fulfil x > 0"]),
        ("f,x\n1,2\n", "x", &["--keep"], &["a column `f` already"]),
        ("x\n1\n", "x*y", &["--at", "y=1", "--wrt", "x,y", "--order", "2"], &["are many"]),
        ("", "x", &[], &["is empty"]),
    ] {
        fs::write(&from, input).expect("a file");
        let arguments = [&["eval", formula, "--input", &from, "--output", &to], further].concat();
        refuse(&arguments, 2, parts);
        assert_eq!(folder.names(), ["in.csv"], "{arguments:?}");
    }
    refuse(&["eval", "x", "--input", &from], 2, &["--output"]);
    refuse(&["eval", "x", "--input", &from, "-o", &folder.file("a.gif")], 2, &["`.npy`"]);
    refuse(&["eval", "x", "--input", &folder.file("none.csv"), "-o", &to], 2, &["cannot be read"]);
    refuse(&["eval", "x", "--input", &folder.file("a.parquet"), "-o", &to], 2, &["convert it"]);
    refuse(&["eval", "x", "--order", "1"], 2, &["--input"]);
}

#[test]
fn nothing_is_overwritten_unasked() {
    let folder = Folder::new("overwrite");
    let (from, to) = (folder.file("in.csv"), folder.file("out.csv"));
    fs::write(&from, "x\n1\n").expect("a file");
    fs::write(&to, "mine").expect("a file");
    let arguments = ["eval", "x", "--input", &from, "--output", &to];
    refuse(&arguments, 2, &["exists already", "--force"]);
    assert_eq!(fs::read_to_string(&to).expect("a file"), "mine");
    // The old content stays where the work fails.
    refuse(&[&arguments[..], &["--force", "--column", "x=2"]].concat(), 2, &["no column 2"]);
    fs::write(&from, "x\n1\noops\n").expect("a file");
    refuse(&[&arguments[..], &["--force"]].concat(), 2, &["`oops`"]);
    assert_eq!(fs::read_to_string(&to).expect("a file"), "mine");
    // In place, even: the old file is read to its end before the new one takes its name.
    fs::write(&from, "x\n2\n").expect("a file");
    eval("x^2", &from, &from, &["--force"]);
    assert_eq!(fs::read_to_string(&from).expect("a file"), "f\n4.0\n");
    assert_eq!(folder.names(), ["in.csv", "out.csv"]);
}

/// The bytes of an array as `numpy.save` writes it.
fn npy(descr: &str, shape: &str, data: &[u8]) -> Vec<u8> {
    let header = format!("{{'descr': '{descr}', 'fortran_order': False, 'shape': {shape}, }}");
    let mut bytes = b"\x93NUMPY\x01\x00\x76\x00".to_vec();
    bytes.extend(format!("{header:<117}\n").bytes());
    bytes.extend(data);
    bytes
}

fn doubles(values: &[f64]) -> Vec<u8> {
    values.iter().flat_map(|x| x.to_le_bytes()).collect()
}

fn singles(values: &[f32]) -> Vec<u8> {
    values.iter().flat_map(|x| x.to_le_bytes()).collect()
}

#[test]
fn arrays_in_arrays_out() {
    let folder = Folder::new("npy");
    let (from, to) = (folder.file("in.npy"), folder.file("out.npy"));
    let single = npy("<f4", "(3,)", &singles(&[1.0, 2.0, f32::NAN]));
    let table = npy("<f8", "(2, 3)", &doubles(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0]));
    for (input, formula, further, expected) in [
        (&single, "2x", &[][..], npy("<f4", "(3,)", &singles(&[2.0, 4.0, f32::NAN]))),
        (&single, "x/4", &["--dtype", "f64"], npy("<f8", "(3,)", &doubles(&[0.25, 0.5, f64::NAN]))),
        (&table, "x*y", &["--column", "x=1,y=3"], npy("<f8", "(2,)", &doubles(&[3.0, 24.0]))),
        (
            &table,
            "x*y",
            &["--column", "x=1", "--column", "y=3", "--wrt", "y"],
            npy("<f8", "(2, 2)", &doubles(&[3.0, 1.0, 24.0, 4.0])),
        ),
    ] {
        fs::write(&from, input).expect("a file");
        eval(formula, &from, &to, &[&["--force"], further].concat());
        assert_eq!(fs::read(&to).expect("a file"), expected, "{formula} {further:?}");
    }
    fs::remove_file(&to).expect("a file");
    for (input, parts) in [
        (npy("<f8", "(3,)", &doubles(&[1.0])), &["136 bytes of the 152"][..]),
        (npy("<f8", "(99999999999999999999,)", &[]), &["no NPY file"]),
        (npy("<f8", "(18446744073709551615,)", &[]), &["more rows than can be"]),
        (npy("<i8", "(1,)", &[0; 8]), &["`<i8`", "astype"]),
        (npy("<f8", "(1, 2)", &doubles(&[1.0, 2.0])), &["which one is `x`?"]),
        (b"\x93NUMPY\x01".to_vec(), &["no NPY file"]),
        (b"\x93NUMPY\x02\x00\xff\xff\xff\xff".to_vec(), &["header"]),
        (b"x,y\n1,2\n".to_vec(), &["no NPY file"]),
    ] {
        fs::write(&from, input).expect("a file");
        refuse(&["eval", "x", "--input", &from, "--output", &to], 2, parts);
    }
    fs::write(&from, &single).expect("a file");
    refuse(&["eval", "x", "--input", &from, "--output", &to, "--keep"], 2, &["--keep"]);
    assert_eq!(folder.names(), ["in.npy"]);
}

#[test]
fn a_million_rows_by_way_of_text_and_of_bytes() {
    let folder = Folder::new("million");
    let rows = 1_000_000;
    let value = |i: usize| (i as f64 - 500_000.0) / 65_536.0;
    let lines: String = (0..rows).map(|i| format!("{i},{}\n", value(i))).collect();
    fs::write(folder.file("in.csv"), format!("id,x\n{lines}")).expect("a file");
    let data: Vec<f64> = (0..rows).map(value).collect();
    fs::write(folder.file("in.npy"), npy("<f8", "(1000000,)", &doubles(&data))).expect("a file");
    let file = |name: &str| folder.file(name);
    eval("tanh(x)", &file("in.csv"), &file("a.npy"), &["--order", "1"]);
    eval("tanh(x)", &file("in.npy"), &file("b.npy"), &["--order", "1"]);
    let bytes = fs::read(file("a.npy")).expect("a file");
    assert!(bytes == fs::read(file("b.npy")).expect("a file"), "text and bytes differ");
    let number = |k: usize| f64::from_le_bytes(bytes[128 + 8 * k..][..8].try_into().expect("8"));
    for (i, x) in data.into_iter().enumerate().step_by(997) {
        let (f, df) = (x.tanh(), x.cosh().powi(-2));
        assert!((number(2 * i) - f).abs() < 1e-15, "tanh({x})");
        assert!((number(2 * i + 1) - df).abs() <= 1e-14 * df, "tanh'({x})");
    }
    // Text holds every bit: what is written is read back.
    eval("tanh(x)", &file("in.npy"), &file("c.csv"), &["--order", "1"]);
    eval("f", &file("c.csv"), &file("d.npy"), &[]);
    eval("f", &file("b.npy"), &file("e.npy"), &["--column", "f=1"]);
    assert!(fs::read(file("d.npy")).expect("a file") == fs::read(file("e.npy")).expect("a file"));
    let report = rolle(&["eval", "x", "--input", &file("in.csv"), "-o", &file("f.csv"), "--json"]);
    let report: serde_json::Value = serde_json::from_slice(&report.stdout).expect("JSON");
    assert_eq!(report["schema"], "rolle.eval-file/1");
    assert_eq!(report["rows"], rows);
    assert_eq!(report["columns"]["x"], serde_json::json!({ "number": 2, "name": "x" }));
    assert_eq!(report["results"], serde_json::json!(["f"]));
}

/// What ends the work early leaves nothing behind.
#[cfg(unix)]
mod interrupted {
    use super::*;
    use std::io::Write;
    use std::process::{Child, Command, Output, Stdio};
    use std::time::{Duration, Instant};

    /// A run that waits for the end of its input, a draft beside its target.
    fn waiting(folder: &Folder, further: &[&str]) -> (Child, fs::File) {
        let (pipe, to) = (folder.file("in.csv"), folder.file("out.csv"));
        let made = Command::new("mkfifo").arg(&pipe).status().expect("mkfifo");
        assert!(made.success());
        let child = Command::new(env!("CARGO_BIN_EXE_rolle"))
            .args(["eval", "x", "--input", &pipe, "--output", &to])
            .args(further)
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut writer = fs::OpenOptions::new().write(true).open(&pipe).expect("a pipe");
        writer.write_all(b"x\n1\n2\n").expect("a reader");
        let start = Instant::now();
        while !folder.names().iter().any(|name| name.ends_with(".part")) {
            assert!(start.elapsed() < Duration::from_secs(30), "no draft");
            std::thread::sleep(Duration::from_millis(10));
        }
        (child, writer)
    }

    #[track_caller]
    fn check(output: &Output, folder: &Folder, code: i32, part: &str) {
        let err = text(&output.stderr);
        assert_eq!(output.status.code(), Some(code), "{err}");
        assert!(err.contains(part), "{err}");
        assert_eq!(folder.names(), ["in.csv"]);
    }

    #[test]
    fn by_a_signal() {
        for signal in ["-INT", "-TERM"] {
            let folder = Folder::new(&format!("signal{signal}"));
            let (child, _writer) = waiting(&folder, &[]);
            let id = child.id().to_string();
            assert!(Command::new("kill").args([signal, &id]).status().expect("kill").success());
            let output = child.wait_with_output().expect("the program ends");
            check(&output, &folder, 130, "interrupted");
        }
    }

    #[test]
    fn by_the_clock() {
        let folder = Folder::new("clock");
        let (child, _writer) = waiting(&folder, &["--max-seconds", "2"]);
        let output = child.wait_with_output().expect("the program ends");
        check(&output, &folder, 4, "no answer in 2 seconds");
    }

    #[test]
    fn by_a_bad_row() {
        let folder = Folder::new("row");
        let (child, mut writer) = waiting(&folder, &[]);
        writer.write_all(b"oops\n").expect("a reader");
        drop(writer);
        let output = child.wait_with_output().expect("the program ends");
        check(&output, &folder, 2, "row 3 (line 4), column `x`: `oops` is not a number");
    }

    #[test]
    fn by_a_full_disk() {
        let folder = Folder::new("full");
        let (from, to) = (folder.file("in.csv"), folder.file("out.npy"));
        fs::write(&from, "1\n".repeat(100_000)).expect("a file");
        // A file may have 64 blocks here, and the program is told so like of a disk that is full.
        let script = r#"trap "" XFSZ; ulimit -f 64; exec "$@""#;
        let output = Command::new("sh")
            .args(["-c", script, "sh", env!("CARGO_BIN_EXE_rolle")])
            .args(["eval", "x", "--input", &from, "--output", &to])
            .output()
            .expect("a shell");
        check(&output, &folder, 1, "could not be written");
    }
}
