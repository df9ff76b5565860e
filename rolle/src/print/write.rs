//! From pieces to text: sizes from the leaves up, then one loop with a stack of pieces.
//!
//! A shared graph can stand for a text of astronomical length. Therefore the length is known, exactly, before
//! anything is written: the text of a node is as long as its words and the texts of its children, a sum over the
//! nodes in order.

use super::piece::{Context, Mode, Notation, Piece};
use crate::operator::NodeId;

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

impl<'g> Writer<'g> {
    pub(super) fn new(context: Context<'g>, unit: Unit, root: NodeId) -> Writer<'g> {
        let n = context.arrangement.order.len();
        let mut writer = Writer { context, unit, sizes: vec![0; n], root };
        let mut pieces = Vec::new();
        for position in 0..n {
            let id = writer.context.arrangement.order[position];
            pieces.clear();
            writer.context.expand(id, Mode::Whole, &mut pieces);
            if writer.context.notation == Notation::Latex {
                writer.context.tall[position] = writer.context.are_tall(&pieces);
            }
            writer.sizes[position] = writer.sum(&pieces);
        }
        writer
    }

    /// The length of the whole text.
    pub(super) fn size(&self) -> u64 {
        self.sizes[self.context.arrangement.position(self.root)]
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
        let mut out = String::with_capacity(usize::try_from(self.size()).unwrap_or(0));
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
            } else if let Some(shared) = self.share(&mut pieces, length) {
                stack.extend(shared);
            } else {
                out.push('…');
            }
            stack[top..].reverse();
        }
        out
    }

    /// Shares out the room among pieces that do not fit; nothing where not even their words do.
    fn share(&self, pieces: &mut Vec<Piece>, length: u64) -> Option<Vec<Allowed>> {
        let closing = pieces.iter().rev().take_while(|p| matches!(p, Piece::Close(_))).count();
        let end = self.sum(&pieces[pieces.len() - closing..]);
        let mut room = length.checked_sub(end + 1)?;
        let mut subs = pieces.iter().filter(|p| matches!(p, Piece::Sub { .. })).count() as u64;
        let mut shared = Vec::new();
        let mut open = 0usize;
        let mut written = false;
        let mut rest = pieces.drain(..);
        for piece in rest.by_ref() {
            let size = self.measure(&piece);
            let share = match &piece {
                Piece::Sub { .. } => size.min((room / subs.clamp(1, 4)).max(1)),
                _ => size,
            };
            if share > room {
                break;
            }
            match &piece {
                Piece::Open(_) => open += 1,
                Piece::Close(_) => open = open.saturating_sub(1),
                Piece::Sub { .. } => subs -= 1,
                _ => {}
            }
            written |= !matches!(piece, Piece::Open(_) | Piece::Text(_));
            room -= if matches!(piece, Piece::Close(_)) { 0 } else { share };
            shared.push(Allowed { piece, length: share });
        }
        if open > 0 || subs > 0 {
            let dots = Piece::Text("…");
            shared.push(Allowed { piece: dots, length: 1 });
            close_open(rest, open, &mut shared);
        }
        written.then_some(shared)
    }
}

/// Of the pieces left out, those that close what has been opened.
fn close_open(rest: impl Iterator<Item = Piece>, mut open: usize, shared: &mut Vec<Allowed>) {
    let mut skipped = 0usize;
    for piece in rest {
        match piece {
            Piece::Open(_) => skipped += 1,
            Piece::Close(_) if skipped > 0 => skipped -= 1,
            Piece::Close(_) if open > 0 => {
                open -= 1;
                shared.push(Allowed { piece, length: 1 });
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
