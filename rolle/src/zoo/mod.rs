//! The zoo: activations, gates, losses, surrogates and schedules of deep learning, as data.
//!
//! `catalogue.tsv` holds one line for each: the formula in Rolle's own notation, the parameters with their exact
//! defaults and the names that frameworks give them, the places where the function is not smooth, and what PyTorch
//! and JAX return as its derivative there. The conventions were measured, not read off documentation:
//! `torch` is [`TORCH_VERSION`] and `jax` is [`JAX_VERSION`], in double precision on a CPU.
//!
//! This module is only data; `parse` gives the formulas their meaning.

mod convention;
mod read;

pub use convention::{Convention, Framework, OneSided, Side};

use std::sync::OnceLock;

/// The PyTorch whose conventions the catalogue records.
pub const TORCH_VERSION: &str = "2.15.0";

/// The JAX whose conventions the catalogue records.
pub const JAX_VERSION: &str = "0.10.2";

/// What an entry is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A function of one number between layers.
    Activation,
    /// A step with a declared derivative in place of its own.
    Surrogate,
    /// A product of two branches.
    Gate,
    /// A function of a vector.
    Vector,
    /// A function of mathematics, for its conventions.
    Primitive,
    /// What training makes small.
    Loss,
    /// A learning rate as a function of the step.
    Schedule,
    /// A penalty on weights.
    Regularizer,
}

/// A parameter: all its names, the formula's own first, and its default as an exact literal or formula.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// The names under which it can be given.
    pub names: Vec<&'static str>,
    /// The value where none is given.
    pub default: Option<&'static str>,
}

/// One function of the catalogue.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The name.
    pub name: &'static str,
    /// Other names.
    pub aliases: Vec<&'static str>,
    /// What it is for.
    pub kind: Kind,
    /// The arguments in order, inputs first.
    pub parameters: Vec<Parameter>,
    /// The formula in the parameters; `None` for a function of vectors.
    pub formula: Option<&'static str>,
    /// The derivative that a surrogate declares in place of its own.
    pub declared_derivative: Option<&'static str>,
    /// What a function of vectors computes, for people.
    pub vector_formula: Option<&'static str>,
    /// The parameters of a function of vectors, for people.
    pub vector_parameters: Option<&'static str>,
    /// Where it is defined, for people; `None` for the whole line.
    pub domain: Option<&'static str>,
    /// The entry that this one spells in another way, which changes conventions but no values.
    pub spelling_of: Option<&'static str>,
    /// Where the function or a derivative of it jumps, for the default parameters.
    pub kinks: Vec<&'static str>,
    /// What frameworks return at the kinks.
    pub conventions: Vec<Convention>,
    /// Value, slope and second derivative on both sides of the kinks.
    pub one_sided: Vec<OneSided>,
    /// The least Lipschitz constant for the default parameters, to 15 digits or `unbounded`.
    pub lipschitz: Option<&'static str>,
    /// Where the slope reaches or approaches it.
    pub lipschitz_at: Option<&'static str>,
    /// Points (x, f(x)) with slope zero.
    pub stationary_points: Option<&'static str>,
    /// Where it comes from, and its names in frameworks.
    pub source: Option<&'static str>,
    /// What else there is to know.
    pub note: Option<&'static str>,
}

/// All entries in the order of the catalogue.
pub fn catalogue() -> &'static [Entry] {
    static CATALOGUE: OnceLock<Vec<Entry>> = OnceLock::new();
    CATALOGUE.get_or_init(|| read::entries(include_str!("catalogue.tsv")))
}

/// The entry of this name or alias.
///
/// ```
/// let relu = rolle::zoo::find("relu").unwrap();
/// assert_eq!(relu.formula, Some("max(x, 0)"));
/// assert_eq!(relu.conventions[0].first, Some("0"));
/// ```
pub fn find(name: &str) -> Option<&'static Entry> {
    catalogue().iter().find(|entry| entry.name == name || entry.aliases.contains(&name))
}

/// Splits `x, a|alpha=0.2` into parameters; `...` stands for any further ones and is handed back as true.
pub(crate) fn parameters(signature: &'static str) -> (Vec<Parameter>, bool) {
    let mut more = false;
    let mut parameters = Vec::new();
    for part in signature.split(", ").filter(|part| !part.is_empty()) {
        if part == "..." {
            more = true;
            continue;
        }
        let (names, default) = match part.split_once('=') {
            Some((names, value)) => (names, Some(value)),
            None => (part, None),
        };
        parameters.push(Parameter { names: names.split('|').collect(), default });
    }
    (parameters, more)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique() {
        let mut seen = std::collections::HashSet::new();
        for entry in catalogue() {
            for name in std::iter::once(&entry.name).chain(&entry.aliases) {
                assert!(seen.insert(*name), "{name} stands twice");
            }
        }
        assert_eq!(catalogue().len(), 183);
    }

    #[test]
    fn every_entry_has_a_formula_of_one_kind() {
        for entry in catalogue() {
            assert!(entry.formula.is_some() != entry.vector_formula.is_some(), "{}", entry.name);
            assert_eq!(entry.formula.is_some(), !entry.parameters.is_empty(), "{}", entry.name);
            assert!(entry.kind != Kind::Vector || entry.formula.is_none(), "{}", entry.name);
            let surrogate = entry.kind == Kind::Surrogate;
            assert_eq!(entry.declared_derivative.is_some(), surrogate, "{}", entry.name);
        }
    }

    #[test]
    fn spellings_name_something() {
        for entry in catalogue() {
            let Some(name) = entry.spelling_of else { continue };
            let operator = crate::operator::table().iter().any(|row| row.name == name);
            let known = find(name).is_some() || operator;
            assert!(known || matches!(name, "sinc" | "pow" | "logaddexp" | "multiply"), "{name}");
        }
    }

    #[test]
    fn parameters_come_with_names_and_defaults() {
        for (name, names, default) in [
            ("leaky_relu", vec!["a", "negative_slope", "alpha"], Some("0.01")),
            ("rrelu_eval", vec!["l", "lower"], Some("1/8")),
            ("gaussian_nll", vec!["t", "target"], None),
        ] {
            let parameter = &find(name).expect(name).parameters[1];
            assert_eq!((&parameter.names, parameter.default), (&names, default), "{name}");
        }
    }

    #[test]
    fn relu_in_four_spellings() {
        let slope = |name: &str, framework: Framework| {
            let entry = find(name).expect(name);
            let newest =
                entry.conventions.iter().find(|c| c.framework == framework && c.up_to.is_none());
            newest.and_then(|c| c.first)
        };
        for (name, torch, jax) in [
            ("relu", "0", "0"),
            ("relu_as_max", "0.5", "0.5"),
            ("relu_as_clamp", "0", "0.5"),
            ("relu_as_half_abs", "0.5", "1"),
        ] {
            assert_eq!(slope(name, Framework::Torch), Some(torch), "{name}");
            assert_eq!(slope(name, Framework::Jax), Some(jax), "{name}");
        }
        let old =
            find("relu_as_clamp").and_then(|e| e.conventions.iter().find(|c| c.up_to.is_some()));
        assert_eq!(old.map(|c| (c.up_to, c.first)), Some((Some("2.13"), Some("1"))));
    }

    #[test]
    fn one_sided_values() {
        let hardshrink = find("hardshrink").expect("hardshrink");
        assert_eq!(hardshrink.one_sided.len(), 2);
        let at = &hardshrink.one_sided[1];
        assert_eq!((at.at, at.value, at.first), ("0.5", ("0", "0.5"), ("0", "1")));
    }
}
