//! How high each end of a cell stands in its row.
//!
//! A run of cells that rise (or stand still) climbs from the bottom to the top in equal steps, one that falls comes
//! down again; so an extremum is always at an edge of the row, and a value on the way in between.

use super::sheet::Trend;

/// The heights of both ends of each cell, 0 at the bottom and 1 at the top, and the most steps of one climb.
///
/// `joined[i]` says whether the function runs on from cell `i` to cell `i + 1`.
pub(super) fn heights(trends: &[Trend], joined: &[bool]) -> (Vec<[f64; 2]>, usize) {
    let mut found = Vec::with_capacity(trends.len());
    let mut most = 1;
    while found.len() < trends.len() {
        let start = found.len();
        let (end, rises) = climb(trends, joined, start);
        let steps = trends[start..end].iter().filter(|trend| is_slope(**trend)).count();
        most = most.max(steps);
        let level = |step: usize| match (steps, rises) {
            (0, _) => 0.5,
            (n, true) => step as f64 / n as f64,
            (n, false) => 1.0 - step as f64 / n as f64,
        };
        let mut step = 0;
        for trend in &trends[start..end] {
            let from = level(step);
            step += usize::from(is_slope(*trend));
            found.push([from, level(step)]);
        }
    }
    (found, most)
}

/// The end of the climb (or descent) that starts with a cell, and whether it rises.
fn climb(trends: &[Trend], joined: &[bool], start: usize) -> (usize, bool) {
    let mut direction = None;
    let mut end = start;
    loop {
        match trends[end] {
            Trend::Constant => {}
            trend if is_slope(trend) && direction.is_none_or(|known| known == trend) => {
                direction = Some(trend);
            }
            // Unknown and missing cells stand alone; a turn starts the next climb.
            _ => return (end.max(start + 1), direction != Some(Trend::Falls)),
        }
        end += 1;
        if end == trends.len() || !joined[end - 1] {
            return (end, direction != Some(Trend::Falls));
        }
    }
}

fn is_slope(trend: Trend) -> bool {
    matches!(trend, Trend::Rises | Trend::Falls)
}

#[cfg(test)]
mod tests {
    use super::*;
    use Trend::{Constant as C, Falls as F, Outside as O, Rises as R, Unknown as U};

    #[test]
    fn climbs_and_descents() {
        let joined = [true; 8];
        for (trends, expected) in [
            (&[R][..], "0>1"),
            (&[R, F, R], "0>1 1>0 0>1"),
            (&[R, R], "0>0.5 0.5>1"),
            (&[C, R], "0>0 0>1"),
            (&[F, C, F, R], "1>0.5 0.5>0.5 0.5>0 0>1"),
            (&[C], "0.5>0.5"),
            (&[R, U, F], "0>1 0.5>0.5 1>0"),
            (&[O, R], "0.5>0.5 0>1"),
        ] {
            let (found, _) = heights(trends, &joined[..trends.len() - 1]);
            let text: Vec<String> = found.iter().map(|[a, b]| format!("{a}>{b}")).collect();
            assert_eq!(text.join(" "), expected, "{trends:?}");
        }
        assert_eq!(heights(&[R, R], &[false]).0, [[0.0, 1.0], [0.0, 1.0]]);
    }
}
