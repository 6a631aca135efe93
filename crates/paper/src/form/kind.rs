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

use crate::form::style;
use crate::wording::say;

/// The mark for what does not apply.
pub(crate) const INAPPLICABLE: &str = "不适用";
/// So many characters may a list of choices have.
const CHOICES: usize = 255;
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
    let marked =
        |text: String, mark: &str| if text.is_empty() { mark.to_owned() } else { format!("{text}；{mark}") };
    let mut said = of_kind;
    if fact.may_be_inapplicable {
        said = marked(said, say(language, "可填不适用", "不适用: not applicable"));
    }
    if let Some(taken) = &fact.taken_as {
        let value = crate::form::entry::shown(&fact.kind, taken);
        said = marked(said, &format!("{}{value}", say(language, "未填视为 ", "blank counts as ")));
    }
    said
}

fn number_words(kind: &NumberKind, language: Language) -> String {
    let mut said = Vec::new();
    match (kind.low, kind.high) {
        (Some(low), Some(high)) => {
            let to = say(language, " 至 ", " to ");
            said.push(format!("{}{to}{}", in_unit(kind, low), in_unit(kind, high)));
        }
        (Some(low), None) if kind.class == NumberClass::Count && low.is_zero() => {}
        (Some(low), None) if low.is_zero() => {}
        (Some(low), None) => {
            said.push(format!("{} {}", say(language, "不小于", "at least"), in_unit(kind, low)))
        }
        (None, Some(high)) => {
            said.push(format!("{} {}", say(language, "不大于", "at most"), in_unit(kind, high)))
        }
        (None, None) => {}
    }
    match kind.precision {
        Some(_) if kind.class == NumberClass::Count => {
            said.insert(0, say(language, "整数", "a whole number").to_owned());
        }
        Some(step) => said.push(format!("{} {}", say(language, "精确到", "to"), in_unit(kind, step))),
        None => {}
    }
    said.join(say(language, "，", ", "))
}

fn in_unit(kind: &NumberKind, value: Exact) -> String {
    kind.unit.show(value)
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
        Kind::Time => input.set_num_format("hh:mm"),
        Kind::Text => input.set_num_format("@"),
        _ => input,
    }
}

/// Whether a number is typed as a percentage.
pub(crate) fn is_percent(number: &NumberKind) -> bool {
    number.class == NumberClass::Ratio && number.unit.name() == "%"
}

/// The check of a cell, given as the spreadsheet names it.
pub(crate) fn validation(
    fact: &Fact,
    cell: &str,
    hint: &str,
    language: Language,
) -> Result<Option<DataValidation>, XlsxError> {
    let may_be_out = fact.may_be_inapplicable;
    let choices = |mut names: Vec<String>| {
        if may_be_out {
            names.push(INAPPLICABLE.to_owned());
        }
        let length = names.iter().map(|name| name.chars().count().saturating_add(1)).sum::<usize>();
        (length <= CHOICES && names.iter().all(|name| !name.contains(','))).then_some(names)
    };
    let custom = |checked: String| {
        let formula = if may_be_out {
            format!("=OR({cell}=\"{INAPPLICABLE}\",{checked})")
        } else {
            format!("={checked}")
        };
        DataValidation::new().allow_custom(Formula::new(formula))
    };
    let listed = |names: Vec<String>| match choices(names) {
        Some(names) => DataValidation::new().allow_list_strings(&names).map(Some),
        None => Ok(None),
    };
    let found = match &fact.kind {
        Kind::YesNo => listed(vec!["是".to_owned(), "否".to_owned()])?,
        Kind::Level(names) | Kind::Choice(names) => listed(names.clone())?,
        Kind::Items(_) => listed(vec!["有".to_owned(), "无".to_owned()])?,
        Kind::Number(number) => Some(custom(number_check(number, cell))),
        Kind::Judged(judged) => Some(custom(judged_check(judged, cell))),
        Kind::Date => Some(custom(format!("AND(ISNUMBER({cell}),{cell}>=61,{cell}=INT({cell}))"))),
        Kind::Time => Some(custom(format!("AND(ISNUMBER({cell}),{cell}>=0,{cell}<1)"))),
        Kind::Records(_) => listed(vec!["无".to_owned()])?,
        Kind::Text => None,
    };
    let said = words(fact, language);
    let error: String =
        format!("{}{said}", say(language, "请填：", "Expected: ")).chars().take(MESSAGE).collect();
    let message: String = [hint, said.as_str()].join("\n").trim().chars().take(MESSAGE).collect();
    let found = found.unwrap_or_else(|| DataValidation::new().allow_any_value());
    let found = found.set_error_style(DataValidationErrorStyle::Stop);
    let title: String = fact.name.chars().take(32).collect();
    let found = found.set_error_title(title.clone())?.set_error_message(error)?;
    Ok(Some(if message.is_empty() {
        found
    } else {
        found.set_input_title(title)?.set_input_message(message)?
    }))
}

fn number_check(number: &NumberKind, cell: &str) -> String {
    let factor = if is_percent(number) { Exact::ONE } else { number.unit.factor() };
    let typed = |value: Exact| value.over(factor).map(decimal);
    let mut checks = vec![format!("ISNUMBER({cell})")];
    checks.extend(number.low.and_then(typed).map(|low| format!("{cell}>={low}")));
    checks.extend(number.high.and_then(typed).map(|high| format!("{cell}<={high}")));
    if let Some(step) = number.precision
        && let Some((over, under)) = factor.over(step).map(Exact::fraction)
    {
        let scaled = format!("{cell}*{over}/{under}");
        checks.push(format!("ABS({scaled}-ROUND({scaled},0))<0.00001"));
    }
    format!("AND({})", checks.join(","))
}

fn judged_check(judged: &Judged, cell: &str) -> String {
    let bands = judged.bands.iter();
    let bands: Vec<String> =
        bands.map(|band| format!("AND({cell}>={},{cell}<={})", band.low, band.high)).collect();
    let (over, under) = Exact::ONE.over(judged.precision).map_or((1, 1), Exact::fraction);
    let scaled = format!("{cell}*{over}/{under}");
    format!("AND(ISNUMBER({cell}),OR({}),ABS({scaled}-ROUND({scaled},0))<0.00001)", bands.join(","))
}

/// A number as formulas write it.
fn decimal(value: Exact) -> String {
    let (over, under) = value.fraction();
    if value.decimals().is_some() { value.to_string() } else { format!("{over}/{under}") }
}
