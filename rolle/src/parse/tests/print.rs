//! What the printer writes, the parser reads back to the same node: in plain text, in Unicode and in LaTeX.

use super::limits::Random;
use crate::graph::Graph;
use crate::operator::{Arity, NodeId, Op, table};
use crate::parse::{ParseOptions, parse};

fn options() -> ParseOptions {
    ParseOptions { unspecified_functions: true, ..Default::default() }
}

/// A random expression of some nodes, from the leaves up.
fn expression(g: &mut Graph, random: &mut Random, size: usize) -> NodeId {
    let mut pool: Vec<NodeId> =
        ["x", "y", "alpha", "x_1", "w_out", "lambda", "sigma"].map(|n| g.symbol(n)).to_vec();
    pool.extend([g.integer(2), g.integer(-3), g.ratio(1, 2), g.ratio(-7, 3), g.integer(10)]);
    pool.extend([g.constant(crate::graph::Constant::Pi), g.constant(crate::graph::Constant::E)]);
    for _ in 0..size {
        let pick = |random: &mut Random, pool: &[NodeId]| {
            pool[pool.len() - 1 - random.below(pool.len().min(9))]
        };
        let (a, b) = (pick(random, &pool), pool[random.below(pool.len())]);
        let made = match random.below(12) {
            0 | 1 => g.sum(&[a, b, pool[random.below(pool.len())]]),
            2 | 3 => g.product(&[a, b]),
            4 => g.divide(a, b),
            5 => g.power(a, b),
            6 => {
                let n = random.below(7) as i64 - 3;
                g.powi(a, n)
            }
            7 => g.sqrt(a),
            8 => {
                let condition = g.less(a, b);
                let other = g.not_equal(b, a);
                let both = g.or(&[condition, other]);
                g.piecewise(&[(a, condition), (b, both)], Some(pool[0]))
            }
            9 => g.call("f", &[random.below(3) as u32], &[a]).expect("one argument"),
            10 => g.call("g", &[random.below(3) as u32, 1], &[a, b]).expect("two arguments"),
            _ => function(g, random, a, b),
        };
        if g.op(made) != Op::Undefined {
            pool.push(made);
        }
    }
    pool[pool.len() - 1]
}

/// Whether no sum is a term of a sum, with or without a coefficient. Collecting like terms can leave one, as in
/// 2·(x + y) − (x + y) + z, and its text is read as the flat sum.
fn is_flat(g: &Graph, root: NodeId) -> bool {
    let is_sum = |id: NodeId| g.op(id) == Op::Sum;
    let nested = |id: NodeId| match g.op(id) {
        Op::Product => {
            g.args(id).len() == 2 && g.number(g.args(id)[0]).is_some() && is_sum(g.args(id)[1])
        }
        _ => is_sum(id),
    };
    g.order(&[root]).iter().all(|id| !is_sum(*id) || !g.args(*id).iter().any(|arg| nested(*arg)))
}

fn function(g: &mut Graph, random: &mut Random, a: NodeId, b: NodeId) -> NodeId {
    let row = &table()[random.below(table().len())];
    let args = match (row.op, row.arity) {
        (Op::Root, _) => vec![a, g.integer(5)],
        (Op::Polygamma, _) => vec![NodeId::ONE, a],
        (_, Arity::Exactly(1)) => vec![a],
        _ => vec![a, b],
    };
    g.apply(row.op, &args).expect("arguments that fit")
}

#[test]
fn plain_text_is_read_back() {
    let mut random = Random(0x0dd0_b5ed_1234_5678);
    for round in 0..1500 {
        let mut g = Graph::new();
        let root = expression(&mut g, &mut random, 1 + round % 24);
        let Ok(text) = g.print(root) else { continue };
        let skipped = g.op(root).is_condition() || text.contains("undefined") || !is_flat(&g, root);
        if text.len() > 20_000 || skipped {
            continue;
        }
        let back = parse(&mut g, &text, &options());
        match back {
            Ok(parsed) => {
                let again = g.print(parsed.root).unwrap_or_default();
                assert_eq!(parsed.root, root, "{text}\nread as\n{again}");
            }
            Err(list) => panic!("{text}: {}", super::super::render_diagnostic(&text, &list[0])),
        }
    }
}

/// Unicode and LaTeX are for people. Both are read back to the same node all the same, except that LaTeX writes the
/// logarithm of the gamma function as two functions, and that a letter read as a function is warned of.
#[test]
fn unicode_and_latex_are_read_back() {
    let mut random = Random(0x5eed_0000_beef_0001);
    for round in 0..800 {
        let mut g = Graph::new();
        let root = expression(&mut g, &mut random, 1 + round % 12);
        let (Ok(unicode), Ok(latex)) = (g.print_unicode(root), g.print_latex(root)) else {
            continue;
        };
        let condition = g.op(root).is_condition() || !is_flat(&g, root);
        if unicode.len() > 5_000
            || condition
            || unicode.contains("undefined")
            || unicode.contains("lgamma")
        {
            continue;
        }
        for text in [unicode, format!("${latex}$")] {
            match parse(&mut g, &text, &options()) {
                Ok(parsed) => {
                    let shown = g.print(parsed.root).unwrap_or_default();
                    let meant = g.print(root).unwrap_or_default();
                    assert_eq!(parsed.root, root, "{text}\nread as\n{shown}\nmeant\n{meant}");
                }
                Err(list) => panic!("{}", super::super::render_diagnostic(&text, &list[0])),
            }
        }
    }
}
