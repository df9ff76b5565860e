//! Goldens and laws of the other notations.

use super::drawn;
use crate::variation::render::{render_html, render_latex, render_markdown, render_svg, to_json};

/// From a rising and a falling function to every kind of break, halt and doubt.
const FORMULAS: [&str; 15] = [
    "sigmoid(x)",
    "gelu(x)",
    "relu(x)",
    "hard_swish(x)",
    "1/(x^2 - 1)",
    "sqrt(x^2 - 1)",
    "log(x)",
    "|x^3 - x - 1|",
    "3",
    "x^5/5 + x^4/2 + x^3/3",
    "clamp(x, 0, 1) + clamp(x, 2, 3)",
    "a*x^2",
    "{x if x <= 0; x^2 + 1 if x > 1}",
    "max(x, e^x - 2)",
    "log(-1 - x^2)",
];

#[track_caller]
fn check_latex(formula: &str, expected: &str) {
    let (graph, table) = drawn(formula, 0);
    assert_eq!(render_latex(&table, &graph), expected.trim_start(), "{formula}");
}

#[test]
fn latex() {
    check_latex(
        "x^3 - 3x",
        r"
% \usepackage{tkz-tab}
$f(x) = x^{3} - 3 x$

\begin{tikzpicture}
\tkzTabInit[lgt=2,espcl=2.5]{{$x$}/1,{$f'(x)$}/1,{$f(x)$}/2}{{$-\infty$},{$-1$},{$1$},{$+\infty$}}
\tkzTabLine{,+,z,-,z,+,}
\tkzTabVar{-/{$-\infty$},+/{$2$},-/{$-2$},+/{$+\infty$}}
\end{tikzpicture}
",
    );
    check_latex(
        "1/(x^2 - 1)",
        r"
% \usepackage{tkz-tab}
$f(x) = \frac{1}{x^{2} - 1}$

\begin{tikzpicture}
\tkzTabInit[lgt=2,espcl=2.5]{{$x$}/1,{$f'(x)$}/1,{$f(x)$}/2}{{$-\infty$},{$-1$},{$0$},{$1$},{$+\infty$}}
\tkzTabLine{,+,d,+,z,-,d,-,}
\tkzTabVar{-/{$0$},+D-/{$+\infty$}/{$-\infty$},+/{$-1$},-D+/{$-\infty$}/{$+\infty$},-/{$0$}}
\end{tikzpicture}
",
    );
    check_latex(
        "sqrt(x^2 - 1)",
        r"
% \usepackage{tkz-tab}
$f(x) = \sqrt{x^{2} - 1}$

\begin{tikzpicture}
\tkzTabInit[lgt=2,espcl=2.5]{{$x$}/1,{$f'(x)$}/1,{$f(x)$}/2}{{$-\infty$},{$-1$},{$1$},{$+\infty$}}
\tkzTabLine{,-,d,h,d,+,}
\tkzTabVar{+/{$+\infty$},-H/{$0$},-/{$0$},+/{$+\infty$}}
\end{tikzpicture}

$f'(-1)$ is one-sided: $-\infty$ from the left.

$f'(1)$ is one-sided: $+\infty$ from the right.
",
    );
    check_latex(
        "x^5/5 + x^4/2 + x^3/3",
        r"
% \usepackage{tkz-tab}
$f(x) = \frac{x^{5}}{5} + \frac{x^{4}}{2} + \frac{x^{3}}{3}$

\begin{tikzpicture}
\tkzTabInit[lgt=2,espcl=2.5]{{$x$}/1,{$f'(x)$}/1,{$f(x)$}/2}{{$-\infty$},{$-1$},{$0$},{$+\infty$}}
\tkzTabLine{,+,z,+,z,+,}
\tkzTabVar{-/{$-\infty$},R/,R/,+/{$+\infty$}}
\tkzTabIma{1}{4}{2}{$-\frac{1}{30}$}
\tkzTabIma{1}{4}{3}{$0$}
\end{tikzpicture}
",
    );
    check_latex(
        "clamp(x, 0, 1) + clamp(x, 2, 3)",
        r"
% \usepackage{tkz-tab}
$f(x) = \min(\max(x, 0), 1) + \min(\max(x, 2), 3)$

\begin{tikzpicture}
\tkzTabInit[lgt=2,espcl=2.5]{{$x$}/1,{$f'(x)$}/1,{$f(x)$}/2}{{$-\infty$},{$0$},{$1$},{$2$},{$3$},{$+\infty$}}
\tkzTabLine{,0,d,+,d,0,d,+,d,0,}
\tkzTabLine{{$2$},{$\rightarrow$},{$2$},{$\nearrow$},{$3$},{$\rightarrow$},{$3$},{$\nearrow$},{$4$},{$\rightarrow$},{$4$}}
\end{tikzpicture}

$f'(0)$ does not exist; the one-sided slopes are $0$ from the left and $1$ from the right.

$f'(1)$ does not exist; the one-sided slopes are $1$ from the left and $0$ from the right.

$f'(2)$ does not exist; the one-sided slopes are $0$ from the left and $1$ from the right.

$f'(3)$ does not exist; the one-sided slopes are $1$ from the left and $0$ from the right.
",
    );
    check_latex(
        "|x^3 - x - 1|",
        r"
% \usepackage{tkz-tab}
$f(x) = \left|x^{3} - x - 1\right|$

\begin{tikzpicture}
\tkzTabInit[lgt=2,espcl=3.5]{{$x$}/1,{$f'(x)$}/1,{$f(x)$}/2}{{$-\infty$},{$-\frac{\sqrt{3}}{3}$},{$\frac{\sqrt{3}}{3}$},{$\alpha$},{$+\infty$}}
\tkzTabLine{,-,z,+,z,-,d,+,}
\tkzTabVar{+/{$+\infty$},-/{$1 - \frac{2 \sqrt{3}}{9}$},+/{$1 + \frac{2 \sqrt{3}}{9}$},-/{$0$},+/{$+\infty$}}
\end{tikzpicture}

$\alpha \approx 1.324717957$ is the real root of $x^{3} - x - 1$.

$-\frac{\sqrt{3}}{3} \approx -0.5773502692$.

$\frac{\sqrt{3}}{3} \approx 0.5773502692$.

$1 - \frac{2 \sqrt{3}}{9} \approx 0.6150998205$.

$1 + \frac{2 \sqrt{3}}{9} \approx 1.384900179$.

$f'(\alpha)$ does not exist; the one-sided slopes are $\approx -4.26463$ from the left and $\approx 4.26463$ from the right.
",
    );
    check_latex(
        "log(x)",
        r"
% \usepackage{tkz-tab}
$f(x) = \ln(x)$

\begin{tikzpicture}
\tkzTabInit[lgt=2,espcl=2.5]{{$x$}/1,{$f'(x)$}/1,{$f(x)$}/2}{{$0$},{$+\infty$}}
\tkzTabLine{d,+,}
\tkzTabVar{D-/{$-\infty$},+/{$+\infty$}}
\end{tikzpicture}
",
    );
}

#[test]
fn markdown() {
    let (graph, table) = drawn("|x^3 - x - 1|", 0);
    let expected = "
f(x) = \\|x³ − x − 1\\|

| x | −∞ |  | −√3/3 |  | √3/3 |  | α |  | +∞ |
|:--|:-:|:-:|:-:|:-:|:-:|:-:|:-:|:-:|:-:|
| f′(x) |  | − | 0 | + | 0 | − | ≈ −4.26463 ‖ ≈ 4.26463 | + |  |
| f(x) | +∞ | ↘ | 1 − 2√3/9 | ↗ | 1 + 2√3/9 | ↘ | 0 | ↗ | +∞ |

- α ≈ 1.324717957 is the real root of x³ − x − 1.
- −√3/3 ≈ −0.5773502692.
- √3/3 ≈ 0.5773502692.
- 1 − 2√3/9 ≈ 0.6150998205.
- 1 + 2√3/9 ≈ 1.384900179.
- f′(α) does not exist; the one-sided slopes are ≈ −4.26463 from the left and ≈ 4.26463 from the right.
";
    assert_eq!(render_markdown(&table, &graph), expected.trim_start());
}

/// The items of a list of TeX: commas inside braces do not count.
fn items(list: &str) -> usize {
    let mut depth = 0;
    let mut count = 1;
    for c in list.chars() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => count += 1,
            _ => {}
        }
    }
    assert_eq!(depth, 0, "{list}");
    count
}

/// The argument in braces that ends a line.
fn last_argument(line: &str) -> &str {
    let inner = line.strip_suffix('}').expect("a closing brace");
    let mut depth = 0;
    let start = inner.char_indices().rev().find(|&(_, c)| {
        depth += i32::from(c == '}') - i32::from(c == '{');
        depth < 0
    });
    &inner[start.expect("an opening brace").0 + 1..]
}

/// tkz-tab wants n values, n variations, and 2n − 1 signs; braces and dollars come in pairs.
#[test]
fn latex_has_as_many_columns_as_points() {
    for formula in FORMULAS {
        let (graph, table) = drawn(formula, 0);
        let text = render_latex(&table, &graph);
        assert_eq!(text.matches('$').count() % 2, 0, "{text}");
        let lines = |command: &str| -> Vec<usize> {
            let found = text.lines().filter(|line| line.starts_with(command));
            found.map(|line| items(last_argument(line))).collect()
        };
        let [n] = lines(r"\tkzTabInit")[..] else {
            assert_eq!(formula, "log(-1 - x^2)", "{text}");
            continue;
        };
        assert!(lines(r"\tkzTabLine").iter().all(|&count| count == 2 * n - 1), "{text}");
        assert!(lines(r"\tkzTabVar").iter().all(|&count| count == n), "{text}");
        assert_eq!(lines(r"\tkzTabLine").len() + lines(r"\tkzTabVar").len(), 2, "{text}");
    }
}

/// Every element that is opened is closed in order, and every row of a table has the same number of cells.
#[test]
fn svg_and_html_are_well_formed() {
    for formula in FORMULAS {
        let (graph, table) = drawn(formula, 0);
        check_elements(&render_svg(&table, &graph));
        let html = render_html(&table, &graph);
        check_elements(html.trim_start_matches("<!DOCTYPE html>\n"));
        let cells = |row: &str| row.matches("<td").count() + row.matches("<th").count();
        let rows: Vec<usize> = html.lines().filter(|l| l.starts_with("<tr")).map(cells).collect();
        assert!(rows.windows(2).all(|pair| pair[0] == pair[1]), "{html}");
    }
}

fn check_elements(text: &str) {
    let mut open: Vec<&str> = Vec::new();
    for tag in text.split('<').skip(1) {
        let (tag, _) = tag.split_once('>').expect("a tag ends");
        let name = tag.split([' ', '/']).find(|part| !part.is_empty()).expect("a name");
        if tag.starts_with('/') {
            assert_eq!(open.pop(), Some(name), "{text}");
        } else if !tag.ends_with('/') && name != "meta" {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "{open:?}");
}

#[test]
fn svg_says_in_words_what_it_shows() {
    let (graph, table) = drawn("|x|", 0);
    let svg = render_svg(&table, &graph);
    assert!(svg.contains(">f(x) falls from −∞ to 0, rises from 0 to +∞.</desc>"), "{svg}");
    assert!(svg.contains("<title id=\"rolle-table-title\">f(x) = |x|</title>"), "{svg}");
}

#[test]
fn json() {
    let (graph, table) = drawn("relu(x)", 0);
    let expected = r#"
{
 "schema": "rolle.table/1",
 "function": "max(x, 0)",
 "variable": "x",
 "order": 0,
 "decided": true,
 "cells": [
  {
   "left": null,
   "right": {
    "exact": "0",
    "decimal": "0"
   },
   "in_domain": true,
   "formula": "0",
   "slope_sign": "zero",
   "from": {
    "kind": "finite",
    "value": {
     "exact": "0",
     "decimal": "0"
    }
   },
   "to": {
    "kind": "finite",
    "value": {
     "exact": "0",
     "decimal": "0"
    }
   }
  },
  {
   "left": {
    "exact": "0",
    "decimal": "0"
   },
   "right": null,
   "in_domain": true,
   "formula": "x",
   "slope_sign": "positive",
   "from": {
    "kind": "finite",
    "value": {
     "exact": "0",
     "decimal": "0"
    }
   },
   "to": {
    "kind": "plus_infinity"
   }
  }
 ],
 "points": [
  {
   "at": {
    "exact": "0",
    "decimal": "0"
   },
   "value": {
    "exact": "0",
    "decimal": "0"
   },
   "continuity": "continuous",
   "slope": {
    "kind": "sides",
    "left": {
     "kind": "finite",
     "value": {
      "exact": "0",
      "decimal": "0"
     }
    },
    "right": {
     "kind": "finite",
     "value": {
      "exact": "1",
      "decimal": "1"
     }
    }
   }
  }
 ]
}
"#;
    assert_eq!(to_json(&table, &graph), expected.trim_start());
    let (graph, table) = drawn("a*x^2", 0);
    let text = to_json(&table, &graph);
    assert!(text.contains("\"decided\": false") && text.contains("\"slope_sign\": null"), "{text}");
}
