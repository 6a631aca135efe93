//! Standards that compare the units scored together.

use crate::generator::choices::Choices;

/// The values that a fact may have, as they are recorded.
pub type Domain = Vec<String>;

/// The values of the facts of every such standard, few enough for ties.
pub fn domains() -> Vec<Domain> {
    let words = |values: &[&str]| values.iter().map(|value| (*value).to_owned()).collect();
    vec![
        words(&["甲", "乙", "不适用"]),
        words(&["0", "1", "2", "3", "4"]),
        words(&["0", "1", "2", "不适用"]),
        words(&["否", "是"]),
    ]
}

/// A standard.
pub fn standard(choices: &mut Choices<'_>) -> String {
    let gaps = choices.one(&["", "  缺项 折算\n", "  缺项 满分\n", "  缺项 零分\n", "  缺项 不许\n"]);
    let (early, late) = (rank(choices, false), rank(choices, true));
    let acts: String = (0..1 + choices.below(3)).map(|_| act(choices)).collect();
    let bonus = act(choices).replace('扣', "加");
    let first = condition(choices, true);
    let second = condition(choices, false);
    format!(
        "标准 一批 \"一批\"\n  满分 20\n{gaps}  观测 组 : 选项 {{ 甲, 乙 }} 可不适用\n  观测 数 : 评 0 至 4分\n  \
         观测 另 : 评 0 至 2分 可不适用\n  观测 坏 : 是否\n  令 位次 = {early}\n  令 总位次 = {late}\n\n\
         评定 {{ 优 > 中 > 差 }} 及格 优\n  优 若 {first}\n  中 若 {second} 或 总位次 <= 2\n  差 否则\n\n\
         条 1 \"甲\" 10分\n{acts}\n条 2 \"乙\" 10分\n  扣 数 × 2\n  若 坏 否决\n\n条 3 \"丙\"\n{bonus}"
    )
}

fn same(choices: &mut Choices<'_>) -> &'static str {
    choices.one(&["", "同 组", "同 坏", "同 另"])
}

/// What units are ranked by; some have no value or do not apply.
fn number(choices: &mut Choices<'_>, total: bool) -> &'static str {
    if total {
        return choices.one(&["总分", "得分率", "(总分 - 数)"]);
    }
    choices.one(&["数", "(数 + 另)", "(数 ÷ 另)", "(若 坏 则 数 否则 2分)"])
}

fn rank(choices: &mut Choices<'_>, total: bool) -> String {
    let (by, same) = (number(choices, total), same(choices));
    let same = if same.is_empty() { String::new() } else { format!(", {same}") };
    let ties = choices.one(&["同名次", "紧排", "待定"]);
    let order = choices.one(&["", ", 由低到高"]);
    let keys: String = (0..choices.below(3)).map(|_| tie_key(choices, total, !order.is_empty())).collect();
    format!("名次({by}{same}{keys}, 并列 {ties}{order})")
}

/// A further key; which way it runs is left out only where the rank itself runs from the highest.
fn tie_key(choices: &mut Choices<'_>, total: bool, ascending: bool) -> String {
    let late = total && choices.chance(30);
    let by = if choices.chance(40) { "另" } else { number(choices, late) };
    let orders: &[&str] =
        if ascending { &["由低到高", "由高到低"] } else { &["", "由低到高", "由高到低"] };
    format!(", 并列 再按 {by} {}", choices.one(orders)).trim_end().to_owned()
}

fn count(choices: &mut Choices<'_>) -> String {
    let units = format!("同批 {}", same(choices));
    match choices.below(3) {
        0 => format!("计数({units})"),
        1 => format!("计数({units}, 数 >= 2分)"),
        _ => format!("计数({units}, 另 > 0)"),
    }
}

fn act(choices: &mut Choices<'_>) -> String {
    let (rank, count, units) = (rank(choices, false), count(choices), format!("同批 {}", same(choices)));
    let few = 1 + choices.below(3);
    match choices.below(7) {
        0 => format!("  若 {rank} <= {few} 扣 2分\n"),
        1 => format!("  按 {rank} 分档 {{ 1 扣 1分 ; 2 至 3 扣 2分 ; >= 4 扣 4分 }}\n"),
        2 => format!("  每 {count} 扣 1分\n"),
        3 => format!("  若 数 低于 平均({units}, 数) 扣 3分\n"),
        4 => format!("  若 {rank} <= 取整({count} × 30%, 四舍五入) 扣 3分 否则 扣 1分\n"),
        5 => format!("  若 任一({units}, 数 > 3分) 或 位次 > {few} 扣 1分\n"),
        _ => format!("  扣 (最大({units}, 数, 非 坏) 无则 1分)\n"),
    }
}

fn condition(choices: &mut Choices<'_>, simple: bool) -> String {
    let few = 1 + choices.below(3);
    match choices.below(if simple { 3 } else { 6 }) {
        0 => format!("{} <= {few}", rank(choices, true)),
        1 => format!("总分 >= 平均(同批 {}, 总分)", same(choices)),
        2 => format!("{} <= {few}", rank(choices, false)),
        3 => format!("计数(同批, 有否决) >= {few}"),
        4 => format!("全部(同批 {}, 总分 >= 8分)", same(choices)),
        _ => format!("占比(同批, 坏) < {few}0%"),
    }
}
