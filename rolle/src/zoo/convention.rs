//! What frameworks return where a function is not smooth.

/// A framework whose conventions are recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Framework {
    /// PyTorch.
    Torch,
    /// JAX.
    Jax,
}

/// How a returned slope relates to the slopes on both sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// It is the slope on the left.
    Left,
    /// It is the slope on the right.
    Right,
    /// It is their mean.
    Mid,
    /// It lies between them.
    Between,
    /// Both slopes agree with it.
    Agrees,
    /// It is neither slope, nor between them.
    Wrong,
}

/// The derivatives that one framework returns at one point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Convention {
    /// The point.
    pub at: &'static str,
    /// The framework.
    pub framework: Framework,
    /// The last version that does so, for a convention that was given up; `None` for the recorded version.
    pub up_to: Option<&'static str>,
    /// The first derivative: a decimal, `nan`, `inf` or `-inf`.
    pub first: Option<&'static str>,
    /// How it relates to the slopes on both sides.
    pub side: Option<Side>,
    /// The second derivative, or `not-implemented`.
    pub second: Option<&'static str>,
}

/// Limits from the left and from the right at a point; `?` where the function is not defined.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OneSided {
    /// The point.
    pub at: &'static str,
    /// Of the function.
    pub value: (&'static str, &'static str),
    /// Of the first derivative.
    pub first: (&'static str, &'static str),
    /// Of the second derivative.
    pub second: (&'static str, &'static str),
}

/// Reads `@0 torch: f'=0(left), f''=0; jax: f'=0(left) | @6 …`.
pub(super) fn conventions(text: &'static str) -> Option<Vec<Convention>> {
    let mut list = Vec::new();
    for point in text.split(" | ").filter(|part| !part.is_empty()) {
        let (at, rest) = point.strip_prefix('@')?.split_once(' ')?;
        for part in rest.split("; ") {
            list.push(convention(at, part)?);
        }
    }
    Some(list)
}

fn convention(at: &'static str, text: &'static str) -> Option<Convention> {
    let (who, what) = text.split_once(": ")?;
    let (framework, up_to) = match who.split_once("<=") {
        Some((framework, version)) => (framework, Some(version)),
        None => (who, None),
    };
    let framework = match framework {
        "torch" => Framework::Torch,
        "jax" => Framework::Jax,
        _ => return None,
    };
    let mut found = Convention { at, framework, up_to, first: None, side: None, second: None };
    for part in what.split(", ") {
        if let Some(second) = part.strip_prefix("f''=") {
            found.second = Some(second);
        } else {
            let (value, side) = slope(part.strip_prefix("f'=")?)?;
            (found.first, found.side) = (Some(value), side);
        }
    }
    Some(found)
}

/// `0.5(mid)`
fn slope(text: &'static str) -> Option<(&'static str, Option<Side>)> {
    let Some((value, side)) = text.split_once('(') else { return Some((text, None)) };
    let side = match side.strip_suffix(')')? {
        "left" => Side::Left,
        "right" => Side::Right,
        "mid" => Side::Mid,
        "between" => Side::Between,
        "ok" => Side::Agrees,
        "wrong" => Side::Wrong,
        _ => return None,
    };
    Some((value, Some(side)))
}

/// Reads `@0 f 0|0 f' 0|1 f'' 0|0 | @6 …`.
pub(super) fn one_sided(text: &'static str) -> Option<Vec<OneSided>> {
    text.split(" | ").filter(|part| !part.is_empty()).map(point).collect()
}

fn point(text: &'static str) -> Option<OneSided> {
    let mut words = text.split(' ');
    let at = words.next()?.strip_prefix('@')?;
    let mut pair = |name: &str| {
        words.next().filter(|word| *word == name)?;
        words.next()?.split_once('|')
    };
    Some(OneSided { at, value: pair("f")?, first: pair("f'")?, second: pair("f''")? })
}
