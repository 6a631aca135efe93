//! Answers as observations of a unit.

use weiheng::Date;
use weiheng::Diagnostics;
use weiheng::Span;
use weiheng::model::fact::Fact;
use weiheng::model::fact::Kind;
use weiheng::observation::Entry;
use weiheng::observation::Observations;
use weiheng::observation::Raw;
use weiheng::observation::exponent;

use crate::submission::answers::Answers;
use crate::submission::answers::DATE;
use crate::submission::answers::INSPECTOR;
use crate::submission::answers::UNIT;
use crate::submission::choice;
use crate::submission::form::Form;
use crate::submission::problem::Problem;
use crate::submission::question::Asked;

/// Reads one submission, and where the name of its unit stands.
pub(super) fn read(
    form: &Form<'_>,
    entries: &[Entry],
    problems: &mut Diagnostics,
) -> (Observations, Option<Span>) {
    let answers = Answers::of(entries, form, problems);
    let mut unit = Observations::default();
    let name = answers.one(UNIT, problems);
    unit.unit = name.map(|(name, _)| name.to_owned());
    let inspector = answers.one(INSPECTOR, problems);
    unit.inspectors.extend(inspector.map(|(name, entry)| (entry.span.source, name.to_owned())));
    if let Some((text, entry)) = answers.one(DATE, problems) {
        match Date::parse(text) {
            Some(date) => unit.date = Some((date, entry.span)),
            None => problems.push(Problem::BadDate.at(entry.span, None)),
        }
    }
    let mut reader = Reader { form, problems };
    unit.entries = form.facts().filter_map(|(fact, asked)| reader.fact(fact, asked, &answers)).collect();
    (unit, name.map(|(_, entry)| entry.span))
}

/// Reads answers, and notes their problems.
struct Reader<'a> {
    form: &'a Form<'a>,
    problems: &'a mut Diagnostics,
}

/// An answer and the entry that holds it.
type Answer<'a> = (&'a str, &'a Entry);

impl Reader<'_> {
    /// One entry for each field of which something was answered.
    fn facts(&mut self, facts: &[Fact], asked: &[Asked], answers: &Answers<'_>) -> Vec<Entry> {
        let pairs = facts.iter().zip(asked);
        pairs.filter_map(|(fact, asked)| self.fact(fact, asked, answers)).collect()
    }

    fn fact(&mut self, fact: &Fact, asked: &Asked, answers: &Answers<'_>) -> Option<Entry> {
        let found = match &fact.kind {
            Kind::Records(_) => return self.list(fact, asked, answers),
            Kind::Items(names) => self.items(names, asked, answers),
            Kind::Judged(_) => self.judged(fact, asked, answers),
            kind => {
                let answer = answers.one(&asked.value, self.problems);
                answer.map(|(text, entry)| made(fact, value(kind, text), entry))
            }
        };
        let Some((said, at)) = self.applies(fact, asked, answers) else { return found };
        if let Some(found) = found {
            let problem = Problem::Contradiction { fact: &fact.name, answer: said };
            self.problems.push(problem.at(found.span, Some(at.span)));
            return None;
        }
        Some(made(fact, Raw::Text("不适用".to_owned()), at))
    }

    /// The answer that the fact does not apply, to the question of its own.
    fn applies<'a>(&mut self, fact: &Fact, asked: &Asked, answers: &Answers<'a>) -> Option<Answer<'a>> {
        let (said, at) = answers.one(asked.applies.as_deref()?, self.problems)?;
        if said == choice::inapplicable(&[]) {
            return Some((said, at));
        }
        self.problems.push(Problem::NotOffered { fact: &fact.name, answer: said }.at(at.span, None));
        None
    }

    /// What was answered of the items; what was not asked or answered stays unseen.
    fn items(&mut self, names: &[String], asked: &Asked, answers: &Answers<'_>) -> Option<Entry> {
        let mut seen: Vec<Entry> = Vec::new();
        for (name, question) in names.iter().zip(&asked.items) {
            if let Some((text, entry)) = answers.one(question, self.problems) {
                let value = Raw::Text(text.to_owned());
                seen.push(Entry { name: name.clone(), value, ..entry.clone() });
            }
        }
        let first = seen.first()?;
        let span = seen.iter().fold(first.span, |all, entry| all.to(entry.span));
        let whole = Entry { name: asked.fact.clone(), span, ..first.clone() };
        Some(Entry { value: Raw::Fields(seen), ..whole })
    }

    fn judged(&mut self, fact: &Fact, asked: &Asked, answers: &Answers<'_>) -> Option<Entry> {
        let number = answers.one(&asked.value, self.problems);
        let band = asked.band.as_deref().and_then(|band| answers.one(band, self.problems));
        let Some((named, at)) = band else {
            return number.map(|(text, entry)| made(fact, value(&fact.kind, text), entry));
        };
        let Kind::Judged(judged) = &fact.kind else { return None };
        let bands = judged.bands.iter().filter_map(|band| band.name.as_deref());
        let name = bands.into_iter().find(|band| choice::value(band) == named).unwrap_or(named);
        let part =
            |name: &str, value: Raw, entry: &Entry| Entry { name: name.to_owned(), value, ..entry.clone() };
        let mut fields = vec![part("档", Raw::Text(name.to_owned()), at)];
        fields.extend(number.map(|(text, entry)| part("分", value(&fact.kind, text), entry)));
        Some(made(fact, Raw::Fields(fields), number.map_or(at, |(_, entry)| entry)))
    }

    /// The rows of a list. A row of which nothing was answered is none; a list without rows is empty only where
    /// that was said.
    fn list(&mut self, fact: &Fact, asked: &Asked, answers: &Answers<'_>) -> Option<Entry> {
        let Kind::Records(records) = &fact.kind else { return None };
        let mut rows = Vec::new();
        for (entries, span) in answers.rows(&asked.value) {
            let answers = Answers::of(entries, self.form, self.problems);
            let fields = self.facts(&records.fields, &asked.fields, &answers);
            if !fields.is_empty() {
                rows.push((Raw::Fields(fields), span));
            }
        }
        let said = asked.applies.as_deref().and_then(|applies| answers.one(applies, self.problems));
        let span = rows.iter().map(|(_, span)| *span).reduce(|all, span| all.to(span));
        match (said, span) {
            (None | Some((choice::SOME, _)), None) => None,
            (None | Some((choice::SOME, _)), Some(span)) => {
                let entry = Entry {
                    name: fact.name.clone(),
                    name_span: span,
                    value: Raw::List(rows),
                    span,
                    cell: None,
                };
                Some(entry)
            }
            (Some((choice::NONE, at)), None) => Some(made(fact, Raw::List(Vec::new()), at)),
            (Some((said, at)), None) if said == choice::inapplicable(&[]) => {
                Some(made(fact, Raw::Text("不适用".to_owned()), at))
            }
            (Some((said, at)), Some(span)) if said == choice::NONE || said == choice::inapplicable(&[]) => {
                let problem = Problem::Contradiction { fact: &fact.name, answer: said };
                self.problems.push(problem.at(span, Some(at.span)));
                None
            }
            (Some((said, at)), _) => {
                self.problems.push(Problem::NotOffered { fact: &fact.name, answer: said }.at(at.span, None));
                None
            }
        }
    }
}

/// An entry for a fact, at the place of an answer.
fn made(fact: &Fact, value: Raw, at: &Entry) -> Entry {
    Entry { name: fact.name.clone(), value, ..at.clone() }
}

/// An answer as observations write it.
fn value(kind: &Kind, text: &str) -> Raw {
    let written = match kind {
        Kind::Level(names) | Kind::Choice(names) => names
            .iter()
            .find(|name| choice::value(name) == text)
            .map(String::as_str)
            .unwrap_or(text)
            .to_owned(),
        Kind::Number(_) | Kind::Judged(_) => exponent::expanded(text).unwrap_or_else(|| text.to_owned()),
        Kind::Time => time(text).to_owned(),
        _ => text.to_owned(),
    };
    Raw::Text(written)
}

/// `07:30:00.000+08:00` as the clock on the wall said it: `07:30:00`.
fn time(text: &str) -> &str {
    let zone = text.char_indices().skip(1).find(|(_, sign)| matches!(sign, '+' | '-' | 'Z'));
    let local = zone.map_or(text, |(at, _)| text.get(..at).unwrap_or(text));
    match local.split_once('.') {
        Some((seconds, parts)) if parts.bytes().all(|digit| digit == b'0') => seconds,
        _ => local,
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn times_lose_their_zone_and_nothing_else() {
        for (written, read) in [
            ("07:30:00.000+08:00", "07:30:00"),
            ("07:30:00.000Z", "07:30:00"),
            ("07:30:00-03:00", "07:30:00"),
            ("07:30", "07:30"),
            ("07:30:12.500+08:00", "07:30:12.500"),
        ] {
            assert_eq!(super::time(written), read);
        }
    }
}
