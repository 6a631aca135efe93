//! Item lists (清单): which items are there.

use crate::model::fact::Fact;
use crate::observation::Entry;
use crate::observation::Raw;
use crate::observation::Reading;
use crate::observation::bind::Binder;
use crate::observation::bind::Place;
use crate::observation::marks::says_all;
use crate::observation::marks::says_none;
use crate::observation::name::position;
use crate::observation::option::unknown;
use crate::observation::problem::Mismatch;
use crate::observation::truth;
use crate::source::Span;

/// Reads `年度计划、工作总结`: what is named is there, the others are missing. 无 is none, 全部 and 齐全 are all.
pub(super) fn from_text(names: &[String], text: &str) -> Result<Reading, Mismatch> {
    if let Some(at) = item(names, text) {
        return Ok(there(names, &[at]));
    }
    if says_none(text) {
        return Ok(there(names, &[]));
    }
    if says_all(text) {
        return Ok(Reading::Items(vec![Some(true); names.len()]));
    }
    let parts = text.split(['、', '，', ',', ';', '；', '\n']).map(str::trim).filter(|part| !part.is_empty());
    let found: Result<Vec<usize>, Mismatch> =
        parts.map(|part| item(names, part).ok_or_else(|| unknown(names, part))).collect();
    Ok(there(names, &found?))
}

impl Binder {
    /// Reads a list of the items that are there.
    pub(super) fn items_listed(
        &mut self,
        fact: &Fact,
        names: &[String],
        list: &[(Raw, Span)],
        place: Place<'_>,
    ) -> Option<Reading> {
        if let [(Raw::Text(text), _)] = list
            && (says_none(text) || says_all(text))
            && item(names, text).is_none()
        {
            return from_text(names, text).ok();
        }
        let mut found = Vec::new();
        let mut complete = true;
        for (raw, span) in list {
            match raw {
                Raw::Blank => {}
                Raw::Text(text) if text.trim().is_empty() => {}
                Raw::Text(text) => match item(names, text) {
                    Some(at) => found.push(at),
                    None => {
                        self.mismatch(fact, raw, place.at(*span), unknown(names, text));
                        complete = false;
                    }
                },
                _ => {
                    self.mismatch(fact, raw, place.at(*span), Mismatch::Kind);
                    complete = false;
                }
            }
        }
        complete.then(|| there(names, &found))
    }

    /// Reads an object of items with yes and no; what it does not name, or leaves blank, is unseen.
    pub(super) fn items_judged(
        &mut self,
        fact: &Fact,
        names: &[String],
        entries: &[Entry],
        place: Place<'_>,
    ) -> Option<Reading> {
        let mut seen: Vec<Option<(bool, Span)>> = vec![None; names.len()];
        let mut complete = true;
        for entry in entries {
            let Some(slot) = item(names, &entry.name).and_then(|at| seen.get_mut(at)) else {
                let raw = Raw::Text(entry.name.clone());
                self.mismatch(fact, &raw, place.at(entry.name_span), unknown(names, &entry.name));
                complete = false;
                continue;
            };
            let answer = match &entry.value {
                Raw::Blank => continue,
                Raw::Text(text) if text.trim().is_empty() => continue,
                Raw::Truth(truth) => Some(*truth),
                Raw::Text(text) => truth::read(text),
                Raw::List(_) | Raw::Fields(_) => None,
            };
            match (answer, *slot) {
                (None, _) => {
                    self.mismatch(fact, &entry.value, place.at(entry.span), Mismatch::ItemAnswer);
                    complete = false;
                }
                (Some(answer), Some((earlier, span))) if answer != earlier => {
                    self.disagree(&entry.name, place.at(entry.span), span);
                    complete = false;
                }
                (Some(answer), _) => *slot = Some((answer, entry.span)),
            }
        }
        let items = seen.into_iter().map(|slot| slot.map(|(answer, _)| answer)).collect();
        complete.then_some(Reading::Items(items))
    }
}

fn item(names: &[String], text: &str) -> Option<usize> {
    position(names.iter().map(String::as_str), text)
}

fn there(names: &[String], found: &[usize]) -> Reading {
    Reading::Items((0..names.len()).map(|at| Some(found.contains(&at))).collect())
}
