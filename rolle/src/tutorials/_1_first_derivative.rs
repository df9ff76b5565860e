//! # Your first derivative
//!
//! Deep learning is optimization, and the derivative is its compass: where f′ > 0 the function rises, where
//! f′ < 0 it falls. A formula lives in a [`Scope`](crate::Scope); its parts are [`Expr`](crate::Expr) handles,
//! small and `Copy`, that combine with the usual operators.
//!
//! ```
//! use rolle::Scope;
//!
//! let cx = Scope::new();
//! let x = cx.symbol("x");
//! let f = x.pow(3) - 3 * x;
//! assert_eq!(f.diff(x).to_string(), "3*x^2 - 3");
//! ```
//!
//! Equal formulas are equal values, in constant time, however they were written:
//!
//! ```
//! # let cx = rolle::Scope::new();
//! # let x = cx.symbol("x");
//! assert_eq!(x * x.sigmoid(), x.sigmoid() * x);
//! assert_eq!(x + x, 2 * x);
//! ```
//!
//! Numbers are exact. A decimal is read as it is written, never as the nearest double:
//!
//! ```
//! # let cx = rolle::Scope::new();
//! # let x = cx.symbol("x");
//! assert_eq!(0.044715 * x, cx.rational(8943, 200_000) * x);
//! ```
//!
//! The derivative reuses the value of the function where the mathematics does: σ′ = σ(1 − σ).
//!
//! ```
//! # let cx = rolle::Scope::new();
//! # let x = cx.symbol("x");
//! let s = x.sigmoid();
//! assert_eq!(s.diff(x), s * (1 - s));
//! ```
//!
//! Higher derivatives stay small when they are taken in the function's own basis:
//!
//! ```
//! # let cx = rolle::Scope::new();
//! # let x = cx.symbol("x");
//! let f = x * x.sigmoid();
//! let tenth = cx.graph_mut().nth_derivative(f.id(), x.id(), 10).unwrap();
//! assert!(cx.graph().shared_size(&[tenth]) < 80);
//! ```
