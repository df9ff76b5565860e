//! The structure of proofs over the catalogue: from left to right the pieces, and in each piece the steps of every
//! factor, cover what they are about, and every leaf says why.

use rolle::calculus::{End, Interval};
use rolle::graph::Facts;
use rolle::prove::{Proof, ProofKind, Set, Study, parse_claim};
use rolle::zoo::{Entry, catalogue};
use rolle::{Graph, NodeId};

const CLAIMS: [&str; 5] = [
    "increasing",
    "monotone on [0, 3]",
    "increasing on [0, oo)",
    "decreasing on (-oo, -5]",
    "constant on [-9, -8]",
];

fn point(end: Option<End>) -> Option<NodeId> {
    end.map(|end| end.point)
}

/// Intervals that follow one another from the left end of a whole to its right end.
fn covers(parts: &[Interval], whole: Interval) -> bool {
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else { return false };
    point(first.left) == point(whole.left)
        && point(last.right) == point(whole.right)
        && parts
            .windows(2)
            .all(|pair| pair[0].right.is_some() && point(pair[0].right) == point(pair[1].left))
}

fn intervals<'p>(proofs: &'p [Proof], kinds: &'p [ProofKind]) -> Vec<Interval> {
    let of_kind = proofs.iter().filter(|proof| kinds.contains(&proof.kind));
    of_kind.map(|proof| proof.on.expect("it says where")).collect()
}

/// Checks one piece: every factor has its signs on all of it.
fn check_piece(piece: &Proof, what: &str) {
    let on = piece.on.expect("a piece says where it is");
    assert!(!piece.children.is_empty(), "{what}: {}", piece.statement);
    for factor in piece.children.iter().filter(|child| child.kind == ProofKind::Factor) {
        let here = factor.on.expect("a factor says where");
        assert!(covers(&[here], on), "{what}: {}", factor.statement);
        if !factor.children.is_empty() {
            let steps = intervals(&factor.children, &[ProofKind::Sign]);
            assert!(covers(&steps, on), "{what}: {}", factor.statement);
        }
    }
}

/// Checks a proof of a monotone claim on a set in the domain; whether it has pieces.
fn check(proof: &Proof, set: &Set, what: &str) -> bool {
    for node in proof.walk() {
        assert_ne!(node.kind, ProofKind::Open, "{what}: {}", node.statement);
        assert!(
            node.statement.ends_with('.') || node.kind == ProofKind::Claim,
            "{}",
            node.statement
        );
        if node.kind == ProofKind::Piece {
            check_piece(node, what);
        }
        if matches!(node.kind, ProofKind::Sign | ProofKind::Factor) && node.children.is_empty() {
            let reasons = [
                "by ",
                "as ",
                ", since ",
                ": ",
                " is positive",
                " is negative",
                "> 0.",
                "< 0.",
                "= 0",
                "identically",
            ];
            assert!(
                reasons.iter().any(|why| node.statement.contains(why)),
                "{what}: {}",
                node.statement
            );
        }
    }
    let parts = intervals(&proof.children, &[ProofKind::Piece, ProofKind::Joint]);
    let &[whole] = set.intervals() else { panic!("one interval") };
    let is_period = proof.children.iter().any(|child| child.kind == ProofKind::Theorem);
    if !parts.is_empty() && !is_period {
        assert!(covers(&parts, whole), "{what}:\n{}", proof.text());
    }
    !parts.is_empty()
}

/// The formula of an entry in one variable, with the default parameters.
fn formula(entry: &Entry) -> Option<(Graph, NodeId, NodeId)> {
    let mut graph = Graph::new();
    let mut root = graph.parse(entry.formula?).ok()?;
    let mut moving = Vec::new();
    for parameter in &entry.parameters {
        let Some(symbol) = graph.find_symbol(parameter.names[0]) else { continue };
        match parameter.default.and_then(|text| graph.parse(text).ok()) {
            Some(value) => root = graph.substitute(root, &[(symbol, value)]),
            None => moving.push(symbol),
        }
    }
    let &[x] = &moving[..] else { return None };
    (graph.free_symbols(root) == [x] && graph.facts(root).has(Facts::TOTAL))
        .then_some((graph, root, x))
}

#[test]
fn proofs_of_monotone_claims_cover_their_sets() {
    let (mut proven, mut whole) = (0, 0);
    for entry in catalogue() {
        let Some((mut graph, f, x)) = formula(entry) else { continue };
        graph.take_side_conditions();
        let claims = CLAIMS.map(|text| (text, parse_claim(&mut graph, x, &[], text).unwrap()));
        graph.take_side_conditions();
        let mut study = Study::new(&mut graph, f, x);
        for (text, claim) in claims {
            let verdict = study.judge(&claim);
            if !verdict.is_proven() {
                continue;
            }
            let proof = study.proof(text, &claim, &verdict);
            proven += 1;
            whole += usize::from(check(&proof, &claim.on, &format!("{}, {text}", entry.name)));
        }
    }
    assert!(proven > 100, "{proven}");
    assert_eq!(whole, proven, "a proof is a reason without a tree");
}

#[test]
fn passports_are_proved_where_they_are_answered() {
    for text in
        ["x*sigmoid(x)", "max(x, 0)", "x^3 - 3*x", "log(x)", "sin(x)", "x + sin(x)^2", "exp(x^2)"]
    {
        let mut graph = Graph::new();
        let x = graph.symbol("x");
        let f = graph.parse(text).unwrap();
        let mut study = Study::new(&mut graph, f, x);
        let entries = study.passport();
        let proofs = study.passport_proofs(&entries);
        assert_eq!(proofs.len(), entries.len());
        for (entry, proof) in entries.iter().zip(&proofs) {
            assert!(proof.statement.starts_with(entry.name), "{text}: {}", proof.statement);
            let open = proof.walk().any(|node| node.kind == ProofKind::Open);
            assert!(!open || entry.answer.is_err(), "{text}, {}", entry.name);
            for piece in
                proof.walk().filter(|node| node.kind == ProofKind::Piece && entry.answer.is_ok())
            {
                let smooth_only = matches!(entry.name, "kinks" | "class");
                if !smooth_only {
                    check_piece(piece, text);
                }
            }
        }
        assert!(proofs.iter().filter(|proof| !proof.children.is_empty()).count() >= 5, "{text}");
    }
}
