//! Which column is meant.

use crate::failure::Failure;

/// Names further from each other than this share of the longer one are not alike.
const ALIKE: f64 = 0.75;

/// As many names are listed in a message.
const LISTED: usize = 12;

/// The columns of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Columns {
    /// How many there are.
    pub count: usize,
    /// Their names, where they have some.
    pub names: Option<Vec<String>>,
}

impl Columns {
    /// The column of a name, or of a number counted from 1; a name that is a number comes first.
    pub(crate) fn find(&self, wanted: &str) -> Result<usize, Failure> {
        let names = self.names.as_deref().unwrap_or_default();
        let mut same = (0..names.len()).filter(|&i| names[i] == wanted);
        match (same.next(), same.next()) {
            (Some(only), None) => return Ok(only),
            (Some(first), Some(second)) => {
                let (first, second) = (first + 1, second + 1);
                let message = format!("columns {first} and {second} are both called `{wanted}`");
                return Err(Failure::usage(message).help("give the number of the column"));
            }
            _ => {}
        }
        match wanted.parse::<usize>() {
            Ok(number) if (1..=self.count).contains(&number) => Ok(number - 1),
            Ok(number) => Err(Failure::usage(format!("there is no column {number}"))
                .help(format!("the columns have the numbers 1 to {}", self.count))),
            Err(_) => Err(self.missing(wanted)),
        }
    }

    /// The column for a symbol of a formula: the one of its name, or the only one if the formula has one symbol only.
    pub(crate) fn for_symbol(&self, symbol: &str, alone: bool) -> Result<usize, Failure> {
        let names = self.names.as_deref().unwrap_or_default();
        if names.iter().any(|name| name == symbol) {
            return self.find(symbol);
        }
        if alone && self.count == 1 {
            return Ok(0);
        }
        if self.names.is_some() {
            return Err(self.missing(symbol));
        }
        let message = format!("the {} columns have no names: which one is `{symbol}`?", self.count);
        Err(Failure::usage(message).help(format!("say so, as in `--column {symbol}=1`")))
    }

    /// What a column is called in messages.
    pub(crate) fn label(&self, column: usize) -> String {
        match self.names.as_ref().and_then(|names| names.get(column)) {
            Some(name) => format!("column `{name}`"),
            None => format!("column {}", column + 1),
        }
    }

    fn missing(&self, wanted: &str) -> Failure {
        let Some(names) = &self.names else {
            return Failure::usage(format!("the columns have no names, so none is `{wanted}`"))
                .help(format!("give a number from 1 to {}", self.count));
        };
        let near = names.iter().map(|name| (likeness(name, wanted), name));
        let near = near.filter(|(likeness, _)| *likeness >= ALIKE);
        let best = near.max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, name)| name);
        let mut listed: Vec<String> =
            names.iter().take(LISTED).map(|name| format!("`{name}`")).collect();
        if names.len() > LISTED {
            listed.push("…".into());
        }
        let all = listed.join(", ");
        let help = match (best, &names[..]) {
            (Some(name), _) => format!("did you mean `{name}`? the columns are {all}"),
            (None, [only]) if only.contains([';', '\t', '|']) => {
                format!("the only column is {all}; say what separates columns with `--separator`")
            }
            _ => format!("the columns are {all}; choose one with `--column SYMBOL=COLUMN`"),
        };
        Failure::usage(format!("there is no column `{wanted}`")).help(help)
    }
}

/// How alike two names are, from 0 to 1, small and capital letters being the same.
fn likeness(a: &str, b: &str) -> f64 {
    strsim::normalized_damerau_levenshtein(&a.to_lowercase(), &b.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(names: &[&str]) -> Columns {
        let names = names.iter().map(|name| name.to_string()).collect();
        Columns { count: 3, names: Some(names) }
    }

    #[test]
    fn a_column_has_a_name_and_a_number() {
        let named = columns(&["x", "price", "1"]);
        for (wanted, expected) in [("x", 0), ("price", 1), ("2", 1), ("3", 2), ("1", 2)] {
            assert_eq!(named.find(wanted).ok(), Some(expected), "{wanted}");
        }
        for (wanted, part) in [
            ("prise", "did you mean `price`?"),
            ("X", "did you mean `x`?"),
            ("0", "1 to 3"),
            ("4", "1 to 3"),
            ("volume", "the columns are `x`, `price`, `1`"),
        ] {
            let texts = named.find(wanted).expect_err("no such column").texts();
            assert!(texts[0].contains(part), "{texts:?}");
        }
        assert!(columns(&["x", "x", "y"]).find("x").is_err());
    }

    #[test]
    fn a_single_symbol_takes_the_only_column() {
        let only = Columns { count: 1, names: None };
        assert_eq!(only.for_symbol("x", true).ok(), Some(0));
        assert!(only.for_symbol("x", false).is_err());
        assert!(Columns { count: 2, names: None }.for_symbol("x", true).is_err());
    }
}
