//! Kinks of the functions of deep learning, in several spellings.

use super::*;
use crate::{Expr, Scope};

/// One line for each joint: place, kind, class, slopes, derivative.
fn summary(f: Expr, x: Expr) -> String {
    let scope = f.scope();
    let mut g = scope.graph_mut();
    let pieces = match g.pieces(f.id(), x.id(), PieceLimits::default()) {
        Ok(pieces) => pieces,
        Err(why) => return why,
    };
    let joints = g.joints(&pieces);
    drop(g);
    let show = |id: NodeId| scope.expr(id).to_string();
    let limit = |limit: &Limit| match limit {
        Limit::Finite(id) => show(*id),
        Limit::PlusInfinity => "oo".to_string(),
        Limit::MinusInfinity => "-oo".to_string(),
        other => format!("{other:?}"),
    };
    let side = |side: &Option<JointSide>| match side {
        None => "none".to_string(),
        Some(side) => format!("{} {}", limit(&side.value), limit(&side.slope)),
    };
    let line = |j: &Joint| {
        let smoothness = match &j.smoothness {
            Smoothness::Discontinuous => "discontinuous".to_string(),
            Smoothness::Class(n) => format!("C{n}"),
            Smoothness::AtLeast(n) => format!("C{n}+"),
            Smoothness::Undecided(why) => why.clone(),
        };
        format!(
            "{}: {:?} {smoothness}, {} | {}",
            show(j.point),
            j.kind,
            side(&j.left),
            side(&j.right)
        )
    };
    joints.iter().map(line).collect::<Vec<_>>().join("; ")
}

#[test]
fn five_spellings_of_relu_give_one_report() {
    let cx = Scope::new();
    let x = cx.symbol("x");
    let zero = cx.integer(0);
    let spellings = [
        x.max(0),
        (x + x.abs()) / 2,
        x * x.heaviside(),
        cx.piecewise(&[(x, zero.less(x))], Some(zero)),
        cx.piecewise(&[(zero, x.less(0))], Some(x)),
        cx.piecewise(&[(x, zero.less_equal(x)), (zero, x.less(0))], None),
    ];
    for f in spellings {
        assert_eq!(summary(f, x), "0: Kink C0, 0 0 | 0 1", "{f}");
        let derivative = {
            let id = cx.graph_mut().derivative_with_joints(f.id(), x.id()).unwrap();
            cx.expr(id)
        };
        assert_eq!(derivative.to_string(), "{1 if x > 0; 0 if x < 0}");
    }
}

#[test]
fn joints_of_activations() {
    let cx = Scope::new();
    let x = cx.symbol("x");
    let q = |p, d| cx.rational(p, d);
    let zero = cx.integer(0);
    let check = |f: Expr, want: &str| assert_eq!(summary(f, x), want, "{f}");
    check(x.sigmoid(), "");
    check(x.max(0).min(6), "0: Kink C0, 0 0 | 0 1; 6: Kink C0, 6 1 | 6 0");
    check(x * (x + 3).max(0).min(6) / 6, "-3: Kink C0, 0 0 | 0 -1/2; 3: Kink C0, 3 3/2 | 3 1");
    check(x.max(0).pow(2), "0: Smooth C1, 0 0 | 0 0");
    check(x / (1 + x.abs()), "0: Smooth C1, 0 1 | 0 1");
    let elu = |a: Expr<'_>| cx.piecewise(&[(x, zero.less(x))], Some(a * (x.exp() - 1))).id();
    check(cx.expr(elu(cx.integer(1))), "0: Smooth C1, 0 1 | 0 1");
    check(cx.expr(elu(q(1, 2))), "0: Kink C0, 0 1/2 | 0 1");
    check(x.sign(), "0: Jump discontinuous, -1 0 | 1 0");
    check(x.sign() * (1 + x.abs()).log(), "0: Smooth C1, 0 1 | 0 1");
    check(x.pow(2).sqrt(), "0: Kink C0, 0 -1 | 0 1");
    check(
        (x.abs() - 1).abs(),
        "-1: Kink C0, 0 -1 | 0 1; 0: Kink C0, 1 1 | 1 -1; 1: Kink C0, 0 -1 | 0 1",
    );
    check(x.cbrt(), "0: Kink C0, 0 oo | 0 oo");
    check(1 / x, "0: Pole discontinuous, -oo -oo | oo -oo");
    check(x.log(), "0: DomainEnd discontinuous, none | -oo oo");
    check(x.sqrt(), "0: DomainEnd discontinuous, none | 0 oo");
    check(x.sin() / x, "0: Removable discontinuous, 1 0 | 1 0");
    check((x.exp() - 2).max(0), "log(2): Kink C0, 0 0 | 0 2");
    check(
        (x.pow(2) - 2).abs(),
        "-sqrt(2): Kink C0, 0 -2*sqrt(2) | 0 2*sqrt(2); sqrt(2): Kink C0, 0 -2*sqrt(2) | 0 2*sqrt(2)",
    );
}

#[test]
fn what_cannot_be_cut_is_said() {
    let cx = Scope::new();
    let x = cx.symbol("x");
    let check = |f: Expr, want: &str| assert_eq!(summary(f, x), want, "{f}");
    check(x.floor(), "floor, ceil and round jump at endlessly many points");
    check(
        (x + x.exp()).abs(),
        "-lambertw(1): Kink C0, 0 -(1 + exp(-lambertw(1))) | 0 1 + exp(-lambertw(1))",
    );
    check(x.max(cx.symbol("a")), "a: Kink C0, a 0 | a 1");
}
