//! Reports of whole functions.

use super::*;
use crate::{Expr, Scope};

fn text_of(f: Expr, x: Expr, title: &str) -> String {
    let cx = f.scope();
    let report = report(&mut cx.graph_mut(), f.id(), x.id(), &Options::default());
    render_text(&report, &cx.graph(), title, &[], TextStyle::default())
}

#[test]
fn look() {
    let cx = Scope::new();
    let x = cx.symbol("x");
    let list = [
        ("gelu", x * (1 + (x / cx.integer(2).sqrt()).erf()) / 2),
        ("relu", x.max(0)),
        ("sigmoid", x.sigmoid()),
        ("tan", x.tan()),
        ("1/x", 1 / x),
        ("x^3-3x", x.pow(3) - 3 * x),
        ("hardswish", x * (x + 3).max(0).min(6) / 6),
        ("sqrt", x.sqrt()),
        ("x log x", x * x.log()),
        ("floor", x.floor()),
    ];
    for (name, f) in list {
        let start = std::time::Instant::now();
        println!("{}", text_of(f, x, name));
        println!("==== {name}: {:?}\n", start.elapsed());
    }
}
