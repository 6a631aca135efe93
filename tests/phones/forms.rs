//! Every built-in standard as a form.

use std::collections::BTreeSet;
use std::path::Path;

use calamine::Reader;

use crate::phones::standard;
use crate::phones::tools;

#[test]
fn odk_takes_the_form_of_every_standard() {
    let folder = tools::folder("forms");
    let ids = standard::built_in();
    assert!(ids.len() > 50, "the standards are here: {ids:?}");
    for id in &ids {
        standard::form(id, &folder.join(format!("{id}.xlsx")));
    }
    let checked = tools::python("validate.py", &folder).unwrap_or_else(|wrong| panic!("{wrong}"));
    assert_eq!(checked.trim(), format!("{n} of {n} forms", n = ids.len()));
}

#[test]
fn a_form_is_the_same_every_time() {
    let folder = tools::folder("twice");
    let [one, two] = ["one.xlsx", "two.xlsx"].map(|name| folder.join(name));
    standard::form("demo.county-unit", &one);
    standard::form("demo.county-unit", &two);
    assert_eq!(std::fs::read(one).expect("a file"), std::fs::read(two).expect("a file"));
}

#[test]
fn names_of_questions_are_unique_and_stay() {
    let standard = standard::loaded("demo.county-unit");
    let listed = weiheng_tabular::submission::Questions::of(&standard).listed();
    let names: BTreeSet<&str> = listed.iter().map(|(question, _)| question.as_str()).collect();
    assert_eq!(names.len(), listed.len());
    // Forms are in the field while the program is updated: a fact keeps the name of its question for ever.
    for (question, fact) in [
        ("f_ccbe9f97", "单位类别"),
        ("i_5b52ff7b", "健康教育形式[专题讲座]"),
        ("a_1511c45c", "上次问题 适用"),
        ("r_1511c45c", "上次问题"),
        ("f_5b01250c", "上次问题.问题"),
    ] {
        assert!(listed.contains(&(question.to_owned(), fact.to_owned())), "{question} {fact}");
    }
}

#[test]
fn every_form_asks_where_the_inspection_is() {
    let folder = tools::folder("located");
    for id in standard::built_in() {
        let path = folder.join(format!("{id}.xlsx"));
        standard::form(&id, &path);
        let mut workbook: calamine::Xlsx<_> = calamine::open_workbook(&path).expect("a workbook");
        let survey = workbook.worksheet_range("survey").expect("a survey");
        let types: Vec<String> = survey.rows().map(|row| row[0].to_string()).collect();
        for wanted in ["geopoint", "image"] {
            assert!(types.iter().any(|found| found == wanted), "{id} has no {wanted}");
        }
    }
}

#[test]
fn every_question_tells_its_source() {
    let folder = tools::folder("sources");
    let mut told = 0;
    for id in standard::built_in() {
        let path = folder.join(format!("{id}.xlsx"));
        standard::form(&id, &path);
        let mut source = String::new();
        for row in survey(&path) {
            let [kind, name, label, _, hint, ..] = row.as_slice() else { panic!("{row:?}") };
            if name.starts_with("rule_") {
                let found = label.lines().find(|line| line.starts_with("依据："));
                source = found.unwrap_or_default().to_owned();
            } else if name.starts_with("photo_p") || kind == "begin_group" && name.starts_with('p') {
                source.clear();
            } else if is_question(kind, name) && !source.is_empty() {
                assert!(hint.ends_with(&source), "{id} {name}: {hint:?} without {source}");
                told += 1;
            }
        }
    }
    assert!(told > 1000, "{told} questions tell their source");
}

#[test]
fn a_hint_ends_with_the_source_of_the_clause() {
    let folder = tools::folder("hints");
    let (file, path) = (folder.join("街道.wh"), folder.join("form.xlsx"));
    let text = "标准 街道\n  满分 10\n  依据 \"总表\"\n条 1 \"市场\" 5分\n  依据 \"评分表\" 第3条 核实\n  观测 市场 : 名录 { 占道 : 计数 处 }\n  观测 面貌 : 评 { 好 3 至 5 ; 差 0 至 2 } 可不适用\n  每 市场 若 占道 > 2处 扣 1分\n  扣 5分 - 面貌\n条 2 \"垃圾\" 5分\n  观测 垃圾 : 计数 处\n  每 垃圾 扣 1分\n";
    std::fs::write(&file, text).expect("a file");
    standard::form(&file.display().to_string(), &path);
    let rows = survey(&path).into_iter().filter(|row| is_question(&row[0], &row[1]));
    let hints: Vec<[String; 2]> = rows.map(|row| [row[2].clone(), row[4].clone()]).collect();
    let own = "依据：《评分表》第3条（核实）";
    let wanted = [
        ("市场：有没有", own.to_owned()),
        ("占道（处）", own.to_owned()),
        ("面貌：不适用？", format!("适用就空着\n{own}")),
        ("面貌：哪一档", own.to_owned()),
        ("面貌（分）", format!("应在档内：好 3 至 5；差 0 至 2\n{own}")),
        // A clause that names none has that of the part around it.
        ("垃圾（处）", "依据：《总表》".to_owned()),
    ];
    assert_eq!(hints, wanted.map(|(label, hint)| [label.to_owned(), hint]));
}

/// The rows of the survey of a form, without headings.
fn survey(form: &Path) -> Vec<Vec<String>> {
    let mut workbook: calamine::Xlsx<_> = calamine::open_workbook(form).expect("a workbook");
    let survey = workbook.worksheet_range("survey").expect("a survey");
    survey.rows().skip(1).map(|row| row.iter().map(ToString::to_string).collect()).collect()
}

/// Whether a row asks for a fact; the items of a list share the hint of their table.
fn is_question(kind: &str, name: &str) -> bool {
    let asks = !kind.starts_with("end_") && !["begin_repeat", "note", "image", "geopoint"].contains(&kind);
    asks && ["a_", "b_", "f_", "r_"].iter().any(|start| name.starts_with(start))
}
