//! What is not settled by an observation: not observed, undetermined, not applicable.

use weiheng::Assessment;
use weiheng::Language;
use weiheng::assessment::FactUsed;
use weiheng::assessment::Finding;
use weiheng::assessment::PartResult;
use weiheng::assessment::Saying;

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
use crate::wording::say;

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

/// The reasons, and of what inspectors disagree about, who says what.
fn why(part: &PartResult, language: Language) -> String {
    let said = part.facts.iter().filter_map(|fact| sayings(fact, language));
    std::iter::once(reason(part, language)).chain(said).collect::<Vec<_>>().join("\n")
}

/// `暴露垃圾：3处（王芳，甲.xlsx 填报 F12）；5处（李明，乙.xlsx 填报 F12）`.
fn sayings(fact: &FactUsed, language: Language) -> Option<String> {
    let one = |saying: &Saying| {
        let value = saying.value.in_language(language);
        let place = format!("{} {}", saying.origin.file, saying.origin.within().in_language(language));
        let who = saying.inspector.iter().map(String::as_str).chain([place.as_str()]);
        let who = who.collect::<Vec<_>>().join(say(language, "，", ", "));
        clean(&format!("{value}{}{who}{}", say(language, "（", " ("), say(language, "）", ")")))
    };
    let said: Vec<String> = fact.sayings.iter().map(one).collect();
    let colon = say(language, "：", ": ");
    (!said.is_empty())
        .then(|| format!("{}{colon}{}", clean(&fact.name), said.join(say(language, "；", "; "))))
}

/// The reasons; where none is given, the facts that are not known.
fn reason(part: &PartResult, language: Language) -> String {
    if !part.reasons.is_empty() {
        return reasons(part, language);
    }
    let unknown = part.facts.iter().filter(|fact| fact.state != "known");
    let one = |fact: &FactUsed| {
        clean(&format!("{}{}{}", fact.name, say(language, "：", ": "), fact.value.in_language(language)))
    };
    unknown.map(one).collect::<Vec<_>>().join("\n")
}
