//! Numbers with their units, as people write them.

use crate::exact::Exact;
use crate::fullwidth::text_to_ascii;
use crate::model::fact::NumberClass;
use crate::model::fact::NumberKind;
use crate::observation::Reading;
use crate::observation::Value;
use crate::observation::marks::says_none;
use crate::observation::problem::Mismatch;
use crate::unit::Unit;

/// More digits than this cannot be an observation; fewer keep all arithmetic exact.
const MOST_DIGITS: usize = 18;

/// Reads a count, quantity or ratio in base units of its kind, within its range and precision.
///
/// A number without a unit is in the declared unit, so `87.5` of a percentage is 87.5 %. 无 is a count of 0.
pub(super) fn read(kind: &NumberKind, text: &str) -> Result<Reading, Mismatch> {
    let value = if kind.class == NumberClass::Count && (says_none(text) || text.trim() == "零") {
        Exact::ZERO
    } else {
        amount(kind, text)?
    };
    let below = kind.low.is_some_and(|low| value < low);
    if below || kind.high.is_some_and(|high| value > high) {
        return Err(Mismatch::Range);
    }
    if kind.precision.is_some_and(|precision| !is_multiple(value, precision)) {
        return Err(Mismatch::Precision);
    }
    Ok(Reading::Known(Value::Number(value)))
}

/// Whether a text is a number up to 1 where a percentage is asked for: in a workbook that may be 87.5% whose format
/// was lost, or 0.875%.
pub(super) fn is_bare_share(kind: &NumberKind, text: &str) -> bool {
    let percent = kind.class == NumberClass::Ratio && Some(kind.unit.factor()) == Exact::new(1, 100);
    let bare = |number: Exact| Exact::ZERO < number && number <= Exact::ONE;
    percent && matches!(numeral(&text_to_ascii(text)), Ok((number, "")) if bare(number))
}

/// Whether a value is a whole number of steps. A step of nothing holds no value back.
pub(super) fn is_multiple(value: Exact, step: Exact) -> bool {
    value.over(step).is_none_or(Exact::is_integer)
}

/// The number at the start of a text, and what follows it. The text must be in ASCII forms.
pub(super) fn numeral(text: &str) -> Result<(Exact, &str), Mismatch> {
    let text = text.trim();
    let (negative, unsigned) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let of_number = |character: char| character.is_ascii_digit() || matches!(character, ',' | '.');
    let end = unsigned.find(|character| !of_number(character)).unwrap_or(unsigned.len());
    let (digits, rest) = unsigned.split_at_checked(end).ok_or(Mismatch::Kind)?;
    let value = decimal(digits)?;
    Ok((if negative { value.negated() } else { value }, rest.trim_start()))
}

fn amount(kind: &NumberKind, text: &str) -> Result<Exact, Mismatch> {
    let text = text_to_ascii(text);
    let (number, rest) = numeral(&text)?;
    let rest = rest.trim_end();
    let factor = if rest.is_empty() || rest == kind.unit.name() {
        kind.unit.factor()
    } else {
        let (magnitude, unit) = magnitude(rest);
        let scale = if unit.is_empty() { kind.unit.factor() } else { unit_factor(kind, unit)? };
        scale.times(Exact::from(magnitude)).ok_or(Mismatch::Digits)?
    };
    number.times(factor).ok_or(Mismatch::Digits)
}

fn unit_factor(kind: &NumberKind, text: &str) -> Result<Exact, Mismatch> {
    let unit = Unit::parse(text).ok_or(Mismatch::Kind)?;
    let share = unit.is_plain() && unit.factor() != Exact::ONE;
    if !unit.agrees_with(&kind.unit) || (share && kind.class != NumberClass::Ratio) {
        return Err(Mismatch::Unit(text.to_owned()));
    }
    Ok(unit.factor())
}

/// 万 and 亿 before a unit.
fn magnitude(text: &str) -> (i64, &str) {
    let words = [("万亿", 1_000_000_000_000), ("亿", 100_000_000), ("万", 10_000)];
    let found = words.iter().find_map(|(word, factor)| Some((*factor, text.strip_prefix(word)?)));
    found.unwrap_or((1, text))
}

fn decimal(text: &str) -> Result<Exact, Mismatch> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let whole = without_separators(whole).ok_or(Mismatch::Kind)?;
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(&whole) || fraction.is_empty() || !digits(fraction) || text.is_empty() {
        return Err(Mismatch::Kind);
    }
    let (whole, fraction) = (whole.trim_start_matches('0'), fraction.trim_end_matches('0'));
    if whole.len().saturating_add(fraction.len()) > MOST_DIGITS {
        return Err(Mismatch::Digits);
    }
    let mantissa: i128 = format!("0{whole}{fraction}").parse().map_err(|_| Mismatch::Digits)?;
    let places = u32::try_from(fraction.len()).map_err(|_| Mismatch::Digits)?;
    Exact::new(mantissa, 10_i128.checked_pow(places).ok_or(Mismatch::Digits)?).ok_or(Mismatch::Digits)
}

/// The digits of `1,234,567`; `None` where the commas do not part thousands.
fn without_separators(text: &str) -> Option<String> {
    let mut groups = text.split(',');
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let parted = rest.is_empty() || (1..=3).contains(&first.len());
    (parted && rest.iter().all(|group| group.len() == 3)).then(|| text.replace(',', ""))
}
