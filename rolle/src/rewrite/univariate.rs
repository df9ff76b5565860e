//! Factors of univariate integer polynomials: modulo a prime, lifted, recombined.
//!
//! The polynomial is factored modulo a word-sized prime by distinct degrees and Cantor and Zassenhaus' splitting, the
//! factors are lifted by Hensel's lemma beyond twice Mignotte's bound on coefficients of factors, and products of
//! lifted factors are tried by division (Zassenhaus, On Hensel factorization I, J. Number Theory 1, 1969).

use crate::number::Integer;
use crate::polynomial::IntPoly;
use crate::polynomial::univariate::modular::field::{Field, LargePrimes};
use crate::polynomial::univariate::modular::poly::{self, ModPoly};
use crate::{Error, ErrorKind, Result};
use dashu_base::{Abs, BitTest};

/// The largest degree that is factored.
const MAX_DEGREE: usize = 500;

/// The most products of lifted factors that are tried.
const MAX_SUBSETS: usize = 200_000;

/// Primes among which the one with the fewest factors is taken.
const PRIMES: usize = 3;

/// The irreducible factors of a primitive square-free polynomial, each once; coefficients ascend.
///
/// # Errors
/// `Budget` beyond degree 500 or 200,000 combinations of modular factors.
pub(super) fn factors(coefficients: &[Integer]) -> Result<Vec<(Vec<Integer>, u32)>> {
    let f = IntPoly::new(coefficients.to_vec());
    let degree = f.degree().unwrap_or(0);
    if degree > MAX_DEGREE {
        return Err(over(format!("a factorization in degree `{degree}`")));
    }
    if degree <= 1 {
        return Ok(vec![(coefficients.to_vec(), 1)]);
    }
    let (field, modular) = modular_factors(&f)?;
    let found = match modular.len() {
        1 => vec![f],
        _ => {
            let (lifted, modulus) = lift(&f, &field, &modular);
            recombine(f, lifted, &modulus)?
        }
    };
    Ok(found.into_iter().map(|factor| (factor.into_coefficients(), 1)).collect())
}

/// The monic factors modulo the best of some primes that keep degree and square-freeness.
fn modular_factors(f: &IntPoly) -> Result<(Field, Vec<ModPoly>)> {
    let mut best: Option<(Field, Vec<ModPoly>)> = None;
    let mut primes = LargePrimes::new();
    let mut kept = 0;
    // A bad prime divides the discriminant or the leading coefficient: there are finitely many.
    while kept < PRIMES {
        let Some(field) = primes.next() else { break };
        let mut image = poly::from_integers(f.coefficients(), &field);
        if image.len() != f.coefficients().len() {
            continue;
        }
        let derivative = poly::derivative(&image, &field);
        if poly::gcd(&image, &derivative, &field).len() != 1 {
            continue;
        }
        kept += 1;
        poly::make_monic(&mut image, &field);
        let found = split(&image, &field);
        if best.as_ref().is_none_or(|(_, known)| found.len() < known.len()) {
            best = Some((field, found));
        }
        if best.as_ref().is_some_and(|(_, known)| known.len() == 1) {
            break;
        }
    }
    best.ok_or_else(|| over("more primes than there are in a word".to_string()))
}

/// The irreducible factors of a monic square-free polynomial modulo a prime.
fn split(f: &[u64], field: &Field) -> Vec<ModPoly> {
    let x: ModPoly = vec![0, field.one()];
    let (mut rest, mut found) = (f.to_vec(), Vec::new());
    let mut power = poly::rem(&x, &rest, field);
    let mut d = 0;
    while rest.len() > 1 {
        d += 1;
        if 2 * d > rest.len() - 1 {
            found.push(rest);
            break;
        }
        power = raised(&power, &Integer::from(field.characteristic()), &rest, field);
        let mut part = poly::gcd(&poly::sub(&power, &x, field), &rest, field);
        if part.len() > 1 {
            poly::make_monic(&mut part, field);
            rest = poly::div_rem(&rest, &part, field).0;
            power = poly::rem(&power, &rest, field);
            equal_degree(part, d, field, &mut found);
        }
    }
    found
}

/// Splits a product of irreducible factors of degree d: for half of all t, t^((p^d − 1)/2) is 1 modulo a factor.
fn equal_degree(product: ModPoly, d: usize, field: &Field, found: &mut Vec<ModPoly>) {
    let p = Integer::from(field.characteristic());
    let exponent = (p.pow(d) - Integer::ONE) / Integer::from(2);
    let mut seed = 0x9e37_79b9_7f4a_7c15u64;
    let mut stack = vec![product];
    while let Some(part) = stack.pop() {
        if part.len() == d + 1 {
            found.push(part);
            continue;
        }
        let trial: ModPoly = (0..part.len() - 1)
            .map(|_| {
                seed ^= seed << 13;
                seed ^= seed >> 7;
                seed ^= seed << 17;
                field.residue(seed >> 5)
            })
            .collect();
        let power = raised(&trial, &exponent, &part, field);
        let mut factor = poly::gcd(&poly::sub(&power, &[field.one()], field), &part, field);
        if factor.len() > 1 && factor.len() < part.len() {
            poly::make_monic(&mut factor, field);
            stack.push(poly::div_rem(&part, &factor, field).0);
            stack.push(factor);
        } else {
            stack.push(part);
        }
    }
}

/// A power modulo a polynomial.
fn raised(base: &[u64], exponent: &Integer, modulus: &[u64], field: &Field) -> ModPoly {
    let mut result: ModPoly = vec![field.one()];
    let base = poly::rem(base, modulus, field);
    for bit in (0..exponent.bit_len()).rev() {
        result = poly::rem(&poly::mul(&result, &result, field), modulus, field);
        if exponent.bit(bit) {
            result = poly::rem(&poly::mul(&result, &base, field), modulus, field);
        }
    }
    result
}

/// Lifts f ≡ c·g₁⋯gₙ from p to a power of p beyond twice c times Mignotte's bound 2ⁿ·‖f‖.
fn lift(f: &IntPoly, field: &Field, modular: &[ModPoly]) -> (Vec<IntPoly>, Integer) {
    let p = Integer::from(field.characteristic());
    let lead = f.leading().expect("not zero").clone();
    let degree = f.degree().unwrap_or(0);
    let norm = f.max_bits() + degree.ilog2() as usize + 1;
    let bits = degree + norm + lead.bit_len() + 2;
    let cofactors = cofactors(modular, field);
    let inverse = field.inv(field.residue_of(&lead));
    let mut lifted: Vec<IntPoly> = modular.iter().map(|g| integers(g, field)).collect();
    let mut modulus = p.clone();
    while modulus.bit_len() <= bits {
        let product = lifted.iter().fold(IntPoly::constant(lead.clone()), |a, g| &a * g);
        let error = f - &product;
        let quotient: Vec<Integer> = error.coefficients().iter().map(|c| c / &modulus).collect();
        let error = poly::scale(&poly::from_integers(&quotient, field), inverse, field);
        for (i, g) in lifted.iter_mut().enumerate() {
            let step = poly::rem(&poly::mul(&error, &cofactors[i], field), &modular[i], field);
            let step: Vec<Integer> =
                step.iter().map(|&c| Integer::from(field.to_u64(c)) * &modulus).collect();
            *g = &*g + &IntPoly::new(step);
        }
        modulus *= &p;
    }
    (lifted, modulus)
}

/// The aᵢ with Σ aᵢ·∏_{j≠i} gⱼ = 1.
fn cofactors(modular: &[ModPoly], field: &Field) -> Vec<ModPoly> {
    let all = modular.iter().fold(vec![field.one()], |a, g| poly::mul(&a, g, field));
    modular
        .iter()
        .map(|g| {
            let others = poly::rem(&poly::div_rem(&all, g, field).0, g, field);
            let (common, inverse, _) = poly::gcd_extended(&others, g, field);
            let scale = field.inv(common[0]);
            poly::rem(&poly::scale(&inverse, scale, field), g, field)
        })
        .collect()
}

fn integers(g: &[u64], field: &Field) -> IntPoly {
    IntPoly::new(g.iter().map(|&c| Integer::from(field.to_u64(c))).collect())
}

/// Tries products of lifted factors, the small ones first.
fn recombine(f: IntPoly, lifted: Vec<IntPoly>, modulus: &Integer) -> Result<Vec<IntPoly>> {
    let (mut rest, mut left, mut found) = (f, lifted, Vec::new());
    let (mut size, mut tried) = (1, 0);
    while 2 * size <= left.len() {
        let mut chosen: Vec<usize> = (0..size).collect();
        let mut split = None;
        loop {
            tried += 1;
            if tried > MAX_SUBSETS {
                return Err(over(format!("`{tried}` combinations of modular factors")));
            }
            if let Some((factor, quotient)) = try_subset(&rest, &left, &chosen, modulus) {
                split = Some((factor, quotient));
                break;
            }
            if !next_subset(&mut chosen, left.len()) {
                break;
            }
        }
        match split {
            Some((factor, quotient)) => {
                found.push(factor);
                rest = quotient;
                let mut k = 0;
                left.retain(|_| {
                    k += 1;
                    !chosen.contains(&(k - 1))
                });
            }
            None => size += 1,
        }
    }
    if !rest.is_constant() {
        found.push(rest);
    }
    Ok(found)
}

fn try_subset(
    f: &IntPoly,
    lifted: &[IntPoly],
    chosen: &[usize],
    modulus: &Integer,
) -> Option<(IntPoly, IntPoly)> {
    let lead = f.leading()?;
    // The constant term of the candidate must divide that of c·f.
    let last = f.coefficient(0) * lead;
    let constant =
        chosen.iter().fold(lead.clone(), |a, &i| (a * lifted[i].coefficient(0)) % modulus);
    let constant = symmetric(constant, modulus);
    if !last.is_zero() && (constant.is_zero() || !(&last % &constant).is_zero()) {
        return None;
    }
    let mut product = IntPoly::constant(lead.clone());
    for &i in chosen {
        let next = &product * &lifted[i];
        product = IntPoly::new(
            next.coefficients().iter().map(|c| symmetric(c % modulus, modulus)).collect(),
        );
    }
    let candidate = product.primitive_part();
    let quotient = f.div_exact(&candidate)?;
    Some((candidate, quotient))
}

fn symmetric(value: Integer, modulus: &Integer) -> Integer {
    let doubled = &value * Integer::from(2);
    if (&doubled).abs() <= *modulus {
        value
    } else if doubled > Integer::ZERO {
        value - modulus
    } else {
        value + modulus
    }
}

/// The next subset of 0..n of the same size, in order; whether there is one.
fn next_subset(chosen: &mut [usize], n: usize) -> bool {
    let size = chosen.len();
    for i in (0..size).rev() {
        if chosen[i] < n - size + i {
            chosen[i] += 1;
            for j in i + 1..size {
                chosen[j] = chosen[j - 1] + 1;
            }
            return true;
        }
    }
    false
}

fn over(what: String) -> Error {
    Error::new(ErrorKind::Budget, format!("{what} is beyond the limit"))
        .with_help("factor a part of the expression")
}
