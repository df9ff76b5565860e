//! Size, depth and garbage: everything ends soon, with a tree or with a clear error.

use super::{ParseOptions, parse_syntax, read};
use crate::error::ErrorKind;
use crate::graph::Graph;
use crate::parse::parse;
use crate::parse::parser::frame_bytes;

/// The first error of a text.
fn first_error(source: &str) -> (ErrorKind, String) {
    let syntax = read(source);
    assert!(!syntax.is_ok(), "no error in {} bytes", source.len());
    let first = syntax.diagnostics.into_iter().find(|d| d.is_error()).expect("an error");
    (first.kind, first.message)
}

#[test]
fn a_million_levels() {
    for (open, middle, close) in [
        ("(", "x", ")"),
        ("sin(", "x", ")"),
        ("-", "x", ""),
        ("sin ", "x", ""),
        ("√", "x", ""),
        ("x^", "x", ""),
        ("[", "x", "]"),
        ("⌊", "x", "⌋"),
        ("x+(", "x", ")"),
        ("1 if x>0 else ", "x", ""),
        ("x>0 ? 1 : ", "x", ""),
        ("x>0 ? ", "x", " : 1"),
        ("if x>0 then 1 else ", "x", ""),
        ("{x if ", "x", ">0; 1}"),
        ("not ", "x>0 ? 1 : 2", ""),
    ] {
        let n = if open.len() == 1 { 1_000_000 } else { 100_000 };
        let source = format!("{}{middle}{}", open.repeat(n), close.repeat(n));
        let syntax = read(&source);
        assert!(syntax.is_ok(), "{open}: {:?}", syntax.diagnostics.first());
    }
}

#[test]
fn many_operands() {
    for joint in ["+", "-", "*", "/", " ", "<", " and x<", "; ", "\n"] {
        let source = vec!["x"; 100_000].join(joint);
        let syntax = read(&source);
        let is_formula = matches!(joint, "+" | "-" | "*" | "/" | " ");
        assert_eq!(syntax.is_ok(), is_formula, "{joint}: {:?}", syntax.diagnostics.first());
        if is_formula && joint != "/" {
            assert_eq!(syntax.tree.len(), 100_001, "{joint} is one node");
        }
    }
}

#[test]
fn deep_latex() {
    let n = 30_000;
    for (open, middle, close) in [
        (r"\frac{1}{", "x", "}"),
        (r"\frac1", "x", ""),
        (r"\sqrt{", "x", "}"),
        (r"\sqrt[3]{", "x", "}"),
        (r"\sqrt ", "x", ""),
        (r"\left(", "x", r"\right)"),
        (r"x^{", r"\alpha", "}"),
        (r"\begin{cases}1&x>0\\", "x", r"\end{cases}"),
    ] {
        let source = format!("{}{middle}{}", open.repeat(n), close.repeat(n));
        let syntax = read(&source);
        assert!(
            syntax.diagnostics.iter().all(|d| !d.is_error()),
            "{open}: {:?}",
            syntax.diagnostics.first()
        );
    }
}

#[test]
fn unclosed_and_unopened() {
    for text in [
        "(", ")", "[", "]", "{", "}", "|", "sin(", "f(", r"\frac{", r"\sqrt[", r"\left(",
        r"}\alpha", r"\text{",
    ] {
        for source in [
            text.repeat(30_000),
            format!("x{}", text.repeat(30_000)),
            format!("{}x", text.repeat(30_000)),
        ] {
            let syntax = read(&source);
            assert!(!syntax.is_ok(), "{text}");
            assert!(syntax.diagnostics.len() <= 40, "{text}");
        }
    }
}

#[test]
fn budgets_are_said() {
    let options = ParseOptions {
        max_depth: 10,
        max_nodes: 20,
        max_digits: 50,
        max_bytes: 60,
        ..Default::default()
    };
    for (source, expected) in [
        ("((((((((((((x))))))))))))", "the formula is nested deeper than 10 levels"),
        ("a+b+c+d+e+f+g+h+i+j+k+l+m+n+o+p+q+r+s+t", "the formula has more than 20 pieces"),
        ("1e51", "the numbers of the formula have more than 50 digits when written out"),
        ("1e41 + 1e42", "the numbers of the formula have more than 50 digits when written out"),
        (&"x".repeat(61), "the formula has 61 bytes, the limit is 60"),
    ] {
        let syntax = parse_syntax(source, &options);
        assert!(!syntax.is_ok());
        let error = syntax.diagnostics.iter().find(|d| d.is_error()).expect("an error");
        assert_eq!((error.kind, error.message.as_str()), (ErrorKind::Budget, expected), "{source}");
    }
    assert_eq!(first_error("1e999999999").0, ErrorKind::Budget);
    assert_eq!(first_error("1e-999999999999999999999999").0, ErrorKind::Budget);
    assert_eq!(first_error(&"1e99999+".repeat(100)).0, ErrorKind::Budget);
}

#[test]
fn long_numbers_and_names() {
    let digits = "7".repeat(100_000);
    assert!(read(&digits).is_ok());
    assert!(read(&format!("{digits}.{digits}e-100")).is_ok());
    assert!(read(&"x".repeat(1_000_000)).is_ok());
    assert!(!read(&format!("{}(x)", "a".repeat(1_000_000))).is_ok());
    assert!(read(&format!(r"\alpha {}", "x".repeat(100_000))).is_ok());
}

#[test]
fn waiting_frames_are_small() {
    assert!(frame_bytes() <= 24, "{}", frame_bytes());
}

/// A small generator of pseudo-random numbers (Marsaglia, xorshift64).
pub(super) struct Random(pub(super) u64);

impl Random {
    pub(super) fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n as u64) as usize
    }
}

/// Whatever comes, the answer is a tree or an error, and every place is inside the text on a boundary of characters.
fn survives(source: &str) {
    let syntax = read(source);
    let has_error = syntax.diagnostics.iter().any(|d| d.is_error());
    assert_eq!(syntax.is_ok(), !has_error, "{source:?}: {:?}", syntax.diagnostics);
    for diagnostic in &syntax.diagnostics {
        let (start, end) = (diagnostic.span.start, diagnostic.span.end);
        assert!(start <= end && source.get(start..end).is_some(), "{source:?} {diagnostic:?}");
        assert!(!crate::parse::render_diagnostic(source, diagnostic).is_empty());
    }
    for id in syntax.tree.ids() {
        let span = syntax.tree.span(id);
        assert!(
            source.get(span.start..span.end).is_some(),
            "{source:?} {:?} {span:?}",
            syntax.tree.kind(id)
        );
        syntax.tree.each_child(id, |child| assert!(child < id));
    }
    if let Some(root) = syntax.tree.root() {
        let text = syntax.tree.dump(root);
        assert!(!text.contains("error"), "{source:?}: {text}");
        let options = ParseOptions { max_digits: 2_000, ..Default::default() };
        if let Err(list) = parse(&mut Graph::new(), source, &options) {
            assert!(list.iter().any(|d| d.is_error()), "{source:?}");
        }
    }
}

#[test]
fn random_tokens() {
    let words: Vec<&str> = "x y 2 0.5 1e3 e pi oo sin max where clamp root None huber( gamma log_2 f gelu ( ) [ ] { } | || , ; : ? + - * / ** ^ ! ' % < <= == = \
        if else otherwise then and or not & && lambda σ √ ² ⁻¹ ⌊ ⌋ ≤ π x₁ . .exp torch.relu \" # \n \\frac \\sqrt \\sqrt[ \\left \
        \\right \\begin{cases} \\end{cases} \\\\ \\text{if} \\alpha $ _ \\sin def return => f(x)= a= x_{1} 1.0f"
        .split(' ')
        .collect();
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    for round in 0..10_000 {
        let length = 1 + random.below(if round % 10 == 0 { 60 } else { 14 });
        let mut source = String::new();
        for _ in 0..length {
            source.push_str(words[random.below(words.len())]);
            if random.below(3) == 0 {
                source.push(' ');
            }
        }
        survives(&source);
    }
}

#[test]
fn random_bytes_and_characters() {
    let mut random = Random(0x2545_f491_4f6c_dd1d);
    for _ in 0..3_000 {
        let length = random.below(24);
        let bytes: Vec<u8> = (0..length).map(|_| random.below(256) as u8).collect();
        survives(&String::from_utf8_lossy(&bytes));
        let ascii: String =
            (0..length).map(|_| char::from(random.below(95) as u8 + b' ')).collect();
        survives(&ascii);
        let any: String =
            (0..length).filter_map(|_| char::from_u32(random.below(0x2_0000) as u32)).collect();
        survives(&any);
        let greek: String = (0..length)
            .filter_map(|_| char::from_u32(0x300 + random.below(0x100) as u32))
            .collect();
        survives(&greek);
        let math: String = (0..length)
            .filter_map(|_| char::from_u32(0x2070 + random.below(0x300) as u32))
            .collect();
        survives(&math);
    }
}

#[test]
fn mutilated_formulas() {
    let sources = [
        "{x if x>0; a*(e^x-1) otherwise}",
        "f(x) = |x|^2; a = 0.1; f(a*x) + log_2(x) - max(0, x, min(x, 1))",
        r"\begin{cases} x & x>0 \\ \frac{1}{1+e^{-x}} & \text{otherwise} \end{cases}",
        "torch.where(x > 0, x, 0.2*(torch.exp(x) - 1)) if x**2 >= 1 else x.abs()",
        "√(2πσ²)·e⁻ˣ + sin²x/⌊x₁⌋",
        "lambda x: nn.LeakyReLU(0.2)(x)",
    ];
    let mut random = Random(0x1234_5678_9abc_def1);
    for source in sources {
        let characters: Vec<char> = source.chars().collect();
        for _ in 0..800 {
            let mut mutant = characters.clone();
            for _ in 0..1 + random.below(3) {
                let at = random.below(mutant.len());
                match random.below(3) {
                    0 => drop(mutant.remove(at)),
                    1 => mutant.insert(at, characters[random.below(characters.len())]),
                    _ => mutant[at] = characters[random.below(characters.len())],
                }
            }
            survives(&mutant.into_iter().collect::<String>());
        }
    }
}
