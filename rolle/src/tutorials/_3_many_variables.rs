//! # Many variables
//!
//! A loss has many parameters. The gradient comes from one sweep backwards through the formula, whatever their
//! number; that is backpropagation.
//!
//! ```
//! use rolle::Scope;
//!
//! let cx = Scope::new();
//! let [a, b] = cx.symbols("a b")[..] else { unreachable!() };
//! let data = [(1, 2), (2, 3), (3, 5)];
//! let errors: Vec<_> = data.iter().map(|&(x, y)| (a * x + b - y).pow(2)).collect();
//! let loss = cx.sum(&errors) / 3;
//! let gradient = loss.gradient(&[a, b]);
//! assert_eq!(gradient[1].expand().unwrap().to_string(), "4*a + 2*b - 20/3");
//! ```
//!
//! Second derivatives are symmetric and usually sparse; only the entries that are not zero by structure are made:
//!
//! ```
//! # use rolle::Scope;
//! # let cx = Scope::new();
//! let xs = cx.symbols("x y z");
//! let f = xs[0].pow(2) * xs[1] + xs[2].exp();
//! let ids: Vec<_> = xs.iter().map(|x| x.id()).collect();
//! let hessian = cx.graph_mut().hessian(f.id(), &ids);
//! assert_eq!(hessian.entries.len(), 3);
//! ```
//!
//! For many evaluations in double precision, make the expressions ready once:
//!
//! ```
//! # use rolle::Scope;
//! use rolle::evaluate::Sampler;
//! # let cx = Scope::new();
//! # let [x, y] = cx.symbols("x y")[..] else { unreachable!() };
//! let f = x * y.sin();
//! let roots = [f.id(), f.diff(x).id(), f.diff(y).id()];
//! let mut sampler = Sampler::new(&cx.graph(), &roots, &[x.id(), y.id()]);
//! assert_eq!(sampler.sample(&[2.0, 0.0]), [0.0, 0.0, 2.0]);
//! ```
