//! What an activation does at its joints: `cargo run -p rolle --example kinks`.
#![allow(clippy::print_stdout, reason = "an example shows its result")]

use rolle::Scope;
use rolle::calculus::{JointKind, PieceLimits};

fn main() -> rolle::Result<()> {
    let cx = Scope::new();
    let f = cx.parse("hardswish(x)")?;
    let x = cx.symbol("x");
    let mut g = cx.graph_mut();
    let pieces =
        g.pieces(f.id(), x.id(), PieceLimits::default()).expect("hardswish has three pieces");
    let joints = g.joints(&pieces);
    for joint in &joints {
        println!("x = {}: {:?}, {:?}", g.print(joint.point)?, joint.kind, joint.smoothness);
    }
    assert!(joints.iter().all(|joint| joint.kind == JointKind::Kink));
    Ok(())
}
