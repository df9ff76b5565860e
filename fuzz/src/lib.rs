//! Mutation fuzzing on the stable toolchain: seeds are cut, spliced and disturbed at random, for some seconds.
//!
//! There is no coverage feedback. A panic is caught and the input printed; an input that takes longer than
//! [`SLOW`] is printed as well, because nothing may hang.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::time::{Duration, Instant};

/// An input may take this long.
pub const SLOW: Duration = Duration::from_secs(10);

/// Formulas to start from, and tokens to throw in.
const SEEDS: &[&str] = &[
    "x^2 - 3x + 1",
    "1/(1 + e^(-x))",
    "{x if x > 0; a*(e^x - 1) otherwise}",
    "max(x, 0) + |x - 1|",
    "2 sin^2 x cos x",
    "Piecewise((x, x > 0), (0, True))",
    "where(x > 0, x, 0)",
    "x if x > 0 else 0.1*x",
    "lambda x: x**2 + 1",
    "√x + ∛(x²)",
    r"\frac{1}{1+e^{-x}} + \sqrt[3]{x}",
    r"\begin{cases} x & x>0 \\ 0 & \text{otherwise} \end{cases}",
    "gelu(x)*mish(x)",
    "f(x) = a*x^2; a = 0.1; f(x + 1)",
    "leaky_relu(x, 0.01)",
    "1/2x",
    "x^x^x",
    "log(x)/log(2) + lgamma(x)",
    "atan2(x, y) + hypot(x, 3)",
    "erf(x/√2) - W(x)",
    "0/0 + 1/(x - x)",
    "x^(10^9)",
    "1e-300*x + 1e300",
    "floor(x) + round(x/2)",
    "σ(π x) tanh(-x)",
    "||x| - 1|",
    "|x^3 - x - 1| + max(x^5 - x - 1, 2x)",
    "rootof(x^5 - x - 1, 0)*x + rootof(x^3 - 3x + 1, 2)",
];

const TOKENS: &[&str] = &[
    "(",
    ")",
    "{",
    "}",
    "|",
    "^",
    "**",
    "*",
    "/",
    "-",
    "+",
    "x",
    "y",
    "0",
    "1",
    "2",
    "0.1",
    "1e9",
    "if",
    "else",
    "otherwise",
    ";",
    ",",
    "==",
    "<",
    "sin",
    "exp",
    "log",
    "max",
    "abs",
    "sqrt",
    "rootof",
    "π",
    "√",
    "²",
    "\\frac",
    "$",
    "\u{301}",
    "!",
    "=",
    "and",
    "not",
    " ",
    "\n",
    "∞",
    "e",
];

/// A small seeded generator (xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n.max(1) as u64) as usize
    }
}

fn mutate(random: &mut Random) -> String {
    let mut text: Vec<char> = SEEDS[random.below(SEEDS.len())].chars().collect();
    for _ in 0..random.below(6) {
        let place = random.below(text.len() + 1);
        match random.below(4) {
            0 => {
                let token = TOKENS[random.below(TOKENS.len())];
                text.splice(place..place, token.chars());
            }
            1 if !text.is_empty() => {
                let end = (place + random.below(4) + 1).min(text.len());
                text.drain(place.min(end)..end);
            }
            2 => {
                let other: Vec<char> = SEEDS[random.below(SEEDS.len())].chars().collect();
                let cut = random.below(other.len());
                text.splice(place..place, other[cut..].iter().copied());
            }
            _ => {
                let end = (place + random.below(12)).min(text.len());
                let part: Vec<char> = text[place.min(end)..end].to_vec();
                text.splice(place..place, part);
            }
        }
    }
    text.into_iter().collect()
}

/// Runs a target on mutated inputs for the number of seconds that the command line names.
pub fn run(target: impl Fn(&str)) -> ExitCode {
    let seconds = std::env::args().nth(1).and_then(|text| text.parse().ok()).unwrap_or(60);
    let seed =
        std::env::args().nth(2).and_then(|text| text.parse().ok()).unwrap_or(0x2545_f491_4f6c_dd1d);
    eprintln!("seed {seed}, {seconds} seconds");
    let (mut random, start, mut count, mut faults) = (Random(seed), Instant::now(), 0u64, 0);
    while start.elapsed() < Duration::from_secs(seconds) && faults < 10 {
        let input = mutate(&mut random);
        let began = Instant::now();
        let outcome = catch_unwind(AssertUnwindSafe(|| target(&input)));
        count += 1;
        if outcome.is_err() || began.elapsed() > SLOW {
            faults += 1;
            eprintln!(
                "{} {:?}: {input:?}",
                if outcome.is_err() { "panic" } else { "slow" },
                began.elapsed()
            );
        }
    }
    eprintln!("{count} inputs, {faults} faults");
    if faults == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
