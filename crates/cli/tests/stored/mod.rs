//! Stored results made again: what is reported when a result, a standard or an observation was changed by hand.

use serde_json::Value;
use weiheng_cli::Exit;

use crate::harness::Done;
use crate::harness::Folder;
use crate::harness::run;

const STANDARD: &str = "标准 保洁 \"保洁检查表\"
  编号 test.clean
  满分 20

评定 { 通过 > 不通过 } 及格 通过
  通过 若 总分 >= 15分
  不通过 否则

条 1 \"主次干道\" 20分
  观测 暴露垃圾 : 计数 处
  观测 积水 : 计数 处
  每 暴露垃圾 扣 2分 \"垃圾\"
  每 积水 扣 0.5分
";

const UNIT: &str = r#"{ "单元": "东街", "评定日": "2024-05-20", "观测": { "暴露垃圾": 2, "积水": 1 } }"#;

/// A folder with a standard, observations and the result.
fn scored(name: &str) -> Folder {
    let folder = Folder::new(name);
    let standard = folder.file("保洁.wh", STANDARD);
    let unit = folder.file("东街.json", UNIT);
    let done = run(&["score", &standard, &unit, "--format", "json", "-o", &folder.path("结果.json")], "");
    assert_eq!(done.exit, Exit::Passed, "{}", done.stderr);
    folder
}

fn verify(folder: &Folder) -> (Done, Value) {
    let done = run(&["verify", &folder.path("结果.json"), "--format", "json"], "");
    let json = serde_json::from_str(&done.stdout).unwrap_or_else(|error| panic!("{error}: {}", done.stderr));
    (done, json)
}

fn differences(verification: &Value) -> Vec<String> {
    let all = verification["differences"].as_array().unwrap().iter();
    let said = |value: &Value| value["zh"].as_str().unwrap_or("-").to_owned();
    all.map(|one| {
        format!(
            "{}: {} | {} | {}",
            one["path"].as_str().unwrap(),
            said(&one["what"]),
            said(&one["stored"]),
            said(&one["again"])
        )
    })
    .collect()
}

fn inputs(verification: &Value) -> Vec<(String, bool)> {
    let all = verification["inputs"].as_array().unwrap().iter();
    all.map(|one| (one["kind"].as_str().unwrap().to_owned(), one["same"].as_bool().unwrap())).collect()
}

#[test]
fn what_is_unchanged_is_identical() {
    let folder = scored("verify-same");
    let (done, json) = verify(&folder);
    assert_eq!(done.exit, Exit::Passed, "{json}");
    assert_eq!(json["identical"], true);
    assert!(inputs(&json).iter().all(|(_, same)| *same), "{json}");
}

#[test]
fn a_digit_of_the_total_is_noticed() {
    let folder = scored("verify-digit");
    let stored = folder.read("结果.json");
    let altered = stored.replacen("\"low\": \"15.5\"", "\"low\": \"18.5\"", 1).replacen(
        "\"high\": \"15.5\"",
        "\"high\": \"18.5\"",
        1,
    );
    assert_ne!(stored, altered);
    folder.file("结果.json", &altered);
    let (done, json) = verify(&folder);
    assert_eq!(done.exit, Exit::NotPassed);
    assert_ne!(json["result"]["recorded"], json["result"]["stored"]);
    assert_eq!(json["result"]["recorded"], json["result"]["again"]);
    assert_eq!(differences(&json), ["/score: 总分 | 18.5 | 15.5"]);
}

/// What is no part of a result: which version wrote it, what repairs are proposed, and what files were called and where in
/// them something stood. Another file with the same readings is told and does not count.
const BESIDE: [&str; 7] = [
    "/receipt/weiheng",
    "/receipt/shape",
    "/receipt/observations/",
    "/receipt/standard/files/0/name",
    "/repairs/",
    "/place/",
    "/origin/",
];

#[test]
fn no_other_leaf_of_a_result_or_its_receipt_changes_unnoticed() {
    let folder = scored("verify-leaves");
    let stored: Value = serde_json::from_str(&folder.read("结果.json")).unwrap();
    let mut paths = Vec::new();
    leaves(&stored, "", &mut paths);
    paths.retain(|path| !BESIDE.iter().any(|beside| path.contains(beside)));
    assert!(paths.len() > 60, "{paths:?}");
    for path in paths {
        let mut other = stored.clone();
        let leaf = other.pointer_mut(&path).unwrap();
        *leaf = changed(leaf);
        folder.file("结果.json", &other.to_string());
        let done = run(&["verify", &folder.path("结果.json")], "");
        assert_ne!(done.exit, Exit::Passed, "{path}");
    }
}

fn leaves(value: &Value, path: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            members.iter().for_each(|(name, inner)| leaves(inner, &format!("{path}/{name}"), found));
        }
        Value::Array(elements) => {
            let elements = elements.iter().enumerate();
            elements.for_each(|(at, inner)| leaves(inner, &format!("{path}/{at}"), found));
        }
        _ => found.push(path.to_owned()),
    }
}

/// The same with its last digit or letter changed.
fn changed(leaf: &Value) -> Value {
    match leaf {
        Value::String(text) => {
            let kept: String = text.chars().take(text.chars().count().saturating_sub(1)).collect();
            format!("{kept}{}", if text.ends_with('1') { '2' } else { '1' }).into()
        }
        Value::Bool(truth) => (!truth).into(),
        Value::Number(number) => (number.as_i64().unwrap_or_default() + 1).into(),
        _ => "1".into(),
    }
}

#[test]
fn whoever_makes_the_sum_fit_is_noticed_too() {
    let folder = scored("verify-sum");
    let mut stored: Value = serde_json::from_str(&folder.read("结果.json")).unwrap();
    stored["ledger"][0]["amount"]["low"] = "-2".into();
    stored["ledger"][0]["amount"]["high"] = "-2".into();
    stored["verdicts"][0]["outcome"]["grade"] = "优秀".into();
    stored["receipt"]["result"] = weiheng::assessment::digest(&stored).to_string().into();
    folder.file("结果.json", &stored.to_string());
    let (done, json) = verify(&folder);
    assert_eq!(done.exit, Exit::NotPassed);
    assert_eq!(json["result"]["recorded"], json["result"]["stored"]);
    assert_eq!(
        differences(&json),
        [
            "/verdicts/0/outcome: 结论 等次 | 优秀（及格） | 通过（及格）",
            "/ledger/0/amount: 明细第1行 增减 | -2 | -4",
        ]
    );
}

#[test]
fn a_changed_standard_and_a_changed_observation_are_named() {
    let folder = scored("verify-inputs");
    folder.file("保洁.wh", &STANDARD.replace("0.5分", "1分"));
    let (done, json) = verify(&folder);
    assert_eq!(done.exit, Exit::NotPassed);
    assert!(inputs(&json).contains(&("standard".to_owned(), false)));
    assert!(differences(&json).contains(&"/score: 总分 | 15.5 | 15".to_owned()), "{json}");

    folder.file("保洁.wh", STANDARD);
    folder.file("东街.json", &UNIT.replace("\"积水\": 1", "\"积水\": 3"));
    let (done, json) = verify(&folder);
    assert_eq!(done.exit, Exit::NotPassed);
    assert!(inputs(&json).contains(&("standard".to_owned(), true)));
    assert!(inputs(&json).contains(&("readings".to_owned(), false)));
    assert!(
        differences(&json).contains(&"/parts/1/facts/1/value: 观测 积水 值 | 1处 | 3处".to_owned()),
        "{json}"
    );
}

#[test]
fn line_ends_marks_and_folders_make_no_difference() {
    let folder = scored("verify-crlf");
    folder.file("保洁.wh", &format!("\u{feff}{}", STANDARD.replace('\n', "\r\n")));
    let (done, _) = verify(&folder);
    assert_eq!(done.exit, Exit::Passed);
}

#[test]
fn a_unit_is_verified_out_of_another_file() {
    let folder = scored("verify-table");
    let table =
        folder.file("全部.csv", "单元,评定日,积水,暴露垃圾\n西街,2024-05-21,0,0\n东街,2024-05-20,1 处,2\n");
    let result = folder.path("结果.json");
    let done = run(&["verify", &result, "--observations", &table, "--format", "json"], "");
    let json: Value = serde_json::from_str(&done.stdout).unwrap();
    assert_eq!(done.exit, Exit::Passed, "{json}");
    assert!(inputs(&json).contains(&("observations".to_owned(), false)));
    assert!(inputs(&json).contains(&("readings".to_owned(), true)));
}

#[test]
fn what_cannot_be_verified_says_why() {
    let folder = scored("verify-missing");
    let result = folder.path("结果.json");
    std::fs::remove_file(folder.path("东街.json")).unwrap();
    let done = run(&["verify", &result], "");
    assert_eq!(done.exit, Exit::BadInput);
    assert!(done.stderr.contains("找不到文件「东街.json」"), "{}", done.stderr);
    for (text, said) in [
        ("{", "不是 JSON"),
        ("[]", "没有结果"),
        ("{\"version\": 1}", "不是评分结果"),
        ("{\"version\": 99}", "version 99"),
    ] {
        let done = run(&["verify", "-"], text);
        assert_eq!(done.exit, Exit::BadInput);
        assert!(done.stderr.contains(said), "{}", done.stderr);
    }
    let mut stored: Value = serde_json::from_str(&folder.read("结果.json")).unwrap();
    stored.as_object_mut().unwrap().remove("receipt");
    let done = run(&["verify", "-"], &stored.to_string());
    assert_eq!(done.exit, Exit::BadInput);
    assert!(done.stderr.contains("没有凭据"), "{}", done.stderr);
}
