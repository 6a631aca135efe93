//! Forms that are filled in calculate what the engine says: LibreOffice works out their formulas, and every number,
//! finding and grade that a form shows is that of the engine.

#[path = "completions/drawing.rs"]
mod completions;

mod forms {
    pub(crate) mod agreement;
    pub(crate) mod checks;
    pub(crate) mod office;
    pub(crate) mod trial;
}

use std::io::Cursor;
use std::io::Read;
use std::path::Path;
use std::path::PathBuf;

use calamine::Reader;
use forms::trial::agree;
use spec::shelf::below;
use spec::shelf::shelf;
use weiheng::Source;
use weiheng::SourceId;
use weiheng_paper::form;

#[test]
fn county_covert_visits_calculate_themselves() {
    let agreement = agree(&[(standard("national/cn.county-covert.2014.wh"), 200)]);
    assert_eq!(agreement.claims_of_seen_units(), (0, 0), "{agreement:?}");
}

#[test]
fn inspections_of_units_calculate_themselves() {
    let agreement = agree(&[(standard("county/demo.county-unit.wh"), 200)]);
    assert_eq!(agreement.claims_of_seen_units(), (0, 0), "{agreement:?}");
}

#[test]
fn every_rule_calculates_what_it_claims() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut standards: Vec<PathBuf> = below(&root.join("rubrics"));
    standards.extend(below(&root.join("standards")));
    let standards: Vec<(PathBuf, usize)> = standards.into_iter().map(|path| (path, 2)).collect();
    let agreement = agree(&standards);
    assert!(agreement.live >= agreement.clauses * 9 / 10, "{agreement:?}");
}

#[test]
fn every_standard_calculates_what_it_claims() {
    let standards: Vec<(PathBuf, usize)> = below(&shelf()).into_iter().map(|path| (path, 2)).collect();
    assert!(standards.len() > 70);
    let agreement = agree(&standards);
    // More of what a form can say by itself is welcome; less is not.
    assert!(agreement.live >= agreement.clauses * 9 / 10, "{agreement:?}");
}

#[test]
fn the_sheet_of_sources_says_what_each_clause_says() {
    let source = Source::new(
        "甲.wh",
        "标准 甲\n  满分 10\n评定 { 优 > 差 } 及格 优\n  优 若 总分 >= 9分\n  差 否则\n条 1 \"垃圾\" 10分\n  来源 \"评分表\" 核实\n  观测 垃圾 : 计数 处\n  令 多 = 垃圾 > 3处  # 算多\n  若 多 不得分\n  每 垃圾 扣 1分\n",
    );
    let standard = weiheng::load(&source, SourceId(0)).value.expect("a legal standard");
    let text = |place: weiheng::Span| place.of(&source.text).to_owned();
    let form = form::form(&standard, &text, &form::Options::default(), None).expect("a workbook");
    let mut workbook = calamine::Xlsx::new(Cursor::new(form.workbook)).expect("a workbook");
    let sheet = workbook.worksheet_range("依据").expect("a sheet of sources");
    let rows: Vec<Vec<String>> =
        sheet.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect();
    assert_eq!(
        rows[3],
        ["1", "垃圾", "令 多 = 垃圾 > 3处\n若 多 不得分\n每 垃圾 扣 1分", "评分表", "", "核实"]
    );
    assert_eq!(rows[4], ["", "评定", "优 若 总分 >= 9分\n差 否则", "", "", ""]);
}

#[test]
fn what_is_left_to_weiheng_has_room_to_say_so() {
    let text = "标准 甲\n  满分 10\n条 1 \"说明\" 10分\n  观测 说明 : 文字\n  若 说明 为 \"甲\" 扣 1分\n";
    let standard = weiheng::load(&Source::new("甲.wh", text), SourceId(0)).value.expect("a legal standard");
    let options = form::Options { language: weiheng::Language::En, ..form::Options::default() };
    let form = form::form(&standard, &|_| String::new(), &options, None).expect("a workbook");
    assert_eq!(form.by_weiheng, ["1"]);
    let mut archive = zip::ZipArchive::new(Cursor::new(form.workbook)).expect("a workbook is an archive");
    let mut sheet = String::new();
    let mut scores = archive.by_name("xl/worksheets/sheet2.xml").expect("the scores");
    scores.read_to_string(&mut sheet).expect("it is text");
    let (_, clause) = sheet.split_once("<row r=\"3\"").expect("the row of the clause");
    let (_, height) = clause.split_once("ht=\"").expect("a height");
    let height: f64 = height.split('"').next().and_then(|height| height.parse().ok()).expect("a number");
    assert!(height > 30.0, "two lines of \"computed by weiheng\" in {height} points");
}

fn standard(name: &str) -> PathBuf {
    shelf().join(name)
}
