//! Which questions need not be asked: those that only matter to parts which surely do not apply.
//!
//! Phones drop the answer to a question that is not asked. So one is left out only where the condition of a part is
//! surely false, and only where nothing outside that part looks at its fact.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use weiheng::Standard;
use weiheng::model::act::Limit;
use weiheng::model::fact::Fact;
use weiheng::model::fact::FactId;
use weiheng::model::fact::Kind;
use weiheng::model::part::PartId;
use weiheng::model::uses::Uses;
use weiheng_tabular::submission::Questions;

use crate::xlsform::possible::Possible;
use crate::xlsform::possible::Reader;
use crate::xlsform::row;

/// The conditions under which questions and groups are asked.
pub(super) struct Relevance<'a> {
    standard: &'a Standard,
    reader: Reader<'a>,
    /// For each fact the parts whose statements look at it.
    users: BTreeMap<FactId, BTreeSet<PartId>>,
}

impl<'a> Relevance<'a> {
    /// The conditions of a standard.
    pub(super) fn of(standard: &'a Standard, questions: &'a Questions) -> Self {
        let reader = Reader { standard, questions };
        Self { standard, reader, users: users(standard) }
    }

    /// The condition for the group of a part: its own, where it holds for every question inside.
    pub(super) fn of_part(&self, part: PartId) -> Option<String> {
        let facts = (0..).map(FactId).zip(&self.standard.facts);
        let mut inside = facts.filter(|(_, fact)| self.path(fact.part).any(|above| above == part));
        let condition = self.condition(part)?;
        inside.all(|(fact, _)| self.only_inside(fact, part)).then_some(condition)
    }

    /// The condition for the question of a fact, beyond those of the groups around it.
    pub(super) fn of_fact(&self, id: FactId) -> Option<String> {
        let fact = self.standard.fact(id)?;
        let above = self.path(fact.part).filter(|part| self.only_inside(id, *part));
        let conditions =
            above.filter(|part| self.of_part(*part).is_none()).filter_map(|part| self.condition(part));
        conditions.fold(None, row::both)
    }

    /// When a part may apply; `None` where it always may, or where no form can say when.
    fn condition(&self, part: PartId) -> Option<String> {
        match self.reader.may_be(self.standard.part(part)?.applies.as_ref()?, true) {
            Possible::When(condition) => Some(condition),
            Possible::Always | Possible::Never => None,
        }
    }

    /// Whether every part that looks at a fact lies in this one.
    fn only_inside(&self, fact: FactId, part: PartId) -> bool {
        let users = self.users.get(&fact);
        users.is_some_and(|users| users.iter().all(|user| self.path(*user).any(|above| above == part)))
    }

    /// A part and those above it.
    fn path(&self, part: PartId) -> impl Iterator<Item = PartId> + use<'a> {
        let standard = self.standard;
        std::iter::successors(Some(part), move |at| standard.part(*at)?.parent)
    }
}

/// For each fact the parts whose statements look at it; what looks at it from elsewhere counts as the standard.
fn users(standard: &Standard) -> BTreeMap<FactId, BTreeSet<PartId>> {
    let mut users: BTreeMap<FactId, BTreeSet<PartId>> = BTreeMap::new();
    let mut note = |part: PartId, uses: Uses<'_>| {
        for fact in uses.facts {
            users.entry(outermost(standard, fact)).or_default().insert(part);
        }
    };
    let root = PartId(0);
    for (id, part) in standard.parts() {
        let mut uses = Uses::new(&standard.lets);
        part.acts.iter().for_each(|act| uses.act(act));
        part.factors.iter().for_each(|factor| uses.factor(factor));
        note(id, uses);
        let mut uses = Uses::new(&standard.lets);
        part.applies.iter().for_each(|condition| uses.expression(condition));
        // Whether a part applies is asked where it stands.
        note(part.parent.unwrap_or(root), uses);
    }
    let mut uses = Uses::new(&standard.lets);
    let rules = standard.verdicts.iter().flat_map(|verdict| &verdict.rules);
    rules.filter_map(|rule| rule.when.as_ref()).for_each(|condition| uses.expression(condition));
    standard.batch.iter().flat_map(|value| value.parts()).for_each(|part| uses.expression(part));
    for account in &standard.accounts {
        account.computed.iter().for_each(|computed| uses.expression(computed));
        for limit in &account.limits {
            match limit {
                Limit::AtMost(amount) | Limit::AtLeast(amount) => uses.expression(amount),
                Limit::Times(factor) => uses.factor(factor),
            }
        }
    }
    standard.facts.iter().for_each(|fact| of_rows(fact, &mut uses));
    note(root, uses);
    users
}

/// The facts at which the derived values of rows look.
fn of_rows(fact: &Fact, uses: &mut Uses<'_>) {
    if let Kind::Records(records) = &fact.kind {
        records.lets.iter().for_each(|derived| uses.expression(&derived.value));
        records.fields.iter().for_each(|field| of_rows(field, uses));
    }
}

/// The list outside all lists in which a list lies.
fn outermost(standard: &Standard, fact: FactId) -> FactId {
    std::iter::successors(Some(fact), |inner| standard.outer(*inner)).last().unwrap_or(fact)
}
