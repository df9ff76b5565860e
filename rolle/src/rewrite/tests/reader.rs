//! A reader of formulas for tests: `a*b^2 + f(x, y)/3`, with the usual precedence.

use crate::graph::{Constant, Graph};
use crate::operator::{NodeId, Op, table};

struct Reader<'a> {
    graph: &'a mut Graph,
    text: Vec<char>,
    at: usize,
}

pub(super) fn read(graph: &mut Graph, text: &str) -> NodeId {
    let text = text.chars().filter(|c| !c.is_whitespace()).collect();
    let mut reader = Reader { graph, text, at: 0 };
    let value = reader.sum();
    assert_eq!(reader.at, reader.text.len(), "a formula is read to its end");
    value
}

impl Reader<'_> {
    fn take(&mut self, c: char) -> bool {
        let found = self.text.get(self.at) == Some(&c);
        self.at += usize::from(found);
        found
    }

    fn sum(&mut self) -> NodeId {
        let mut value = self.product();
        loop {
            if self.take('+') {
                let right = self.product();
                value = self.graph.sum(&[value, right]);
            } else if self.take('-') {
                let right = self.product();
                value = self.graph.subtract(value, right);
            } else {
                return value;
            }
        }
    }

    fn product(&mut self) -> NodeId {
        let mut value = self.signed();
        loop {
            if self.take('*') {
                let right = self.signed();
                value = self.graph.product(&[value, right]);
            } else if self.take('/') {
                let right = self.signed();
                value = self.graph.divide(value, right);
            } else {
                return value;
            }
        }
    }

    fn signed(&mut self) -> NodeId {
        if self.take('-') {
            let value = self.signed();
            return self.graph.negate(value);
        }
        let base = self.atom();
        if self.take('^') {
            let exponent = self.signed();
            return self.graph.power(base, exponent);
        }
        base
    }

    fn atom(&mut self) -> NodeId {
        if self.take('(') {
            let value = self.sum();
            assert!(self.take(')'), "a closing bracket");
            return value;
        }
        let start = self.at;
        while self.text.get(self.at).is_some_and(|c| c.is_alphanumeric()) {
            self.at += 1;
        }
        let word: String = self.text[start..self.at].iter().collect();
        if let Ok(n) = word.parse::<i64>() {
            return self.graph.integer(n);
        }
        if !self.take('(') {
            return match &word[..] {
                "e" => self.graph.constant(Constant::E),
                "pi" => self.graph.constant(Constant::Pi),
                _ => self.graph.symbol(&word),
            };
        }
        let mut args = vec![self.sum()];
        while self.take(',') {
            args.push(self.sum());
        }
        assert!(self.take(')'), "a closing bracket");
        if word == "sqrt" {
            return self.graph.sqrt(args[0]);
        }
        let place = table().iter().position(|row| row.name == word).expect("a known function");
        let op = table()[place].op;
        self.graph.apply(op, &args).unwrap()
    }
}

/// The function by operator, for completeness of the reader.
#[test]
fn the_reader_reads() {
    let mut g = Graph::new();
    let f = read(&mut g, "-2*x^2 + sin(x)/3");
    assert_eq!(g.print(f).unwrap(), "sin(x)/3 - 2*x^2");
    assert_eq!(g.op(f), Op::Sum);
}
