//! Many units by one standard: who came to what, in which order, and what most of them lose points for.

use weiheng::Language;
use weiheng::Summary;
use weiheng::summary::AccountTotal;
use weiheng::summary::ClauseLoss;
use weiheng::summary::DepartmentLoss;
use weiheng::summary::LeftOut;
use weiheng::summary::OutcomeCount;
use weiheng::summary::Place;
use weiheng::summary::UnitSummary;

use crate::number::number;
use crate::number::range;
use crate::outline::Column;
use crate::outline::Section;
use crate::outline::Tone;
use crate::outline::accounts::total;
use crate::outline::clean;
use crate::outline::headline::outcome;
use crate::outline::heat::Heat;
use crate::outline::parts::numbered;
use crate::wording::list;
use crate::wording::say;

/// A summary before it is drawn.
pub(crate) struct SummaryOutline {
    /// The label of the standard.
    pub(crate) label: String,
    /// The standard, how many units, and what was left out, each with its word.
    pub(crate) about: Vec<(&'static str, String)>,
    /// The outcomes and the places.
    pub(crate) results: Vec<Section>,
    /// The chapters of every unit.
    pub(crate) heat: Option<Heat>,
    /// What was lost, and what was left out.
    pub(crate) losses: Vec<Section>,
}

impl SummaryOutline {
    /// The outline of a summary.
    pub(crate) fn of(summary: &Summary, language: Language) -> Self {
        let drawn = |sections: Vec<Section>| {
            let filled = sections.into_iter().filter(|section| !section.rows.is_empty());
            filled.map(Section::without_gaps).collect()
        };
        Self {
            label: clean(&summary.standard.label),
            about: about(summary, language),
            results: drawn(vec![outcomes(summary, language), places(summary, language)]),
            heat: Heat::of(summary, language),
            losses: drawn(vec![
                deductions(summary, language),
                departments(summary, language),
                left_out(&summary.left_out, language),
            ]),
        }
    }
}

/// What the table of places is called.
pub(crate) fn places_title(language: Language) -> &'static str {
    say(language, "单位排名", "Places")
}

/// A unit by its name, else by its position.
pub(crate) fn name(unit: &UnitSummary) -> String {
    unit.unit.as_deref().map_or_else(|| format!("#{}", unit.position), clean)
}

fn about(summary: &Summary, language: Language) -> Vec<(&'static str, String)> {
    let standard = &summary.standard;
    let title = match language {
        Language::Zh => format!("{}（{}）", standard.label, standard.id),
        Language::En => format!("{} ({})", standard.label, standard.id),
    };
    let units = summary.units.len();
    let left_out = summary.left_out.len();
    let mut about = vec![(say(language, "标准", "Standard"), clean(&title))];
    about.extend(days(summary, language).map(|days| (say(language, "日期", "Date"), days)));
    about.extend(summary.full.map(|full| (say(language, "满分", "Full points"), number(full, language))));
    about.push((say(language, "单位数", "Units"), units.to_string()));
    if left_out > 0 {
        let text = match language {
            Language::Zh => format!("{left_out} 个文件有误，没有评定，不在各项统计之内；见「未评定的文件」"),
            Language::En if left_out == 1 => {
                "1 file could not be read and is in no count: see “Files left out”".to_owned()
            }
            Language::En => {
                format!("{left_out} files could not be read and are in no count: see “Files left out”")
            }
        };
        about.push((say(language, "未评定", "Left out"), text));
    }
    about
}

/// The first and the last day of assessment.
fn days(summary: &Summary, language: Language) -> Option<String> {
    let days = || summary.units.iter().filter_map(|unit| unit.date);
    let (first, last) = (days().min()?, days().max()?);
    Some(match first == last {
        true => first.to_string(),
        false => format!("{first}{}{last}", say(language, " 至 ", " to ")),
    })
}

fn outcomes(summary: &Summary, language: Language) -> Section {
    let mut verdict = None;
    let row = |count: &OutcomeCount, opening: bool| {
        let name = count.name.as_deref().unwrap_or(say(language, "结论", "Verdict"));
        let names = |position: &u32| {
            let unit = summary.units.iter().find(|unit| unit.position == *position)?;
            Some(self::name(unit))
        };
        let named: Vec<String> = count.units.iter().take(NAMED).filter_map(names).collect();
        let mut who = list(named.iter().map(String::as_str), language);
        if count.units.len() > NAMED {
            who.push_str(say(language, " 等", " and others"));
        }
        let first = if opening { clean(name) } else { String::new() };
        vec![first, outcome(&count.outcome, language).0, count.units.len().to_string(), who]
    };
    let rows = summary.outcomes.iter().map(|count| {
        let opening = verdict.replace(&count.name) != Some(&count.name);
        row(count, opening)
    });
    Section {
        title: say(language, "评定结果", "Outcomes"),
        tone: Tone::Plain,
        rows: rows.collect(),
        columns: vec![
            Column::text(say(language, "评定", "verdict")),
            Column::word(say(language, "结果", "outcome")),
            Column::number(say(language, "单位数", "units")),
            Column::text(say(language, "单位", "which")),
        ],
        asides: 0,
    }
}

/// So many units are named in a cell.
const NAMED: usize = 30;

fn places(summary: &Summary, language: Language) -> Section {
    Section {
        title: places_title(language),
        tone: Tone::Plain,
        columns: vec![
            Column::number(say(language, "名次", "place")),
            Column::text(say(language, "单位", "unit")),
            Column::number(say(language, "总分", "score")),
            Column::text(say(language, "结论", "verdict")),
            Column::text(say(language, "账", "accounts")),
            Column::number(say(language, "不合格条数", "failed")),
            Column::number(say(language, "未查条数", "open")),
        ],
        rows: summary.units.iter().map(|unit| place_row(unit, language)).collect(),
        asides: 0,
    }
}

fn place_row(unit: &UnitSummary, language: Language) -> Vec<String> {
    let verdicts: Vec<String> =
        unit.verdicts.iter().map(|verdict| outcome(&verdict.outcome, language).0).collect();
    let account = |one: &AccountTotal| format!("{} {}", clean(&one.name), total(one, language));
    vec![
        unit.place.map_or_else(|| "—".to_owned(), |place| place_text(place, language)),
        name(unit),
        unit.score.map(|score| range(score, language)).unwrap_or_default(),
        list(verdicts.iter().map(String::as_str), language),
        unit.accounts.iter().map(account).collect::<Vec<_>>().join("\n"),
        unit.failed.to_string(),
        unit.open.to_string(),
    ]
}

fn place_text(place: Place, language: Language) -> String {
    let Place { best, worst } = place;
    match best == worst {
        true => best.to_string(),
        false => format!("{best}{}{worst}", say(language, " 至 ", " to ")),
    }
}

fn deductions(summary: &Summary, language: Language) -> Section {
    let row = |clause: &ClauseLoss| {
        vec![
            numbered(&clause.id, &clause.label, clause.starred),
            clause.units.to_string(),
            clause.of.to_string(),
            some(clause.failed),
            range(clause.lost, language),
            clean(&list(clause.departments.iter().map(String::as_str), language)),
        ]
    };
    Section {
        title: say(language, "扣分最多的条款", "What most units lose points for"),
        tone: Tone::Bad,
        columns: vec![
            Column::text(say(language, "条款", "clause")),
            Column::number(say(language, "扣分单位", "units")),
            Column::number(say(language, "已查单位", "of")),
            Column::number(say(language, "不合格", "failed")),
            Column::number(say(language, "失分合计", "points lost")),
            Column::text(say(language, "责任", "responsible")),
        ],
        rows: summary.deductions.iter().map(row).collect(),
        asides: 0,
    }
}

fn some(count: u32) -> String {
    if count == 0 { String::new() } else { count.to_string() }
}

fn departments(summary: &Summary, language: Language) -> Section {
    let row = |department: &DepartmentLoss| {
        vec![
            clean(&department.name),
            department.clauses.to_string(),
            department.units.to_string(),
            department.times.to_string(),
            range(department.lost, language),
        ]
    };
    Section {
        title: say(language, "按责任部门", "By department"),
        tone: Tone::Plain,
        columns: vec![
            Column::text(say(language, "部门", "department")),
            Column::number(say(language, "条款数", "clauses")),
            Column::number(say(language, "单位数", "units")),
            Column::number(say(language, "次数", "times")),
            Column::number(say(language, "失分合计", "points lost")),
        ],
        rows: summary.departments.iter().map(row).collect(),
        asides: 0,
    }
}

fn left_out(files: &[LeftOut], language: Language) -> Section {
    let row = |file: &LeftOut| {
        let problems = file.problems.iter().map(|words| clean(words.in_language(language)));
        vec![clean(&file.file), problems.collect::<Vec<_>>().join("\n")]
    };
    Section {
        title: say(language, "未评定的文件", "Files left out"),
        tone: Tone::Open,
        columns: vec![
            Column::text(say(language, "文件", "file")),
            Column::text(say(language, "问题", "problems")),
        ],
        rows: files.iter().map(row).collect(),
        asides: 0,
    }
}
