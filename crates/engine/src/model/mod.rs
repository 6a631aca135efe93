//! A standard that is legal: every name resolved, kinds and units agreed, points adding up, bands complete.
//!
//! Numbers are in base units (shares as fractions of one, times in seconds). Only `from_syntax` makes a
//! [`Standard`]; everyone else reads.

pub mod above;
pub mod account;
pub mod act;
pub mod batch;
pub mod calendar;
pub mod example;
pub mod expression;
pub mod fact;
pub mod factor;
pub mod file;
mod from_syntax;
pub mod holding;
pub mod part;
pub mod removal;
mod show;
mod show_kind;
mod sources;
pub mod uses;
pub mod value;
pub mod verdict;
pub mod words;

use crate::date::Date;
use crate::exact::Exact;
use crate::model::account::Account;
use crate::model::account::AccountId;
use crate::model::batch::BatchValue;
use crate::model::example::Example;
use crate::model::expression::Let;
use crate::model::expression::Parameter;
use crate::model::fact::Fact;
use crate::model::fact::FactId;
use crate::model::fact::Inside;
use crate::model::fact::Kind;
use crate::model::file::File;
use crate::model::part::Citation;
use crate::model::part::Part;
use crate::model::part::PartId;
use crate::model::removal::Removal;
use crate::model::verdict::Verdict;
use crate::rounding::Rounding;
use crate::source::Span;

/// A checked standard (标准).
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Standard {
    /// 编号, such as `cn.city.2014`; the heading's name where no 编号 is given.
    pub id: String,
    /// The name after the heading keyword.
    pub name: String,
    /// The quoted label of the heading; the name where there is none.
    pub label: String,
    /// 级别: 国家, 省, 市, 县, 单位 or as written.
    pub tier: Option<String>,
    /// 施行: the first day.
    pub in_force: Option<Date>,
    /// 废止: the first day on which it no longer holds.
    pub until: Option<Date>,
    /// 取整: how and to what step the total is rounded, once.
    pub rounding: Option<(Rounding, Exact)>,
    /// 缺项: what becomes of the points of what does not apply.
    pub gaps: Gaps,
    /// 来源 of the whole.
    pub sources: Vec<Citation>,
    /// Every part in file order, parents before children; the first is the standard itself.
    pub parts: Vec<Part>,
    /// Every fact, in file order.
    pub facts: Vec<Fact>,
    /// The lists inside other lists, by position after the facts; those further out come first.
    pub inner: Vec<Inside>,
    /// Every derived value (令) outside records, in file order.
    pub lets: Vec<Let>,
    /// Dated parameters (参数).
    pub parameters: Vec<Parameter>,
    /// 累降: whether several demotions of a grade add up; otherwise the heaviest acts.
    pub demotions_add_up: bool,
    /// 账, in file order.
    pub accounts: Vec<Account>,
    /// 评定: the main verdict first, if there is one.
    pub verdicts: Vec<Verdict>,
    /// Their positions in an order in which each comes after those at whose grades it looks.
    pub verdict_order: Vec<u16>,
    /// 例.
    pub examples: Vec<Example>,
    /// Values among units that are scored together, by position.
    pub batch: Vec<BatchValue>,
    /// How many acts there are; their ids are below this.
    pub act_count: u32,
    /// The clause files that it was read from: its own first, then those that it builds on.
    pub files: Vec<File>,
    /// What it took out of the standards that it builds on.
    pub removals: Vec<Removal>,
}

impl Standard {
    /// The verdict with which a result leads: the first of the whole, where it has any.
    pub fn leading_verdict(&self) -> Option<&Verdict> {
        self.verdicts.first().filter(|verdict| verdict.part == PartId(0))
    }

    /// The verdicts that stand in a part, with their positions.
    pub fn verdicts_of(&self, part: PartId) -> impl Iterator<Item = (u16, &Verdict)> {
        (0_u16..).zip(&self.verdicts).filter(move |(_, verdict)| verdict.part == part)
    }

    /// Whether it is its verdicts that decide whether a part is met: nothing acts in it, and it has no points.
    pub fn is_graded(&self, part: &Part) -> bool {
        part.parent.is_some() && part.acts.is_empty() && part.children.is_empty() && part.points.is_none()
    }

    /// The name of the verdict of a part with so many rules.
    pub(crate) fn grade_name(&self, part: PartId, rules: usize) -> &str {
        let mut verdicts = self.verdicts.iter();
        let found = verdicts.find(|verdict| verdict.part == part && verdict.rules.len() == rules);
        found.and_then(|verdict| verdict.name.as_deref()).unwrap_or("评定")
    }

    /// The part of an id; the standard itself for an id of another standard.
    pub fn part(&self, id: PartId) -> Option<&Part> {
        self.parts.get(id.0 as usize)
    }

    /// The fact of an id.
    pub fn fact(&self, id: FactId) -> Option<&Fact> {
        Inside::fact(&self.facts, &self.inner, id)
    }

    /// The list of whose rows a list is a field.
    pub fn outer(&self, list: FactId) -> Option<FactId> {
        self.inner.get((list.0 as usize).checked_sub(self.facts.len())?).map(|inside| inside.list)
    }

    /// The list of whose rows a list is a field, by its declaration.
    pub(crate) fn around(&self, list: &Fact) -> Option<&Fact> {
        self.inner.iter().map(|inside| self.fact(inside.list)).find_map(|outer| match &outer?.kind {
            Kind::Records(records) if records.fields.iter().any(|field| field.span == list.span) => outer,
            _ => None,
        })
    }

    /// The fact of a name.
    pub fn fact_named(&self, name: &str) -> Option<(FactId, &Fact)> {
        (0..).map(FactId).zip(&self.facts).find(|(_, fact)| fact.name == name)
    }

    /// The account of an id.
    pub fn account(&self, id: AccountId) -> Option<&Account> {
        self.accounts.get(id.0 as usize)
    }

    /// What becomes of the points of a part that does not apply: its own policy holds for itself too, but where it
    /// rescales nothing is left to scale to, and the policy above holds.
    pub fn leaves_by(&self, part: &Part) -> Gaps {
        let above =
            || part.parent.and_then(|above| self.part(above)).map_or(self.gaps, |above| self.gaps_in(above));
        part.gaps.filter(|own| *own != Gaps::Rescale).unwrap_or_else(above)
    }

    /// What becomes of points in a part: its own policy, or else that of the nearest part above that has one.
    pub fn gaps_in(&self, part: &Part) -> Gaps {
        part.gaps.unwrap_or_else(|| self.leaves_by(part))
    }

    /// The parts directly below a part in the order in which they are scored: the file's, but a part at which
    /// another looks comes first.
    pub fn scoring_order(&self, id: PartId) -> Vec<PartId> {
        let mut waiting = self.part(id).map(|part| part.children.clone()).unwrap_or_default();
        let mut looks = part::looks(&self.parts, id);
        if looks.is_empty() {
            return waiting;
        }
        let mut order = Vec::with_capacity(waiting.len());
        while !waiting.is_empty() {
            let ready = waiting.iter().position(|child| !looks.iter().any(|(from, _)| from == child));
            // A legal standard always has one that is ready.
            let next = waiting.remove(ready.unwrap_or_default());
            looks.retain(|(from, to)| *from != next && *to != next);
            order.push(next);
        }
        order
    }

    /// The full points (满分) of the whole; `None` for a standard of requirements without points.
    pub fn full_points(&self) -> Option<Exact> {
        self.parts.first().and_then(|root| root.points)
    }

    /// The line, from 1, on which a place begins in its clause file.
    pub fn line(&self, place: Span) -> u32 {
        self.files.iter().find(|file| file.id == place.source).map_or(1, |file| file.line(place.start))
    }

    /// The name of the clause file of a place; `None` for the standard's own file.
    pub fn file(&self, place: Span) -> Option<&str> {
        let others = self.files.iter().skip(1);
        others.filter(|file| file.id == place.source).map(|file| file.name.as_str()).next()
    }

    /// Every part with its id, in file order.
    pub fn parts(&self) -> impl Iterator<Item = (PartId, &Part)> {
        (0..).map(PartId).zip(&self.parts)
    }
}

/// What becomes of the points of what does not apply (缺项).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gaps {
    /// 折算: total = got / applicable x full.
    Rescale,
    /// 满分: what does not apply counts as full.
    Full,
    /// 零分: it counts as nothing.
    Zero,
    /// 不许: nothing may be inapplicable; where it is, the result is undetermined. The default.
    Forbid,
}
