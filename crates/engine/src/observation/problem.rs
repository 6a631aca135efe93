//! What can be wrong with observations, and its words.

use crate::diagnostic::Code;
use crate::diagnostic::Diagnostic;
use crate::model::fact::Fact;
use crate::model::fact::Kind;
use crate::observation::Entry;
use crate::observation::Form;
use crate::observation::Raw;
use crate::observation::bind::Place;
use crate::observation::kind_words::expected;
use crate::observation::kind_words::range;
use crate::observation::moment::day_help;
use crate::words;
use crate::words::Words;

/// How a recorded value is not a value of its fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Mismatch {
    /// It is no value of the kind at all.
    Kind,
    /// It has too many digits to be an observation.
    Digits,
    /// Its unit, as written, does not convert.
    Unit(String),
    /// It may be a share or the same number of per cent.
    BareShare,
    /// It is below or above the range.
    Range,
    /// It is finer than the precision.
    Precision,
    /// It is not one of the names; the nearest of them.
    Option(Option<String>),
    /// The answer for an item is neither yes nor no.
    ItemAnswer,
    /// It is no date or time.
    Moment,
    /// It is 不适用, which the fact may not be.
    Inapplicable,
    /// A dispute without two different values.
    Undisputed,
    /// A judged number outside its band.
    OutsideBand,
}

/// A recorded value that its fact does not take.
pub(super) struct Misread<'a> {
    pub(super) fact: &'a Fact,
    pub(super) raw: &'a Raw,
    pub(super) place: Place<'a>,
    pub(super) mismatch: Mismatch,
}

impl From<Misread<'_>> for Diagnostic {
    fn from(misread: Misread<'_>) -> Self {
        let subject = subject(&misread.fact.name, misread.place);
        let read = shown(misread.raw);
        let finding = finding(&misread);
        let message = Words {
            zh: format!("{}记为{}，{}", subject.zh, read.zh, finding.zh),
            en: format!("{} was recorded as {}: {}", subject.en, read.en, finding.en),
        };
        let problem = Self::new(code(&misread.mismatch), misread.place.span, message)
            .saying(finding)
            .and(misread.fact.span, words!("声明在这里", "declared here"));
        match help(&misread) {
            Some(help) => problem.help(help),
            None => problem,
        }
    }
}

fn code(mismatch: &Mismatch) -> Code {
    match mismatch {
        Mismatch::Kind
        | Mismatch::Digits
        | Mismatch::Unit(_)
        | Mismatch::BareShare
        | Mismatch::ItemAnswer
        | Mismatch::Undisputed => Code::WH0403,
        Mismatch::Range => Code::WH0404,
        Mismatch::Inapplicable => Code::WH0406,
        Mismatch::Precision => Code::WH0407,
        Mismatch::Option(_) => Code::WH0408,
        Mismatch::Moment => Code::WH0409,
        Mismatch::OutsideBand => Code::WH0411,
    }
}

/// The end of the message: what was expected.
fn finding(misread: &Misread<'_>) -> Words {
    let expected = || expected(&misread.fact.kind);
    let expecting = |zh: &str, en: &str| {
        let expected = expected();
        Words { zh: format!("{zh}{}", expected.zh), en: format!("{en}{}", expected.en) }
    };
    match &misread.mismatch {
        Mismatch::Kind | Mismatch::Moment => expecting("应为", "expected "),
        Mismatch::Option(_) => expecting("不在选项中，应为", "no such choice, expected "),
        Mismatch::Digits => words!("数字过长，至多 18 位", "too many digits, at most 18"),
        Mismatch::Unit(unit) => {
            let unit = shortened(unit);
            let expected = expected();
            Words {
                zh: format!("单位「{unit}」不符，应为{}", expected.zh),
                en: format!("unit `{unit}` does not fit, expected {}", expected.en),
            }
        }
        Mismatch::BareShare => words!(
            "看不出是百分数格式的小数，还是百分之零点几",
            "it may be a share that was shown as per cent, or a part of one per cent"
        ),
        Mismatch::Range => out_of_range(&misread.fact.kind),
        Mismatch::Precision => too_fine(&misread.fact.kind),
        Mismatch::ItemAnswer => words!("应为有或无", "expected yes or no"),
        Mismatch::Inapplicable => {
            words!("但这项观测不能填不适用", "but this fact may not be not applicable")
        }
        Mismatch::Undisputed => {
            words!("争议至少要有两个不同的值", "a dispute needs at least two different values")
        }
        Mismatch::OutsideBand => expecting("不在档内：", "outside its band: "),
    }
}

fn out_of_range(kind: &Kind) -> Words {
    match kind {
        Kind::Number(kind) => {
            let range = range(kind).unwrap_or_default();
            Words {
                zh: format!("超出范围，应为 {}", range.zh),
                en: format!("outside its range, expected {}", range.en),
            }
        }
        other => expected(other),
    }
}

fn too_fine(kind: &Kind) -> Words {
    let step = match kind {
        Kind::Number(kind) => kind.precision.map(|precision| kind.unit.show(precision)),
        Kind::Judged(judged) => Some(judged.precision.to_string()),
        _ => None,
    };
    let step = step.unwrap_or_default();
    words!("过于精细，应为 {step} 的倍数", "too fine, expected a multiple of {step}")
}

/// The repair.
fn help(misread: &Misread<'_>) -> Option<Words> {
    let text = if let Raw::Text(text) = misread.raw { text.trim() } else { "" };
    match &misread.mismatch {
        Mismatch::Kind | Mismatch::Unit(_) | Mismatch::Moment if text.starts_with(['=', '@']) => {
            Some(words!(
                "单元格里是公式文字；请填算出的值",
                "the cell holds the text of a formula; write the value it gives"
            ))
        }
        Mismatch::Moment if matches!(misread.fact.kind, Kind::Date) => day_help(text),
        Mismatch::Kind | Mismatch::Unit(_) if is_scientific(text) => Some(words!(
            "科学计数法可能已丢失数字；请把单元格设为常规数字并写全",
            "scientific notation may have lost digits; write the number in full"
        )),
        Mismatch::Kind if matches!(text, "-" | "—" | "--" | "——" | "/" | "\\" | "－") => Some(words!(
            "没有检查就留空；不适用就写 不适用；没有就写 0 或 无",
            "leave it blank if it was not inspected; write N/A if it does not apply, 0 if there is none"
        )),
        Mismatch::Option(Some(nearest)) => Some(words!("是不是「{nearest}」？", "did you mean `{nearest}`?")),
        Mismatch::Inapplicable => Some(words!(
            "没有检查就留空；确可不适用的，在标准中声明 可不适用",
            "leave it blank if it was not inspected; where it may not apply, declare it 可不适用"
        )),
        Mismatch::Precision => Some(words!(
            "按声明的精度记录，或在标准中改 精确到",
            "record it at the declared precision, or change the declaration"
        )),
        Mismatch::BareShare => Some(words!(
            "写明百分号，如 87.5%；旧的 .xls 里百分数格式读不出来，另存为 .xlsx",
            "write the sign, such as 87.5%; the format of per cent in an old .xls cannot be read, save it as .xlsx"
        )),
        Mismatch::OutsideBand => Some(words!(
            "改正评分；不改则本条结果待定",
            "correct the number; otherwise the clause stays undetermined"
        )),
        _ => None,
    }
}

fn is_scientific(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.split_once(['e', 'E']) else { return false };
    let digits = |text: &str| text.bytes().any(|byte| byte.is_ascii_digit());
    digits(mantissa) && digits(exponent) && !exponent.contains(char::is_alphabetic)
}

/// The fact and where its value stands: a cell, a row of a record, or just its name.
fn subject(name: &str, place: Place<'_>) -> Words {
    let name = shortened(name);
    if let Some(cell) = place.cell {
        let (at, heading) = (cell.place(), shortened(&cell.heading));
        let Words { zh, en } = at;
        return if place.row.is_none() && heading != name {
            words!("{zh}「{heading}」列的「{name}」", "{en}, column `{heading}`: `{name}`")
        } else {
            words!("{zh}「{heading}」列", "{en}, column `{heading}`")
        };
    }
    match place.row {
        Some(row) => {
            let (record, number) = (shortened(row.record), row.number);
            words!("「{record}」第{number}行的「{name}」", "`{name}` in row {number} of `{record}`")
        }
        None => words!("「{name}」", "`{name}`"),
    }
}

fn shown(raw: &Raw) -> Words {
    match raw {
        Raw::Blank => words!("空白", "nothing"),
        Raw::Text(text) => {
            let text = shortened(text);
            words!("「{text}」", "`{text}`")
        }
        Raw::Truth(truth) => words!("「{truth}」", "`{truth}`"),
        Raw::List(_) => words!("一个列表", "a list"),
        Raw::Fields(_) => words!("一个对象", "an object"),
    }
}

/// A text that fits into a line of a message.
pub(super) fn shortened(text: &str) -> String {
    const MOST: usize = 40;
    let visible = |character: char| if character.is_control() { '␣' } else { character };
    let mut short: String = text.trim().chars().take(MOST).map(visible).collect();
    if text.trim().chars().nth(MOST).is_some() {
        short.push('…');
    }
    short
}

/// A name that the standard, or a record of it, does not declare.
pub(super) struct UnknownFact<'a> {
    pub(super) entry: &'a Entry,
    pub(super) nearest: Option<&'a str>,
    pub(super) record: Option<&'a str>,
    /// The form that was filled in.
    pub(super) form: Option<&'a Form>,
}

impl From<UnknownFact<'_>> for Diagnostic {
    fn from(unknown: UnknownFact<'_>) -> Self {
        let name = shortened(&unknown.entry.name);
        let message = match unknown.record {
            Some(record) => {
                words!("名录「{record}」没有「{name}」这一栏", "record list `{record}` has no field `{name}`")
            }
            None => words!("标准中没有观测「{name}」", "the standard has no fact `{name}`"),
        };
        let problem = Self::new(Code::WH0402, unknown.entry.name_span, message);
        match unknown.nearest {
            Some(nearest) => problem.help(words!("是不是「{nearest}」？", "did you mean `{nearest}`?")),
            None => match unknown.form.and_then(|form| form.standard.as_deref()) {
                Some(standard) => problem.help(words!(
                    "这是「{standard}」的填报表：标准改过而没有了这一项，用 weiheng form 重做表格；自己加的，删去这一行",
                    "this is a form of `{standard}`: where the standard has lost the fact since, make the form again with `weiheng form`; where somebody added it, delete the row"
                )),
                None => problem,
            },
        }
    }
}
