//! The expansion of an expression in the ω of a class: one loop from the leaves to the root.

use super::expansion::Expansion;
use super::germ::{Attempt, Germs, undecided};
use super::scale::Scale;
use crate::number::Number;
use crate::operator::{NodeId, Op};
use std::cmp::Ordering;
use std::collections::HashMap;

impl Germs {
    /// The expansion of an expression that `resolve` has prepared, with at most `most` terms in each step.
    pub(crate) fn expand(
        &mut self,
        root: NodeId,
        scale: &Scale,
        most: usize,
    ) -> Attempt<Expansion> {
        let order = self.graph.order(&[root]);
        self.spend(order.len())?;
        let mut known: HashMap<NodeId, Expansion> = HashMap::with_capacity(order.len());
        for id in order {
            let expansion = self.expand_node(id, &known, scale, most)?;
            known.insert(id, expansion);
        }
        Ok(known.remove(&root).expect("the root is the last node of its order"))
    }

    fn expand_node(
        &mut self,
        id: NodeId,
        known: &HashMap<NodeId, Expansion>,
        scale: &Scale,
        most: usize,
    ) -> Attempt<Expansion> {
        if id == self.t && scale.of_variable {
            let minus_one = self.graph.integer(-1);
            return Ok(Expansion::monomial(minus_one, NodeId::ONE));
        }
        if !self.depends(id) {
            return Ok(Expansion::constant(id));
        }
        let args = self.graph.args(id).to_vec();
        if let Some(&c) = scale.members.get(&id) {
            return self.expand_member(&known[&args[0]], c, scale, most);
        }
        let constants: Option<Vec<NodeId>> =
            args.iter().map(|arg| known[arg].as_constant()).collect();
        if let Some(constants) = constants {
            let constant = self.graph.rebuild(id, &constants);
            return Ok(Expansion::constant(constant));
        }
        let first = &known[&args[0]];
        match self.graph.op(id) {
            Op::Sum => {
                let parts: Vec<&Expansion> = args.iter().map(|arg| &known[arg]).collect();
                self.add_expansions(&parts, most)
            }
            Op::Product => {
                let mut product = first.clone();
                for arg in &args[1..] {
                    product = self.multiply_expansions(&product, &known[arg], most)?;
                }
                Ok(product)
            }
            Op::Power if !self.depends(args[1]) => self.power_expansion(first, args[1], most),
            Op::Exp => self.exp_expansion(first, most),
            Op::Log => self.log_expansion(first, scale, most),
            Op::Abs => {
                // Roots of squares of coefficients bring |c| back.
                let sign = self.sign(args[0])?;
                let factor = self.graph.integer(sign as i64);
                Ok(self.scale_expansion(first, factor, NodeId::ZERO))
            }
            Op::Call => self.tame_expansion(args[0], &known[&args[1]], scale, most),
            _ => self.analytic_expansion(id, known, most),
        }
    }

    /// exp(u) = ω^(−c)·exp(u + c·log ω).
    fn expand_member(
        &mut self,
        u: &Expansion,
        c: NodeId,
        scale: &Scale,
        most: usize,
    ) -> Attempt<Expansion> {
        let minus_c = self.graph.negate(c);
        let logarithm = self.graph.product(&[minus_c, scale.log]);
        let rest = self.add_expansions(&[u, &Expansion::constant(logarithm)], most)?;
        let expansion = self.exp_expansion(&rest, most)?;
        Ok(self.scale_expansion(&expansion, NodeId::ONE, minus_c))
    }

    /// exp(c₀ + v) = exp(c₀)·Σ vᵏ/k!.
    pub(super) fn exp_expansion(&mut self, u: &Expansion, most: usize) -> Attempt<Expansion> {
        let (c, v) = self.constant_part(u)?;
        let mut coefficient = self.exponential(c);
        self.compose(&v, most, |germs, k| {
            if k > 0 {
                let inverse = germs.graph.ratio(1, k as i64);
                coefficient = germs.graph.product(&[coefficient, inverse]);
            }
            Ok(coefficient)
        })
    }

    /// log(c ω^e (1 + v)) = log c + e·log ω + Σ −(−v)ᵏ/k.
    pub(super) fn log_expansion(
        &mut self,
        u: &Expansion,
        scale: &Scale,
        most: usize,
    ) -> Attempt<Expansion> {
        let (c, e, v) = self.leading_part(u)?;
        let log_c = self.graph.apply(Op::Log, &[c]).expect("one argument");
        let minus_e = self.graph.negate(e);
        let log_power = self.graph.product(&[minus_e, scale.log]);
        let constant = self.graph.sum(&[log_c, log_power]);
        self.compose(&v, most, |germs, k| {
            Ok(match k {
                0 => constant,
                _ => germs.graph.ratio(if k % 2 == 1 { 1 } else { -1 }, k as i64),
            })
        })
    }

    /// A function that is analytic at the limit of its argument.
    fn analytic_expansion(
        &mut self,
        id: NodeId,
        known: &HashMap<NodeId, Expansion>,
        most: usize,
    ) -> Attempt<Expansion> {
        let op = self.graph.op(id);
        let args = self.graph.args(id).to_vec();
        let last = *args.last().expect("a function has arguments");
        let u = &known[&last];
        match op {
            Op::Sin | Op::Cos | Op::Sinh | Op::Cosh => self.circular_expansion(op, u, most),
            Op::Tanh | Op::Sigmoid => self.expansion_in_value(op, u, most),
            Op::Atan | Op::Asin | Op::Erf | Op::Erfc => self.expansion_by_integral(op, u, most),
            Op::Gamma | Op::Lgamma | Op::Digamma | Op::Polygamma | Op::Lambertw | Op::Erfinv => {
                self.taylor_expansion(id, last, u, most)
            }
            _ => {
                let name = op.row().map_or("the expression", |row| row.name);
                undecided(format!("no expansion of `{name}` is known here"))
            }
        }
    }

    /// The derivatives of sine and hyperbolic sine repeat with period four.
    fn circular_expansion(&mut self, op: Op, u: &Expansion, most: usize) -> Attempt<Expansion> {
        let (c, v) = self.constant_part(u)?;
        let circular = matches!(op, Op::Sin | Op::Cos);
        let (sine, cosine) = if circular { (Op::Sin, Op::Cos) } else { (Op::Sinh, Op::Cosh) };
        let (sin, cos) = (self.function(sine, c), self.function(cosine, c));
        let (back_sin, back_cos) = match circular {
            true => (self.graph.negate(sin), self.graph.negate(cos)),
            false => (sin, cos),
        };
        let turns = match op {
            Op::Sin | Op::Sinh => [sin, cos, back_sin, back_cos],
            Op::Cos => [cos, back_sin, back_cos, sin],
            _ => [cos, sin, cos, sin],
        };
        let mut inverse_factorial = NodeId::ONE;
        self.compose(&v, most, |germs, k| {
            if k > 0 {
                let inverse = germs.graph.ratio(1, k as i64);
                inverse_factorial = germs.graph.product(&[inverse_factorial, inverse]);
            }
            Ok(germs.graph.product(&[turns[k % 4], inverse_factorial]))
        })
    }

    /// A function y with y' = q(y): every derivative is a polynomial in the value, p ↦ p'·q.
    fn expansion_in_value(&mut self, op: Op, u: &Expansion, most: usize) -> Attempt<Expansion> {
        let (c, v) = self.constant_part(u)?;
        let value = self.function(op, c);
        // tanh' = 1 − tanh², σ' = σ − σ².
        let q: [i64; 3] = if op == Op::Tanh { [1, 0, -1] } else { [0, 1, -1] };
        let mut derivative = vec![Number::ZERO, Number::ONE];
        self.compose(&v, most, |germs, k| {
            if k > 0 {
                derivative = next_derivative(&derivative, &q, k as i64);
            }
            germs.spend(derivative.len())?;
            let mut terms = Vec::with_capacity(derivative.len());
            for (power, coefficient) in derivative.iter().enumerate() {
                let coefficient = germs.graph.literal_number(coefficient);
                let power = germs.graph.powi(value, power as i64);
                terms.push(germs.graph.product(&[coefficient, power]));
            }
            Ok(germs.graph.sum(&terms))
        })
    }

    /// f(c₀ + v) = f(c₀) + ∫ f′(u)·u′ dω, for functions with an algebraic or exponential derivative.
    fn expansion_by_integral(&mut self, op: Op, u: &Expansion, most: usize) -> Attempt<Expansion> {
        let (c, mut u_without_poles) = self.constant_part(u)?;
        let slope_of_u = self.differentiate_expansion(&u_without_poles);
        if c != NodeId::ZERO {
            u_without_poles.terms.insert(0, (NodeId::ZERO, c));
        }
        let square = self.power_expansion_by(&u_without_poles, 2, 1, most)?;
        let minus_one = self.graph.integer(-1);
        let one = Expansion::constant(NodeId::ONE);
        let slope = match op {
            Op::Atan => {
                let below = self.add_expansions(&[&one, &square], most)?;
                self.power_expansion_by(&below, -1, 1, most)?
            }
            Op::Asin => {
                let negative = self.scale_expansion(&square, minus_one, NodeId::ZERO);
                let below = self.add_expansions(&[&one, &negative], most)?;
                self.power_expansion_by(&below, -1, 2, most)?
            }
            _ => {
                let negative = self.scale_expansion(&square, minus_one, NodeId::ZERO);
                let bell = self.exp_expansion(&negative, most)?;
                let factor = self.over_root_pi(if op == Op::Erf { 2 } else { -2 });
                self.scale_expansion(&bell, factor, NodeId::ZERO)
            }
        };
        let integrand = self.multiply_expansions(&slope, &slope_of_u, most)?;
        let integral = self.integrate_expansion(&integrand);
        let value = self.graph.apply(op, &[c]).expect("one argument");
        self.add_expansions(&[&Expansion::constant(value), &integral], most)
    }

    fn power_expansion_by(
        &mut self,
        a: &Expansion,
        p: i64,
        q: i64,
        most: usize,
    ) -> Attempt<Expansion> {
        let exponent = self.graph.ratio(p, q);
        self.power_expansion(a, exponent, most)
    }

    /// n/√π.
    pub(super) fn over_root_pi(&mut self, n: i64) -> NodeId {
        let pi = self.graph.constant(crate::graph::Constant::Pi);
        let (n, exponent) = (self.graph.integer(n), self.graph.ratio(-1, 2));
        let root = self.graph.power(pi, exponent);
        self.graph.product(&[n, root])
    }

    /// f(c₀ + v) = Σ f⁽ᵏ⁾(c₀)/k!·vᵏ, with the derivatives of the operator table.
    fn taylor_expansion(
        &mut self,
        id: NodeId,
        argument: NodeId,
        u: &Expansion,
        most: usize,
    ) -> Attempt<Expansion> {
        let (c, v) = self.constant_part(u)?;
        let y = self.graph.fresh_symbol("y", crate::graph::Assumptions::default());
        let mut args = self.graph.args(id).to_vec();
        for arg in &mut args {
            if *arg == argument {
                *arg = y;
            }
        }
        let mut derivative = self.graph.rebuild(id, &args);
        let mut inverse_factorial = NodeId::ONE;
        self.compose(&v, most, |germs, k| {
            if k > 0 {
                derivative = germs.graph.derivative(derivative, y);
                let inverse = germs.graph.ratio(1, k as i64);
                inverse_factorial = germs.graph.product(&[inverse_factorial, inverse]);
                let size = germs.graph.shared_size(&[derivative]);
                germs.spend(size)?;
            }
            let value = germs.graph.substitute(derivative, &[(y, c)]);
            Ok(germs.graph.product(&[value, inverse_factorial]))
        })
    }

    /// A tame function: by its asymptotic series where the argument has a negative power of ω, else by Taylor's
    /// formula with its formal derivatives.
    fn tame_expansion(
        &mut self,
        function: NodeId,
        u: &Expansion,
        scale: &Scale,
        most: usize,
    ) -> Attempt<Expansion> {
        let symbol = self.graph.function_symbol(function).expect("the head of a call").clone();
        let Some(tame) = super::tame::Tame::of_name(&symbol.name) else {
            return undecided(format!("nothing is known of the function `{}`", symbol.name));
        };
        if tame.is_inverse() {
            return self.inverse_expansion(tame, u, scale, most);
        }
        let derivative = symbol.orders[0];
        let (_, exponent, _) = self.leading_part(u)?;
        if self.compare(exponent, NodeId::ZERO)? == Ordering::Less {
            let inverse = self.power_expansion_by(u, -1, 1, most)?;
            return self.compose(&inverse, most, |germs, k| {
                tame.coefficient(&mut germs.graph, derivative, k)
                    .map_or_else(|| undecided("an asymptotic series is too long"), Ok)
            });
        }
        let (c, v) = self.constant_part(u)?;
        let mut inverse_factorial = NodeId::ONE;
        self.compose(&v, most, |germs, k| {
            if k > 0 {
                let inverse = germs.graph.ratio(1, k as i64);
                inverse_factorial = germs.graph.product(&[inverse_factorial, inverse]);
            }
            let value = tame.call(&mut germs.graph, derivative + k as u32, c);
            Ok(germs.graph.product(&[value, inverse_factorial]))
        })
    }
}

/// p'·q/k for polynomials p and q.
fn next_derivative(p: &[Number], q: &[i64], k: i64) -> Vec<Number> {
    let mut result = vec![Number::ZERO; p.len() + q.len() - 2];
    for (i, coefficient) in p.iter().enumerate().skip(1) {
        let scale = Number::ratio(i as i64, k).expect("k is at least 1");
        let slope = coefficient.mul(&scale);
        for (j, factor) in q.iter().enumerate() {
            result[i - 1 + j] = result[i - 1 + j].add(&slope.mul(&Number::from(*factor)));
        }
    }
    result
}
