//! The program as its users meet it: arguments in; standard output, standard error, exit code and files out.

mod common;

use common::{Folder, refuse, rolle, text};
use rolle_check::{Certificate, Claim, Place};
use std::io::Write;
use std::process::{Command, Output, Stdio};

fn with_input(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_rolle"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut pipe = child.stdin.take().expect("a pipe");
    // A program that has seen enough closes the pipe.
    let _ = pipe.write_all(input);
    drop(pipe);
    child.wait_with_output().expect("the program ends")
}

/// Standard output to the letter, and the exit code.
#[track_caller]
fn check(arguments: &[&str], code: i32, expected: &str) {
    let output = rolle(arguments);
    let (out, err) = (text(&output.stdout), text(&output.stderr));
    assert_eq!(out.trim_end(), expected, "{arguments:?}: {err}");
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {err}");
}

fn json(arguments: &[&str]) -> serde_json::Value {
    let output = rolle(arguments);
    assert_eq!(text(&output.stderr), "", "{arguments:?}");
    serde_json::from_slice(&output.stdout).expect("JSON")
}

#[test]
fn results() {
    for (arguments, expected) in [
        (&["diff", "x^3 - 3x"][..], "3*x^2 - 3"),
        (&["diff", "x^3", "--order", "2"], "6*x"),
        (&["diff", "x^2", "--format", "latex"], "2 x"),
        (&["diff", "x^2", "--at", "3"], "6"),
        (&["diff", "exp(x)", "--at", "x=1", "--digits", "20"], "2.7182818284590452354"),
        (&["diff", "relu(x)", "--at", "1"], "1"),
        (&["diff", "-x^2"], "-2*x"),
        (&["diff", "a*x^2", "--wrt", "x"], "2*a*x"),
        (&["diff", "x^2 y", "--wrt", "x,y"], "df/dx = 2*x*y\ndf/dy = x^2"),
        (&["diff", "x^2 y", "--wrt", "x,x,y"], "2"),
        (&["diff", "x^2 y", "--wrt", "x,y", "--mixed"], "2*x"),
        (&["diff", "5"], "0"),
        (&["eval", "x^2", "--at", "x=3"], "9"),
        (&["eval", "1/3"], "0.333333333333333"),
        (&["eval", "sin(pi/3)", "--exact"], "sqrt(3)/2"),
        (&["eval", "x*y", "--at", "x=0.1,y=1e-3", "--digits", "5"], "0.00010000"),
        (&["eval", "x^(10^9)", "--at", "x=2", "--digits", "10"], "4.612976001e301029995"),
        (&["limit", "(1 + 1/x)^x", "--to", "oo"], "e"),
        (&["limit", "exp(x)", "--to", "-oo"], "0"),
        (&["limit", "tan(x)", "--to", "pi/2", "--from", "left"], "oo"),
        (&["limit", "1/x", "--to", "0"], "does not exist: from the left -oo, from the right oo"),
        (&["series", "exp(x)", "--order", "3"], "1 + x + x^2/2 + O(x^3)"),
        (&["series", "relu(x)"], "from the left:  0\nfrom the right: x"),
        (&["series", "relu(x)", "--side", "right"], "x"),
        (&["simplify", "sin(x)^2 + cos(x)^2"], "1"),
        (&["expand", "(x + 1)^2"], "x^2 + 2*x + 1"),
        (&["factor", "x^4 - y^4"], "(x + y)*(x - y)*(x^2 + y^2)"),
        (&["together", "1/x + 1/(x + 1)"], "(2*x + 1)/(x^2 + x)"),
        (&["apart", "1/(x^2 - 1)"], "1/(2*(x - 1)) - 1/(2*(x + 1))"),
        (&["collect", "a*x + b*x + a", "--wrt", "x"], "a + x*(a + b)"),
        (&["collect", "a*x + b*x + a"], "a + x*(a + b)"),
        (&["apart", "1/(x^2 - a^2)"], "1/(2*a*(x - a)) - 1/(2*a*(a + x))"),
        (&["simplify", "sqrt(a^2)", "--assume", "a > 0"], "a"),
        (&["diff", "a*t^2"], "2*a*t"),
        (&["diff", "w*s", "--assume", "s > 0"], "s"),
        (&["diff", "x/(1 + x^2)", "--simplify"], "-(x - 1)*(x + 1)/(x^2 + 1)^2"),
        (&["diff", "sin(x)^2 + cos(x)^2"], "0"),
        (&["eval", "x % 3", "--at", "-1"], "2"),
        (&["eval", "fmod(x, 3)", "--at", "-1"], "-1"),
    ] {
        check(arguments, 0, expected);
    }
}

#[test]
fn kinks_have_two_slopes() {
    for (formula, at, expected) in [
        ("relu(x)", "0", "does not exist: slope from the left 0, from the right 1"),
        ("sqrt(x)", "0", "does not exist: slope from the left none, from the right oo"),
        ("hardswish(x)", "3", "does not exist: slope from the left 3/2, from the right 1"),
        ("x*abs(x)", "0", "0"),
    ] {
        check(&["diff", formula, "--at", at], 0, expected);
    }
    check(
        &["diff", "abs(x)^3", "--order", "3", "--at", "0"],
        0,
        "does not exist: slope from the left -6, from the right 6",
    );
}

#[test]
fn parameters_are_told_and_assumed() {
    let formula = "{x if x > 0; a*x otherwise}";
    let output = rolle(&["diff", formula]);
    let err = text(&output.stderr);
    assert!(err.contains("a function of: x, with the parameter a"), "{err}");
    let slopes = "does not exist: slope from the left a, from the right 1";
    check(&["diff", formula, "--at", "0", "--assume", "0 < a < 1"], 0, slopes);
    let known = json(&["diff", formula, "--assume", "a in (0, 1)", "--assume", "a != 0", "--json"]);
    assert_eq!(known["assumptions"], serde_json::json!(["0 < a < 1", "a != 0"]));
    assert_eq!(known["variable"], "x");
    let report = text(&rolle(&["report", formula, "--assume", "0 < a < 1", "--no-plot"]).stdout);
    assert!(!report.contains("depends on the parameters"), "{report}");
    refuse(
        &["diff", "a*x", "--assume", "a > b"],
        2,
        &["1 | a > b", "  |     ^", "must be a number"],
    );
    refuse(&["diff", "a*x", "--assume", "a > 1", "--assume", "a < 0"], 2, &["no number `a`"]);
    refuse(&["report", "relu(x)", "--assume", "x > 0"], 2, &["`x` is the variable"]);
    refuse(&["eval", "a*x", "--at", "a=-1,x=1", "--assume", "a > 0"], 2, &["assumption a > 0"]);
    let unused = rolle(&["diff", "x^2", "--assume", "a > 0"]);
    assert!(text(&unused.stderr).contains("does not contain `a`"));
}

#[test]
fn errors_point_at_the_formula() {
    refuse(
        &["diff", "x*sigmoyd(x)"],
        2,
        &["1 | x*sigmoyd(x)", "  ^^^^^^^", "did you mean `sigmoid`"],
    );
    refuse(&["x*sigmoyd(x)"], 2, &["unknown function"]);
    refuse(&["diff", "(x"], 2, &["`(` is not closed"]);
    refuse(&["diff", ""], 2, &["there is no formula"]);
    refuse(&["diff", "sin(x, y)"], 2, &["error:"]);
    refuse(&["eval", "0/0"], 2, &["divides by zero"]);
    refuse(&["eval", "1/(x-x)"], 2, &["divides by zero"]);
    for verb in ["report", "diff", "simplify", "factor", "series", "plot"] {
        let why = "the formula has no value anywhere: a division by zero";
        refuse(&[verb, "1/(sin(x)^2 + cos(x)^2 - 1)"], 2, &[why]);
    }
    refuse(&["eval", "log(-1)"], 2, &["domain of `log`"]);
    refuse(&["eval", "1/x", "--at", "0"], 2, &["division by zero"]);
    refuse(&["eval", "x/x", "--at", "0"], 2, &["it needs x != 0"]);
    refuse(&["eval", "x", "--at", "foo(1"], 2, &["error:", "1 | foo(1"]);
    refuse(&["eval", "x", "--at", "y"], 2, &["contains the variable `y`"]);
    refuse(&["eval", "x + y", "--at", "x=1"], 2, &["`y` has no value"]);
    refuse(&["eval", "x", "--at", "x=1,x=2"], 2, &["two values"]);
    refuse(&["diff", "x*y"], 2, &["several variables: `x`, `y`", "--wrt x"]);
    refuse(&["diff", "x*y", "--wrt", "2"], 2, &["not the name of a variable"]);
    refuse(&["limit", "x", "--to", "oo", "--from", "left"], 2, &["one side only"]);
    refuse(&["plot", "x", "--range", "2..1"], 2, &["is empty"]);
    refuse(&["zoo", "reluu"], 2, &["no `reluu`", "`relu`"]);
    refuse(&["dif", "x^2"], 2, &["'diff'"]);
    refuse(&["diff", "x", "--no-such"], 2, &["--no-such"]);
}

#[test]
fn limits_have_their_own_exit_code() {
    refuse(&["expand", "(x + y)^(10^9)"], 4, &["terms", "--max-terms"]);
    refuse(&["eval", "pi", "--digits", "100000"], 4, &["100000"]);
    refuse(&["eval", "x + 1", "--max-bytes", "3"], 4, &["limit is 3"]);
    let slow = [b'9'; 1_000_000];
    let output = with_input(&["eval", "-", "--max-seconds", "1"], &slow);
    assert_eq!(output.status.code(), Some(4), "the watchdog barks");
    let output = with_input(&["eval", "-", "--max-bytes", "3"], b"x + 1");
    assert_eq!(output.status.code(), Some(4));
}

#[test]
fn talk_goes_to_standard_error() {
    let output = rolle(&["eval", "1/2x", "--at", "3"]);
    assert_eq!(text(&output.stdout), "1.5\n");
    let err = text(&output.stderr);
    for part in ["read as: x/2", "`(1/2)*x`", "write `1/(2*x)`", "exactly: 3/2"] {
        assert!(err.contains(part), "{err}");
    }
    let quiet = rolle(&["eval", "1/2x", "--at", "3", "--quiet"]);
    assert_eq!(text(&quiet.stderr), "");
    assert_eq!(text(&rolle(&["eval", "1/2x", "--at", "4", "--tight"]).stdout), "0.125\n");
}

#[test]
fn colors_are_asked_for() {
    let colored = |choice: &str| rolle(&["--color", choice, "diff", "(x"]).stderr.contains(&0x1b);
    assert!(colored("always"));
    assert!(!colored("never"));
    assert!(!colored("auto"));
}

#[test]
fn claims_have_verdicts() {
    check(
        &["prove", "x^3", "strictly increasing", "f' = 3x^2 on [0, 1]"],
        0,
        "✓ strictly increasing\n  proven: it rises on (-oo, 0), (0, oo), and the limits and values between \
         follow in order\n✓ f' = 3x^2 on [0, 1]\n  proven: the difference is 0",
    );
    let code =
        |claims: &[&str]| rolle(&[&["prove", "sin(x^2)", "-q"], claims].concat()).status.code();
    assert_eq!(code(&["even"]), Some(0));
    assert_eq!(code(&["even", "range = [-1, 1]"]), Some(2));
    assert_eq!(code(&["range = [-1, 1]", "odd"]), Some(1));
    refuse(&["prove", "x", "incresing"], 2, &["did you mean `increasing`?", "^^^^^^^^^"]);
    refuse(&["prove", "x", "f ≤ sigmiod(x)"], 2, &["unknown function `sigmiod`", "     ^^^^^^^"]);
    let document = json(&["prove", "sigmoid(x)", "lipschitz <= 1/5", "convex", "--json"]);
    let claims = document["claims"].as_array().expect("claims");
    assert_eq!(claims[0]["verdict"], "refuted");
    assert_eq!(claims[0]["witness"]["value"]["exact"], "1/4");
    assert_eq!(claims[0]["witness"]["reached"][0]["kind"], "attained");
    assert_eq!(claims[1]["witness"]["at"].as_array().map(Vec::len), Some(3));
    let all = rolle(&["prove", "silu(x)", "-q"]);
    let text = text(&all.stdout);
    for part in
        ["lipschitz ", "≈1.09983932012887", "minimum ≈-0.278464542761074", "smooth", "x at oo"]
    {
        assert!(text.contains(part), "{part}: {text}");
    }
}

#[test]
fn a_verdict_has_its_proof_on_demand() {
    let short = rolle(&["prove", "silu(x)", "increasing on [0, oo)", "-q"]);
    assert!(!text(&short.stdout).contains("proof:"));
    check(
        &["prove", "elu(x)", "strictly increasing", "--proof"],
        0,
        "✓ strictly increasing\n  proven: it rises on (-oo, 0), (0, oo), and the limits and values between \
         follow in order\n  proof:\n    1. On (-oo, 0) f(x) = exp(x) - 1 is smooth; f rises on (-oo, 0).\n       \
         a) f'(x) = exp(x) > 0, as an exponential.\n    2. At 0: f(0) = 0, f -> 0 as x -> 0-, f -> 0 as x -> \
         0+: f is continuous there.\n    3. On (0, oo) f(x) = x is smooth; f rises on (0, oo).\n       \
         a) f'(x) = 1 > 0.\n    4. Since at the joints values and limits follow in order, f is strictly \
         increasing on the whole line.",
    );
    let claims = ["increasing", "f >= -1", "zeros = {1}", "lipschitz <= 1.1", "convex on [-1, 1]"];
    let arguments = [&["prove", "silu(x)", "--proof", "--json"][..], &claims].concat();
    let document = json(&arguments);
    let documents = document["claims"].as_array().expect("claims");
    assert_eq!(documents.len(), claims.len());
    for (claim, shown) in claims.iter().zip(documents) {
        let proof = &shown["proof"];
        assert_eq!(proof["kind"], "claim");
        assert!(proof["statement"].as_str().expect("text").starts_with(claim));
        let mut waiting = vec![proof];
        let mut nodes = 0;
        while let Some(node) = waiting.pop() {
            nodes += 1;
            for key in ["kind", "statement", "formula", "interval", "children"] {
                assert!(node.get(key).is_some(), "{claim}: {key}");
            }
            waiting.extend(node["children"].as_array().expect("children"));
        }
        assert!(nodes > 2, "{claim}");
    }
    let piece = &documents[4]["proof"]["children"];
    let piece = piece.as_array().expect("children").iter().find(|node| node["kind"] == "piece");
    let interval = &piece.expect("a piece")["interval"];
    assert_eq!(interval["left"]["at"]["exact"], "-1");
    assert_eq!(interval["right"]["closed"], false);
    let all = rolle(&["prove", "silu(x)", "-q", "--proof"]);
    assert!(text(&all.stdout).contains("By what is shown under `range`."));
}

#[test]
fn certificates_are_written_and_checked() {
    let folder = Folder::new("certificates");
    let file = folder.file("c.json");
    let prove = |formula: &str, claims: &[&str], more: &[&str]| {
        let start = ["prove", formula, "--certificate", &file];
        let output = rolle(&[&start, claims, more].concat());
        (output.status.code(), text(&output.stderr))
    };
    assert_eq!(prove("sigmoid(x)", &["lipschitz <= 1/4"], &[]).0, Some(0));
    let formula = "f(x) = sigmoid(x)";
    let claim = "f is Lipschitz with the constant 1/4 on (-oo, oo)";
    check(&["check", &file], 0, &format!("{formula}\n✓ {claim}\nverified"));
    let document = json(&["check", &file, "--json"]);
    assert_eq!(document["schema"], "rolle.check/1");
    assert_eq!((&document["verified"], &document["claims"][0]), (&true.into(), &claim.into()));

    // A file that is there stays, unless it is to be replaced.
    let first = std::fs::read_to_string(&file).expect("a file");
    let (code, err) = prove("tanh(x)", &[], &[]);
    assert!(code == Some(2) && err.contains("exists already"), "{code:?} {err}");
    assert_eq!(std::fs::read_to_string(&file).expect("a file"), first);
    assert_eq!(prove("tanh(x)", &[], &["--force"]).0, Some(0));
    assert_ne!(std::fs::read_to_string(&file).expect("a file"), first);
    std::fs::remove_file(&file).expect("it is there");

    // What is refuted, undecided or without a rule gives none.
    let (code, err) = prove("sigmoid(x)", &["lipschitz <= 1/5"], &[]);
    assert!(code == Some(1) && err.contains("no rule for what refutes"), "{code:?} {err}");

    // What refutes a claim is certified, of a function with endlessly many zeros too.
    let (code, err) = prove("x + sin(x)^2", &["f'' > 3 on (0, 1)"], &[]);
    assert!(code == Some(1) && err.contains("the certificate refutes"), "{code:?} {err}");
    let output = rolle(&["check", &file]);
    assert!(text(&output.stdout).contains("f'' is between 1.08060461173627"), "{output:?}");
    std::fs::remove_file(&file).expect("it is there");
    let (code, err) = prove("tanh(x)", &["smooth"], &[]);
    assert!(code == Some(3) && err.contains("no rule for this kind of claim"), "{code:?} {err}");
    assert_eq!(folder.names(), [""; 0]);

    // The verdicts are printed all the same, and of several claims those are certified that can be.
    let arguments = ["prove", "tanh(x)", "smooth", "--certificate", &file, "-q"];
    let output = rolle(&arguments);
    assert_eq!(output.status.code(), Some(3));
    assert!(text(&output.stdout).contains("✓ smooth"), "{}", text(&output.stdout));
    let document = json(&[&arguments[..], &["--json"]].concat());
    assert_eq!(document["claims"][0]["verdict"], "proven");
    assert_eq!(document["certificate"]["written"], false);
    assert_eq!(folder.names(), [""; 0]);
    let (code, err) = prove("tanh(x)", &["smooth", "increasing"], &[]);
    assert!(code == Some(3) && err.contains("not certified: smooth: the checker has no rule"));
    check(&["check", &file], 0, "f(x) = tanh(x)\n✓ f is increasing on (-oo, oo)\nverified");
    std::fs::remove_file(&file).expect("it is there");

    // What it falls short of, and another function that it speaks of, are told.
    let (code, err) = prove("x^2", &["range = [0, oo)"], &[]);
    assert!(
        code == Some(0) && err.contains("which ends of the range are values"),
        "{code:?} {err}"
    );
    let (code, err) = prove("exp(x)", &["f >= 1 + x"], &["--force"]);
    assert!(code == Some(0) && err.contains("speaks of: exp(x) - x - 1"), "{code:?} {err}");
}

#[test]
fn a_certificate_that_does_not_hold_is_refused() {
    let folder = Folder::new("refused");
    let file = folder.file("c.json");
    let made = rolle(&["prove", "silu(x)", "increasing on [0, oo)", "--certificate", &file, "-q"]);
    assert_eq!(made.status.code(), Some(0));
    let certificate = std::fs::read_to_string(&file).expect("a file");

    // Changed, so that the digest no longer belongs to it.
    let changed = folder.file("changed.json");
    std::fs::write(&changed, certificate.replace("\"sigmoid\"", "\"tanh\"")).expect("written");
    refuse(&["check", &changed], 2, &["it was changed"]);
    // Claims more than its tables show, with the right digest.
    let mut claims_too_much = Certificate::from_text(&certificate).expect("a certificate");
    let Claim::Monotone { on, .. } = &mut claims_too_much.claims[0] else {
        panic!("another claim")
    };
    on.from = Place::MinusInfinity;
    on.closed[0] = false;
    let wrong = folder.file("wrong.json");
    std::fs::write(&wrong, claims_too_much.to_text()).expect("written");
    let output = rolle(&["check", &wrong]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stdout).contains("refused: claim 0"), "{}", text(&output.stdout));
    assert_eq!(json(&["check", &wrong, "--json"])["verified"], false);

    // No certificate at all.
    std::fs::write(&changed, "{}").expect("written");
    refuse(&["check", &changed], 2, &["not a certificate"]);
    refuse(&["check", &folder.file("none.json")], 2, &["could not be read"]);
}

#[test]
fn documents_name_their_schema() {
    for (arguments, schema) in [
        (&["diff", "x^2 sin x", "--steps", "--json"][..], "rolle.diff/1"),
        (&["diff", "relu(x)", "--at", "0", "--json"], "rolle.diff/1"),
        (&["prove", "relu(x)", "convex", "--json"], "rolle.prove/1"),
        (&["prove", "relu(x)", "--json"], "rolle.prove/1"),
        (&["eval", "x/3", "--at", "1", "--json"], "rolle.eval/1"),
        (&["limit", "1/x", "--to", "0", "--json"], "rolle.limit/1"),
        (&["series", "relu(x)", "--json"], "rolle.series/1"),
        (&["factor", "x^2 - 1", "--json"], "rolle.rewrite/1"),
        (&["plot", "x^2", "--json"], "rolle.plot/1"),
        (&["table", "x^2", "--json"], "rolle.table/1"),
        (&["zoo", "relu", "--json"], "rolle.zoo/1"),
        (&["report", "relu(x)", "--json"], "rolle.report/1"),
        (&["diff", "(x", "--json"], "rolle.error/1"),
        (&["diff", "--no-such", "--json", "x", "y"], "rolle.error/1"),
    ] {
        assert_eq!(json(arguments)["schema"], schema, "{arguments:?}");
    }
    let error = json(&["diff", "x*sigmoyd(x)", "--json"]);
    assert_eq!(error["kind"], "unknown-name");
    assert_eq!((&error["span"]["start"], &error["span"]["end"]), (&2.into(), &9.into()));
    let kink = json(&["diff", "relu(x)", "--at", "0", "--json"]);
    let slope = &kink["derivatives"][0]["at_point"];
    assert_eq!(slope["kind"], "sides-differ");
    assert_eq!(slope["right"]["value"]["exact"]["plain"], "1");
    let steps = json(&["diff", "x^2 sin x", "--steps", "--json"]);
    assert_eq!(steps["derivatives"][0]["derivations"][0]["steps"][0]["rule"], "product rule");
}

#[test]
fn the_last_step_is_the_derivative() {
    for arguments in [
        &["diff", "x^2 sin x"][..],
        &["diff", "x*relu(x)"],
        &["diff", "sigmoid(x)", "--order", "3"],
        &["diff", "max(x, x^2) + |x - 1|"],
    ] {
        let plain = json(&[arguments, &["--json"]].concat());
        let steps = json(&[arguments, &["--json", "--steps"]].concat());
        let [plain, steps] = [&plain, &steps].map(|document| &document["derivatives"][0]);
        assert_eq!(plain["derivative"], steps["derivative"], "{arguments:?}");
        let chain = steps["derivations"].as_array().expect("derivations").last().expect("one");
        let list = chain["steps"].as_array().expect("steps");
        let named = list.iter().rev().find(|step| step["rule"] == "normal form");
        let end = named.unwrap_or(&list[0]);
        assert_eq!(end["after"], plain["derivative"]["plain"], "{arguments:?}");
    }
}

#[test]
fn budgets_of_proofs_are_options() {
    let spent = "the budget of 0 s is spent";
    for (arguments, code) in [
        (&["prove", "gelu(x)", "lipschitz <= 1.13", "--seconds", "0"][..], 2),
        (&["prove", "gelu(x)", "--seconds", "0"], 0),
        (&["table", "gelu(x)", "--seconds", "0"], 3),
        (&["report", "gelu(x)", "--seconds", "0"], 0),
    ] {
        let output = rolle(arguments);
        let shown = text(&output.stdout) + &text(&output.stderr);
        let flat = shown.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {shown}");
        assert!(flat.contains(spent), "{arguments:?}: {shown}");
    }
    for arguments in [
        &["prove", "gelu(x)", "lipschitz <= 1.13", "--seconds", "20", "--boxes", "5000"][..],
        &["prove", "gelu(x)", "lipschitz <= 1.13", "--digits", "40", "--max-boxes", "5000"],
        &["table", "gelu(x)", "--digits", "40", "--boxes", "5000"],
    ] {
        assert_eq!(rolle(arguments).status.code(), Some(0), "{arguments:?}");
    }
    refuse(&["prove", "gelu(x)", "--seconds", "-1"], 2, &[]);
    refuse(&["prove", "gelu(x)", "--digits", "3"], 2, &["16..=10000"]);
}

#[test]
fn a_report_tells_what_is_known() {
    for arguments in [&["relu(x)"][..], &["report", "relu(x)", "--no-plot"]] {
        let output = rolle(arguments);
        assert_eq!(output.status.code(), Some(0));
        let out = text(&output.stdout);
        assert!(out.contains("max(x, 0)") && out.contains("torch"), "{out}");
        assert!(!out.contains('\u{1b}'), "no color on a pipe");
    }
}

#[test]
fn files_are_whole_or_not_there() {
    let folder = Folder::new("files");
    let svg = folder.file("a.svg");
    let plot = |arguments: &[&str]| {
        let output = rolle(&[&["plot", "relu(x)", "-o"], arguments].concat());
        (output.status.code(), text(&output.stderr))
    };
    assert_eq!(plot(&[&svg]).0, Some(0));
    let first = std::fs::read_to_string(&svg).expect("a file");
    assert!(first.starts_with("<svg") || first.starts_with("<?xml"), "{first:.40}");
    let (code, err) = plot(&[&svg, "--at", "1"]);
    assert_eq!(code, Some(2));
    assert!(err.contains("exists already") && err.contains("--force"), "{err}");
    assert_eq!(std::fs::read_to_string(&svg).expect("a file"), first);
    assert_eq!(plot(&[&svg, "--at", "1", "--force"]).0, Some(0));
    assert_ne!(std::fs::read_to_string(&svg).expect("a file"), first);
    let (code, err) = plot(&[&folder.file("none/a.svg")]);
    assert_eq!(code, Some(2));
    assert!(err.contains("does not exist"), "{err}");
    let (code, err) = plot(&[&folder.file("a.gif")]);
    assert_eq!(code, Some(2));
    assert!(err.contains("`.svg`"), "{err}");
    assert_eq!(folder.names(), ["a.svg"]);
}

#[cfg(feature = "png")]
#[test]
fn pictures_can_be_png() {
    let folder = Folder::new("png");
    let png = folder.file("a.png");
    assert_eq!(rolle(&["plot", "tanh(x)", "-o", &png]).status.code(), Some(0));
    assert!(std::fs::read(&png).expect("a file").starts_with(b"\x89PNG"));
    assert_eq!(folder.names(), ["a.png"]);
}

#[test]
fn a_plot_fits_the_terminal() {
    let output = rolle(&["plot", "x^2", "--columns", "60", "--rows", "15"]);
    let out = text(&output.stdout);
    assert_eq!(out.lines().count(), 15, "{out}");
    assert!(out.lines().all(|line| line.chars().count() <= 60));
    assert!(out.chars().any(|c| ('\u{2801}'..='\u{28ff}').contains(&c)));
}

#[test]
fn standard_input_is_a_formula() {
    let output = with_input(&["diff", "-"], b"x^2\n");
    assert_eq!(text(&output.stdout), "2*x\n");
    assert_eq!(with_input(&["diff", "-"], b"\xff\xfe").status.code(), Some(2));
    assert_eq!(with_input(&["diff", "-"], b"").status.code(), Some(2));
}

#[test]
fn a_closed_pipe_is_no_panic() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_rolle"))
        .args(["zoo", "--json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("the program ends");
    assert_eq!(text(&output.stderr), "");
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn hostile_formulas_end() {
    let depth = 200_000;
    let nested = [vec![b'('; depth], b"x".to_vec(), vec![b')'; depth]].concat();
    let output = with_input(&["diff", "-"], &nested);
    assert_eq!(text(&output.stdout), "1\n");
    assert_eq!(with_input(&["diff", "-"], &vec![b'('; 1 << 20]).status.code(), Some(2));
    check(&["diff", "x^(10^9)"], 0, "1000000000*x^999999999");
    let digits = with_input(&["eval", "-", "--digits", "5"], &vec![b'9'; 100_000]);
    assert_eq!(text(&digits.stdout), "1.0000e100000\n");
    refuse(&["diff", "\u{1b}[31mx"], 2, &["error:"]);
    let err = rolle(&["diff", "\u{1b}[31mx"]).stderr;
    assert!(!err.contains(&0x1b), "the formula steers the terminal");
}

#[test]
fn help_has_examples() {
    for verb in [
        "report", "diff", "eval", "limit", "series", "simplify", "expand", "factor", "table",
        "plot", "prove", "zoo", "accuracy",
    ] {
        let output = rolle(&[verb, "--help"]);
        assert_eq!(output.status.code(), Some(0));
        assert!(text(&output.stdout).contains(&format!("rolle {verb}")), "{verb}");
        assert!(text(&output.stdout).contains("Example"), "{verb}");
    }
}

#[test]
fn a_variation_table_in_every_notation() {
    let table = "\
f(x) = x²
┌───────┬───────────────────┐
│ x     │ −∞      0     +∞  │
├───────┼───────────────────┤
│ f′(x) │      −  0  +      │
├───────┼───────────────────┤
│       │ +∞            +∞  │
│ f(x)  │      ↘     ↗      │
│       │         0         │
└───────┴───────────────────┘";
    check(&["table", "x^2"], 0, table);
    let folder = Folder::new("table");
    for (name, part) in [
        ("t.txt", "┌───────┬"),
        ("t.md", "| x | −∞ |"),
        ("t.tex", r"\tkzTabVar{+/{$+\infty$},-/{$0$},+/{$+\infty$}}"),
        ("t.html", "<caption>"),
        ("t.svg", "<svg "),
    ] {
        let file = folder.file(name);
        check(&["table", "x^2", "-o", &file], 0, "");
        let written = std::fs::read_to_string(&file).expect("a file");
        assert!(written.contains(part), "{written}");
        refuse(&["table", "x^2", "-o", &file], 2, &["exists already", "--force"]);
    }
    assert_eq!(folder.names(), ["t.html", "t.md", "t.svg", "t.tex", "t.txt"]);
    refuse(&["table", "x^2", "-o", &folder.file("t.doc")], 2, &["`.svg`"]);
    refuse(&["table", "x^2", "--order", "17"], 2, &["0..=16"]);
}

#[test]
fn a_variation_table_says_what_is_not_decided() {
    let output = rolle(&["-q", "table", "a*x^2", "--wrt", "x"]);
    assert_eq!(output.status.code(), Some(3));
    let shown = text(&output.stdout);
    assert!(
        shown.contains("Not decided on (0, +∞): a sign that depends on the parameters."),
        "{shown}"
    );
    check(&["table", "tan(x)"], 3, "undecided: `tan` has endlessly many poles");
    // A cancelled factor leaves a hole.
    let holed = text(&rolle(&["table", "x/x"]).stdout);
    assert!(holed.contains("│ f(x)  │  1   →  1 ‖ 1  →   1  │"), "{holed}");
    let json = json(&["table", "relu(x)", "--order", "1", "--json"]);
    assert_eq!(json["schema"], "rolle.table/1");
    assert_eq!(json["order"], 1);
    assert_eq!(json["decided"], true);
    assert_eq!(json["points"][0]["continuity"], "broken");
}

#[test]
fn accuracy_is_measured_in_every_format() {
    let output = rolle(&["-q", "accuracy", "1/(1 + exp(-x))", "--count", "50", "--order", "0"]);
    let shown = text(&output.stdout);
    assert_eq!(output.status.code(), Some(0), "{shown}");
    for part in ["f  f32", "sampled", "f  bf16 ", "f  fp16 63488 all", "is flushed to 0 from x = −"]
    {
        assert!(shown.contains(part), "{part} is missing in\n{shown}");
    }
    let json = json(&["accuracy", "sigmoid(x)", "--count", "50", "--json"]);
    assert_eq!(json["schema"], "rolle.accuracy/1");
    let results = json["results"].as_array().expect("an array");
    assert_eq!(results.len(), 8);
    for result in results {
        let most = if result["sampled"] == true { 8.0 } else { 0.51 };
        assert!(result["worst"]["ulp"].as_f64().is_some_and(|ulp| ulp < most), "{result}");
        assert_eq!(result["wrong"]["nan"]["count"], 0);
        assert_eq!(result["wrong"]["zero"]["count"], 0);
    }
    refuse(&["accuracy", "x", "--order", "9"], 2, &["0..=8"]);
}
