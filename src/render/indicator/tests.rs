use std::sync::Arc;

use super::*;
use crate::files::Memory;
use crate::readings::standings;
use crate::session::{Options, Session};

const HEADER: &str = "date,indicator,channel,value,n\n";

fn standing(indicator: &str, rows: &str) -> Standing {
    let risks = format!("kind = \"risk\"\nid = \"risks\"\ntitle = \"Risks\"\n[indicators.rate]\n{indicator}\n");
    let files = Memory::default().with("risks.toml", risks).with("r.csv", format!("{HEADER}{rows}"));
    let options = Options { as_of: "2026-11-22".parse().ok(), ..Options::default() };
    let snapshot = Session::new(Arc::new(files), options).snapshot().unwrap_or_else(|_| panic!("refused"));
    standings(&snapshot.knowledge).remove(0)
}

fn drawn(standing: &Standing, lang: Lang) -> String {
    svg(standing, &standing.channels[0], lang, "i-1")
}

/// Texts of a drawing with their places; that it can be read as XML is shown on the way.
fn texts(svg: &str) -> Vec<(f64, f64, String)> {
    let xml = roxmltree::Document::parse(svg).unwrap_or_else(|error| panic!("{error}\n{svg}"));
    let at = |node: &roxmltree::Node<'_, '_>, name: &str| node.attribute(name).unwrap().parse::<f64>().unwrap();
    let all = xml.descendants().filter(|node| node.has_tag_name(("http://www.w3.org/2000/svg", "text")));
    all.map(|node| (at(&node, "x"), at(&node, "y"), node.text().unwrap_or_default().to_owned())).collect()
}

const RATE: &str =
    "title = { en = \"Complaint rate\", zh = \"投诉率\" }\nwarn_at = \"1.5%\"\nalarm_at = \"2%\"\nwindow = \"1 month\"";

#[test]
fn a_chart_writes_its_numbers_out_in_both_languages() {
    let standing = standing(RATE, "2026-09-30,rate,phone,1.1%,800\n2026-10-31,rate,phone,1.7%,900\n");
    let said = |lang| texts(&drawn(&standing, lang)).into_iter().map(|(.., text)| text).collect::<Vec<_>>();
    let (mut en, mut zh) = (said(Lang::En), said(Lang::Zh));
    for (said, title) in [(&mut en, "Complaint rate / phone · early warning"), (&mut zh, "投诉率 / phone · 预警")]
    {
        assert_eq!(said.remove(0), title);
        for number in ["1.1%", "1.7%", "2026-09-30", "2026-10-31"] {
            assert!(said.iter().any(|text| text == number), "{number}: {said:?}");
        }
    }
    assert!(en.contains(&"alarm 2%".to_owned()) && zh.contains(&"预警值 1.5%".to_owned()), "{en:?} {zh:?}");
    assert_eq!(
        caption(&standing, &standing.channels[0], Lang::En),
        "Complaint rate / phone: 2 readings, from 1.1% (2026-09-30) to 1.7% (2026-10-31)"
    );
    assert_eq!(rows(&standing.channels[0]), [["2026-09-30", "1.1%", "800"], ["2026-10-31", "1.7%", "900"]]);
    assert_eq!(heads(Lang::Zh), ["日期", "读数", "样本量"]);
    assert_eq!(change(standing.channels[0].change.unwrap(), Lang::En), "worse than the reading before");
}

#[test]
fn no_label_lies_on_another_and_none_leaves_the_picture() {
    for rows in [
        "2026-10-31,rate,,2%,9\n",
        "2026-09-30,rate,,2%,9\n2026-10-31,rate,,2%,9\n",
        "2026-09-30,rate,,1.999%,9\n2026-10-31,rate,,1.501%,9\n",
        "2026-09-30,rate,,0%,9\n2026-10-31,rate,,90000000000000%,9\n",
        "",
    ] {
        let standing = standing(RATE, rows);
        let svg = drawn(&standing, Lang::En);
        let texts = texts(&svg);
        for (at, (x, y, text)) in texts.iter().enumerate() {
            assert!((0.0..720.0).contains(x) && (10.0..236.0).contains(y), "{text} at {x} {y}");
            for (other_x, other_y, other) in &texts[at + 1..] {
                let beside = (x - other_x).abs() < 1.0;
                assert!(!beside || (y - other_y).abs() >= 12.0, "{text} on {other}\n{svg}");
            }
        }
        assert!(!svg.contains("NaN") && !svg.contains("inf"), "{svg}");
    }
}

#[test]
fn what_cannot_stand_on_the_scale_is_in_the_table_alone() {
    let standing = standing(RATE, "2026-08-31,rate,,4,9\n2026-09-30,rate,,soon,9\n2026-10-31,rate,,1%,9\n");
    let svg = drawn(&standing, Lang::En);
    assert_eq!(svg.matches("<circle").count(), 1);
    let values: Vec<String> = rows(&standing.channels[0]).into_iter().map(|[_, value, _]| value).collect();
    assert_eq!(values, ["4", "", "1%"]);
}

#[test]
fn a_year_of_days_is_a_line_without_a_dot_for_each() {
    let rows: String =
        (0..300).map(|at| format!("2026-{:02}-{:02},rate,,{}h,9\n", 1 + at / 28, 1 + at % 28, at % 7)).collect();
    let standing = standing("alarm_at = \"24 hours\"\ntarget = \"8 hours\"\nwindow = \"1 month\"", &rows);
    let svg = drawn(&standing, Lang::En);
    assert_eq!(svg.matches("<circle").count(), 1);
    assert!(svg.contains("alarm 24 hours"));
}

#[test]
fn no_text_of_a_file_is_more_than_text() {
    for hostile in [
        "</text><script>alert(1)</script>",
        "\" onload=\"x",
        "]]>&amp;<!--",
        "\u{202e}abc",
        "&#0;",
        "长".repeat(900).as_str(),
    ] {
        let title = toml::Value::from(hostile);
        let rows = format!("2026-10-31,rate,\"{}\",1%,9\n", hostile.replace('"', "\"\""));
        let standing =
            standing(&format!("title = {title}\nwarn_at = \"1.5%\"\nalarm_at = \"2%\"\nwindow = \"1 month\""), &rows);
        let svg = svg(&standing, &standing.channels[0], Lang::Zh, "a\"><script>");
        let xml = roxmltree::Document::parse(&svg).unwrap();
        let names: std::collections::BTreeSet<&str> =
            xml.descendants().filter(roxmltree::Node::is_element).map(|node| node.tag_name().name()).collect();
        assert_eq!(names.into_iter().collect::<Vec<_>>(), ["circle", "path", "rect", "svg", "text", "title"]);
        assert!(!svg.contains('\u{202e}'));
        assert!(svg.contains("aria-labelledby=\"ascript-title\""));
        assert!(texts(&svg)[0].2.chars().count() < 100, "a title has its room and no more");
    }
}
