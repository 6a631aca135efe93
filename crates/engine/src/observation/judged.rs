//! Judged facts (评): a number, its band, or both.

use crate::exact::Exact;
use crate::fullwidth::text_to_ascii;
use crate::model::fact::Judged;
use crate::model::fact::JudgedBand;
use crate::observation::Entry;
use crate::observation::Raw;
use crate::observation::Reading;
use crate::observation::Value;
use crate::observation::name::folded;
use crate::observation::name::position;
use crate::observation::number::is_multiple;
use crate::observation::number::numeral;
use crate::observation::problem::Mismatch;

/// Reads `14`, `14分`, `较好`, `较好 14` or `较好：14分`.
pub(super) fn from_text(judged: &Judged, text: &str) -> Result<Reading, Mismatch> {
    if let Some(band) = band_named(judged, text) {
        return Ok(Reading::Band(band.low, band.high));
    }
    let ascii = text_to_ascii(text.trim());
    let named = judged.bands.iter().filter_map(|band| {
        let name = text_to_ascii(band.name.as_deref()?);
        let rest = ascii.strip_prefix(&name).map(str::to_owned)?;
        Some((name.len(), band, rest))
    });
    let Some((_, band, rest)) = named.max_by_key(|(length, _, _)| *length) else {
        return within(judged, None, points(&ascii)?);
    };
    let rest = rest.trim().trim_start_matches([':', '(']).trim_end_matches(')');
    within(judged, Some(band), points(rest)?)
}

/// Reads `{ "档": "较好", "分": 14 }`; either may be absent or blank.
pub(super) fn from_fields(judged: &Judged, fields: &[Entry]) -> Result<Reading, Mismatch> {
    let (mut band, mut score) = (None, None);
    for entry in fields {
        let text = match &entry.value {
            Raw::Text(text) if !text.trim().is_empty() => Some(text),
            Raw::Text(_) | Raw::Blank => None,
            _ => return Err(Mismatch::Kind),
        };
        let slot = match folded(&entry.name).as_str() {
            "档" | "band" => &mut band,
            "分" | "score" => &mut score,
            _ => return Err(Mismatch::Kind),
        };
        if slot.is_some_and(|earlier| text != Some(earlier)) {
            return Err(Mismatch::Kind);
        }
        *slot = text;
    }
    let named = |name: &String| {
        let names = judged.bands.iter().filter_map(|band| band.name.clone()).collect::<Vec<_>>();
        band_named(judged, name).ok_or_else(|| crate::observation::option::unknown(&names, name))
    };
    match (band.map(named).transpose()?, score) {
        (band, Some(score)) => within(judged, band, points(&text_to_ascii(score))?),
        (Some(band), None) => Ok(Reading::Band(band.low, band.high)),
        (None, None) => Ok(Reading::NotObserved),
    }
}

fn band_named<'a>(judged: &'a Judged, text: &str) -> Option<&'a JudgedBand> {
    let names = judged.bands.iter().map(|band| band.name.as_deref().unwrap_or_default());
    let at = position(names, text)?;
    judged.bands.get(at).filter(|band| band.name.is_some())
}

/// The inspector's number: with or without 分.
fn points(text: &str) -> Result<Exact, Mismatch> {
    match numeral(text)? {
        (number, "" | "分") => Ok(number),
        (_, rest) => {
            let word = rest.chars().all(char::is_alphabetic);
            Err(if word { Mismatch::Unit(rest.to_owned()) } else { Mismatch::Kind })
        }
    }
}

/// A number outside its band is a bad reading; it is never moved to the nearest end.
fn within(judged: &Judged, band: Option<&JudgedBand>, number: Exact) -> Result<Reading, Mismatch> {
    if !is_multiple(number, judged.precision) {
        return Err(Mismatch::Precision);
    }
    let fits = |band: &JudgedBand| band.low <= number && number <= band.high;
    let inside = band.map_or_else(|| judged.bands.iter().any(fits), fits);
    Ok(if inside { Reading::Known(Value::Number(number)) } else { Reading::Misjudged })
}
