//! `rolle zoo`: the catalogue of functions of deep learning.

use crate::failure::Failure;
use crate::outcome::Outcome;
use clap::{Args, ValueEnum};
use rolle::zoo::{Convention, Entry, Framework, Kind, Parameter, Side, catalogue, find};
use serde_json::{Value, json};
use std::fmt::Write;

/// The catalogue: activations, losses, gates, schedules with formulas, kinks and what frameworks do there.
#[derive(Args, Debug)]
#[command(after_help = "\
Every name can be used in a formula: `rolle diff \"hardswish(x)\"`.

Examples:
  rolle zoo
  rolle zoo --kind loss
  rolle zoo --search shrink
  rolle zoo hardswish")]
pub(crate) struct ZooArgs {
    /// The name or an alias of an entry; without it the catalogue is listed.
    name: Option<String>,
    /// List entries of one kind only.
    #[arg(long, value_enum, conflicts_with = "name")]
    kind: Option<KindName>,
    /// List entries whose name, aliases, source or note contain this.
    #[arg(long, value_name = "TEXT", conflicts_with = "name")]
    search: Option<String>,
}

/// What an entry is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum KindName {
    /// Functions of one number between layers.
    Activation,
    /// Steps with a declared derivative.
    Surrogate,
    /// Products of two branches.
    Gate,
    /// Functions of vectors.
    Vector,
    /// Functions of mathematics.
    Primitive,
    /// What training makes small.
    Loss,
    /// Learning rates by step.
    Schedule,
    /// Penalties on weights.
    Regularizer,
}

/// Runs `rolle zoo`.
pub(crate) fn run(args: &ZooArgs) -> Result<Outcome, Failure> {
    match &args.name {
        Some(name) => match find(name.trim()) {
            Some(entry) => Ok(one(entry)),
            None => Err(unknown(name)),
        },
        None => Ok(list(args)),
    }
}

fn unknown(name: &str) -> Failure {
    let wanted = name.to_lowercase();
    let near = |entry: &&Entry| {
        let mut names = std::iter::once(&entry.name).chain(&entry.aliases);
        names.any(|known| !wanted.is_empty() && (known.contains(&wanted) || wanted.contains(known)))
    };
    let names: Vec<String> =
        catalogue().iter().filter(near).take(5).map(|entry| format!("`{}`", entry.name)).collect();
    let failure = Failure::usage(format!("the catalogue has no `{name}`"));
    match names.is_empty() {
        true => failure.help("`rolle zoo` lists all names"),
        false => failure.help(format!("there are {}", names.join(", "))),
    }
}

fn list(args: &ZooArgs) -> Outcome {
    let chosen: Vec<&Entry> = catalogue().iter().filter(|entry| is_chosen(args, entry)).collect();
    let width = chosen.iter().map(|entry| entry.name.len()).max().unwrap_or(0);
    let mut text = String::new();
    for entry in &chosen {
        let formula = entry.formula.or(entry.vector_formula).unwrap_or_default();
        let _ = writeln!(text, "{:<width$}  {:<11}  {formula}", entry.name, kind_name(entry.kind));
    }
    let entries: Vec<Value> = chosen.iter().map(|entry| entry_json(entry)).collect();
    Outcome::answer(text, json!({ "schema": "rolle.zoo/1", "entries": entries }))
}

fn is_chosen(args: &ZooArgs, entry: &Entry) -> bool {
    let of_kind = args.kind.is_none_or(|kind| kind_name(entry.kind) == kind_name(kind.into()));
    let Some(search) = &args.search else { return of_kind };
    let search = search.to_lowercase();
    let texts = [Some(entry.name), entry.source, entry.note, entry.formula];
    let mut texts = texts.iter().flatten().chain(&entry.aliases);
    of_kind && texts.any(|text| text.to_lowercase().contains(&search))
}

fn one(entry: &Entry) -> Outcome {
    let mut text = format!("{} ({})\n", entry.name, kind_name(entry.kind));
    let mut row = |label: &str, value: &str| {
        if !value.is_empty() {
            let _ = writeln!(text, "  {label:<12} {value}");
        }
    };
    row("formula", entry.formula.or(entry.vector_formula).unwrap_or_default());
    row("parameters", &parameters(entry));
    row("aliases", &entry.aliases.join(", "));
    row("domain", entry.domain.unwrap_or_default());
    row(
        "derivative",
        entry.declared_derivative.map(|d| format!("declared: {d}")).as_deref().unwrap_or_default(),
    );
    row("spelling of", entry.spelling_of.unwrap_or_default());
    row("kinks", &entry.kinks.join(", "));
    for side in &entry.one_sided {
        row(
            &format!("at {}", side.at),
            &format!(
                "left/right: f {}/{}, f' {}/{}, f'' {}/{}",
                side.value.0,
                side.value.1,
                side.first.0,
                side.first.1,
                side.second.0,
                side.second.1
            ),
        );
    }
    for convention in &entry.conventions {
        row(&format!("at {}", convention.at), &convention_text(convention));
    }
    row("Lipschitz", &lipschitz(entry));
    row("stationary", entry.stationary_points.unwrap_or_default());
    row("source", entry.source.unwrap_or_default());
    row("note", entry.note.unwrap_or_default());
    let mut json = json!({ "schema": "rolle.zoo/1" });
    json["entries"] = json!([entry_json(entry)]);
    Outcome::answer(text, json)
}

fn parameters(entry: &Entry) -> String {
    let one = |parameter: &Parameter| {
        let name = parameter.names.join("|");
        parameter.default.map_or(name.clone(), |value| format!("{name}={value}"))
    };
    let known: Vec<String> = entry.parameters.iter().map(one).collect();
    match known.is_empty() {
        true => entry.vector_parameters.unwrap_or_default().to_string(),
        false => known.join(", "),
    }
}

fn lipschitz(entry: &Entry) -> String {
    match (entry.lipschitz, entry.lipschitz_at) {
        (Some(value), Some(at)) => format!("{value}, at {at}"),
        (value, _) => value.unwrap_or_default().to_string(),
    }
}

fn convention_text(convention: &Convention) -> String {
    let mut text = framework(convention);
    let first = convention.first.unwrap_or("?");
    let _ = write!(text, " returns f' = {first}");
    if let Some(side) = convention.side {
        let _ = write!(text, " ({})", side_name(side));
    }
    if let Some(second) = convention.second {
        let _ = write!(text, ", f'' = {second}");
    }
    text
}

fn framework(convention: &Convention) -> String {
    let (name, version) = match convention.framework {
        Framework::Torch => ("torch", rolle::zoo::TORCH_VERSION),
        Framework::Jax => ("jax", rolle::zoo::JAX_VERSION),
    };
    match convention.up_to {
        Some(last) => format!("{name} up to {last}"),
        None => format!("{name} {version}"),
    }
}

fn entry_json(entry: &Entry) -> Value {
    let parameters = entry.parameters.iter();
    let parameters: Vec<Value> =
        parameters.map(|p| json!({ "names": p.names, "default": p.default })).collect();
    json!({
        "name": entry.name,
        "aliases": entry.aliases,
        "kind": kind_name(entry.kind),
        "parameters": parameters,
        "formula": entry.formula,
        "declared_derivative": entry.declared_derivative,
        "vector_formula": entry.vector_formula,
        "vector_parameters": entry.vector_parameters,
        "domain": entry.domain,
        "spelling_of": entry.spelling_of,
        "kinks": entry.kinks,
        "conventions": entry.conventions.iter().map(convention_json).collect::<Vec<_>>(),
        "one_sided": entry.one_sided.iter().map(|side| json!({
            "at": side.at,
            "value": [side.value.0, side.value.1],
            "first": [side.first.0, side.first.1],
            "second": [side.second.0, side.second.1],
        })).collect::<Vec<_>>(),
        "lipschitz": entry.lipschitz,
        "lipschitz_at": entry.lipschitz_at,
        "stationary_points": entry.stationary_points,
        "source": entry.source,
        "note": entry.note,
    })
}

fn convention_json(convention: &Convention) -> Value {
    json!({
        "at": convention.at,
        "framework": framework(convention),
        "first": convention.first,
        "side": convention.side.map(side_name),
        "second": convention.second,
    })
}

fn side_name(side: Side) -> &'static str {
    match side {
        Side::Left => "left",
        Side::Right => "right",
        Side::Mid => "mid",
        Side::Between => "between",
        Side::Agrees => "agrees",
        Side::Wrong => "wrong",
    }
}

fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Activation => "activation",
        Kind::Surrogate => "surrogate",
        Kind::Gate => "gate",
        Kind::Vector => "vector",
        Kind::Primitive => "primitive",
        Kind::Loss => "loss",
        Kind::Schedule => "schedule",
        Kind::Regularizer => "regularizer",
    }
}

impl From<KindName> for Kind {
    fn from(name: KindName) -> Kind {
        match name {
            KindName::Activation => Kind::Activation,
            KindName::Surrogate => Kind::Surrogate,
            KindName::Gate => Kind::Gate,
            KindName::Vector => Kind::Vector,
            KindName::Primitive => Kind::Primitive,
            KindName::Loss => Kind::Loss,
            KindName::Schedule => Kind::Schedule,
            KindName::Regularizer => Kind::Regularizer,
        }
    }
}
