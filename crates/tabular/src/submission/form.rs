//! What a submission may answer: the questions of one standard, or of several that look at one submission.

use std::collections::BTreeSet;

use weiheng::Standard;
use weiheng::model::fact::Fact;

use crate::submission::name;
use crate::submission::question::Asked;
use crate::submission::question::Questions;

/// The facts for which a submission may hold answers.
#[derive(Clone, Debug, Default)]
pub struct Form<'a> {
    pub(super) facts: Vec<(&'a Fact, Asked)>,
    names: BTreeSet<String>,
}

impl<'a> Form<'a> {
    /// The facts of these standards; one that several of them share is read as the first says.
    pub fn of(standards: impl IntoIterator<Item = &'a Standard>) -> Self {
        let mut form = Self::default();
        let mut known: BTreeSet<&str> = BTreeSet::new();
        for standard in standards {
            let questions = Questions::of(standard);
            form.names.extend(questions.names);
            let facts = standard.facts.iter().zip(questions.facts);
            form.facts.extend(facts.filter(|(fact, _)| known.insert(&fact.name)));
        }
        form
    }

    /// Whether a question has this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    /// The repeat in whose rows a question is asked; `None` for a question outside lists.
    pub(super) fn list_of(&self, name: &str) -> Option<&str> {
        self.facts.iter().find_map(|(_, asked)| list_of(asked, name))
    }

    /// The fact for whose value a question asks; the question itself where there is none.
    pub(super) fn fact_of<'q>(&'q self, question: &'q str) -> &'q str {
        self.facts.iter().find_map(|(_, asked)| fact_of(asked, question)).unwrap_or(question)
    }

    /// Whether a text names one of the questions, as submissions do and other observations do not.
    pub fn is_named_in(&self, text: &str) -> bool {
        let words = text.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_');
        words.filter(|word| name::is_ours(word)).any(|word| self.has(word))
    }
}

/// The innermost repeat below a list in which a question is asked.
fn list_of<'a>(asked: &'a Asked, name: &str) -> Option<&'a str> {
    let inside = asked.fields.iter().any(|field| field.asks(name));
    let deeper = || asked.fields.iter().find_map(|field| list_of(field, name));
    if inside { Some(&asked.value) } else { deeper() }
}

fn fact_of<'a>(asked: &'a Asked, question: &str) -> Option<&'a str> {
    let own = (asked.value == question).then_some(asked.fact.as_str());
    own.or_else(|| asked.fields.iter().find_map(|field| fact_of(field, question)))
}
