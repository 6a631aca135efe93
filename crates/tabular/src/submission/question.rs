//! The questions by which a form for phones asks for the facts of a standard.

use std::collections::BTreeSet;

use weiheng::Standard;
use weiheng::model::fact::Fact;
use weiheng::model::fact::Kind;

use crate::submission::name;

/// What a form asks for: the facts of a standard in their order, each with the names of its questions.
///
/// A name comes from the name of the fact alone, so it stays the same when the standard is amended, and an answer is
/// never read as that of another fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Questions {
    /// The facts.
    pub facts: Vec<Asked>,
    /// The names of all of them.
    pub(super) names: BTreeSet<String>,
}

/// One fact, or one field of a list, with the names of its questions.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Asked {
    /// The name of the fact.
    pub fact: String,
    /// The question for its value; of a list the repeat, of an item list the group.
    pub value: String,
    /// Whether it applies at all; of a list whether there are any rows. `None` where nothing needs to be asked, or
    /// the question for the value has the answer 不适用 itself.
    pub applies: Option<String>,
    /// The band of a judged fact whose bands have names.
    pub band: Option<String>,
    /// For each item of a 清单 the question whether it is there.
    pub items: Vec<String>,
    item_names: Vec<String>,
    /// The fields of a list.
    pub fields: Vec<Asked>,
}

impl Questions {
    /// The questions for a standard.
    ///
    /// ```
    /// use weiheng::{Source, SourceId};
    /// let text = "标准 甲\n  满分 2\n条 1 \"一\" 2分\n  观测 有制度 : 是否\n  若 非 有制度 扣 2分\n";
    /// let standard = weiheng::load(&Source::new("甲.wh", text), SourceId(0)).value.unwrap();
    /// let questions = weiheng_tabular::submission::Questions::of(&standard);
    /// assert_eq!(questions.facts[0].value, "f_111adfc3");
    /// ```
    pub fn of(standard: &Standard) -> Self {
        let mut names = BTreeSet::new();
        let facts = asked(&standard.facts, &mut Vec::new(), &mut names);
        Self { facts, names }
    }

    /// Every question with what it asks for: `围挡.围挡高度`, `爱卫台账[年度计划]`.
    pub fn listed(&self) -> Vec<(String, String)> {
        let mut listed = Vec::new();
        self.facts.iter().for_each(|asked| asked.list("", &mut listed));
        listed
    }
}

impl Asked {
    fn list(&self, within: &str, listed: &mut Vec<(String, String)>) {
        let name = format!("{within}{}", self.fact);
        let applies = self.applies.iter().map(|question| (question.clone(), format!("{name} 适用")));
        let band = self.band.iter().map(|question| (question.clone(), format!("{name} 档")));
        let value = [(self.value.clone(), name.clone())];
        listed.extend(applies.chain(band).chain(value));
        let items = self.items.iter().zip(&self.item_names);
        listed.extend(items.map(|(question, item)| (question.clone(), format!("{name}[{item}]"))));
        self.fields.iter().for_each(|field| field.list(&format!("{name}."), listed));
    }

    /// Whether one of the questions for the fact itself has this name; not those of its fields.
    pub(super) fn asks(&self, name: &str) -> bool {
        let own = self.value == name || self.items.iter().any(|item| item == name);
        own || self.applies.as_deref() == Some(name) || self.band.as_deref() == Some(name)
    }
}

fn asked<'a>(facts: &'a [Fact], path: &mut Vec<&'a str>, names: &mut BTreeSet<String>) -> Vec<Asked> {
    let one = |fact: &'a Fact| {
        path.push(&fact.name);
        let asked = one(fact, path, names);
        path.pop();
        asked
    };
    facts.iter().map(one).collect()
}

fn one<'a>(fact: &'a Fact, path: &mut Vec<&'a str>, names: &mut BTreeSet<String>) -> Asked {
    let mut named = |letter: char, path: &[&str]| name::unused(letter, path, names);
    let value = named(if matches!(fact.kind, Kind::Records(_)) { 'r' } else { 'f' }, path);
    let applies = asks_whether_it_applies(fact).then(|| named('a', path));
    let banded =
        matches!(&fact.kind, Kind::Judged(judged) if judged.bands.iter().any(|band| band.name.is_some()));
    let band = banded.then(|| named('b', path));
    let item_names = if let Kind::Items(names) = &fact.kind { names.clone() } else { Vec::new() };
    let mut items = Vec::with_capacity(item_names.len());
    for item in &item_names {
        let within: Vec<&str> = path.iter().copied().chain([item.as_str()]).collect();
        items.push(named('i', &within));
    }
    let fields = match &fact.kind {
        Kind::Records(records) => asked(&records.fields, path, names),
        _ => Vec::new(),
    };
    Asked { fact: fact.name.clone(), value, applies, band, items, item_names, fields }
}

fn asks_whether_it_applies(fact: &Fact) -> bool {
    match fact.kind {
        Kind::Records(_) => true,
        Kind::YesNo | Kind::Level(_) | Kind::Choice(_) => false,
        _ => fact.may_be_inapplicable,
    }
}
