//! `rolle diff`: exact derivatives.

use super::eval::point_json;
use crate::answer;
use crate::failure::{Exit, Failure};
use crate::outcome::Outcome;
use crate::reading::{FormulaArgs, Reading};
use crate::show::{self, Format, ShowArgs};
use crate::slope::{SlopeAt, slope_at};
use crate::talk;
use clap::Args;
use rolle::calculus::{Derivation, PieceLimits};
use rolle::graph::Facts;
use rolle::print::{Notation, Printer};
use rolle::rewrite::SimplifyLimits;
use rolle::{Graph, NodeId};
use serde_json::{Map, Value, json};

/// With kinks, derivatives up to this order are put together from the pieces, with their values at the joints.
const ORDER_WITH_JOINTS: usize = 4;

/// The derivative of a formula, exact.
#[derive(Args, Debug)]
#[command(after_help = "\
Which derivative:
  --wrt x              by one variable; not needed where the formula has only one
  --wrt x,y            the gradient: one derivative for each name
  --wrt x,y --order 2  the Hessian
  --wrt x,x,y          a repeated name: the one mixed derivative, by x, by x and by y
  --wrt x,y --mixed    the one mixed derivative, by x and by y

Where the formula has several symbols and --wrt is not given, those of which something is assumed are parameters;
if one is left, or one of the letters x y z t u v w, that is the variable.

The result is the derivative as the rules give it, the same with --steps. Where a simpler form is found it is told on
standard error, and --simplify prints that one instead.

At a kink there is no derivative: `--at` gives the slopes from the left and from the right instead.

Examples:
  rolle diff \"x*sigmoid(x)\"
  rolle diff \"x^3 sin x\" --order 2 --steps
  rolle diff \"relu(x)\" --at 0
  rolle diff \"x^2 y + sin(x y)\" --wrt x,y --at x=1,y=pi
  rolle diff \"{x if x > 0; a*x otherwise}\" --assume \"0 < a < 1\"
  rolle diff \"x/(1 + x^2)\" --simplify
  rolle diff \"exp(-x^2)\" --format latex")]
pub(crate) struct DiffArgs {
    #[command(flatten)]
    formula: FormulaArgs,
    /// By which variables, with commas between them.
    #[arg(long, value_name = "NAMES")]
    wrt: Option<String>,
    /// The order of the derivative.
    #[arg(long, default_value_t = 1, value_name = "N")]
    #[arg(value_parser = clap::value_parser!(u64).range(1..=100_000))]
    order: u64,
    /// One derivative by all names in turn, instead of one for each.
    #[arg(long)]
    mixed: bool,
    /// Print the derivative in the form that is easiest to read, of those that the rules reach.
    #[arg(long)]
    simplify: bool,
    /// Show every step, with its rule and the reason.
    #[arg(long)]
    steps: bool,
    /// The derivative at a point, `x=1,y=pi/3` or `1`, instead of a formula.
    #[arg(long, value_name = "POINT", allow_hyphen_values = true)]
    at: Vec<String>,
    /// With --at: significant digits, every one certain, instead of the exact value.
    #[arg(long, value_name = "N")]
    digits: Option<usize>,
    /// Operations on terms for a derivative of higher order.
    #[arg(long, default_value_t = rolle::calculus::basis::NTH_DERIVATIVE_BUDGET, value_name = "N")]
    #[arg(help_heading = "Limits")]
    max_work: u64,
    /// The most steps that are shown.
    #[arg(long, default_value_t = 10_000, value_name = "N", help_heading = "Limits")]
    max_steps: usize,
    #[command(flatten)]
    show: ShowArgs,
}

/// Derivatives of up to this many nodes are simplified without being asked, for a hint.
const SIMPLIFIED_UNASKED: usize = 200;

/// One derivative that is asked for: by these variables, in this order.
struct Wanted {
    by: Vec<NodeId>,
}

impl Wanted {
    /// The variable, if there is only one.
    fn single(&self) -> Option<NodeId> {
        self.by.iter().all(|x| *x == self.by[0]).then_some(self.by[0])
    }

    /// `d2f/(dx dy)`
    fn label(&self, graph: &Graph) -> String {
        let names = show::names(graph, &self.by);
        let n = self.by.len();
        match self.single() {
            Some(_) => label(&names[0], n),
            None => {
                let below: Vec<String> = names.iter().map(|name| format!("d{name}")).collect();
                format!("d{n}f/({})", below.join(" "))
            }
        }
    }
}

/// `d2f/dx^2`
pub(crate) fn label(variable: &str, order: usize) -> String {
    match order {
        0 => "f".to_string(),
        1 => format!("df/d{variable}"),
        n => format!("d{n}f/d{variable}^{n}"),
    }
}

/// Runs `rolle diff`.
pub(crate) fn run(args: &DiffArgs) -> Result<Outcome, Failure> {
    let mut reading = args.formula.read()?;
    let wanted = wanted(args, &mut reading)?;
    check_variables(args, &reading, &wanted)?;
    let point =
        reading.point(&args.at, args.wrt.as_deref().filter(|names| !names.contains(',')))?;
    if args.steps {
        return steps(args, reading, &wanted);
    }
    match point.is_empty() {
        true => formulas(args, reading, &wanted),
        false => values(args, reading, &wanted, &point),
    }
}

/// The derivatives that are asked for.
fn wanted(args: &DiffArgs, reading: &mut Reading) -> Result<Vec<Wanted>, Failure> {
    let order = args.order as usize;
    let Some(list) = &args.wrt else {
        let x = reading.variable(None)?;
        return Ok(vec![Wanted { by: vec![x; order] }]);
    };
    let mut names = Vec::new();
    for name in list.split(',') {
        names.push(reading.named(name)?);
    }
    let repeated = names.iter().enumerate().any(|(i, name)| names[..i].contains(name));
    if let [only] = names[..] {
        return Ok(vec![Wanted { by: vec![only; order] }]);
    }
    if repeated || args.mixed {
        if order != 1 {
            let message = "a mixed derivative has the order that its names give";
            return Err(
                Failure::usage(message).help("leave `--order` out, and repeat names in `--wrt`")
            );
        }
        return Ok(vec![Wanted { by: names }]);
    }
    match order {
        1 => Ok(names.into_iter().map(|x| Wanted { by: vec![x] }).collect()),
        2 => {
            let pairs = names.iter().flat_map(|&x| names.iter().map(move |&y| vec![x, y]));
            Ok(pairs.map(|by| Wanted { by }).collect())
        }
        _ => Err(Failure::usage(format!(
            "derivatives of order {order} by several variables are many"
        ))
        .help("ask for one of them by repeating names, as in `--wrt x,x,y`")),
    }
}

/// Slopes are asked for on a line around the point, and nothing is differentiated by an integer.
fn check_variables(args: &DiffArgs, reading: &Reading, wanted: &[Wanted]) -> Result<(), Failure> {
    for &x in wanted.iter().flat_map(|one| &one.by) {
        let integer = reading.graph.assumptions(x).is_some_and(|assumed| assumed.integer);
        if integer || !args.at.is_empty() {
            reading.whole_line(x)?;
        }
    }
    Ok(())
}

/// The derivative as one expression.
fn derivative(args: &DiffArgs, reading: &mut Reading, wanted: &Wanted) -> Result<NodeId, Failure> {
    let graph = &mut reading.graph;
    let Some(x) = wanted.single() else {
        let mut f = reading.root;
        for &y in &wanted.by {
            f = graph.derivative(f, y);
        }
        return Ok(f);
    };
    nth_derivative(graph, reading.root, x, wanted.by.len(), args.max_work)
}

/// The derivative of some order by one variable; at a joint it has the value that it has there, or none.
pub(crate) fn nth_derivative(
    graph: &mut Graph,
    f: NodeId,
    x: NodeId,
    order: usize,
    max_work: u64,
) -> Result<NodeId, Failure> {
    if order <= ORDER_WITH_JOINTS
        && graph.facts(f).has(Facts::KINKED)
        && let Some(known) = with_joints(graph, f, x, order)
    {
        return Ok(known);
    }
    let found = graph.nth_derivative_within(f, x, order, max_work);
    found.map_err(|error| Failure::from(error).help("ask for a lower order or raise `--max-work`"))
}

/// The derivative with its values at the joints, where the function can be cut into pieces.
fn with_joints(graph: &mut Graph, f: NodeId, x: NodeId, order: usize) -> Option<NodeId> {
    let mut pieces = graph.pieces(f, x, PieceLimits { cells: 64 }).ok()?;
    for _ in 0..order {
        let joints = graph.joints(&pieces);
        pieces = graph.derivative_of_pieces(&pieces, &joints);
    }
    Some(graph.expression_of_pieces(&pieces))
}

fn formulas(args: &DiffArgs, mut reading: Reading, wanted: &[Wanted]) -> Result<Outcome, Failure> {
    let mut lines = Vec::new();
    let mut entries = Vec::new();
    for one in wanted {
        let found = derivative(args, &mut reading, one)?;
        let found = reading.graph.conditions_outside(found);
        reading.keep_conditions();
        let simpler = simpler(args, &mut reading, found);
        let shown = if args.simplify { simpler.unwrap_or(found) } else { found };
        let (label, text) = (one.label(&reading.graph), args.show.text(&reading.graph, shown)?);
        let named = |text: String| {
            if wanted.len() == 1 { text } else { format!("{label} = {text}") }
        };
        lines.push(named(text));
        if let Some(simpler) = simpler.filter(|_| !args.simplify) {
            talk::note("simpler", &named(args.show.text(&reading.graph, simpler)?));
        }
        reading.keep_conditions();
        let derivative = args.show.json(&reading.graph, found)?;
        let mut entry = entry(&reading.graph, one, "derivative", derivative);
        add_simpler(args, &reading.graph, &mut entry, simpler)?;
        entries.push(entry);
    }
    Ok(Outcome::answer(lines.join("\n"), document(&reading, entries)))
}

/// A form of the derivative that is easier to read, if one is found; its side conditions are left in the graph.
///
/// Where none was asked for, only small derivatives are looked at, and only forms of the same domain are told.
fn simpler(args: &DiffArgs, reading: &mut Reading, found: NodeId) -> Option<NodeId> {
    let graph = &mut reading.graph;
    if args.simplify {
        let simpler = graph.simplify(found, &SimplifyLimits::default());
        return (simpler != found).then_some(simpler);
    }
    if graph.order(&[found]).len() > SIMPLIFIED_UNASKED {
        return None;
    }
    let limits = SimplifyLimits { trials: 50, ..SimplifyLimits::default() };
    let simpler = graph.simplify(found, &limits);
    let same_domain = graph.take_side_conditions().is_empty();
    (simpler != found && same_domain).then_some(simpler)
}

fn add_simpler(
    args: &DiffArgs,
    graph: &Graph,
    entry: &mut Value,
    simpler: Option<NodeId>,
) -> Result<(), Failure> {
    let simpler = simpler.map(|simpler| args.show.json(graph, simpler)).transpose()?;
    entry["simplified"] = simpler.unwrap_or(Value::Null);
    Ok(())
}

fn entry(graph: &Graph, wanted: &Wanted, key: &str, value: Value) -> Value {
    let mut map = Map::new();
    map.insert("wrt".into(), json!(show::names(graph, &wanted.by)));
    map.insert("label".into(), json!(wanted.label(graph)));
    map.insert(key.into(), value);
    Value::Object(map)
}

fn document(reading: &Reading, entries: Vec<Value>) -> Value {
    let mut json = reading.json("rolle.diff/1");
    json.insert("derivatives".into(), Value::Array(entries));
    Value::Object(json)
}

/// The derivatives at a point.
fn values(
    args: &DiffArgs,
    mut reading: Reading,
    wanted: &[Wanted],
    point: &[(NodeId, NodeId)],
) -> Result<Outcome, Failure> {
    reading.check_conditions(point)?;
    let root = reading.root;
    let there = reading.graph.substitute(root, point);
    if let Some(why) = reading.graph.reason_text(there) {
        let message = format!("the formula has no value there: {why}");
        return Err(rolle::Error::new(rolle::ErrorKind::Domain, message).into());
    }
    let (mut lines, mut entries, mut exit) = (Vec::new(), Vec::new(), Exit::Answer);
    for one in wanted {
        let slope = slope(args, &mut reading, one, point)?;
        if matches!(slope, SlopeAt::Undecided(_)) {
            exit = Exit::Undecided;
        }
        let text = answer::slope_text(&mut reading.graph, &slope, args.digits, args.show)?;
        let label = one.label(&reading.graph);
        tell_decimal(&mut reading.graph, &slope, &text);
        lines.push(if wanted.len() == 1 { text } else { format!("{label} = {text}") });
        let slope = answer::slope_json(&mut reading.graph, &slope, args.show)?;
        entries.push(entry(&reading.graph, one, "at_point", slope));
    }
    let mut json = document(&reading, entries);
    json["at"] = point_json(&reading.graph, point);
    Ok(Outcome::answer(lines.join("\n"), json).exit(exit))
}

fn tell_decimal(graph: &mut Graph, slope: &SlopeAt, text: &str) {
    if let SlopeAt::Value(value) = *slope
        && let Some(decimal) = answer::decimal(graph, value, 15)
        && decimal != text
    {
        talk::note("about", &decimal);
    }
}

/// A derivative at a point: by one variable along its own line, else by the formula.
fn slope(
    args: &DiffArgs,
    reading: &mut Reading,
    wanted: &Wanted,
    point: &[(NodeId, NodeId)],
) -> Result<SlopeAt, Failure> {
    let Some(x) = wanted.single() else {
        let formula = derivative(args, reading, wanted)?;
        let there = reading.graph.substitute(formula, point);
        return Ok(match reading.graph.reason_text(there) {
            None => SlopeAt::Value(there),
            Some(why) => SlopeAt::Undecided(format!(
                "the formula of the derivative has no value there: {why}"
            )),
        });
    };
    let Some(&(_, at)) = point.iter().find(|(symbol, _)| *symbol == x) else {
        let name = show::brief(&reading.graph, x);
        return Err(Failure::usage(format!("--at gives no value for `{name}`"))
            .help(format!("add it, as in `--at {name}=1`")));
    };
    let others: Vec<_> = point.iter().copied().filter(|(symbol, _)| *symbol != x).collect();
    let line = reading.graph.substitute(reading.root, &others);
    Ok(slope_at(&mut reading.graph, line, x, wanted.by.len(), at))
}

/// The derivations, and a last step where `rolle diff` writes what they give in another form.
fn steps(args: &DiffArgs, mut reading: Reading, wanted: &[Wanted]) -> Result<Outcome, Failure> {
    let (mut text, mut entries) = (String::new(), Vec::new());
    for one in wanted {
        let chain = derivations(args, &mut reading, one)?;
        let derived = chain.last().map_or(reading.root, Derivation::output);
        let last = derivative(args, &mut reading, one).unwrap_or(derived);
        reading.keep_conditions();
        for (k, derivation) in chain.iter().enumerate() {
            if chain.len() > 1 || wanted.len() > 1 {
                let order = Wanted { by: one.by[..=k].to_vec() };
                text.push_str(&format!("{}:\n", order.label(&reading.graph)));
            }
            text.push_str(&derivation_text(args, &reading.graph, derivation));
        }
        let form = (last != derived).then(|| NormalForm::new(&reading, derived, last));
        if let Some(form) = &form {
            text.push_str(&form.text(args, &reading.graph));
        }
        text.push_str(&format!(
            "{} = {}\n",
            one.label(&reading.graph),
            args.show.text(&reading.graph, last)?
        ));
        let simpler = simpler(args, &mut reading, last).filter(|_| args.simplify);
        reading.keep_conditions();
        if let Some(simpler) = simpler {
            text.push_str(&format!("simplified: {}\n", args.show.text(&reading.graph, simpler)?));
        }
        let mut entry =
            entry(&reading.graph, one, "derivative", args.show.json(&reading.graph, last)?);
        add_simpler(args, &reading.graph, &mut entry, simpler)?;
        entry["derivations"] =
            chain.iter().map(|d| derivation_json(args, &reading.graph, d)).collect();
        if let (Some(form), Some(list)) = (form, entry["derivations"].as_array_mut())
            && let Some(steps) = list.last_mut().and_then(|d| d["steps"].as_array_mut())
        {
            let number = steps.len() + 1;
            steps.push(form.json(&reading.graph, number));
        }
        entries.push(entry);
    }
    if !args.at.is_empty() {
        talk::diagnostic("warning: `--steps` shows formulas; `--at` is not used");
    }
    Ok(Outcome::answer(text, document(&reading, entries)))
}

/// The step from what a derivation gives to the form that `rolle diff` shows.
struct NormalForm {
    before: NodeId,
    after: NodeId,
    why: &'static str,
}

impl NormalForm {
    const RULE: &str = "normal form";

    fn new(reading: &Reading, before: NodeId, after: NodeId) -> NormalForm {
        let why = match reading.graph.facts(reading.root).has(Facts::KINKED) {
            true => "each branch stands where it is taken, and the joints are decided exactly",
            false => "written in the basis that keeps derivatives of higher order short",
        };
        NormalForm { before, after, why }
    }

    fn text(&self, args: &DiffArgs, graph: &Graph) -> String {
        let printer = Printer::new(args.show.format.notation());
        let [before, after] =
            [self.before, self.after].map(|id| printer.print_brief(graph, id, 2000));
        let (rule, why) = (Self::RULE, self.why);
        match args.show.format {
            Format::Latex => format!("\\textbf{{{rule}}}: {why}.\n\\[{before} = {after}\\]\n"),
            _ => format!("{rule}\n   {before} = {after}\n   {why}\n"),
        }
    }

    fn json(&self, graph: &Graph, number: usize) -> Value {
        let [before, after] = [self.before, self.after].map(|id| show::brief(graph, id));
        json!({
            "number": number, "depth": 0, "rule": Self::RULE, "formula": "", "before": before,
            "literal": after, "after": after, "why": self.why, "conditions": [], "premises": [1],
        })
    }
}

fn derivations(
    args: &DiffArgs,
    reading: &mut Reading,
    wanted: &Wanted,
) -> Result<Vec<Derivation>, Failure> {
    let (mut f, mut chain, mut count) = (reading.root, Vec::new(), 0);
    for &x in &wanted.by {
        let derivation = reading.graph.derivation(f, x);
        f = derivation.output();
        count += derivation.steps.len();
        if count > args.max_steps {
            let message = format!("there are more than {} steps", args.max_steps);
            return Err(Failure::limit(message, "raise the limit with `--max-steps`"));
        }
        chain.push(derivation);
        if f == NodeId::ZERO {
            break;
        }
    }
    Ok(chain)
}

fn derivation_text(args: &DiffArgs, graph: &Graph, derivation: &Derivation) -> String {
    let printer = Printer::new(args.show.format.notation());
    let print = |id| printer.print_brief(graph, id, 2000);
    let limit = args.show.max_output.min(1 << 30) as usize;
    match args.show.format {
        Format::Latex => derivation.to_latex(graph, limit, &print),
        _ => derivation.to_text(graph, limit, &print),
    }
}

fn derivation_json(args: &DiffArgs, graph: &Graph, derivation: &Derivation) -> Value {
    let limit = args.show.max_output.min(1 << 30) as usize;
    let views = (0..derivation.steps.len()).map(|index| {
        let print = |id| show::brief(graph, id);
        derivation.view(graph, index, Notation::Plain, &print).to_json()
    });
    let (mut steps, mut bytes, mut truncated) = (Vec::new(), 0, false);
    for text in views {
        bytes += text.len();
        truncated = bytes > limit;
        if truncated {
            break;
        }
        steps.push(serde_json::from_str::<Value>(&text).unwrap_or(Value::String(text)));
    }
    json!({ "steps": steps, "truncated": truncated })
}
