//! The derivative of an activation, step by step: `cargo run -p rolle --example derivative`.
#![allow(clippy::print_stdout, reason = "an example shows its result")]

use rolle::Scope;

fn main() -> rolle::Result<()> {
    let cx = Scope::new();
    let f = cx.parse("x/(1 + e^(-x))")?;
    let x = cx.symbol("x");
    println!("f(x)  = {f}\nf'(x) = {}\n", f.diff(x));
    let derivation = cx.graph_mut().derivation(f.id(), x.id());
    for step in &derivation.steps {
        println!("{}: {} becomes {}", step.rule.name(), cx.expr(step.input), cx.expr(step.output));
    }
    assert_eq!(derivation.steps[0].output, f.diff(x).id());
    Ok(())
}
