//! Points: `x=1,y=pi/3` or a bare value, all of them exact.

use crate::failure::Failure;
use crate::reading::Reading;
use crate::show;
use rolle::graph::Requirement;
use rolle::parse::{ParseOptions, parse};
use rolle::{Error, ErrorKind, NodeId};
use std::cmp::Ordering;

impl Reading {
    /// An exact value without variables.
    pub(crate) fn value(&mut self, option: &str, text: &str) -> Result<NodeId, Failure> {
        let parsed = parse(&mut self.graph, text, &ParseOptions::default())
            .map_err(|diagnostics| Failure::about(option, text, diagnostics))?;
        self.graph.take_side_conditions();
        let free = self.graph.free_symbols(parsed.root);
        if let Some(name) = free.first().and_then(|&id| self.graph.symbol_name(id)) {
            let message = format!("the value `{text}` of {option} contains the variable `{name}`");
            return Err(Failure::usage(message).help("give a number such as `1`, `0.1` or `pi/3`"));
        }
        Ok(parsed.root)
    }

    /// The values of `x=1,y=2`, or of a bare value for the variable that is meant.
    pub(crate) fn point(
        &mut self,
        texts: &[String],
        wanted: Option<&str>,
    ) -> Result<Vec<(NodeId, NodeId)>, Failure> {
        let mut point: Vec<(NodeId, NodeId)> = Vec::new();
        for part in texts.iter().flat_map(|text| split(text)) {
            let (symbol, value) = match part.split_once('=') {
                Some((name, value)) => (self.named(name)?, value),
                None => (self.variable(wanted)?, part),
            };
            if point.iter().any(|(known, _)| *known == symbol) {
                let name = show::brief(&self.graph, symbol);
                return Err(Failure::usage(format!("`{name}` is given two values")));
            }
            let value = self.value("--at", value.trim())?;
            self.admit(symbol, value)?;
            point.push((symbol, value));
        }
        Ok(point)
    }

    /// The formula's own conditions, looked at in a point: `x/x` has no value at 0.
    pub(crate) fn check_conditions(&mut self, point: &[(NodeId, NodeId)]) -> Result<(), Failure> {
        for condition in self.conditions.clone() {
            let there = self.graph.substitute(condition.of, point);
            let sign = self.graph.exact_sign(there);
            let holds = match condition.requirement {
                _ if self.graph.reason(there).is_some() => false,
                Requirement::NonZero => sign != Some(Ordering::Equal),
                Requirement::NonNegative => sign != Some(Ordering::Less),
                Requirement::Positive => !matches!(sign, Some(Ordering::Less | Ordering::Equal)),
                Requirement::Defined => true,
            };
            if !holds {
                let needed = show::condition(&self.graph, &condition);
                let message = format!("the formula has no value there: it needs {needed}");
                return Err(Error::new(ErrorKind::Domain, message).into());
            }
        }
        self.graph.take_side_conditions();
        Ok(())
    }
}

/// The parts between commas that stand in no bracket.
fn split(text: &str) -> Vec<&str> {
    let (mut parts, mut start, mut depth) = (Vec::new(), 0, 0_i64);
    for (i, c) in text.char_indices() {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            ',' | ';' if depth <= 0 => {
                parts.push(text[start..i].trim());
                start = i + 1;
            }
            _ => {}
        }
    }
    parts.push(text[start..].trim());
    parts
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn commas_in_brackets_do_not_split() {
        assert_eq!(split("x=1, y=max(1,2)"), ["x=1", "y=max(1,2)"]);
        assert_eq!(split("pi/3"), ["pi/3"]);
        assert_eq!(split("a=1;b=2"), ["a=1", "b=2"]);
        assert_eq!(split(""), [""]);
    }
}
