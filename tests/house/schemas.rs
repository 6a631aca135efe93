//! The JSON that the command prints, held against `docs/schema`.

use std::error::Error;

use serde_json::Value;

use crate::command;
use crate::folder;
use crate::folder::Scratch;

/// Checks JSON against a schema of `docs/schema`.
fn check(schema: &str, printed: &Value) -> Result<(), String> {
    let path = folder::root().join("docs/schema").join(schema);
    let schema: Value = serde_json::from_str(&folder::read(&path)?).map_err(|error| error.to_string())?;
    let validator = jsonschema::options().with_retriever(Beside).build(&schema);
    let validator = validator.map_err(|error| error.to_string())?;
    let wrong: Vec<String> =
        validator.iter_errors(printed).map(|error| format!("{}: {error}", error.instance_path())).collect();
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n")) }
}

/// Finds the schemas that a schema names in the same folder.
struct Beside;

impl jsonschema::Retrieve for Beside {
    fn retrieve(&self, uri: &jsonschema::Uri<String>) -> Result<Value, Box<dyn Error + Send + Sync>> {
        let name = uri.path().as_str().rsplit('/').next().unwrap_or_default();
        let text = folder::read(&folder::root().join("docs/schema").join(name))?;
        Ok(serde_json::from_str(&text)?)
    }
}

fn printed(arguments: &[&str]) -> Result<Value, String> {
    let ran = command::weiheng(arguments, &[], &folder::root())?;
    serde_json::from_str(&ran.stdout).map_err(|error| format!("{error}: {}{}", ran.stdout, ran.stderr))
}

#[test]
fn assessments_fit_their_schema() -> Result<(), String> {
    for (standard, observations) in [
        ("cn.city.2014", "examples/city-full.json"),
        ("cn.city.2014", "examples/wuzhou.json"),
        ("cn.county-covert.2014", "examples/covert-visit.json"),
        ("examples/street.wh", "examples/street.json"),
    ] {
        check("assessment.schema.json", &printed(&["score", standard, observations, "--format", "json"])?)?;
    }
    Ok(())
}

#[test]
fn several_assessments_are_a_list_of_them() -> Result<(), String> {
    let several =
        printed(&["score", "cn.county-covert.2014", "examples/county-covert.csv", "--format", "json"])?;
    let units = several.as_array().ok_or("not a list")?;
    assert_eq!(units.len(), 4);
    units.iter().try_for_each(|unit| check("assessment.schema.json", unit))
}

#[test]
fn every_state_of_an_assessment_fits_its_schema() -> Result<(), String> {
    let scratch = Scratch::new()?;
    let standard = "标准 例\n  满分 10\n  缺项 不许\n评定 { 好 > 差 } 及格 好\n  差 若 有否决\n  好 若 总分 >= 6分\n  差 否则\n条 1 10分\n  观测 a : 评 { 好 6 至 10 ; 差 0 至 4 } 可不适用\n  观测 b : 名录 { n : 文字 ; m : 计数 处 }\n  观测 c : 是否 外部\n  观测 d : 是否 未查 视为 否\n  得 a\n条 2\n  若 任一(b, m > 1处) 否决 \"多\"\n条 3\n  要求 c\n  要求 d\n";
    scratch.write("s.wh", standard.as_bytes())?;
    let units = "[{\"单元\":\"1\",\"a\":5},{\"单元\":\"2\",\"a\":\"不适用\"},{\"单元\":\"3\",\"a\":\"好\"},{\"单元\":\"4\",\"a\":7,\"b\":[{\"n\":\"东\",\"m\":2}],\"c\":false}]";
    scratch.write("u.json", units.as_bytes())?;
    let ran = command::weiheng(&["score", "s.wh", "u.json", "--format", "json"], &[], &scratch.path)?;
    let several: Value =
        serde_json::from_str(&ran.stdout).map_err(|error| format!("{error}: {}", ran.stderr))?;
    several.as_array().ok_or("not a list")?.iter().try_for_each(|unit| check("assessment.schema.json", unit))
}

#[test]
fn comparisons_fit_their_schema() -> Result<(), String> {
    let scratch = Scratch::new()?;
    let nation = "标准 国\n条 1\n  观测 a : 百分比 精确到 0.1%\n  要求 a >= 95%\n条 2\n  观测 b : 计数 处\n  要求 b 为 0处 否则 否决\n";
    let province = "标准 省\n  满分 10\n条 1 10分\n  观测 a : 百分比 精确到 0.1%\n  若 a < 93% 扣 5分 \"低\"\n  观测 b : 计数 处\n  每 b 扣 1分\n";
    scratch.write("n.wh", nation.as_bytes())?;
    scratch.write("p.wh", province.as_bytes())?;
    scratch.write("u.json", "[{\"单元\":\"1\",\"a\":94,\"b\":2},{\"单元\":\"2\",\"a\":90}]".as_bytes())?;
    let line = ["score", "--standard", "n.wh", "--standard", "p.wh", "u.json", "--format", "json"];
    let ran = command::weiheng(&line, &[], &scratch.path)?;
    let several: Value =
        serde_json::from_str(&ran.stdout).map_err(|error| format!("{error}: {}", ran.stderr))?;
    let units = several.as_array().ok_or("not a list")?;
    assert_eq!(units.len(), 2);
    units.iter().try_for_each(|unit| check("comparison.schema.json", unit))
}

#[test]
fn visits_fit_their_schema() -> Result<(), String> {
    let scratch = Scratch::new()?;
    let standard = "标准 例\n  满分 10\n评定 { 好 > 差 } 及格 好\n  好 若 总分 >= 8分\n  差 否则\n账 罚款 元\n条 1 10分\n  观测 a : 计数 处\n  每 a 扣 1分 至多 5分\n  每 a 记 罚款 50元\n条 2\n  观测 b : 是否\n  要求 b\n";
    scratch.write("s.wh", standard.as_bytes())?;
    scratch.write("a.json", "[{\"单元\":\"1\",\"a\":7,\"b\":false},{\"单元\":\"2\"}]".as_bytes())?;
    scratch.write("b.json", "[{\"单元\":\"1\",\"a\":1,\"b\":true},{\"单元\":\"2\",\"a\":1}]".as_bytes())?;
    let ran =
        command::weiheng(&["compare", "s.wh", "a.json", "b.json", "--format", "json"], &[], &scratch.path)?;
    let several: Value =
        serde_json::from_str(&ran.stdout).map_err(|error| format!("{error}: {}", ran.stderr))?;
    let units = several.as_array().ok_or("not a list")?;
    assert_eq!(units.len(), 2);
    units.iter().try_for_each(|unit| check("visits.schema.json", unit))
}

#[test]
fn verifications_fit_their_schema() -> Result<(), String> {
    let scratch = Scratch::new()?;
    let standard = "标准 例\n条 1 10分\n  观测 a : 计数 处\n  每 a 扣 1分\n";
    scratch.write("s.wh", standard.as_bytes())?;
    scratch.write("u.json", "{\"单元\":\"1\",\"a\":2}".as_bytes())?;
    let verified = || -> Result<Value, String> {
        let ran = command::weiheng(&["verify", "r.json", "--format", "json"], &[], &scratch.path)?;
        serde_json::from_str(&ran.stdout).map_err(|error| format!("{error}: {}", ran.stderr))
    };
    command::weiheng(&["score", "s.wh", "u.json", "--format", "json", "-o", "r.json"], &[], &scratch.path)?;
    let same = verified()?;
    assert_eq!(same["identical"], true);
    check("verification.schema.json", &same)?;
    scratch.write("s.wh", standard.replace("扣 1分", "扣 3分").as_bytes())?;
    let other = verified()?;
    assert_eq!(other["identical"], false);
    check("verification.schema.json", &other)
}

#[test]
fn summaries_fit_their_schema() -> Result<(), String> {
    for files in
        [&["examples/county-covert.csv"][..], &["examples/county-covert.csv", "examples/village.json"]]
    {
        let line = [&["report", "cn.county-covert.2014"], files, &["--format", "json"]].concat();
        check("summary.schema.json", &printed(&line)?)?;
    }
    let scratch = Scratch::new()?;
    let standard = "标准 例\n  账 罚款 元\n条 1\n  观测 a : 计数 处\n  每 a 记 罚款 50元\n";
    scratch.write("s.wh", standard.as_bytes())?;
    scratch.write("u.json", "[{\"单元\":\"1\",\"a\":1},{\"单元\":\"2\"}]".as_bytes())?;
    let ran = command::weiheng(&["report", "s.wh", "u.json", "--format", "json"], &[], &scratch.path)?;
    let summary: Value =
        serde_json::from_str(&ran.stdout).map_err(|error| format!("{error}: {}", ran.stderr))?;
    check("summary.schema.json", &summary)
}

#[test]
fn answers_after_a_visit_fit_their_schemas() -> Result<(), String> {
    for (command, schema, observations) in [
        ("plan", "remedy.schema.json", "examples/street-failing.json"),
        ("plan", "remedy.schema.json", "examples/street-half.json"),
        ("plan", "remedy.schema.json", "examples/street.json"),
        ("next", "agenda.schema.json", "examples/street-half.json"),
        ("next", "agenda.schema.json", "examples/street.json"),
    ] {
        check(schema, &printed(&[command, "examples/street.wh", observations, "--format", "json"])?)?;
    }
    check(
        "agenda.schema.json",
        &printed(&["next", "cn.city.2014", "examples/wuzhou.json", "--format", "json"])?,
    )?;
    let kept = [
        "plan",
        "examples/street.wh",
        "examples/street-failing.json",
        "--keep",
        "烟草广告",
        "--format",
        "json",
    ];
    check("remedy.schema.json", &printed(&kept)?)
}

#[test]
fn diagnostics_fit_their_schema() -> Result<(), String> {
    check(
        "diagnostics.schema.json",
        &printed(&["check", "cn.city.2014", "examples/street.wh", "--format", "json"])?,
    )?;
    let scratch = Scratch::new()?;
    scratch.write(
        "bad.wh",
        "标准 例\n  满分 10\n条 1 9分\n  观测 垃圾 : 计数 处\n  每 拉圾 扣 1\n".as_bytes(),
    )?;
    let ran = command::weiheng(&["check", "bad.wh", "--format", "json"], &[], &scratch.path)?;
    let found: Value = serde_json::from_str(&ran.stdout).map_err(|error| error.to_string())?;
    assert!(found.as_array().is_some_and(|all| !all.is_empty()));
    assert_eq!(ran.status, 2);
    check("diagnostics.schema.json", &found)
}

#[test]
fn the_list_fits_its_schema() -> Result<(), String> {
    check("list.schema.json", &printed(&["list", "--format", "json"])?)
}
