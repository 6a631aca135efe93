//! Every built-in standard as a form.

use std::collections::BTreeSet;

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
