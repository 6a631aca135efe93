//! What a submission may answer: the questions of one standard, or of several that look at one submission.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use weiheng::Standard;
use weiheng::model::fact::Fact;

use crate::submission::name;
use crate::submission::question::Asked;
use crate::submission::question::Questions;

/// The facts for which a submission may hold answers. Their questions are worked out when something first looks like
/// one: most observations come from elsewhere.
#[derive(Clone, Debug, Default)]
pub struct Form<'a> {
    standards: Vec<&'a Standard>,
    asked: OnceLock<Everything>,
}

/// All that is asked.
#[derive(Clone, Debug, Default)]
struct Everything {
    /// The questions for each fact of each standard; none where a standard before has the fact.
    facts: Vec<Option<Asked>>,
    names: BTreeSet<String>,
}

impl<'a> Form<'a> {
    /// The facts of these standards; one that several of them share is read as the first says.
    pub fn of(standards: impl IntoIterator<Item = &'a Standard>) -> Self {
        Self { standards: standards.into_iter().collect(), asked: OnceLock::new() }
    }

    /// The facts that are asked for, with their questions.
    pub(super) fn facts(&self) -> impl Iterator<Item = (&'a Fact, &Asked)> {
        let facts = self.standards.iter().flat_map(|standard| &standard.facts);
        facts.zip(&self.asked().facts).filter_map(|(fact, asked)| Some((fact, asked.as_ref()?)))
    }

    fn asked(&self) -> &Everything {
        self.asked.get_or_init(|| {
            let mut all = Everything::default();
            let mut known: BTreeSet<&str> = BTreeSet::new();
            for standard in &self.standards {
                let questions = Questions::of(standard);
                all.names.extend(questions.names);
                let facts = standard.facts.iter().zip(questions.facts);
                all.facts.extend(facts.map(|(fact, asked)| known.insert(&fact.name).then_some(asked)));
            }
            all
        })
    }

    /// Whether a question has this name.
    pub(super) fn has(&self, name: &str) -> bool {
        name::is_ours(name) && self.asked().names.contains(name)
    }

    /// The repeat in whose rows a question is asked; `None` for a question outside lists.
    pub(super) fn list_of(&self, name: &str) -> Option<&str> {
        self.facts().find_map(|(_, asked)| list_of(asked, name))
    }

    /// The fact for whose value a question asks; the question itself where there is none.
    pub(super) fn fact_of<'q>(&'q self, question: &'q str) -> &'q str {
        self.facts().find_map(|(_, asked)| fact_of(asked, question)).unwrap_or(question)
    }

    /// Whether a text names one of the questions, as submissions do and other observations do not.
    pub fn is_named_in(&self, text: &str) -> bool {
        text.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_').any(|word| self.has(word))
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
