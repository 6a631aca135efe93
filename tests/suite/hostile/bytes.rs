//! Files that are no text, or text that is no language.

use crate::suite::command;
use crate::suite::folder::Scratch;
use crate::suite::hostile::Attack;
use crate::suite::hostile::attack;
use crate::suite::hostile::clauses::HEAD;
use crate::suite::hostile::clauses::refused;
use crate::suite::hostile::clauses::reported;
use crate::suite::hostile::observations::STANDARD;

/// Bytes that are no text.
pub(super) fn all() -> Vec<(String, Attack)> {
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
