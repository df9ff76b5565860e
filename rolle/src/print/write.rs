//! From pieces to text: sizes from the leaves up, then one loop with a stack of pieces.
//!
//! A shared graph can stand for a text of astronomical length. Therefore the length is known, exactly, before
//! anything is written: the text of a node is as long as its words and the texts of its children, a sum over the
//! nodes in order.

use super::piece::{Context, Mode, Notation, Piece};
use crate::operator::NodeId;
use dashu_base::BitTest;

/// In what the length of a text is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Bytes,
    Characters,
}

/// An expression that is ready to be written.
pub(super) struct Writer<'g> {
    context: Context<'g>,
    unit: Unit,
    /// The length of the text of each node, by position; saturating.
    sizes: Vec<u64>,
    root: NodeId,
}

/// A piece and how long its text may be.
struct Allowed {
    piece: Piece,
    length: u64,
}

/// More than the words of a node and between its children, in any notation.
const WORDS: u64 = 64;

impl<'g> Writer<'g> {
    /// Gets ready to write; finds the length of the text where it could exceed `limit` or the notation needs it.
    pub(super) fn new(context: Context<'g>, unit: Unit, limit: u64, root: NodeId) -> Writer<'g> {
        let mut writer = Writer { context, unit, sizes: Vec::new(), root };
        let bound = writer.upper_bound();
        if bound > limit || writer.context.notation == Notation::Latex {
            writer.find_sizes();
        }
        writer
    }

    fn find_sizes(&mut self) {
        let n = self.context.arrangement.order.len();
        self.sizes = vec![0; n];
        let mut pieces = Vec::new();
        for position in 0..n {
            let id = self.context.arrangement.order[position];
            pieces.clear();
            self.context.expand(id, Mode::Whole, &mut pieces);
            if self.context.notation == Notation::Latex {
                self.context.tall[position] = self.context.are_tall(&pieces);
            }
            self.sizes[position] = self.sum(&pieces);
        }
    }

    /// A quick upper bound of the length: that of the leaves, and so much for each node and child.
    fn upper_bound(&self) -> u64 {
        let Context { graph, arrangement, .. } = &self.context;
        let mut bounds = vec![0u64; arrangement.order.len()];
        for (i, &id) in arrangement.order.iter().enumerate() {
            // A character of ASCII becomes at most four bytes, or a LaTeX command of twelve.
            let leaf = match (graph.symbol_name(id), graph.function_symbol(id)) {
                (Some(name), _) => 12 * name.len(),
                (_, Some(f)) => 12 * (f.name.len() + f.orders.len()),
                _ => match (graph.big_number(id), graph.isolated_zero(id)) {
                    (Some(r), _) => r.numerator().bit_len() + r.denominator().bit_len(),
                    (_, Some(zero)) => super::isolated::longest_text(zero),
                    _ => 0,
                },
            };
            let children = arrangement.children(id).iter();
            bounds[i] = children.fold(WORDS + leaf as u64, |total, &child| {
                total.saturating_add(bounds[arrangement.position(child)]).saturating_add(WORDS)
            });
        }
        bounds[arrangement.position(self.root)]
    }

    /// The length of the whole text, where it is more than `limit`.
    pub(super) fn excess(&self, limit: u64) -> Option<u64> {
        let size = self.size()?;
        (size > limit).then_some(size)
    }

    fn size(&self) -> Option<u64> {
        self.sizes.get(self.context.arrangement.position(self.root)).copied()
    }

    fn sum(&self, pieces: &[Piece]) -> u64 {
        pieces.iter().fold(0u64, |total, piece| total.saturating_add(self.measure(piece)))
    }

    fn length(&self, text: &str) -> u64 {
        match self.unit {
            Unit::Bytes => text.len() as u64,
            Unit::Characters => text.chars().count() as u64,
        }
    }

    fn measure(&self, piece: &Piece) -> u64 {
        match piece {
            Piece::Text(text) | Piece::Open(text) | Piece::Close(text) => self.length(text),
            Piece::Owned(text) => self.length(text),
            Piece::Integer(n) => n.checked_ilog10().map_or(1, |digits| u64::from(digits) + 1),
            Piece::Symbol(id) => self.measure_name(*id),
            Piece::Sub { id, mode, parentheses } => {
                let (open, close) = match parentheses {
                    true => self.context.parentheses(*id),
                    false => ("", ""),
                };
                let fences = (open.len() + close.len()) as u64;
                self.measure_node(*id, *mode).saturating_add(fences)
            }
        }
    }

    fn measure_name(&self, id: NodeId) -> u64 {
        match self.context.notation {
            Notation::Plain => {
                self.context.graph.symbol_name(id).map_or(0, |name| self.length(name))
            }
            _ => self.length(&self.name(id)),
        }
    }

    fn measure_node(&self, id: NodeId, mode: Mode) -> u64 {
        let whole = self.sizes[self.context.arrangement.position(id)];
        match mode {
            Mode::Whole => whole,
            Mode::Magnitude => {
                whole.saturating_sub(self.length(self.context.notation.words().minus))
            }
            // One level of pieces: a flipped power is made of whole children.
            Mode::Flipped => {
                let mut pieces = Vec::new();
                self.context.expand(id, mode, &mut pieces);
                self.sum(&pieces)
            }
        }
    }

    fn name(&self, id: NodeId) -> String {
        let name = self.context.graph.symbol_name(id).unwrap_or("");
        match self.context.notation {
            Notation::Plain => name.to_string(),
            Notation::Unicode => super::names::unicode_name(name),
            Notation::Latex => super::names::latex_name(name),
        }
    }

    fn write_leaf(&self, piece: &Piece, out: &mut String) {
        match piece {
            Piece::Text(text) | Piece::Open(text) | Piece::Close(text) => out.push_str(text),
            Piece::Owned(text) => out.push_str(text),
            Piece::Integer(n) => push_integer(*n, out),
            Piece::Symbol(id) if self.context.notation == Notation::Plain => {
                out.push_str(self.context.graph.symbol_name(*id).unwrap_or(""))
            }
            Piece::Symbol(id) => out.push_str(&self.name(*id)),
            Piece::Sub { .. } => {}
        }
    }

    /// What is written, and how.
    pub(super) fn context(&self) -> &Context<'g> {
        &self.context
    }

    /// The text of a piece that is no child.
    pub(super) fn leaf_text(&self, piece: &Piece) -> String {
        let mut text = String::new();
        self.write_leaf(piece, &mut text);
        text
    }

    fn start(&self) -> Piece {
        Piece::Sub { id: self.root, mode: Mode::Whole, parentheses: false }
    }

    /// The pieces of a child, its parentheses included.
    fn open(&self, id: NodeId, mode: Mode, parentheses: bool, out: &mut Vec<Piece>) {
        if !parentheses {
            return self.context.expand(id, mode, out);
        }
        let (open, close) = self.context.parentheses(id);
        out.push(Piece::Open(open));
        self.context.expand(id, mode, out);
        out.push(Piece::Close(close));
    }

    /// The whole text.
    pub(super) fn text(&self) -> String {
        let mut out = String::with_capacity(self.size().unwrap_or(0) as usize);
        let mut stack = vec![self.start()];
        while let Some(piece) = stack.pop() {
            match piece {
                Piece::Sub { id, mode, parentheses } => {
                    let top = stack.len();
                    self.open(id, mode, parentheses, &mut stack);
                    stack[top..].reverse();
                }
                leaf => self.write_leaf(&leaf, &mut out),
            }
        }
        out
    }

    /// The text in at most `limit` characters (or a single `…`): long and deep parts are left out.
    ///
    /// The room is shared from the root down: short operands are written in full, and what they leave goes to the
    /// others; operands for which nothing is left become `…`.
    pub(super) fn brief(&self, limit: u64) -> String {
        let mut out = String::new();
        let mut stack = vec![Allowed { piece: self.start(), length: limit }];
        let mut pieces = Vec::new();
        while let Some(Allowed { piece, length }) = stack.pop() {
            let Piece::Sub { id, mode, parentheses } = piece else {
                self.write_leaf(&piece, &mut out);
                continue;
            };
            pieces.clear();
            self.open(id, mode, parentheses, &mut pieces);
            let top = stack.len();
            if self.measure(&piece) <= length {
                stack.extend(pieces.drain(..).map(|piece| Allowed { piece, length }));
            } else if let Some(shared) = self.share(&pieces, length) {
                stack.extend(shared);
            } else {
                out.push('…');
            }
            stack[top..].reverse();
        }
        out
    }

    /// Shares out the room among pieces that do not fit; nothing where not even their words do.
    fn share(&self, pieces: &[Piece], length: u64) -> Option<Vec<Allowed>> {
        let closing = pieces.iter().filter(|p| matches!(p, Piece::Close(_)));
        let mut room = closing
            .fold(length.checked_sub(1)?, |room, piece| room.saturating_sub(self.measure(piece)));
        let mut subs = pieces.iter().filter(|p| matches!(p, Piece::Sub { .. })).count() as u64;
        let mut shared = Vec::new();
        let mut open = 0usize;
        let mut written = 0u64;
        for (k, piece) in pieces.iter().enumerate() {
            let size = self.measure(piece);
            let share = match piece {
                Piece::Sub { .. } => size.min(room / subs.clamp(1, 4)),
                Piece::Close(_) => 0,
                _ => size,
            };
            // Scraps are not worth a place of their own.
            let scrap = share < size && share < SCRAP && written > 0;
            if share > room || (scrap && !matches!(piece, Piece::Close(_))) {
                shared.push(Allowed { piece: Piece::Text("…"), length: 1 });
                close_open(&pieces[k..], open, &mut shared);
                break;
            }
            match piece {
                Piece::Open(_) => open += 1,
                Piece::Close(_) => open = open.saturating_sub(1),
                Piece::Sub { .. } => subs -= 1,
                _ => {}
            }
            written += u64::from(!matches!(piece, Piece::Open(_) | Piece::Text(_)));
            room -= share;
            shared.push(Allowed { piece: piece.clone(), length: share });
        }
        (written > 0).then_some(shared)
    }
}

/// An operand that gets less room than this is left out together with all that follow.
const SCRAP: u64 = 6;

/// Of the pieces left out, those that close what has been opened.
fn close_open(rest: &[Piece], mut open: usize, shared: &mut Vec<Allowed>) {
    let mut skipped = 0usize;
    for piece in rest {
        match piece {
            Piece::Open(_) => skipped += 1,
            Piece::Close(_) if skipped > 0 => skipped -= 1,
            Piece::Close(_) if open > 0 => {
                open -= 1;
                shared.push(Allowed { piece: piece.clone(), length: 1 });
            }
            _ => {}
        }
    }
}

fn push_integer(mut n: u64, out: &mut String) {
    let mut digits = [0u8; 20];
    let mut start = digits.len();
    loop {
        start -= 1;
        digits[start] = b'0' + (n % 10) as u8;
        n /= 10;
        if n == 0 {
            break;
        }
    }
    out.push_str(std::str::from_utf8(&digits[start..]).unwrap_or("0"));
}
