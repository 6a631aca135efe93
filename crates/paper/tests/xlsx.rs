//! The workbook of one unit, read back as other programs read it.

use std::io::Cursor;

use calamine::Data;
use calamine::Reader;
use calamine::Xlsx;
use weiheng::Assessment;
use weiheng::Language;
use weiheng_paper::csv;
use weiheng_paper::markdown;
use weiheng_paper::xlsx;

fn half_inspected() -> Assessment {
    serde_json::from_str(include_str!("half_inspected.json")).unwrap()
}

fn opened(assessment: &Assessment, language: Language) -> Xlsx<Cursor<Vec<u8>>> {
    calamine::open_workbook_from_rs(Cursor::new(xlsx::report(assessment, language).unwrap())).unwrap()
}

/// Every cell that holds anything, a sheet and a row a line; numbers without quotes.
fn contents(mut workbook: Xlsx<Cursor<Vec<u8>>>) -> String {
    let mut text = String::new();
    for name in workbook.sheet_names() {
        text.push_str(&format!("== {name}\n"));
        for row in workbook.worksheet_range(&name).unwrap().rows() {
            let cells = row.iter().map(|cell| match cell {
                Data::String(text) => format!("{text:?}"),
                Data::Empty => String::new(),
                other => other.to_string(),
            });
            text.push_str(&format!("{}\n", cells.collect::<Vec<_>>().join(" | ")));
        }
    }
    text
}

#[test]
fn numbers_are_numbers_and_fractions_are_said() {
    insta::assert_snapshot!(contents(opened(&half_inspected(), Language::Zh)));
}

#[test]
fn every_section_of_the_report_has_a_sheet() {
    let report = markdown::document(&half_inspected(), Language::Zh);
    let sections = report.lines().filter(|line| line.starts_with("## ")).count();
    let names = opened(&half_inspected(), Language::Zh).sheet_names();
    for wanted in ["结论", "扣分明细", "章得分", "未查", "不适用", "依据", "观测记录"] {
        assert!(names.iter().any(|name| name == wanted), "{names:?}");
    }
    assert!(names.len() >= sections + 2, "{names:?}");
    assert!(opened(&half_inspected(), Language::En).sheet_names().contains(&"Verdict".to_owned()));
}

#[test]
fn the_same_assessment_gives_the_same_bytes() {
    let [first, second] = [(); 2].map(|()| xlsx::report(&half_inspected(), Language::Zh).unwrap());
    assert!(first == second);
}

#[test]
fn what_people_wrote_never_calculates() {
    let written = serde_json::to_string(&half_inspected()).unwrap();
    let opening = ["=1+1", "+1", "-1+2", "@SUM(1)", "=HYPERLINK('a')", "＝1"];
    let names = ["甲县 | 城关镇", "主次干道保洁", "环卫所", "暴露垃圾", "国家卫生城市标准(2014)", "一票否决"];
    let replaced =
        names.iter().zip(opening).fold(written, |text, (name, formula)| text.replace(name, formula));
    let assessment: Assessment = serde_json::from_str(&replaced).unwrap();
    let mut workbook = opened(&assessment, Language::Zh);
    for name in workbook.sheet_names() {
        assert!(workbook.worksheet_formula(&name).unwrap().cells().next().is_none(), "{name}");
    }
    assert!(contents(workbook).contains("\"=1+1\""));
    let table = csv::ledger(&assessment, Language::Zh);
    assert!(table.starts_with("\u{feff}单位,日期,"));
    assert!(table.contains("\r\n'=1+1,2024-05-01,3.1,'+1,"), "{table}");
    assert!(table.contains(",-6,"), "{table}");
}
