//! Levels and choices by name.

use crate::diagnostic::suggestion::nearest;
use crate::observation::Reading;
use crate::observation::Value;
use crate::observation::name::folded;
use crate::observation::name::position;
use crate::observation::problem::Mismatch;

/// Reads a choice (选项).
pub(super) fn choice(names: &[String], text: &str) -> Result<Reading, Mismatch> {
    let at = position(names.iter().map(String::as_str), text).ok_or_else(|| unknown(names, text))?;
    known(at)
}

/// Reads a level (等级); `C级` stands for `C`, and the other way round.
pub(super) fn level(names: &[String], text: &str) -> Result<Reading, Mismatch> {
    if let Some(at) = position(names.iter().map(String::as_str), text) {
        return known(at);
    }
    let bare = |text: &str| folded(text).trim_end_matches('级').to_owned();
    let wanted = bare(text);
    let mut alike = names.iter().enumerate().filter(|(_, name)| bare(name) == wanted);
    match (alike.next(), alike.next()) {
        (Some((at, _)), None) => known(at),
        _ => Err(unknown(names, text)),
    }
}

/// Reads a JSON truth value as a choice that is called so.
pub(super) fn from_truth(names: &[String], truth: bool) -> Result<Reading, Mismatch> {
    let words = if truth { ["是", "yes", "true", "有"] } else { ["否", "no", "false", "无"] };
    let at = words.iter().find_map(|word| names.iter().position(|name| name == word));
    at.map_or(Err(Mismatch::Kind), known)
}

/// That a text is none of the names.
pub(super) fn unknown(names: &[String], text: &str) -> Mismatch {
    Mismatch::Option(nearest(text.trim(), names.iter().map(String::as_str)).map(str::to_owned))
}

fn known(at: usize) -> Result<Reading, Mismatch> {
    u16::try_from(at).map(|at| Reading::Known(Value::Option(at))).map_err(|_| Mismatch::Kind)
}
