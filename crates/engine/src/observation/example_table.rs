//! What examples of clause files give, and the messages of a whole unit.

use crate::model::Gaps;
use crate::model::Standard;
use crate::observation::Observations;
use crate::observation::Readings;
use crate::observation::text_table::facts;
use crate::source::SourceId;
use crate::syntax::tree::Given;
use crate::syntax::tree::StatementKind;
use crate::syntax::tree::Tree;

fn standard() -> Standard {
    Standard {
        id: "例".to_owned(),
        name: "例".to_owned(),
        label: "例".to_owned(),
        tier: None,
        in_force: None,
        until: None,
        rounding: None,
        gaps: Gaps::Forbid,
        sources: Vec::new(),
        parts: Vec::new(),
        facts: facts(),
        inner: Vec::new(),
        lets: Vec::new(),
        parameters: Vec::new(),
        demotions_add_up: false,
        accounts: Vec::new(),
        verdicts: Vec::new(),
        verdict_order: Vec::new(),
        examples: Vec::new(),
        batch: Vec::new(),
        act_count: 0,
        files: Vec::new(),
        removals: Vec::new(),
    }
}

fn given(line: &str) -> Vec<Given> {
    let text = format!("标准 例\n例 \"一\"\n  设 {line}\n  期望 总分 1分\n");
    let parsed = Tree::from_text(SourceId(0), &text);
    assert!(parsed.diagnostics.is_empty(), "{:?}", parsed.diagnostics);
    let statements = parsed.tree.parts.into_iter().flat_map(|part| part.body);
    let examples = statements.filter_map(|statement| match statement.kind {
        StatementKind::Example(example) => Some(example.given),
        _ => None,
    });
    examples.flatten().collect()
}

fn shown(line: &str) -> String {
    let standard = standard();
    let outcome = Readings::given(&standard, &given(line));
    let Some(readings) = outcome.value else {
        let messages =
            outcome.diagnostics.iter().map(|problem| format!("{} {}", problem.code, problem.message.zh));
        return messages.collect::<Vec<_>>().join("\n");
    };
    let shown = readings.show(&standard);
    shown.lines().filter(|line| !line.ends_with("= 未查")).collect::<Vec<_>>().join("\n")
}

#[test]
fn examples_are_read_like_observations() {
    for (line, reading) in [
        ("垃圾 = 3", "垃圾 = 3处"),
        ("垃圾 = 1.2万处", "垃圾 = 12000处"),
        ("保洁 = 90分钟", "保洁 = 1.5小时"),
        ("满意率 = 87.5%", "满意率 = 87.5%"),
        ("满意率 = 3/4", "满意率 = 75%"),
        ("投入 = -3元", "投入 = -3元"),
        ("等级 = A", "等级 = A"),
        ("「隔离?」 = 是", "隔离? = 是"),
        ("「隔离?」 = 合格", "隔离? = 是"),
        ("「隔离?」 = 不适用", "隔离? = 不适用"),
        ("台账 = { 年度计划 }", "台账 = 年度计划 有, 工作总结 缺, 检查记录 缺"),
        ("「日期」 = 2024-05-01", "日期 = 2024-05-01"),
        ("评定日 = 2024-05-01 ; 垃圾 = 3", "评定日 = 2024-05-01\n垃圾 = 3处"),
        ("时刻 = 7:30", "时刻 = 07:30"),
        ("整体面貌 = 较好", "整体面貌 = 10 至 17"),
        ("整体面貌 = 14分", "整体面貌 = 14分"),
        ("名称 = \"东\"", "名称 = \"东\""),
        (
            "市场 = [ { 名称 = 东 ; 占道 = 2 } { 占道 = 0 } ]",
            "市场 = 2 行\n  1. 名称 = \"东\" ; 占道 = 2处\n  2. 名称 = 未查 ; 占道 = 0处",
        ),
        ("垃圾 = 3 + 2", "WH0502 例子里的值应是一个字面值"),
        ("垃级 = 3", "WH0402 标准中没有观测「垃级」"),
        ("垃圾 = 不适用", "WH0406 「垃圾」记为「不适用」，但这项观测不能填不适用"),
    ] {
        assert_eq!(shown(line), reading, "{line}");
    }
}

#[test]
fn every_problem_is_told_at_its_place() {
    let text = r#"{ "垃圾": "三处", "保洁": 25, "保杰": 1, "等级": "D", "市场": [{ "占道": "2人" }], "满意率": 87.5 }"#;
    let observations = Observations::from_json(SourceId(1), text).value.expect("legal JSON");
    let outcome = Readings::bind(&standard(), &observations[0]);
    assert!(outcome.value.is_none());
    let told: Vec<String> = outcome
        .diagnostics
        .iter()
        .map(|problem| format!("{} {} {}", problem.code, problem.span().of(text), problem.message.zh))
        .collect();
    assert_eq!(
        told,
        [
            "WH0403 \"三处\" 「垃圾」记为「三处」，应为整数（处），不小于 0处",
            "WH0404 25 「保洁」记为「25」，超出范围，应为 0小时 至 24小时",
            "WH0402 \"保杰\" 标准中没有观测「保杰」",
            "WH0408 \"D\" 「等级」记为「D」，不在选项中，应为「A」「B」「C级」之一",
            "WH0403 \"2人\" 「市场」第1行的「占道」记为「2人」，单位「人」不符，应为整数（处），不小于 0处",
        ]
    );
}
