//! Functions that exist only inside a limit: what is left of erfc, lgamma and digamma at +∞ when their
//! exponential and logarithmic parts are taken out. Each has an asymptotic series in 1/u, which may be
//! differentiated term by term. The inverse functions among them are expanded in `inverse`.
//!
//! Sources: DLMF 7.12.1 (erfc), 5.11.1 (lgamma), 5.11.2 (digamma).

use crate::graph::{Constant, Graph};
use crate::number::Number;
use crate::operator::NodeId;

/// A function with an asymptotic expansion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tame {
    /// exp(u²)·erfc(u).
    ScaledErfc,
    /// lgamma(u) − (u − 1/2)·log u + u − log(2π)/2.
    LgammaRest,
    /// digamma(u) − log u + 1/(2u).
    DigammaRest,
    /// The solution Ω of Ω + log Ω = u, which is W(exp u).
    WrightOmega,
    /// erfinv(1 − exp(−u)).
    InverseErf,
    /// W((u²/2 − 1)/e) for u ≥ 0.
    LambertBranch,
}

impl Tame {
    const ALL: [Tame; 6] = [
        Tame::ScaledErfc,
        Tame::LgammaRest,
        Tame::DigammaRest,
        Tame::WrightOmega,
        Tame::InverseErf,
        Tame::LambertBranch,
    ];

    /// Whether `inverse` expands it, rather than a series in 1/u.
    pub(super) fn is_inverse(self) -> bool {
        matches!(self, Tame::WrightOmega | Tame::InverseErf | Tame::LambertBranch)
    }

    /// The number sign keeps the names apart from those of formulas.
    fn name(self) -> &'static str {
        match self {
            Tame::ScaledErfc => "scaled erfc#",
            Tame::LgammaRest => "lgamma rest#",
            Tame::DigammaRest => "digamma rest#",
            Tame::WrightOmega => "Wright omega#",
            Tame::InverseErf => "inverse erf#",
            Tame::LambertBranch => "Lambert branch#",
        }
    }

    pub(super) fn of_name(name: &str) -> Option<Tame> {
        Tame::ALL.into_iter().find(|tame| tame.name() == name)
    }

    /// The function, differentiated `order` times, of an argument.
    pub(super) fn call(self, graph: &mut Graph, order: u32, u: NodeId) -> NodeId {
        graph.call(self.name(), &[order], &[u]).expect("one order for one argument")
    }

    /// The coefficient of u⁻ᵏ in the series of the derivative of some order; `None` beyond machine integers.
    pub(super) fn coefficient(self, graph: &mut Graph, order: u32, k: usize) -> Option<NodeId> {
        // The derivative of u⁻ʲ is (−1)ⁿ j (j+1) … (j+n−1) u⁻ʲ⁻ⁿ.
        let Some(j) = k.checked_sub(order as usize) else { return Some(NodeId::ZERO) };
        let mut factor = Number::ONE;
        for i in 0..order as usize {
            factor = factor.mul(&Number::from(-i64::try_from(j + i).ok()?));
        }
        let value = graph.literal_number(&self.rational_part(j)?.mul(&factor));
        if self != Tame::ScaledErfc {
            return Some(value);
        }
        let pi = graph.constant(Constant::Pi);
        let exponent = graph.ratio(-1, 2);
        let root = graph.power(pi, exponent);
        Some(graph.product(&[value, root]))
    }

    /// The coefficient of u⁻ʲ, without the factor 1/√π of erfc.
    pub(super) fn rational_part(self, j: usize) -> Option<Number> {
        let n = i64::try_from(j).ok()?;
        Some(match self {
            // Σ (−1)ⁱ (2i−1)!!/2ⁱ u^(−2i−1).
            Tame::ScaledErfc if j % 2 == 1 => {
                let mut c = Number::ONE;
                for i in 1..=(n - 1) / 2 {
                    c = c.mul(&Number::ratio(1 - 2 * i, 2)?);
                }
                c
            }
            // Σ B₂ᵢ/(2i(2i−1)) u^(1−2i).
            Tame::LgammaRest if j % 2 == 1 => {
                bernoulli(j + 1)?.mul(&Number::ratio(1, (n + 1).checked_mul(n)?)?)
            }
            // −Σ B₂ᵢ/(2i) u^(−2i).
            Tame::DigammaRest if j.is_multiple_of(2) && j > 0 => {
                bernoulli(j)?.mul(&Number::ratio(-1, n)?)
            }
            _ => Number::ZERO,
        })
    }
}

/// The n-th Bernoulli number, by Σ binom(n+1, k) B_k = 0.
fn bernoulli(n: usize) -> Option<Number> {
    let mut known: Vec<Number> = vec![Number::ONE];
    for m in 1..=n {
        let mut sum = Number::ZERO;
        let mut binomial = Number::ONE;
        for (k, b) in known.iter().enumerate() {
            sum = sum.add(&binomial.mul(b));
            binomial = binomial.mul(&Number::ratio((m + 1 - k) as i64, (k + 1) as i64)?);
        }
        known.push(sum.mul(&Number::ratio(-1, m as i64 + 1)?));
    }
    known.pop()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bernoulli_numbers() {
        for (n, p, q) in
            [(0, 1, 1), (1, -1, 2), (2, 1, 6), (4, -1, 30), (10, 5, 66), (12, -691, 2730)]
        {
            assert_eq!(bernoulli(n), Number::ratio(p, q), "B_{n}");
        }
    }

    #[test]
    fn coefficients_match_the_published_series() {
        // DLMF 5.11.1: 1/12, −1/360, 1/1260; 5.11.2: −1/12, 1/120; 7.12.1: 1, −1/2, 3/4, −15/8.
        for (tame, j, p, q) in [
            (Tame::LgammaRest, 1, 1, 12),
            (Tame::LgammaRest, 3, -1, 360),
            (Tame::LgammaRest, 5, 1, 1260),
            (Tame::DigammaRest, 2, -1, 12),
            (Tame::DigammaRest, 4, 1, 120),
            (Tame::ScaledErfc, 1, 1, 1),
            (Tame::ScaledErfc, 3, -1, 2),
            (Tame::ScaledErfc, 5, 3, 4),
            (Tame::ScaledErfc, 7, -15, 8),
            (Tame::ScaledErfc, 2, 0, 1),
        ] {
            assert_eq!(tame.rational_part(j), Number::ratio(p, q), "{tame:?} {j}");
        }
    }
}
