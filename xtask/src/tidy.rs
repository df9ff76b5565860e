//! House rules that a program can check.

use std::fs;
use std::path::{Path, PathBuf};

/// The modules of a crate from the lowest to the highest: a module may use those before it, not after it.
type Layers = &'static [&'static [&'static str]];

/// The sources that have layers, and these.
const LAYERED: &[(&str, Layers)] = &[
    ("rolle/src/", LIBRARY_LAYERS),
    ("rolle-interval/src/", INTERVAL_LAYERS),
    ("rolle-check/src/", KERNEL_LAYERS),
    ("rolle-tape/src/", TAPE_LAYERS),
];

/// Numbers, formulas, three arithmetics (intervals, exact numbers, expansions at an end), and what is proved with them.
/// `verify`, `claim` and `work` know each other: what follows is verified with the tables, and their work is bounded.
const KERNEL_LAYERS: Layers = &[
    &["digest", "json", "rational"],
    &["arithmetic", "dyadic", "end"],
    &["interval", "formula"],
    &["jet", "polynomial", "series", "certificate"],
    &["format"],
    &["functions"],
    &["enclose"],
    &["exact"],
    &["monomial", "coefficient"],
    &["bound"],
    &["model"],
    &["tail", "evaluate"],
    &["part"],
    &["asymptotic"],
    &["verify", "claim", "point", "words", "work"],
    &["main"],
];

/// `interval` and `arithmetic` know each other: a decoration asks the table of functions what holds.
const INTERVAL_LAYERS: Layers =
    &[&["number"], &["round"], &["precise"], &["interval", "arithmetic"], &["jet"], &["form"]];

/// Vectors, the functions made of them, programs made of these.
const TAPE_LAYERS: Layers = &[
    &["vector"],
    &["function"],
    &["wide"],
    &["operation"],
    &["builder", "tape", "execute"],
    &["ratios"],
    &["program"],
    &["batch", "scalar"],
];

/// `operator` and `graph` know each other: a row of the operator table writes its derivative down as nodes. So do
/// `calculus` and `signs`: signs need derivatives and limits, and functions are cut into pieces where signs change.
const LIBRARY_LAYERS: Layers = &[
    &["deadline", "error"],
    &["figure", "json"],
    &["number"],
    &["enclosure"],
    &["polynomial"],
    &["operator", "graph"],
    &["print"],
    &["parse", "zoo"],
    &["rewrite"],
    &["evaluate"],
    &["calculus", "signs"],
    &["variation"],
    &["prove", "tape"],
    &["report"],
];

/// No source file is longer, documentation and tests included.
const MAX_LINES: usize = 800;

/// The root of the workspace.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("xtask lies in the workspace")
        .to_path_buf()
}

/// Checks the rules and lists every breach.
pub(crate) fn run() -> Result<(), String> {
    eprintln!("xtask: house rules");
    let mut breaches = Vec::new();
    for folder in [
        "rolle-check",
        "rolle-interval",
        "rolle-tape",
        "rolle",
        "rolle-cli",
        "xtask",
        "bench",
        "fuzz",
    ] {
        for file in sources(&root().join(folder)) {
            check_file(&file, &mut breaches);
        }
    }
    match breaches.is_empty() {
        true => Ok(()),
        false => Err(format!("house rules broken:\n  {}", breaches.join("\n  "))),
    }
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() && !path.ends_with("target") {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn check_file(file: &Path, breaches: &mut Vec<String>) {
    let name = file.strip_prefix(root()).unwrap_or(file).display().to_string();
    let Ok(text) = fs::read_to_string(file) else {
        breaches.push(format!("{name}: not readable as UTF-8"));
        return;
    };
    let lines = text.lines().count();
    if lines > MAX_LINES {
        breaches.push(format!("{name}: {lines} lines; the limit is {MAX_LINES}"));
    }
    for (folder, layers) in LAYERED {
        let inside = name.strip_prefix(folder);
        if let Some(module) = inside.and_then(|rest| rest.split(['/', '.']).next()) {
            check_layers(&name, module, layers, &text, breaches);
        }
    }
}

fn layer(layers: Layers, module: &str) -> Option<usize> {
    layers.iter().position(|layer| layer.contains(&module))
}

fn check_layers(name: &str, module: &str, layers: Layers, text: &str, breaches: &mut Vec<String>) {
    if matches!(module, "lib" | "tutorials")
        || name.ends_with("tests.rs")
        || name.contains("/tests/")
    {
        return;
    }
    let Some(own) = layer(layers, module) else {
        breaches.push(format!("{name}: the module `{module}` has no layer in xtask/src/tidy.rs"));
        return;
    };
    // Tests within a file may use anything.
    let code = text.split("#[cfg(test)]").next().unwrap_or(text);
    for (number, line) in code.lines().enumerate() {
        let Some(rest) = line.trim_start().strip_prefix("use crate::") else { continue };
        let used = rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or("");
        if layer(layers, used).is_some_and(|used| used > own) {
            breaches
                .push(format!("{name}:{}: `{module}` uses the higher module `{used}`", number + 1));
        }
    }
}
