//! What can be put right, and what each repair alone would gain.

use weiheng::Assessment;
use weiheng::Exact;
use weiheng::Language;
use weiheng::assessment::Change;
use weiheng::assessment::PartResult;
use weiheng::assessment::Range;
use weiheng::assessment::Repair;

use crate::number::change;
use crate::outline::Column;
use crate::outline::Section;
use crate::outline::Tone;
use crate::outline::clean;
use crate::outline::headline::outcome;
use crate::outline::parts::name;
use crate::wording::list;
use crate::wording::say;

/// The most repairs that a report shows; the JSON result has all.
const MOST: usize = 20;

/// What each repair alone would gain, where that was asked for.
pub(crate) fn repairs(assessment: &Assessment, language: Language) -> Section {
    let found = assessment.repairs.as_ref();
    let shown = found.map(|repairs| repairs.found.as_slice()).unwrap_or_default();
    let rest = shown.len().saturating_sub(MOST);
    let untried = found.map(|repairs| repairs.untried).unwrap_or_default();
    let more = (rest > 0).then(|| match language {
        Language::Zh => format!("另有 {rest} 项"),
        Language::En => format!("{rest} more"),
    });
    let left = (untried > 0).then(|| match language {
        Language::Zh => format!("另有 {untried} 项没有试算"),
        Language::En => format!("{untried} were not tried"),
    });
    let rows = shown.iter().take(MOST).map(|repair| repair_row(repair, &assessment.parts, language));
    Section {
        title: say(language, "整改：每一项单独改正的作用", "Repairs: what each alone would gain"),
        tone: Tone::Plain,
        columns: columns(language),
        rows: rows.chain(more.into_iter().chain(left).map(note)).collect(),
        asides: 0,
    }
}

/// The columns of a table of repairs.
pub(crate) fn columns(language: Language) -> Vec<Column> {
    vec![
        Column::text(say(language, "整改", "repair")),
        Column::text(say(language, "由 → 到", "from -> to")),
        Column::number(say(language, "增分", "points")),
        Column::text(say(language, "作用", "effect")),
        Column::text(say(language, "条款", "clause")),
        Column::text(say(language, "责任", "responsible")),
    ]
}

fn note(text: String) -> Vec<String> {
    let mut row = vec![text];
    row.resize(6, String::new());
    row
}

/// One repair as a row.
pub(crate) fn repair_row(repair: &Repair, parts: &[PartResult], language: Language) -> Vec<String> {
    vec![
        what(repair, language),
        how(repair, language),
        repair.points.map(|points| gained(points, language)).unwrap_or_default(),
        effect(repair, parts, language),
        named(&repair.parts, parts),
        clean(&list(repair.departments.iter().map(String::as_str), language)),
    ]
}

/// `资料[年度计划]`, `餐饮店 第3行（甲店）`.
pub(crate) fn what(repair: &Repair, language: Language) -> String {
    let fact = &repair.fact;
    let text = match (&repair.item, &repair.row) {
        (Some(item), _) => format!("{fact}[{item}]"),
        (None, Some(row)) => {
            let number = row.number;
            match (language, &row.name) {
                (Language::Zh, Some(name)) => format!("{fact} 第{number}行（{name}）"),
                (Language::Zh, None) => format!("{fact} 第{number}行"),
                (Language::En, Some(name)) => format!("{fact} row {number} ({name})"),
                (Language::En, None) => format!("{fact} row {number}"),
            }
        }
        (None, None) => fact.clone(),
    };
    clean(&text)
}

/// `87.4% → 95%`; of a row each field on a line.
pub(crate) fn how(repair: &Repair, language: Language) -> String {
    if repair.changes.is_empty() {
        return say(language, "不再有这一行", "the row goes").to_owned();
    }
    let one = |change: &Change| {
        let field = change.field.as_ref().map(|field| format!("{field} ")).unwrap_or_default();
        let (from, to) = (change.from.in_language(language), change.to.in_language(language));
        clean(&format!("{field}{from} → {to}"))
    };
    repair.changes.iter().map(one).collect::<Vec<_>>().join("\n")
}

fn gained(points: Range, language: Language) -> String {
    match points.as_point() {
        Some(nothing) if nothing == Exact::ZERO => String::new(),
        _ => change(points, "", language),
    }
}

fn effect(repair: &Repair, parts: &[PartResult], language: Language) -> String {
    let colon = say(language, "：", ": ");
    let lifted = named(&repair.lifted, parts).replace('\n', say(language, "、", ", "));
    let lifted = (!lifted.is_empty()).then(|| {
        format!("{}{colon}{lifted}", say(language, "不再否决或不合格", "no longer vetoed or failed"))
    });
    let verdict = repair.verdict.as_ref().map(|verdict| {
        let (words, _) = outcome(verdict, language);
        format!("{}{colon}{words}", say(language, "结论", "verdict"))
    });
    lifted.into_iter().chain(verdict).collect::<Vec<_>>().join("\n")
}

fn named(positions: &[u32], parts: &[PartResult]) -> String {
    let found = positions.iter().filter_map(|at| parts.get(*at as usize));
    found.map(name).collect::<Vec<_>>().join("\n")
}
