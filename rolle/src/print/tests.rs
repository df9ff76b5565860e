use super::*;
use crate::Scope;
#[test]
fn smoke() {
    let cx = Scope::new();
    let x = cx.symbol("x");
    let y = cx.symbol("y");
    let a = cx.symbol("alpha");
    let list = [
        1 - x.tanh().pow(2),
        1 + (-x).exp(),
        x.pow(2) - 3 * x + 1,
        1 - x,
        x + 1,
        y - x,
        x / (1 + (-x).exp()),
        cx.integer(6).sqrt() * x / 2,
        cx.integer(2).sqrt() / 2,
        x.sqrt(),
        1 / x.sqrt(),
        2 * (x + y),
        -(x + y),
        x.pow(y) * a.sin().pow(2),
        (x * y + 1).abs() / (2 * y * a),
        (x.erf() + 1) / 2,
        x.sigmoid() * (1 + x * (1 - x.sigmoid())),
        (-x.pow(2)).exp(),
        x.cbrt(),
        (x / y).exp() * ((x / y) + 1).sin(),
        -x / 2,
        (-x.pow(2) / 2).exp(),
        cx.piecewise(&[(x, cx.integer(0).less(x)), (0 * x, x.less_equal(0))], Some(y / x)),
        2 * cx.pi() * x.floor(),
    ];
    let g = cx.graph();
    for e in list {
        println!(
            "{:40} {:40} {}",
            g.print(e.id()).unwrap(),
            g.print_unicode(e.id()).unwrap(),
            g.print_latex(e.id()).unwrap()
        );
    }
}
