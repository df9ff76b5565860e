//! Values of all functions against mpmath 1.4 (50 digits).

use rolle_check::{Arithmetic, Dyadic, Enclosing, End, Function, Interval, Rational, Round};

/// Function, argument, value.
const VALUES: &[(Function, &str, &str)] = &[
    (Function::Exp, "1", "2.7182818284590452353602874713526624977572470937000e0"),
    (Function::Exp, "-1", "3.6787944117144232159552377016146086744581113103177e-1"),
    (Function::Exp, "1/3", "1.3956124250860895286281253196025868375979065151994e0"),
    (Function::Exp, "-1000", "5.0759588975494567652918094795743369193055992828928e-435"),
    (Function::Exp, "700", "1.0142320547350045094553295952312676152046795722431e304"),
    (Function::Exp, "1/1048576", "1.0000009536747711537454467882495568742836518855328e0"),
    (Function::Log, "2", "6.9314718055994530941723212145817656807550013436026e-1"),
    (Function::Log, "1/3", "-1.0986122886681096913952452369225257046474905578227e0"),
    (Function::Log, "1048577/1048576", "9.5367386165918823390841551496333614360314807097930e-7"),
    (Function::Log, "1000000007", "2.0723265843946411131661923206492610601493250092392e1"),
    (Function::Log, "7/8", "-1.3353139262452262314634362093134997458941567349890e-1"),
    (Function::Log, "10/7", "3.5667494393873237891263871124118447796401675904691e-1"),
    (Function::Sin, "1", "8.4147098480789650665250232163029899962256306079837e-1"),
    (Function::Sin, "-1/3", "-3.2719469679615224417334408526762060606430140689376e-1"),
    (Function::Sin, "22/7", "-1.2644889303773534003603504756459324917739113911976e-3"),
    (Function::Sin, "1000000", "-3.4999350217129295211765248678077146906140660532872e-1"),
    (Function::Sin, "1/1048576", "9.5367431640610543971033527264930654980150669873984e-7"),
    (Function::Sin, "355/113", "-2.6676418906241914840637452887346888682210542662127e-7"),
    (Function::Cos, "1", "5.4030230586813971740093660744297660373231042061792e-1"),
    (Function::Cos, "-1/3", "9.4495694631473766438828400767588060784585269956514e-1"),
    (Function::Cos, "11/7", "-6.3224459155327365451835077521455673031420291996351e-4"),
    (Function::Cos, "1000000", "9.3675212753314478693853253507491877570809780421237e-1"),
    (Function::Cos, "1/1048576", "9.9999999999954525264911357034690133684385823577463e-1"),
    (Function::Cos, "355/226", "-1.3338209453121076068914664854425336165205148243063e-7"),
    (Function::Sinh, "1", "1.1752011936438014568823818505956008151557179813341e0"),
    (Function::Sinh, "-1/3", "-3.3954055725615013910126061133860358507239722768896e-1"),
    (Function::Sinh, "1/1048576", "9.5367431640639456028966474049837520388202339145564e-7"),
    (Function::Sinh, "100", "1.3440585709080677242063127757900067936805559386871e43"),
    (Function::Cosh, "1", "1.5430806348152437784779056207570616826015291123659e0"),
    (Function::Cosh, "-1/3", "1.0560718678299393895268647082639832525255092875104e0"),
    (Function::Cosh, "1/1048576", "1.0000000000004547473508864985848163759084480035094e0"),
    (Function::Cosh, "100", "1.3440585709080677242063127757900067936805559386871e43"),
    (Function::Tanh, "1", "7.6159415595576488811945828260479359041276859725794e-1"),
    (Function::Tanh, "-1/3", "-3.2151273753163434471940622242520646600529200250208e-1"),
    (Function::Tanh, "1/1048576", "9.5367431640596087942067063733238537534928841382654e-7"),
    (Function::Tanh, "20", "9.9999999999999999150329148941682204543855819119099e-1"),
    (Function::Sigmoid, "1", "7.3105857863000487925115924182183627436514464016506e-1"),
    (Function::Sigmoid, "-1/3", "4.1742979353768532313360538603877044094715348955074e-1"),
    (Function::Sigmoid, "-1000", "5.0759588975494567652918094795743369193055992828928e-435"),
    (Function::Sigmoid, "40", "9.9999999999999999575164574470841102271927909559549e-1"),
    (Function::Softplus, "1", "1.3132616875182228340489954949678556419152800856703e0"),
    (Function::Softplus, "-1/3", "5.4030557468940845415942815491547066788792861980486e-1"),
    (Function::Softplus, "-1000", "5.0759588975494567652918094795743369193055992828928e-435"),
    (Function::Softplus, "40", "4.0000000000000000004248354255291588986304977843632e1"),
    (Function::Softplus, "100", "1.0000000000000000000000000000000000000000000003720e2"),
    (Function::Atan, "1", "7.8539816339744830961566084581987572104929234984378e-1"),
    (Function::Atan, "-1/3", "-3.2175055439664219340140461435866131902075529555766e-1"),
    (Function::Atan, "1000", "1.5697963271282297525647978820048308980869637651333e0"),
    (Function::Atan, "1/1048576", "9.5367431640596087942067068992311239001963412449879e-7"),
    (Function::Atan, "3", "1.2490457723982544258299170772810901230778294041299e0"),
    (Function::Asinh, "1", "8.8137358701954302523260932497979230902816032826164e-1"),
    (Function::Asinh, "-1/3", "-3.2745015023725844332253525998825812770052452899077e-1"),
    (Function::Asinh, "1000", "7.6009027095419886115232897846649396335683391204172e0"),
    (Function::Asinh, "1/1048576", "9.5367431640610543971033532524003356450373973446690e-7"),
    (Function::Asinh, "2/3", "6.2514511725041668763425167322610240703418438895317e-1"),
    (Function::Erf, "1", "8.4270079294971486934122063508260925929606699796630e-1"),
    (Function::Erf, "-1/3", "-3.6264811176606293340817864014786587969214159037254e-1"),
    (Function::Erf, "1/1048576", "1.0761062308265404595738769121197020539092530640204e-6"),
    (Function::Erf, "3", "9.9997790950300141455862722387041767962015229291260e-1"),
    (Function::Erf, "2", "9.9532226501895273416206925636725292861089179704006e-1"),
    (Function::Erf, "6", "9.9999999999999997848026328750108688340664960081262e-1"),
    (Function::Erfc, "1", "1.5729920705028513065877936491739074070393300203370e-1"),
    (Function::Erfc, "-1/3", "1.3626481117660629334081786401478658796921415903725e0"),
    (Function::Erfc, "1/1048576", "9.9999892389376917345954042612308788029794609074694e-1"),
    (Function::Erfc, "3", "2.2090496998585441372776129582320379847707087399250e-5"),
    (Function::Erfc, "2", "4.6777349810472658379307436327470713891082029599399e-3"),
    (Function::Erfc, "6", "2.1519736712498913116593350399187384630477514061689e-17"),
    (Function::Erfc, "30", "2.5646562037561116000333972775014471465488897227786e-393"),
    (Function::Erfc, "-5", "1.9999999999984625402055719651498116565146166211099e0"),
    (Function::Erfc, "19/10", "7.2095707647425300516424606966480984372627553968322e-3"),
];

/// d.ddde±n as a fraction.
fn decimal(text: &str) -> Rational {
    let (digits, exponent) = text.split_once('e').unwrap();
    let (head, tail) = digits.split_once('.').unwrap();
    let exponent = exponent.parse::<i32>().unwrap() - tail.len() as i32;
    let power = format!("1{}", "0".repeat(exponent.unsigned_abs() as usize));
    let power: Rational = power.parse().unwrap();
    let digits = format!("{head}{tail}");
    let sign = if digits.starts_with('-') { "-" } else { "" };
    let digits = digits.trim_start_matches('-').trim_start_matches('0');
    let digits: Rational = format!("{sign}{digits}").parse().unwrap();
    if exponent < 0 { &digits * &power.reciprocal().unwrap() } else { &digits * &power }
}

/// −log2 of the relative width of an enclosure.
fn accuracy(y: &Interval) -> i64 {
    let top = |end: End| end.finite().unwrap().top();
    match (top(y.width(64)), top(y.abs_sup())) {
        (Some(width), Some(size)) => size - width,
        _ => i64::MAX,
    }
}

#[test]
fn fifty_digits() {
    let unit: Rational = decimal("1.0e-49");
    for (function, x, expected) in VALUES {
        let x: Rational = x.parse().unwrap();
        let expected = decimal(expected);
        let error = &expected.abs() * &unit;
        for bits in [60, 128, 300] {
            let near = Interval::between(&(&expected - &error), &(&expected + &error), bits + 100);
            let arithmetic = Enclosing { bits };
            let argument = arithmetic.rational(&x).unwrap();
            let y = arithmetic.apply(*function, &argument).unwrap();
            assert!(y.intersect(&near).is_some(), "{function:?} {x}: {y}, not {near}");
            let lost = if argument.is_point() { 4 } else { 24 };
            assert!(accuracy(&y) >= i64::from(bits) - lost, "{function:?} {x}, {bits} bits: {y}");
        }
    }
}

#[test]
fn every_function_is_in_the_table() {
    let functions: std::collections::HashSet<_> = VALUES.iter().map(|row| row.0).collect();
    assert_eq!(functions.len(), 13);
}

#[test]
fn far_out_ends_are_honest() {
    let arithmetic = Enclosing { bits: 60 };
    let far = Interval::point(Dyadic::new(1, 1 << 40).unwrap());
    let y = arithmetic.apply(Function::Exp, &far).unwrap();
    assert!(*y.hi() == End::Infinity && y.lo().sign().is_gt());
    let y = arithmetic.apply(Function::Exp, &far.neg()).unwrap();
    assert!(y.lo().sign().is_eq() && y.hi().sign().is_gt());
    for function in [Function::Sigmoid, Function::Tanh, Function::Erf] {
        let y = arithmetic.apply(function, &far).unwrap();
        assert!(y.contains(&Dyadic::integer(1)) && accuracy(&y) >= 59, "{y}");
    }
    let y = arithmetic.apply(Function::Log, &far).unwrap();
    assert_eq!(y.lo().to_decimal(12, Round::Down), "7.62123384785e11");
    let farther = Interval::point(Dyadic::new(1, 2000).unwrap());
    let y = arithmetic.apply(Function::Sin, &farther).unwrap();
    assert_eq!(y.to_string(), "[-1, 1]");
}
