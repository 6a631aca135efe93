//! On what a result rests: how sure the printed sources of the clauses are.

use weiheng::Assessment;
use weiheng::Language;
use weiheng::assessment::Basis;
use weiheng::assessment::Finding;
use weiheng::assessment::PartResult;
use weiheng::assessment::RankName;
use weiheng::assessment::Statuses;

use crate::outline::Column;
use crate::outline::Section;
use crate::outline::Tone;
use crate::outline::clean;
use crate::wording;
use crate::wording::list;
use crate::wording::say;

/// The statuses, the surest first.
const STATUSES: [&str; 4] = ["verified", "derived", "unverified", "own"];

/// How many clauses have sources of which status, and how many of those that were failed.
pub(crate) fn resting(assessment: &Assessment, language: Language) -> Option<String> {
    let said = |statuses| {
        let counts = counts(statuses, language);
        (!counts.is_empty()).then(|| list(counts.iter().map(String::as_str), language))
    };
    let Basis { clauses, failed } = assessment.basis;
    let failed = said(failed).map(|failed| match language {
        Language::Zh => format!("；其中不合格、否决的：{failed}"),
        Language::En => format!("; of those failed: {failed}"),
    });
    Some(format!("{}{}", said(clauses)?, failed.unwrap_or_default()))
}

/// Each status with its clauses: `核实 2 条`, `verified 2`.
pub(crate) fn counts(statuses: Statuses, language: Language) -> Vec<String> {
    let Statuses { verified, derived, unverified, own, none } = statuses;
    let known = STATUSES.map(|status| wording::status(status, language));
    let words = known.into_iter().chain([say(language, "未注明", "not stated")]);
    let counts = words.zip([verified, derived, unverified, own, none]).filter(|(_, count)| *count > 0);
    let unit = say(language, " 条", "");
    counts.map(|(word, count)| format!("{word} {count}{unit}")).collect()
}

/// The clauses that count, by the status of their sources.
pub(crate) fn sources(assessment: &Assessment, language: Language) -> Section {
    let counts = |part: &&PartResult| part.rank == RankName::Clause && part.finding != Finding::NotApplicable;
    let row = |wanted: &'static str| {
        let of = assessment.parts.iter().filter(counts).filter(|part| part.status.as_deref() == Some(wanted));
        let ids: Vec<&str> = of.map(|part| part.id.as_str()).collect();
        let text = clean(&ids.join(" ")); // broken between clauses, not in the middle of a number
        (!ids.is_empty())
            .then(|| vec![wording::status(wanted, language).to_owned(), ids.len().to_string(), text])
    };
    Section {
        title: say(language, "各条依据的状态", "How sure the sources of the clauses are"),
        tone: Tone::Faint,
        columns: vec![
            Column::word(say(language, "依据", "source")),
            Column::number(say(language, "条数", "count")),
            Column::text(say(language, "条款", "clauses")),
        ],
        rows: STATUSES.into_iter().filter_map(row).collect(),
        asides: 0,
    }
}
