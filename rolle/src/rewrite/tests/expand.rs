//! Rewriting against forms from the books, and the limits.

use crate::polynomial::sparse::Limits;
use crate::{ErrorKind, Scope};

#[test]
fn expansion_multiplies_out() {
    let cx = Scope::new();
    let [x, y, z] = cx.symbols("x y z")[..] else { unreachable!() };
    let half = cx.rational(1, 2);
    let rows = [
        ((x + 1) * (x - 1), x.pow(2) - 1),
        ((x + y).pow(2), x.pow(2) + 2 * x * y + y.pow(2)),
        (half * (x + y) * 2, x + y),
        ((x / 2 + y / 3).pow(2), x.pow(2) / 4 + x * y / 3 + y.pow(2) / 9),
        (((x + 1).pow(2)).exp(), (x.pow(2) + 2 * x + 1).exp()),
        (x.exp() * (x.exp() + 1), (2 * x).exp() + x.exp()),
        ((x.sqrt() + 1) * (x.sqrt() - 1), x - 1),
        ((x + 1 / x).pow(2), x.pow(2) + 2 + x.pow(-2)),
        ((2 + cx.integer(2).sqrt()) * (2 - cx.integer(2).sqrt()), cx.integer(2)),
        (x.sin() * (y + z), x.sin() * y + x.sin() * z),
        (2 * (x + y), 2 * x + 2 * y),
        (x * (y + 1) - x * y - x, cx.integer(0)),
    ];
    for (from, want) in rows {
        assert_eq!(from.expand().unwrap(), want);
    }
}

#[test]
fn expansion_switches_to_the_polynomial_kernel() {
    let cx = Scope::new();
    let [x, y, z] = cx.symbols("x y z")[..] else { unreachable!() };
    let f = (1 + x + y + z).pow(20).expand().unwrap();
    assert_eq!(cx.graph().args(f.id()).len(), 1771);
    let at = [x, y, z].iter().zip([2, 3, 5]).fold(f, |f, (v, n)| f.substitute(*v, n));
    assert_eq!(at, cx.integer(11).pow(20));
    let g = (f * (f + 1)).expand().unwrap();
    assert_eq!(cx.graph().args(g.id()).len(), 12341);
}

#[test]
fn expansion_refuses_what_would_not_fit() {
    let cx = Scope::new();
    let [x, y] = cx.symbols("x y")[..] else { unreachable!() };
    let error = (x + y).pow(1_000_000_000).expand().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Budget);
    let small = Limits { terms: 10, ..Limits::default() };
    let f = (x + y).pow(20);
    assert!(cx.graph_mut().expand(f.id(), &small).is_err());
    assert_eq!(x.pow(1_000_000_000).expand().unwrap(), x.pow(1_000_000_000));
}

#[test]
fn memory_is_proportional_to_the_terms() {
    let cx = Scope::new();
    let many: Vec<_> = (0..50_000).map(|k| cx.symbol(&format!("x{k}"))).collect();
    let (y, z) = (cx.symbol("y"), cx.symbol("z"));
    let expanded = (cx.sum(&many) * (y + z)).expand().unwrap();
    assert_eq!(cx.graph().args(expanded.id()).len(), 100_000);
    let folded = many.iter().fold(y, |sum, &x| sum + x);
    assert_eq!((folded - folded.expand().unwrap()).expand().unwrap(), cx.integer(0));
    let square = cx.sum(&many[..300]).pow(2).expand().unwrap();
    assert_eq!(cx.graph().args(square.id()).len(), 300 * 301 / 2);
    let sines: Vec<_> = (1..10_000).map(|k| (k * y).sin()).collect();
    let twice = (2 * cx.sum(&sines) * z).expand().unwrap();
    assert_eq!(cx.graph().args(twice.id()).len(), 9_999);
    let limits = Limits { terms: 100_000, work: 10_000_000, ..Limits::default() };
    for (f, what) in [
        (cx.sum(&many).pow(2), "coefficient operations"),
        (cx.sum(&many[..1000]).pow(2), "terms"),
        (cx.product(&many) * cx.sum(&many), "generators"),
        (cx.sum(&many[..40]).pow(1_000_000_000), "needed"),
        ((cx.sum(&many[..40]) * 3).pow(60_000) * y, "needed"),
    ] {
        let error = cx.graph_mut().expand(f.id(), &limits).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Budget);
        assert!(error.message().contains(what), "{}", error.message());
    }
}

#[test]
fn lists_and_packed_exponents_give_one_result() {
    // The same polynomial with and without enough further generators to take the other way.
    let cx = Scope::new();
    let [x, y] = cx.symbols("x y")[..] else { unreachable!() };
    let many: Vec<_> = (0..40).map(|k| cx.symbol(&format!("x{k}"))).collect();
    let extra = cx.sum(&many);
    let f = (x / 2 + y.exp() - 3).pow(5) * (x.sqrt() + y.exp() - 1).pow(3);
    let narrow = f.expand().unwrap();
    let wide = (f + extra).expand().unwrap();
    assert_eq!((wide - extra - narrow).expand().unwrap(), cx.integer(0));
    assert_eq!(((x - y) * extra - x * extra + y * extra).expand().unwrap(), cx.integer(0));
}
