//! "Did you mean": the nearest known name by edit distance.
//!
//! The distance counts insertions, deletions, replacements and swaps of neighbors (optimal string alignment), see
//! Damerau, "A technique for computer detection and correction of spelling errors", CACM 7 (1964).

/// Names longer than this are compared with nothing: nobody mistypes a function with forty letters.
const LONGEST: usize = 40;

/// The edit distance between two names, or `None` when it exceeds `limit`.
pub(super) fn distance(a: &str, b: &str, limit: usize) -> Option<usize> {
    let a: Vec<char> = a.chars().take(LONGEST + 1).collect();
    let b: Vec<char> = b.chars().take(LONGEST + 1).collect();
    if a.len() > LONGEST || b.len() > LONGEST || a.len().abs_diff(b.len()) > limit {
        return None;
    }
    let mut before = vec![0; b.len() + 1];
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let replaced = above[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            row[j] = replaced.min(above[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(before[j - 2] + 1);
            }
        }
        before = std::mem::replace(&mut above, row);
    }
    Some(above[b.len()]).filter(|&d| d <= limit)
}

/// How many edits a name of this length may be away from what was meant.
pub(super) fn tolerance(name: &str) -> usize {
    match name.chars().count() {
        0..=2 => 0,
        3..=4 => 1,
        5..=8 => 2,
        _ => 3,
    }
}

/// The nearest of the known names, if one is near enough; of equally near ones the first in the alphabet.
pub(crate) fn nearest<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let lower = name.to_lowercase();
    let limit = tolerance(name);
    known
        .filter(|candidate| candidate.len() > 1)
        .filter_map(|candidate| {
            Some((distance(&lower, &candidate.to_lowercase(), limit)?, candidate))
        })
        .min()
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances() {
        for (a, b, expected) in [
            ("sigmoyd", "sigmoid", Some(1)),
            ("simgoid", "sigmoid", Some(1)),
            ("sigmoid", "sigmoid", Some(0)),
            ("relu", "gelu", Some(1)),
            ("relu", "sin", None),
            ("", "ab", Some(2)),
        ] {
            assert_eq!(distance(a, b, 2), expected, "{a} {b}");
        }
    }

    #[test]
    fn nearest_name() {
        let known = ["sigmoid", "silu", "sin", "softplus", "tanh"];
        for (typed, expected) in [
            ("sigmoyd", Some("sigmoid")),
            ("Tahn", Some("tanh")),
            ("sofplus", Some("softplus")),
            ("sn", None),
            ("banana", None),
        ] {
            assert_eq!(nearest(typed, known.iter().copied()), expected, "{typed}");
        }
    }
}
