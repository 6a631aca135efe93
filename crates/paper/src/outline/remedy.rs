//! The least that makes a unit pass.

use weiheng::Exact;
use weiheng::Language;
use weiheng::assessment::Repair;
use weiheng::repair::By;
use weiheng::repair::Remedy;
use weiheng::repair::remedy::Proof;
use weiheng::repair::remedy::RemedyState;

use crate::number::number;
use crate::number::range;
use crate::outline::Column;
use crate::outline::Section;
use crate::outline::Sheet;
use crate::outline::Tone;
use crate::outline::clean;
use crate::outline::headline::outcome;
use crate::outline::repairs::columns;
use crate::outline::repairs::how;
use crate::outline::repairs::repair_row;
use crate::outline::repairs::what;
use crate::wording::list;
use crate::wording::say;

/// The remedy with its proof.
pub(crate) fn remedy(remedy: &Remedy, language: Language) -> Sheet {
    let mut lines = vec![answer(remedy, language)];
    lines.extend(proof(remedy, language).map(|words| (words, Tone::Plain)));
    lines.extend(afterwards(remedy, language));
    let sections = vec![
        table(say(language, "整改", "Repairs"), &remedy.repairs, remedy, language),
        observe(remedy, language),
        ties(remedy, language),
        obstacles(remedy, language),
    ];
    Sheet::new(&remedy.assessment, language, lines, sections)
}

fn answer(remedy: &Remedy, language: Language) -> (String, Tone) {
    let amount = remedy.amount.unwrap_or(Exact::ZERO);
    let text = match remedy.state {
        RemedyState::Passes => {
            return (say(language, "已经通过，不需要整改", "It passes as it is").to_owned(), Tone::Good);
        }
        RemedyState::Impossible => {
            let text = say(language, "无论怎样整改都不能通过", "No repair makes it pass");
            return (text.to_owned(), Tone::Bad);
        }
        RemedyState::NotFound => {
            let text = say(
                language,
                "没有找到能通过的办法，也没有排除",
                "No way to pass was found, and none is ruled out",
            );
            return (text.to_owned(), Tone::Open);
        }
        RemedyState::Found if remedy.repairs.is_empty() => {
            let text = say(
                language,
                "查到的不需要整改，通过与否取决于未查的",
                "Nothing that was observed needs repair; what was not decides",
            );
            return (text.to_owned(), Tone::Open);
        }
        RemedyState::Found => {
            let (count, amount) = (remedy.repairs.len(), amounts(amount, remedy.by, language));
            match (language, remedy.by, remedy.certain) {
                (Language::Zh, By::Count, true) => format!("改正 {amount}就能通过"),
                (Language::Zh, By::Count, false) => format!("改正 {amount}就有可能通过"),
                (Language::Zh, _, true) => format!("改正 {count} 项就能通过，{amount}"),
                (Language::Zh, _, false) => format!("改正 {count} 项就有可能通过，{amount}"),
                (Language::En, By::Count, true) => format!("It passes with {amount}"),
                (Language::En, By::Count, false) => format!("It may pass with {amount}"),
                (Language::En, _, true) => format!("It passes with {}, {amount}", repairs(count)),
                (Language::En, _, false) => format!("It may pass with {}, {amount}", repairs(count)),
            }
        }
    };
    (text, if remedy.certain { Tone::Good } else { Tone::Open })
}

fn repairs(count: usize) -> String {
    if count == 1 { "1 repair".to_owned() } else { format!("{count} repairs") }
}

fn amounts(amount: Exact, by: By, language: Language) -> String {
    let shown = number(amount, language);
    match (language, by) {
        (Language::Zh, By::Count) => format!("{shown} 项"),
        (Language::Zh, By::Points) => format!("得分变动 {shown} 分"),
        (Language::Zh, By::Cost) => format!("费用 {shown}"),
        (Language::En, By::Count) if amount == Exact::ONE => format!("{shown} repair"),
        (Language::En, By::Count) => format!("{shown} repairs"),
        (Language::En, By::Points) => format!("moving the score by {shown}"),
        (Language::En, By::Cost) => format!("at a cost of {shown}"),
    }
}

/// How far it is proved that nothing less does.
fn proof(remedy: &Remedy, language: Language) -> Option<String> {
    let scored = remedy.evaluations;
    let bound = number(remedy.bound.unwrap_or(Exact::ZERO), language);
    let text = match (remedy.state, remedy.proof, language) {
        (RemedyState::Passes, ..) => return None,
        (RemedyState::Found, Proof::AnyValue, _) if remedy.repairs.is_empty() => return None,
        (RemedyState::Impossible, Proof::ListedValues, Language::Zh) => {
            format!("证明：列出的取值都试过，没有一种组合能通过（评分 {scored} 次）")
        }
        (RemedyState::Impossible, Proof::ListedValues, Language::En) => {
            format!("Proof: of the listed values no combination passes (scored {scored} times)")
        }
        (RemedyState::Impossible, _, Language::Zh) => {
            format!("证明：能改的全部取最好也不通过（评分 {scored} 次）")
        }
        (RemedyState::Impossible, _, Language::En) => {
            format!(
                "Proof: with everything that can be repaired at its best it does not (scored {scored} times)"
            )
        }
        (_, Proof::AnyValue, Language::Zh) => {
            format!("证明：无论改成什么值，都不能比这更少（评分 {scored} 次）")
        }
        (_, Proof::AnyValue, Language::En) => {
            format!("Proof: whatever the values, nothing less does (scored {scored} times)")
        }
        (_, Proof::ListedValues, Language::Zh) => {
            format!("证明：在标准各界限处的取值中，没有比这更少的（评分 {scored} 次）")
        }
        (_, Proof::ListedValues, Language::En) => {
            format!(
                "Proof: of the values at the limits of the standard none less does (scored {scored} times)"
            )
        }
        (_, Proof::Bound, Language::Zh) => {
            format!(
                "没有证完：只证明了至少要 {bound}，或许有更少的办法；可用 --effort 多试（已评分 {scored} 次）"
            )
        }
        (_, Proof::Bound, Language::En) => format!(
            "Not proved least: only that it takes at least {bound}; there may be less. --effort tries longer (scored {scored} times)"
        ),
    };
    Some(text)
}

fn afterwards(remedy: &Remedy, language: Language) -> Option<(String, Tone)> {
    if remedy.state != RemedyState::Found {
        return None;
    }
    let score =
        remedy.score.map(|score| format!("{} {}", say(language, "总分", "score"), range(score, language)));
    let verdict = remedy.verdict.as_ref().map(|verdict| {
        let (words, _) = outcome(verdict, language);
        format!("{} {words}", say(language, "结论", "verdict"))
    });
    let after: Vec<String> = score.into_iter().chain(verdict).collect();
    let colon = say(language, "之后：", "Afterwards: ");
    (!after.is_empty()).then(|| (format!("{colon}{}", after.join(say(language, "　", ", "))), Tone::Plain))
}

fn table(title: &'static str, repairs: &[Repair], remedy: &Remedy, language: Language) -> Section {
    let rows = repairs.iter().map(|repair| repair_row(repair, &remedy.assessment.parts, language));
    Section { title, tone: Tone::Plain, columns: columns(language), rows: rows.collect(), asides: 0 }
}

/// What must still be observed, and as what.
fn observe(remedy: &Remedy, language: Language) -> Section {
    let row = |repair: &Repair| {
        let departments = list(repair.departments.iter().map(String::as_str), language);
        vec![what(repair, language), how(repair, language), clean(&departments)]
    };
    Section {
        title: say(
            language,
            "还要查到（能通过的一种情况）",
            "Still to be observed (one way in which it passes)",
        ),
        tone: Tone::Open,
        columns: vec![
            Column::text(say(language, "观测", "fact")),
            Column::text(say(language, "由 → 到", "from -> to")),
            Column::text(say(language, "责任", "responsible")),
        ],
        rows: remedy.observe.iter().map(row).collect(),
        asides: 0,
    }
}

/// Other sets that come to the same.
fn ties(remedy: &Remedy, language: Language) -> Section {
    let one =
        |repair: &Repair| format!("{} {}", what(repair, language), how(repair, language).replace('\n', " "));
    let row = |(at, set): (usize, &Vec<Repair>)| {
        let set: Vec<String> = set.iter().map(one).collect();
        vec![format!("{at}"), set.join("\n")]
    };
    let more =
        remedy.more_ties.then(|| vec!["…".to_owned(), say(language, "还有更多", "and more").to_owned()]);
    Section {
        title: say(language, "同样少的其他办法", "Other ways that come to the same"),
        tone: Tone::Plain,
        columns: vec![Column::word(""), Column::text(say(language, "整改", "repairs"))],
        rows: (2..).zip(&remedy.ties).map(row).chain(more).collect(),
        asides: 0,
    }
}

fn obstacles(remedy: &Remedy, language: Language) -> Section {
    let rows = remedy.obstacles.iter().map(|words| vec![clean(words.in_language(language))]);
    Section {
        title: say(language, "能改的都改了，仍然差在", "What is still in the way with everything repaired"),
        tone: Tone::Bad,
        columns: vec![Column::text(say(language, "原因", "why"))],
        rows: rows.collect(),
        asides: 0,
    }
}
