//! Places: every node knows its piece of the text.

use super::read;

#[test]
fn nodes_and_their_text() {
    for (source, expected) in [
        ("2x + sin y", "2|x|2x|y|sin y|2x + sin y"),
        ("(a+b)*c", "a|b|a+b|c|(a+b)*c"),
        ("-(x)^2", "x|2|(x)^2|-(x)^2"),
        ("x if x>0 else 0", "x|x|0|x>0|0||x if x>0 else 0"),
        ("|x - 1|!", "x|1|x - 1||x - 1|||x - 1|!"),
        ("σ(β)²", "β|σ(β)|²|σ(β)²"),
        (r"\frac{1}{\alpha_{1}}", r"1|\alpha_{1}|\frac{1}{\alpha_{1}}"),
        (r"\sqrt2 x", r"2|\sqrt2|x|\sqrt2 x"),
    ] {
        let tree = read(source).tree;
        let texts: Vec<&str> =
            tree.ids().map(|id| tree.span(id)).map(|s| &source[s.start..s.end]).collect();
        assert_eq!(texts.join("|"), expected, "{source}");
    }
}
