//! `rootof(p, k)`: the real root of a polynomial with k real roots below it.

use super::arguments::Argument;
use super::{Lowerer, Value};
use crate::error::ErrorKind;
use crate::operator::NodeId;
use crate::parse::syntax::SyntaxId;
use crate::polynomial::{IntPoly, RootLimits};

/// The degrees of all polynomials in one text together.
pub(super) const TOTAL_DEGREE: usize = 2000;

/// Texts come from strangers, so each polynomial gets a fraction of a second.
const LIMITS: RootLimits =
    RootLimits { degree: 200, factor_work: 1 << 28, isolation_work: 1 << 27 };

const ADVICE: &str = "write a polynomial in one variable and the number of a real root, counted from 0: \
                      `rootof(x^5 - x - 1, 0)`";

impl Lowerer<'_, '_> {
    /// The real roots are counted from 0, ascending, each once; a reducible polynomial gives the root of its factor.
    pub(super) fn root_of(&mut self, args: &[Argument], id: SyntaxId) -> Value {
        let root = self.root_of_polynomial(args, id);
        Value::Number(root.unwrap_or(NodeId::ZERO))
    }

    fn root_of_polynomial(&mut self, args: &[Argument], id: SyntaxId) -> Option<NodeId> {
        let index = self.argument(args[1], id);
        let Some(index) = self.graph.small_integer(index).and_then(|n| usize::try_from(n).ok())
        else {
            let message = "the number of a root must be a natural number";
            return self.refuse(ErrorKind::Argument, args[1], id, message, ADVICE);
        };
        let p = self.polynomial(args[0], id)?;
        let degree = p.degree().unwrap_or(0);
        if degree > self.root_degrees {
            let message = format!(
                "the polynomials of `rootof` have degrees of more than {TOTAL_DEGREE} together"
            );
            return self.refuse(ErrorKind::Budget, args[0], id, &message, "name fewer roots");
        }
        self.root_degrees -= degree;
        let roots = match self.graph.real_roots(&p, &LIMITS) {
            Ok(roots) => roots,
            Err(error) => {
                let help = error.help().unwrap_or(ADVICE).to_string();
                return self.refuse(error.kind(), args[0], id, error.message(), &help);
            }
        };
        if let Some(&root) = roots.get(index) {
            return Some(root);
        }
        let (message, help) = match roots.len() {
            0 => ("this polynomial has no real root".to_string(), ADVICE.to_string()),
            1 => (
                format!("this polynomial has one real root, and {index} is not its number"),
                "the only root has the number 0".to_string(),
            ),
            n => (
                format!("this polynomial has {n} real roots, and {index} is not the number of one"),
                format!("the roots are counted from 0 to {}, from left to right", n - 1),
            ),
        };
        self.refuse(ErrorKind::Argument, args[1], id, &message, &help)
    }

    fn polynomial(&mut self, argument: Argument, id: SyntaxId) -> Option<IntPoly> {
        let value = self.argument(argument, id);
        let variables = self.graph.free_symbols(value);
        let [x] = variables[..] else {
            let message = match variables.len() {
                0 => "this polynomial has no variable",
                _ => "this polynomial has several variables",
            };
            return self.refuse(ErrorKind::Argument, argument, id, message, ADVICE);
        };
        self.bound.push(x);
        match self.graph.rational_function(value, x) {
            Some(quotient) if quotient.denominator.is_constant() => Some(quotient.numerator),
            _ => {
                let message =
                    "this is no polynomial with rational coefficients and a degree up to 2000";
                self.refuse(ErrorKind::Argument, argument, id, message, ADVICE)
            }
        }
    }

    fn refuse<T>(
        &mut self,
        kind: ErrorKind,
        argument: Argument,
        call: SyntaxId,
        message: &str,
        help: &str,
    ) -> Option<T> {
        let span = self.span(argument.id.unwrap_or(call));
        self.error(kind, span, message, help);
        None
    }
}

#[cfg(test)]
mod tests {
    use crate::graph::Graph;

    #[test]
    fn roots_are_read() {
        for (text, printed) in [
            ("rootof(x^5 - x - 1, 0)", "rootof(x^5 - x - 1, 0)"),
            ("rootof(x^5 - x - 1)", "rootof(x^5 - x - 1, 0)"),
            ("CRootOf(t**5 - t - 1, 0)", "rootof(x^5 - x - 1, 0)"),
            ("rootof((1 - y^2)*y/3 + 1/3, 0)", "rootof(x^3 - x - 1, 0)"),
            // Reducible: the root of the right factor.
            ("rootof((x^3 - x - 1)*(x - 1), 1)", "rootof(x^3 - x - 1, 0)"),
            ("rootof((x^3 - x - 1)*(x - 1), 0)", "1"),
            ("rootof(x^2 - 2, 1)", "sqrt(2)"),
            ("rootof(2x^3 - 6x + 2, 2)", "rootof(x^3 - 3*x + 1, 2)"),
            ("2*rootof(x^3 - x - 1, 0)^2 + 1", "1 + 2*rootof(x^3 - x - 1, 0)^2"),
            ("f(x) = x^2; f(rootof(x^3 - x - 1, 0))", "rootof(x^3 - x - 1, 0)^2"),
        ] {
            let mut g = Graph::new();
            let id = g.parse(text).unwrap();
            assert_eq!(g.print(id).unwrap(), printed, "{text}");
            assert_eq!(g.parse(printed).unwrap(), id, "{text}");
        }
    }

    #[test]
    fn mistakes_are_told() {
        for (text, message) in [
            ("rootof(3, 0)", "this polynomial has no variable"),
            ("rootof(x*y - 1, 0)", "this polynomial has several variables"),
            ("rootof(exp(x) - 1, 0)", "this is no polynomial"),
            ("rootof(pi*x^3 - 1, 0)", "this is no polynomial"),
            ("rootof(1/x - 1, 0)", "this is no polynomial"),
            ("rootof(x^4 + 1, 0)", "this polynomial has no real root"),
            (
                "rootof(x^3 - x - 1, 1)",
                "this polynomial has one real root, and 1 is not its number",
            ),
            (
                "rootof(x^3 - 3x + 1, 3)",
                "this polynomial has 3 real roots, and 3 is not the number",
            ),
            ("rootof(x^3 - x - 1, -1)", "the number of a root must be a natural number"),
            ("rootof(x^3 - x - 1, x)", "the number of a root must be a natural number"),
            ("rootof(x - x, 0)", "this polynomial has no variable"),
            ("rootof(x^300 - x - 1, 0)", "roots of an irreducible polynomial of degree"),
        ] {
            let mut g = Graph::new();
            let error = g.parse(text).unwrap_err();
            assert!(error.message().starts_with(message), "{text}: {}", error.message());
            assert!(error.help().is_some(), "{text}");
        }
    }

    #[test]
    fn the_variable_of_the_polynomial_is_bound() {
        let variables = |text: &str| {
            let mut g = Graph::new();
            let parsed = crate::parse::parse(&mut g, text, &Default::default()).unwrap();
            parsed
                .variables
                .iter()
                .map(|&id| g.symbol_name(id).unwrap().to_string())
                .collect::<Vec<_>>()
        };
        assert!(variables("rootof(x^3 - x - 1, 0)").is_empty());
        assert_eq!(variables("y*rootof(x^3 - x - 1, 0)"), ["y"]);
        assert_eq!(variables("x*rootof(x^3 - x - 1, 0)"), ["x"]);
    }
}
