//! The answers of a submission, groups taken apart, by the names of their questions.

use std::collections::BTreeMap;

use weiheng::Diagnostics;
use weiheng::Span;
use weiheng::observation::Entry;
use weiheng::observation::Raw;

use crate::submission::form::Form;
use crate::submission::name;
use crate::submission::name::last;
use crate::submission::problem::Problem;

/// The questions that every form asks.
pub const UNIT: &str = "unit";
/// The day of the assessment.
pub const DATE: &str = "assessment_date";
/// Who inspected.
pub const INSPECTOR: &str = "inspector";

/// Groups are never nested deeper.
const DEEPEST: usize = 32;

/// The answers of a submission, or of one row of a list.
pub(super) struct Answers<'a> {
    by_name: BTreeMap<&'a str, Vec<&'a Entry>>,
}

impl<'a> Answers<'a> {
    /// Takes the groups apart; what is asked inside a list stays in its rows.
    pub(super) fn of(entries: &'a [Entry], form: &Form<'_>, problems: &mut Diagnostics) -> Self {
        let mut answers = Self { by_name: BTreeMap::new() };
        answers.add(entries, form, DEEPEST, problems);
        answers
    }

    /// The answer to a question; not one that was left blank. Two that disagree are a problem.
    pub(super) fn one(&self, name: &str, problems: &mut Diagnostics) -> Option<(&'a str, &'a Entry)> {
        let mut found: Option<(&'a str, &'a Entry)> = None;
        for entry in self.by_name.get(name).into_iter().flatten() {
            let text = match &entry.value {
                Raw::Text(text) => text.trim(),
                Raw::Truth(true) => "true",
                Raw::Truth(false) => "false",
                Raw::Blank | Raw::List(_) | Raw::Fields(_) => continue,
            };
            match found {
                _ if text.is_empty() => {}
                Some((earlier, first)) if earlier != text => {
                    problems.push(Problem::Twice { question: name }.at(entry.span, Some(first.span)));
                }
                Some(_) => {}
                None => found = Some((text, entry)),
            }
        }
        found
    }

    /// The rows of a list: one entry for each, or an array of them.
    pub(super) fn rows(&self, name: &str) -> Vec<(&'a [Entry], Span)> {
        let mut rows = Vec::new();
        for entry in self.by_name.get(name).into_iter().flatten() {
            match &entry.value {
                Raw::Fields(fields) => rows.push((fields.as_slice(), entry.span)),
                Raw::List(list) => rows.extend(list.iter().filter_map(|(row, span)| match row {
                    Raw::Fields(fields) => Some((fields.as_slice(), *span)),
                    _ => None,
                })),
                Raw::Blank | Raw::Text(_) | Raw::Truth(_) => {}
            }
        }
        rows
    }

    fn add(&mut self, entries: &'a [Entry], form: &Form<'_>, depth: usize, problems: &mut Diagnostics) {
        for entry in entries {
            let question = last(&entry.name);
            match &entry.value {
                Raw::Fields(inside) if depth > 0 && !name::is_repeat(question) => {
                    self.add(inside, form, depth - 1, problems);
                }
                _ if form.has(question) || matches!(question, UNIT | DATE | INSPECTOR) => {
                    self.by_name.entry(question).or_default().push(entry);
                }
                Raw::Blank => {}
                Raw::Text(text) if text.trim().is_empty() => {}
                _ if name::is_ours(question) => {
                    problems.push(Problem::UnknownQuestion { question }.at(entry.name_span, None));
                }
                _ => {}
            }
        }
    }
}
