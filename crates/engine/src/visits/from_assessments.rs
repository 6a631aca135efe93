//! Two assessments as two visits.

use std::collections::BTreeMap;

use crate::assessment::Assessment;
use crate::assessment::FactUsed;
use crate::assessment::Receipt;
use crate::assessment::VerdictResult;
use crate::visits::AccountChange;
use crate::visits::FactChange;
use crate::visits::VerdictChange;
use crate::visits::Visit;
use crate::visits::Visits;
use crate::visits::lines::lines;
use crate::visits::lines::open;
use crate::visits::parts::parts;
use crate::visits::sum::minus;

impl Visits {
    /// The earlier and the later assessment of one unit.
    ///
    /// ```
    /// use weiheng::{Observations, Plan, Readings, Source, SourceId, Visits, assess, load};
    /// let source = Source::new("a.wh", "标准 例\n条 1 \"垃圾\" 10分\n  观测 垃圾 : 计数 处\n  每 垃圾 扣 2分 至多 6分\n");
    /// let standard = load(&source, SourceId(0)).value.unwrap();
    /// let plan = Plan::from_model(&standard, None);
    /// let visit = |text| {
    ///     let units = Observations::from_json(SourceId(1), text).value.unwrap();
    ///     assess(&standard, &plan, &Readings::bind(&standard, &units[0]).value.unwrap())
    /// };
    /// let visits = Visits::of(&visit(r#"{ "垃圾": 5 }"#), &visit(r#"{ "垃圾": 1 }"#));
    /// let moved = |at: usize| visits.lines[at].change.low.unwrap().to_string();
    /// assert_eq!((moved(0), moved(1)), ("8".to_owned(), "-4".to_owned())); // the deduction, and the cap that is gone
    /// assert_eq!(visits.change.unwrap().low.unwrap().to_string(), "4");
    /// ```
    pub fn of(before: &Assessment, after: &Assessment) -> Self {
        let change = before.score.zip(after.score).map(|(before, after)| minus(after, before));
        let lines = lines(before, after);
        Self {
            version: Self::VERSION,
            unit: after.unit.clone().or_else(|| before.unit.clone()),
            before: visit(before),
            after: visit(after),
            change,
            verdicts: verdicts(before, after),
            parts: parts(before, after),
            open: open(change, &lines),
            lines,
            facts: facts(before, after),
            accounts: accounts(before, after),
        }
    }
}

fn visit(assessment: &Assessment) -> Visit {
    Visit {
        standard: assessment.standard.clone(),
        date: assessment.date,
        score: assessment.score,
        receipt: assessment.receipt.as_ref().map(Receipt::short),
    }
}

fn verdicts(before: &Assessment, after: &Assessment) -> Vec<VerdictChange> {
    let of = |visit: &'_ Assessment, name: &Option<String>| {
        visit.verdicts.iter().find(|verdict| verdict.name == *name).cloned()
    };
    let gone = before.verdicts.iter().filter(|verdict| of(after, &verdict.name).is_none());
    let names = after.verdicts.iter().chain(gone).map(|verdict| verdict.name.clone());
    let change = |name: Option<String>| {
        let (before, after) = (of(before, &name), of(after, &name));
        let reasons = |verdict: &Option<VerdictResult>| {
            verdict.as_ref().map(|verdict| verdict.reasons.clone()).unwrap_or_default()
        };
        VerdictChange {
            name,
            reasons_before: reasons(&before),
            reasons_after: reasons(&after),
            before: before.map(|verdict| verdict.outcome),
            after: after.map(|verdict| verdict.outcome),
        }
    };
    names.map(change).collect()
}

/// Facts by their names, in the order in which the parts look at them.
fn facts(before: &Assessment, after: &Assessment) -> Vec<FactChange> {
    let (then, now) = (used(before), used(after));
    let name_of = |visit: &Assessment| -> Vec<String> {
        visit.parts.iter().flat_map(|part| &part.facts).map(|fact| fact.name.clone()).collect()
    };
    let mut names: Vec<String> = Vec::new();
    let mut told = std::collections::BTreeSet::new();
    for name in name_of(after).into_iter().chain(name_of(before)) {
        if told.insert(name.clone()) {
            names.push(name);
        }
    }
    let change = |name: String| {
        let (before, after) = (then.get(name.as_str()), now.get(name.as_str()));
        let same = before.map(|(fact, _)| (&fact.value, &fact.state))
            == after.map(|(fact, _)| (&fact.value, &fact.state));
        let parts = after.or(before).map(|(_, parts)| parts.clone()).unwrap_or_default();
        let value = |found: Option<&(&FactUsed, Vec<String>)>| found.map(|(fact, _)| fact.value.clone());
        let (before, after) = (value(before), value(after));
        (!same).then_some(FactChange { name, before, after, parts })
    };
    names.into_iter().filter_map(change).collect()
}

/// What each fact was, and the numbers of the parts that look at it.
fn used(visit: &Assessment) -> BTreeMap<&str, (&FactUsed, Vec<String>)> {
    let mut used: BTreeMap<&str, (&FactUsed, Vec<String>)> = BTreeMap::new();
    for part in &visit.parts {
        for fact in &part.facts {
            let (_, parts) = used.entry(fact.name.as_str()).or_insert((fact, Vec::new()));
            parts.push(part.id.clone());
        }
    }
    used
}

fn accounts(before: &Assessment, after: &Assessment) -> Vec<AccountChange> {
    let change = |account: &crate::assessment::AccountResult| {
        let earlier =
            before.accounts.iter().find(|other| other.name == account.name && other.unit == account.unit);
        let earlier = earlier.and_then(|account| account.amount);
        AccountChange {
            name: account.name.clone(),
            unit: account.unit.clone(),
            before: earlier,
            after: account.amount,
            change: earlier.zip(account.amount).map(|(before, after)| minus(after, before)),
            finding: account.finding,
        }
    };
    after.accounts.iter().map(change).collect()
}
