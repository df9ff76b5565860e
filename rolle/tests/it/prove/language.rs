//! Errors of the claim language: where they point and what they advise.

use rolle::Graph;
use rolle::prove::parse_claim;

/// The piece of the text that the first error points at, its message and its advice.
#[track_caller]
fn check(text: &str, place: &str, message: &str, help: Option<&str>) {
    let mut graph = Graph::new();
    let x = graph.symbol("x");
    let errors = parse_claim(&mut graph, x, &[], text).expect_err(text);
    let error = &errors[0];
    assert_eq!(text.get(error.span.start..error.span.end), Some(place), "{text}: {error:?}");
    assert_eq!(error.message, message, "{text}");
    if let Some(help) = help {
        assert_eq!(error.help.as_deref(), Some(help), "{text}");
    }
}

#[test]
fn errors_point_and_advise() {
    check(
        "incresing on [0, 1]",
        "incresing",
        "`incresing` is not a claim",
        Some("did you mean `increasing`?"),
    );
    check(
        "strictly odd",
        "strictly odd",
        "`strictly` goes with increasing, decreasing, monotone, convex, concave",
        None,
    );
    check(
        "increasing [0, 1]",
        "[0, 1]",
        "the claim should end here",
        Some("name a set with `on`, as in `on [0, oo)`"),
    );
    check(
        "increasing on [3, 1]",
        "3, 1",
        "this interval is empty",
        Some("put the smaller end first"),
    );
    check("f <= sigmiod(x)", "sigmiod", "unknown function `sigmiod`", None);
    check("f' > y", "y", "`y` does not occur in the function", None);
    check(
        "lipschitz <= x",
        "x",
        "a number is expected here",
        Some("give a constant such as `1/4`"),
    );
    check("limit(oo+) = 1", "oo+", "at infinity there is one side only", None);
    check("limit(0) 3", "3", "`=` is missing here", None);
    check("odd on [0, 1]", "odd on [0, 1]", "this claim is about the whole function", None);
    check("range = (0, 1, 2)", "(0, 1, 2)", "an interval has two ends", None);
    check("f ≥ sigmiod(x)", "sigmiod", "unknown function `sigmiod`", None);
    check("", "", "the claim is empty", None);
}

#[test]
fn no_text_panics() {
    let parts = [
        "f",
        "'",
        "′",
        "″",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        "≤",
        "≥",
        "=",
        "<",
        ">",
        "on",
        " ",
        "x",
        "oo",
        "-",
        "+",
        ",",
        "U",
        "∪",
        "∞",
        "limit",
        "min",
        "range",
        "in",
        "1",
        "/",
        "periodic",
        "strictly",
        "increasing",
        "class",
        "C1",
        "é",
        "f'",
        "lipschitz",
        "points",
        "fixed",
        "asymptote",
        "ℝ",
        "|",
        "*",
    ];
    let mut state = 7u64;
    for _ in 0..20_000 {
        let mut text = String::new();
        for _ in 0..state % 9 + 1 {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            text += parts[(state >> 33) as usize % parts.len()];
        }
        let mut graph = Graph::new();
        let x = graph.symbol("x");
        if let Err(errors) = parse_claim(&mut graph, x, &[], &text) {
            assert!(!errors.is_empty(), "{text}");
            for error in errors {
                assert!(text.get(error.span.start..error.span.end).is_some(), "{text}: {error:?}");
            }
        }
    }
}
