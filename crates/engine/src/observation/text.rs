//! A text as a value of a kind.

use crate::model::fact::Kind;
use crate::observation::Reading;
use crate::observation::Value;
use crate::observation::items;
use crate::observation::judged;
use crate::observation::moment;
use crate::observation::number;
use crate::observation::option;
use crate::observation::problem::Mismatch;
use crate::observation::truth;

/// Reads a text that is not a mark. Nothing is guessed: what is not clearly one value is a mismatch.
pub(super) fn read(kind: &Kind, text: &str) -> Result<Reading, Mismatch> {
    match kind {
        Kind::YesNo => {
            truth::read(text).map(|truth| Reading::Known(Value::Truth(truth))).ok_or(Mismatch::Kind)
        }
        Kind::Number(kind) => number::read(kind, text),
        Kind::Level(names) => option::level(names, text),
        Kind::Choice(names) => option::choice(names, text),
        Kind::Items(names) => items::from_text(names, text),
        Kind::Date => moment::date(text),
        Kind::Time => moment::time(text),
        Kind::Text => Ok(Reading::Known(Value::Text(text.trim().to_owned()))),
        Kind::Judged(judged) => judged::from_text(judged, text),
        Kind::Records(_) => Err(Mismatch::Kind),
    }
}
