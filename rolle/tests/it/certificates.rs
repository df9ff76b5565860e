//! Certificates: written, read back as text, and verified by the kernel, which knows nothing of the prover.

use rolle::graph::Graph;
use rolle::prove::{Certified, Study, parse_claim};
use rolle::zoo::{Kind, catalogue};
use rolle_check::{Certificate, Claim, Level, verify};

/// The certificate of claims about a formula.
fn certify(formula: &str, claims: &[&str]) -> Result<Certified, String> {
    let mut graph = Graph::new();
    let x = graph.symbol("x");
    let f = graph.parse(formula).unwrap_or_else(|why| panic!("{formula}: {why}"));
    let claims: Vec<_> = claims
        .iter()
        .map(|claim| {
            parse_claim(&mut graph, x, &[], claim).unwrap_or_else(|why| panic!("{claim}: {why:?}"))
        })
        .collect();
    Study::new(&mut graph, f, x).certificate(&claims)
}

/// The certificate as whoever gets the file reads it.
#[track_caller]
fn read_back(certified: &Certified) -> Certificate {
    let text = certified.certificate.to_text();
    let certificate = Certificate::from_text(&text).expect("the text is a certificate");
    assert_eq!(certificate, certified.certificate);
    if let Err(why) = verify(&certificate) {
        panic!("refused: {why}");
    }
    certificate
}

/// What is certified of an activation, other than all three tables of signs, with the reason.
fn exception(name: &str) -> Option<&'static str> {
    match name {
        // Endlessly many zeros, for which a certificate has no words: no table ends.
        "siren_sin" | "sinc_act" => Some(""),
        // f′ and f″ have endlessly many zeros, f only one.
        "snake" => Some("0"),
        _ => None,
    }
}

/// Certifies every fourth activation.
fn certify_activations(part: usize) {
    let activations =
        catalogue().iter().filter(|e| e.kind == Kind::Activation && e.spelling_of.is_none());
    let mut seen = 0;
    for entry in activations.skip(part).step_by(4) {
        let name = entry.name;
        let expected = exception(name).unwrap_or("0 1 2");
        let formula = format!("{name}(x)");
        let orders: Vec<String> = match certify(&formula, &[]) {
            Ok(made) => read_back(&made)
                .claims
                .iter()
                .filter_map(|claim| match claim {
                    Claim::Signs { order } => Some(order.to_string()),
                    _ => None,
                })
                .collect(),
            Err(_) => Vec::new(),
        };
        assert_eq!(orders.join(" "), expected, "{name}");
        seen += 1;
    }
    assert!(seen >= 18, "{seen}");
}

#[test]
fn activations_are_certified() {
    certify_activations(0);
}

#[test]
fn more_activations_are_certified() {
    certify_activations(1);
}

#[test]
fn further_activations_are_certified() {
    certify_activations(2);
}

#[test]
fn the_last_activations_are_certified() {
    certify_activations(3);
}

/// The sentences of the certificate of some claims, and what they leave open.
#[track_caller]
fn check(formula: &str, claims: &[&str], expected: &[&str], left_out: &[&str]) {
    let made = certify(formula, claims)
        .unwrap_or_else(|why| panic!("{formula}, {claims:?}: no certificate: {why}"));
    let certificate = read_back(&made);
    let sentences = verify(&certificate).expect("it was verified").sentences();
    let fits = sentences.len() == expected.len()
        && sentences.iter().zip(expected).all(|(found, start)| found.starts_with(start));
    assert!(fits, "{formula}, {claims:?}: {sentences:?}");
    assert_eq!(made.left_out, left_out, "{formula}, {claims:?}");
}

#[test]
fn shapes() {
    check("sigmoid(x)", &["increasing"], &["f is increasing on (-oo, oo)"], &[]);
    check("sigmoid(x)", &["strictly increasing"], &["f is strictly increasing on (-oo, oo)"], &[]);
    check("1/x", &["decreasing on (0, oo)"], &["f is decreasing on (0, oo)"], &[]);
    check("-x^3", &["monotone"], &["f is decreasing on (-oo, oo)"], &[]);
    check("max(x, 0)", &["convex"], &["f is convex on (-oo, oo)"], &[]);
    check("log(x)", &["strictly concave"], &["f is strictly concave on (0, oo)"], &[]);
    // 0·log(1 − x) leaves nothing but the domain of log(1 − x).
    check("log(x) + 0*log(1 - x)", &["increasing"], &["f is increasing on (0, 1)"], &[]);
    check("log(x)", &["increasing"], &["f is increasing on (0, oo)"], &[]);
}

#[test]
fn irrational_ends() {
    // Inside a cell more is claimed than was asked; at the zero of f′ itself a little less.
    let outside = "f is increasing on [3260954456333195297/2305843009213693952, oo)";
    check("x^3 - 2x", &["increasing on [sqrt(2), oo)"], &[outside], &[]);
    check(
        "x^3 - 2x",
        &["increasing on [sqrt(2/3), oo)"],
        &["f is increasing on ["],
        &["the last few digits of an irrational end of the interval"],
    );
    check(
        "abs(x^2 - 2)",
        &["increasing on [sqrt(2), oo)"],
        &["f is increasing on [13043817825332783237/9223372036854775808, oo)"],
        &["the last few digits of an irrational end of the interval"],
    );
}

#[test]
fn comparisons() {
    let bounds = "on (-oo, oo) the infimum of f is 0 and the supremum 1";
    check("sigmoid(x)", &["f >= 0"], &[bounds], &[]);
    check(
        "sigmoid(x)",
        &["-1/2 <= f <= 2"],
        &[
            "on (-oo, oo) the infimum of f is between -1/2 and 0 and the supremum 1",
            "on (-oo, oo) the infimum of f is 0 and the supremum between 1 and 2",
        ],
        &[],
    );
    // A bound that is no value.
    check("sigmoid(x)", &["f > 0"], &["f: positive from -oo to oo"], &[]);
    check("sigmoid(x)", &["f' > 0"], &["f': positive from -oo to oo"], &[]);
    check("sigmoid(x)", &["f < 2"], &[bounds], &[]);
    let signs = "f: negative from -oo to 0; positive from 0 to oo";
    check("x*exp(-x)", &["f > 0 on (0, oo)"], &[signs], &[]);
    check("sigmoid(x)", &["range in [0, 1]"], &[bounds], &[]);
    check(
        "tanh(x)",
        &["bounded"],
        &["on (-oo, oo) the infimum of f is -1 and the supremum 1"],
        &[],
    );
}

#[test]
fn comparisons_of_two_functions_are_signs_of_a_difference() {
    for (formula, claim, difference, sentence) in [
        (
            "exp(x)",
            "f >= 1 + x",
            "exp(x) - x - 1",
            "on (-oo, oo) the infimum of f is 0 and the supremum oo",
        ),
        ("exp(x)", "f > x", "exp(x) - x", "f: positive from -oo to oo"),
        ("sigmoid(x)", "f < 1", "sigmoid(x) - 1", "f: negative from -oo to oo"),
        ("x^3", "f' >= 0", "", "on (-oo, oo) the infimum of f' is 0 and the supremum oo"),
    ] {
        let made = certify(formula, &[claim]).unwrap_or_else(|why| panic!("{claim}: {why}"));
        assert_eq!(made.speaks_of.as_deref().unwrap_or(""), difference, "{claim}");
        let certificate = read_back(&made);
        assert_eq!(verify(&certificate).expect("verified").sentences(), [sentence], "{claim}");
    }
}

#[test]
fn equalities_are_zero_differences() {
    for (formula, claim) in [("max(x, 0)", "f = (x + |x|)/2"), ("x^2 - 1", "f = (x - 1)*(x + 1)")] {
        let made = certify(formula, &[claim]).unwrap_or_else(|why| panic!("{claim}: {why}"));
        let certificate = read_back(&made);
        let sentences = verify(&certificate).expect("verified").sentences();
        assert_eq!(sentences.len(), 1, "{sentences:?}");
        assert!(
            sentences[0].ends_with("the infimum of f is 0 and the supremum 0"),
            "{sentences:?}"
        );
        assert_eq!(made.left_out, [""; 0], "{claim}");
    }
}

#[test]
fn constants() {
    let slope = "on (-oo, oo) the infimum of f' is 0 and the supremum 1/4";
    let lipschitz = "f is Lipschitz with the constant 1/4 on (-oo, oo)";
    check("sigmoid(x)", &["lipschitz <= 1/4"], &[lipschitz], &[]);
    check("sigmoid(x)", &["lipschitz = 1/4"], &[lipschitz, slope], &[]);
    check("sigmoid(x)", &["sup(f') = 1/4"], &[slope], &[]);
    check(
        "sigmoid(x)",
        &["lipschitz(f') <= 1/10"],
        &[
            "on (-oo, oo) the infimum of f'' is between -1/10 and -9.622504486493762e-2 and the supremum between \
         9.622504486493762e-2 and 1/10",
        ],
        &[],
    );
    check("sigmoid(x)", &["lipschitz >= 1/8"], &[slope], &[]);
    check(
        "x^2",
        &["min = 0"],
        &[
            "on (-oo, oo) the infimum of f is 0 and the supremum oo",
            "f has a least value on (-oo, oo)",
        ],
        &[],
    );
    check(
        "sigmoid(x)",
        &["limit(oo) = 1", "limit(-oo) = 0"],
        &["the limit of f at oo is 1", "the limit of f at -oo is 0"],
        &[],
    );
}

#[test]
fn points() {
    check(
        "x^2 - x",
        &["zeros = {0, 1}"],
        &["f: positive from -oo to 0; negative from 0 to 1; positive from 1 to oo"],
        &[],
    );
    check(
        "x^2 - 2",
        &["stationary points = {0}"],
        &["f': negative from -oo to 0; positive from 0 to oo"],
        &[],
    );
}

/// What cannot be certified says why.
#[test]
fn refusals() {
    for (formula, claim, part) in [
        ("tanh(x)", "odd", "no rule for this kind of claim"),
        ("tanh(x)", "smooth", "no rule for this kind of claim"),
        ("tanh(x)", "f = 2*sigmoid(2x) - 1", "no leading term shows the sign"),
        ("sin(x)/x", "limit(0) = 1", "no rule for this kind of claim"),
        ("max(x, 0)", "increasing on {1}", "not right of the other end"),
        // False claims.
        ("sigmoid(x)", "lipschitz <= 1/5", "no rule for what refutes"),
        ("sigmoid(x)", "lipschitz = 1/5", "no rule for what refutes"),
        ("x^2", "bounded above", "no rule for what refutes"),
        ("x^2 - 1", "zeros = {1}", "no rule for what refutes"),
        ("sigmoid(x)", "lipschitz(f') <= 1/20", "no rule for what refutes"),
        ("gamma(x)", "increasing", "does not know gamma"),
        ("a*x", "increasing", "`a` is a parameter"),
    ] {
        match certify(formula, &[claim]) {
            Ok(_) => panic!("{formula}, {claim}: certified"),
            Err(why) => assert!(why.contains(part), "{formula}, {claim}: {why}"),
        }
    }
}

/// False claims are refuted by what the certificate holds.
#[test]
fn refutations() {
    for (formula, claim, sentences) in [
        ("x^3 - x", "increasing", &["f is 357/1000 at -7/10", "f is 0 at 0"][..]),
        ("x^2", "concave", &[]),
        ("x^3", "strictly convex", &[]),
        ("x^3 - x", "monotone", &[]),
        ("max(x, 0)", "strictly increasing", &[]),
        ("exp(x)", "odd", &[]),
        ("exp(x)", "even", &[]),
        ("sin(x)", "increasing", &[]),
        ("sigmoid(x)", "f > 1/2", &[]),
        ("sigmoid(x)", "f' >= 1/10", &[]),
        // At the joint f is 0, though it is positive on both sides.
        ("{0 if x == 0; 1 otherwise}", "f > 0", &["f is 0 at 0"]),
        ("sigmoid(x)", "limit(oo) = 2", &["the limit of f at oo is 1"]),
        ("sigmoid(x)", "sup = 2", &["on (-oo, oo) the infimum of f is 0 and the supremum 1"]),
        ("exp(x)", "f <= 1 + x", &[]),
    ] {
        let made =
            certify(formula, &[claim]).unwrap_or_else(|why| panic!("{formula}, {claim}: {why}"));
        assert!(made.refuted.contains_key(&0), "{formula}, {claim}: {made:?}");
        let certificate = read_back(&made);
        let found = verify(&certificate).expect("it was verified").sentences();
        if !sentences.is_empty() {
            assert_eq!(found, sentences, "{formula}, {claim}");
        }
    }
}

/// A certificate without claims holds the sharpest bounds.
#[test]
fn everything_is_sharp() {
    let made = certify("x*sigmoid(x)", &[]).expect("a certificate");
    assert_eq!(made.left_out, [""; 0]);
    let infimum = read_back(&made).claims.into_iter().find_map(|claim| match claim {
        Claim::Bounds { order: 0, infimum: Level::Between(low, high), .. } => Some((low, high)),
        _ => None,
    });
    let (low, high) = infimum.expect("the bounds of f");
    let width = (&high - &low).to_string();
    // 2⁻⁵⁰ and less.
    let (numerator, denominator) = width.split_once('/').expect("a fraction");
    assert!(denominator.len() >= numerator.len() + 15, "{width}");
}
