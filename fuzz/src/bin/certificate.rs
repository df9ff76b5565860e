//! Certificates: disturbed ones are refused or verified, soon and without a panic.

use rolle::prove::Study;
use rolle_check::{Certificate, verify};

/// A byte of the certificate is changed for each character of the disturbed formula.
fn disturbed(text: &str, by: &str) -> String {
    let mut text: Vec<char> = text.chars().collect();
    let mut at = 0;
    for (i, c) in by.chars().filter(|c| c.is_ascii_graphic()).take(3).enumerate() {
        at = (at * 131 + c as usize * 7919 + i) % text.len();
        text[at] = c;
    }
    text.into_iter().collect()
}

fn main() -> std::process::ExitCode {
    let seeds: Vec<String> = ["|x^2 - 2|", "x*exp(-x)", "1/(x^2 - 1)", "max(x^3 - 2, sqrt(x))"]
        .iter()
        .filter_map(|text| {
            let mut graph = rolle::Graph::new();
            let x = graph.symbol("x");
            let f = graph.parse(text).ok()?;
            Some(Study::new(&mut graph, f, x).certificate(&[]).ok()?.certificate.to_text())
        })
        .collect();
    rolle_fuzz::run(|input| {
        let seed = &seeds[input.len() % seeds.len()];
        let text = Certificate::seal(&disturbed(seed, input));
        if let Ok(certificate) = text.and_then(|text| Certificate::from_text(&text))
            && let Ok(verified) = verify(&certificate)
        {
            verified.sentences();
        }
    })
}
