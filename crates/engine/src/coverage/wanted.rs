//! What worked cases have to show of a standard.

use crate::evaluation::trace::Moment;
use crate::evaluation::trace::Seen;
use crate::model::Standard;
use crate::model::act::Act;
use crate::model::act::ActKind;
use crate::model::act::Items;
use crate::model::act::ItemsOf;
use crate::model::act::Limit;
use crate::model::act::Measure;
use crate::model::expression::Expr;
use crate::model::fact::Kind;
use crate::model::factor::Factor;
use crate::model::part::Part;
use crate::model::part::PartId;
use crate::model::part::Status;
use crate::source::Span;
use crate::syntax::tree::Rank;
use crate::words;
use crate::words::Words;

/// A place that must act in a case, and for most also be left in one.
#[derive(Clone, Debug)]
pub(super) struct Wanted {
    pub(super) part: PartId,
    pub(super) moment: Moment,
    pub(super) span: Span,
    /// Whether a case must leave it without effect too.
    both: bool,
    /// What to call it, where its place holds several.
    name: Option<Words>,
}

impl Wanted {
    /// Everything that the cases of a standard have to show, in file order.
    pub(super) fn of(standard: &Standard) -> Vec<Self> {
        let mut list = List { standard, wanted: Vec::new(), part: PartId(0) };
        for (id, part) in standard.parts() {
            list.part = id;
            list.of_part(part);
        }
        list.part = PartId(0);
        for (at, verdict) in (0..).zip(&standard.verdicts) {
            for (position, rule) in (0..).zip(&verdict.rules) {
                list.once(Moment::Rule(at, position), rule.span);
            }
        }
        list.wanted
    }

    /// What the cases did not show of it.
    pub(super) fn missing(&self, seen: Seen) -> Option<Words> {
        let (zh, en) = match (self.moment, seen.acts, seen.idle || !self.both) {
            (_, true, true) => return None,
            (Moment::Part(_), ..) => ("没有例定出结果", "no case comes to a result"),
            (Moment::Rule(..), ..) => ("没有例由它评定", "decides no case"),
            (Moment::Applies(_), false, _) => ("没有例适用", "applies in no case"),
            (Moment::Applies(_), true, _) => ("没有例不适用", "applies in every case"),
            (Moment::Requirement(_), false, _) => ("没有例不满足", "no case fails it"),
            (Moment::Requirement(_), true, _) => ("没有例满足", "no case meets it"),
            (Moment::Branch(_), false, _) => ("没有例走到", "no case reaches it"),
            (Moment::Branch(_), true, _) => ("没有例不走到", "every case reaches it"),
            (_, false, _) => ("没有例起作用", "acts in no case"),
            (_, true, _) => ("没有例不起作用", "acts in every case"),
        };
        let (zh, en) = (zh.to_owned(), en.to_owned());
        Some(match &self.name {
            Some(name) => Words { zh: format!("{}：{zh}", name.zh), en: format!("{}: {en}", name.en) },
            None => Words { zh, en },
        })
    }
}

/// The list as it grows.
struct List<'a> {
    standard: &'a Standard,
    wanted: Vec<Wanted>,
    part: PartId,
}

impl List<'_> {
    fn push(&mut self, moment: Moment, span: Span, both: bool, name: Option<Words>) {
        self.wanted.push(Wanted { part: self.part, moment, span, both, name });
    }

    fn once(&mut self, moment: Moment, span: Span) {
        self.push(moment, span, false, None);
    }

    fn both(&mut self, moment: Moment, span: Span) {
        self.push(moment, span, true, None);
    }

    fn of_part(&mut self, part: &Part) {
        if part.rank == Rank::Clause {
            self.once(Moment::Part(self.part), part.span);
        }
        if part.applies.is_some() {
            let name = words!("适用", "applies");
            self.push(Moment::Applies(self.part), part.span, true, Some(name));
        }
        for act in &part.acts {
            if let ActKind::Amount(_, amount) = &act.kind
                && self.is_unverified_judgement(part, amount)
            {
                continue;
            }
            self.act(act, false);
        }
        part.factors.iter().for_each(|factor| self.factor(factor));
    }

    /// What an inspector judges where the printed rule was not read: any case will do.
    fn is_unverified_judgement(&self, part: &Part, amount: &Expr) -> bool {
        let unverified = part.sources.iter().any(|source| source.status == Some(Status::Unverified));
        let Expr::Fact(fact) = amount else { return false };
        unverified && self.standard.fact(*fact).is_some_and(|fact| matches!(fact.kind, Kind::Judged(_)))
    }

    /// An act; one that is `reached` under a condition is left without effect where that fails.
    fn act(&mut self, act: &Act, reached: bool) {
        match &act.kind {
            ActKind::Amount(_, amount) => {
                if !reached && !matches!(amount, Expr::Number(..)) {
                    self.once(Moment::Amount(act.id), act.span);
                }
            }
            ActKind::Group(acts) | ActKind::Heaviest(acts) => {
                acts.iter().for_each(|inner| self.act(inner, reached));
            }
            ActKind::Require(_, otherwise) => {
                self.both(Moment::Requirement(act.id), act.span);
                self.act(otherwise, true);
            }
            ActKind::Chain(branches, otherwise) => {
                let branches = branches.iter().map(|(_, then)| then);
                branches.chain(otherwise.as_deref()).for_each(|then| self.branch(then));
            }
            ActKind::Bands(bands) => bands.rows.iter().for_each(|row| self.branch(&row.then)),
            ActKind::Each(each) => {
                let both = !reached && !matches!(each.measure, Measure::Rows(_, None));
                self.push(Moment::Count(act.id), act.span, both, None);
                self.act(&each.then, true);
            }
            ActKind::Steps(steps) => {
                self.push(Moment::Count(act.id), act.span, !reached, None);
                self.act(&steps.then, true);
            }
            ActKind::Rows(rows) => {
                let start = Span { end: act.span.start, ..act.span };
                self.push(Moment::Count(act.id), start, rows.filter.is_some(), None);
                let chosen = reached || rows.filter.is_some();
                rows.acts.iter().for_each(|inner| self.act(inner, chosen));
            }
            ActKind::Items(items) => self.items(act, items),
            ActKind::FullPoints
            | ActKind::NoPoints
            | ActKind::Veto
            | ActKind::Fail
            | ActKind::Above(_)
            | ActKind::Pending(_) => {}
        }
        self.limits(act);
    }

    fn branch(&mut self, then: &Act) {
        self.both(Moment::Branch(then.id), then.span);
        self.act(then, true);
    }

    fn items(&mut self, act: &Act, items: &Items) {
        for (at, _) in (0..).zip(&items.prices).filter(|(_, price)| price.is_some()) {
            let name = self.item(&items.of, at);
            self.push(Moment::Item(act.id, at), act.span, true, Some(Words::same(name)));
        }
    }

    fn item(&self, of: &ItemsOf, at: u16) -> String {
        let fact = |fact| self.standard.fact(fact);
        let name = match of {
            ItemsOf::Facts(facts) => {
                facts.get(usize::from(at)).and_then(|id| fact(*id)).map(|fact| fact.name.clone())
            }
            ItemsOf::List(list) => match fact(*list).map(|list| &list.kind) {
                Some(Kind::Items(names)) => names.get(usize::from(at)).cloned(),
                _ => None,
            },
        };
        name.unwrap_or_default()
    }

    fn limits(&mut self, act: &Act) {
        for (at, limit) in (0..).zip(&act.limits) {
            let name = match limit {
                Limit::AtMost(_) => words!("至多", "at_most"),
                Limit::AtLeast(_) => words!("至少", "at_least"),
                Limit::Times(factor) => {
                    self.factor(factor);
                    continue;
                }
            };
            self.push(Moment::Limit(act.id, at), act.span, true, Some(name));
        }
    }

    fn factor(&mut self, factor: &Factor) {
        if factor.when.is_some() {
            self.both(Moment::Factor(factor.id), factor.span);
        }
    }
}
