//! Every way of writing a value, and what it is read as.

use crate::diagnostic::Diagnostic;
use crate::exact::Exact;
use crate::model::fact::Fact;
use crate::model::fact::FieldId;
use crate::model::fact::Judged;
use crate::model::fact::JudgedBand;
use crate::model::fact::Kind;
use crate::model::fact::NumberClass;
use crate::model::fact::NumberKind;
use crate::model::fact::Records;
use crate::model::part::PartId;
use crate::observation::Observations;
use crate::observation::Reading;
use crate::observation::bind::Binder;
use crate::observation::name::Names;
use crate::observation::show::show;
use crate::source::SourceId;
use crate::source::Span;
use crate::unit::Unit;

fn fact(name: &str, kind: Kind) -> Fact {
    Fact {
        name: name.to_owned(),
        kind,
        may_be_inapplicable: name.ends_with('?'),
        external: false,
        taken_as: None,
        hint: None,
        part: PartId(0),
        span: Span::default(),
    }
}

fn number(class: NumberClass, unit: &str, precision: Option<&str>, ends: [Option<i64>; 2]) -> Kind {
    let unit = Unit::parse(unit).expect("a unit");
    let in_base = |value: Exact| value.times(unit.factor()).expect("a small number");
    Kind::Number(NumberKind {
        class,
        precision: precision.map(|text| in_base(text.parse().expect("a number"))),
        low: ends[0].map(|end| in_base(Exact::from(end))),
        high: ends[1].map(|end| in_base(Exact::from(end))),
        unit,
    })
}

fn names(text: &str) -> Vec<String> {
    text.split(' ').map(str::to_owned).collect()
}

fn judged() -> Kind {
    let band = |name: &str, low: i64, high: i64| JudgedBand {
        name: Some(name.to_owned()),
        low: Exact::from(low),
        high: Exact::from(high),
    };
    let bands = vec![band("很好", 18, 20), band("较好", 10, 17), band("较差", 0, 9)];
    Kind::Judged(Judged { bands, out_of: None, precision: Exact::ONE })
}

pub(super) fn facts() -> Vec<Fact> {
    let count = || number(NumberClass::Count, "处", Some("1"), [Some(0), None]);
    let hours = number(NumberClass::Quantity, "小时", Some("0.5"), [Some(0), Some(24)]);
    let share = number(NumberClass::Ratio, "%", None, [Some(0), Some(100)]);
    let rows = Records {
        expected: Some(2),
        key: Some(FieldId(0)),
        fields: vec![fact("名称", Kind::Text), fact("占道", count())],
        lets: Vec::new(),
    };
    vec![
        fact("隔离?", Kind::YesNo),
        fact("垃圾", count()),
        fact("保洁", hours),
        fact("满意率", share),
        fact("投入", number(NumberClass::Quantity, "元", None, [None, None])),
        fact("等级", Kind::Level(names("A B C级"))),
        fact("水源", Kind::Choice(names("地表水 地下水 不适用"))),
        fact("台账", Kind::Items(names("年度计划 工作总结 检查记录"))),
        fact("日期", Kind::Date),
        fact("时刻", Kind::Time),
        fact("整体面貌", judged()),
        fact("名称", Kind::Text),
        fact("市场", Kind::Records(rows)),
    ]
}

/// Reads `{ name: value }` and shows the reading, or the code of the error.
fn read(name: &str, value: &str) -> String {
    read_object(&format!("{{ {name:?}: {value} }}"))
}

fn read_object(json: &str) -> String {
    let observations = match Observations::from_json(SourceId(0), json) {
        outcome if outcome.value.is_none() => return codes(outcome.diagnostics.iter()),
        outcome => outcome.value.unwrap_or_default(),
    };
    let facts = facts();
    let mut binder = Binder::default();
    let entries = &observations.first().expect("a unit").entries;
    let bound = binder.entries(&Names::of(&facts), facts.len(), entries, None);
    let read = facts.iter().zip(bound).filter(|(_, (reading, _))| *reading != Reading::NotObserved);
    let mut shown: Vec<String> = read.map(|(fact, (reading, _))| show(&fact.kind, &reading)).collect();
    if !binder.diagnostics.is_empty() {
        shown.push(codes(binder.diagnostics.iter()));
    }
    shown.join(" | ")
}

fn codes<'a>(problems: impl Iterator<Item = &'a Diagnostic>) -> String {
    problems.map(|problem| problem.code.as_str()).collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn table(name: &str, rows: &[(&str, &str)]) {
    for (text, shown) in rows {
        assert_eq!(read(name, &serde_json::to_string(text).expect("a string")), *shown, "{name}: {text}");
    }
}

#[test]
fn yes_and_no() {
    for yes in ["是", "有", "合格", "符合", "达标", "√", "✓", "☑", "TRUE", "Ｙ", "yes", "1", "１", " 是 "]
    {
        table("隔离?", &[(yes, "是")]);
    }
    for no in ["否", "无", "不合格", "不达标", "×", "✗", "☒", "False", "n", "0"] {
        table("隔离?", &[(no, "否")]);
    }
    table("隔离?", &[("基本合格", "WH0403"), ("2", "WH0403"), ("不", "WH0403"), ("是/否", "WH0403")]);
    table("隔离?", &[("不适用", "不适用"), ("Ｎ／Ａ", "不适用"), ("", ""), ("　", ""), ("未查", "")]);
    assert_eq!(read("隔离?", "false"), "否");
}

#[test]
fn counts() {
    table(
        "垃圾",
        &[("3", "3处"), ("３处", "3处"), ("3 处", "3处"), ("1,234", "1234处"), ("1，234", "1234处")],
    );
    table("垃圾", &[("1.2万", "12000处"), ("无", "0处"), ("零", "0处"), ("0003", "3处"), ("3.0", "3处")]);
    table("垃圾", &[("3人", "WH0403"), ("三", "WH0403"), ("12,34", "WH0403"), ("300%", "WH0403")]);
    table("垃圾", &[("-1", "WH0404"), ("1.5", "WH0407"), ("不适用", "WH0406"), ("—", "WH0403")]);
    table(
        "垃圾",
        &[("=SUM(A1:A3)", "WH0403"), ("1.2E+05", "WH0403"), ("3-5", "WH0403"), ("约3处", "WH0403")],
    );
    table("垃圾", &[("123456789012345678", "123456789012345678处"), ("1234567890123456789", "WH0403")]);
    assert_eq!(read("垃圾", "1e2"), "100处");
    assert_eq!(read("垃圾", "1e400"), "WH0403");
    assert_eq!(read("垃圾", "true"), "WH0403");
    assert_eq!(read("垃圾", "[3]"), "WH0403");
    assert_eq!(read("垃圾", "null"), "");
}

#[test]
fn quantities() {
    table("保洁", &[("16", "16小时"), ("90分钟", "1.5小时"), ("16.5 小时", "16.5小时"), (".5", "0.5小时")]);
    table("保洁", &[("25", "WH0404"), ("16.2", "WH0407"), ("16米", "WH0403"), ("16.", "WH0403")]);
    table("投入", &[("50万元", "500000元"), ("1.2亿", "120000000元"), ("－3", "-3元"), ("5角", "0.5元")]);
    assert_eq!(read("投入", "0.10"), "0.1元");
    assert_eq!(read("投入", "12345678901234567.89"), "WH0403");
}

#[test]
fn ratios() {
    table("满意率", &[("87.5", "87.5%"), ("87.5%", "87.5%"), ("８７．５％", "87.5%"), ("0.875", "0.875%")]);
    table("满意率", &[("875‰", "87.5%"), ("3/4", "75%"), ("3/10万", "0.003%"), ("1/0", "WH0403")]);
    table("满意率", &[("101", "WH0404"), ("87.5分", "WH0403"), ("1/3", "100/3%")]);
}

#[test]
fn levels_choices_and_items() {
    table("等级", &[("A", "A"), ("Ａ级", "A"), ("c", "C级"), ("D", "WH0408"), ("", "")]);
    table(
        "水源",
        &[("地表水", "地表水"), (" 地下 水", "地下水"), ("不适用", "不适用"), ("自来水", "WH0408")],
    );
    let (plan, both) = ("年度计划 有, 工作总结 缺, 检查记录 缺", "年度计划 有, 工作总结 有, 检查记录 缺");
    let (all, none) = ("年度计划 有, 工作总结 有, 检查记录 有", "年度计划 缺, 工作总结 缺, 检查记录 缺");
    table("台账", &[("年度计划", plan), ("年度计划、工作总结", both), ("工作总结；年度计划", both)]);
    table("台账", &[("全部", all), ("齐全", all), ("无", none), ("年度计划、总结", "WH0408"), ("", "")]);
    assert_eq!(read("台账", r#"["年度计划", "工作总结"]"#), both);
    assert_eq!(read("台账", "[]"), none);
    assert_eq!(
        read("台账", r#"{ "年度计划": true, "工作总结": "无", "检查记录": null }"#),
        "年度计划 有, 工作总结 缺, 检查记录 未查"
    );
    assert_eq!(read("台账", r#"{ "年度计划": true, "年度计划": false }"#), "WH0405");
    assert_eq!(read("台账", r#"{ "年度": true, "工作总结": "也许" }"#), "WH0408 WH0403");
}

#[test]
fn dates_times_and_texts() {
    table("日期", &[("2024-5-1", "2024-05-01"), ("2024年5月1日", "2024-05-01"), ("2024-02-30", "WH0409")]);
    table("日期", &[("2024-05-01 00:00:00", "2024-05-01"), ("45413", "WH0409")]);
    table("时刻", &[("7点", "07:00"), ("７：３０", "07:30"), ("7:30:00", "07:30"), ("25:00", "WH0409")]);
    table("名称", &[(" 东市场 ", "\"东市场\""), ("未查", "\"未查\""), ("不适用", "WH0406")]);
}

#[test]
fn judged_numbers() {
    table("整体面貌", &[("14", "14分"), ("14分", "14分"), ("较好", "10 至 17"), ("较好 14", "14分")]);
    table(
        "整体面貌",
        &[("较好14", "14分"), ("较好：14分", "14分"), ("较好（14）", "14分"), ("14.5", "WH0407")],
    );
    table("整体面貌", &[("21", "评分不在档内 | WH0411"), ("较好 18", "评分不在档内 | WH0411")]);
    table("整体面貌", &[("一般", "WH0403"), ("14处", "WH0403")]);
    assert_eq!(read("整体面貌", r#"{ "档": "较好", "分": 14 }"#), "14分");
    assert_eq!(read("整体面貌", r#"{ "band": "较好" }"#), "10 至 17");
    assert_eq!(read("整体面貌", r#"{ "档": "一般", "分": 14 }"#), "WH0408");
}

#[test]
fn records() {
    assert_eq!(
        read("市场", r#"[{ "名称": "东", "占道": "2处" }]"#),
        "2 行\n  1. 名称 = \"东\" ; 占道 = 2处\n  2. 名称 = 未查 ; 占道 = 未查"
    );
    assert_eq!(read("市场", r#"[{ "名称": "东" }, { "名称": "东" }]"#).lines().last(), {
        Some("  2. 名称 = \"东\" ; 占道 = 未查 | WH0405")
    });
    assert!(read("市场", r#"[{ "占到": 1 }]"#).ends_with("WH0402"));
    assert_eq!(read("市场", r#"{ "名称": "东" }"#), "WH0403");
}

#[test]
fn disputes_and_repetitions() {
    assert_eq!(read("垃圾", r#"{ "争议": ["3", 5, "3处"] }"#), "争议 3处 / 5处");
    assert_eq!(read("垃圾", r#"{ "争议": ["3", "3处"] }"#), "WH0403");
    assert_eq!(read_object(r#"{ "垃圾": 3, "垃圾": "３处" }"#), "3处");
    assert_eq!(read_object(r#"{ "垃圾": 3, "垃圾": null }"#), "3处");
    assert_eq!(read_object(r#"{ "垃圾": 3, "垃圾": 5 }"#), "3处 | WH0405");
    assert_eq!(read_object(r#"{ "垃圾（处）": 3, "保洁(小时)": 8 }"#), "3处 | 8小时");
    assert_eq!(read_object(r#"{ "保洁(分钟)": 90, "等级(级)": "A" }"#), "WH0402 WH0402");
    assert_eq!(read_object(r#"{ "垃级": 3, "备注": "雨天" }"#), "WH0402");
}

#[test]
fn units_and_broken_texts() {
    let units = |text: &str| match Observations::from_json(SourceId(0), text) {
        outcome if outcome.value.is_none() => codes(outcome.diagnostics.iter()),
        outcome => {
            let units = outcome.value.unwrap_or_default();
            let names = units.iter().map(|unit| unit.unit.as_deref().unwrap_or("-"));
            names.collect::<Vec<_>>().join(" ")
        }
    };
    assert_eq!(units("\u{feff}{}"), "-");
    assert_eq!(units(r#"{"单元": "甲", "观测": {}}"#), "甲");
    assert_eq!(units("{\"unit\": \"甲\"}\n{\"unit\": \"乙\"}\n"), "甲 乙");
    assert_eq!(units(r#"[{"unit": "甲"}, {"unit": "乙"}]"#), "甲 乙");
    assert_eq!(units(r#"[{"unit": "甲"}, {"unit": "甲"}, {}]"#), "WH0410 WH0410");
    assert_eq!(units(r#"{"观测": {}, "垃圾": 3}"#), "WH0402");
    assert_eq!(units(r#"{"评定日": "2024-13-01"}"#), "WH0409");
    assert_eq!(units(r#"{"a": "\ud800"}"#), "WH0401");
    for broken in ["", "{", "[1]", "3", "{\"a\": }", "{“a”: 1}", "{} x", "[[[[[[", "{\"垃", "[]{}"] {
        assert_eq!(units(broken), "WH0401", "{broken}");
    }
    let deep = format!("{{\"a\": {}{}}}", "[".repeat(100_000), "]".repeat(100_000));
    assert_eq!(units(&deep), "WH0401");
}

#[test]
fn arbitrary_values_never_panic() {
    let parts = [
        "1", "-", ".", ",", "万", "亿", "%", "/", "e9", "较好", "A", "（", ")", "：", "处", "0", "年", "、",
        " ", "无",
    ];
    let mut state = 1_usize;
    for _ in 0..400 {
        let mut text = String::new();
        for _ in 0..6 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            text.push_str(parts[(state >> 33) % parts.len()]);
        }
        let value = serde_json::to_string(&text).expect("a string");
        for fact in facts() {
            assert!(read(&fact.name, &value).len() < 1000, "{text}");
        }
        assert!(Observations::from_json(SourceId(0), &text.replace('、', "{\"")).diagnostics.len() < 9);
    }
}
