//! The accounts of an assessment, in words.

use std::collections::BTreeSet;

use crate::assessment::AccountLine;
use crate::assessment::AccountResult;
use crate::assessment::Range;
use crate::assessment::acts::Acts;
use crate::assessment::from_tally::Writer;
use crate::assessment::line_words::Placed;
use crate::assessment::reasons;
use crate::assessment::speech::Speech;
use crate::evaluation::account::AccountTally;
use crate::evaluation::account::Booking;
use crate::evaluation::interval::Interval;
use crate::evaluation::tally::AccountFinding;
use crate::evaluation::tally::LineKind;
use crate::exact::Exact;
use crate::model::account::Account;
use crate::model::act::Limit;
use crate::model::fact::FactId;
use crate::model::uses::Uses;
use crate::unit::Unit;
use crate::words;
use crate::words::Words;

impl Writer<'_> {
    /// Every account with its lines.
    pub(crate) fn accounts(&self) -> Vec<AccountResult> {
        let acts = Acts::of(self.standard);
        let accounts = self.standard.accounts.iter().zip(&self.tally.accounts);
        accounts.map(|(account, tally)| self.account(account, tally, &acts)).collect()
    }

    fn account(&self, account: &Account, tally: &AccountTally, acts: &Acts<'_>) -> AccountResult {
        let amount = tally.amount;
        AccountResult {
            name: account.name.clone(),
            unit: account.unit.name().to_owned(),
            amount: amount.map(|amount| bounds(amount, &account.unit)),
            finding: tally.finding,
            reasons: self.account_reasons(account, tally),
            ledger: tally.lines.iter().map(|line| self.booking(account, line, acts)).collect(),
        }
    }

    fn booking(&self, account: &Account, line: &Booking, acts: &Acts<'_>) -> AccountLine {
        if let Some(factor) = line.act.and_then(|act| acts.factor(act)) {
            let moved = line.amount.low.filter(|_| line.amount.low == line.amount.high);
            return AccountLine {
                part: line.part.0,
                kind: line.kind,
                amount: bounds(line.amount, &account.unit),
                line: self.standard.line(factor.span),
                words: self.both(|speech| speech.factor(moved, &account.unit, factor)),
                note: factor.note.clone(),
            };
        }
        let placed = line.act.and_then(|act| acts.get(act));
        let settled = line.amount.low.is_some() && line.amount.low == line.amount.high;
        let words = self.both(|speech| match placed {
            None => speech.of_account(account, line.kind),
            Some(_) if line.kind == LineKind::Floor => speech.of_account(account, line.kind),
            Some(placed) => speech.placed(line.part, line.kind, settled, placed),
        });
        let declared = account.span;
        AccountLine {
            part: line.part.0,
            kind: line.kind,
            amount: bounds(line.amount, &account.unit),
            line: self.standard.line(placed.map_or(declared, |placed| placed.act.span)),
            words,
            note: placed.and_then(Placed::note),
        }
    }

    /// What is missing or undetermined in an account.
    fn account_reasons(&self, account: &Account, tally: &AccountTally) -> Vec<Words> {
        if matches!(tally.finding, AccountFinding::Known | AccountFinding::NotApplicable) {
            return self.withheld().into_iter().collect();
        }
        let mut reasons: Vec<Words> = self.withheld().into_iter().collect();
        reasons.extend(tally.cause.map(|cause| reasons::cause(self, cause)));
        let unseen = self.facts_of(account, tally).into_iter();
        let unseen = unseen.filter(|fact| reasons::is_unseen(self.scope.reading(*fact)));
        let names: Vec<String> = unseen.map(|fact| reasons::name(self, fact)).collect();
        if !names.is_empty() {
            let (zh, en) = (names.join("、"), names.join(", "));
            reasons.push(words!("未查：{zh}", "not observed: {en}"));
        }
        reasons
    }

    /// The facts on which the open lines of an account hang, and those that it looks at itself.
    fn facts_of(&self, account: &Account, tally: &AccountTally) -> BTreeSet<FactId> {
        let mut uses = Uses::new(&self.standard.lets);
        account.computed.iter().for_each(|value| uses.expression(value));
        for limit in &account.limits {
            match limit {
                Limit::AtMost(amount) | Limit::AtLeast(amount) => uses.expression(amount),
                Limit::Times(factor) => {
                    uses.expression(&factor.by);
                    factor.when.iter().for_each(|when| uses.expression(when));
                }
            }
        }
        let open = tally.lines.iter().filter(|line| line.act.is_some());
        let open = open.filter(|line| line.amount.low.is_none() || line.amount.low != line.amount.high);
        let parts = open.filter_map(|line| self.plan.parts.get(line.part.0 as usize));
        parts.flat_map(|part| part.facts.iter().copied()).chain(uses.facts).collect()
    }
}

/// Amounts in the unit of their account.
fn bounds(amount: Interval, unit: &Unit) -> Range {
    let in_unit = |end: Option<Exact>| end.map(|end| end.over(unit.factor()).unwrap_or(end));
    Range { low: in_unit(amount.low), high: in_unit(amount.high) }
}

impl Speech<'_> {
    /// A line that an account writes itself.
    fn of_account(&self, account: &Account, kind: LineKind) -> String {
        let amount = |value| self.possible(&self.scope.value(value), &account.unit);
        match kind {
            LineKind::Computed => account
                .computed
                .iter()
                .fold(String::new(), |_, value| format!("{} = {}", self.expression(value), amount(value))),
            LineKind::Cap => {
                let limits = account.limits.iter().filter_map(|limit| match limit {
                    Limit::AtMost(most) => Some(format!("{} {}", self.say("至多", "at most"), amount(most))),
                    Limit::AtLeast(least) => {
                        Some(format!("{} {}", self.say("至少", "at least"), amount(least)))
                    }
                    Limit::Times(_) => None,
                });
                limits.collect::<Vec<_>>().join(&self.say("；", "; "))
            }
            LineKind::Floor => self.say("本账不为负", "the account is never negative"),
            other => self.balance(other),
        }
    }
}
