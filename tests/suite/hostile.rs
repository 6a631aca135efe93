//! Hostile input, made at run time: each ends in a clear error, in bounded time, on a small stack.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use libtest_mimic::Failed;
use libtest_mimic::Trial;
use weiheng::Diagnostics;
use weiheng::Readings;
use weiheng::Source;
use weiheng::SourceId;
use weiheng::Tree;
use weiheng::observation::Observations;

use crate::suite::command;
use crate::suite::folder::Scratch;

/// What a main thread of a small system has, and every thread of a server.
const STACK: usize = 2 << 20;

/// Far more than any of these needs, even in a debug build on a busy machine.
const PATIENCE: Duration = Duration::from_secs(120);

/// A clause file in which statements can stand.
const HEAD: &str = "标准 例\n  满分 10\n条 1 10分\n  观测 a : 计数 处\n  扣 1分\n";

/// A standard for hostile observations.
const STANDARD: &str = "标准 例\n  满分 10\n条 1 10分\n  观测 a : 计数 处\n  观测 t : 文字\n  观测 r : 名录 { n : 文字 ; m : 计数 处 }\n  每 a 扣 1分\n  每 r 若 m > 1处 扣 1分\n  若 t 为 \"甲\" 扣 1分\n";

type Attack = Box<dyn FnOnce() -> Result<(), String> + Send>;

/// Every attack as a test.
pub(crate) fn trials() -> Vec<Trial> {
    let all = [nested(), long(), bytes(), cells(), shapes()];
    let trial = |(name, attack): (String, Attack)| {
        Trial::test(format!("hostile: {name}"), move || survive(attack).map_err(Failed::from))
    };
    all.into_iter().flatten().map(trial).collect()
}

/// Runs an attack on a small stack and does not wait for ever.
fn survive(attack: Attack) -> Result<(), String> {
    let (done, result) = mpsc::channel();
    let thread = thread::Builder::new().stack_size(STACK).spawn(move || drop(done.send(attack())));
    drop(thread.map_err(|error| error.to_string())?);
    result.recv_timeout(PATIENCE).map_err(|reason| format!("it panicked, or never ends: {reason}"))?
}

fn attack(name: &str, attack: impl FnOnce() -> Result<(), String> + Send + 'static) -> (String, Attack) {
    (name.to_owned(), Box::new(attack))
}

/// Whatever can be nested, a hundred thousand deep, closed and unclosed.
fn nested() -> Vec<(String, Attack)> {
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
fn long() -> Vec<(String, Attack)> {
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
        attack("twenty thousand clauses", || {
            let clauses: String = (0..20_000).map(|number| format!("条 {number} 1分\n  扣 b\n")).collect();
            refused(&format!("标准 例\n{clauses}"), &["WH0201", "WH0108"])
        }),
        attack("a thousand names that are nearly the same", || {
            let facts: String = (0..1_000)
                .map(|number| format!("  观测 甲乙丙{number} : 计数 处\n  每 甲乙丁{number} 扣 1分\n"))
                .collect();
            refused(&format!("标准 例\n  满分 10\n条 1 10分\n{facts}"), &["WH0201"])
        }),
        attack("derived values that double each time", || {
            let lets: String = (1..100).map(|at| format!("  令 v{at} = v{0} + v{0}\n", at - 1)).collect();
            reported(&format!("标准 例\n  满分 10\n条 1 10分\n  观测 a : 计数 处\n  令 v0 = a\n{lets}  若 v99 > 1处 扣 1分\n")).map(drop)
        }),
    ]
}

/// Bytes that are no text.
fn bytes() -> Vec<(String, Attack)> {
    let sample = "标准 例\n  满分 10\n条 1 \"保洁\" 10分\n  观测 a : 计数 处\n  每 a 扣 2分 至多 6分\n";
    let cut = move || {
        (1..sample.len())
            .step_by(7)
            .try_for_each(|end| checked(sample.as_bytes().get(..end).unwrap_or_default()))
    };
    let zeros = || refused(&format!("{HEAD}  扣 1\0分\n  令 \0 = 1\n"), &["WH0101", "WH0106"]);
    vec![
        attack("a clause file cut at any byte", cut),
        attack("NUL bytes in a clause file", zeros),
        attack("random bytes as a clause file", || (0..50).try_for_each(|seed| checked(&noise(seed, 4_000)))),
        attack("random words as a clause file", || {
            (0..200).try_for_each(|seed| reported(&babble(seed)).map(drop))
        }),
        attack("random bytes as observations", || {
            (0..50).try_for_each(|seed| scored("x.csv", &noise(seed, 4_000)))
        }),
        attack("NUL bytes in observations", || scored("x.json", b"{ \"a\": \"\0\" }\0")),
        attack("UTF-8 cut in observations", || scored("x.json", b"{ \"t\": \"\xe5\x8d")),
        attack("a spreadsheet as clauses", || checked(b"PK\x03\x04\x14\x00\x06\x00\x08\x00")),
    ]
}

/// Cells that a spreadsheet would run.
fn cells() -> Vec<(String, Attack)> {
    let formula = "=HYPERLINK(\"\"http://example.com\"\",\"\"x\"\")";
    let table = format!("单元,a,t\n甲,\"{formula}\",\"{formula}\"\n乙,=1+1,@SUM(1)\n丙,+3,-3\n");
    vec![
        attack("formulas in cells", move || observed("x.csv", &table, &["WH0403"])),
        attack("a count beyond every number", || {
            observed(
                "x.json",
                &format!("{{ \"a\": {} }}", "9".repeat(1_000_000)),
                &["WH0403", "WH0404", "WH0407", "WH0401"],
            )
        }),
        attack("a count with a huge exponent", || {
            observed("x.json", "{ \"a\": 1e999999999 }", &["WH0403", "WH0404", "WH0407", "WH0401"])
        }),
        attack("a text of ten megabytes", || {
            observed("x.json", &format!("{{ \"t\": \"{}\" }}", "甲".repeat(3_000_000)), &[])
        }),
    ]
}

/// Observations of a hostile shape.
fn shapes() -> Vec<(String, Attack)> {
    let deep = |open: &str, close: &str| format!("{}{}", open.repeat(100_000), close.repeat(100_000));
    let (lists, objects) = (deep("[", "]"), deep("{\"r\":", "}"));
    vec![
        attack("JSON lists a hundred thousand deep", move || observed("x.json", &lists, &["WH0401"])),
        attack("JSON objects a hundred thousand deep", move || observed("x.json", &objects, &["WH0401"])),
        attack("JSON lists that never end", || observed("x.json", &"[".repeat(100_000), &["WH0401"])),
        attack("a table of a hundred thousand columns", || {
            let heading: Vec<String> = (0..100_000).map(|number| format!("c{number}")).collect();
            observed(
                "x.csv",
                &format!("单元,{}\n甲{}\n", heading.join(","), ",1".repeat(100_000)),
                &["WH0402"],
            )
        }),
        attack("a table of a hundred thousand rows", || {
            let rows: String = (0..100_000).map(|number| format!("u{number},1\n")).collect();
            observed("x.csv", &format!("单元,a\n{rows}"), &[])
        }),
        attack("the last row of a list at four thousand million", || {
            observed("x.csv", "单元,r[4000000000].n\n甲,东\n", &["WH0401", "WH0402", "WH0403", "WH0404"])
        }),
        attack("four thousand million expected rows", || {
            let text = "标准 例\n  满分 10\n条 1 10分\n  观测 r : 名录 应有 4000000000 { n : 文字 ; m : 计数 处 }\n  每 r 若 m > 1处 扣 1分\n\n例 \"一行\"\n  设 r = [ { n = \"东\" ; m = 2处 } ]\n  期望 条 1 扣 1分\n";
            refused(text, &["WH0314"])
        }),
    ]
}

/// What reading, checking, laying out and running the examples reports; none of them may fall over.
fn reported(text: &str) -> Result<Diagnostics, String> {
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

fn refused(text: &str, codes: &[&str]) -> Result<(), String> {
    let diagnostics = reported(text)?;
    let found: Vec<&str> = diagnostics.iter().take(5).map(|one| one.code.as_str()).collect();
    match diagnostics.iter().any(|one| codes.contains(&one.code.as_str())) {
        true => Ok(()),
        false => Err(format!("expected one of {codes:?}, found {found:?}")),
    }
}

fn accepted(text: &str) -> Result<(), String> {
    let diagnostics = reported(text)?;
    let found: Vec<&str> = diagnostics.iter().take(5).map(|one| one.code.as_str()).collect();
    if diagnostics.has_errors() { Err(format!("expected no error, found {found:?}")) } else { Ok(()) }
}

/// `weiheng check` of a file of bytes: any status, but an end.
fn checked(bytes: &[u8]) -> Result<(), String> {
    let scratch = Scratch::new()?;
    scratch.write("x.wh", bytes)?;
    command::weiheng(&["check", "x.wh"], &[], &scratch.path).map(drop)
}

/// `weiheng score` of a file of bytes: it must be refused.
fn scored(name: &str, bytes: &[u8]) -> Result<(), String> {
    let scratch = Scratch::new()?;
    scratch.write("s.wh", STANDARD.as_bytes())?;
    scratch.write(name, bytes)?;
    let ran = command::weiheng(&["score", "s.wh", name], &[], &scratch.path)?;
    if ran.status == 2 && ran.stderr.contains("WH04") {
        Ok(())
    } else {
        Err(format!("{}{}", ran.stdout, ran.stderr))
    }
}

/// What reading and binding observations reports: one of the codes, or nothing where none is given.
fn observed(name: &str, text: &str, codes: &[&str]) -> Result<(), String> {
    let standard = weiheng::load(&Source::new("s.wh", STANDARD), SourceId(0)).value.ok_or("not legal")?;
    let read = match name.ends_with(".csv") {
        true => weiheng_tabular::csv::read(SourceId(1), text),
        false => Observations::from_json(SourceId(1), text),
    };
    let mut diagnostics = read.diagnostics;
    for unit in read.value.unwrap_or_default() {
        diagnostics.extend(Readings::bind(&standard, &unit).diagnostics);
    }
    let found: Vec<&str> = diagnostics.iter().take(5).map(|one| one.code.as_str()).collect();
    match (codes.is_empty(), diagnostics.iter().any(|one| codes.contains(&one.code.as_str()))) {
        (true, _) if diagnostics.is_empty() => Ok(()),
        (false, true) => Ok(()),
        _ => Err(format!("expected one of {codes:?}, found {found:?}")),
    }
}

/// Bytes that look random and are the same every time.
fn noise(seed: u64, length: usize) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()[3]
    };
    (0..length).map(|_| next()).collect()
}

/// Words of the language in no order.
fn babble(seed: u64) -> String {
    let words = [
        "标准 例\n",
        "条 1 10分\n",
        "章 一\n",
        "观测 a : 计数 处\n",
        "若",
        "扣",
        "1分",
        "a",
        "(",
        ")",
        "{",
        "}",
        "每",
        "且",
        "非",
        ">",
        "=",
        "\n",
        "\"",
        "「",
        "」",
        "至多",
        "按",
        "分档",
        "否则",
        "#",
        "；",
        "，",
        "％",
        "-",
        "1.5.2",
        "名录",
        "令",
        "例 \"\"\n",
    ];
    let pick = |byte: u8| words.get(usize::from(byte) % words.len()).copied().unwrap_or_default();
    noise(seed, 300).into_iter().map(|byte| format!("{} ", pick(byte))).collect()
}
