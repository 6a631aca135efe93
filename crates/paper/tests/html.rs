//! The page of one unit: whole, escaped, with every section.

use weiheng::Assessment;
use weiheng::Language;
use weiheng_paper::html;
use weiheng_paper::markdown;

fn half_inspected() -> Assessment {
    serde_json::from_str(include_str!("half_inspected.json")).unwrap()
}

/// The page without its style, which is one file and needs no second copy.
fn body(page: &str) -> &str {
    page.split_once("<body>").unwrap().1
}

/// Reads a page as XML, which is stricter than HTML; gives its texts.
fn texts(page: &str) -> Vec<String> {
    let mut reader = quick_xml::Reader::from_str(page.strip_prefix("<!DOCTYPE html>").unwrap());
    let mut texts = Vec::new();
    let mut depth = 0;
    loop {
        match reader.read_event().unwrap() {
            quick_xml::events::Event::Start(_) => depth += 1,
            quick_xml::events::Event::End(_) => depth -= 1,
            quick_xml::events::Event::Text(text) => texts.push(text.to_string()),
            quick_xml::events::Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0);
    texts
}

#[test]
fn a_page_in_chinese() {
    insta::assert_snapshot!(body(&html::report(&half_inspected(), Language::Zh).unwrap()));
}

#[test]
fn a_page_is_well_formed_and_needs_nothing_else() {
    for language in [Language::Zh, Language::En] {
        let page = html::report(&half_inspected(), language).unwrap();
        texts(&page);
        for outside in ["http:", "https:", "//", "<script", "<link", "@import", "src="] {
            assert!(!page.contains(outside), "{outside}");
        }
    }
    assert!(html::report(&half_inspected(), Language::En).unwrap().contains("<html lang=\"en\">"));
}

#[test]
fn a_receipt_is_there_for_cameras_and_for_people() {
    let mut assessment = half_inspected();
    assert!(!html::report(&assessment, Language::Zh).unwrap().contains("class=\"receipt\""));
    let sum = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    let receipt = serde_json::json!({
        "weiheng": "0.1.0", "shape": 1, "date": "2024-05-01", "observations": [], "readings": sum, "result": sum,
        "standard": { "id": "标准 & <甲>", "sha256": sum, "files": [] },
    });
    assessment.receipt = serde_json::from_value(receipt).unwrap();
    let page = html::report(&assessment, Language::Zh).unwrap();
    texts(&page);
    assert!(page.contains("<code>weiheng1:标准 &#38; &#60;甲&#62;:2024-05-01:0.1.0:ba7816bf8f01cfea:"));
    assert_eq!(page.matches("<div class=\"receipt\">\n<svg ").count(), 1);
}

#[test]
fn every_section_of_the_report_is_on_the_page() {
    for language in [Language::Zh, Language::En] {
        let texts = texts(&html::report(&half_inspected(), language).unwrap());
        let report = markdown::report(&half_inspected(), language);
        let titles: Vec<&str> = report.lines().filter_map(|line| line.strip_prefix("## ")).collect();
        assert!(titles.len() == 5, "{titles:?}");
        for title in titles {
            assert!(texts.iter().any(|text| text == title), "{title}");
        }
    }
}

#[test]
fn what_people_wrote_is_never_markup() {
    let hostile = "<script>alert('甲')</script> & \"乙\" </td> {{ unit }}";
    let written = serde_json::to_string(&half_inspected()).unwrap();
    let quoted = serde_json::to_string(hostile).unwrap();
    let quoted = quoted.trim_matches('"');
    let replaced =
        ["甲县 | 城关镇", "主次干道保洁", "环卫所", "暴露垃圾", "国家卫生城市标准(2014)", "一票否决"]
            .iter()
            .fold(written, |text, name| text.replace(name, quoted));
    let assessment: Assessment = serde_json::from_str(&replaced).unwrap();
    assert_eq!(assessment.unit.as_deref(), Some(hostile));
    let page = html::report(&assessment, Language::Zh).unwrap();
    assert!(texts(&page).len() > 50);
    assert!(!page.contains("<script"));
    assert!(page.matches("&#60;script&#62;").count() >= 6);
}
