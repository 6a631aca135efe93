//! What came out of an example beside what it expects.

use crate::evaluation::interval::Interval;
use crate::evaluation::tally::AccountFinding;
use crate::evaluation::tally::Ends;
use crate::evaluation::tally::Finding;
use crate::evaluation::tally::Tally;
use crate::exact::Exact;
use crate::model::Standard;
use crate::model::account::AccountId;
use crate::model::example::Expectation;
use crate::model::example::Expected;
use crate::model::example::FindingWord;
use crate::model::example::Subject;
use crate::model::part::PartId;
use crate::syntax::tree::Rank;
use crate::words;
use crate::words::Words;

/// What came out, in the terms of the expectation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// Points lost; `None` where the part does not apply.
    Loses(Option<Ends>),
    /// The score.
    Scores(Option<Ends>),
    /// The bonus.
    Adds(Ends),
    /// A finding.
    Finding(Finding),
    /// The grades that are possible, by position.
    Grades(Vec<u16>),
    /// What a part booked, in the unit of the account.
    Books(AccountId, Interval),
    /// The amount of an account.
    Amounts(AccountId, Option<Interval>),
    /// How firm the amount of an account is.
    Firm(AccountFinding),
}

/// What came out instead, where it is not what was expected.
pub(super) fn instead(standard: &Standard, tally: &Tally, expectation: &Expectation) -> Option<Found> {
    let found = found(standard, tally, expectation)?;
    (Some(&found) != wanted(expectation).as_ref()).then_some(found)
}

fn found(standard: &Standard, tally: &Tally, expectation: &Expectation) -> Option<Found> {
    match (expectation.subject, &expectation.expected) {
        (Subject::Verdict(at), Expected::Grades(_)) => {
            Some(Found::Grades(tally.verdicts.get(at)?.grades.clone()))
        }
        (Subject::Part(id), Expected::Scores(..)) => Some(Found::Scores(scored(standard, tally, id))),
        (Subject::Part(id), Expected::Loses(..)) => Some(Found::Loses(lost(standard, tally, id))),
        (Subject::Part(id), Expected::Adds(..)) => Some(Found::Adds(tally.parts.get(id)?.bonus)),
        (Subject::Part(id), Expected::Finding(_)) => Some(Found::Finding(tally.parts.get(id)?.finding)),
        (Subject::Part(id), Expected::Books(account, ..)) => {
            let lines = &tally.accounts.get(account.0 as usize)?.lines;
            let own = lines.iter().filter(|line| line.part == id);
            let booked = own.fold(Interval::ZERO, |sum, line| sum.plus_or_unbounded(line.amount));
            Some(Found::Books(*account, booked))
        }
        (Subject::Account(id), Expected::Amounts(..)) => {
            Some(Found::Amounts(id, tally.accounts.get(id.0 as usize)?.amount))
        }
        (Subject::Account(id), Expected::Finding(_)) => {
            Some(Found::Firm(tally.accounts.get(id.0 as usize)?.finding))
        }
        // Derived values are looked at by themselves.
        (Subject::Value(_) | Subject::Verdict(_) | Subject::Account(_), _) => None,
        (Subject::Part(_), Expected::Grades(_) | Expected::Amounts(..) | Expected::Value(..)) => None,
    }
}

fn wanted(expectation: &Expectation) -> Option<Found> {
    Some(match &expectation.expected {
        Expected::Loses(low, high) => Found::Loses(Some(Ends { low: *low, high: *high })),
        Expected::Scores(low, high) => Found::Scores(Some(Ends { low: *low, high: *high })),
        Expected::Adds(low, high) => Found::Adds(Ends { low: *low, high: *high }),
        Expected::Finding(word) if matches!(expectation.subject, Subject::Account(_)) => {
            Found::Firm(firmness(*word))
        }
        Expected::Finding(word) => Found::Finding(finding(*word)),
        Expected::Grades(grades) => Found::Grades(grades.clone()),
        Expected::Books(account, low, high) => {
            Found::Books(*account, Interval { low: Some(*low), high: Some(*high) })
        }
        Expected::Amounts(low, high) => {
            let Subject::Account(account) = expectation.subject else { return None };
            Found::Amounts(account, Some(Interval { low: Some(*low), high: *high }))
        }
        Expected::Value(..) => return None,
    })
}

/// The score, bonuses apart; for a part without points, what its lines gave.
fn scored(standard: &Standard, tally: &Tally, id: PartId) -> Option<Ends> {
    let part = tally.parts.get(id)?;
    match standard.part(id)?.points {
        _ if id == PartId(0) => tally.total,
        None if part.score.is_none() && part.finding != Finding::NotApplicable => {
            let plus = |a: Exact, b: Exact| a.plus(b).unwrap_or(a);
            let own = tally.lines.iter().filter(|line| line.part == id);
            Some(own.fold(Ends::ZERO, |sum, line| Ends {
                low: plus(sum.low, line.amount.low),
                high: plus(sum.high, line.amount.high),
            }))
        }
        _ => part.score,
    }
}

/// Points lost: the points less the score; for a part without points, what its lines took, bonuses apart.
fn lost(standard: &Standard, tally: &Tally, id: PartId) -> Option<Ends> {
    let minus = |a: Exact, b: Exact| a.minus(b).unwrap_or(Exact::ZERO);
    let score = if id == PartId(0) { tally.total } else { tally.parts.get(id)?.score };
    match (standard.part(id)?.points, score) {
        (Some(points), Some(score)) => {
            Some(Ends { low: minus(points, score.high), high: minus(points, score.low) })
        }
        (Some(_), None) => Some(Ends::ZERO),
        (None, _) => {
            let own = tally.lines.iter().filter(|line| line.part == id);
            let bonus = tally.parts.get(id)?.bonus;
            let taken = own.fold(Ends::ZERO, |sum, line| Ends {
                low: minus(sum.low, line.amount.high),
                high: minus(sum.high, line.amount.low),
            });
            let plus = |a: Exact, b: Exact| a.plus(b).unwrap_or(a);
            Some(Ends { low: plus(taken.low, bonus.high), high: plus(taken.high, bonus.low) })
        }
    }
}

/// What an expectation looks at.
pub(crate) fn subject(standard: &Standard, subject: Subject) -> Words {
    match subject {
        Subject::Verdict(at) => match standard.verdicts.get(at).and_then(|verdict| verdict.name.as_ref()) {
            Some(name) => words!("「{name}」", "`{name}`"),
            None => words!("结论", "the verdict"),
        },
        Subject::Account(id) => {
            let name = standard.account(id).map(|account| account.name.as_str()).unwrap_or_default();
            words!("「{name}」", "`{name}`")
        }
        Subject::Value(id) => {
            let name =
                standard.lets.get(id.0 as usize).map(|derived| derived.name.as_str()).unwrap_or_default();
            words!("「{name}」", "`{name}`")
        }
        Subject::Part(PartId(0)) => words!("总分", "the total"),
        Subject::Part(id) => {
            let Some(part) = standard.part(id) else { return Words::default() };
            let (zh, en) = match part.rank {
                Rank::Standard => ("标准", "standard"),
                Rank::Chapter => ("章", "chapter"),
                Rank::Section => ("节", "section"),
                Rank::Clause => ("条", "clause"),
                Rank::Item => ("款", "item"),
            };
            let id = &part.id;
            words!("{zh} {id} ", "{en} {id}")
        }
    }
}

/// What was expected.
pub(super) fn expected(standard: &Standard, expectation: &Expectation) -> Words {
    let wanted = wanted(expectation);
    wanted.map_or_else(Words::default, |wanted| wanted.words(standard, expectation.subject))
}

impl Found {
    /// The same as an example would say it.
    pub(super) fn words(&self, standard: &Standard, subject: Subject) -> Words {
        let absent = || finding_words(Finding::NotApplicable);
        let said = |zh: &str, en: &str, ends: Ends| {
            let amount = amount(ends);
            Words { zh: format!("{zh} {}", amount.zh), en: format!("{en} {}", amount.en) }
        };
        match self {
            Self::Loses(ends) => ends.map_or_else(absent, |ends| said("扣", "a loss of", ends)),
            Self::Scores(ends) => ends.map_or_else(absent, |ends| said("得", "a score of", ends)),
            Self::Adds(ends) => said("加", "a bonus of", *ends),
            Self::Finding(finding) => finding_words(*finding),
            Self::Grades(grades) => grade_words(standard, subject, grades),
            Self::Books(account, booked) => {
                let (amount, name) = booked_words(standard, *account, *booked);
                let Words { zh, en } = amount;
                words!("记 {name} {zh}", "{en} booked to `{name}`")
            }
            Self::Amounts(account, amount) => {
                amount.map_or_else(absent, |amount| booked_words(standard, *account, amount).0)
            }
            Self::Firm(finding) => match finding {
                AccountFinding::Known => words!("已定", "known"),
                AccountFinding::NotObserved => finding_words(Finding::NotObserved),
                AccountFinding::Undetermined => finding_words(Finding::Undetermined),
                AccountFinding::NotApplicable => absent(),
            },
        }
    }
}

fn amount(ends: Ends) -> Words {
    let Ends { low, high } = ends;
    if low == high {
        words!("{low}分", "{low} points")
    } else if Ends::is_unbounded(high) {
        words!("{low}分 以上，没有上限", "{low} points or more")
    } else {
        words!("{low}分 至 {high}分", "{low} points to {high} points")
    }
}

/// An amount of an account in its unit, and the name of the account.
fn booked_words(standard: &Standard, account: AccountId, amount: Interval) -> (Words, String) {
    let Some(account) = standard.account(account) else { return Default::default() };
    let show = |end: Exact| account.unit.show(end);
    let words = match (amount.low, amount.high) {
        (Some(low), Some(high)) if low == high => Words { zh: show(low), en: show(low) },
        (Some(low), Some(high)) => {
            let (low, high) = (show(low), show(high));
            words!("{low} 至 {high}", "{low} to {high}")
        }
        (Some(low), None) => {
            let low = show(low);
            words!(">= {low}", ">= {low}")
        }
        (None, Some(high)) => {
            let high = show(high);
            words!("<= {high}", "<= {high}")
        }
        (None, None) => words!("没有上下限", "without bounds"),
    };
    (words, account.name.clone())
}

/// How firm an account's amount is, by the word of a finding.
fn firmness(word: FindingWord) -> AccountFinding {
    match word {
        FindingWord::NotApplicable => AccountFinding::NotApplicable,
        FindingWord::NotObserved => AccountFinding::NotObserved,
        FindingWord::Undetermined => AccountFinding::Undetermined,
        _ => AccountFinding::Known,
    }
}

fn grade_words(standard: &Standard, subject: Subject, grades: &[u16]) -> Words {
    let Subject::Verdict(at) = subject else { return Words::default() };
    let Some(verdict) = standard.verdicts.get(at) else { return Words::default() };
    let names: Vec<&str> = grades.iter().map(|grade| verdict.grade(*grade)).collect();
    match names.as_slice() {
        [] => finding_words(Finding::NotApplicable),
        names => Words { zh: names.join(" 或 "), en: names.join(" or ") },
    }
}

/// The finding of a word.
pub(super) fn finding(word: FindingWord) -> Finding {
    match word {
        FindingWord::Met => Finding::Met,
        FindingWord::Reduced => Finding::Reduced,
        FindingWord::Zero => Finding::Zero,
        FindingWord::Failed => Finding::Failed,
        FindingWord::Withheld => Finding::Withheld,
        FindingWord::Vetoed => Finding::Vetoed,
        FindingWord::NotApplicable => Finding::NotApplicable,
        FindingWord::NotObserved => Finding::NotObserved,
        FindingWord::Undetermined => Finding::Undetermined,
    }
}

/// A finding as people say it.
pub(super) fn finding_words(finding: Finding) -> Words {
    match finding {
        Finding::Met => words!("合格", "met"),
        Finding::Reduced => words!("扣分", "reduced"),
        Finding::Zero => words!("零分", "zero"),
        Finding::Failed => words!("不合格", "failed"),
        Finding::Withheld => words!("不评", "withheld"),
        Finding::Vetoed => words!("否决", "vetoed"),
        Finding::NotApplicable => words!("不适用", "not applicable"),
        Finding::NotObserved => words!("未查", "not observed"),
        Finding::Undetermined => words!("待定", "undetermined"),
    }
}
