//! Products whose exponents fill a box: an array of sums.
//!
//! An exponent vector is a mixed-radix number with the degrees of the product as digits, so the
//! place of a product of monomials is the sum of their places. If the box is larger than the first
//! level cache, the terms are cut into blocks of equal exponent of the leading variable; each
//! exponent of the product is then one pass over pairs of blocks into a smaller array.

use std::ops::Range;

use super::super::coefficients::Coefficients;
use super::super::layout::Layout;
use super::super::limits::Limits;
use super::{Accumulator, Factor, Terms};
use crate::error::Result;

/// Arrays up to this many cells stay whole.
const WHOLE: u64 = 1 << 11;

/// The mixed-radix places of the monomials in a box.
pub(in super::super) struct Cube {
    /// The variables that occur, with the layout's word and shift, and the stride of each.
    axes: Vec<(usize, u32, u64)>,
    field: u64,
    cells: u64,
}

impl Cube {
    /// The box of exponents up to `degrees`, of the variables from `first` on. The volume must
    /// fit 64 bits.
    pub(in super::super) fn new(layout: Layout, degrees: &[u32], first: usize) -> Cube {
        let mut cells = 1;
        let mut axes = Vec::new();
        for var in (first..degrees.len()).rev().filter(|&v| degrees[v] > 0) {
            let (word, shift) = layout.place(var);
            axes.push((word, shift, cells));
            cells *= u64::from(degrees[var]) + 1;
        }
        axes.reverse();
        Cube { axes, field: layout.field(), cells }
    }

    pub(in super::super) fn cells(&self) -> u64 {
        self.cells
    }

    #[inline]
    pub(in super::super) fn place(&self, monomial: &[u64]) -> u64 {
        self.axes
            .iter()
            .map(|&(word, shift, stride)| ((monomial[word] >> shift) & self.field) * stride)
            .sum()
    }

    /// Adds the exponents of a place to a monomial.
    #[inline]
    pub(in super::super) fn write(&self, mut place: u64, monomial: &mut [u64]) {
        for &(word, shift, stride) in &self.axes {
            let exponent = place / stride;
            place -= exponent * stride;
            monomial[word] |= exponent << shift;
        }
    }
}

/// Terms of equal leading exponent.
struct Block {
    exponent: u32,
    range: Range<usize>,
}

pub(super) fn multiply<A: Accumulator>(
    a: &Factor<'_, A::Factor>,
    b: &Factor<'_, A::Factor>,
    degrees: &[u32],
    limits: &Limits,
) -> Result<Terms> {
    let layout = a.layout;
    let main = degrees.iter().position(|&d| d > 0).unwrap_or(0);
    let whole = Cube::new(layout, degrees, 0);
    let inner = Cube::new(layout, degrees, main + 1);
    let split = whole.cells() > WHOLE && inner.cells() > 1;
    let cube = if split { inner } else { whole };
    let (pa, pb) = (places(a, &cube), places(b, &cube));
    let (blocks_a, blocks_b) = (blocks(a, main, split), blocks(b, main, split));
    let top = if split { degrees[main] } else { 0 };
    let mut by_exponent: Vec<Option<&Block>> = vec![None; top as usize + 1];
    for block in &blocks_b {
        by_exponent[block.exponent as usize] = Some(block);
    }
    let mut sums = vec![A::default(); cube.cells() as usize];
    let mut out = (Vec::new(), Coefficients::new());
    let (word, shift) = if split { layout.place(main) } else { (0, 0) };
    for exponent in (0..=top).rev() {
        for x in blocks_a.iter().filter(|x| x.exponent <= exponent) {
            let Some(y) = by_exponent[(exponent - x.exponent) as usize] else { continue };
            accumulate(&mut sums, (&pa, a.coefficients, &x.range), (&pb, b.coefficients, &y.range));
        }
        let mut base = vec![0; layout.words()];
        base[word] = u64::from(exponent) << shift;
        drain(&mut sums, &cube, &base, &mut out);
        limits.check_terms(out.1.len() as u128)?;
    }
    Ok(out)
}

fn places<C>(f: &Factor<'_, C>, cube: &Cube) -> Vec<u32> {
    f.monomials.chunks_exact(f.layout.words()).map(|m| cube.place(m) as u32).collect()
}

fn blocks<C>(f: &Factor<'_, C>, main: usize, split: bool) -> Vec<Block> {
    let all = f.coefficients.len();
    if !split {
        return vec![Block { exponent: 0, range: 0..all }];
    }
    let mut out: Vec<Block> = Vec::new();
    for (i, m) in f.monomials.chunks_exact(f.layout.words()).enumerate() {
        let exponent = f.layout.exponent(m, main);
        match out.last_mut() {
            Some(block) if block.exponent == exponent => block.range.end = i + 1,
            _ => out.push(Block { exponent, range: i..i + 1 }),
        }
    }
    out
}

type Slice<'a, C> = (&'a [u32], &'a [C], &'a Range<usize>);

fn accumulate<A: Accumulator>(
    sums: &mut [A],
    (pa, ca, ra): Slice<'_, A::Factor>,
    (pb, cb, rb): Slice<'_, A::Factor>,
) {
    let (pb, cb) = (&pb[rb.clone()], &cb[rb.clone()]);
    for (&i, x) in pa[ra.clone()].iter().zip(&ca[ra.clone()]) {
        let row = &mut sums[i as usize..];
        for (&j, y) in pb.iter().zip(cb) {
            row[j as usize].add_product(x, y);
        }
    }
}

/// Moves the nonzero sums out, largest place first, and leaves zeros.
fn drain<A: Accumulator>(sums: &mut [A], cube: &Cube, base: &[u64], out: &mut Terms) {
    for (place, sum) in sums.iter_mut().enumerate().rev().filter(|(_, sum)| !sum.is_zero()) {
        let start = out.0.len();
        out.0.extend_from_slice(base);
        cube.write(place as u64, &mut out.0[start..]);
        sum.take(&mut out.1);
    }
}
