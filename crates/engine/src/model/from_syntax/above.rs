//! What acts above the clause: whether there is a chapter, a verdict, a grade to act on.

use crate::diagnostic::suggestion::nearest;
use crate::model::above::Above;
use crate::model::above::GradeAim;
use crate::model::act::ActKind;
use crate::model::from_syntax::check::Check;
use crate::model::from_syntax::check::Scope;
use crate::model::from_syntax::names::count;
use crate::model::from_syntax::parts;
use crate::model::from_syntax::problem;
use crate::model::from_syntax::verdicts;
use crate::model::part::PartId;
use crate::source::Span;
use crate::syntax::tree;
use crate::syntax::tree::GradeWord;
use crate::syntax::tree::Rank;
use crate::syntax::tree::Spelled;
use crate::syntax::tree::StatementKind;
use crate::syntax::tree::Whole;

/// Checks one act above the clause.
pub(super) fn act(cx: &mut Check<'_>, scope: &Scope<'_>, above: &tree::Above, span: Span) -> ActKind {
    match above {
        tree::Above::NoPoints(whole) => no_points(cx, scope.part, *whole, span),
        tree::Above::Grade(word, verdict) => grade(cx, word, verdict.as_ref(), span),
    }
}

/// Warns of 累降 where nothing demotes.
pub(super) fn check(cx: &mut Check<'_>) -> bool {
    let root = cx.nodes.first().copied();
    let written = root.into_iter().flat_map(|root| &root.body);
    let word = written.into_iter().find(|statement| matches!(statement.kind, StatementKind::DemotionsAddUp));
    let Some(span) = word.map(|statement| statement.span) else { return false };
    if !cx.parts.iter().flat_map(|part| &part.acts).any(crate::model::act::Act::aims_at_grade) {
        cx.report(problem::above::nothing_demotes(span));
    }
    true
}

fn no_points(cx: &mut Check<'_>, part: PartId, whole: Whole, span: Span) -> ActKind {
    let path = std::iter::successors(Some(part), |id| cx.part(*id)?.parent);
    let rank = match whole {
        Whole::Chapter => Rank::Chapter,
        Whole::Standard => Rank::Standard,
    };
    let found = path.into_iter().find(|id| cx.part(*id).is_some_and(|part| part.rank == rank));
    match found {
        None => cx.report(problem::above::no_chapter(span)),
        Some(found) if !has_points(cx, found) => {
            cx.report(problem::places::all_or_nothing_of_nothing(span));
        }
        Some(_) => {}
    }
    ActKind::Above(Above::NoPoints(whole))
}

/// Whether a part, or one below it, has points.
fn has_points(cx: &Check<'_>, part: PartId) -> bool {
    let Some(found) = cx.part(part) else { return false };
    found.points.is_some()
        || parts::below(cx, part).is_some()
        || found.children.clone().into_iter().any(|child| has_points(cx, child))
}

fn grade(cx: &mut Check<'_>, word: &GradeWord, verdict: Option<&Spelled>, span: Span) -> ActKind {
    let declared = verdicts::declared(cx);
    let at = match verdict {
        Some(name) => {
            let named =
                |verdict: &tree::Verdict| verdict.name.as_ref().is_some_and(|own| own.text == name.text);
            let at = declared.iter().position(|verdict| named(verdict));
            if at.is_none() {
                let known = declared.iter().filter_map(|verdict| verdict.name.as_ref());
                let near = nearest(&name.text, known.map(|name| name.text.as_str())).map(str::to_owned);
                cx.report(problem::above::no_such_verdict(name.span, &name.text, near.as_deref()));
            }
            at
        }
        None if matches!(word, GradeWord::None) => return ActKind::Above(Above::NoVerdict),
        None => {
            if declared.is_empty() {
                cx.report(problem::above::no_grades(span));
            }
            (!declared.is_empty()).then_some(0)
        }
    };
    let Some((at, found)) = at.and_then(|at| Some((at, declared.get(at).copied()?))) else {
        return ActKind::Group(Vec::new());
    };
    let grades: Vec<String> = found.grades.iter().map(|grade| grade.text.clone()).collect();
    let worst = count(grades.len().saturating_sub(1));
    let aim = match word {
        GradeWord::Demote(levels) => {
            if u32::from(*levels) > worst {
                cx.report(problem::above::demotes_beyond(span, *levels, worst));
            }
            GradeAim::Demote(*levels)
        }
        GradeWord::Lowest => GradeAim::Lowest,
        GradeWord::AtMost(best) => {
            let position = verdicts::grade(cx, best, &grades);
            if position == Some(0) {
                cx.report(problem::above::caps_at_best(best.span, &best.text));
            }
            GradeAim::AtMost(position.unwrap_or_default())
        }
        GradeWord::None => GradeAim::None,
    };
    let at = u16::try_from(at).unwrap_or(u16::MAX);
    ActKind::Above(Above::Grade(at, aim))
}
