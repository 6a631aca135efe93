//! Statements that act.

use crate::syntax::show::declaration::statement;
use crate::syntax::show::expression::bands;
use crate::syntax::show::expression::expression;
use crate::syntax::show::expression::range;
use crate::syntax::show::maybe_text;
use crate::syntax::show::named;
use crate::syntax::show::names;
use crate::syntax::show::node;
use crate::syntax::tree::Above;
use crate::syntax::tree::Act;
use crate::syntax::tree::ActKind;
use crate::syntax::tree::Each;
use crate::syntax::tree::Factor;
use crate::syntax::tree::FactorBy;
use crate::syntax::tree::GradeWord;
use crate::syntax::tree::ItemsAct;
use crate::syntax::tree::ItemsOf;
use crate::syntax::tree::ItemsPrice;
use crate::syntax::tree::PartStep;
use crate::syntax::tree::RowsAct;
use crate::syntax::tree::Steps;
use crate::syntax::tree::Trailing;
use crate::syntax::tree::Verb;

/// An act with its trailing words and its reason.
pub(super) fn act(shown: &Act) -> String {
    let text = shown.trailing.iter().fold(kind(&shown.kind), |text, word| limited(word, text));
    match maybe_text(shown.note.as_ref()) {
        Some(note) => named("noted", [note, text]),
        None => text,
    }
}

/// What is held to a limit, or multiplied.
pub(super) fn limited(word: &Trailing, text: String) -> String {
    match word {
        Trailing::AtMost(amount) => named("at_most", [expression(amount), text]),
        Trailing::AtLeast(amount) => named("at_least", [expression(amount), text]),
        Trailing::Factor(shown) => named("times", [factor(shown), text]),
    }
}

fn verb(verb: &Verb) -> String {
    match verb {
        Verb::Deduct => "deduct".to_owned(),
        Verb::Earn => "earn".to_owned(),
        Verb::Bonus => "bonus".to_owned(),
        Verb::Book(account) => format!("book {}", account.text),
    }
}

/// By how much, when and why.
pub(super) fn factor(factor: &Factor) -> String {
    let by = match &factor.by {
        FactorBy::Two => "doubled".to_owned(),
        FactorBy::Half => "halved".to_owned(),
        FactorBy::Times(by) => expression(by),
    };
    let when = factor.when.as_ref().map(|when| named("if", [expression(when)]));
    let fields = std::iter::once(by).chain(when).chain(maybe_text(factor.note.as_ref()));
    named("factor", fields)
}

fn kind(kind: &ActKind) -> String {
    match kind {
        ActKind::Amount(verb, amount) => named(&self::verb(verb), [expression(amount)]),
        ActKind::FullPoints => named("full_points", []),
        ActKind::NoPoints => named("no_points", []),
        ActKind::Above(Above::NoPoints(whole)) => named("no_points", [format!("{whole:?}").to_lowercase()]),
        ActKind::Above(Above::Grade(word, verdict)) => {
            let word = match word {
                GradeWord::Demote(levels) => named("demote", [levels.to_string()]),
                GradeWord::Lowest => named("lowest_grade", []),
                GradeWord::AtMost(grade) => named("graded_at_most", [grade.text.clone()]),
                GradeWord::None => named("no_verdict", []),
            };
            named("grade", [word].into_iter().chain(verdict.as_ref().map(|verdict| verdict.text.clone())))
        }
        ActKind::Veto => named("veto", []),
        ActKind::Fail => named("fail", []),
        ActKind::Require(condition, otherwise) => {
            named("require", [expression(condition)].into_iter().chain(otherwise.as_deref().map(act)))
        }
        ActKind::Pending(bounds) => named("pending", bounds.as_ref().map(range)),
        ActKind::Group(acts) => named("group", acts.iter().map(act)),
        ActKind::Heaviest(acts) => named("heaviest", acts.iter().map(act)),
        ActKind::Chain(branches, otherwise) => {
            let branch = branches.iter().map(|branch| node([expression(&branch.when), act(&branch.then)]));
            let otherwise = otherwise.as_deref().map(|other| named("else", [act(other)]));
            named("chain", branch.chain(otherwise))
        }
        ActKind::Bands(keys, rows) => bands(keys, rows, act),
        ActKind::Each(shown) => each(shown),
        ActKind::Steps(shown) => steps(shown),
        ActKind::Items(shown) => items(shown),
        ActKind::Rows(shown) => rows(shown),
    }
}

fn part(part: Option<PartStep>) -> Option<String> {
    part.map(|part| named("part", [format!("{part:?}")]))
}

fn each(each: &Each) -> String {
    let mut fields: Vec<String> = each.size.iter().map(|size| named("size", [expression(size)])).collect();
    fields.push(expression(&each.measure));
    fields.extend(each.filter.as_ref().map(|filter| named("if", [expression(filter)])));
    fields.extend(part(each.part));
    fields.push(act(&each.then));
    named("each", fields)
}

fn steps(steps: &Steps) -> String {
    let side = if steps.below { "below" } else { "above" };
    let mut fields = vec![expression(&steps.measure), side.to_owned(), expression(&steps.threshold)];
    fields.push(named("step", [expression(&steps.step)]));
    fields.extend(part(steps.part));
    fields.push(act(&steps.then));
    named("steps", fields)
}

fn items(items: &ItemsAct) -> String {
    let of = match &items.of {
        ItemsOf::List(list) => list.text.clone(),
        ItemsOf::Facts(facts, _) => node(names(facts)),
    };
    let price = match &items.price {
        ItemsPrice::Each(amount) => expression(amount),
        ItemsPrice::Named(prices) => {
            node(prices.iter().map(|(item, amount)| node([item.text.clone(), expression(amount)])))
        }
    };
    let verb = verb(&items.verb);
    named(if items.missing { "missing" } else { "present" }, [of, verb, price])
}

fn rows(rows: &RowsAct) -> String {
    let mut fields = vec![rows.list.text.clone()];
    fields.extend(rows.by.as_ref().map(|key| named("by", [key.text.clone()])));
    fields.extend(rows.filter.as_ref().map(|filter| named("if", [expression(filter)])));
    fields.push(format!("{:?}", rows.fold));
    fields.extend(rows.body.iter().map(|step| statement(&step.kind)));
    named("rows", fields)
}
