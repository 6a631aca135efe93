//! Running the examples (例) that a standard carries: each is read, planned, evaluated and compared like any unit.

use std::collections::BTreeMap;

use crate::date::Date;
use crate::diagnostic::Code;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::Diagnostics;
use crate::evaluation::account::Reach;
use crate::evaluation::evaluate;
use crate::evaluation::tally::AccountFinding;
use crate::evaluation::tally::Ends;
use crate::evaluation::tally::Finding;
use crate::evaluation::tally::Tally;
use crate::exact::Exact;
use crate::model::Standard;
use crate::model::account::AccountId;
use crate::model::example::Example;
use crate::model::example::ExampleUnit;
use crate::model::example::Expectation;
use crate::model::example::Expected;
use crate::model::example::FindingWord;
use crate::model::example::Subject;
use crate::model::part::PartId;
use crate::observation::Readings;
use crate::plan::Plan;
use crate::unit::Unit;
use crate::words;
use crate::words::Words;

/// Runs every example of a standard: WH0501 for each expectation that does not come out, and the problems of what
/// an example observes. An example that gives no 评定日 is assessed on the day the standard comes into force; without
/// such a day nothing that needs 评定日 is known.
pub fn run_examples(standard: &Standard) -> Diagnostics {
    let plan = Plan::from_model(standard, standard.in_force);
    let mut dated: BTreeMap<Date, Plan> = BTreeMap::new();
    let mut diagnostics = Diagnostics::new();
    for example in &standard.examples {
        for unit in &example.units {
            let read = Readings::given(standard, example.given_of(unit));
            diagnostics.extend(read.diagnostics);
            if let Some(readings) = read.value {
                let plan = match readings.date {
                    Some(day) => dated.entry(day).or_insert_with(|| Plan::from_model(standard, Some(day))),
                    None => &plan,
                };
                let case = Case { standard, example, unit };
                case.compare(&evaluate(plan, &readings), &mut diagnostics);
            }
        }
    }
    diagnostics.sorted()
}

/// One unit of one example.
struct Case<'a> {
    standard: &'a Standard,
    example: &'a Example,
    unit: &'a ExampleUnit,
}

impl Case<'_> {
    fn compare(&self, tally: &Tally, diagnostics: &mut Diagnostics) {
        for expectation in self.example.expected_of(self.unit) {
            if let Some(found) = difference(self.standard, tally, expectation) {
                diagnostics.push(Diagnostic::new(Code::WH0501, expectation.span, self.gives(&found)));
            }
        }
    }

    fn gives(&self, found: &str) -> Words {
        let name = &self.example.name;
        match &self.unit.name {
            Some(unit) => words!(
                "例「{name}」的单元「{unit}」得到的是 {found}",
                "example `{name}` gives unit `{unit}` {found}"
            ),
            None => words!("例「{name}」得到的是 {found}", "example `{name}` gives {found}"),
        }
    }
}

/// What came out instead, where it is not what was expected.
fn difference(standard: &Standard, tally: &Tally, expectation: &Expectation) -> Option<String> {
    match (expectation.subject, &expectation.expected) {
        (Subject::Verdict, Expected::Grade(grade)) => {
            let grades = grades(standard, tally);
            (grades != [grade.clone()]).then(|| grades.join(" 或 "))
        }
        (Subject::Verdict, _) => None,
        (Subject::Account(id), expected) => account_difference(standard, tally, id, expected),
        (Subject::Part(id), Expected::Books(account, low, high)) => {
            let account_unit = &standard.account(*account)?.unit;
            let lines = tally.accounts.get(account.0 as usize)?.lines.iter().filter(|line| line.part == id);
            let found = lines.fold(Reach::ZERO, |sum, line| sum.plus(line.amount));
            let expected = Reach { low: Some(*low), high: Some(*high) };
            (found != expected).then(|| amount(account_unit, found))
        }
        (Subject::Part(id), expected) => {
            let part = tally.parts.get(id)?;
            match expected {
                Expected::Scores(low, high) => {
                    unlike(scored(standard, tally, id), Ends { low: *low, high: *high })
                }
                Expected::Loses(low, high) => lost(standard, tally, id)
                    .and_then(|lost| unlike(Some(lost), Ends { low: *low, high: *high })),
                Expected::Finding(word) => {
                    (finding(*word) != part.finding).then(|| finding_name(part.finding).to_owned())
                }
                Expected::Grade(_) | Expected::Books(..) | Expected::Amounts(..) => None,
            }
        }
    }
}

/// What an account came to instead.
fn account_difference(
    standard: &Standard,
    tally: &Tally,
    id: AccountId,
    expected: &Expected,
) -> Option<String> {
    let unit = &standard.account(id)?.unit;
    let account = tally.accounts.get(id.0 as usize)?;
    match expected {
        Expected::Amounts(low, high) => match account.amount.map(Reach::from) {
            Some(found) if found == (Reach { low: Some(*low), high: *high }) => None,
            Some(found) => Some(amount(unit, found)),
            None => Some(finding_name(Finding::NotApplicable).to_owned()),
        },
        Expected::Finding(word) => {
            let found = match account.finding {
                AccountFinding::Known => Finding::Met,
                AccountFinding::NotObserved => Finding::NotObserved,
                AccountFinding::Undetermined => Finding::Undetermined,
                AccountFinding::NotApplicable => Finding::NotApplicable,
            };
            let told = || match account.amount {
                Some(known) if found == Finding::Met => amount(unit, known.into()),
                _ => finding_name(found).to_owned(),
            };
            (finding(*word) != found).then(told)
        }
        _ => None,
    }
}

/// An amount of an account as an expectation writes it.
fn amount(unit: &Unit, found: Reach) -> String {
    match (found.low, found.high) {
        (Some(low), Some(high)) if low == high => unit.show(low),
        (Some(low), Some(high)) => format!("{} 至 {}", unit.show(low), unit.show(high)),
        (Some(low), None) => format!(">= {}", unit.show(low)),
        (None, Some(high)) => format!("<= {}", unit.show(high)),
        (None, None) => "没有上下限".to_owned(),
    }
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

/// Points lost: the points less the score; for a part without points, what its lines took.
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
            Some(own.fold(Ends::ZERO, |sum, line| Ends {
                low: minus(sum.low, line.amount.high),
                high: minus(sum.high, line.amount.low),
            }))
        }
    }
}

fn unlike(found: Option<Ends>, expected: Ends) -> Option<String> {
    match found {
        Some(found) if found == expected => None,
        Some(found) if found.low == found.high => Some(format!("{}分", found.low)),
        Some(found) => Some(format!("{}分 至 {}分", found.low, found.high)),
        None => Some("不适用".to_owned()),
    }
}

fn grades(standard: &Standard, tally: &Tally) -> Vec<String> {
    let (Some(verdict), Some(found)) = (standard.verdicts.first(), tally.verdicts.first()) else {
        return Vec::new();
    };
    found.grades.iter().filter_map(|grade| verdict.grades.get(usize::from(*grade)).cloned()).collect()
}

fn finding(word: FindingWord) -> Finding {
    match word {
        FindingWord::Met => Finding::Met,
        FindingWord::Reduced => Finding::Reduced,
        FindingWord::Zero => Finding::Zero,
        FindingWord::Failed => Finding::Failed,
        FindingWord::Vetoed => Finding::Vetoed,
        FindingWord::NotApplicable => Finding::NotApplicable,
        FindingWord::NotObserved => Finding::NotObserved,
        FindingWord::Undetermined => Finding::Undetermined,
    }
}

fn finding_name(finding: Finding) -> &'static str {
    match finding {
        Finding::Met => "合格",
        Finding::Reduced => "扣分",
        Finding::Zero => "零分",
        Finding::Failed => "不合格",
        Finding::Vetoed => "否决",
        Finding::NotApplicable => "不适用",
        Finding::NotObserved => "未查",
        Finding::Undetermined => "待定",
    }
}
