//! Formulas in two dimensions for a terminal: boxes with a baseline, set side by side and one above the other.
//!
//! The box of a node is built from those of its children, oldest node first, so nothing recurses. (The box algebra is
//! that of Knuth's TeXbook, chapters 11 and 12, with one character as the unit.)

use super::expand::exponent_text;
use super::piece::{Context, Level, Mode, Piece};
use super::write::Writer;
use crate::operator::{NodeId, Op};

/// Lines of equal width, one of which is the baseline.
#[derive(Clone, Debug, Default, PartialEq)]
struct Block {
    lines: Vec<String>,
    width: usize,
    baseline: usize,
}

impl Block {
    fn text(text: &str) -> Block {
        Block { lines: vec![text.to_string()], width: text.chars().count(), baseline: 0 }
    }

    fn height(&self) -> usize {
        self.lines.len()
    }

    /// The lines below the baseline.
    fn depth(&self) -> usize {
        self.height() - self.baseline - 1
    }

    /// Side by side on one baseline.
    fn row(blocks: &[Block]) -> Block {
        let baseline = blocks.iter().map(|b| b.baseline).max().unwrap_or(0);
        let depth = blocks.iter().map(Block::depth).max().unwrap_or(0);
        let mut lines = vec![String::new(); baseline + depth + 1];
        for block in blocks {
            let top = baseline - block.baseline;
            for (k, line) in lines.iter_mut().enumerate() {
                match k.checked_sub(top).and_then(|k| block.lines.get(k)) {
                    Some(part) => line.push_str(part),
                    None => line.extend(std::iter::repeat_n(' ', block.width)),
                }
            }
        }
        Block { lines, width: blocks.iter().map(|b| b.width).sum(), baseline }
    }

    fn widened(&self, width: usize, before: usize) -> impl Iterator<Item = String> + '_ {
        let after = width - before - self.width;
        self.lines.iter().map(move |line| format!("{:before$}{line}{:after$}", "", ""))
    }

    fn fraction(above: &Block, below: &Block) -> Block {
        let width = above.width.max(below.width) + 2;
        let mut lines: Vec<String> = above.widened(width, (width - above.width) / 2).collect();
        let baseline = lines.len();
        lines.push("─".repeat(width));
        lines.extend(below.widened(width, (width - below.width) / 2));
        Block { lines, width, baseline }
    }

    /// The exponent stands above the right end of the base.
    fn raised(base: &Block, exponent: &Block) -> Block {
        let width = base.width + exponent.width;
        let mut lines: Vec<String> = exponent.widened(width, base.width).collect();
        let baseline = lines.len() + base.baseline;
        lines.extend(base.widened(width, 0));
        Block { lines, width, baseline }
    }

    /// A fence as high as the block: its single form, then its top, middle and bottom.
    fn fence(&self, [single, top, middle, bottom]: [&str; 4]) -> Block {
        let height = self.height();
        let lines = match height {
            1 => vec![single.to_string()],
            _ => (0..height)
                .map(|k| {
                    if k == 0 {
                        top
                    } else if k + 1 == height {
                        bottom
                    } else {
                        middle
                    }
                })
                .map(str::to_string)
                .collect(),
        };
        let width = single.chars().count();
        Block { lines, width, baseline: self.baseline }
    }

    fn fenced(self, open: [&str; 4], close: [&str; 4]) -> Block {
        let (open, close) = (self.fence(open), self.fence(close));
        Block::row(&[open, self, close])
    }

    fn in_parentheses(self) -> Block {
        self.fenced(["(", "⎛", "⎜", "⎝"], [")", "⎞", "⎟", "⎠"])
    }

    /// A root with a bar over the radicand.
    fn root(self, degree: &str) -> Block {
        let mut lines =
            vec![format!("{}{}", " ".repeat(degree.chars().count() + 1), "_".repeat(self.width))];
        let height = self.height();
        for (k, line) in self.lines.iter().enumerate() {
            let sign = if k + 1 == height {
                format!("{degree}√")
            } else {
                format!("{}│", " ".repeat(degree.chars().count()))
            };
            lines.push(format!("{sign}{line}"));
        }
        let width = self.width + degree.chars().count() + 1;
        Block { lines, width, baseline: self.baseline + 1 }
    }
}

/// The lines of an expression, and which of them is the baseline.
pub(super) fn lines(writer: &Writer<'_>, root: NodeId) -> (Vec<String>, usize) {
    let context = writer.context();
    let mut blocks: Vec<Block> = vec![Block::default(); context.arrangement.order.len()];
    let mut pieces = Vec::new();
    for position in 0..blocks.len() {
        let id = context.arrangement.order[position];
        let layout = Layout { writer, context, blocks: &blocks };
        let block = layout.node(id, Mode::Whole, &mut pieces);
        blocks[position] = block;
    }
    let block = std::mem::take(&mut blocks[context.arrangement.position(root)]);
    (block.lines.iter().map(|line| line.trim_end().to_string()).collect(), block.baseline)
}

struct Layout<'a, 'g> {
    writer: &'a Writer<'g>,
    context: &'a Context<'g>,
    blocks: &'a [Block],
}

impl Layout<'_, '_> {
    fn block(&self, id: NodeId) -> &Block {
        &self.blocks[self.context.arrangement.position(id)]
    }

    fn node(&self, id: NodeId, mode: Mode, pieces: &mut Vec<Piece>) -> Block {
        let graph = self.context.graph;
        let negative = mode == Mode::Whole && self.context.is_negative(id);
        let block = match graph.op(id) {
            Op::Product => self.quotient(id, pieces),
            Op::Number => self.pieces_of(id, Mode::Magnitude, pieces),
            Op::Power if mode == Mode::Whole && self.context.is_reciprocal(id) => {
                let below = self.child(id, Mode::Flipped, Level::Or);
                Block::fraction(&Block::text("1"), &below)
            }
            Op::Power => self.power(id),
            Op::Piecewise => self.cases(id),
            Op::Exp if self.context.raised(graph.args(id)[0]).is_none() => {
                Block::raised(&Block::text("e"), self.block(graph.args(id)[0]))
            }
            Op::Root => self.pieces_of(id, mode, pieces),
            _ => return self.pieces_of(id, mode, pieces),
        };
        if negative { Block::row(&[Block::text("−"), block]) } else { block }
    }

    /// What stands on one line, with children that may be higher.
    fn pieces_of(&self, id: NodeId, mode: Mode, pieces: &mut Vec<Piece>) -> Block {
        pieces.clear();
        self.context.expand(id, mode, pieces);
        self.row(pieces)
    }

    fn row(&self, pieces: &[Piece]) -> Block {
        // Each entry of the stack is the row inside one pair of fences.
        let mut rows: Vec<(&str, Vec<Block>)> = vec![("", Vec::new())];
        for piece in pieces {
            match piece {
                Piece::Open(open) => rows.push((open, Vec::new())),
                Piece::Close(close) if rows.len() > 1 => {
                    let (open, row) = rows.pop().unwrap_or_default();
                    let block = fenced(Block::row(&row), open, close);
                    push_block(&mut rows, block);
                }
                Piece::Sub { id, mode, parentheses } => {
                    let block = self.child(*id, *mode, Level::Or);
                    let block = if *parentheses { block.in_parentheses() } else { block };
                    push_block(&mut rows, block);
                }
                leaf => push_block(&mut rows, Block::text(&self.writer.leaf_text(leaf))),
            }
        }
        let (_, row) = rows.swap_remove(0);
        Block::row(&row)
    }

    /// A child, in parentheses where it would fall apart.
    fn child(&self, id: NodeId, mode: Mode, need: Level) -> Block {
        let (id, mode) = self.context.settled(id, mode);
        let block = match mode {
            Mode::Whole => self.block(id).clone(),
            // Its own children are whole, so this does not go deeper.
            _ => self.node(id, mode, &mut Vec::new()),
        };
        if self.context.level(id, mode) >= need { block } else { block.in_parentheses() }
    }

    fn quotient(&self, id: NodeId, pieces: &mut Vec<Piece>) -> Block {
        let quotient = self.context.quotient(id);
        if !quotient.is_fraction() {
            return self.pieces_of(id, Mode::Magnitude, pieces);
        }
        let alone = |count: usize| if count == 1 { Level::Or } else { Level::Power };
        let count = quotient.factors_above() + usize::from(quotient.above.is_some());
        pieces.clear();
        let above = quotient.numerator(self.context);
        self.context.inline_factors(&quotient.above, above, alone(count), pieces);
        let above = if count == 0 { Block::text("1") } else { self.row(pieces) };
        pieces.clear();
        let below = quotient.denominator(self.context);
        self.context.inline_factors(
            &quotient.below,
            below,
            alone(quotient.factors_below()),
            pieces,
        );
        Block::fraction(&above, &self.row(pieces))
    }

    fn power(&self, id: NodeId) -> Block {
        let (base, exponent) = (self.context.graph.args(id)[0], self.context.graph.args(id)[1]);
        if let Some(degree) = self.context.root_degree(id) {
            let degree = if degree == 2 { "" } else { "³" };
            return self.root(base, degree);
        }
        let number = self.context.numeric_exponent(exponent);
        let exponent = match number {
            Some(number) => match super::expand::raise(&exponent_text(&number)) {
                Some(raised) => {
                    let base = self.child(base, Mode::Whole, Level::Atom);
                    return raise_at_top(&base, &raised);
                }
                None => Block::text(&super::format_number(&number, 0)),
            },
            None => match self.context.raised(exponent) {
                Some(raised) => {
                    let base = self.child(base, Mode::Whole, Level::Atom);
                    return raise_at_top(&base, &raised);
                }
                None => self.block(exponent).clone(),
            },
        };
        Block::raised(&self.child(base, Mode::Whole, Level::Atom), &exponent)
    }

    fn root(&self, base: NodeId, degree: &str) -> Block {
        let block = self.block(base);
        let short = block.height() == 1 && self.context.level(base, Mode::Whole) == Level::Atom;
        if short && block.width == 1 {
            let sign = if degree.is_empty() { "√" } else { "∛" };
            return Block::row(&[Block::text(sign), block.clone()]);
        }
        block.clone().root(degree)
    }

    /// Values and conditions in two columns behind one brace.
    fn cases(&self, id: NodeId) -> Block {
        let rows: Vec<(Block, Block)> = self
            .context
            .arrangement
            .children(id)
            .chunks(2)
            .map(|case| {
                let condition = match case.get(1) {
                    Some(&condition) => {
                        Block::row(&[Block::text("if "), self.block(condition).clone()])
                    }
                    None => Block::text("otherwise"),
                };
                (self.block(case[0]).clone(), condition)
            })
            .collect();
        let left = rows.iter().map(|row| row.0.width).max().unwrap_or(0);
        let right = rows.iter().map(|row| row.1.width).max().unwrap_or(0);
        let mut lines = Vec::new();
        for (value, condition) in &rows {
            let gap = Block::text(&" ".repeat(left - value.width + 2));
            let row = Block::row(&[value.clone(), gap, condition.clone()]);
            lines.extend(row.widened(left + 2 + right, 0));
        }
        let brace = brace(lines.len());
        let baseline = lines.len() / 2;
        let lines: Vec<String> =
            brace.iter().zip(lines).map(|(brace, line)| format!("{brace} {line}")).collect();
        Block { width: left + right + 4, baseline, lines }
    }
}

fn push_block(rows: &mut [(&str, Vec<Block>)], block: Block) {
    if let Some((_, row)) = rows.last_mut() {
        row.push(block);
    }
}

/// A superscript character at the level of the highest line of the base.
fn raise_at_top(base: &Block, raised: &str) -> Block {
    let mut exponent = Block::text(raised);
    for _ in 1..base.height() {
        exponent.lines.push(" ".repeat(exponent.width));
    }
    exponent.baseline = base.baseline;
    Block::row(&[base.clone(), exponent])
}

fn fenced(block: Block, open: &str, close: &str) -> Block {
    match (open, close) {
        ("(", ")") => block.in_parentheses(),
        ("|", "|") => block.fenced(["|", "│", "│", "│"], ["|", "│", "│", "│"]),
        ("⌊", "⌋") => block.fenced(["⌊", "⎢", "⎢", "⎣"], ["⌋", "⎥", "⎥", "⎦"]),
        ("⌈", "⌉") => block.fenced(["⌈", "⎡", "⎢", "⎢"], ["⌉", "⎤", "⎥", "⎥"]),
        _ => Block::row(&[Block::text(open), block, Block::text(close)]),
    }
}

/// A left brace of so many lines.
fn brace(height: usize) -> Vec<&'static str> {
    match height {
        0 | 1 => vec!["{"; height],
        2 => vec!["⎰", "⎱"],
        _ => (0..height)
            .map(|k| match k {
                0 => "⎧",
                _ if k == height / 2 => "⎨",
                _ if k + 1 == height => "⎩",
                _ => "⎪",
            })
            .collect(),
    }
}
