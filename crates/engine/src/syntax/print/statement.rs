//! Statements that declare.

use crate::source::Span;
use crate::syntax::keyword::Keyword;
use crate::syntax::keyword::Spelling;
use crate::syntax::print::layout::Doc;
use crate::syntax::print::word::id;
use crate::syntax::print::word::quoted;
use crate::syntax::print::word::word;
use crate::syntax::tree::Account;
use crate::syntax::tree::Declared;
use crate::syntax::tree::Deletion;
use crate::syntax::tree::Expr;
use crate::syntax::tree::Parameter;
use crate::syntax::tree::RollUp;
use crate::syntax::tree::RollUpFold;
use crate::syntax::tree::RollUpOf;
use crate::syntax::tree::Source;
use crate::syntax::tree::StatementKind;
use crate::syntax::tree::Verdict;
use crate::syntax::tree::VerdictRule;

const POLICIES: [Keyword; 4] = [Keyword::Rescale, Keyword::GapFull, Keyword::GapZero, Keyword::Forbid];
const STATUSES: [Keyword; 4] = [Keyword::Verified, Keyword::Derived, Keyword::Unverified, Keyword::Own];

impl Spelling {
    fn roll_up(self, roll_up: RollUp) -> String {
        let fold = self.keyword(match roll_up.fold {
            RollUpFold::Mean => Keyword::Mean,
            RollUpFold::Lowest => Keyword::Lowest,
            RollUpFold::Weighted => Keyword::Weighted,
        });
        match roll_up.of {
            Some(RollUpOf::Score) => format!("{fold} {}", self.keyword(Keyword::Score)),
            Some(RollUpOf::ScoreRate) => format!("{fold} {}", self.keyword(Keyword::ScoreRate)),
            None => fold.to_owned(),
        }
    }

    /// The first line of any statement; verdicts and examples have further lines.
    pub(super) fn statement(self, kind: &StatementKind, span: Span) -> Doc {
        self.statement_in(kind, span, 0)
    }

    /// The same, with the names of facts filled up to a width.
    pub(super) fn statement_in(self, kind: &StatementKind, span: Span, columns: usize) -> Doc {
        let led = |keyword, text: String| Doc::Text(format!("{} {text}", self.keyword(keyword)));
        match kind {
            StatementKind::Id(text) => led(Keyword::Id, id(&text.text)),
            StatementKind::Extends(base) => led(Keyword::Extends, id(&base.text)),
            StatementKind::Level(level) => led(Keyword::Tier, word(&level.text)),
            StatementKind::InForce(day) => led(Keyword::InForce, day.to_string()),
            StatementKind::Until(day) => led(Keyword::Until, day.to_string()),
            StatementKind::FullMarks(points) => led(Keyword::Full, self.expression(points)),
            StatementKind::Round(rounding, step) => {
                let to = self.keyword(Keyword::Step);
                led(Keyword::Round, format!("{} {to} {}", self.rounding(*rounding), self.expression(step)))
            }
            StatementKind::Unrounded => led(Keyword::Round, self.keyword(Keyword::NoRounding).to_owned()),
            StatementKind::Gaps(policy) => led(Keyword::Gaps, self.local(policy, &POLICIES)),
            StatementKind::Source(source) => Doc::Text(self.source(source)),
            StatementKind::Departments(names) => {
                let names: Vec<String> = names.iter().map(|item| word(&item.text)).collect();
                led(Keyword::Departments, names.join(", "))
            }
            StatementKind::Applies(condition) => {
                let when = self.keyword(Keyword::If);
                led(Keyword::Applies, format!("{when} {}", self.expression(condition)))
            }
            StatementKind::FromZero => Doc::text(self.keyword(Keyword::FromZero)),
            StatementKind::DemotionsAddUp => Doc::text(self.keyword(Keyword::AddUp)),
            StatementKind::BelowZero(None) => Doc::text(self.keyword(Keyword::BelowZero)),
            StatementKind::BelowZero(Some(floor)) => {
                let to = self.keyword(Keyword::Step);
                led(Keyword::BelowZero, format!("{to} {}", self.expression(floor)))
            }
            StatementKind::AboveFull => Doc::text(self.keyword(Keyword::AboveFull)),
            StatementKind::ScaledFrom(points) => led(Keyword::ScaledFrom, self.expression(points)),
            StatementKind::RollUp(roll_up) => led(Keyword::Take, self.roll_up(*roll_up)),
            StatementKind::Account(account) => led(Keyword::Account, self.account(account)),
            StatementKind::Parameter(parameter) => Doc::Text(self.parameter(parameter)),
            StatementKind::Delete(deletion) => led(Keyword::Delete, self.deletion(deletion)),
            StatementKind::Fact(fact) => {
                Doc::Many(vec![Doc::text(self.keyword(Keyword::Fact)), self.fact(fact, columns)])
            }
            StatementKind::Let(derived) => Doc::Many(vec![
                Doc::Text(format!("{} {} =", self.keyword(Keyword::Let), word(&derived.name.text))),
                self.value(&derived.value),
            ]),
            StatementKind::Verdict(verdict) => self.verdict(verdict, span),
            StatementKind::Example(example) => led(Keyword::Example, quoted(&example.name.text)),
            StatementKind::Factor(factor) => Doc::Text(self.factor(factor)),
            StatementKind::Act(act) => self.act(act),
        }
    }

    /// One line of a verdict.
    pub(super) fn verdict_rule(self, rule: &VerdictRule) -> Doc {
        let grade = word(&rule.grade.text);
        Doc::Text(match &rule.when {
            Some(when) => format!("{grade} {} {}", self.keyword(Keyword::If), self.expression(when)),
            None => format!("{grade} {}", self.keyword(Keyword::Else)),
        })
    }

    fn verdict(self, verdict: &Verdict, span: Span) -> Doc {
        let end = verdict.grades.last().map_or(span.start, |grade| grade.span.end);
        let mut docs = vec![Doc::Text(self.declaring(Keyword::Verdict, verdict.amends))];
        docs.extend(verdict.name.as_ref().map(|title| Doc::Text(word(&title.text))));
        docs.push(self.names(&verdict.grades, " > ", end));
        docs.extend(
            verdict
                .passing
                .as_ref()
                .map(|grade| Doc::Text(format!("{} {}", self.keyword(Keyword::Passing), word(&grade.text)))),
        );
        Doc::Many(docs)
    }

    fn source(self, source: &Source) -> String {
        let keyword = if source.of_clause { Keyword::Basis } else { Keyword::Source };
        let mut words = vec![self.keyword(keyword).to_owned()];
        words.extend(source.key.as_ref().map(|key| key.text.clone()));
        words.push(quoted(&source.title.text));
        words.extend(source.place.as_ref().map(|place| place.text.clone()));
        words.extend(source.status.as_ref().map(|status| self.local(status, &STATUSES)));
        words.join(" ")
    }

    fn account(self, account: &Account) -> String {
        let mut words = vec![word(&account.name.text), account.unit.text.clone()];
        words.extend(account.signed.then(|| self.keyword(Keyword::Signed).to_owned()));
        words.extend(account.limits.iter().map(|limit| self.trailing(limit)));
        words.extend(account.computed.as_ref().map(|value| format!("= {}", self.expression(value))));
        words.join(" ")
    }

    fn parameter(self, parameter: &Parameter) -> String {
        let value = |(value, since): &(Expr, Option<crate::date::Date>)| {
            let since = since.map(|day| format!(" {} {day}", self.keyword(Keyword::Since)));
            self.expression(value) + &since.unwrap_or_default()
        };
        let values: Vec<String> = parameter.values.iter().map(value).collect();
        let declaring = self.declaring(Keyword::Parameter, parameter.amends);
        format!("{declaring} {} = {}", word(&parameter.name.text), values.join(" ; "))
    }

    /// The keyword of a declaration, behind 改 where it changes one.
    fn declaring(self, keyword: Keyword, amends: bool) -> String {
        let keyword = self.keyword(keyword);
        if amends { format!("{} {keyword}", self.keyword(Keyword::Amend)) } else { keyword.to_owned() }
    }

    fn deletion(self, deletion: &Deletion) -> String {
        let what = match deletion.what {
            Declared::Fact => Keyword::Fact,
            Declared::Let => Keyword::Let,
            Declared::Parameter => Keyword::Parameter,
            Declared::Verdict => Keyword::Verdict,
        };
        let mut words = vec![self.keyword(what).to_owned()];
        words.extend(deletion.name.as_ref().map(|deleted| word(&deleted.text)));
        words.extend([self.keyword(Keyword::Because).to_owned(), quoted(&deletion.reason.text)]);
        words.join(" ")
    }
}
