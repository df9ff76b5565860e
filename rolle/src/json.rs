//! A writer of JSON text: objects, arrays and scalars, indented, escaped by RFC 8259.

/// JSON under way. The caller closes what it opens.
pub(crate) struct Json {
    out: String,
    depth: usize,
    /// Whether the open object or array has no member yet.
    empty: bool,
    /// Whether a key was written whose value comes next.
    after_key: bool,
}

impl Json {
    pub(crate) fn new() -> Json {
        Json { out: String::new(), depth: 0, empty: true, after_key: false }
    }

    pub(crate) fn finish(mut self) -> String {
        self.out.push('\n');
        self.out
    }

    /// What stands before a value or a key.
    fn separate(&mut self) {
        if std::mem::take(&mut self.after_key) {
            return;
        }
        if self.depth > 0 {
            if !self.empty {
                self.out.push(',');
            }
            self.break_line();
        }
        self.empty = false;
    }

    fn break_line(&mut self) {
        self.out.push('\n');
        self.out.extend(std::iter::repeat_n(' ', self.depth));
    }

    fn open(&mut self, bracket: char) {
        self.separate();
        self.out.push(bracket);
        self.depth += 1;
        self.empty = true;
    }

    fn close(&mut self, bracket: char) {
        self.depth -= 1;
        if !self.empty {
            self.break_line();
        }
        self.out.push(bracket);
        self.empty = false;
    }

    pub(crate) fn object(&mut self, members: impl FnOnce(&mut Json)) {
        self.open('{');
        members(self);
        self.close('}');
    }

    pub(crate) fn array<T>(
        &mut self,
        items: impl IntoIterator<Item = T>,
        mut each: impl FnMut(&mut Json, T),
    ) {
        self.open('[');
        for item in items {
            each(self, item);
        }
        self.close(']');
    }

    /// The key of the value that is written next.
    pub(crate) fn key(&mut self, key: &str) -> &mut Json {
        self.string(key);
        self.out.push_str(": ");
        self.after_key = true;
        self
    }

    pub(crate) fn string(&mut self, text: &str) {
        self.separate();
        self.out.push('"');
        for c in text.chars() {
            match c {
                '"' => self.out.push_str("\\\""),
                '\\' => self.out.push_str("\\\\"),
                '\n' => self.out.push_str("\\n"),
                '\t' => self.out.push_str("\\t"),
                c if (c as u32) < 0x20 || c == '\u{7f}' => {
                    self.out.push_str(&format!("\\u{:04x}", c as u32));
                }
                c => self.out.push(c),
            }
        }
        self.out.push('"');
    }

    pub(crate) fn optional(&mut self, text: Option<&str>) {
        match text {
            Some(text) => self.string(text),
            None => self.null(),
        }
    }

    pub(crate) fn boolean(&mut self, value: bool) {
        self.raw(if value { "true" } else { "false" });
    }

    pub(crate) fn null(&mut self) {
        self.raw("null");
    }

    /// A floating-point number, shortest form; null where it is not finite.
    pub(crate) fn float(&mut self, value: f64) {
        let text = if value.is_finite() { format!("{value:?}") } else { "null".to_string() };
        self.raw(&text);
    }

    pub(crate) fn integer(&mut self, value: u64) {
        self.raw(&value.to_string());
    }

    fn raw(&mut self, text: &str) {
        self.separate();
        self.out.push_str(text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_nested_values_and_escapes() {
        let mut json = Json::new();
        json.object(|json| {
            json.key("a\"b").string("line\nend\\\u{1}é");
            json.key("list").array([1.0, f64::NAN, 1e300], |json, x| json.float(x));
            json.key("none").array(Vec::<u8>::new(), |_, _| {});
            json.key("deep").object(|json| json.key("x").null());
        });
        let want = "{\n \"a\\\"b\": \"line\\nend\\\\\\u0001é\",\n \"list\": [\n  1.0,\n  null,\n  1e300\n ],\n \
                    \"none\": [],\n \"deep\": {\n  \"x\": null\n }\n}\n";
        assert_eq!(json.finish(), want);
    }
}
