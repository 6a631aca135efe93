//! Standards by hand at the edges of what columns take: each once came out otherwise than row by row.

use crate::units::Units;

/// A chapter of a clause with points and one that only vetoes counts where every chapter has to reach a share.
#[test]
fn a_veto_does_not_take_its_chapter_out() -> Result<(), String> {
    agree(&two_clauses("10分", "若 有否决", "条 1.2 \"烟草\" ★"), &["9, 0", "1, 0", "1, 1"], 3)
}

/// A clause with points that only vetoes has them for its chapter, whatever happens.
#[test]
fn a_clause_that_only_vetoes_keeps_its_points() -> Result<(), String> {
    agree(&two_clauses("20分", "若 有否决", "条 1.2 \"烟草\" 10分"), &["9, 0", "8, 0", "1, 1"], 3)
}

/// Numbers without a declared precision are counted in billionths: two thousand of them are far out.
#[test]
fn far_limits_are_told_apart() -> Result<(), String> {
    let units = ["0", "1200", "1950", "2000", "2000.5", "2500", "3000", "9999"];
    for statement in [
        "若 甲 > 2000 扣 5分",
        "若 甲 < 2000 扣 5分",
        "若 甲 低于 2000 每 100 零头 进一 扣 1分 至多 5分",
        "若 甲 高于 2000 每 100 零头 舍去 扣 1分 至多 5分",
        "按 甲 分档 { < 2000 扣 5分 ; 2000 起 不足 3000 扣 2分 ; >= 3000 扣 0分 }",
    ] {
        agree(&clause(&format!("观测 甲 : 数值\n  {statement}")), &units, units.len())?;
    }
    Ok(())
}

/// A total that is rounded up may need wider integers than the points.
#[test]
fn a_total_may_be_rounded_beyond_the_points() -> Result<(), String> {
    for rounding in ["进一 到 500分", "进一 到 1分", "四舍五入 到 1000分"] {
        let standard = format!(
            "标准 甲 \"甲\"\n  满分 327.6\n  取整 {rounding}\n\n条 1 \"甲\" 327.6分\n  观测 甲 : 计数\n  每 甲 扣 0.01分\n"
        );
        agree(&standard, &["0", "9", "30000"], 3)?;
    }
    Ok(())
}

/// A number below zero counts as nothing: it gives back nothing that another statement took.
#[test]
fn nothing_below_zero_is_counted() -> Result<(), String> {
    let statements = "观测 甲 : 数值 精确到 1 -40 至 40\n  观测 乙 : 计数\n  每 甲 扣 1分\n  每 乙 扣 1分";
    agree(&clause(statements), &["-3, 5", "0, 5", "3, 5"], 0)
}

/// How far a number is from a threshold fits, on the side that costs nothing as well.
#[test]
fn a_number_far_on_the_other_side_costs_nothing() -> Result<(), String> {
    let statements = "观测 甲 : 数值 精确到 1 -20000 至 30000
  若 甲 高于 20000 每 2 零头 进一 扣 1分 至多 5分
  若 甲 < -19999 扣 1分";
    agree(&clause(statements), &["-20000", "0", "20001", "30000"], 4)
}

/// A fact that cancels out of a ratio is looked at all the same: a statement of what does not apply does nothing.
#[test]
fn a_fact_that_cancels_out_is_looked_at() -> Result<(), String> {
    for share in ["(甲 + 乙 - 乙) ÷ 丙", "(甲 + 0 × 乙) ÷ 丙"] {
        let statements = format!(
            "观测 甲 : 计数
  观测 乙 : 计数 可不适用
  观测 丙 : 计数 1 至 500
  若 {share} < 80% 扣 取整(10分 × (80% - {share}), 进一 到 1分) 至多 5分"
        );
        agree(&clause(&statements), &["3, 1, 9", "3, \"不适用\", 9", "3, null, 9"], 1)?;
    }
    Ok(())
}

/// Limits at the end of the integers neither overflow nor turn round.
#[test]
fn limits_may_be_as_large_as_integers() -> Result<(), String> {
    for comparison in ["> ", ">= ", "< ", "<= ", "> -", ">= -", "< -", "<= -"] {
        for limit in ["9223372036854775807", "9223372036854775808", "99999999999999999999"] {
            let when = format!("若 总分 {comparison}{limit}分");
            let standard = two_clauses("20分", &when, "条 1.2 \"烟草\" 10分");
            scored(&standard, &["9, 0"])?;
        }
    }
    Ok(())
}

/// Where 缺项 rescales no points, there is no score.
#[test]
fn without_points_nothing_is_rescaled() -> Result<(), String> {
    let standard =
        "标准 甲 \"甲\"\n  满分 0\n  缺项 折算\n\n条 1 \"甲\" 0分\n  观测 甲 : 计数\n  每 甲 扣 1分\n";
    agree(standard, &["0", "9"], 0)
}

/// A standard of one clause.
fn clause(statements: &str) -> String {
    format!("标准 甲 \"甲\"\n  满分 10\n\n条 1 \"甲\" 10分\n  {statements}\n")
}

/// A standard of a clause on 甲 and one on which 乙 vetoes, of so many points together.
fn two_clauses(points: &str, fails: &str, second: &str) -> String {
    format!(
        "标准 甲 \"甲\"
  满分 {points}

评定 {{ 合格 > 不合格 }} 及格 合格
  不合格 {fails}
  合格 若 全部(章, 得分率 >= 60%)
  不合格 否则

章 一 \"一\"
  条 1.1 \"垃圾\" 10分
    观测 甲 : 计数
    每 甲 扣 1分
  {second}
    观测 乙 : 计数
    若 乙 > 0 否决
"
    )
}

/// Units, each the values of 甲, 乙 and 丙, come out the same, so many of them over columns.
fn agree(standard: &str, units: &[&str], wanted: usize) -> Result<(), String> {
    let over_columns = scored(standard, units)?;
    if over_columns == wanted { Ok(()) } else { Err(format!("{over_columns} over columns\n{standard}")) }
}

/// How many of the units are scored over columns; all of them come out the same.
fn scored(standard: &str, units: &[&str]) -> Result<usize, String> {
    let line = |(at, unit): (usize, &&str)| {
        let facts = ["甲", "乙", "丙"].iter().zip(unit.split(", "));
        let facts: String = facts.map(|(name, value)| format!(", \"{name}\": {value}")).collect();
        format!("{{\"单元\": \"{at}\"{facts}}}\n")
    };
    let lines: String = units.iter().enumerate().map(line).collect();
    Units::of(standard, &lines)?.compare().map_err(|what| format!("{what}\n{standard}"))
}
