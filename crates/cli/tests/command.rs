//! The command in-process: arguments and streams in, text and exit status out.

mod batch;
mod harness;
mod stored;

use harness::Folder;
use harness::run;
use weiheng_cli::Exit;

const STANDARD: &str = "标准 保洁 \"保洁检查表\"
  编号 test.clean
  满分 20
  缺项 不许

评定 { 通过 > 不通过 } 及格 通过
  不通过 若 有否决
  通过 若 总分 >= 15分
  不通过 否则

条 1 \"主次干道保洁\" 20分
  责任 环卫所
  观测 暴露垃圾 : 计数 处
  每 暴露垃圾 扣 2分

条 2 \"烟草广告\" ★
  观测 烟草广告 : 计数 处
  若 烟草广告 > 0处 否决 \"发现烟草广告\"
";

#[test]
fn the_exit_status_is_the_verdict() {
    let folder = Folder::new("exit");
    let standard = folder.file("保洁.wh", STANDARD);
    for (observed, exit) in [
        (r#"{"暴露垃圾": 1, "烟草广告": 0}"#, Exit::Passed),
        (r#"{"暴露垃圾": 4, "烟草广告": 0}"#, Exit::NotPassed),
        (r#"{"暴露垃圾": 1, "烟草广告": 2}"#, Exit::NotPassed),
        (r#"{"烟草广告": 0}"#, Exit::Open),
        (r#"{"暴露垃圾": "许多", "烟草广告": 0}"#, Exit::BadInput),
        (r#"{"暴露拉圾": 1}"#, Exit::BadInput),
        ("{", Exit::BadInput),
    ] {
        let done = run(&["score", &standard, "-"], observed);
        assert_eq!(done.exit, exit, "{observed}\n{}{}", done.stdout, done.stderr);
        assert_eq!(done.stdout.is_empty(), exit == Exit::BadInput, "{}", done.stdout);
    }
}

#[test]
fn a_report_in_the_terminal() {
    let folder = Folder::new("report");
    let standard = folder.file("保洁.wh", STANDARD);
    let done = run(&["score", &standard, "-", "--date", "2024年5月1日"], r#"{"暴露垃圾": 4, "烟草广告": 1}"#);
    assert_eq!(done.stderr, "");
    insta::assert_snapshot!(done.stdout);
}

#[test]
fn several_units_end_with_the_worst_of_them() {
    let folder = Folder::new("several");
    let standard = folder.file("保洁.wh", STANDARD);
    let units = "单元,暴露垃圾,烟草广告\n甲,1,0\n乙,,0\n丙,9,0\n";
    let text = run(&["score", &standard, "-"], units);
    assert_eq!(text.exit, Exit::NotPassed);
    assert!(text.stdout.starts_with("各单位汇总"), "{}", text.stdout);
    let json = run(&["score", &standard, "-", "--format", "json"], units);
    assert!(json.stdout.starts_with("[\n"), "{}", json.stdout);
    let lines = run(&["score", &standard, "-", "--format", "ndjson"], units);
    assert_eq!(lines.stdout.lines().count(), 3);
    let open = run(&["score", &standard, "-"], "单元,暴露垃圾,烟草广告\n甲,1,0\n乙,,0\n");
    assert_eq!(open.exit, Exit::Open);
}

#[test]
fn a_report_takes_its_form_from_the_name_of_the_file() {
    let folder = Folder::new("report-form");
    let standard = folder.file("保洁.wh", STANDARD);
    let observed = r#"{"单元": "<b>东街", "暴露垃圾": 4, "烟草广告": 0}"#;
    let report = |extra: &[&str]| run(&[&["report", &standard, "-"], extra].concat(), observed);
    assert_eq!(report(&["-o", &folder.path("a.HTML")]).exit, Exit::NotPassed);
    let page = folder.read("a.HTML");
    assert!(page.starts_with("<!DOCTYPE html>") && page.contains("&#60;b&#62;东街"), "{page}");
    assert_eq!(page, report(&["--format", "html"]).stdout);
    assert!(report(&["-o", &folder.path("b.txt"), "--format", "markdown"]).exit == Exit::NotPassed);
    assert!(folder.read("b.txt").starts_with("# 保洁检查表"));
    let unknown = report(&["-o", &folder.path("c.docx")]);
    assert_eq!(unknown.exit, Exit::BadInput);
    assert!(unknown.stderr.contains("不知道写成什么形式"), "{}", unknown.stderr);
    assert_eq!(folder.names(), ["a.HTML", "b.txt", "保洁.wh"]);
}

/// A folder of units: two good files of three units, one that is no JSON, one with a name that nobody knows.
fn inspected(name: &str) -> (Folder, String) {
    let folder = Folder::new(name);
    let standard = folder.file("保洁.wh", STANDARD);
    folder.file("乙.csv", "单元,暴露垃圾,烟草广告\n东/街,4,0\n南街,1,0\n");
    folder.file("丙.json", r#"{"单元": "西街", "暴露垃圾": 1, "烟草广告": 2}"#);
    folder.file("丁.json", "{");
    folder.file("戊.json", r#"{"单元": "北街", "暴露拉圾": 1}"#);
    folder.file(".隐.json", "{");
    (folder, standard)
}

#[test]
fn a_bad_file_never_stops_the_others() {
    let (folder, standard) = inspected("folder");
    let done = run(&["score", &standard, &folder.path(""), "--format", "ndjson"], "");
    assert_eq!(done.exit, Exit::BadInput);
    let unit = |line: &str| serde_json::from_str::<weiheng::Assessment>(line).unwrap().unit.unwrap();
    let units: Vec<String> = done.stdout.lines().map(unit).collect();
    assert_eq!(units, ["西街", "东/街", "南街"]);
    for wanted in ["WH0401", "暴露拉圾", "2 个文件没有评定", "其余 3 个单位已评定"] {
        assert!(done.stderr.contains(wanted), "{wanted}\n{}", done.stderr);
    }
    let only_bad = run(&["score", &standard, &folder.path("丁.json"), &folder.path("戊.json")], "");
    assert_eq!((only_bad.exit, only_bad.stdout.as_str()), (Exit::BadInput, ""));
}

#[test]
fn many_units_are_summed_up() {
    let (folder, standard) = inspected("summary");
    let report = |form: &str| run(&["report", &standard, &folder.path(""), "--format", form], "");
    let json = report("json");
    assert_eq!(json.exit, Exit::BadInput);
    let summary: weiheng::Summary = serde_json::from_str(&json.stdout).unwrap();
    let named: Vec<_> = summary.units.iter().map(|unit| unit.unit.as_deref().unwrap()).collect();
    assert_eq!(named, ["南街", "西街", "东/街"]);
    let places: Vec<u32> = summary.units.iter().map(|unit| unit.place.unwrap().best).collect();
    assert_eq!(places, [1, 1, 3]);
    assert_eq!(summary.left_out.len(), 2);
    let page = report("html").stdout;
    for wanted in ["单位排名", "未评定的文件", "东/街", "第 1 行"] {
        assert!(page.contains(wanted), "{wanted}");
    }
    assert!(report("markdown").stdout.contains("| 1 | 西街 | 18 |"));
    assert_eq!(report("csv").stdout.lines().filter(|line| line.starts_with("东/街")).count(), 1);
}

#[test]
fn a_folder_of_reports_has_one_for_each_unit() {
    let (folder, standard) = inspected("pages");
    let out = folder.path("报告/");
    let (good, bad) = (folder.path("乙.csv"), folder.path("丙.json"));
    assert_eq!(run(&["report", &standard, &good, &bad, "-o", &out], "").exit, Exit::NotPassed);
    let page = folder.read("报告/汇总.html");
    for name in ["东_街", "南街", "西街"] {
        assert!(page.contains(&format!("href=\"./{name}.html\"")), "{name}");
        assert!(folder.read(&format!("报告/{name}.html")).contains("评定报告"));
    }
}

#[test]
fn the_date_asked_for_goes_before_the_units_own_and_that_before_today() {
    let folder = Folder::new("date");
    let standard = folder.file("保洁.wh", STANDARD);
    let dated = r#"{"单元": "甲", "评定日": "2020-01-02", "观测": {"暴露垃圾": 1, "烟草广告": 0}}"#;
    let undated = r#"{"暴露垃圾": 1, "烟草广告": 0}"#;
    for (extra, observed, date) in [
        (&["--date", "2021-03-04"][..], dated, "2021-03-04"),
        (&[][..], dated, "2020-01-02"),
        (&[][..], undated, "2024-05-06"),
    ] {
        let arguments = [&["score", &standard, "-"], extra].concat();
        assert!(run(&arguments, observed).stdout.contains(date), "{date}");
    }
}

#[test]
fn an_output_file_is_whole_or_untouched() {
    let folder = Folder::new("output");
    let standard = folder.file("保洁.wh", STANDARD);
    let report = folder.file("报告.md", "旧");
    let score =
        |observed: &str| run(&["score", &standard, "-", "--format", "markdown", "-o", &report], observed);
    assert_eq!(score("{").exit, Exit::BadInput);
    assert_eq!(folder.read("报告.md"), "旧");
    assert_eq!(score(r#"{"暴露垃圾": 1, "烟草广告": 0}"#).exit, Exit::Passed);
    assert!(folder.read("报告.md").starts_with("# 保洁检查表"));
    let nowhere = folder.path("没有/报告.md");
    let lost = run(&["score", &standard, "-", "-o", &nowhere], r#"{"暴露垃圾": 1, "烟草广告": 0}"#);
    assert_eq!(lost.exit, Exit::BadInput);
    assert!(lost.stderr.contains("写不了文件"), "{}", lost.stderr);
    let onto_folder =
        run(&["score", &standard, "-", "-o", &folder.path("")], r#"{"暴露垃圾": 1, "烟草广告": 0}"#);
    assert_eq!(onto_folder.exit, Exit::BadInput);
    assert_eq!(folder.names(), ["保洁.wh", "报告.md"]);
}

#[test]
fn what_cannot_be_read_is_named_with_its_reason() {
    let folder = Folder::new("unreadable");
    let standard = folder.file("保洁.wh", STANDARD);
    let missing = folder.path("没有.json");
    let nothing = folder.path("");
    for (arguments, language, wanted) in [
        (["score", &standard, &missing], "zh", "没有.json：没有这个文件或目录"),
        (["score", &standard, &missing], "en", "there is no such file or directory"),
        (["score", &standard, &nothing], "zh", "中没有观测文件"),
        (["score", "cn.city-cover.2014", "-"], "zh", "是不是「cn.city-covert.2014」"),
        (["score", "cn.city-cover.2014", "-"], "en", "did you mean `cn.city-covert.2014`"),
        (["score", "没有.wh", "-"], "zh", "没有.wh：没有这个文件或目录"),
    ] {
        let done = run(&[&arguments[..], &["--lang", language]].concat(), "{}");
        assert_eq!(done.exit, Exit::BadInput);
        assert!(done.stderr.contains(wanted), "{}", done.stderr);
    }
}

#[test]
fn check_counts_and_never_stops_at_the_first() {
    let folder = Folder::new("check");
    let bad = folder.file(
        "坏.wh",
        &STANDARD.replace("每 暴露垃圾", "每 暴露拉圾").replace("总分 >= 15分", "总分 >= 15处"),
    );
    let latin = folder.bytes("乱码.wh", &[b'a', 0xff]);
    let done = run(&["check", &bad, &latin, &folder.path("没有.wh")], "");
    assert_eq!(done.exit, Exit::BadInput);
    for code in ["WH0201", "WH0110"] {
        assert!(done.stdout.contains(code), "{code}\n{}", done.stdout);
    }
    assert!(done.stderr.contains("没有.wh"), "{}", done.stderr);
    let last = done.stdout.lines().last().unwrap_or_default();
    assert!(last.contains("个错误，"), "{last}");
    let json = run(&["check", &bad, "--format", "json"], "").stdout;
    let entries: Vec<serde_json::Value> = serde_json::from_str(&json).unwrap();
    assert!(entries.iter().all(|entry| entry["file"] == bad.as_str() && entry["line"].as_u64() > Some(0)));
    let sarif: serde_json::Value =
        serde_json::from_str(&run(&["check", &bad, "--format", "sarif"], "").stdout).unwrap();
    assert_eq!(sarif["runs"][0]["results"].as_array().map(Vec::len), Some(entries.len()));
}

#[test]
fn fmt_settles_and_leaves_bad_files_alone() {
    let folder = Folder::new("fmt");
    let untidy = STANDARD.replace("  满分 20", "满分   20  # 注");
    let file = folder.file("保洁.wh", &untidy);
    assert_eq!(run(&["fmt", "--check", &file], "").exit, Exit::NotPassed);
    assert_eq!(folder.read("保洁.wh"), untidy);
    assert_eq!(run(&["fmt", &file], "").exit, Exit::Passed);
    assert_eq!(run(&["fmt", "--check", &file], "").exit, Exit::Passed);
    assert_eq!(run(&["fmt", "-"], &untidy).stdout, folder.read("保洁.wh"));
    let english = run(&["fmt", "-", "--keywords", "en"], &untidy).stdout;
    assert!(english.contains("standard 保洁") && english.contains("# 注"), "{english}");
    let broken = folder.file("坏.wh", "标准 坏\n  满分 满分 (\n");
    let refused = run(&["fmt", &broken, &file], "");
    assert_eq!((refused.exit, refused.stdout.as_str()), (Exit::BadInput, ""));
    assert!(refused.stderr.contains("坏.wh:2"), "{}", refused.stderr);
    assert_eq!(folder.read("坏.wh"), "标准 坏\n  满分 满分 (\n");
    assert_eq!(folder.names(), ["保洁.wh", "坏.wh"]);
}

#[test]
fn every_stage_can_be_shown() {
    let folder = Folder::new("show");
    let standard = folder.file("保洁.wh", STANDARD);
    let observed = r#"{"暴露垃圾": 3, "烟草广告": 0}"#;
    for stage in ["tree", "model", "plan"] {
        let shown = run(&["show", stage, &standard], "");
        assert!(shown.exit == Exit::Passed && !shown.stdout.is_empty(), "{stage} {}", shown.stderr);
    }
    assert!(run(&["show", "readings", &standard, "-"], observed).stdout.contains("暴露垃圾 = 3"));
    assert!(run(&["show", "assessment", &standard, "-"], observed).stdout.contains("\"score\""));
    assert_eq!(run(&["show", "readings", &standard], "").exit, Exit::BadInput);
}

#[test]
fn codes_are_explained_and_listed() {
    let all = run(&["explain"], "").stdout;
    assert_eq!(all.lines().count(), weiheng::Code::ALL.len());
    assert!(run(&["explain", "wh0303"], "").stdout.contains("分档有空隙"));
    let near = run(&["explain", "WH303"], "");
    assert_eq!(near.exit, Exit::BadInput);
    assert!(near.stderr.contains("是不是 WH0303"), "{}", near.stderr);
}

#[test]
fn built_in_standards_load_under_their_ids() {
    let list = run(&["list", "--format", "json"], "");
    assert_eq!((list.exit, list.stderr.as_str()), (Exit::Passed, ""));
    let entries: Vec<serde_json::Value> = serde_json::from_str(&list.stdout).unwrap();
    assert!(!entries.is_empty());
    for entry in entries {
        let id = entry["id"].as_str().unwrap_or_default();
        let tree = run(&["show", "tree", id], "").stdout;
        assert!(tree.contains(&format!("(id {id})")), "the file name is not its 编号: {id}");
        assert_eq!(run(&["check", id], "").exit, Exit::Passed, "{id}");
    }
}

#[test]
fn arguments_and_help() {
    assert_eq!(run(&["frob"], "").exit, Exit::BadInput);
    assert_eq!(run(&["score", "cn.city.2014", "-", "--date", "2024-13-01"], "{}").exit, Exit::BadInput);
    assert!(run(&["--version"], "").stdout.starts_with("weiheng 0."));
    for command in ["score", "report", "check", "fmt", "show", "explain", "list"] {
        let help = run(&[command, "--help"], "");
        assert_eq!((help.exit, help.stderr.as_str()), (Exit::Passed, ""));
        assert!(help.stdout.contains("示例 Examples"), "{command}");
    }
    insta::assert_snapshot!(run(&["--help"], "").stdout);
}

#[test]
fn a_reader_that_leaves_does_not_change_the_answer() {
    let folder = Folder::new("pipe");
    let standard = folder.file("保洁.wh", STANDARD);
    let exit = harness::run_into_closed_pipe(&["score", &standard, "-"], r#"{"暴露垃圾": 4, "烟草广告": 0}"#);
    assert_eq!(exit, Exit::NotPassed);
}
