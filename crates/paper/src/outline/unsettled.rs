//! What is not settled by an observation: not observed, undetermined, not applicable, and sources not verified.

use weiheng::Assessment;
use weiheng::Language;
use weiheng::assessment::FactUsed;
use weiheng::assessment::Finding;
use weiheng::assessment::PartResult;
use weiheng::assessment::RankName;

use crate::number::number;
use crate::number::range;
use crate::outline::Column;
use crate::outline::Section;
use crate::outline::Tone;
use crate::outline::clean;
use crate::outline::parts::departments;
use crate::outline::parts::name;
use crate::outline::parts::reasons;
use crate::outline::parts::where_judged;
use crate::wording::list;
use crate::wording::say;
use crate::wording::status;

/// What was not observed, with the scores that are still possible.
pub(crate) fn not_observed(assessment: &Assessment, language: Language) -> Section {
    Section {
        title: say(language, "尚未观测", "Not observed"),
        tone: Tone::Open,
        columns: open_columns(language, say(language, "缺少的观测", "what is missing")),
        rows: rows(assessment, Finding::NotObserved, language),
        asides: 0,
    }
}

/// What stays undetermined whatever is observed.
pub(crate) fn undetermined(assessment: &Assessment, language: Language) -> Section {
    Section {
        title: say(language, "待定条款", "Undetermined"),
        tone: Tone::Open,
        columns: open_columns(language, say(language, "原因", "why")),
        rows: rows(assessment, Finding::Undetermined, language),
        asides: 0,
    }
}

/// What does not apply to the unit.
pub(crate) fn not_applicable(assessment: &Assessment, language: Language) -> Section {
    let parts = where_judged(assessment).filter(|(_, part)| part.finding == Finding::NotApplicable);
    let row = |(_, part): (usize, &PartResult)| vec![name(part), points(part, language), why(part, language)];
    Section {
        title: say(language, "不适用", "Not applicable"),
        tone: Tone::Faint,
        columns: vec![
            Column::text(say(language, "条款", "clause")),
            Column::number(say(language, "分值", "points")),
            Column::text(say(language, "原因", "why")),
        ],
        rows: parts.map(row).collect(),
        asides: 0,
    }
}

/// Parts whose printed source nobody has verified, by status.
pub(crate) fn unverified(assessment: &Assessment, language: Language) -> Section {
    let id = |part: &'_ PartResult| match part.rank {
        RankName::Standard => say(language, "标准本身", "the standard itself").to_owned(),
        _ => part.id.clone(),
    };
    let with = |wanted: &str| -> Vec<String> {
        let has =
            |part: &&PartResult| part.sources.iter().any(|source| source.status.as_deref() == Some(wanted));
        assessment.parts.iter().filter(has).map(id).collect()
    };
    let row = |wanted: &'static str| {
        let ids = with(wanted);
        let text = clean(&list(ids.iter().map(String::as_str), language));
        (!ids.is_empty()).then(|| vec![status(wanted, language).to_owned(), ids.len().to_string(), text])
    };
    Section {
        title: say(language, "依据待核或自拟的条款", "Clauses whose source is not verified"),
        tone: Tone::Faint,
        columns: vec![
            Column::word(say(language, "依据", "source")),
            Column::number(say(language, "条数", "count")),
            Column::text(say(language, "条款", "clauses")),
        ],
        rows: ["unverified", "own"].into_iter().filter_map(row).collect(),
        asides: 0,
    }
}

fn open_columns(language: Language, why: &'static str) -> Vec<Column> {
    vec![
        Column::text(say(language, "条款", "clause")),
        Column::number(say(language, "分值", "points")),
        Column::number(say(language, "可能得分", "possible score")),
        Column::text(why),
        Column::text(say(language, "责任", "responsible")),
    ]
}

fn rows(assessment: &Assessment, finding: Finding, language: Language) -> Vec<Vec<String>> {
    let parts = where_judged(assessment).filter(|(_, part)| part.finding == finding);
    let row = |(_, part): (usize, &PartResult)| {
        vec![
            name(part),
            points(part, language),
            part.score.map(|score| range(score, language)).unwrap_or_default(),
            why(part, language),
            departments(part, language),
        ]
    };
    parts.map(row).collect()
}

fn points(part: &PartResult, language: Language) -> String {
    part.points.map(|points| number(points, language)).unwrap_or_default()
}

/// The reasons; where none is given, the facts that are not known.
fn why(part: &PartResult, language: Language) -> String {
    if !part.reasons.is_empty() {
        return reasons(part, language);
    }
    let unknown = part.facts.iter().filter(|fact| fact.state != "known");
    let one = |fact: &FactUsed| {
        clean(&format!("{}{}{}", fact.name, say(language, "：", ": "), fact.value.in_language(language)))
    };
    unknown.map(one).collect::<Vec<_>>().join("\n")
}
