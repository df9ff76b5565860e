//! From an expression to its quotient: one loop over the field structure.

use super::Field;
use super::arithmetic::Quotient;
use crate::Result;
use crate::graph::Graph;
use crate::number::Integer;
use crate::operator::{NodeId, Op};
use crate::polynomial::sparse::SparsePoly;
use crate::rewrite::ring::{Fractional, too_large};

impl Field {
    /// The quotient that a node is; `None` where it divides by zero.
    ///
    /// # Errors
    /// `Budget` where a numerator or denominator exceeds the limits.
    pub(crate) fn convert(&mut self, graph: &Graph, root: NodeId) -> Result<Option<Quotient>> {
        for id in self.order.clone() {
            if id > root {
                break;
            }
            match self.convert_node(graph, id)? {
                Some(value) => self.values.insert(id, value),
                None if id == root => return Ok(None),
                // What is undefined makes whatever holds it undefined.
                None => None,
            };
        }
        Ok(self.values.get(&root).cloned())
    }

    /// The generator of which a node is a power, and the exponent.
    pub(crate) fn power_of_generator(&self, id: NodeId) -> Option<(usize, i64)> {
        match self.kernels.get(&id) {
            Some(kernel) if kernel.base.is_none() && kernel.powers.len() == 1 => {
                Some(kernel.powers[0])
            }
            Some(_) => None,
            None => self.ring.place(id).map(|place| (place, 1)),
        }
    }

    fn convert_node(&mut self, graph: &Graph, id: NodeId) -> Result<Option<Quotient>> {
        if let Some(kernel) = self.kernels.get(&id) {
            let (powers, base) = (kernel.powers.clone(), kernel.base);
            let monomial = self.monomial(&powers)?;
            return match base {
                None => Ok(Some(monomial)),
                Some((base, n)) => {
                    let Some(base) = self.values.get(&base).cloned() else { return Ok(None) };
                    let Some(base) = self.pow(&base, n)? else { return Ok(None) };
                    Ok(Some(self.mul(&monomial, &base)?))
                }
            };
        }
        let args = graph.args(id);
        match graph.op(id) {
            Op::Number => {
                let number = graph.number(id).expect("a number");
                let polynomial = SparsePoly::constant(self.ring.len(), number.numerator());
                let denominator = number.denominator();
                Ok(Some(Quotient::whole(Fractional { polynomial, denominator })))
            }
            Op::Sum | Op::Product => {
                let found: Option<Vec<Quotient>> =
                    args.iter().map(|arg| self.values.get(arg).cloned()).collect();
                let Some(parts) = found else { return Ok(None) };
                if graph.op(id) == Op::Sum {
                    let parts: Vec<&Quotient> = parts.iter().collect();
                    return Ok(Some(self.add_all(&parts)?));
                }
                self.product(parts).map(Some)
            }
            _ => {
                let n = graph.small_integer(args[1]).expect("an integer power");
                let Some(base) = self.values.get(&args[0]).cloned() else { return Ok(None) };
                self.pow(&base, n)
            }
        }
    }

    /// Small factors first keeps the intermediate products small.
    fn product(&mut self, mut parts: Vec<Quotient>) -> Result<Quotient> {
        parts.sort_by_key(|part| part.numerator.polynomial.len() + part.denominator.len());
        let mut parts = parts.into_iter();
        let mut product = parts.next().expect("a product has factors");
        for part in parts {
            product = self.mul(&product, &part)?;
        }
        Ok(product)
    }

    fn monomial(&self, powers: &[(usize, i64)]) -> Result<Quotient> {
        let vars = self.ring.len();
        let mut above = vec![0u32; vars];
        let mut below = vec![0u32; vars];
        for &(generator, n) in powers {
            let table = if n < 0 { &mut below } else { &mut above };
            let size = u32::try_from(n.unsigned_abs()).map_err(|_| too_large())?;
            table[generator] = table[generator].checked_add(size).ok_or_else(too_large)?;
        }
        for (a, b) in above.iter_mut().zip(&mut below) {
            let common = (*a).min(*b);
            *a -= common;
            *b -= common;
        }
        Ok(Quotient {
            numerator: Fractional::whole(SparsePoly::monomial(&above, Integer::ONE)),
            denominator: SparsePoly::monomial(&below, Integer::ONE),
        })
    }
}
