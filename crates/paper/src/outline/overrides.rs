//! Overrides (复核): who put what in the place of which reading, and which no longer count.

use weiheng::Assessment;
use weiheng::Language;
use weiheng::assessment::OverrideResult;
use weiheng::assessment::OverrideState;
use weiheng::assessment::PartResult;

use crate::outline::Column;
use crate::outline::Section;
use crate::outline::Tone;
use crate::outline::clean;
use crate::wording::say;

/// One row an override, in the order of their files.
pub(crate) fn overrides(assessment: &Assessment, language: Language) -> Section {
    let row = |one: &OverrideResult| {
        let parts = one.parts.iter().filter_map(|at| assessment.parts.get(*at as usize));
        let parts: Vec<&str> = parts.map(|part| part.id.as_str()).collect();
        vec![
            clean(&one.fact),
            clean(&parts.join(" ")),
            clean(one.recorded.in_language(language)),
            clean(one.value.in_language(language)),
            clean(&one.authority),
            clean(&one.reason),
            one.date.to_string(),
            validity(one, language),
            match one.state {
                OverrideState::Applied => say(language, "有效", "applied"),
                OverrideState::NotYet => say(language, "未到期，不计", "not yet, not counted"),
                OverrideState::Expired => say(language, "已过期，不计", "expired, not counted"),
            }
            .to_owned(),
        ]
    };
    Section {
        title: say(language, "复核", "Overrides"),
        tone: Tone::Open,
        columns: vec![
            Column::text(say(language, "观测", "fact")),
            Column::text(say(language, "条款", "clauses")),
            Column::text(say(language, "原记", "recorded")),
            Column::text(say(language, "改为", "taken to be")),
            Column::text(say(language, "批准", "authority")),
            Column::text(say(language, "理由", "reason")),
            Column::word(say(language, "日期", "date")),
            Column::word(say(language, "有效期", "counts")),
            Column::text(say(language, "情况", "state")),
        ],
        rows: assessment.overrides.iter().map(row).collect(),
        asides: 0,
    }
}

/// From which assessment date to which it counts, as far as that is said.
fn validity(one: &OverrideResult, language: Language) -> String {
    match (one.from, one.until, language) {
        (None, None, _) => String::new(),
        (Some(from), None, Language::Zh) => format!("自 {from}"),
        (Some(from), None, Language::En) => format!("from {from}"),
        (None, Some(until), Language::Zh) => format!("至 {until}"),
        (None, Some(until), Language::En) => format!("until {until}"),
        (Some(from), Some(until), Language::Zh) => format!("{from} 至 {until}"),
        (Some(from), Some(until), Language::En) => format!("{from} to {until}"),
    }
}

/// The facts of a part that are overridden, one a line: `复核：垃圾 5处 → 3处`.
pub(crate) fn of_part(part: &PartResult, language: Language) -> Vec<String> {
    let facts = part.facts.iter().filter_map(|fact| {
        let (recorded, value) =
            (fact.recorded.as_ref()?.in_language(language), fact.value.in_language(language));
        let (word, name) = (say(language, "复核：", "overridden: "), &fact.name);
        // Rows are counted in words; which of them changed stands in the table of overrides.
        let changed = match recorded == value {
            true => say(language, "见复核表", "see the overrides").to_owned(),
            false => format!("{recorded} → {value}"),
        };
        Some(clean(&format!("{word}{name} {changed}")))
    });
    facts.collect()
}
