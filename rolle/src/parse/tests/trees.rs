//! Texts and their trees.

use super::{check, check_warned};

#[test]
fn numbers() {
    check(&[
        ("0", "0"),
        ("42", "42"),
        ("0.1", "1/10"),
        (".5", "1/2"),
        ("5.", "5"),
        ("1_000", "1000"),
        ("1e-3", "1/1000"),
        ("1.5E+2", "150"),
        ("2e", "(* 2 e)"),
        ("2e-x", "(+ (* 2 e) (- x))"),
        ("2e^x", "(* 2 (^ e x))"),
        ("2e3x", "(* 2000 x)"),
        ("1.0f", "1"),
        ("½x", "(* 1/2 x)"),
        ("12345678901234567890123", "12345678901234567890123"),
        ("１２＋３", "(+ 12 3)"),
        ("𝟑𝑥", "(* 3 x)"),
    ]);
}

#[test]
fn precedence() {
    check(&[
        ("1+2*3", "(+ 1 (* 2 3))"),
        ("a-b-c", "(+ a (- b) (- c))"),
        ("a/b/c", "(* a (/ b) (/ c))"),
        ("a*b/c*d", "(* a b (/ c) d)"),
        ("a-(b-c)", "(+ a (- (+ b (- c))))"),
        ("-x^2", "(neg (^ x 2))"),
        ("(-x)^2", "(^ (neg x) 2)"),
        ("x^-2", "(^ x (neg 2))"),
        ("2^-x", "(^ 2 (neg x))"),
        ("2^-x^2", "(^ 2 (neg (^ x 2)))"),
        ("a^b^c", "(^ a (^ b c))"),
        ("a**b**c", "(^ a (^ b c))"),
        ("(a^b)^c", "(^ (^ a b) c)"),
        ("a*-b+c", "(+ (* a (neg b)) c)"),
        ("2^-x*y", "(* (^ 2 (neg x)) y)"),
        ("--x", "(neg (neg x))"),
        ("+x", "x"),
        ("a - -b", "(+ a (- (neg b)))"),
        ("-2x", "(* (neg 2) x)"),
        ("a+b*c^d", "(+ a (* b (^ c d)))"),
        ("x!", "(factorial x)"),
        ("-x!", "(neg (factorial x))"),
        ("x^2!", "(^ x (factorial 2))"),
        ("(x+1)!", "(factorial (+ x 1))"),
        ("((x))", "x"),
        ("[a+b]*c", "(* (+ a b) c)"),
        ("e^{-x}", "(^ e (neg x))"),
        ("1/(1+e^{-x})", "(* 1 (/ (+ 1 (^ e (neg x)))))"),
        ("x_{1}+x₁+x_1", "(+ x_1 x_1 x_1)"),
    ]);
}

#[test]
fn products_without_a_sign() {
    check(&[
        ("2x", "(* 2 x)"),
        ("2 x y", "(* 2 x y)"),
        ("2x^2", "(* 2 (^ x 2))"),
        ("x(1+x)", "(* x (+ 1 x))"),
        ("x (1+x)", "(* x (+ 1 x))"),
        ("(a+b)(c+d)", "(* (+ a b) (+ c d))"),
        ("2π r", "(* 2 pi r)"),
        ("2πr", "(* 2 pi r)"),
        ("βx", "(* beta x)"),
        ("2 sin x", "(* 2 (sin x))"),
        ("2 sin x cos x", "(* 2 (sin x) (cos x))"),
        ("x sin x", "(* x (sin x))"),
        ("3(x+1)^2", "(* 3 (^ (+ x 1) 2))"),
        ("2x/3", "(* 2 x (/ 3))"),
        ("2|x|", "(* 2 (abs x))"),
        ("x^2 y", "(* (^ x 2) y)"),
        ("alpha(x+1)", "(* alpha (+ x 1))"),
        ("w1(x+b1)", "(* w1 (+ x b1))"),
        ("γ(x-μ)", "(* gamma (+ x (- mu)))"),
        ("2²", "(^ 2 2)"),
    ]);
}

#[test]
fn unicode() {
    check(&[
        ("x²", "(^ x 2)"),
        ("x⁻¹", "(^ x (neg 1))"),
        ("x¹²", "(^ x 12)"),
        ("e⁻ˣ", "(^ e (neg x))"),
        ("e²ˣ", "(^ e (* 2 x))"),
        ("xⁿ", "(^ x n)"),
        ("x²ⁿ⁺¹", "(^ x (+ (* 2 n) 1))"),
        ("xᵃ⁻ᵇ", "(^ x (+ a (- b)))"),
        ("-x²", "(neg (^ x 2))"),
        ("2x²y", "(* 2 (^ x 2) y)"),
        ("√x", "(sqrt x)"),
        ("√(x+1)", "(sqrt (+ x 1))"),
        ("√(x)^2", "(^ (sqrt x) 2)"),
        ("∛x", "(cbrt x)"),
        ("∜x", "(root x 4)"),
        ("√√x", "(sqrt (sqrt x))"),
        ("⁵√(x+1)", "(root (+ x 1) 5)"),
        ("⁵√x", "(root x 5)"),
        ("ψ⁽²⁾(x)", "(polygamma 2 x)"),
        ("2√3", "(* 2 (sqrt 3))"),
        ("2×x", "(* 2 x)"),
        ("2·x", "(* 2 x)"),
        ("x÷2", "(* x (/ 2))"),
        ("x−1", "(+ x (- 1))"),
        ("x–1", "(+ x (- 1))"),
        ("π", "pi"),
        ("σ(x)", "(sigmoid x)"),
        ("σ", "sigma"),
        ("2σ", "(* 2 sigma)"),
        ("Φ(x)", "(normcdf x)"),
        ("xΦ(x)", "(* x (normcdf x))"),
        ("Γ(x)", "(gamma x)"),
        ("α+alpha", "(+ alpha alpha)"),
        ("σ_w^2", "(^ sigma_w 2)"),
        ("⌊x⌋", "(floor x)"),
        ("⌈x/2⌉", "(ceil (* x (/ 2)))"),
        ("x\u{a0}+\u{2009}1", "(+ x 1)"),
        ("\u{feff}x", "x"),
        ("e\u{301}+1", "(+ e\u{301} 1)"),
        ("đ^2", "(^ đ 2)"),
        ("Δx/2", "(* Deltax (/ 2))"),
    ]);
}

#[test]
fn functions() {
    check(&[
        ("sin x", "(sin x)"),
        ("sin(x)", "(sin x)"),
        ("sin 2x", "(sin (* 2 x))"),
        ("sin 2πx", "(sin (* 2 pi x))"),
        ("sin -x", "(sin (neg x))"),
        ("sin x^2", "(sin (^ x 2))"),
        ("sin x²", "(sin (^ x 2))"),
        ("sin(x)^2", "(^ (sin x) 2)"),
        ("sin^2 x", "(^ (sin x) 2)"),
        ("sin^2(x)", "(^ (sin x) 2)"),
        ("sin² x", "(^ (sin x) 2)"),
        ("sin²x+cos²x", "(+ (^ (sin x) 2) (^ (cos x) 2))"),
        ("sin^-2 x", "(^ (sin x) (neg 2))"),
        ("sin^(n+1) x", "(^ (sin x) (+ n 1))"),
        ("sin x * y", "(* (sin x) y)"),
        ("sin x + 1", "(+ (sin x) 1)"),
        ("sin x / 2", "(* (sin x) (/ 2))"),
        ("sin cos x", "(sin (cos x))"),
        ("sin |x|", "(sin (abs x))"),
        ("2^sin x", "(^ 2 (sin x))"),
        ("-sin x", "(neg (sin x))"),
        ("ln x", "(log x)"),
        ("log(x, 2)", "(log x 2)"),
        ("log_2(x)", "(log x 2)"),
        ("log₂(x)", "(log x 2)"),
        ("log_2 x", "(log x 2)"),
        ("log_b(x)", "(log x b)"),
        ("log_10^2 x", "(^ (log x 10) 2)"),
        ("log2(x)", "(log2 x)"),
        ("log_sigma + 1", "(+ log_sigma 1)"),
        ("tg x + cotg x + arctg x", "(+ (tan x) (cot x) (atan x))"),
        ("sh(x)+ch(x)+th(x)", "(+ (sh x) (ch x) (th x))"),
        ("th x", "(th x)"),
        ("th^2 x", "(^ (th x) 2)"),
        ("lg(x)", "(log10 x)"),
        ("max(0, x)", "(max 0 x)"),
        ("Max(x, 0, 1)", "(max x 0 1)"),
        ("fmax(x, 0)", "(max x 0)"),
        ("clip(x, -1, 1)", "(clamp x (neg 1) 1)"),
        ("gamma(x+1)", "(gamma (+ x 1))"),
        ("gamma*x", "(* gamma x)"),
        ("sigma(x)", "(sigmoid x)"),
        ("x.exp()", "(exp x)"),
        ("(x+1).clamp(0, 6)", "(clamp (+ x 1) 0 6)"),
        ("-x.abs()", "(neg (abs x))"),
        ("torch.sigmoid(x)", "(sigmoid x)"),
        ("np.where(x>0, x, 0)", "(where (compare x > 0) x 0)"),
        ("jnp.maximum(x,0)", "(max x 0)"),
        ("torch.clamp(x, 0, 6)", "(clamp x 0 6)"),
        ("torch.clamp(x, min=0)", "(clamp x (min= 0))"),
        ("math.exp(-x**2)", "(exp (neg (^ x 2)))"),
        ("2*math.pi*np.e", "(* 2 pi e)"),
        ("f(x) = x^2; f(3) + f(y)", "(+ (f 3) (f y))"),
    ]);
}

#[test]
fn absolute_values() {
    check(&[
        ("|x|", "(abs x)"),
        ("||x|-1|", "(abs (+ (abs x) (- 1)))"),
        ("|x+|y||", "(abs (+ x (abs y)))"),
        ("|x|+|y|", "(+ (abs x) (abs y))"),
        ("|x||y|", "(* (abs x) (abs y))"),
        ("|x|y|z|", "(* (abs x) y (abs z))"),
        ("2||x|-1|", "(* 2 (abs (+ (abs x) (- 1))))"),
        ("-|x|^2", "(neg (^ (abs x) 2))"),
        ("(|x|)", "(abs x)"),
        ("|(x)|", "(abs x)"),
        ("|-x|", "(abs (neg x))"),
        ("e^-|x|", "(^ e (neg (abs x)))"),
        ("x/(1+|x|)", "(* x (/ (+ 1 (abs x))))"),
        ("∣x∣", "(abs x)"),
    ]);
}

#[test]
fn conditions() {
    check(&[
        ("1 if x>0 else 0", "(piecewise 1 (compare x > 0) 0 true)"),
        (
            "1 if x>=0 and y!=1 else 0",
            "(piecewise 1 (and (compare x >= 0) (compare y != 1)) 0 true)",
        ),
        ("1 if 0<x<1 else 0", "(piecewise 1 (compare 0 < x < 1) 0 true)"),
        (
            "1 if x≤1 or not y≥2 else 0",
            "(piecewise 1 (or (compare x <= 1) (not (compare y >= 2))) 0 true)",
        ),
        ("1 if x<0 || x>1 else 0", "(piecewise 1 (or (compare x < 0) (compare x > 1)) 0 true)"),
        ("1 if (x<0) | (x>1) else 0", "(piecewise 1 (or (compare x < 0) (compare x > 1)) 0 true)"),
        ("1 if (x>0) & (x<1) else 0", "(piecewise 1 (and (compare x > 0) (compare x < 1)) 0 true)"),
        ("1 if x>0 && x<1 else 0", "(piecewise 1 (and (compare x > 0) (compare x < 1)) 0 true)"),
        (
            "1 if x>0 ∧ ¬(x<1) else 0",
            "(piecewise 1 (and (compare x > 0) (not (compare x < 1))) 0 true)",
        ),
        ("1 if |x|<1 else 0", "(piecewise 1 (compare (abs x) < 1) 0 true)"),
        ("1 if x == 0 else sin(x)/x", "(piecewise 1 (compare x == 0) (* (sin x) (/ x)) true)"),
        ("1 if x = 0 else 2", "(piecewise 1 (compare x == 0) 2 true)"),
        ("1 if x=\u{338}0 else 2", "(piecewise 1 (compare x != 0) 2 true)"),
        ("(x > 0)*x", "(* (compare x > 0) x)"),
    ]);
}

#[test]
fn piecewise() {
    let relu = "(piecewise x (compare x > 0) 0 true)";
    check(&[
        ("x if x > 0 else 0", relu),
        ("{x if x>0; 0 otherwise}", relu),
        ("{x, x>0; 0, otherwise}", relu),
        ("{x, if x>0; 0, otherwise}", relu),
        ("{x if x>0, 0 otherwise}", relu),
        ("{x if x>0\n 0 otherwise}", relu),
        ("{x if x>0; else 0}", relu),
        ("{x if x>0; otherwise: 0}", relu),
        ("{x if x>0; 0 otherwise;}", relu),
        ("{x if x>0 else 0}", relu),
        ("if x>0 then x else 0", relu),
        ("x>0 ? x : 0", relu),
        ("{x, x>0, 0, x<=0}", "(piecewise x (compare x > 0) 0 (compare x <= 0))"),
        (
            "{x if x>0; a*(e^x-1) otherwise}",
            "(piecewise x (compare x > 0) (* a (+ (^ e x) (- 1))) true)",
        ),
        (
            "{x if x>0; a(e^x-1) otherwise}",
            "(piecewise x (compare x > 0) (* a (+ (^ e x) (- 1))) true)",
        ),
        (
            "1 if x>1 else x if x>-1 else -1",
            "(piecewise 1 (compare x > 1) x (compare x > (neg 1)) (neg 1) true)",
        ),
        ("x>1 ? 1 : x>0 ? x : 0", "(piecewise 1 (compare x > 1) x (compare x > 0) 0 true)"),
        (
            "x>0 ? y>0 ? 1 : 2 : 3",
            "(piecewise (piecewise 1 (compare y > 0) 2 true) (compare x > 0) 3 true)",
        ),
        ("Piecewise((x, x>0), (0, True))", "(piecewise (tuple x (compare x > 0)) (tuple 0 true))"),
        ("2*(x if x>0 else 0)+1", "(+ (* 2 (piecewise x (compare x > 0) 0 true)) 1)"),
        ("2{x if x>0; 0 otherwise}", "(* 2 (piecewise x (compare x > 0) 0 true))"),
    ]);
}

#[test]
fn definitions() {
    check(&[
        ("f(x) = x^2", "(^ x 2)"),
        ("y = x^2", "(^ x 2)"),
        ("f(x) = x^2; a = 0.1; f(a*x)", "(f (* a x))"),
        ("f(x) = x^2\na = 0.1\nf(a*x)", "(f (* a x))"),
        ("a = 1\n-x+a", "(+ (neg x) a)"),
        ("x^2\n  + 3", "(+ (^ x 2) 3)"),
        ("lambda x: x**2", "(^ x 2)"),
        ("lambda x, y: x*y", "(* x y)"),
        ("f = lambda x: x**2; f(3)", "(f 3)"),
        ("x ↦ x^2", "(^ x 2)"),
        ("x -> x^2", "(^ x 2)"),
        ("(x, y) => x*y", "(* x y)"),
        ("def f(x): return x**2", "(^ x 2)"),
        ("def f(x):\n    return x**2\nf(2)", "(f 2)"),
        ("a = b; b = 2; a x", "(* a x)"),
        ("f(x) = x + c; f(1)", "(f 1)"),
        ("# comment\nx # more\n", "x"),
        ("λ x", "(* lambda x)"),
    ]);
}

#[test]
fn variables_in_order() {
    for (source, expected) in [
        ("b + a + x1*b", "b a x1"),
        ("f(y, x) = x + z; ", "y x z"),
        ("lambda b, a: a + c*b", "b a c"),
        ("a = 1; f(t) = t*k; f(a*x)", "k x"),
        ("2 pi e", ""),
        ("β + alpha_1", "beta alpha_1"),
    ] {
        let tree = super::read(source).tree;
        let names: Vec<&str> = tree.variables().iter().map(|name| tree.name(*name)).collect();
        assert_eq!(names.join(" "), expected, "{source}");
    }
}

#[test]
fn latex() {
    check(&[
        (r"\frac{1}{1+e^{-x}}", "(* 1 (/ (+ 1 (^ e (neg x)))))"),
        (r"$\frac12 x$", "(* (* 1 (/ 2)) x)"),
        (r"\dfrac1x + \tfrac{a}b", "(+ (* 1 (/ x)) (* a (/ b)))"),
        (r"x^\frac12", "(^ x (* 1 (/ 2)))"),
        (r"x^\alpha y", "(* (^ x alpha) y)"),
        (r"\sqrt[3]{x}", "(cbrt x)"),
        (r"\sqrt[n]{x+1}", "(root (+ x 1) n)"),
        (r"\sqrt x y", "(* (sqrt x) y)"),
        (r"\sqrt{x}^2", "(^ (sqrt x) 2)"),
        (r"\sqrt2", "(sqrt 2)"),
        (r"\psi^{(1)}(x)", "(polygamma 1 x)"),
        (r"\sin^2 x", "(^ (sin x) 2)"),
        (r"\sin^{2}\left(x\right)", "(^ (sin x) 2)"),
        (r"\sin 2\pi x", "(sin (* 2 pi x))"),
        (r"\left(x+1\right)\cdot 2\times 3", "(* (+ x 1) 2 3)"),
        (r"\max(0,x)", "(max 0 x)"),
        (r"\max\{0,x\}", "(max 0 x)"),
        (r"\operatorname{max}(0,x)", "(max 0 x)"),
        (r"\mathrm{erf}\!\left(\frac{x}{\sqrt{2}}\right)", "(erf (* x (/ (sqrt 2))))"),
        (
            r"\begin{cases} x & x>0 \\ 0 & \text{otherwise} \end{cases}",
            "(piecewise x (compare x > 0) 0 true)",
        ),
        (
            r"\begin{cases} x, & \text{if } x>0, \\[2pt] \alpha(e^x-1), & \text{if } x \le 0. \end{cases}",
            "(piecewise x (compare x > 0) (* alpha (+ (^ e x) (- 1))) (compare x <= 0))",
        ),
        (
            r"f(x) = \left\{\begin{array}{ll} x & \text{if } x\geq0\\ 0 & \text{else}\end{array}\right.",
            "(piecewise x (compare x >= 0) 0 true)",
        ),
        (r"\lfloor x \rfloor + \lceil x \rceil", "(+ (floor x) (ceil x))"),
        (r"|x| + \left|x\right| + \lvert x\rvert", "(+ (abs x) (abs x) (abs x))"),
        (r"\ln x + \exp(x) + \tanh x", "(+ (log x) (exp x) (tanh x))"),
        (r"\log_2 x + \log_{10}(x)", "(+ (log x 2) (log x 10))"),
        (r"\log_a x", "(log x a)"),
        (r"x_{1} + x_2 + x_{\text{max}} + \alpha_i", "(+ x_1 x_2 x_max alpha_i)"),
        (r"$xe^{-x}$", "(* x (^ e (neg x)))"),
        (r"2ab\,c", "(* 2 a b c)"),
        (r"\sigma(x)", "(sigmoid x)"),
        (r"\sigma^2", "(^ sigma 2)"),
        (r"\frac{x-\mu}{\sigma}", "(* (+ x (- mu)) (/ sigma))"),
        (
            r"e^{-\frac{(x-\mu)^2}{2\sigma^2}}",
            "(^ e (neg (* (^ (+ x (- mu)) 2) (/ (* 2 (^ sigma 2))))))",
        ),
        (r"\[ x^{2} + 1 \]", "(+ (^ x 2) 1)"),
        (r"x \mapsto x^2 \quad", "(^ x 2)"),
        (r"\varepsilon + \epsilon", "(+ epsilon epsilon)"),
        (r"x^-1 \cdot 2", "(* (^ x (neg 1)) 2)"),
        (r"\sin x \cos x", "(* (sin x) (cos x))"),
        (r"\sin{x}\cos{x}", "(* (sin x) (cos x))"),
        (r"\mathrm{max}(0, x) % comment", "(max 0 x)"),
        (r"\begin{equation} y = x^2 \end{equation}", "(^ x 2)"),
        (r"\begin{aligned} y &= x^2 \end{aligned}", "(^ x 2)"),
    ]);
}

#[test]
fn remainders() {
    check(&[
        ("x % 2", "(mod x 2)"),
        ("x//2", "(floor_divide x 2)"),
        ("a*b % c", "(mod (* a b) c)"),
        ("a % b * c", "(* (mod a b) c)"),
        ("a % b / c", "(* (mod a b) (/ c))"),
        ("x // 2 % 3", "(mod (floor_divide x 2) 3)"),
        ("-7 % 3", "(mod (neg 7) 3)"),
        ("x % 2 + 1", "(+ (mod x 2) 1)"),
        ("1 + x % y^2", "(+ 1 (mod x (^ y 2)))"),
        ("sin x % 2", "(mod (sin x) 2)"),
        ("2x % 3", "(mod (* 2 x) 3)"),
        ("(x % 2)(x % 3)", "(* (mod x 2) (mod x 3))"),
        ("x % 2 < 1 ? 0 : 1", "(piecewise 0 (compare (mod x 2) < 1) 1 true)"),
        ("np.mod(x, 2)", "(mod x 2)"),
        ("torch.remainder(x, 2)", "(mod x 2)"),
        ("math.fmod(x, 2)", "(fmod x 2)"),
        (r"x \bmod 2", "(mod x 2)"),
    ]);
    // A warning says that the divisor ends before a factor without a sign.
    check_warned(&[(
        "x % 2y",
        "(* (mod x 2) y)",
        &["the factor beside it is multiplied with the whole quotient or remainder"],
    )]);
}

#[test]
fn warned() {
    check_warned(&[
        ("1/2x", "(* 1 (/ 2) x)", &["this is read as `(1/2)*x`"]),
        ("x/(2y)(z+1)", "(* x (/ (* 2 y)) (+ z 1))", &["this is read as `(x/(2y))*(z+1)`"]),
        ("1/2 sin x", "(* 1 (/ 2) (sin x))", &["this is read as `(1/2)*sin x`"]),
        ("e^2x", "(* (^ e 2) x)", &["this is read as `(e^2)*x`"]),
        ("√2x", "(* (sqrt 2) x)", &["this is read as `√(2)*x`"]),
        ("√x^2", "(sqrt (^ x 2))", &["this is read as `√(x^2)`"]),
        ("sin^-1 x", "(asin x)", &["`sin^-1` is read as the inverse function `asin`"]),
        ("tan⁻¹(x)", "(atan x)", &["`tan^-1` is read as the inverse function `atan`"]),
        (
            "sin 2(x+1)",
            "(sin (* 2 (+ x 1)))",
            &["these parentheses are read as part of the function's argument"],
        ),
        ("x 2", "(* x 2)", &["this is read as `x*2`"]),
        ("xy", "xy", &["`xy` is read as one name"]),
        ("xy + x + y", "(+ xy x y)", &["`xy` is read as one name"]),
        ("ab + a + b", "(+ ab a b)", &["`ab` is read as one name"]),
        (
            "x if x > th else 0",
            "(piecewise x (compare x > th) 0 true)",
            &["`th` is read as a variable; it is also the name of a function"],
        ),
        ("tanh", "(tanh x)", &["`tanh` alone is read as `tanh(x)`"]),
        ("a = 2; x", "x", &["`a` is defined but not used"]),
        ("e = 2; e x", "(* e x)", &["this definition hides the known name `e`"]),
        ("x_1 + x1", "(+ x_1 x1)", &["`x_1` and `x1` are two different names"]),
        (
            "phi(x)",
            "(normpdf x)",
            &["`phi` is read as the density of the standard normal distribution"],
        ),
        (
            "{x if x>0; 0}",
            "(piecewise x (compare x > 0) 0 true)",
            &["the last row has no condition and is read as `otherwise`"],
        ),
        (
            "{0 otherwise; x if x>0}",
            "(piecewise 0 true x (compare x > 0))",
            &["rows after one without a condition are never reached"],
        ),
        (r"x^23\,y", "(* (^ x 2) 3 y)", &["this is read as `x^2*3`"]),
        (r"\alpha foo", "(* alpha f o o)", &["`foo` is read as the product f·o·o"]),
    ]);
}
