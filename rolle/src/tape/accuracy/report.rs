//! What was measured.

/// A point, with what was computed there and what is true.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Case {
    /// The input.
    pub x: f64,
    /// The result.
    pub computed: f64,
    /// The true value, as its nearest double; NaN where there is none.
    pub truth: f64,
    /// The error in units in the last place of the true value, confirmed by an enclosure.
    pub ulp: f64,
}

/// Inputs on one side of 0, by their absolute values.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stretch {
    /// The least.
    pub from: f64,
    /// The greatest.
    pub to: f64,
}

/// Where something happens: among the negative inputs and among the others.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Zone {
    /// Among the negative inputs.
    pub negative: Option<Stretch>,
    /// Among the others.
    pub positive: Option<Stretch>,
}

impl Zone {
    pub(super) fn add(&mut self, x: f64) {
        let side = if x < 0.0 { &mut self.negative } else { &mut self.positive };
        let x = x.abs();
        *side = Some(match *side {
            None => Stretch { from: x, to: x },
            Some(known) => Stretch { from: known.from.min(x), to: known.to.max(x) },
        });
    }

    fn merge(&mut self, other: Zone) {
        if let Some(stretch) = other.negative {
            self.add(-stretch.from);
            self.add(-stretch.to);
        }
        if let Some(stretch) = other.positive {
            self.add(stretch.from);
            self.add(stretch.to);
        }
    }

    /// Whether it happens nowhere.
    pub fn is_empty(&self) -> bool {
        self.negative.is_none() && self.positive.is_none()
    }
}

/// Results that are wrong in kind.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Wrong {
    /// How many.
    pub count: u64,
    /// The first of them.
    pub first: Option<Case>,
}

impl Wrong {
    pub(super) fn add(&mut self, case: Case) {
        self.count += 1;
        self.first.get_or_insert(case);
    }

    fn merge(&mut self, other: Wrong) {
        self.count += other.count;
        self.first = self.first.or(other.first);
    }
}

/// Bins of the histogram for one unit in the last place, and units that it covers.
const BINS: usize = 64;
const UNITS: usize = 16;

/// How large errors are, in bins of 1/64 of a unit.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Histogram {
    bins: Vec<u64>,
    beyond: u64,
}

impl Default for Histogram {
    fn default() -> Histogram {
        Histogram { bins: vec![0; BINS * UNITS], beyond: 0 }
    }
}

impl Histogram {
    #[inline]
    pub(super) fn add(&mut self, ulp: f64) {
        match self.bins.get_mut((ulp * BINS as f64) as usize) {
            Some(bin) => *bin += 1,
            None => self.beyond += 1,
        }
    }

    fn merge(&mut self, other: &Histogram) {
        self.bins.iter_mut().zip(&other.bins).for_each(|(own, other)| *own += other);
        self.beyond += other.beyond;
    }

    /// A bound for this share of the errors, in 64ths; infinite beyond 16 units.
    fn quantile(&self, share: f64) -> f64 {
        let total: u64 = self.bins.iter().sum::<u64>() + self.beyond;
        if total == 0 {
            return 0.0;
        }
        let wanted = (total as f64 * share).ceil() as u64;
        let mut sum = 0;
        for (k, bin) in self.bins.iter().enumerate() {
            sum += bin;
            if sum >= wanted {
                return (k + 1) as f64 / BINS as f64;
            }
        }
        f64::INFINITY
    }
}

/// How accurate the values of a formula are, on the points that were measured.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Accuracy {
    /// Points at which the formula has a finite value that does not overflow.
    pub points: u64,
    /// The greatest error away from zeros where the true value is a normal number.
    pub worst: Option<Case>,
    /// The greatest error where the true value is below the least normal number, in units of the least one.
    pub worst_subnormal: Option<Case>,
    /// The greatest error beside a zero: where it exceeds [`ZERO_ERROR`](super::ZERO_ERROR), |x·f′/f| exceeds
    /// [`ZERO_CONDITION`](super::ZERO_CONDITION), and f changes its sign within twice Newton's step −f/f′.
    pub worst_beside_zero: Option<Case>,
    /// The greatest error beside a zero in units in the last place of x·f′(x): by how much an error of one unit in x
    /// changes the value.
    pub beside_zero_absolute: f64,
    /// NaN where there is a value, or a value where there is none.
    pub wrong_nan: Wrong,
    /// ±∞ where the value does not overflow, or a number where it does.
    pub wrong_infinity: Wrong,
    /// 0 where the value is a normal number, but beside a zero.
    pub wrong_zero: Wrong,
    /// Where the value overflows.
    pub overflow: Zone,
    /// Where a value that is not 0 gives 0, from |x| = [`FLUSHED_FROM`](super::FLUSHED_FROM) on.
    pub flushed: Zone,
    /// Points at which no enclosure was found.
    pub open: u64,
    /// Points without a value.
    pub outside: u64,
    /// For formats judged by doubles: the greatest error of these on the sample that was enclosed, in units of the
    /// format.
    pub reference_error: f64,
    pub(super) histogram: Histogram,
}

impl Accuracy {
    /// A bound for the errors of this share of all normal values, to 1/64 of a unit; infinite beyond 16.
    pub fn quantile(&self, share: f64) -> f64 {
        self.histogram.quantile(share)
    }

    /// Takes in what was found at other points.
    pub fn merge(&mut self, other: Accuracy) {
        self.points += other.points;
        self.open += other.open;
        self.outside += other.outside;
        for (own, other) in [
            (&mut self.worst, other.worst),
            (&mut self.worst_subnormal, other.worst_subnormal),
            (&mut self.worst_beside_zero, other.worst_beside_zero),
        ] {
            if own.is_none_or(|own| other.is_some_and(|other| own.ulp < other.ulp)) {
                *own = other;
            }
        }
        self.beside_zero_absolute = self.beside_zero_absolute.max(other.beside_zero_absolute);
        self.reference_error = self.reference_error.max(other.reference_error);
        self.wrong_nan.merge(other.wrong_nan);
        self.wrong_infinity.merge(other.wrong_infinity);
        self.wrong_zero.merge(other.wrong_zero);
        self.overflow.merge(other.overflow);
        self.flushed.merge(other.flushed);
        self.histogram.merge(&other.histogram);
    }

    /// The greatest error of a normal value away from zeros, 0 without any.
    pub fn ulp(&self) -> f64 {
        self.worst.map_or(0.0, |case| case.ulp)
    }

    /// How many results are wrong in kind.
    pub fn wrong(&self) -> u64 {
        self.wrong_nan.count + self.wrong_infinity.count + self.wrong_zero.count
    }
}
