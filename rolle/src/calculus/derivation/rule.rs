//! The rules of differentiation by the names that students know.

use crate::operator::Op;

/// A rule of differentiation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Rule {
    /// What does not change with x has derivative 0.
    Constant,
    /// x′ = 1.
    Variable,
    /// (u + v)′ = u′ + v′.
    Sum,
    /// (c u)′ = c u′.
    ConstantMultiple,
    /// (u v)′ = u′ v + u v′.
    Product,
    /// (u/v)′ = (u′ v − u v′)/v².
    Quotient,
    /// (1/v)′ = −v′/v².
    Reciprocal,
    /// (uⁿ)′ = n uⁿ⁻¹ u′.
    Power,
    /// (aᵘ)′ = aᵘ ln a · u′.
    ExponentialOfBase,
    /// (uᵛ)′ = uᵛ (v′ ln u + v u′/u).
    GeneralPower,
    /// (eᵘ)′ = eᵘ u′.
    Exponential,
    /// The rule of a function of the operator table.
    Function(Op),
    /// Each branch of a piecewise expression, a maximum or a minimum on its own open set.
    Selection,
    /// The formal derivative of an unspecified function.
    Unspecified,
    /// What has no value has no derivative.
    Undefined,
    /// The result of a rule in canonical form.
    Simplification,
}

impl Rule {
    /// The name, in lower case.
    pub fn name(self) -> &'static str {
        match self {
            Rule::Constant => "constant rule",
            Rule::Variable => "variable",
            Rule::Sum => "sum rule",
            Rule::ConstantMultiple => "constant multiple rule",
            Rule::Product => "product rule",
            Rule::Quotient => "quotient rule",
            Rule::Reciprocal => "reciprocal rule",
            Rule::Power => "power rule",
            Rule::ExponentialOfBase => "exponential of another base",
            Rule::GeneralPower => "logarithmic differentiation",
            Rule::Exponential => "exponential rule",
            Rule::Function(op) => op.row().map_or("function", |row| row.name),
            Rule::Selection => "branch by branch",
            Rule::Unspecified => "unspecified function",
            Rule::Undefined => "undefined",
            Rule::Simplification => "simplification",
        }
    }

    /// The rule as a formula in u and v; for a function, its own rule in x.
    pub fn formula(self) -> &'static str {
        match self {
            Rule::Constant => "c' = 0",
            Rule::Variable => "x' = 1",
            Rule::Sum => "(u + v)' = u' + v'",
            Rule::ConstantMultiple => "(c u)' = c u'",
            Rule::Product => "(u v)' = u' v + u v'",
            Rule::Quotient => "(u/v)' = (u' v - u v')/v^2",
            Rule::Reciprocal => "(1/v)' = -v'/v^2",
            Rule::Power => "(u^n)' = n u^(n-1) u'",
            Rule::ExponentialOfBase => "(a^u)' = a^u log(a) u'",
            Rule::GeneralPower => "(u^v)' = u^v (v' log(u) + v u'/u)",
            Rule::Exponential => "(e^x)' = e^x",
            Rule::Function(op) => op.row().map_or("", |row| row.rule),
            Rule::Selection => "(u where a; v where b)' = (u' where a; v' where b)",
            Rule::Unspecified => "f(u)' = f'(u) u'",
            Rule::Undefined | Rule::Simplification => "",
        }
    }

    /// One sentence that says why.
    pub fn reason(self) -> &'static str {
        match self {
            Rule::Constant => "it does not change with the variable",
            Rule::Variable => "the variable changes at the rate of itself",
            Rule::Sum => "a sum is differentiated term by term",
            Rule::ConstantMultiple => "a constant factor stays in front",
            Rule::Product => "each factor is differentiated once while the others stay",
            Rule::Quotient => {
                "the derivative of the numerator times the denominator, less the numerator times the \
                 derivative of the denominator, over the square of the denominator"
            }
            Rule::Reciprocal => "minus the derivative of the denominator over its square",
            Rule::Power => "bring the exponent down as a factor, lower the degree by one",
            Rule::ExponentialOfBase => {
                "write the power as e^(u log a): it is its own derivative up to the factor log a"
            }
            Rule::GeneralPower => {
                "base and exponent both change: write the power as e^(v log u) and differentiate the exponent"
            }
            Rule::Exponential => "the exponential is its own derivative",
            Rule::Function(_) => "the rule of this function",
            Rule::Selection => {
                "differentiate each branch on its open set; the joints are left to the kink analysis"
            }
            Rule::Unspecified => {
                "nothing is known of the function, so its derivative is written formally"
            }
            Rule::Undefined => "it has no value in the real numbers",
            Rule::Simplification => "collect like terms and bring the result into canonical form",
        }
    }
}
