//! The syntax tree as an S-expression: for tests, and for whoever wants to see how a text was read.

use super::syntax::{Constant, Join, SyntaxId, SyntaxKind, SyntaxTree};

/// What is still to be written.
enum Piece {
    Node(SyntaxId),
    Text(&'static str),
}

impl SyntaxTree {
    /// The tree below a node in prefix form: `(+ (^ x 2) (- 1))`; what is subtracted or divided stands in `(- …)`, `(/ …)`.
    pub fn dump(&self, root: SyntaxId) -> String {
        let mut text = String::new();
        let mut stack = vec![Piece::Node(root)];
        while let Some(piece) = stack.pop() {
            match piece {
                Piece::Text(word) => text.push_str(word),
                Piece::Node(id) => self.dump_node(id, &mut text, &mut stack),
            }
        }
        text
    }

    fn dump_node(&self, id: SyntaxId, text: &mut String, stack: &mut Vec<Piece>) {
        let from = stack.len();
        match self.kind(id) {
            SyntaxKind::Natural(n) => text.push_str(&format!("{n}")),
            SyntaxKind::Number(_) => {
                text.push_str(&format!("{}", self.number(id).unwrap_or_default()))
            }
            SyntaxKind::Name(name) => text.push_str(self.name(name)),
            SyntaxKind::Text(name) => text.push_str(&format!("{:?}", self.name(name))),
            SyntaxKind::Constant(constant) => text.push_str(match constant {
                Constant::Pi => "pi",
                Constant::E => "e",
                Constant::Infinity => "oo",
                Constant::None => "None",
            }),
            SyntaxKind::Truth(value) => text.push_str(if value { "true" } else { "false" }),
            SyntaxKind::Error => text.push_str("error"),
            SyntaxKind::Negate(_) => text.push_str("(neg"),
            SyntaxKind::Not(_) => text.push_str("(not"),
            SyntaxKind::Factorial(_) => text.push_str("(factorial"),
            SyntaxKind::Power(..) => text.push_str("(^"),
            SyntaxKind::Sum(_) => text.push_str("(+"),
            SyntaxKind::Product(_) => text.push_str("(*"),
            SyntaxKind::Compare(_) => text.push_str("(compare"),
            SyntaxKind::And(_) => text.push_str("(and"),
            SyntaxKind::Or(_) => text.push_str("(or"),
            SyntaxKind::Piecewise(_) => text.push_str("(piecewise"),
            SyntaxKind::Tuple(_) => text.push_str("(tuple"),
            SyntaxKind::Call(function, _) => {
                text.push_str(&format!("({}", self.function_name(function)))
            }
            SyntaxKind::Keyword(name, _) => text.push_str(&format!("({}=", self.name(name))),
        }
        self.dump_children(id, stack);
        if stack.len() > from || matches!(self.kind(id), SyntaxKind::Call(..)) {
            stack.push(Piece::Text(")"));
            stack[from..].reverse();
        }
    }

    fn dump_children(&self, id: SyntaxId, stack: &mut Vec<Piece>) {
        let (list, inverse) = match self.kind(id) {
            SyntaxKind::Sum(list) => (list, " (- "),
            SyntaxKind::Product(list) => (list, " (/ "),
            SyntaxKind::Compare(list) => {
                for (i, operand) in self.operands(list).iter().enumerate() {
                    if i > 0 {
                        stack.push(Piece::Text(" "));
                        stack.push(Piece::Text(operand.relation().symbol()));
                    }
                    stack.push(Piece::Text(" "));
                    stack.push(Piece::Node(operand.id()));
                }
                return;
            }
            _ => {
                return self.each_child(id, |child| {
                    stack.push(Piece::Text(" "));
                    stack.push(Piece::Node(child));
                });
            }
        };
        for operand in self.operands(list) {
            let inverted = operand.join() == Join::Inverse;
            stack.push(Piece::Text(if inverted { inverse } else { " " }));
            stack.push(Piece::Node(operand.id()));
            if inverted {
                stack.push(Piece::Text(")"));
            }
        }
    }
}
