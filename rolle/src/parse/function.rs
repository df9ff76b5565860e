//! Which names are functions: the table of `builtin` joined with the catalogue of `zoo`, built once.

use super::builtin::{self, Meaning, Style};
use super::characters::greek_letter;
use super::suggest;
use crate::zoo::{self, Kind, Parameter};
use std::collections::HashMap;
use std::sync::OnceLock;

/// A function that formulas may call.
#[derive(Clone, Debug)]
pub(super) struct FunctionInfo {
    pub(super) name: &'static str,
    pub(super) parameters: Vec<Parameter>,
    /// Whether more arguments than parameters are allowed: `max(a, b, c)`.
    pub(super) variadic: bool,
    pub(super) style: Style,
    pub(super) meaning: Meaning,
    /// The function whose application undoes this one, for `sin⁻¹`.
    pub(super) inverse: Option<u16>,
    /// Whether it is a loss, whose arguments some libraries take in another order.
    pub(super) is_loss: bool,
}

impl FunctionInfo {
    fn new(
        name: &'static str,
        parameters: Vec<Parameter>,
        variadic: bool,
        style: Style,
        meaning: Meaning,
    ) -> FunctionInfo {
        FunctionInfo { name, parameters, variadic, style, meaning, inverse: None, is_loss: false }
    }

    /// The least number of arguments.
    pub(super) fn required(&self) -> usize {
        self.parameters.iter().filter(|p| p.default.is_none()).count()
    }

    /// The position of a keyword argument.
    pub(super) fn parameter(&self, keyword: &str) -> Option<usize> {
        self.parameters.iter().position(|p| p.names.contains(&keyword))
    }

    /// The signature as it is shown in messages.
    pub(super) fn signature(&self) -> String {
        let mut parts: Vec<String> = self
            .parameters
            .iter()
            .map(|p| match p.default {
                Some(value) => format!("{}={value}", p.names[0]),
                None => p.names[0].to_string(),
            })
            .collect();
        if self.variadic {
            parts.push("...".to_string());
        }
        format!("{}({})", self.name, parts.join(", "))
    }
}

/// All functions and the names under which they are found.
pub(super) struct Library {
    functions: Vec<FunctionInfo>,
    exact: HashMap<&'static str, u16>,
    lower: HashMap<String, u16>,
}

/// The library, built on first use.
pub(super) fn library() -> &'static Library {
    static LIBRARY: OnceLock<Library> = OnceLock::new();
    LIBRARY.get_or_init(Library::build)
}

impl Library {
    fn build() -> Library {
        let mut library =
            Library { functions: Vec::new(), exact: HashMap::new(), lower: HashMap::new() };
        for row in builtin::ROWS {
            let (name, signature) = split_signature(row.signature);
            let (parameters, variadic) = zoo::parameters(signature);
            let info = FunctionInfo::new(name, parameters, variadic, row.style, row.meaning);
            library.add(info, row.aliases.split_whitespace());
        }
        for entry in zoo::catalogue() {
            library.add_entry(entry);
        }
        for &(function, inverse) in builtin::INVERSES {
            let inverse = library.exact.get(inverse).copied();
            if let Some(&id) = library.exact.get(function) {
                library.functions[id as usize].inverse = inverse;
            }
        }
        library
    }

    /// An entry of the catalogue, except where its name is that of a function of mathematics already.
    fn add_entry(&mut self, entry: &'static zoo::Entry) {
        if self.exact.contains_key(entry.name) {
            return;
        }
        let vector = entry.vector_formula.map(Meaning::Vector);
        let Some(meaning) = entry.formula.map(Meaning::Formula).or(vector) else { return };
        let meaning = if entry.name == "gelu" { Meaning::Special } else { meaning };
        let variadic = entry.formula.is_none();
        let parameters = entry.parameters.clone();
        let mut info = FunctionInfo::new(entry.name, parameters, variadic, Style::Either, meaning);
        info.is_loss = entry.kind == Kind::Loss;
        self.add(info, entry.aliases.iter().copied());
    }

    fn add(&mut self, info: FunctionInfo, aliases: impl Iterator<Item = &'static str>) {
        let id = self.functions.len() as u16;
        for alias in std::iter::once(info.name).chain(aliases) {
            let taken = self.exact.insert(alias, id);
            debug_assert!(taken.is_none(), "{alias} names two functions");
            if alias.len() > 2 && alias.is_ascii() && greek_letter(alias).is_none() {
                let lower = alias.to_ascii_lowercase();
                self.lower.entry(lower.replace('_', "")).or_insert(id);
                self.lower.insert(lower, id);
            }
        }
        self.functions.push(info);
    }

    /// The function with this number.
    pub(super) fn get(&self, id: u16) -> &FunctionInfo {
        &self.functions[id as usize]
    }

    /// The function of this very name.
    pub(super) fn find(&self, name: &str) -> Option<u16> {
        self.exact.get(name).copied()
    }

    /// The function of this name in any mixture of capitals, `ReLU` or `Sin`.
    pub(super) fn find_any_case(&self, name: &str) -> Option<u16> {
        self.find(name).or_else(|| self.lower.get(&name.to_ascii_lowercase()).copied())
    }

    /// The function of a dotted name: a library's own variant if it has one, else the common one.
    pub(super) fn find_path(&self, path: &str) -> Option<u16> {
        let (head, _) = path.split_once('.')?;
        let (_, last) = path.rsplit_once('.')?;
        let (_, library) = builtin::MODULES.iter().find(|(module, _)| *module == head)?;
        let own = self.find(&format!("{library}.{last}"));
        // Keras takes the target first; reading its losses as the others' would be silently wrong.
        let allowed = |id: &u16| *library != "keras" || !self.get(*id).is_loss;
        own.or_else(|| self.find_any_case(last).filter(allowed))
    }

    /// The number of functions.
    pub(super) fn len(&self) -> usize {
        self.functions.len()
    }

    /// The nearest name to one that is unknown.
    pub(super) fn nearest<'a>(
        &'a self,
        name: &str,
        more: impl Iterator<Item = &'a str>,
    ) -> Option<&'a str> {
        suggest::nearest(name, self.exact.keys().copied().filter(|k| !k.contains('.')).chain(more))
    }
}

/// Splits `f(x, a=1)` into the name and the list of parameters.
fn split_signature(signature: &'static str) -> (&'static str, &'static str) {
    let (name, rest) = signature.split_once('(').unwrap_or((signature, ")"));
    (name, rest.strip_suffix(')').unwrap_or(rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_found() {
        for row in builtin::ROWS {
            let (name, _) = split_signature(row.signature);
            for alias in std::iter::once(name).chain(row.aliases.split_whitespace()) {
                let id = library().find(alias).expect(alias);
                assert_eq!(library().get(id).name, name);
            }
        }
        for (typed, expected) in [
            ("arctg", Some("atan")),
            ("Sin", Some("sin")),
            ("torch.sigmoid", Some("sigmoid")),
            ("np.maximum", Some("max")),
            ("foo.sin", None),
            ("np.foo", None),
        ] {
            let found = if typed.contains('.') {
                library().find_path(typed)
            } else {
                library().find_any_case(typed)
            };
            assert_eq!(found.map(|id| library().get(id).name), expected, "{typed}");
        }
    }

    #[test]
    fn signatures_are_read_and_shown() {
        for (name, expected, required) in [
            ("clip", "clamp(x, min=None, max=None)", 1),
            ("max", "max(x, ...)", 1),
            ("ln", "log(x, base=e)", 1),
            ("pow", "pow(x, exponent)", 2),
        ] {
            let info = library().get(library().find(name).expect(name));
            assert_eq!(info.signature(), expected);
            assert_eq!(info.required(), required);
        }
    }
}
