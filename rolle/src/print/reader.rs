//! A reader of plain text for the tests alone: the grammar at the head of `print`, with sums and products read as one
//! list each. It recurses, and panics at what is not of that grammar.

use crate::graph::{Constant, Graph, NodeId};
use crate::operator::table;

pub(super) fn read(graph: &mut Graph, text: &str) -> NodeId {
    let mut reader = Reader { graph, rest: text };
    let id = reader.sum();
    assert_eq!(reader.rest, "", "the whole text is read");
    id
}

struct Reader<'a> {
    graph: &'a mut Graph,
    rest: &'a str,
}

impl<'a> Reader<'a> {
    fn take(&mut self, word: &str) -> bool {
        match self.rest.strip_prefix(word) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn need(&mut self, word: &str) {
        assert!(self.take(word), "`{word}` expected at `{}`", self.rest);
    }

    fn word(&mut self) -> &'a str {
        let letter = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let end = self.rest.find(|c| !letter(c)).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        word
    }

    fn sum(&mut self) -> NodeId {
        let mut terms = vec![self.term()];
        loop {
            if self.take(" + ") {
                terms.push(self.term());
            } else if self.take(" - ") {
                let term = self.term();
                terms.push(self.graph.negate(term));
            } else {
                return if let [only] = terms[..] { only } else { self.graph.sum(&terms) };
            }
        }
    }

    fn term(&mut self) -> NodeId {
        if self.take("-") {
            let term = self.term();
            return self.graph.negate(term);
        }
        let mut factors = vec![self.power()];
        loop {
            if self.take("*") {
                factors.push(self.power());
            } else if self.take("/") {
                let divisor = self.power();
                factors.push(self.graph.reciprocal(divisor));
            } else {
                return if let [only] = factors[..] { only } else { self.graph.product(&factors) };
            }
        }
    }

    fn power(&mut self) -> NodeId {
        let base = self.atom();
        if !self.take("^") {
            return base;
        }
        let exponent = self.atom();
        self.graph.power(base, exponent)
    }

    fn atom(&mut self) -> NodeId {
        if self.take("(") {
            let inner = self.sum();
            self.need(")");
            return inner;
        }
        if self.take("{") {
            return self.cases();
        }
        let word = self.word();
        if let Ok(n) = word.parse::<crate::number::Natural>() {
            return self.graph.rational(crate::number::Integer::from(n));
        }
        if self.take("(") {
            let mut args = vec![self.sum()];
            while self.take(", ") {
                args.push(self.sum());
            }
            self.need(")");
            return self.call(word, &mut args);
        }
        match word {
            "pi" => self.graph.constant(Constant::Pi),
            "e" => self.graph.constant(Constant::E),
            name => self.graph.symbol(name),
        }
    }

    fn call(&mut self, name: &str, args: &mut Vec<NodeId>) -> NodeId {
        let three = self.graph.integer(3);
        let name = match name {
            "sqrt" => return self.graph.sqrt(args[0]),
            "cbrt" => {
                args.push(three);
                "root"
            }
            name => name,
        };
        let row = table().iter().find(|row| row.name == name).expect("a function of the table");
        self.graph.apply(row.op, args).expect("arguments that fit")
    }

    fn cases(&mut self) -> NodeId {
        let mut branches = Vec::new();
        let mut otherwise = None;
        loop {
            let value = self.sum();
            if self.take(" if ") {
                branches.push((value, self.condition()));
            } else {
                self.need(" otherwise");
                otherwise = Some(value);
            }
            if !self.take("; ") {
                self.need("}");
                return self.graph.piecewise(&branches, otherwise);
            }
        }
    }

    fn condition(&mut self) -> NodeId {
        let left = self.sum();
        if self.take(" <= ") {
            let right = self.sum();
            self.graph.less_equal(left, right)
        } else if self.take(" >= ") {
            let right = self.sum();
            self.graph.less_equal(right, left)
        } else if self.take(" < ") {
            let right = self.sum();
            self.graph.less(left, right)
        } else {
            self.need(" > ");
            let right = self.sum();
            self.graph.less(right, left)
        }
    }
}
