//! Small standards over yes/no facts, of which every unit can be tried: what is said to be least is.

use std::collections::BTreeMap;
use std::fmt::Write;

use spec::generator::choices::Choices;
use weiheng::Exact;
use weiheng::Observations;
use weiheng::Plan;
use weiheng::Readings;
use weiheng::Source;
use weiheng::SourceId;
use weiheng::Standard;
use weiheng::Tally;
use weiheng::model::fact::FactId;
use weiheng::repair::By;
use weiheng::repair::Remedy;
use weiheng::repair::Wish;
use weiheng::repair::remedy::Proof;
use weiheng::repair::remedy::RemedyState;

/// How many facts there are.
const FACTS: usize = 8;

/// A remedy of a drawn unit of a drawn standard against all units that there are.
pub(crate) fn remedy(choices: &mut Choices<'_>) -> Result<(), String> {
    let text = standard(choices);
    let outcome = weiheng::load(&Source::new("small.wh", &text), SourceId(0));
    let Some(standard) = outcome.value else {
        let problems = outcome.diagnostics.iter().map(|problem| problem.message.zh.clone());
        return Err(format!("{}\n{text}", problems.collect::<Vec<_>>().join("\n")));
    };
    let plan = Plan::from_model(&standard, None);
    let all = all(&standard, &plan)?;
    for _ in 0..6 {
        let unit = choices.below(1 << FACTS);
        for by in [By::Count, By::Points, By::Cost] {
            let costs = (0..FACTS as u32).map(|at| ((FactId(at), None), cost(at as usize)));
            let wish = Wish { by, costs: costs.collect::<BTreeMap<_, _>>(), ..Wish::default() };
            let readings = reading(&standard, unit)?;
            let told = weiheng::repair::remedy(&standard, &plan, &readings, &wish);
            if let Some(wrong) = wrong(&all, unit, &told) {
                return Err(format!("{wrong}\n{by:?} {unit:08b} {:#?}\n{text}", told.repairs));
            }
        }
    }
    Ok(())
}

/// Every unit: whether it passes, and its total.
fn all(standard: &Standard, plan: &Plan) -> Result<Vec<(bool, Exact)>, String> {
    let one = |unit| {
        let tally: Tally = weiheng::evaluate(plan, &reading(standard, unit)?);
        let passes = tally.verdicts[0].grades == [0];
        Ok((passes, tally.unrounded.map_or(Exact::ZERO, |total| total.high)))
    };
    (0..1 << FACTS).map(one).collect()
}

fn wrong(all: &[(bool, Exact)], unit: usize, told: &Remedy) -> Option<String> {
    let price = |other: usize| {
        let changed = (0..FACTS).filter(|at| (unit ^ other) >> at & 1 == 1);
        match told.by {
            By::Count => Exact::from(changed.count() as i64),
            By::Cost => changed.fold(Exact::ZERO, |sum, at| sum.plus(cost(at)).expect("small")),
            By::Points => {
                let moved = all[other].1.minus(all[unit].1).expect("small");
                moved.max(moved.negated())
            }
        }
    };
    let passing = (0..all.len()).filter(|other| all[*other].0);
    let least = passing.map(price).min();
    match (told.state, least) {
        (RemedyState::Passes, _) if all[unit].0 => None,
        (RemedyState::Impossible, None) => None,
        (RemedyState::NotFound, _) => None,
        (RemedyState::Found, Some(least)) => {
            let (amount, bound) = (told.amount?, told.bound?);
            // To move the score back by making things worse is no repair.
            let listed = told.by == By::Points && told.proof == Proof::ListedValues;
            if amount < least
                || bound > least && !listed
                || told.proof != Proof::Bound && amount != least && !listed
            {
                Some(format!(
                    "{amount} is told, at least {bound} is proved ({:?}), and {least} is least",
                    told.proof
                ))
            } else {
                None
            }
        }
        (state, least) => Some(format!("{state:?} is told, and {least:?} is least")),
    }
}

/// What it costs to change a fact.
fn cost(at: usize) -> Exact {
    Exact::from([3, 1, 4, 1, 5, 9, 2, 6][at])
}

fn reading(standard: &Standard, unit: usize) -> Result<Readings, String> {
    let facts: Vec<String> = (0..FACTS).map(|at| format!("\"f{at}\": {}", unit >> at & 1 == 1)).collect();
    let units = Observations::from_json(SourceId(1), &format!("{{ {} }}", facts.join(", ")));
    let unit = units.value.and_then(|units| units.into_iter().next()).ok_or("no unit")?;
    Readings::bind(standard, &unit).value.ok_or("it does not fit".to_owned())
}

/// Four clauses in two chapters, two facts each, and one more that looks at other clauses' facts too.
fn standard(choices: &mut Choices<'_>) -> String {
    let mut text = String::from("标准 小 \"小\"\n  满分 40\n\n评定 { 好 > 差 } 及格 好\n");
    if choices.chance(50) {
        text += "  差 若 有否决\n";
    }
    let limit = choices.between(4, 20) * 2;
    let share = choices.between(8, 19) * 5;
    text += &match choices.below(5) {
        0 => format!("  好 若 总分 >= {limit}分\n"),
        1 => format!("  好 若 总分 >= {limit}分 且 全部(章, 得分率 >= {share}%)\n"),
        2 => format!("  差 若 总分 < {limit}分\n  好 若 全部(章, 得分率 > {share}%)\n"),
        3 => format!("  好 若 计数(条, 合格) >= {}\n", choices.between(2, 4)),
        _ => format!("  好 若 总分 >= {limit}分 或 计数(条, 合格) >= 4\n"),
    };
    text += "  差 否则\n";
    for at in 0..4 {
        if at % 2 == 0 {
            write!(text, "\n章 {} \"章\" 20分\n", at / 2 + 1).expect("text");
        }
        let (a, b) = (format!("f{}", at * 2), format!("f{}", at * 2 + 1));
        write!(text, "\n条 {at} 10分\n  观测 {a} : 是否\n  观测 {b} : 是否\n").expect("text");
        let other = format!("f{}", choices.below(at * 2 + 2));
        for _ in 0..=choices.below(2) {
            text += &statement(&a, &b, &other, choices);
        }
    }
    text
}

fn statement(a: &str, b: &str, other: &str, choices: &mut Choices<'_>) -> String {
    let amount = choices.between(1, 7);
    match choices.below(7) {
        0 => format!("  若 非 {a} 扣 {amount}分\n  若 非 {b} 扣 {}分\n", choices.between(1, 5)),
        1 => format!("  {{ 若 非 {a} 扣 4分 ; 若 非 {b} 扣 5分 }} 至多 {amount}分\n"),
        2 => format!("  若 非 ({a} 且 {b}) 扣 {amount}分\n"),
        3 => format!("  若 非 ({a} 或 {other}) 否决\n  若 {b} 扣 1分\n"),
        4 => format!("  若 非 {a} 扣 {amount}分\n  若 {a} 且 非 {b} 扣 {}分\n", choices.between(1, 9)),
        5 => format!("  若 非 {other} 不得分\n  若 非 {b} 扣 {amount}分\n"),
        _ => format!("  若 非 {a} 否决\n  若 非 {b} 扣 {amount}分\n"),
    }
}
