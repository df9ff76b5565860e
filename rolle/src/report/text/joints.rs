//! What happens between the pieces: one sentence and one small table for each joint.

use super::super::Report;
use super::words::Words;
use super::writer::Page;
use crate::calculus::{Joint, JointKind, JointSide, Limit, Smoothness};
use crate::figure::text::superscript;
use crate::operator::Op;

/// The section on joints, with the conventions of frameworks there.
pub(super) fn joints(page: &mut Page, words: &Words, report: &Report) {
    if report.joints.is_empty() {
        return;
    }
    page.heading("Special points");
    for joint in &report.joints {
        let label = format!("{} = {}: ", words.x, words.point(joint.point));
        page.wrapped(&label, &sentence(words, joint));
    }
    page.blank();
    let mut rows = vec![["", "", "left", "at", "right"].map(String::from).to_vec()];
    for joint in &report.joints {
        rows.extend(table(words, joint));
    }
    page.table(&rows);
    conventions(page, report);
}

fn sentence(words: &Words, joint: &Joint) -> String {
    let mut text = match &joint.kind {
        JointKind::Smooth => "f is continuous and differentiable".to_string(),
        JointKind::Kink => "f is continuous, not differentiable".to_string(),
        JointKind::Jump => "f jumps".to_string(),
        JointKind::Removable if words.graph.op(joint.value) == Op::Undefined => {
            "f has no value, but one limit from both sides".to_string()
        }
        JointKind::Removable => "the value of f is not its limit".to_string(),
        JointKind::Pole => "f has a pole".to_string(),
        JointKind::DomainEnd => domain_end(words, joint),
        JointKind::Undecided(why) => return format!("undecided by exact methods: {why}"),
    };
    let slope = |side: &Option<JointSide>| {
        side.as_ref().map_or("none".to_string(), |side| words.limit(&side.slope))
    };
    if joint.kind == JointKind::Kink {
        text.push_str(&format!(
            ": left slope {}, right slope {}",
            slope(&joint.left),
            slope(&joint.right)
        ));
        if let Some((low, high)) = joint.subdifferential {
            let (low, high) = (words.expression(low), words.expression(high));
            text.push_str(&format!(", subdifferential [{low}, {high}]"));
        }
    }
    if let (JointKind::Smooth, Some(derivative)) = (&joint.kind, joint.derivative) {
        text.push_str(&format!(": slope {}", words.expression(derivative)));
    }
    match &joint.smoothness {
        Smoothness::Discontinuous => {}
        Smoothness::Class(n) => text.push_str(&format!("; class C{}", superscript(*n as i32))),
        Smoothness::AtLeast(n) => {
            text.push_str(&format!("; class C{} at least", superscript(*n as i32)));
        }
        Smoothness::Undecided(why) => text.push_str(&format!("; class undecided: {why}")),
    }
    text
}

/// What f does at all members of a family: the sentence of one joint, with the limits at a jump.
pub(super) fn all_at_once(words: &Words, joint: &Joint) -> String {
    let mut text = sentence(words, joint);
    let (Some(left), Some(right)) = (&joint.left, &joint.right) else { return text };
    if joint.kind.is_continuous() {
        return text;
    }
    let limit = |limit: &Limit| words.limit(limit);
    text.push_str(&format!(": from the left f → {}", limit(&left.value)));
    if words.graph.op(joint.value) != Op::Undefined {
        text.push_str(&format!(", f = {} there", words.expression(joint.value)));
    }
    text.push_str(&format!(
        ", from the right f → {}; f′ → {} from the left and {} from the right",
        limit(&right.value),
        limit(&left.slope),
        limit(&right.slope)
    ));
    text
}

fn domain_end(words: &Words, joint: &Joint) -> String {
    let (side, where_) = match (&joint.left, &joint.right) {
        (Some(side), None) => (side, "left"),
        (None, Some(side)) => (side, "right"),
        _ => return "f has a value at this point alone".to_string(),
    };
    let belongs = words.graph.op(joint.value) != Op::Undefined;
    let end = if belongs {
        "the domain ends here, and holds this point"
    } else {
        "the domain ends here, without this point"
    };
    match side.value {
        Limit::PlusInfinity | Limit::MinusInfinity => {
            format!("{end}; f → {} from the {where_}", words.limit(&side.value))
        }
        _ => end.to_string(),
    }
}

fn table(words: &Words, joint: &Joint) -> Vec<Vec<String>> {
    let side = |side: &Option<JointSide>, pick: fn(&JointSide) -> &Limit| {
        side.as_ref().map_or("—".to_string(), |side| words.limit(pick(side)))
    };
    let value = match words.graph.op(joint.value) {
        Op::Undefined => "—".to_string(),
        _ => words.expression(joint.value),
    };
    let derivative = joint.derivative.map_or("—".to_string(), |id| words.expression(id));
    let second = match (&joint.smoothness, &joint.right) {
        (Smoothness::Class(2..) | Smoothness::AtLeast(2..), Some(right)) => {
            words.limit(&right.curvature)
        }
        _ => "—".to_string(),
    };
    let place = format!("{} = {}", words.x, words.expression(joint.point));
    let row = |place: &str, name: &str, at: String, pick: fn(&JointSide) -> &Limit| {
        vec![
            place.to_string(),
            name.to_string(),
            side(&joint.left, pick),
            at,
            side(&joint.right, pick),
        ]
    };
    vec![
        row(&place, "f", value, |s| &s.value),
        row("", "f′", derivative, |s| &s.slope),
        row("", "f″", second, |s| &s.curvature),
    ]
}

/// What frameworks return at the joints, for a recognized function.
fn conventions(page: &mut Page, report: &Report) {
    let Some(known) = report.known.as_ref().filter(|known| !known.conventions.is_empty()) else {
        return;
    };
    page.blank();
    for convention in &known.conventions {
        let relation =
            convention.relation.as_ref().map_or(String::new(), |text| format!(" ({text})"));
        let text = format!(
            "{} takes f′({}) = {}{relation}",
            convention.framework, convention.at, convention.slope
        );
        page.wrapped("", &text);
    }
}
