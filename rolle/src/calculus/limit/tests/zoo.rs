//! Activations, losses and schedules at ±∞, and on both sides of their kinks.
//!
//! The limits at ±∞ were checked against 60-digit values of the functions at growing arguments (mpmath); the
//! values at the kinks are those of the frameworks' formulas, to ten digits.

use super::formula::{evaluate, formula};
use super::*;
use std::f64::consts::{FRAC_PI_2, FRAC_PI_4, PI};

/// A formula and the limits of f at −∞ and +∞ and of f′ at −∞ and +∞.
#[rustfmt::skip]
pub(in crate::calculus) const AT_INFINITY: &[(&str, [&str; 4])] = &[
    ("max(x,0)", ["0", "oo", "0", "1"]),
    ("Piecewise((x,x>0),(0,True))", ["0", "oo", "0", "1"]),
    ("(x+abs(x))/2", ["0", "oo", "0", "1"]),
    ("min(max(x,0),6)", ["0", "6", "0", "0"]),
    ("Piecewise((x,x>0.1),(20,True))", ["20", "oo", "0", "1"]),
    ("Piecewise((6,x>=6),(x,x>=1),(0.1*(x-1),True))", ["-oo", "6", "0.1", "0"]),
    ("Piecewise((x,x>=0),(0.01*x,True))", ["-oo", "oo", "0.01", "1"]),
    ("Piecewise((x,x>=0),(0.25*x,True))", ["-oo", "oo", "0.25", "1"]),
    ("Piecewise((x,x>=0),(((1/8)+(1/3))/2*x,True))", ["-oo", "oo", "11/48", "1"]),
    ("min(max(x,-1),1)", ["-1", "1", "0", "0"]),
    ("min(max(x+3,0),6)/6", ["0", "1", "0", "0"]),
    ("x*min(max(x+3,0),6)/6", ["0", "oo", "0", "1"]),
    ("x*min(max(x+2,0),2)/2", ["0", "oo", "0", "1"]),
    ("Piecewise((x,abs(x)>0.5),(0,True))", ["-oo", "oo", "1", "1"]),
    ("Piecewise((x-0.5,x>0.5),(x+0.5,x<-0.5),(0,True))", ["-oo", "oo", "1", "1"]),
    ("1/(1+exp(-x))", ["0", "1", "0", "0"]),
    ("tanh(x)", ["-1", "1", "0", "0"]),
    ("-log(1+exp(-x))", ["-oo", "0", "1", "0"]),
    ("x/(1+exp(-x))", ["0", "oo", "0", "1"]),
    ("x/(1+exp(-1*x))", ["0", "oo", "0", "1"]),
    ("x*tanh(log(1+exp(x)))", ["0", "oo", "0", "1"]),
    ("Piecewise((x,x>0),(1*(exp(x)-1),True))", ["-1", "oo", "0", "1"]),
    ("Piecewise((x,x>0),(0.5*(exp(x)-1),True))", ["-0.5", "oo", "0", "1"]),
    ("max(x,0)+min(0,1*(exp(x/1)-1))", ["-1", "oo", "0", "1"]),
    ("max(x,0)+min(0,2*(exp(x/2)-1))", ["-2", "oo", "0", "1"]),
    ("1.050700987355480*Piecewise((x,x>0),(1.673263242354377*(exp(x)-1),True))", ["-1.050700987355480*1.673263242354377", "oo", "0", "1.050700987355480"]),
    ("x*(1+erf(x/sqrt(2)))/2", ["0", "oo", "0", "1"]),
    ("x*(1+tanh(sqrt(2/pi)*(x+0.044715*x^3)))/2", ["0", "oo", "0", "1"]),
    ("x/(1+exp(-1.702*x))", ["0", "oo", "0", "1"]),
    ("min(max(x*(1+erf(x/sqrt(2)))/2,-10),10)", ["0", "10", "0", "0"]),
    ("Piecewise((x,1*x>20),(log(1+exp(1*x))/1,True))", ["0", "oo", "0", "1"]),
    ("log(1+exp(x))", ["0", "oo", "0", "1"]),
    ("x/(1+abs(x))", ["-1", "1", "0", "0"]),
    ("x-tanh(x)", ["-oo", "oo", "1", "1"]),
    ("exp(x)", ["0", "oo", "0", "oo"]),
    ("x", ["-oo", "oo", "1", "1"]),
    ("(x+sqrt(x^2+4))/2", ["0", "oo", "0", "1"]),
    ("Piecewise((0,x<=-1),(x,x>=1),((x+1)^2/4,True))", ["0", "oo", "0", "1"]),
    ("min(max((x+1)/2,0),1)", ["0", "1", "0", "0"]),
    ("log(1-exp(-x))", ["outside", "0", "-1", "0"]),
    ("max(x,0)^2", ["0", "oo", "0", "oo"]),
    ("0.8944271909999159*max(x,0)^2+(-0.4472135954999579)", ["-0.4472135954999579", "oo", "0", "oo"]),
    ("Piecewise((0.8*x^2+0.5*x,x>0),(0.8*(exp(x)-1)-0.8*x+0.5*x,True))", ["oo", "oo", "-0.3", "oo"]),
    ("x+sin(1*x)^2/1", ["-oo", "oo", "oscillates", "oscillates"]),
    ("x*tanh(exp(x))", ["0", "oo", "0", "1"]),
    ("((1+0.25)*x+(1-0.25)*x*erf(1000000*(1-0.25)*x))/2", ["-oo", "oo", "0.25", "1"]),
    ("(1-0)*x/(1+exp(-1*(1-0)*x))+0*x", ["0", "oo", "0", "1"]),
    ("x*erf(log(1+exp(x)))", ["0", "oo", "0", "1"]),
    ("x*log(1+1/(1+exp(-x)))", ["0", "oo", "0", "log(2)"]),
    ("x*tanh(log(1+1/(1+exp(-x))))", ["0", "oo", "0", "0.6"]),
    ("x*tanh(x*(1+erf(x/sqrt(2)))/2)", ["0", "oo", "0", "1"]),
    ("x*exp(-exp(-x))", ["0", "oo", "0", "1"]),
    ("1.375*x/(1+exp(-x))", ["0", "oo", "0", "1.375"]),
    ("Piecewise((x/(1+exp(-x)),x>=0),((exp(x)-1)/(1+exp(-x)),True))", ["0", "oo", "0", "1"]),
    ("x*tanh(x)", ["oo", "oo", "-1", "1"]),
    ("x/sqrt(1+1*x^2)", ["-1", "1", "0", "0"]),
    ("Piecewise((x,x>=0),(x/sqrt(1+1*x^2),True))", ["-1", "oo", "0", "1"]),
    ("(sqrt(x^2+1)-1)/2+x", ["-oo", "oo", "0.5", "1.5"]),
    ("atan(x)", ["-pi/2", "pi/2", "0", "0"]),
    ("1.7159*tanh(2*x/3)", ["-1.7159", "1.7159", "0", "0"]),
    ("exp(-x^2)", ["0", "0", "0", "0"]),
    ("sin(30*x)", ["oscillates", "oscillates", "oscillates", "oscillates"]),
    ("Piecewise((1,x==0),(sin(x)/x,True))", ["0", "0", "0", "0"]),
    ("(1+erf((x-0.707107)/(0.282095*sqrt(2))))/2", ["0", "1", "0", "0"]),
    ("sqrt(log(1+exp(x)))", ["0", "oo", "0", "0"]),
    ("30*tanh(x/30)", ["-30", "30", "0", "0"]),
    ("1*tanh(0.5*x)+0", ["-1", "1", "0", "0"]),
    ("1*erf(0.5*x+0)+0", ["-1", "1", "0", "0"]),
    ("sign(x)*log(1+abs(x))", ["-oo", "oo", "0", "0"]),
    ("sign(x)*(exp(abs(x))-1)", ["-oo", "oo", "oo", "oo"]),
    ("sign(x)*sqrt(abs(x))", ["-oo", "oo", "0", "0"]),
    ("Piecewise((1+1*(x-1),x>=1),(x,x>0),(0+0*(x-0),True))", ["0", "oo", "0", "1"]),
    ("Piecewise((1/1*x,x>=0),(1*(exp(x/1)-1),True))", ["-1", "oo", "0", "1"]),
    ("log(1*max(x,0)+1)", ["0", "oo", "0", "0"]),
    ("Piecewise((1,x>2),(x-x^2/4,x>=0),(x+x^2/4,x>=-2),(-1,True))", ["-1", "1", "0", "0"]),
    ("log((1+exp(1*x))/(1+exp(1*(x-1))))/1", ["0", "1", "0", "0"]),
    ("(1+exp(-2*x))^(-1.5)", ["0", "1", "0", "0"]),
    ("x/(1-x*exp(-(x+exp(x))))", ["0", "oo", "0", "1"]),
    ("(0.02979246+0.61837738*x+2.32335207*x^2+3.05202660*x^3+1.48548002*x^4+0.25103717*x^5)/(1+abs(1.14201226*x+4.39322834*x^2+0.87154450*x^3+0.34720652*x^4))", ["-oo", "oo", "25103717/34720652", "25103717/34720652"]),
    ("Piecewise((1,x>0),(0,True))", ["0", "1", "0", "0"]),
    ("sign(x)", ["-1", "1", "0", "0"]),
    ("round(x)", ["-oo", "oo", "0", "0"]),
    ("abs(x)", ["oo", "oo", "-1", "1"]),
    ("sqrt(x)", ["outside", "oo", "outside", "0"]),
    ("sqrt(x^2)", ["oo", "oo", "-1", "1"]),
    ("x^1.5", ["outside", "oo", "outside", "oo"]),
    ("Piecewise((0,x==0),(x*log(x),True))", ["outside", "oo", "outside", "oo"]),
    ("x*log(x)", ["outside", "oo", "outside", "oo"]),
    ("-x*log(x)", ["outside", "-oo", "outside", "-oo"]),
    ("acos(x)", ["outside", "outside", "outside", "outside"]),
    ("asin(x)", ["outside", "outside", "outside", "outside"]),
    ("floor(x)", ["-oo", "oo", "0", "0"]),
    ("min(x,-x)", ["-oo", "-oo", "1", "-1"]),
    ("max(x,2*x)", ["-oo", "oo", "1", "2"]),
    ("atan2(x,x)", ["-3*pi/4", "pi/4", "0", "0"]),
    ("x^0", ["1", "1", "0", "0"]),
    ("log(exp(x)+exp(-x))", ["oo", "oo", "-1", "1"]),
    ("x*0*3", ["0", "0", "0", "0"]),
    ("abs(x-0)", ["oo", "oo", "-1", "1"]),
    ("(x-0)^2", ["oo", "oo", "-oo", "oo"]),
    ("Piecewise(((x-0)^2/(2*1),abs(x-0)<1),(abs(x-0)-1/2,True))", ["oo", "oo", "-1", "1"]),
    ("Piecewise(((x-0)^2/2,abs(x-0)<=1),(1*(abs(x-0)-1/2),True))", ["oo", "oo", "-1", "1"]),
    ("log(cosh(x-0))", ["oo", "oo", "-1", "1"]),
    ("sqrt((x-0)^2+0.001^2)", ["oo", "oo", "-1", "1"]),
    ("max(0.9*(0-x),(0.9-1)*(0-x))", ["oo", "oo", "-0.9", "0.1"]),
    ("max(x,0)-x*1+log(1+exp(-abs(x)))", ["oo", "0", "-1", "0"]),
    ("-(1*log(x)+(1-1)*log(1-x))", ["outside", "-oo", "0", "0"]),
    ("exp(x)-1*x", ["oo", "oo", "-1", "oo"]),
    ("0.5*(log(0.5)-x)", ["oo", "-oo", "-0.5", "-0.5"]),
    ("max(0,1-1*x)", ["oo", "0", "-1", "0"]),
    ("max(0,1-1*x)^2", ["oo", "0", "-oo", "0"]),
    ("Piecewise((x,(-1)==1),(max(0,1-x),True))", ["oo", "0", "-1", "0"]),
    ("log(1+exp(-1*x))", ["oo", "0", "-1", "0"]),
    ("-log(sigmoid(0.1*x))", ["oo", "0", "-0.1", "0"]),
    ("-min(exp(x)*1,min(max(exp(x),1-0.2),1+0.2)*1)", ["0", "-1.2", "0", "0"]),
    ("Piecewise((10*log(1+abs(x)/2),abs(x)<10),(abs(x)-(10-10*log(1+10/2)),True))", ["oo", "oo", "-1", "1"]),
    ("abs(1-2)/1*(((x/1)^2/abs(1-2)+1)^(1/2)-1)", ["oo", "oo", "-1", "1"]),
    ("-1*exp(x*(1-1.5))/(1-1.5)+exp(x*(2-1.5))/(2-1.5)", ["oo", "oo", "-oo", "oo"]),
    ("(log(1+x)-log(1+1))^2", ["outside", "oo", "outside", "0"]),
    ("100*abs((1-x)/max(abs(1),0.0000001))", ["oo", "oo", "-100", "100"]),
    ("0+(1-0)*(1+cos(pi*x/100))/2", ["oscillates", "oscillates", "oscillates", "oscillates"]),
    ("1*((1/3)+(1-(1/3))*min(x/5,1))", ["-oo", "1", "2/15", "0"]),
    ("1*(1-min(x,5)/5)^1", ["oo", "0", "-0.2", "0"]),
    ("1*0.9^x", ["oo", "0", "-oo", "0"]),
    ("1*0.1^floor(x/30)", ["oo", "0", "0", "0"]),
];

/// A formula, a point, and f, f′ and f″ from the left and from the right of it.
#[rustfmt::skip]
const AT_KINKS: &[(&str, &str, [f64; 6])] = &[
    ("max(x,0)", "0", [0.0, 0.0, 0.0, 1.0, 0.0, 0.0]),
    ("Piecewise((x,x>0),(0,True))", "0", [0.0, 0.0, 0.0, 1.0, 0.0, 0.0]),
    ("(x+abs(x))/2", "0", [0.0, 0.0, 0.0, 1.0, 0.0, 0.0]),
    ("min(max(x,0),6)", "0", [0.0, 0.0, 0.0, 1.0, 0.0, 0.0]),
    ("min(max(x,0),6)", "6", [6.0, 6.0, 1.0, 0.0, 0.0, 0.0]),
    ("Piecewise((x,x>0.1),(20,True))", "0.1", [20.0, 0.1, 0.0, 1.0, 0.0, 0.0]),
    ("Piecewise((6,x>=6),(x,x>=1),(0.1*(x-1),True))", "1", [0.0, 1.0, 0.1, 1.0, 0.0, 0.0]),
    ("Piecewise((6,x>=6),(x,x>=1),(0.1*(x-1),True))", "6", [6.0, 6.0, 1.0, 0.0, 0.0, 0.0]),
    ("Piecewise((x,x>=0),(0.01*x,True))", "0", [0.0, 0.0, 0.01, 1.0, 0.0, 0.0]),
    ("Piecewise((x,x>=0),(0.25*x,True))", "0", [0.0, 0.0, 0.25, 1.0, 0.0, 0.0]),
    ("Piecewise((x,x>=0),(((1/8)+(1/3))/2*x,True))", "0", [0.0, 0.0, 0.2291666667, 1.0, 0.0, 0.0]),
    ("min(max(x,-1),1)", "-1", [-1.0, -1.0, 0.0, 1.0, 0.0, 0.0]),
    ("min(max(x,-1),1)", "1", [1.0, 1.0, 1.0, 0.0, 0.0, 0.0]),
    ("min(max(x+3,0),6)/6", "-3", [0.0, 0.0, 0.0, 0.1666666667, 0.0, 0.0]),
    ("min(max(x+3,0),6)/6", "3", [1.0, 1.0, 0.1666666667, 0.0, 0.0, 0.0]),
    ("x*min(max(x+3,0),6)/6", "-3", [0.0, 0.0, 0.0, -0.5, 0.0, 0.3333333333]),
    ("x*min(max(x+3,0),6)/6", "3", [3.0, 3.0, 1.5, 1.0, 0.3333333333, 0.0]),
    ("x*min(max(x+2,0),2)/2", "-2", [0.0, 0.0, 0.0, -1.0, 0.0, 1.0]),
    ("x*min(max(x+2,0),2)/2", "0", [0.0, 0.0, 1.0, 1.0, 1.0, 0.0]),
    ("Piecewise((x,abs(x)>0.5),(0,True))", "-0.5", [-0.5, 0.0, 1.0, 0.0, 0.0, 0.0]),
    ("Piecewise((x,abs(x)>0.5),(0,True))", "0.5", [0.0, 0.5, 0.0, 1.0, 0.0, 0.0]),
    ("Piecewise((x-0.5,x>0.5),(x+0.5,x<-0.5),(0,True))", "-0.5", [0.0, 0.0, 1.0, 0.0, 0.0, 0.0]),
    ("Piecewise((x-0.5,x>0.5),(x+0.5,x<-0.5),(0,True))", "0.5", [0.0, 0.0, 0.0, 1.0, 0.0, 0.0]),
    ("Piecewise((x,x>0),(1*(exp(x)-1),True))", "0", [0.0, 0.0, 1.0, 1.0, 1.0, 0.0]),
    ("Piecewise((x,x>0),(0.5*(exp(x)-1),True))", "0", [0.0, 0.0, 0.5, 1.0, 0.5, 0.0]),
    ("max(x,0)+min(0,1*(exp(x/1)-1))", "0", [0.0, 0.0, 1.0, 1.0, 1.0, 0.0]),
    ("max(x,0)+min(0,2*(exp(x/2)-1))", "0", [0.0, 0.0, 1.0, 1.0, 0.5, 0.0]),
    ("1.050700987355480*Piecewise((x,x>0),(1.673263242354377*(exp(x)-1),True))", "0", [0.0, 0.0, 1.758099341, 1.050700987, 1.758099341, 0.0]),
    ("Piecewise((x,1*x>20),(log(1+exp(1*x))/1,True))", "20", [20.0, 20.0, 0.9999999979, 1.0, 2.061153614e-09, 0.0]),
    ("x/(1+abs(x))", "0", [0.0, 0.0, 1.0, 1.0, 2.0, -2.0]),
    ("Piecewise((0,x<=-1),(x,x>=1),((x+1)^2/4,True))", "-1", [0.0, 0.0, 0.0, 0.0, 0.0, 0.5]),
    ("Piecewise((0,x<=-1),(x,x>=1),((x+1)^2/4,True))", "1", [1.0, 1.0, 1.0, 1.0, 0.5, 0.0]),
    ("min(max((x+1)/2,0),1)", "-1", [0.0, 0.0, 0.0, 0.5, 0.0, 0.0]),
    ("min(max((x+1)/2,0),1)", "1", [1.0, 1.0, 0.5, 0.0, 0.0, 0.0]),
    ("max(x,0)^2", "0", [0.0, 0.0, 0.0, 0.0, 0.0, 2.0]),
    ("0.8944271909999159*max(x,0)^2+(-0.4472135954999579)", "0", [-0.4472135955, -0.4472135955, 0.0, 0.0, 0.0, 1.788854382]),
    ("Piecewise((0.8*x^2+0.5*x,x>0),(0.8*(exp(x)-1)-0.8*x+0.5*x,True))", "0", [0.0, 0.0, 0.5, 0.5, 0.8, 1.6]),
    ("Piecewise((x/(1+exp(-x)),x>=0),((exp(x)-1)/(1+exp(-x)),True))", "0", [0.0, 0.0, 0.5, 0.5, 1.0, 0.5]),
    ("Piecewise((x,x>=0),(x/sqrt(1+1*x^2),True))", "0", [0.0, 0.0, 1.0, 1.0, 0.0, 0.0]),
    ("sign(x)*log(1+abs(x))", "0", [0.0, 0.0, 1.0, 1.0, 1.0, -1.0]),
    ("sign(x)*(exp(abs(x))-1)", "0", [0.0, 0.0, 1.0, 1.0, -1.0, 1.0]),
    ("sign(x)*sqrt(abs(x))", "0", [0.0, 0.0, f64::INFINITY, f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY]),
    ("Piecewise((1+1*(x-1),x>=1),(x,x>0),(0+0*(x-0),True))", "0", [0.0, 0.0, 0.0, 1.0, 0.0, 0.0]),
    ("Piecewise((1+1*(x-1),x>=1),(x,x>0),(0+0*(x-0),True))", "1", [1.0, 1.0, 1.0, 1.0, 0.0, 0.0]),
    ("Piecewise((1/1*x,x>=0),(1*(exp(x/1)-1),True))", "0", [0.0, 0.0, 1.0, 1.0, 1.0, 0.0]),
    ("log(1*max(x,0)+1)", "0", [0.0, 0.0, 0.0, 1.0, 0.0, -1.0]),
    ("Piecewise((1,x>2),(x-x^2/4,x>=0),(x+x^2/4,x>=-2),(-1,True))", "-2", [-1.0, -1.0, 0.0, 0.0, 0.0, 0.5]),
    ("Piecewise((1,x>2),(x-x^2/4,x>=0),(x+x^2/4,x>=-2),(-1,True))", "0", [0.0, 0.0, 1.0, 1.0, 0.5, -0.5]),
    ("Piecewise((1,x>2),(x-x^2/4,x>=0),(x+x^2/4,x>=-2),(-1,True))", "2", [1.0, 1.0, 0.0, 0.0, -0.5, 0.0]),
    ("abs(x)", "0", [0.0, 0.0, -1.0, 1.0, 0.0, 0.0]),
    ("sign(x)", "0", [-1.0, 1.0, 0.0, 0.0, 0.0, 0.0]),
    ("sqrt(x)", "0", [f64::NAN, 0.0, f64::NAN, f64::INFINITY, f64::NAN, f64::NEG_INFINITY]),
    ("sqrt(x^2)", "0", [0.0, 0.0, -1.0, 1.0, 0.0, 0.0]),
    ("x^1.5", "0", [f64::NAN, 0.0, f64::NAN, 0.0, f64::NAN, f64::INFINITY]),
    ("Piecewise((0,x==0),(x*log(x),True))", "0", [f64::NAN, 0.0, f64::NAN, f64::NEG_INFINITY, f64::NAN, f64::INFINITY]),
    ("x*log(x)", "0", [f64::NAN, 0.0, f64::NAN, f64::NEG_INFINITY, f64::NAN, f64::INFINITY]),
    ("-x*log(x)", "0", [f64::NAN, 0.0, f64::NAN, f64::INFINITY, f64::NAN, f64::NEG_INFINITY]),
    ("acos(x)", "-1", [f64::NAN, PI, f64::NAN, f64::NEG_INFINITY, f64::NAN, f64::INFINITY]),
    ("acos(x)", "1", [0.0, f64::NAN, f64::NEG_INFINITY, f64::NAN, f64::NEG_INFINITY, f64::NAN]),
    ("asin(x)", "-1", [f64::NAN, -FRAC_PI_2, f64::NAN, f64::INFINITY, f64::NAN, f64::NEG_INFINITY]),
    ("asin(x)", "1", [FRAC_PI_2, f64::NAN, f64::INFINITY, f64::NAN, f64::INFINITY, f64::NAN]),
    ("floor(x)", "0", [-1.0, 0.0, 0.0, 0.0, 0.0, 0.0]),
    ("round(x)", "0.5", [0.0, 1.0, 0.0, 0.0, 0.0, 0.0]),
    ("min(x,-x)", "0", [0.0, 0.0, 1.0, -1.0, 0.0, 0.0]),
    ("max(x,2*x)", "0", [0.0, 0.0, 1.0, 2.0, 0.0, 0.0]),
    ("atan2(x,x)", "0", [-2.35619449, FRAC_PI_4, 0.0, 0.0, 0.0, 0.0]),
    ("abs(x-0)", "0", [0.0, 0.0, -1.0, 1.0, 0.0, 0.0]),
    ("Piecewise(((x-0)^2/(2*1),abs(x-0)<1),(abs(x-0)-1/2,True))", "-1", [0.5, 0.5, -1.0, -1.0, 0.0, 1.0]),
    ("Piecewise(((x-0)^2/(2*1),abs(x-0)<1),(abs(x-0)-1/2,True))", "1", [0.5, 0.5, 1.0, 1.0, 1.0, 0.0]),
    ("Piecewise(((x-0)^2/2,abs(x-0)<=1),(1*(abs(x-0)-1/2),True))", "-1", [0.5, 0.5, -1.0, -1.0, 0.0, 1.0]),
    ("Piecewise(((x-0)^2/2,abs(x-0)<=1),(1*(abs(x-0)-1/2),True))", "1", [0.5, 0.5, 1.0, 1.0, 1.0, 0.0]),
    ("max(0.9*(0-x),(0.9-1)*(0-x))", "0", [0.0, 0.0, -0.9, 0.1, 0.0, 0.0]),
    ("-(1*log(x)+(1-1)*log(1-x))", "0", [f64::NAN, f64::INFINITY, f64::NAN, f64::NEG_INFINITY, f64::NAN, f64::INFINITY]),
    ("-(1*log(x)+(1-1)*log(1-x))", "1", [0.0, f64::NAN, -1.0, f64::NAN, 1.0, f64::NAN]),
    ("max(0,1-1*x)", "1", [0.0, 0.0, -1.0, 0.0, 0.0, 0.0]),
    ("max(0,1-1*x)^2", "1", [0.0, 0.0, 0.0, 0.0, 2.0, 0.0]),
    ("Piecewise((x,(-1)==1),(max(0,1-x),True))", "1", [0.0, 0.0, -1.0, 0.0, 0.0, 0.0]),
    ("-min(exp(x)*1,min(max(exp(x),1-0.2),1+0.2)*1)", "log(6/5)", [-1.2, -1.2, -1.2, 0.0, -1.2, 0.0]),
    ("Piecewise((10*log(1+abs(x)/2),abs(x)<10),(abs(x)-(10-10*log(1+10/2)),True))", "-10", [17.91759469, 17.91759469, -1.0, -0.8333333333, 0.0, -0.06944444444]),
    ("Piecewise((10*log(1+abs(x)/2),abs(x)<10),(abs(x)-(10-10*log(1+10/2)),True))", "0", [0.0, 0.0, -5.0, 5.0, -2.5, -2.5]),
    ("Piecewise((10*log(1+abs(x)/2),abs(x)<10),(abs(x)-(10-10*log(1+10/2)),True))", "10", [17.91759469, 17.91759469, 0.8333333333, 1.0, -0.06944444444, 0.0]),
];

#[test]
fn functions_at_infinity() {
    let mut rows = Vec::new();
    for (f, limits) in AT_INFINITY {
        let slope = format!("diff({f}, x)");
        rows.push((f.to_string(), "-oo", limits[0]));
        rows.push((f.to_string(), "oo", limits[1]));
        rows.push((slope.clone(), "-oo", limits[2]));
        rows.push((slope, "oo", limits[3]));
    }
    let table: Vec<(&str, &str, &str)> =
        rows.iter().map(|(f, at, want)| (&**f, *at, *want)).collect();
    check_table(&table);
}

#[test]
fn functions_on_both_sides_of_their_kinks() {
    let mut failures = Vec::new();
    for (function, at, wanted) in AT_KINKS {
        let mut g = Graph::new();
        let x = g.symbol("x");
        let point = formula(&mut g, at);
        let mut f = formula(&mut g, function);
        for (order, pair) in wanted.chunks_exact(2).enumerate() {
            for (approach, want) in
                [Approach::left(point), Approach::right(point)].into_iter().zip(pair)
            {
                let found = g.limit(f, x, approach);
                let close = match &found {
                    Limit::Finite(id) => {
                        let value = evaluate(&g, *id, NodeId::ZERO, 0.0);
                        (value - want).abs() <= 1e-8 * want.abs().max(1.0)
                    }
                    Limit::PlusInfinity => *want == f64::INFINITY,
                    Limit::MinusInfinity => *want == f64::NEG_INFINITY,
                    _ => false,
                };
                // NaN: outside the domain, or not stated.
                if !close && !want.is_nan() {
                    failures.push(format!(
                        "{function}, derivative {order} at {at}: want {want}, got {found:?}"
                    ));
                }
            }
            f = g.derivative(f, x);
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
