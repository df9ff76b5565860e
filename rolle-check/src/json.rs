//! JSON as far as certificates need it: objects, arrays, strings, whole numbers, true and false.

use std::fmt;

/// A JSON value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Json {
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// A string.
    Text(String),
    /// An array.
    List(Vec<Json>),
    /// An object; its members in order.
    Object(Vec<(String, Json)>),
}

/// Arrays and objects within each other, at most.
const MAX_DEPTH: u32 = 32;

/// Members of an object, at most.
const MAX_MEMBERS: usize = 16;

impl Json {
    /// A string.
    pub(crate) fn text(text: impl Into<String>) -> Json {
        Json::Text(text.into())
    }

    /// A whole number.
    pub(crate) fn integer(n: impl TryInto<i64>) -> Json {
        Json::Integer(n.try_into().unwrap_or(i64::MAX))
    }

    /// An object of named members.
    pub(crate) fn object<const N: usize>(members: [(&str, Json); N]) -> Json {
        Json::Object(members.into_iter().map(|(name, value)| (name.to_string(), value)).collect())
    }

    /// Reads a text.
    ///
    /// # Errors
    /// The byte at which the text is not what is read here, and why.
    pub(crate) fn parse(text: &str) -> Result<Json, String> {
        let mut reader = Reader { text: text.as_bytes(), at: 0 };
        let value = reader.value(0)?;
        reader.space();
        match reader.at == text.len() {
            true => Ok(value),
            false => Err(reader.wrong("something after the end")),
        }
    }
}

struct Reader<'t> {
    text: &'t [u8],
    at: usize,
}

impl Reader<'_> {
    fn wrong(&self, what: &str) -> String {
        format!("not a certificate: {what} at byte {}", self.at)
    }

    fn space(&mut self) {
        while matches!(self.text.get(self.at), Some(b' ' | b'\n' | b'\r' | b'\t')) {
            self.at += 1;
        }
    }

    /// The next byte that is not space, left where it is.
    fn peek(&mut self) -> Option<u8> {
        self.space();
        self.text.get(self.at).copied()
    }

    fn expect(&mut self, byte: u8) -> Result<(), String> {
        if self.peek() != Some(byte) {
            return Err(self.wrong(&format!("no `{}`", char::from(byte))));
        }
        self.at += 1;
        Ok(())
    }

    fn value(&mut self, depth: u32) -> Result<Json, String> {
        if depth > MAX_DEPTH {
            return Err(self.wrong("too many brackets"));
        }
        match self.peek() {
            Some(b'{') => {
                let member = |reader: &mut Self| {
                    let name = reader.string()?;
                    reader.expect(b':')?;
                    Ok((name, reader.value(depth + 1)?))
                };
                let members = self.series(b'{', b'}', member)?;
                if members.len() > MAX_MEMBERS {
                    return Err(self.wrong("too many members"));
                }
                for (i, (name, _)) in members.iter().enumerate() {
                    if members[..i].iter().any(|(other, _)| other == name) {
                        return Err(self.wrong(&format!("two members `{name}` in the object")));
                    }
                }
                Ok(Json::Object(members))
            }
            Some(b'[') => self.series(b'[', b']', |reader| reader.value(depth + 1)).map(Json::List),
            Some(b'"') => self.string().map(Json::Text),
            Some(b'-' | b'0'..=b'9') => self.integer(),
            _ => self.word(),
        }
    }

    fn series<T>(
        &mut self,
        open: u8,
        close: u8,
        mut item: impl FnMut(&mut Self) -> Result<T, String>,
    ) -> Result<Vec<T>, String> {
        self.expect(open)?;
        let mut items = Vec::new();
        if self.peek() == Some(close) {
            self.at += 1;
            return Ok(items);
        }
        loop {
            items.push(item(self)?);
            match self.peek() {
                Some(b',') => self.at += 1,
                _ => break,
            }
        }
        self.expect(close)?;
        Ok(items)
    }

    /// A string of printable ASCII characters without escapes.
    fn string(&mut self) -> Result<String, String> {
        self.expect(b'"')?;
        let start = self.at;
        while let Some(&byte) = self.text.get(self.at) {
            match byte {
                b'"' => {
                    let inside = &self.text[start..self.at];
                    self.at += 1;
                    return Ok(inside.iter().map(|&byte| char::from(byte)).collect());
                }
                b' '..=b'~' if byte != b'\\' => self.at += 1,
                _ => return Err(self.wrong("a character that certificates do not use")),
            }
        }
        Err(self.wrong("a string without an end"))
    }

    fn integer(&mut self) -> Result<Json, String> {
        let start = self.at;
        while matches!(self.text.get(self.at), Some(b'-' | b'0'..=b'9')) {
            self.at += 1;
        }
        let digits = std::str::from_utf8(&self.text[start..self.at]).unwrap_or_default();
        match digits.parse::<i64>() {
            Ok(n) if n.to_string() == digits => Ok(Json::Integer(n)),
            _ => Err(self.wrong("a whole number that is not written as such")),
        }
    }

    fn word(&mut self) -> Result<Json, String> {
        for (word, value) in [("true", true), ("false", false)] {
            if self.text[self.at..].starts_with(word.as_bytes()) {
                self.at += word.len();
                return Ok(Json::Bool(value));
            }
        }
        Err(self.wrong("no value"))
    }
}

impl fmt::Display for Json {
    /// Without any space: one value has one text.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Json::Bool(value) => write!(out, "{value}"),
            Json::Integer(n) => write!(out, "{n}"),
            Json::Text(text) => write!(out, "\"{text}\""),
            Json::List(items) => {
                write!(out, "[")?;
                for (i, item) in items.iter().enumerate() {
                    write!(out, "{}{item}", if i > 0 { "," } else { "" })?;
                }
                write!(out, "]")
            }
            Json::Object(members) => {
                write!(out, "{{")?;
                for (i, (name, value)) in members.iter().enumerate() {
                    write!(out, "{}\"{name}\":{value}", if i > 0 { "," } else { "" })?;
                }
                write!(out, "}}")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Json;

    #[test]
    fn what_is_written_is_read() {
        let text = r#"{"a":[1,-2,"x/3"],"b":{"c":true,"d":[]}}"#;
        assert_eq!(Json::parse(text).unwrap().to_string(), text);
        assert_eq!(Json::parse(" [ 1 ,\n2 ] ").unwrap().to_string(), "[1,2]");
    }

    #[test]
    fn what_is_not_of_the_format_is_refused_with_the_place() {
        for (text, part) in [
            ("", "no value at byte 0"),
            ("[1", "no `]` at byte 2"),
            ("[1,]", "no value at byte 3"),
            ("1.5", "after the end at byte 1"),
            ("01", "a whole number"),
            ("-", "a whole number"),
            ("99999999999999999999", "a whole number"),
            ("\"a", "without an end"),
            ("\"\\u0041\"", "a character"),
            ("{\"a\":1,\"a\":2}", "two members `a`"),
            (&"[".repeat(100), "too many brackets"),
            ("null", "no value"),
        ] {
            let wrong = Json::parse(text).unwrap_err();
            assert!(wrong.contains(part), "{text}: {wrong}");
        }
    }
}
