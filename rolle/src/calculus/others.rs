//! The product rule's lists: for each factor of a product, the other factors.

use crate::graph::{Graph, SPLICE_LIMIT};
use crate::operator::{NodeId, Op};

/// The size of a group of factors: with it a list of group mates is too long to be spliced.
const GROUP: usize = SPLICE_LIMIT + 2;

/// Ranges of `GROUP` that cover 0..n; the last takes the remainder.
fn groups_of(n: usize) -> Vec<std::ops::Range<usize>> {
    let count = (n / GROUP).max(1);
    (0..count).map(|k| k * GROUP..if k + 1 == count { n } else { (k + 1) * GROUP }).collect()
}

impl Graph {
    /// For each moving factor of a canonical product, the other factors in canonical order.
    ///
    /// Few factors are listed outright. Many are cut into groups whose products are shared, so that n factors
    /// need O(n) nodes: each list holds the group mates, the other groups, and what lies outside.
    pub(crate) fn products_of_others(
        &mut self,
        factors: &[NodeId],
        moving: &[bool],
    ) -> Vec<Option<Vec<NodeId>>> {
        let but = |all: &[NodeId], i: usize| [&all[..i], &all[i + 1..]].concat();
        if factors.len() <= 2 * SPLICE_LIMIT {
            let list = |i: usize| moving[i].then(|| but(factors, i));
            return (0..factors.len()).map(list).collect();
        }
        let numeric = usize::from(self.op(factors[0]) == Op::Number);
        let mut result: Vec<Option<Vec<NodeId>>> = vec![None; factors.len()];
        if numeric == 1 && moving[0] {
            result[0] = Some(factors[1..].to_vec());
        }
        let rest = &factors[numeric..];
        let outside = self.group_levels(rest);
        for (i, slot) in result.iter_mut().enumerate().skip(numeric) {
            if moving[i] {
                let j = i - numeric;
                let (group, outer) = &outside[(j / GROUP).min(outside.len() - 1)];
                // Room for the cotangent, which comes last.
                let mut list = Vec::with_capacity(numeric + group.len() + outer.len());
                list.extend_from_slice(&factors[..numeric]);
                list.extend_from_slice(&rest[group.start..j]);
                list.extend_from_slice(&rest[j + 1..group.end]);
                list.extend_from_slice(outer);
                *slot = Some(list);
            }
        }
        result
    }

    /// Groups of factors with the factors outside each group, as shared products.
    fn group_levels(&mut self, factors: &[NodeId]) -> Vec<(std::ops::Range<usize>, Vec<NodeId>)> {
        // Levels from the bottom up: each holds the products of groups of the level below.
        let mut levels: Vec<Vec<NodeId>> = vec![factors.to_vec()];
        while levels[levels.len() - 1].len() > 2 * GROUP {
            let below = &levels[levels.len() - 1];
            let groups: Vec<Vec<NodeId>> =
                groups_of(below.len()).into_iter().map(|r| below[r].to_vec()).collect();
            let above = groups.iter().map(|group| self.intern(Op::Product, group)).collect();
            levels.push(above);
        }
        // From the top down: what lies outside each node of a level.
        let top = &levels[levels.len() - 1];
        let mut outside: Vec<Vec<NodeId>> =
            (0..top.len()).map(|i| [&top[..i], &top[i + 1..]].concat()).collect();
        for level in (1..levels.len() - 1).rev() {
            let below = levels[level].clone();
            let mut next = Vec::with_capacity(below.len());
            for (range, outer) in groups_of(below.len()).into_iter().zip(&outside) {
                let outer = if outer.len() > SPLICE_LIMIT {
                    vec![self.intern(Op::Product, outer)]
                } else {
                    outer.clone()
                };
                for i in range.clone() {
                    let mut list = [&below[range.start..i], &below[i + 1..range.end]].concat();
                    list.extend_from_slice(&outer);
                    list.sort_unstable();
                    next.push(list);
                }
            }
            outside = next;
        }
        if levels.len() == 1 {
            return vec![(0..factors.len(), Vec::new())];
        }
        let ranges = groups_of(factors.len());
        let mut found = Vec::with_capacity(ranges.len());
        for (range, outer) in ranges.into_iter().zip(outside) {
            let outer = if outer.len() > SPLICE_LIMIT {
                vec![self.intern(Op::Product, &outer)]
            } else {
                outer
            };
            found.push((range, outer));
        }
        found
    }
}
