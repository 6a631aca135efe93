//! Several units side by side: name, score, verdict.

use weiheng::Assessment;
use weiheng::Language;
use weiheng::assessment::AccountResult;

use crate::outline::Column;
use crate::outline::Section;
use crate::outline::Tone;
use crate::outline::accounts::amount;
use crate::outline::clean;
use crate::outline::headline::outcome;
use crate::outline::headline::score;
use crate::wording::list;
use crate::wording::say;

/// One row a unit, in their order.
pub(crate) fn of_units(assessments: &[Assessment], language: Language) -> Section {
    let section = Section {
        title: say(language, "各单位汇总", "Units"),
        tone: Tone::Plain,
        columns: vec![
            Column::text(say(language, "单位", "unit")),
            Column::number(say(language, "总分", "score")),
            Column::text(say(language, "结论", "verdict")),
            Column::text(say(language, "账", "accounts")),
        ],
        rows: assessments.iter().enumerate().map(|unit| row(unit, language)).collect(),
        asides: 0,
    };
    let booked = assessments.iter().any(|assessment| !assessment.accounts.is_empty());
    if booked { section } else { section.without_last() }
}

fn row((at, assessment): (usize, &Assessment), language: Language) -> Vec<String> {
    let unnamed = || format!("#{}", at + 1);
    let verdicts: Vec<String> =
        assessment.verdicts.iter().map(|verdict| outcome(&verdict.outcome, language).0).collect();
    let account = |one: &AccountResult| format!("{} {}", clean(&one.name), amount(one, language));
    let accounts: Vec<String> = assessment.accounts.iter().map(account).collect();
    vec![
        assessment.unit.as_deref().map_or_else(unnamed, clean),
        score(assessment, language),
        list(verdicts.iter().map(String::as_str), language),
        accounts.join("\n"),
    ]
}
