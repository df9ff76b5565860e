//! Golden texts and structural checks of the SVG writer.

use super::super::*;
use crate::ErrorKind;

/// A small checker of well-formed XML: tags nest, attributes are quoted and unique, text holds no
/// bare `<` or `&`. Returns the names of the elements in order.
fn check_xml(svg: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut open: Vec<String> = Vec::new();
    let mut rest = svg;
    while let Some(start) = rest.find('<') {
        check_text(&rest[..start]);
        let end = start + rest[start..].find('>').expect("a tag is closed");
        let tag = &rest[start + 1..end];
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name), "the closing tag fits");
        } else {
            let empty = tag.ends_with('/');
            let tag = tag.trim_end_matches('/');
            let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
            check_attributes(attributes);
            names.push(name.to_string());
            if !empty {
                open.push(name.to_string());
            }
        }
        rest = &rest[end + 1..];
    }
    assert!(open.is_empty(), "unclosed: {open:?}");
    assert_eq!(rest.trim(), "");
    names
}

fn check_text(text: &str) {
    for (i, _) in text.match_indices('&') {
        let entity = text[i..].split_once(';').expect("an entity ends").0;
        assert!(["&amp", "&lt", "&gt", "&quot", "&#39"].contains(&entity), "{entity}");
    }
}

fn check_attributes(text: &str) {
    let mut seen: Vec<&str> = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let (name, tail) = rest.split_once("=\"").expect("attributes are quoted");
        let (value, tail) = tail.split_once('"').expect("the quote is closed");
        assert!(!seen.contains(&name), "`{name}` twice");
        assert!(
            !value.contains('<') && !value.contains("NaN") && !value.contains("inf"),
            "{value}"
        );
        check_text(value);
        seen.push(name);
        rest = tail.trim_start();
    }
}

/// Compares with a file of `golden/`; with `ROLLE_BLESS=1` in the environment, writes it instead.
fn check_golden(name: &str, text: &str) {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/figure/golden/");
    let path = format!("{folder}{name}");
    if std::env::var_os("ROLLE_BLESS").is_some() {
        std::fs::write(&path, text).expect("the golden file is written");
    }
    let expected = std::fs::read_to_string(&path).expect("the golden file is there");
    assert!(text == expected, "{name} differs; look at it, then set ROLLE_BLESS=1\n{text}");
}

fn extent(lo: f64, hi: f64) -> Extent {
    Extent::new(lo, hi).unwrap()
}

fn relu() -> Plot {
    let f = |x: f64| Some(x.max(0.0));
    let breaks = [Break::kink(0.0)];
    let functions = [Function::new("f", &f).with_breaks(&breaks)];
    let mut plot = plot_functions(extent(-2.0, 2.0), None, &functions).unwrap();
    plot.title = "ReLU".into();
    plot.kinks.push(Kink::new(0.0, 0.0, 0.0, 1.0));
    plot
}

fn band(from: f64, to: f64, sign: Sign, certainty: Certainty) -> Band {
    Band { from, to, sign, certainty }
}

/// Everything at once.
fn full() -> Plot {
    let f = |x: f64| Some(x * x * x - 3.0 * x);
    let g = |x: f64| Some(3.0 * x * x - 3.0);
    let functions = [Function::new("f", &f), Function::new("f′", &g)];
    let mut plot = plot_functions(extent(-2.5, 2.5), None, &functions).unwrap();
    plot.title = "x³ − 3x".into();
    plot.bands.push(BandRow {
        label: "f′".into(),
        bands: vec![
            band(f64::NEG_INFINITY, -1.0, Sign::Positive, Certainty::Proved),
            band(-1.0, 1.0, Sign::Negative, Certainty::Sampled),
            band(1.0, 2.0, Sign::Positive, Certainty::Proved),
            band(2.0, f64::INFINITY, Sign::Unknown, Certainty::Sampled),
        ],
        arrows: true,
    });
    let point = |x: f64, y: f64, label: &str| PointOfInterest {
        at: Point::new(x, y),
        label: label.into(),
        guides: true,
    };
    plot.points = vec![point(-1.0, 2.0, "max (−1, 2)"), point(1.0, -2.0, "min (1, −2)")];
    plot.tangents.push(Tangent::new(0.5, -1.375, -2.25));
    plot.asymptotes =
        vec![Asymptote::vertical(2.0), Asymptote::horizontal(-4.0), Asymptote::oblique(1.0, 1.0)];
    plot
}

#[test]
fn golden_relu() {
    let mut plot = relu();
    (plot.width, plot.height) = (320.0, 200.0);
    let svg = plot.to_svg().unwrap();
    check_golden("relu.svg", &svg);
}

#[test]
fn golden_full() {
    let svg = full().to_svg().unwrap();
    check_golden("full.svg", &svg);
}

#[test]
fn documents_are_well_formed() {
    for style in [BandStyle::Strip, BandStyle::Background] {
        for theme in [Theme::light(), Theme::dark()] {
            let plot = Plot { band_style: style, theme, ..full() };
            let names = check_xml(&plot.to_svg().unwrap());
            assert_eq!(names[..3], ["svg", "title", "desc"]);
            assert!(names.iter().all(|n| n != "script" && n != "image" && n != "style"));
        }
    }
}

#[test]
fn the_text_of_a_user_stays_text() {
    let hostile = "</text><script>alert('x')</script>&\u{0}\"><!--";
    let mut plot = full();
    plot.title = hostile.into();
    plot.description = hostile.into();
    plot.language = hostile.into();
    plot.x_label = hostile.into();
    plot.y_label = hostile.into();
    plot.id = hostile.into();
    plot.curves[0].label = hostile.into();
    plot.bands[0].label = hostile.into();
    plot.points[0].label = hostile.into();
    plot.tangents[0].label = hostile.into();
    plot.asymptotes[0].label = hostile.into();
    plot.words = Words { proved: hostile.into(), sampled: hostile.into() };
    let names = check_xml(&plot.to_svg().unwrap());
    assert!(names.iter().all(|n| n != "script"));
}

#[test]
fn numbers_that_are_not_finite_are_left_out() {
    let mut plot = full();
    let bad = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, f64::MAX, -f64::MAX, 5e-324];
    for v in bad {
        plot.kinks.push(Kink::new(v, 0.0, v, v));
        plot.kinks.push(Kink::new(0.0, 0.0, v, -v));
        plot.points.push(PointOfInterest { at: Point::new(0.0, v), ..Default::default() });
        plot.tangents.push(Tangent::new(0.0, 0.0, v));
        plot.asymptotes.push(Asymptote::vertical(v));
        plot.asymptotes.push(Asymptote::oblique(v, v));
        plot.bands[0].bands.push(band(v, v, Sign::Zero, Certainty::Sampled));
        plot.curves[0].isolated.push(Point::new(v, v));
        plot.curves[0].dashes.push(v);
        plot.curves[0].line_width = Some(v);
        let points = vec![Point::new(0.0, 0.0), Point::new(v, v), Point::new(1.0, v)];
        plot.curves[1].segments.push(Segment { points, ..Segment::default() });
    }
    check_xml(&plot.to_svg().unwrap());
}

#[test]
fn sizes_are_checked() {
    let kind = |plot: Plot| plot.to_svg().unwrap_err().kind();
    assert_eq!(kind(Plot { width: 10.0, ..relu() }), ErrorKind::Argument);
    assert_eq!(kind(Plot { height: f64::NAN, ..relu() }), ErrorKind::Argument);
    let kinks = vec![Kink::new(0.0, 0.0, 0.0, 1.0); 3000];
    assert_eq!(kind(Plot { kinks, ..relu() }), ErrorKind::Budget);
    assert_eq!(kind(Plot { curves: vec![Curve::default(); 65], ..relu() }), ErrorKind::Budget);
    let bands = vec![band(0.0, 1.0, Sign::Zero, Certainty::Proved); 6000];
    let bands = vec![BandRow { bands, ..BandRow::default() }];
    assert_eq!(kind(Plot { bands, ..relu() }), ErrorKind::Budget);
    for (width, height) in [(240.0, 160.0), (240.0, 2000.0), (20_000.0, 160.0)] {
        check_xml(&Plot { width, height, ..full() }.to_svg().unwrap());
    }
}

#[test]
fn proved_and_sampled_bands_differ() {
    let mut plot = relu();
    let mut draw = |certainty| {
        let bands = vec![band(0.0, 2.0, Sign::Positive, certainty)];
        plot.bands = vec![BandRow { label: "f′".into(), bands, arrows: false }];
        plot.to_svg().unwrap()
    };
    let (proved, sampled) = (draw(Certainty::Proved), draw(Certainty::Sampled));
    assert!(proved.contains(">proved<") && !proved.contains("<pattern"));
    assert!(sampled.contains(">sampled<") && sampled.contains("url(#rolle-plus)"));
}

/// The boxes of all texts of a document, with the texts.
fn text_boxes(svg: &str) -> Vec<(super::Rect, String)> {
    let attribute = |tag: &str, name: &str| {
        let value = tag.split_once(&format!(" {name}=\""))?.1.split_once('"')?.0;
        Some(value.to_string())
    };
    let boxes = svg.split("<text").skip(1).map(|element| {
        let (tag, rest) = element.split_once('>').expect("the tag is closed");
        let text = rest.split_once("</text>").expect("the element is closed").0;
        let number = |name| attribute(tag, name).and_then(|v| v.parse().ok()).expect("a number");
        let (x, y, size): (f64, f64, f64) = (number("x"), number("y"), number("font-size"));
        let w = text::width(text, size);
        let left = match attribute(tag, "text-anchor").as_deref() {
            Some("middle") => x - w / 2.0,
            Some("end") => x - w,
            _ => x,
        };
        (super::Rect::new(left, y - 0.75 * size, left + w, y + 0.2 * size), text.to_string())
    });
    boxes.collect()
}

#[test]
fn texts_neither_overlap_nor_leave_the_picture() {
    let mut wide = full();
    (wide.width, wide.height) = (900.0, 300.0);
    let mut large = full();
    large.view = View { x: extent(-2.5e6, 2.5e6), y: extent(-1e-9, 2e-9) };
    large.y_label = "y".into();
    for plot in [full(), relu(), wide, large, Plot { band_style: BandStyle::Background, ..full() }]
    {
        let svg = plot.to_svg().unwrap();
        let boxes = text_boxes(&svg);
        assert!(boxes.len() > 8);
        let page = super::Rect::new(0.0, 0.0, plot.width, plot.height);
        for (i, (rect, text)) in boxes.iter().enumerate() {
            assert!(page.holds(*rect), "`{text}` leaves the picture: {rect:?}");
            for (other, name) in &boxes[..i] {
                assert_eq!(rect.overlap(*other), 0.0, "`{text}` and `{name}`");
            }
        }
    }
}

#[test]
fn figures_of_any_scale_are_well_formed_and_stay_on_the_page() {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut random = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 11) as f64 / (1u64 << 53) as f64
    };
    for _ in 0..60 {
        let scale = text::power_of_ten((random() * 40.0) as i32 - 20);
        let size = text::power_of_ten((random() * 400.0) as i32 - 200);
        let lo = (random() - 0.5) * scale * 10.0;
        let x = extent(lo, lo + scale * (0.01 + random()));
        let (a, b, c) = (random() - 0.5, random() - 0.5, random() * 30.0);
        let u = move |x: f64| (x - lo) / scale;
        let f = move |x: f64| Some(size * (a + b * u(x) + (c * u(x)).sin()));
        let g = move |x: f64| Some(size * a / (u(x) - 0.5 * b - 0.25)).filter(|_| u(x) > 0.1 * a);
        let functions = [Function::new("f(x)", &f), Function::new("g(x)", &g)];
        let mut plot = plot_functions(x, None, &functions).unwrap();
        plot.title = "Đồ thị".into();
        (plot.width, plot.height) = (260.0 + 700.0 * random(), 170.0 + 500.0 * random());
        let middle = x.at(random());
        plot.tangents.push(Tangent::new(middle, f(middle).unwrap(), size / scale * b));
        plot.kinks.push(Kink::new(middle, f(middle).unwrap(), -size / scale, size * a / scale));
        plot.asymptotes.push(Asymptote::oblique(size / scale * b, a * size));
        let bands = vec![band(x.lo(), middle, Sign::Negative, Certainty::Sampled)];
        plot.bands.push(BandRow { label: "f′".into(), bands, arrows: true });
        let svg = plot.to_svg().unwrap();
        check_xml(&svg);
        let page = super::Rect::new(0.0, 0.0, plot.width, plot.height);
        for (rect, text) in text_boxes(&svg) {
            assert!(page.holds(rect), "`{text}` leaves {page:?}: {rect:?}\n{svg}");
        }
        braille::draw(&plot, 80, 24).unwrap();
    }
}

#[test]
fn many_labels_are_placed_in_bounded_time() {
    let tangent = |i: i32| Tangent::new(f64::from(i) / 40.0, 0.0, f64::from(i) / 10.0);
    let plot = Plot { tangents: (-35..35).map(tangent).collect(), ..full() };
    check_xml(&plot.to_svg().unwrap());
}
