//! Clause files that are too deep or too long.

use weiheng::Diagnostics;
use weiheng::Source;
use weiheng::SourceId;
use weiheng::Tree;

use crate::suite::hostile::Attack;
use crate::suite::hostile::attack;

/// A clause file in which statements can stand.
pub(super) const HEAD: &str = "标准 例\n  满分 10\n条 1 10分\n  观测 a : 计数 处\n  扣 1分\n";

/// Whatever can be nested, a hundred thousand deep, closed and unclosed.
pub(super) fn nested() -> Vec<(String, Attack)> {
    let openings = [
        ("(", ")"),
        ("{", "}"),
        ("[", "]"),
        ("「", "」"),
        ("\"", "\""),
        ("非 ", ""),
        ("-", ""),
        ("若 a > 1 ", ""),
        ("若 a > 1 则 ", " 否则 2"),
        ("每 a ", ""),
        ("要求 a > 1 否则 ", ""),
        ("逐 r 取 合计 {", "}"),
        ("按 a 分档 { 否则 ", "}"),
        ("择重 {", "}"),
        ("绝对值(", ")"),
        ("1 无则 (", ")"),
    ];
    let mut attacks = Vec::new();
    for (open, close) in openings {
        for (what, before, after) in
            [("an act", "  ", ""), ("a value", "  令 v = ", ""), ("a condition", "  若 ", " 扣 1分")]
        {
            attacks.push(attack(&format!("a hundred thousand `{open}` as {what}"), move || {
                let deep = |close: &str| {
                    format!("{HEAD}{before}{}a > 1{}{after}\n", open.repeat(100_000), close.repeat(100_000))
                };
                refused(&deep(close), &["WH0108", "WH0105", "WH0101"])?;
                refused(&deep(""), &["WH0108", "WH0105", "WH0101", "WH0103"])
            }));
        }
    }
    attacks
}

/// Things that are not deep, but long.
pub(super) fn long() -> Vec<(String, Attack)> {
    let chained = || {
        let chain = "a > 1处 且 ".repeat(1_000);
        accepted(&format!("标准 例\n  满分 10\n条 1 10分\n  观测 a : 计数 处\n  若 {chain}a > 1处 扣 1分\n"))
    };
    vec![
        attack("a thousand 且", chained),
        attack("a hundred thousand 且", || {
            refused(&format!("{HEAD}  若 {}a > 1处 扣 1分\n", "a > 1处 且 ".repeat(100_000)), &["WH0108"])
        }),
        attack("a hundred thousand +", || {
            refused(&format!("{HEAD}  扣 {}1分\n", "1分 + ".repeat(100_000)), &["WH0108"])
        }),
        attack("a line of a hundred megabytes", || {
            refused(&format!("{HEAD}  扣 {}\n", "a".repeat(100 << 20)), &["WH0108"])
        }),
        attack("a comment of a hundred megabytes", || {
            reported(&format!("{HEAD}# {}\n", "a".repeat(100 << 20))).map(drop)
        }),
        attack("a million digits", || {
            refused(&format!("{HEAD}  扣 {}分\n", "9".repeat(1_000_000)), &["WH0111", "WH0108"])
        }),
        attack("a million decimals", || {
            refused(&format!("{HEAD}  扣 0.{}分\n", "9".repeat(1_000_000)), &["WH0111", "WH0108"])
        }),
        attack("an id of a million digits", || {
            reported(&format!("标准 例\n条 {} 1分\n", "9".repeat(1_000_000))).map(drop)
        }),
        attack("five thousand clauses", || {
            let clauses: String = (0..5_000).map(|number| format!("条 {number} 1分\n  扣 b\n")).collect();
            refused(&format!("标准 例\n{clauses}"), &["WH0201", "WH0108"])
        }),
        attack("three hundred names that are nearly the same", || {
            let facts: String = (0..300)
                .map(|number| format!("  观测 甲乙丙{number} : 计数 处\n  每 甲乙丁{number} 扣 1分\n"))
                .collect();
            refused(&format!("标准 例\n  满分 10\n条 1 10分\n{facts}"), &["WH0201"])
        }),
        attack("derived values that double each time", || {
            let lets: String = (1..100).map(|at| format!("  令 v{at} = v{0} + v{0}\n", at - 1)).collect();
            reported(&format!("标准 例\n  满分 10\n条 1 10分\n  观测 a : 计数 处\n  令 v0 = a\n{lets}  若 v99 > 1处 扣 1分\n")).map(drop)
        }),
        attack("twenty thousand derived values in a row", || {
            let lets: String = (1..20_000).map(|at| format!("  令 v{at} = v{} + 1处\n", at - 1)).collect();
            refused(
                &format!(
                    "标准 例\n  满分 10\n条 1 10分\n  观测 a : 计数 处\n  令 v0 = a\n{lets}  每 v19999 扣 1分\n"
                ),
                &["WH0108"],
            )
        }),
        attack("a thousand derived values of records in a row", || {
            let lets: String = (1..1_000).map(|at| format!(" ; 令 v{at} = v{} + 1处", at - 1)).collect();
            refused(
                &format!(
                    "标准 例\n  满分 10\n条 1 10分\n  观测 r : 名录 {{ a : 计数 处 ; 令 v0 = a{lets} }}\n  每 r 若 v999 > 1处 扣 1分\n"
                ),
                &["WH0108"],
            )
        }),
        attack("derived values just few enough in a row", || {
            let lets: String = (1..149).map(|at| format!("  令 v{at} = v{} + 1处\n", at - 1)).collect();
            let text = format!(
                "标准 例\n  满分 1000\n条 1 1000分\n  观测 a : 计数 处\n  令 v0 = a\n{lets}  每 v148 扣 1分\n\n例 \"三处\"\n  设 a = 3处\n  期望 条 1 扣 151\n"
            );
            match reported(&text)?.iter().next() {
                Some(one) => Err(format!("{} {}", one.code, one.message.en)),
                None => Ok(()),
            }
        }),
        attack("four thousand million expected rows", || {
            let text = "标准 例\n  满分 10\n条 1 10分\n  观测 r : 名录 应有 4000000000 { n : 文字 ; m : 计数 处 }\n  每 r 若 m > 1处 扣 1分\n\n例 \"一行\"\n  设 r = [ { n = \"东\" ; m = 2处 } ]\n  期望 条 1 扣 1分\n";
            refused(text, &["WH0314"])
        }),
    ]
}

/// What reading, checking, laying out and running the examples reports; none of them may fall over.
pub(super) fn reported(text: &str) -> Result<Diagnostics, String> {
    let source = Source::new("x.wh", text);
    let tree = Tree::from_text(SourceId(0), text).tree;
    drop(tree.print(weiheng::Spelling::En));
    drop(tree.show());
    let loaded = weiheng::load(&source, SourceId(0));
    let mut diagnostics = loaded.diagnostics;
    loaded.value.iter().for_each(|standard| diagnostics.extend(weiheng::run_examples(standard)));
    match diagnostics
        .iter()
        .find(|one| one.span().end as usize > text.len() || one.message.zh.len() > 200_000)
    {
        Some(one) => Err(format!("{} lies outside the text, or says too much", one.code)),
        None => Ok(diagnostics),
    }
}

pub(super) fn refused(text: &str, codes: &[&str]) -> Result<(), String> {
    let diagnostics = reported(text)?;
    let found: Vec<&str> = diagnostics.iter().take(5).map(|one| one.code.as_str()).collect();
    match diagnostics.iter().any(|one| codes.contains(&one.code.as_str())) {
        true => Ok(()),
        false => Err(format!("expected one of {codes:?}, found {found:?}")),
    }
}

pub(super) fn accepted(text: &str) -> Result<(), String> {
    let diagnostics = reported(text)?;
    let found: Vec<&str> = diagnostics.iter().take(5).map(|one| one.code.as_str()).collect();
    if diagnostics.has_errors() { Err(format!("expected no error, found {found:?}")) } else { Ok(()) }
}
