//! Headers: the statements at the top of a part that say what it is.

use std::collections::BTreeMap;

use crate::date::Date;
use crate::exact::Exact;
use crate::model::Gaps;
use crate::model::from_syntax::check::Check;
use crate::model::from_syntax::constants;
use crate::model::from_syntax::problem;
use crate::model::part::Citation;
use crate::model::part::PartId;
use crate::model::part::Status;
use crate::rounding::Rounding;
use crate::source::Span;
use crate::syntax::tree;
use crate::syntax::tree::Rank;
use crate::syntax::tree::Spelled;
use crate::syntax::tree::StatementKind;

/// A header by its keyword.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Header {
    /// 编号.
    Id,
    /// 级别.
    Level,
    /// 施行.
    InForce,
    /// 废止.
    Until,
    /// 满分.
    FullMarks,
    /// 取整.
    Round,
    /// 缺项.
    Gaps,
    /// 适用.
    Applies,
    /// 从零起.
    FromZero,
    /// 累降.
    AddUp,
    /// 可负.
    BelowZero,
    /// 可超.
    AboveFull,
    /// 折算自.
    ScaledFrom,
    /// 取.
    RollUp,
    /// 账.
    Account,
    /// 评定.
    Verdict,
    /// 来源, 依据.
    Source,
}

impl Header {
    /// The keyword in Chinese and in English.
    pub(super) fn spelled(self) -> (&'static str, &'static str) {
        match self {
            Self::Id => ("编号", "id"),
            Self::Level => ("级别", "level"),
            Self::InForce => ("施行", "in force"),
            Self::Until => ("废止", "until"),
            Self::FullMarks => ("满分", "full marks"),
            Self::Round => ("取整", "round"),
            Self::Gaps => ("缺项", "gaps"),
            Self::Applies => ("适用", "applies"),
            Self::FromZero => ("从零起", "from zero"),
            Self::AddUp => ("累降", "cumulative"),
            Self::BelowZero => ("可负", "below_zero"),
            Self::AboveFull => ("可超", "above_full"),
            Self::ScaledFrom => ("折算自", "scaled_from"),
            Self::RollUp => ("取", "take"),
            Self::Account => ("账", "account"),
            Self::Verdict => ("评定", "verdict"),
            Self::Source => ("依据", "source"),
        }
    }

    fn of(kind: &StatementKind) -> Option<Self> {
        Some(match kind {
            StatementKind::Id(_) => Self::Id,
            StatementKind::Level(_) => Self::Level,
            StatementKind::InForce(_) => Self::InForce,
            StatementKind::Until(_) => Self::Until,
            StatementKind::FullMarks(_) => Self::FullMarks,
            StatementKind::Round(..) | StatementKind::Unrounded => Self::Round,
            StatementKind::Gaps(_) => Self::Gaps,
            StatementKind::Applies(_) => Self::Applies,
            StatementKind::FromZero => Self::FromZero,
            StatementKind::DemotionsAddUp => Self::AddUp,
            StatementKind::BelowZero(_) => Self::BelowZero,
            StatementKind::AboveFull => Self::AboveFull,
            StatementKind::ScaledFrom(_) => Self::ScaledFrom,
            StatementKind::RollUp(_) => Self::RollUp,
            StatementKind::Account(_) => Self::Account,
            StatementKind::Verdict(_) => Self::Verdict,
            _ => return None,
        })
    }

    fn only_in_standard(self) -> bool {
        matches!(
            self,
            Self::Id
                | Self::Level
                | Self::InForce
                | Self::Until
                | Self::FullMarks
                | Self::Round
                | Self::Verdict
                | Self::Source
        )
    }
}

/// What the headers of a standard say.
#[derive(Debug, Default)]
pub(super) struct Headers {
    /// 编号.
    pub(super) id: Option<String>,
    /// 级别.
    pub(super) tier: Option<String>,
    /// 施行.
    pub(super) in_force: Option<Date>,
    /// 废止.
    pub(super) until: Option<Date>,
    /// 满分.
    pub(super) full_marks: Option<Exact>,
    /// 取整.
    pub(super) rounding: Option<(Rounding, Exact)>,
}

/// Reports headers that stand twice or where they may not, in every part.
pub(super) fn check_places(cx: &mut Check<'_>) {
    for node in cx.nodes.clone() {
        let mut seen: BTreeMap<Header, Span> = BTreeMap::new();
        for statement in &node.body {
            let Some(header) = Header::of(&statement.kind) else { continue };
            let of_part =
                matches!(&statement.kind, StatementKind::Verdict(verdict) if verdict.name.is_some());
            if header.only_in_standard() && node.rank != Rank::Standard && !of_part {
                cx.report(problem::places::only_in_standard(statement.span, header));
                continue;
            }
            match seen.get(&header) {
                Some(first) if !matches!(header, Header::Verdict | Header::Account) => {
                    cx.report(problem::places::header_twice(statement.span, header, *first));
                }
                _ => {
                    seen.insert(header, statement.span);
                }
            }
        }
    }
}

/// Reads the headers of the standard.
pub(super) fn of_standard<'t>(cx: &mut Check<'t>, node: &'t tree::Part) -> Headers {
    let mut headers = Headers::default();
    for statement in &node.body {
        match &statement.kind {
            StatementKind::Id(id) => headers.id = Some(id.text.clone()),
            StatementKind::Level(tier) => headers.tier = Some(tier.text.clone()),
            StatementKind::InForce(date) => headers.in_force = Some(*date),
            StatementKind::Until(date) => headers.until = Some(*date),
            StatementKind::FullMarks(points) => headers.full_marks = constants::points(cx, points),
            StatementKind::Unrounded => cx.rounds = true,
            StatementKind::Round(rounding, step) => {
                cx.rounds = true;
                headers.rounding = constants::points(cx, step).map(|step| (*rounding, step));
            }
            _ => {}
        }
    }
    headers
}

/// The citations and departments of a part.
pub(super) fn citations(cx: &mut Check<'_>, node: &tree::Part) -> (Vec<Citation>, Vec<String>) {
    let (mut sources, mut departments) = (Vec::new(), Vec::new());
    for statement in &node.body {
        match &statement.kind {
            StatementKind::Source(source) => sources.push(citation(cx, source)),
            StatementKind::Departments(names) => {
                departments.extend(names.iter().map(|name| name.text.clone()))
            }
            _ => {}
        }
    }
    (sources, departments)
}

/// Warns of clauses whose source nobody has verified, once for each.
pub(super) fn check_sources(cx: &mut Check<'_>) {
    let nodes = cx.nodes.clone();
    for (id, node) in (0..).map(PartId).zip(nodes) {
        let sources = cx.part(id).map(|part| part.sources.as_slice()).unwrap_or_default();
        let doubtful = |status: &Option<Status>| matches!(status, Some(Status::Unverified | Status::Own));
        let Some(at) = sources.iter().position(|source| doubtful(&source.status)) else { continue };
        let own = sources.get(at).is_some_and(|source| source.status == Some(Status::Own));
        let written = node.body.iter().filter_map(|statement| match &statement.kind {
            StatementKind::Source(source) => {
                Some(source.status.as_ref().map_or(statement.span, |status| status.span))
            }
            _ => None,
        });
        if let Some(span) = written.into_iter().nth(at) {
            let heading = cx.said(node.span).to_owned();
            cx.report(problem::points::unverified(span, &short(&heading), own));
        }
    }
}

/// The first words of a heading: `条 3.1`.
pub(super) fn short(heading: &str) -> String {
    heading.split_whitespace().take(2).collect::<Vec<_>>().join(" ")
}

/// The place of 从零起 in a part.
pub(super) fn from_zero(node: &tree::Part) -> bool {
    node.body.iter().any(|statement| matches!(statement.kind, StatementKind::FromZero))
}

/// The policy of a 缺项.
pub(super) fn gaps(cx: &mut Check<'_>, policy: &Spelled) -> Option<Gaps> {
    match policy.text.to_ascii_lowercase().as_str() {
        "折算" | "rescale" => Some(Gaps::Rescale),
        "满分" | "full" => Some(Gaps::Full),
        "零分" | "zero" => Some(Gaps::Zero),
        "不许" | "forbid" => Some(Gaps::Forbid),
        _ => {
            let words = "折算、满分、零分、不许";
            cx.report(problem::places::not_a_policy(policy.span, &policy.text, Header::Gaps, words));
            None
        }
    }
}

fn citation(cx: &mut Check<'_>, source: &tree::Source) -> Citation {
    let text = |spelled: &Option<Spelled>| spelled.as_ref().map(|spelled| spelled.text.clone());
    Citation {
        key: text(&source.key),
        title: source.title.text.clone(),
        place: text(&source.place),
        status: source.status.as_ref().and_then(|word| status(cx, word)),
    }
}

fn status(cx: &mut Check<'_>, word: &Spelled) -> Option<Status> {
    match word.text.to_ascii_lowercase().as_str() {
        "核实" | "verified" => Some(Status::Verified),
        "推算" | "derived" => Some(Status::Derived),
        "待核" | "unverified" => Some(Status::Unverified),
        "自拟" | "own" => Some(Status::Own),
        _ => {
            let words = "核实、推算、待核、自拟";
            cx.report(problem::places::not_a_policy(word.span, &word.text, Header::Source, words));
            None
        }
    }
}
