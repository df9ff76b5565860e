//! Hensel lifting of a factorization modulo p to one modulo pᵃ.
//!
//! Quadratic lifting on a tree of products: J. von zur Gathen and J. Gerhard, Modern Computer
//! Algebra, algorithms 15.10 and 15.17. A node holds g·h and the cofactors s·g + t·h = 1; each
//! round squares the modulus.

use crate::number::Integer;
use crate::polynomial::univariate::int_poly::IntPoly;
use crate::polynomial::univariate::modular::field::Field;
use crate::polynomial::univariate::modular::poly::{ModPoly, gcd_extended, mul};
use dashu_base::{DivRemEuclid, RemEuclid};

/// An inner node of the tree of factors, children by index.
struct Node {
    children: [Child; 2],
    product: IntPoly,
    s: IntPoly,
    t: IntPoly,
}

#[derive(Clone, Copy)]
enum Child {
    Node(usize),
    Leaf(usize),
}

/// The factors, monic modulo pᵃ with coefficients in 0..pᵃ, of an integer polynomial whose
/// monic factors modulo p are given; the first entry is pᵃ itself, at least `bound`.
pub(crate) fn lift(
    f: &IntPoly,
    factors: &[ModPoly],
    field: &Field,
    bound: &Integer,
) -> (Integer, Vec<IntPoly>) {
    let p = Integer::from(field.characteristic());
    let mut exponent = 1usize;
    let mut modulus = p.clone();
    while &modulus < bound {
        modulus *= &p;
        exponent += 1;
    }
    let monic = make_monic(f, &modulus);
    if factors.len() == 1 {
        return (modulus, vec![monic]);
    }
    // The exponents of the moduli, each at most twice the one before.
    let mut exponents = vec![exponent];
    while let Some(&e) = exponents.last().filter(|&&e| e > 1) {
        exponents.push(e.div_ceil(2));
    }
    let (mut nodes, mut leaves) = build_tree(factors, field);
    for &e in exponents.iter().rev().skip(1) {
        let m = p.pow(e);
        lift_round(&mut nodes, &mut leaves, &monic, &m);
    }
    (modulus, leaves)
}

/// Joins the two smallest factors again and again; parents come after their children.
fn build_tree(factors: &[ModPoly], field: &Field) -> (Vec<Node>, Vec<IntPoly>) {
    let leaves: Vec<IntPoly> = factors.iter().map(|g| to_integers(g, field)).collect();
    let mut open: Vec<(ModPoly, Child)> =
        factors.iter().enumerate().map(|(i, g)| (g.clone(), Child::Leaf(i))).collect();
    let mut nodes = Vec::with_capacity(factors.len());
    while open.len() > 1 {
        open.sort_by_key(|(g, _)| std::cmp::Reverse(g.len()));
        let (Some((g, left)), Some((h, right))) = (open.pop(), open.pop()) else { break };
        let (_, s, t) = gcd_extended(&g, &h, field);
        let product = mul(&g, &h, field);
        nodes.push(Node {
            children: [left, right],
            product: to_integers(&product, field),
            s: to_integers(&s, field),
            t: to_integers(&t, field),
        });
        open.push((product, Child::Node(nodes.len() - 1)));
    }
    (nodes, leaves)
}

fn lift_round(nodes: &mut [Node], leaves: &mut [IntPoly], f: &IntPoly, m: &Integer) {
    let root = nodes.len() - 1;
    nodes[root].product = reduce(f, m);
    for i in (0..nodes.len()).rev() {
        let [left, right] = nodes[i].children;
        let get = |child: Child| match child {
            Child::Node(j) => nodes[j].product.clone(),
            Child::Leaf(j) => leaves[j].clone(),
        };
        let (g, h, s, t) = step(&nodes[i], &get(left), &get(right), m);
        nodes[i].s = s;
        nodes[i].t = t;
        for (child, value) in [(left, g), (right, h)] {
            match child {
                Child::Node(j) => nodes[j].product = value,
                Child::Leaf(j) => leaves[j] = value,
            }
        }
    }
}

/// One Hensel step: from g·h ≡ f and s·g + t·h ≡ 1 modulo √m to the same modulo m.
fn step(
    node: &Node,
    g: &IntPoly,
    h: &IntPoly,
    m: &Integer,
) -> (IntPoly, IntPoly, IntPoly, IntPoly) {
    let (s, t) = (&node.s, &node.t);
    let error = reduce(&(&node.product - &(g * h)), m);
    let (q, r) = div_rem_monic(&reduce(&(s * &error), m), h, m);
    let g = reduce(&(&(g + &(t * &error)) + &(&q * g)), m);
    let h = reduce(&(h + &r), m);
    let excess = reduce(&(&(&(s * &g) + &(t * &h)) - &IntPoly::one()), m);
    let (c, d) = div_rem_monic(&reduce(&(s * &excess), m), &h, m);
    let s = reduce(&(s - &d), m);
    let t = reduce(&(&(t - &(t * &excess)) - &(&c * &g)), m);
    (g, h, s, t)
}

/// Division by a monic polynomial modulo m.
fn div_rem_monic(a: &IntPoly, d: &IntPoly, m: &Integer) -> (IntPoly, IntPoly) {
    let degree = d.len() - 1;
    if a.len() <= degree {
        return (IntPoly::zero(), a.clone());
    }
    let mut rest = a.coefs.clone();
    let mut quotient = vec![Integer::ZERO; a.len() - degree];
    for k in (0..quotient.len()).rev() {
        let q = std::mem::take(&mut rest[k + degree]).rem_euclid(m);
        let q = Integer::from(q);
        if !q.is_zero() {
            for (r, c) in rest[k..k + degree].iter_mut().zip(&d.coefs) {
                *r -= &q * c;
            }
        }
        quotient[k] = q;
    }
    rest.truncate(degree);
    (IntPoly::new(quotient), reduce(&IntPoly::new(rest), m))
}

/// f/g modulo m, for a monic g that divides f there.
pub(crate) fn div_exact_monic(f: &IntPoly, g: &IntPoly, m: &Integer) -> IntPoly {
    div_rem_monic(f, g, m).0
}

/// The coefficients modulo m, in 0..m.
pub(crate) fn reduce(p: &IntPoly, m: &Integer) -> IntPoly {
    IntPoly::new(p.coefs.iter().map(|c| Integer::from(c.rem_euclid(m))).collect())
}

/// The coefficients modulo m, in (−m/2, m/2].
pub(crate) fn reduce_symmetric(p: &IntPoly, m: &Integer) -> IntPoly {
    IntPoly::new(p.coefs.iter().map(|c| symmetric(c, m)).collect())
}

/// The residue modulo m in (−m/2, m/2].
pub(crate) fn symmetric(c: &Integer, m: &Integer) -> Integer {
    let r = Integer::from(c.rem_euclid(m));
    if &r << 1usize > *m { r - m } else { r }
}

/// f divided by its leading coefficient modulo m, which are coprime.
fn make_monic(f: &IntPoly, m: &Integer) -> IntPoly {
    let inverse = inverse_mod(&f.coefs[f.len() - 1], m);
    let mut monic = reduce(&(f * &inverse), m);
    if let Some(lead) = monic.coefs.last_mut() {
        *lead = Integer::ONE;
    }
    monic
}

/// The inverse of a modulo m, coprime to it (Euclid).
fn inverse_mod(a: &Integer, m: &Integer) -> Integer {
    let (mut r0, mut r1) = (m.clone(), Integer::from(a.rem_euclid(m)));
    let (mut t0, mut t1) = (Integer::ZERO, Integer::ONE);
    while !r1.is_zero() {
        let (q, r) = (&r0).div_rem_euclid(&r1);
        let t = &t0 - &q * &t1;
        (r0, r1, t0, t1) = (r1, Integer::from(r), t1, t);
    }
    Integer::from(t0.rem_euclid(m))
}

fn to_integers(g: &[u64], field: &Field) -> IntPoly {
    IntPoly::new(g.iter().map(|&c| Integer::from(field.to_u64(c))).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::polynomial::univariate::modular::poly::from_integers;

    #[test]
    fn lifted_factors_multiply_to_the_polynomial() {
        let field = Field::new(7);
        // 3·(x² + 1)(x − 2)(x³ + x + 1)(x − 5) with an integer polynomial congruent to it.
        let parts = [&[1i64, 0, 1][..], &[-2, 1], &[1, 1, 0, 1], &[-5, 1]].map(IntPoly::from_i64);
        let product = parts.iter().fold(IntPoly::constant(Integer::from(3)), |p, g| &p * g);
        let f = &product + &(&IntPoly::from_i64(&[1, -3, 5, 0, 2, 9]) * &Integer::from(7));
        let images: Vec<ModPoly> = parts.iter().map(|g| from_integers(&g.coefs, &field)).collect();
        for bits in [1, 30, 100, 333] {
            let (m, lifted) = lift(&f, &images, &field, &(Integer::ONE << bits));
            assert!(m >= Integer::ONE << bits);
            let back = lifted.iter().fold(IntPoly::constant(Integer::from(3)), |p, g| &p * g);
            assert_eq!(reduce(&back, &m), reduce(&f, &m));
            for (g, image) in lifted.iter().zip(&images) {
                assert_eq!(&from_integers(&g.coefs, &field), image);
            }
        }
    }
}
