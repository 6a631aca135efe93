//! Conditions in XPath: what a condition may be, given the answers so far.
//!
//! A blank answer may become any answer, so a condition is turned into the question whether it may still be true. It
//! says nothing where the condition looks at what no form knows.

use weiheng::Exact;
use weiheng::Standard;
use weiheng::model::expression::Expr;
use weiheng::model::fact::Fact;
use weiheng::model::fact::FactId;
use weiheng::model::fact::Kind;
use weiheng::syntax::tree::Comparison;
use weiheng_tabular::submission::Asked;
use weiheng_tabular::submission::Questions;
use weiheng_tabular::submission::choice;

/// When something may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Possible {
    /// Whatever the answers are, as far as a form can say.
    Always,
    /// Under no answers.
    Never,
    /// Where this XPath holds.
    When(String),
}

/// Reads conditions of a standard.
pub(super) struct Reader<'a> {
    pub(super) standard: &'a Standard,
    pub(super) questions: &'a Questions,
}

impl Reader<'_> {
    /// When a condition may be true, or false. Where it does not apply both are possible.
    pub(super) fn may_be(&self, condition: &Expr, truth: bool) -> Possible {
        match condition {
            Expr::Truth(is) => always_if(*is == truth),
            Expr::Not(inner) => self.may_be(inner, !truth),
            Expr::All(parts) if truth => all(parts.iter().map(|part| self.may_be(part, true))),
            Expr::All(parts) => any(parts.iter().map(|part| self.may_be(part, false))),
            Expr::Any(parts) if truth => any(parts.iter().map(|part| self.may_be(part, true))),
            Expr::Any(parts) => all(parts.iter().map(|part| self.may_be(part, false))),
            Expr::Let(id) => match self.standard.lets.get(id.0 as usize) {
                Some(derived) => self.may_be(&derived.value, truth),
                None => Possible::Always,
            },
            Expr::Fact(id) => self.yes_no(*id, truth),
            Expr::Item(list, item, _) => self.item(*list, *item, truth),
            Expr::Compare(how, left, right) => self.compared(*how, left, right, truth),
            Expr::OneOf(value, of) => self.one_of(value, of, truth),
            Expr::Within(value, low, high) => {
                let (least, most) = (Comparison::AtLeast, Comparison::AtMost);
                let ends = [self.compared(least, value, low, truth), self.compared(most, value, high, truth)];
                if truth { all(ends) } else { any(ends) }
            }
            Expr::Applies(inner) if truth => self.applies(inner),
            _ => Possible::Always,
        }
    }

    fn asked(&self, id: FactId) -> Option<(&Fact, &Asked)> {
        let at = id.0 as usize;
        self.standard.facts.get(at).zip(self.questions.facts.get(at))
    }

    fn yes_no(&self, id: FactId, truth: bool) -> Possible {
        match self.asked(id) {
            Some((fact, asked)) if matches!(fact.kind, Kind::YesNo) => differs(&asked.value, answer(!truth)),
            _ => Possible::Always,
        }
    }

    fn item(&self, list: FactId, item: u16, truth: bool) -> Possible {
        let question = self.asked(list).and_then(|(_, asked)| asked.items.get(usize::from(item)));
        question.map_or(Possible::Always, |question| differs(question, answer(!truth)))
    }

    fn applies(&self, of: &Expr) -> Possible {
        let Expr::Fact(id) = of else { return Possible::Always };
        let Some((fact, asked)) = self.asked(*id).filter(|(fact, _)| fact.may_be_inapplicable) else {
            return Possible::Always;
        };
        match (&asked.applies, &fact.kind) {
            (Some(applies), _) => differs(applies, choice::inapplicable(&[])),
            (None, Kind::Level(names) | Kind::Choice(names)) => {
                differs(&asked.value, choice::inapplicable(names))
            }
            (None, _) => differs(&asked.value, choice::inapplicable(&[])),
        }
    }

    fn compared(&self, how: Comparison, left: &Expr, right: &Expr, truth: bool) -> Possible {
        match (left, right) {
            (Expr::Fact(id), Expr::Truth(is)) => match how {
                Comparison::Is => self.yes_no(*id, *is == truth),
                Comparison::IsNot => self.yes_no(*id, *is != truth),
                _ => Possible::Always,
            },
            (Expr::Fact(id), Expr::Option(at, _)) => {
                self.option(*id, &|option| holds(how, option, *at) == truth)
            }
            (Expr::Option(..), Expr::Fact(_)) => self.compared(turned(how), right, left, truth),
            (Expr::Fact(id), Expr::Number(value, _)) => self.number(*id, how, *value, truth),
            (Expr::Number(..), Expr::Fact(_)) => self.compared(turned(how), right, left, truth),
            _ => Possible::Always,
        }
    }

    fn one_of(&self, value: &Expr, of: &[Expr], truth: bool) -> Possible {
        let positions: Option<Vec<u16>> = of
            .iter()
            .map(|one| match one {
                Expr::Option(at, _) => Some(*at),
                _ => None,
            })
            .collect();
        match (value, positions) {
            (Expr::Fact(id), Some(positions)) => {
                self.option(*id, &|option| positions.contains(&option) == truth)
            }
            _ => Possible::Always,
        }
    }

    /// A level or choice that passes: none of those that do not is the answer.
    fn option(&self, id: FactId, passes: &dyn Fn(u16) -> bool) -> Possible {
        let Some((fact, asked)) = self.asked(id) else { return Possible::Always };
        let (Kind::Level(names) | Kind::Choice(names)) = &fact.kind else { return Possible::Always };
        let (wanted, others): (Vec<_>, Vec<_>) = (0..).zip(names).partition(|(at, _)| passes(*at));
        let question = &asked.value;
        if others.len() <= wanted.len() + 1 {
            return all(others.iter().map(|(_, name)| differs(question, &choice::value(name))));
        }
        let named = wanted.iter().map(|(_, name)| choice::value(name));
        let inapplicable = fact.may_be_inapplicable.then(|| choice::inapplicable(names).to_owned());
        let answers = std::iter::once(String::new()).chain(named).chain(inapplicable);
        let tests: Vec<String> = answers.map(|answer| format!("${{{question}}} = '{answer}'")).collect();
        Possible::When(tests.join(" or "))
    }

    fn number(&self, id: FactId, how: Comparison, value: Exact, truth: bool) -> Possible {
        let Some((fact, asked)) = self.asked(id) else { return Possible::Always };
        let Kind::Number(kind) = &fact.kind else { return Possible::Always };
        // Phones compare binary fractions: equal numbers are equal there too, if a finite decimal tells them.
        let recorded = value.over(kind.unit.factor()).filter(|value| value.decimals().is_some());
        let Some(recorded) = recorded else { return Possible::Always };
        let sign = match if truth { how } else { opposite(how) } {
            Comparison::Less => "<",
            Comparison::AtMost => "<=",
            Comparison::Greater => ">",
            Comparison::AtLeast => ">=",
            Comparison::Is => "=",
            Comparison::IsNot => "!=",
        };
        let question = &asked.value;
        Possible::When(format!("${{{question}}} = '' or ${{{question}}} {sign} {recorded}"))
    }
}

fn answer(truth: bool) -> &'static str {
    if truth { choice::YES } else { choice::NO }
}

fn differs(question: &str, answer: &str) -> Possible {
    Possible::When(format!("${{{question}}} != '{answer}'"))
}

fn always_if(condition: bool) -> Possible {
    if condition { Possible::Always } else { Possible::Never }
}

/// Whether a comparison of positions holds; the best level comes first, and is the greatest.
fn holds(how: Comparison, option: u16, with: u16) -> bool {
    match how {
        Comparison::Less => option > with,
        Comparison::AtMost => option >= with,
        Comparison::Greater => option < with,
        Comparison::AtLeast => option <= with,
        Comparison::Is => option == with,
        Comparison::IsNot => option != with,
    }
}

/// The comparison with its sides exchanged.
fn turned(how: Comparison) -> Comparison {
    match how {
        Comparison::Less => Comparison::Greater,
        Comparison::AtMost => Comparison::AtLeast,
        Comparison::Greater => Comparison::Less,
        Comparison::AtLeast => Comparison::AtMost,
        same => same,
    }
}

/// The comparison that holds where this one does not.
fn opposite(how: Comparison) -> Comparison {
    match how {
        Comparison::Less => Comparison::AtLeast,
        Comparison::AtMost => Comparison::Greater,
        Comparison::Greater => Comparison::AtMost,
        Comparison::AtLeast => Comparison::Less,
        Comparison::Is => Comparison::IsNot,
        Comparison::IsNot => Comparison::Is,
    }
}

fn all(parts: impl IntoIterator<Item = Possible>) -> Possible {
    joined(parts, Possible::Never, Possible::Always, " and ")
}

fn any(parts: impl IntoIterator<Item = Possible>) -> Possible {
    joined(parts, Possible::Always, Possible::Never, " or ")
}

/// `settles` makes the whole what it is; `empty` changes nothing.
fn joined(
    parts: impl IntoIterator<Item = Possible>,
    settles: Possible,
    empty: Possible,
    word: &str,
) -> Possible {
    let mut tests = Vec::new();
    for part in parts {
        match part {
            part if part == settles => return settles,
            part if part == empty => {}
            Possible::When(test) => tests.push(test),
            Possible::Always | Possible::Never => {}
        }
    }
    match tests.as_slice() {
        [] => empty,
        [one] => Possible::When(one.clone()),
        several => {
            Possible::When(several.iter().map(|test| format!("({test})")).collect::<Vec<_>>().join(word))
        }
    }
}
