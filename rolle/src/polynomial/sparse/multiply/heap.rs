//! Very large sparse products: a merge by a heap (Johnson 1974; Monagan and Pearce 2007).
//!
//! Row i is the i-th term of the shorter factor times the other factor, already sorted. The heap
//! holds the next term of each row that was begun; row i + 1 is begun when row i leaves its first
//! place, since its terms cannot come earlier.

use std::collections::BinaryHeap;

use super::super::coefficients::Coefficients;
use super::super::key::Key;
use super::super::limits::Limits;
use super::{Accumulator, Factor, Terms};
use crate::error::Result;

pub(super) fn multiply<K: Key, A: Accumulator>(
    a: &Factor<'_, A::Factor>,
    b: &Factor<'_, A::Factor>,
    limits: &Limits,
) -> Result<Terms> {
    let words = a.layout.words();
    let ka: Vec<K> = a.monomials.chunks_exact(words).map(K::read).collect();
    let kb: Vec<K> = b.monomials.chunks_exact(words).map(K::read).collect();
    let mut out = (Vec::new(), Coefficients::new());
    let mut heap = BinaryHeap::with_capacity(ka.len());
    if let (Some(x), Some(y)) = (ka.first(), kb.first()) {
        heap.push((x.times(y), 0usize, 0usize));
    }
    let mut popped = Vec::new();
    while let Some((key, i, j)) = heap.pop() {
        let mut sum = A::default();
        popped.clear();
        popped.push((i, j));
        while let Some(top) = heap.peek_mut().filter(|top| top.0 == key) {
            let (_, i, j) = std::collections::binary_heap::PeekMut::pop(top);
            popped.push((i, j));
        }
        for &(i, j) in &popped {
            sum.add_product(&a.coefficients[i], &b.coefficients[j]);
            if j == 0 && i + 1 < ka.len() {
                heap.push((ka[i + 1].times(&kb[0]), i + 1, 0));
            }
            if j + 1 < kb.len() {
                heap.push((ka[i].times(&kb[j + 1]), i, j + 1));
            }
        }
        if !sum.is_zero() {
            key.write(words, &mut out.0);
            sum.take(&mut out.1);
            limits.check_terms(out.1.len() as u128)?;
        }
    }
    Ok(out)
}
