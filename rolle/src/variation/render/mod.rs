//! Variation tables as people draw them: terminal, Markdown, LaTeX, HTML, SVG, JSON.
//!
//! ```text
//! VariationTable ─sheet→ columns of text with heights ─┬→ text, markdown, latex, html, svg
//!       └──────────────────────────────────────────────┴→ json
//! ```
//!
//! Three rows: the variable, the sign of the derivative, and the function, whose values and limits stand at
//! different heights with arrows between. A double bar stands where the function is not continuous and where the
//! derivative does not exist; a dashed one where continuity was not decided; parts outside the domain are hatched; what is not decided is a question mark, with its
//! reason below.

mod height;
mod html;
mod json;
mod latex;
mod markdown;
mod note;
mod pen;
mod sheet;
mod svg;
#[cfg(test)]
mod tests;
mod text;

pub use html::render_html;
pub use json::to_json;
pub use latex::render_latex;
pub use markdown::render_markdown;
pub use svg::render_svg;
pub use text::render_text;

/// What stands instead of a table without columns.
const EMPTY: &str = "The function has no value on any interval.";
