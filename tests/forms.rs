//! Forms that are filled in calculate what the engine says: LibreOffice works out their formulas, and every number,
//! finding and grade that a form shows is that of the engine.

#[path = "completions/drawing.rs"]
mod completions;

mod forms {
    pub(crate) mod agreement;
    pub(crate) mod checks;
    pub(crate) mod office;
    pub(crate) mod pages;
    pub(crate) mod trial;
}

use std::io::Cursor;
use std::path::Path;
use std::path::PathBuf;

use calamine::Reader;
use forms::checks;
use forms::office;
use forms::pages;
use forms::trial;
use forms::trial::agree;
use spec::shelf::below;
use spec::shelf::shelf;
use weiheng::Source;
use weiheng::SourceId;
use weiheng_paper::form;

/// Standards that are printed: short, long, of one sheet and of many.
const PRINTED: [&str; 3] =
    ["national/cn.county-covert.2014.wh", "county/demo.county-unit.wh", "national/cn.city.2021.wh"];

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
    let sheet = &pages::sheets(&form.workbook)[1].text;
    let (_, clause) = sheet.split_once("<row r=\"3\"").expect("the row of the clause");
    let (_, height) = clause.split_once("ht=\"").expect("a height");
    let height: f64 = height.split('"').next().and_then(|height| height.parse().ok()).expect("a number");
    assert!(height > 30.0, "two lines of \"computed by weiheng\" in {height} points");
}

#[test]
fn pages_end_where_a_form_says() {
    let folder = trial::Folder::new();
    let mut forms = Vec::new();
    for name in PRINTED {
        let (standard, text) = trial::standard(&standard(name));
        let text = |place: weiheng::Span| place.of(&text).to_owned();
        // Lists are printed as long as they are; these fit a page.
        let options = form::Options { rows: 4, ..form::Options::default() };
        let form = form::form(&standard, &text, &options, None).expect("a workbook");
        forms.push((standard.id, form.workbook));
    }
    forms.push(("wide".to_owned(), made(&wide()).workbook));
    for (id, workbook) in &forms {
        std::fs::write(folder.0.join(format!("{id}.xlsx")), workbook).expect("the folder takes files");
        for sheet in pages::sheets(workbook) {
            // Excel takes no notice of breaks where it fits a sheet to the page.
            assert!(!sheet.text.contains("fitToPage"), "{id} {}", sheet.name);
        }
    }
    let done = office::printed(&folder.0);
    for (id, workbook) in &forms {
        let pdf = std::fs::read(done.join(format!("{id}.pdf"))).expect("LibreOffice prints");
        assert_eq!(pages::printed(&pdf), pages::meant(workbook), "{id}");
    }
}

#[test]
fn long_lists_of_words_stand_in_cells() {
    let long: Vec<String> = (1..=40).map(|number| format!("第{number}种很长的名称")).collect();
    let form = made(&format!(
        "标准 甲\n  满分 10\n条 1 \"一\" 10分\n  观测 类别 : 选项 {{ {} }} 可不适用\n  观测 等级 : 等级 {{ 「A,B」 > C }}\n  观测 短 : 选项 {{ 甲, 乙 }}\n  观测 点 : 名录 {{ 类别 : 选项 {{ {} }} 可不适用 }}\n  若 类别 为 {} 或 等级 为 C 或 短 为 甲 扣 1分\n  每 点 若 类别 为 {} 扣 1分\n",
        long.join(", "),
        long.join(", "),
        long[0],
        long[0]
    ));
    let sheets = pages::sheets(&form.workbook);
    let offered = sheets.iter().flat_map(|sheet| checks::drop_downs(&form.workbook, sheet));
    let offered: Vec<Vec<String>> = offered.collect();
    let long: Vec<String> = long.into_iter().chain(["不适用".to_owned()]).collect();
    let short = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    assert_eq!(offered, [long.clone(), short(&["A,B", "C"]), short(&["甲", "乙"]), short(&["无"]), long]);
    let [words] = sheets.iter().filter(|sheet| sheet.name == "选项").collect::<Vec<_>>()[..] else {
        panic!("one sheet of words");
    };
    assert!(words.hidden);
    assert_eq!(words.text.matches("<row ").count(), 43, "the same list is kept once");
}

#[test]
fn rows_of_inner_lists_name_a_row_of_the_outer_one() {
    let form = made(
        "标准 甲\n  满分 10\n条 1 \"一\" 10分\n  观测 路 : 名录 应有 7 { 洞 : 名录 { 深 : 是否 } }\n  逐 路 取 合计 {\n    每 洞 若 深 扣 1分\n  }\n",
    );
    let sheets = pages::sheets(&form.workbook);
    let inner = sheets.iter().find(|sheet| sheet.name == "名录 路.洞").expect("a sheet of the inner list");
    let formula = "IF(ISNUMBER(A3),AND(A3>=1,A3<=7,A3=INT(A3)),FALSE)";
    assert_eq!(checks::formulas(inner), [((2, 0), (5, 0), formula.to_owned())]);
}

/// The form of a standard, with four rows for a list.
fn made(text: &str) -> form::Form {
    let loaded = weiheng::load(&Source::new("甲.wh", text), SourceId(0));
    let standard = loaded.value.unwrap_or_else(|| panic!("{:?}", loaded.diagnostics));
    let options = form::Options { rows: 4, ..form::Options::default() };
    form::form(&standard, &|_| String::new(), &options, None).expect("a workbook")
}

/// A standard with a list that is wider than two pages, and a clause that is longer than one.
fn wide() -> String {
    let fields: Vec<String> = (1..=24).map(|number| format!("很宽的一栏{number} : 文字")).collect();
    let items: Vec<String> = (1..=45).map(|number| format!("第{number}项")).collect();
    format!(
        "标准 甲\n  满分 100\n条 1 \"名录\" 10分\n  观测 点 : 名录 {{ {} }}\n  每 点 扣 1分\n条 2 \"清单\" 90分\n  观测 台账 : 清单 {{ {} }}\n  缺 台账 每项 扣 2分\n",
        fields.join(" ; "),
        items.join(", ")
    )
}

fn standard(name: &str) -> PathBuf {
    shelf().join(name)
}
