//! The itemised ledger: every line that moved the score of a part that is not simply met.

use weiheng::Assessment;
use weiheng::Exact;
use weiheng::Language;
use weiheng::assessment::Finding;
use weiheng::assessment::Line;
use weiheng::assessment::LineKind;
use weiheng::assessment::PartResult;
use weiheng::assessment::RankName;

use crate::number::change;
use crate::number::number;
use crate::number::range;
use crate::outline::Column;
use crate::outline::Section;
use crate::outline::Tone;
use crate::outline::clean;
use crate::outline::origins::Common;
use crate::outline::overrides::of_part;
use crate::outline::parts::departments;
use crate::outline::parts::name;
use crate::outline::parts::reasons;
use crate::outline::parts::sources;
use crate::outline::parts::where_judged;
use crate::wording::finding;
use crate::wording::line_kind;
use crate::wording::say;

/// The parts with what moved their score, in file order: every part with all its lines, so that it reconciles; one
/// that failed without a line has none.
pub(crate) fn told(assessment: &Assessment) -> Vec<(&PartResult, Vec<&Line>)> {
    let mut lines_of: Vec<Vec<&Line>> = vec![Vec::new(); assessment.parts.len()];
    for line in &assessment.ledger {
        if let Some(lines) = lines_of.get_mut(line.part as usize) {
            lines.push(line);
        }
    }
    let failed = failed_without_lines(assessment, &lines_of);
    let parts = assessment.parts.iter().zip(lines_of).enumerate();
    let told = parts.filter(|(at, (part, lines))| failed.contains(at) || tells(part, lines));
    told.map(|(_, part)| part).collect()
}

/// What the itemised deductions are called.
pub(crate) fn title(language: Language) -> &'static str {
    say(language, "扣分明细", "Itemised deductions")
}

/// The itemised deductions, part by part.
pub(crate) fn deductions(assessment: &Assessment, language: Language) -> Section {
    let common = Common::of(assessment);
    let told = told(assessment);
    let rows = told.iter().flat_map(|(part, lines)| match lines.is_empty() {
        true => vec![failed_row(part, common, language)],
        false => part_rows(part, lines, common, language),
    });
    Section {
        title: title(language),
        tone: Tone::Bad,
        columns: vec![
            Column::text(say(language, "条款", "clause")),
            Column::word(say(language, "种类", "kind")),
            Column::text(say(language, "事项与算式", "what and how")),
            Column::number(say(language, "增减", "change")),
            Column::number(say(language, "小计", "score")),
            Column::text(say(language, "出处", "read at")),
            Column::text(say(language, "依据", "source")),
            Column::text(say(language, "责任", "responsible")),
        ],
        rows: rows.collect(),
        asides: 4,
    }
}

/// Whether the lines of a part say more than that it earned what it has.
fn tells(part: &PartResult, lines: &[&Line]) -> bool {
    let plain = |line: &&Line| matches!(line.kind, LineKind::Earn | LineKind::Full);
    let open = !matches!(part.finding, Finding::Met | Finding::NotApplicable);
    !lines.is_empty() && (open || !lines.iter().all(plain))
}

fn failed_without_lines(assessment: &Assessment, lines_of: &[Vec<&Line>]) -> Vec<usize> {
    where_judged(assessment)
        .filter(|(at, part)| {
            let lost =
                matches!(part.finding, Finding::Withheld | Finding::Vetoed | Finding::Failed | Finding::Zero);
            lost && lines_of.get(*at).is_none_or(Vec::is_empty)
        })
        .map(|(at, _)| at)
        .collect()
}

fn failed_row(part: &PartResult, common: Common<'_>, language: Language) -> Vec<String> {
    vec![
        name(part),
        finding(part.finding, language).to_owned(),
        reasons(part, language),
        String::new(),
        score(part, language),
        common.read_at(part, &reasons(part, language), language),
        sources(part, language),
        departments(part, language),
    ]
}

fn part_rows(part: &PartResult, lines: &[&Line], common: Common<'_>, language: Language) -> Vec<Vec<String>> {
    let said: String = lines.iter().map(|line| what(line, language)).collect();
    let row = |(at, line): (usize, &&Line)| {
        let first = |text: String| if at == 0 { text } else { String::new() };
        vec![
            first(name(part)),
            kind(part, line, language).to_owned(),
            if at == 0 { with_overrides(part, what(line, language), language) } else { what(line, language) },
            moved(line, language),
            first(score(part, language)),
            first(common.read_at(part, &said, language)),
            first(sources(part, language)),
            first(departments(part, language)),
        ]
    };
    lines.iter().enumerate().map(row).collect()
}

/// What a line says, with the overrides of its part below.
fn with_overrides(part: &PartResult, said: String, language: Language) -> String {
    std::iter::once(said).chain(of_part(part, language)).collect::<Vec<_>>().join("\n")
}

/// What a line is: the finding of its part where that is all it says.
pub(crate) fn kind(part: &PartResult, line: &Line, language: Language) -> &'static str {
    let outcome = line.kind == LineKind::Outcome;
    match part.finding {
        Finding::Withheld | Finding::Vetoed | Finding::Failed if outcome => finding(part.finding, language),
        _ => line_kind(line.kind, language),
    }
}

fn what(line: &Line, language: Language) -> String {
    let words = clean(line.words.in_language(language));
    match line.note.as_deref().map(clean) {
        Some(note) if words.is_empty() => note,
        Some(note) => format!("{note}\n{words}"),
        None => words,
    }
}

fn moved(line: &Line, language: Language) -> String {
    if moves(line) { change(line.amount, "", language) } else { String::new() }
}

/// Whether a line is about points: what a requirement came to is not.
pub(crate) fn moves(line: &Line) -> bool {
    line.kind != LineKind::Outcome || line.amount.as_point() != Some(Exact::ZERO)
}

/// The score of a part over its points; the standard's own stands in the headline.
fn score(part: &PartResult, language: Language) -> String {
    let below_the_standard = part.rank != RankName::Standard;
    let Some(score) = part.score.filter(|_| below_the_standard) else { return String::new() };
    match part.points {
        Some(points) => format!("{} / {}", range(score, language), number(points, language)),
        None => range(score, language),
    }
}
