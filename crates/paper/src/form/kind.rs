//! What may be typed for a fact: in words, as the format of the cell, and as the check a spreadsheet makes.

use rust_xlsxwriter::DataValidation;
use rust_xlsxwriter::DataValidationErrorStyle;
use rust_xlsxwriter::Format;
use rust_xlsxwriter::Formula;
use rust_xlsxwriter::XlsxError;
use weiheng::Exact;
use weiheng::Language;
use weiheng::model::fact::Fact;
use weiheng::model::fact::Judged;
use weiheng::model::fact::Kind;
use weiheng::model::fact::NumberClass;
use weiheng::model::fact::NumberKind;

use crate::form::choices::Choices;
use crate::form::entry;
use crate::form::formula::fact::FIRST_DAY;
use crate::form::formula::fact::LAST_DAY;
use crate::form::formula::fact::quoted;
use crate::form::style;
use crate::wording::say;

/// The mark for what does not apply.
pub(crate) const INAPPLICABLE: &str = "不适用";
/// So many characters may a message have.
const MESSAGE: usize = 255;

/// The unit in which a fact is typed.
pub(crate) fn unit(fact: &Fact) -> String {
    match &fact.kind {
        Kind::Number(kind) => kind.unit.name().to_owned(),
        Kind::Judged(_) => "分".to_owned(),
        _ => String::new(),
    }
}

/// What may be typed, in words.
pub(crate) fn words(fact: &Fact, language: Language) -> String {
    let of_kind = match &fact.kind {
        Kind::YesNo => say(language, "是或否", "是 (yes) or 否 (no)").to_owned(),
        Kind::Number(kind) => number_words(kind, language),
        Kind::Level(names) => names.join(" > "),
        Kind::Choice(names) => names.join(say(language, "、", ", ")),
        Kind::Items(_) => say(language, "逐项填有或无", "有 (there) or 无 (missing) for each").to_owned(),
        Kind::Date => say(language, "日期", "a date").to_owned(),
        Kind::Time => say(language, "时刻", "a time of day").to_owned(),
        Kind::Text => String::new(),
        Kind::Judged(judged) => judged_words(judged, language),
        Kind::Records(_) => String::new(),
    };
    let out =
        fact.may_be_inapplicable.then(|| say(language, "可填不适用", "不适用: not applicable").to_owned());
    let taken = fact.taken_as.as_ref().map(|taken| {
        format!("{}{}", say(language, "未填视为 ", "blank counts as "), entry::shown(&fact.kind, taken))
    });
    let said = [Some(of_kind).filter(|text| !text.is_empty()), out, taken];
    said.into_iter().flatten().collect::<Vec<_>>().join("；")
}

fn number_words(kind: &NumberKind, language: Language) -> String {
    let mut said = Vec::new();
    match (kind.low, kind.high) {
        (Some(low), Some(high)) => {
            let to = say(language, " 至 ", " to ");
            said.push(format!("{}{to}{}", kind.unit.show(low), kind.unit.show(high)));
        }
        (Some(low), None) if low.is_zero() => {}
        (Some(low), None) => {
            said.push(format!("{} {}", say(language, "不小于", "at least"), kind.unit.show(low)))
        }
        (None, Some(high)) => {
            said.push(format!("{} {}", say(language, "不大于", "at most"), kind.unit.show(high)))
        }
        (None, None) => {}
    }
    match kind.precision {
        Some(_) if kind.class == NumberClass::Count => {
            said.insert(0, say(language, "整数", "a whole number").to_owned());
        }
        Some(step) => said.push(format!("{} {}", say(language, "精确到", "to"), kind.unit.show(step))),
        None => {}
    }
    said.join(say(language, "，", ", "))
}

fn judged_words(judged: &Judged, language: Language) -> String {
    let to = say(language, " 至 ", " to ");
    let band = |band: &weiheng::model::fact::JudgedBand| match &band.name {
        Some(name) => format!("{name} {}{to}{}", band.low, band.high),
        None => format!("{}{to}{}", band.low, band.high),
    };
    let mut said = judged.bands.iter().map(band).collect::<Vec<_>>().join(say(language, "；", "; "));
    if judged.precision != Exact::ONE {
        said = format!("{said}，{} {}", say(language, "精确到", "to"), judged.precision);
    }
    said
}

/// The format of the cell.
pub(crate) fn format(kind: &Kind) -> Format {
    let input = style::input();
    match kind {
        Kind::Number(number) if is_percent(number) => {
            let places =
                number.precision.and_then(|step| step.times(Exact::from(100))?.decimals()).unwrap_or(2);
            let zeroes = "0".repeat(places.min(6) as usize);
            input.set_num_format(if zeroes.is_empty() { "0%".to_owned() } else { format!("0.{zeroes}%") })
        }
        Kind::Date => input.set_num_format("yyyy-mm-dd"),
        Kind::Time => input.set_num_format("[hh]:mm"),
        Kind::Text => input.set_num_format("@"),
        _ => input,
    }
}

/// Whether a number is typed as a percentage.
pub(crate) fn is_percent(number: &NumberKind) -> bool {
    number.class == NumberClass::Ratio && number.unit.name() == "%"
}

/// What a one that is typed stands for: a percentage is typed as such, any other number in its unit.
pub(crate) fn typed_one(number: &NumberKind) -> Exact {
    if is_percent(number) { Exact::ONE } else { number.unit.factor() }
}

/// The check of a cell, given as the spreadsheet names it.
pub(crate) fn validation(
    fact: &Fact,
    cell: &str,
    hint: &str,
    choices: &Choices,
    language: Language,
) -> Result<DataValidation, XlsxError> {
    let said = words(fact, language);
    let error: String =
        format!("{}{said}", say(language, "请填：", "Expected: ")).chars().take(MESSAGE).collect();
    let message: String = [hint, said.as_str()].join("\n").trim().chars().take(MESSAGE).collect();
    let title: String = fact.name.chars().take(32).collect();
    let check = check(fact, cell, choices)?.set_error_style(DataValidationErrorStyle::Stop);
    let check = check.set_error_title(title.clone())?.set_error_message(error)?;
    if message.is_empty() {
        return Ok(check);
    }
    check.set_input_title(title)?.set_input_message(message)
}

fn check(fact: &Fact, cell: &str, choices: &Choices) -> Result<DataValidation, XlsxError> {
    match &fact.kind {
        Kind::YesNo | Kind::Items(_) | Kind::Records(_) | Kind::Level(_) | Kind::Choice(_) => {
            choices.drop_down(fact)
        }
        Kind::Number(number) => Ok(custom(fact, cell, number_check(number, cell), [])),
        Kind::Judged(judged) => {
            let bands = judged.bands.iter().filter_map(|band| band.name.as_deref());
            Ok(custom(fact, cell, judged_check(judged, cell), bands))
        }
        Kind::Date => Ok(custom(fact, cell, day_check(cell), [])),
        Kind::Time => Ok(custom(fact, cell, format!("AND({cell}>=0,{cell}<=1)"), [])),
        Kind::Text => Ok(DataValidation::new().allow_any_value()),
    }
}

/// The words that the drop-down of a fact offers; none for a fact without one.
pub(crate) fn listed(fact: &Fact) -> Vec<&str> {
    let names = match &fact.kind {
        Kind::YesNo => vec!["是", "否"],
        Kind::Items(_) => vec!["有", "无"],
        Kind::Records(_) => vec!["无"],
        Kind::Level(names) | Kind::Choice(names) => names.iter().map(String::as_str).collect(),
        Kind::Number(_) | Kind::Judged(_) | Kind::Date | Kind::Time | Kind::Text => return Vec::new(),
    };
    names.into_iter().chain(fact.may_be_inapplicable.then_some(INAPPLICABLE)).collect()
}

/// A check of numbers, and the words that are taken too. It looks at a number only where there is one: a spreadsheet
/// works out every argument of OR, and fails at a word.
fn custom<'n>(
    fact: &Fact,
    cell: &str,
    numbers: String,
    words: impl IntoIterator<Item = &'n str>,
) -> DataValidation {
    let words = words.into_iter().chain(fact.may_be_inapplicable.then_some(INAPPLICABLE));
    let words: Vec<String> = words.map(|word| format!("{cell}={}", quoted(word))).collect();
    let formula = match words.as_slice() {
        [] => format!("=IF(ISNUMBER({cell}),{numbers},FALSE)"),
        [word] => format!("=IF(ISNUMBER({cell}),{numbers},{word})"),
        words => format!("=IF(ISNUMBER({cell}),{numbers},OR({}))", words.join(",")),
    };
    DataValidation::new().allow_custom(Formula::new(formula))
}

/// Whether a number is a day.
pub(crate) fn day_check(cell: &str) -> String {
    format!("AND({cell}>={FIRST_DAY},{cell}<={LAST_DAY},{cell}=INT({cell}))")
}

fn number_check(number: &NumberKind, cell: &str) -> String {
    let one = typed_one(number);
    let typed = |value: Exact| value.over(one).map(decimal);
    let low = number.low.and_then(typed).map(|low| format!("{cell}>={low}"));
    let high = number.high.and_then(typed).map(|high| format!("{cell}<={high}"));
    let whole = number.precision.and_then(|step| one.over(step)).map(|by| whole_check(cell, by));
    let checks: Vec<String> = [low, high, whole].into_iter().flatten().collect();
    if checks.is_empty() { "TRUE".to_owned() } else { format!("AND({})", checks.join(",")) }
}

fn judged_check(judged: &Judged, cell: &str) -> String {
    let bands = judged.bands.iter();
    let bands: Vec<String> = bands
        .map(|band| format!("AND({cell}>={},{cell}<={})", decimal(band.low), decimal(band.high)))
        .collect();
    let by = Exact::ONE.over(judged.precision).unwrap_or(Exact::ONE);
    format!("AND(OR({}),{})", bands.join(","), whole_check(cell, by))
}

/// Whether so many times a number is whole, up to what a spreadsheet loses.
fn whole_check(cell: &str, by: Exact) -> String {
    let scaled = scaled(cell, by);
    format!("ABS({scaled}-ROUND({scaled},0))<0.00001")
}

/// So many times what a cell holds.
pub(crate) fn scaled(cell: &str, by: Exact) -> String {
    match by.fraction() {
        (1, 1) => cell.to_owned(),
        (over, 1) => format!("{cell}*{over}"),
        (1, under) => format!("{cell}/{under}"),
        (over, under) => format!("{cell}*{over}/{under}"),
    }
}

/// A number as formulas write it.
fn decimal(value: Exact) -> String {
    let (over, under) = value.fraction();
    if value.decimals().is_some() { value.to_string() } else { format!("{over}/{under}") }
}
