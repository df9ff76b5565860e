//! Calls: with parentheses, without (`sin 2x`), with an exponent on the name (`sin² x`), with a base (`log_2 x`).

use super::frame::{Frame, Modifier, PLAIN};
use super::{Parser, State};
use crate::error::{ErrorKind, Span};
use crate::parse::builtin::IGNORED_KEYWORDS;
use crate::parse::function::{FunctionInfo, library};
use crate::parse::syntax::{Constant, Function, Operand, SyntaxId, SyntaxKind};
use crate::parse::token::TokenKind;

impl Parser<'_, '_> {
    pub(super) fn modifier(&self, at: u32) -> Modifier {
        self.modifiers.get(at as usize).copied().unwrap_or_default()
    }

    pub(super) fn add_modifier(&mut self, modifier: Modifier) -> u32 {
        self.modifiers.push(modifier);
        self.modifiers.len() as u32 - 1
    }

    /// The current token is the name of a function: decides how its arguments come.
    pub(super) fn function_name(&mut self, function: Function, base: Option<SyntaxId>) {
        let token = self.token();
        let start = token.start();
        let class = token.kind() == TokenKind::Path
            && self.text(token).rsplit('.').next().is_some_and(is_class);
        self.advance();
        let modifier = if base.is_some() || class {
            self.add_modifier(Modifier { base, class, ..Modifier::default() })
        } else {
            PLAIN
        };
        match self.token().kind() {
            TokenKind::Caret => {
                self.advance();
                self.push_frame(Frame::FunctionPower { function, modifier }, start);
            }
            TokenKind::Superscript => {
                let token = self.token();
                let exponent = self.superscript(token);
                self.advance();
                self.with_exponent(function, modifier, exponent, start);
            }
            _ => self.arguments(function, modifier, start),
        }
    }

    /// Whether the exponent of `sin^` has been read: it is one operand, with a minus perhaps.
    pub(super) fn completes_function_power(&self) -> bool {
        let below = |n: usize| self.frames.len().checked_sub(n).map(|at| self.frames[at].frame);
        match self.top() {
            Frame::FunctionPower { .. } => true,
            Frame::Negate => matches!(below(2), Some(Frame::FunctionPower { .. })),
            _ => false,
        }
    }

    pub(super) fn reduce_function_power(&mut self) {
        if self.top() == Frame::Negate {
            self.reduce_top();
        }
        self.reduce_top();
    }

    /// The exponent of `sin^2` is the current operand; now the argument must come.
    pub(super) fn function_power(&mut self, function: Function, modifier: u32, start: usize) {
        self.with_exponent(function, modifier, self.current, start);
    }

    fn with_exponent(
        &mut self,
        function: Function,
        modifier: u32,
        exponent: SyntaxId,
        start: usize,
    ) {
        let minus_one = match self.tree.kind(exponent) {
            SyntaxKind::Negate(one) => self.tree.kind(one) == SyntaxKind::Natural(1),
            _ => false,
        };
        if minus_one {
            let span = Span::new(start, self.end());
            return match self.inverse(function) {
                Some(inverse) => {
                    let name = self.tree.function_name(function).to_string();
                    let inverse_name = self.tree.function_name(inverse).to_string();
                    let message =
                        format!("`{name}^-1` is read as the inverse function `{inverse_name}`");
                    self.warn(span, message, format!("write `1/{name}(x)` for the reciprocal"));
                    self.arguments(inverse, modifier, start);
                }
                None => {
                    let name = self.tree.function_name(function).to_string();
                    let help = format!(
                        "write `1/{name}(x)` for the reciprocal; the inverse function needs its own name"
                    );
                    self.error(
                        span,
                        format!("`{name}^-1` may mean the inverse or the reciprocal"),
                        help,
                    );
                    self.arguments(function, modifier, start);
                }
            };
        }
        let modifier =
            self.add_modifier(Modifier { exponent: Some(exponent), ..self.modifier(modifier) });
        self.arguments(function, modifier, start);
    }

    fn inverse(&self, function: Function) -> Option<Function> {
        match function {
            Function::Library(id) => library().get(id).inverse.map(Function::Library),
            _ => None,
        }
    }

    /// After the name and its exponent: parentheses, or an argument without.
    pub(super) fn arguments(&mut self, function: Function, modifier: u32, start: usize) {
        let kind = self.token().kind();
        let square = kind == TokenKind::OpenSquare;
        if kind == TokenKind::Open || square {
            self.advance();
            let base = self.pool.len() as u32;
            self.push_frame(Frame::Call { function, modifier, base, square }, start);
            self.state = State::Operand;
        } else if kind.starts_operand() || matches!(kind, TokenKind::Minus | TokenKind::Bar) {
            self.push_frame(Frame::Apply { function, modifier }, start);
            self.state = State::Operand;
        } else {
            self.needs_argument(function, start);
        }
    }

    /// A function without an argument.
    pub(super) fn needs_argument(&mut self, function: Function, start: usize) {
        let name = self.tree.function_name(function).to_string();
        let span = Span::new(start, self.end());
        let help = format!("write `{name}(x)`");
        self.error_of(
            ErrorKind::Arity,
            span,
            format!("the function `{name}` needs an argument"),
            help,
        );
        let id = self.node(SyntaxKind::Error, start);
        self.set(id, start);
    }

    /// Opens a call whose first arguments are already in the pool; the current token is the parenthesis.
    pub(super) fn start_call_at(&mut self, function: u16, base: u32, start: usize) {
        let function = Function::Library(function);
        self.advance();
        self.push_frame(Frame::Call { function, modifier: PLAIN, base, square: false }, start);
        self.state = State::Operand;
    }

    /// The arguments of a call are in the pool.
    pub(super) fn finish_call(
        &mut self,
        function: Function,
        modifier: u32,
        base: u32,
        start: usize,
    ) {
        let given = self.modifier(modifier);
        if given.class && self.token().kind() == TokenKind::Open {
            let parameters = self.pool.len() - base as usize;
            let modifier = self.add_modifier(Modifier { class: false, parameters, ..given });
            self.advance();
            self.push_frame(Frame::Call { function, modifier, base, square: false }, start);
            self.state = State::Operand;
            return;
        }
        let id = self.call_node(function, modifier, base as usize, start);
        self.set(id, start);
    }

    /// The node of a call, with its exponent.
    pub(super) fn call_node(
        &mut self,
        function: Function,
        modifier: u32,
        base: usize,
        start: usize,
    ) -> SyntaxId {
        let given = self.modifier(modifier);
        let parameters = given.parameters.min(self.pool.len() - base);
        self.pool[base..].rotate_left(parameters);
        if let Some(log_base) = given.base {
            self.pool.push(Operand::new(log_base, 0));
        }
        let well_formed = self.check_arguments(function, base, start);
        let list = self.take_pool(base);
        let kind = if well_formed { SyntaxKind::Call(function, list) } else { SyntaxKind::Error };
        let call = self.node(kind, start);
        match given.exponent {
            Some(exponent) => self.node(SyntaxKind::Power(call, exponent), start),
            None => call,
        }
    }

    /// Whether the arguments from `base` on fit the function; says so if not.
    fn check_arguments(&mut self, function: Function, base: usize, start: usize) -> bool {
        match function {
            Function::Unknown => false,
            Function::Unspecified(at) => self.check_unspecified(at, base, start),
            Function::Library(id) => self.check_library_call(library().get(id), base, start),
            Function::Defined(at) => {
                let parameters =
                    self.tree.definitions[at as usize].parameters.as_ref().map_or(0, Vec::len);
                let given = self.pool.len() - base;
                let keyword = self.pool[base..].iter().find(|o| self.is_keyword(**o)).copied();
                if let Some(operand) = keyword {
                    let span = self.tree.span(operand.id());
                    self.error(
                        span,
                        "a function defined here has no keyword arguments",
                        "write the value alone",
                    );
                } else if given != parameters {
                    let name = self.tree.function_name(function).to_string();
                    self.wrong_count(&name, &parameters.to_string(), given, None, start);
                }
                keyword.is_none() && given == parameters
            }
        }
    }

    /// An unspecified function takes any arguments, but a derivative names as many as it has orders.
    fn check_unspecified(&mut self, at: u32, base: usize, start: usize) -> bool {
        let given = self.pool.len() - base;
        let wanted = self.tree.unspecified[at as usize].1.len();
        let fits = given > 0 && (wanted == 0 || wanted == given);
        let keyword = self.pool[base..].iter().any(|operand| self.is_keyword(*operand));
        if !fits || keyword {
            let name = self.tree.function_name(Function::Unspecified(at)).to_string();
            self.wrong_count(&name, &wanted.max(1).to_string(), given, None, start);
        }
        fits && !keyword
    }

    fn is_keyword(&self, operand: Operand) -> bool {
        matches!(self.tree.kind(operand.id()), SyntaxKind::Keyword(..))
    }

    fn wrong_count(
        &mut self,
        name: &str,
        wanted: &str,
        given: usize,
        signature: Option<String>,
        start: usize,
    ) {
        let span = Span::new(start, self.end());
        let plural = if wanted == "1" || wanted == "at least 1" { "" } else { "s" };
        let message = format!("`{name}` takes {wanted} argument{plural}, {given} given");
        let help = signature
            .map_or("give one value for each parameter".to_string(), |s| format!("it is `{s}`"));
        self.error_of(ErrorKind::Arity, span, message, help);
    }

    fn check_library_call(&mut self, info: &FunctionInfo, base: usize, start: usize) -> bool {
        let mut filled: u64 = 0;
        let mut count = 0;
        let mut after_keyword = false;
        for at in base..self.pool.len() {
            let id = self.pool[at].id();
            let SyntaxKind::Keyword(name, value) = self.tree.kind(id) else {
                if after_keyword {
                    let span = self.tree.span(id);
                    self.error(
                        span,
                        "a plain argument stands after a keyword argument",
                        "put plain arguments first",
                    );
                    return false;
                }
                filled |= 1u64.checked_shl(count as u32).unwrap_or(0);
                count += 1;
                continue;
            };
            after_keyword = true;
            let name = self.tree.name(name).to_string();
            match info.parameter(&name) {
                Some(position) if filled & (1 << position) == 0 => filled |= 1 << position,
                Some(_) => {
                    let span = self.tree.span(id);
                    self.error_of(
                        ErrorKind::Arity,
                        span,
                        format!("`{name}` is given twice"),
                        "remove one of the two",
                    );
                    return false;
                }
                None if IGNORED_KEYWORDS.contains(&name.as_str()) => {}
                None if self.tree.kind(value) == SyntaxKind::Constant(Constant::None) => {}
                None => {
                    let span = self.tree.span(id);
                    let message = format!("`{}` has no parameter `{name}`", info.name);
                    self.error_of(
                        ErrorKind::Arity,
                        span,
                        message,
                        format!("it is `{}`", info.signature()),
                    );
                    return false;
                }
            }
        }
        let missing = info
            .parameters
            .iter()
            .enumerate()
            .any(|(i, p)| p.default.is_none() && filled & (1 << i) == 0);
        let too_many = count > info.parameters.len() && !info.variadic;
        if missing || too_many {
            let (least, most) = (info.required(), info.parameters.len());
            let wanted = match (info.variadic, least == most) {
                (true, _) => format!("at least {least}"),
                (false, true) => least.to_string(),
                (false, false) => format!("{least} to {most}"),
            };
            let given = self.pool.len() - base;
            self.wrong_count(info.name, &wanted, given, Some(info.signature()), start);
            return false;
        }
        true
    }
}

/// Whether the last part of a dotted name is a class: `LeakyReLU` in `nn.LeakyReLU`.
fn is_class(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_uppercase())
}
