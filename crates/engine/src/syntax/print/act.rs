//! Statements that act.

use crate::source::Span;
use crate::syntax::keyword::Keyword;
use crate::syntax::keyword::Spelling;
use crate::syntax::print::layout::Doc;
use crate::syntax::print::layout::Group;
use crate::syntax::print::layout::WIDEST_COLUMN;
use crate::syntax::print::layout::width;
use crate::syntax::print::word::name;
use crate::syntax::print::word::quoted;
use crate::syntax::print::word::word;
use crate::syntax::tree::Act;
use crate::syntax::tree::ActKind;
use crate::syntax::tree::BandRow;
use crate::syntax::tree::Branch;
use crate::syntax::tree::Each;
use crate::syntax::tree::Expr;
use crate::syntax::tree::ExprKind;
use crate::syntax::tree::Factor;
use crate::syntax::tree::FactorBy;
use crate::syntax::tree::ItemsAct;
use crate::syntax::tree::ItemsOf;
use crate::syntax::tree::ItemsPrice;
use crate::syntax::tree::PartStep;
use crate::syntax::tree::RowFold;
use crate::syntax::tree::RowsAct;
use crate::syntax::tree::Spelled;
use crate::syntax::tree::Steps;
use crate::syntax::tree::Trailing;
use crate::syntax::tree::Verb;

impl Spelling {
    /// An act with its trailing words and its reason.
    pub(super) fn act(self, act: &Act) -> Doc {
        if let ActKind::Chain(branches, otherwise) = &act.kind
            && act.trailing.is_empty()
            && act.note.is_none()
        {
            return self.chain_lines(branches, otherwise.as_deref());
        }
        let mut docs = self.act_kind(act);
        docs.extend(act.trailing.iter().map(|word| Doc::Text(self.trailing(word))));
        docs.extend(act.note.as_ref().map(|note| Doc::Text(quoted(&note.text))));
        Doc::Many(docs)
    }

    /// 至多 or 至少 with its amount, or a factor.
    pub(super) fn trailing(self, word: &Trailing) -> String {
        let led = |keyword, amount| format!("{} {}", self.keyword(keyword), self.sum(amount));
        match word {
            Trailing::AtMost(amount) => led(Keyword::AtMost, amount),
            Trailing::AtLeast(amount) => led(Keyword::AtLeast, amount),
            Trailing::Factor(factor) => self.factor(factor),
        }
    }

    /// 加倍, 减半 or 乘, with its condition.
    pub(super) fn factor(self, factor: &Factor) -> String {
        let mut words = vec![match &factor.by {
            FactorBy::Two => self.keyword(Keyword::Doubled).to_owned(),
            FactorBy::Half => self.keyword(Keyword::Halved).to_owned(),
            FactorBy::Times(by) => format!("{} {}", self.keyword(Keyword::Times), self.sum(by)),
        }];
        let when = factor.when.as_ref();
        words.extend(when.map(|when| format!("{} {}", self.keyword(Keyword::If), self.expression(when))));
        words.extend(factor.note.as_ref().map(|note| quoted(&note.text)));
        words.join(" ")
    }

    fn act_kind(self, act: &Act) -> Vec<Doc> {
        let word = |keyword| vec![Doc::text(self.keyword(keyword))];
        match &act.kind {
            ActKind::Amount(verb, amount) => {
                vec![Doc::Text(format!("{} {}", self.verb(verb), self.sum(amount)))]
            }
            ActKind::FullPoints => word(Keyword::FullPoints),
            ActKind::NoPoints => word(Keyword::NoPoints),
            ActKind::Above(above) => vec![Doc::Text(self.above(above))],
            ActKind::Veto => word(Keyword::Veto),
            ActKind::Fail => word(Keyword::Fail),
            ActKind::Pending(None) => word(Keyword::Pending),
            ActKind::Pending(Some(range)) => {
                vec![Doc::Text(format!("{} {}", self.keyword(Keyword::Pending), self.range(range)))]
            }
            ActKind::Require(condition, otherwise) => {
                let condition = format!("{} {}", self.keyword(Keyword::Require), self.expression(condition));
                let mut docs = vec![Doc::Text(condition)];
                self.otherwise(otherwise.as_deref(), &mut docs);
                docs
            }
            ActKind::Group(acts) => vec![self.group(acts, act.span.end)],
            ActKind::Heaviest(acts) => {
                vec![Doc::text(self.keyword(Keyword::Heaviest)), self.group(acts, act.span.end)]
            }
            ActKind::Chain(branches, otherwise) => self.chain(branches, otherwise.as_deref()),
            ActKind::Bands(keys, rows) => {
                let columns =
                    rows.iter().map(|row| width(&self.patterns(&row.patterns))).max().unwrap_or_default();
                let columns = columns.min(WIDEST_COLUMN);
                let row = |row: &BandRow<Act>| {
                    let patterns = Doc::Padded(self.patterns(&row.patterns), columns);
                    (row.span, Doc::Many(vec![patterns, self.act(&row.then)]))
                };
                let rows = rows.iter().map(row).collect();
                let group = Group { tall: true, separator: " ; ", rows, end: act.span.end };
                vec![Doc::Text(self.keys(keys)), Doc::Group(group)]
            }
            ActKind::Each(each) => self.each(each),
            ActKind::Steps(steps) => self.steps(steps),
            ActKind::Items(items) => self.items(items),
            ActKind::Rows(rows) => self.rows(rows, act.span.end),
        }
    }

    fn verb(self, verb: &Verb) -> String {
        let word = |keyword| self.keyword(keyword).to_owned();
        match verb {
            Verb::Deduct => word(Keyword::Deduct),
            Verb::Earn => word(Keyword::Earn),
            Verb::Bonus => word(Keyword::Add),
            Verb::Book(account) => format!("{} {}", word(Keyword::Book), name(&account.text)),
        }
    }

    fn group(self, acts: &[Act], end: u32) -> Doc {
        let rows = acts.iter().map(|act| (act.span, self.act(act))).collect();
        Doc::Group(Group { tall: true, separator: " ; ", rows, end })
    }

    fn otherwise(self, otherwise: Option<&Act>, docs: &mut Vec<Doc>) {
        if let Some(act) = otherwise {
            docs.push(Doc::text(self.keyword(Keyword::Else)));
            docs.push(self.act(act));
        }
    }

    fn chain(self, branches: &[Branch], otherwise: Option<&Act>) -> Vec<Doc> {
        let mut docs = Vec::new();
        for (index, branch) in branches.iter().enumerate() {
            if index > 0 {
                docs.push(Doc::text(self.keyword(Keyword::Else)));
            }
            let when = format!("{} {}", self.keyword(Keyword::If), self.expression(&branch.when));
            docs.push(Doc::Text(when));
            docs.push(self.act(&branch.then));
        }
        self.otherwise(otherwise, &mut docs);
        docs
    }

    /// A branch a line, each after the first with its 否则.
    fn chain_lines(self, branches: &[Branch], otherwise: Option<&Act>) -> Doc {
        let or = Doc::text(self.keyword(Keyword::Else));
        let branch = |(at, branch): (usize, &Branch)| {
            let when = format!("{} {}", self.keyword(Keyword::If), self.expression(&branch.when));
            let then = [Doc::Text(when), self.act(&branch.then)];
            let docs = (at > 0).then(|| Doc::text(self.keyword(Keyword::Else))).into_iter().chain(then);
            (branch.when.span.to(branch.then.span), Doc::Many(docs.collect()))
        };
        let mut lines: Vec<(Span, Doc)> = branches.iter().enumerate().map(branch).collect();
        lines.extend(otherwise.map(|act| (act.span, Doc::Many(vec![or, self.act(act)]))));
        Doc::Lines(lines)
    }

    fn part(self, part: Option<PartStep>) -> Option<Doc> {
        let word = self.keyword(match part? {
            PartStep::Up => Keyword::Up,
            PartStep::Down => Keyword::Down,
            PartStep::ProRata => Keyword::ProRata,
        });
        Some(Doc::Text(format!("{} {word}", self.keyword(Keyword::Part))))
    }

    fn filter(self, filter: Option<&crate::syntax::tree::Expr>) -> Option<Doc> {
        Some(Doc::Text(format!("{} {}", self.keyword(Keyword::If), self.expression(filter?))))
    }

    fn each(self, each: &Each) -> Vec<Doc> {
        let mut docs = vec![Doc::text(self.keyword(Keyword::Each))];
        docs.extend(each.size.as_ref().map(|size| Doc::Text(self.step(size))));
        docs.push(Doc::Text(self.sum(&each.measure)));
        docs.extend(self.filter(each.filter.as_ref()));
        docs.extend(self.part(each.part));
        docs.push(self.act(&each.then));
        docs
    }

    fn step(self, size: &Expr) -> String {
        match &size.kind {
            ExprKind::Number(number) if number.unit.as_ref().is_some_and(|unit| unit.text != "分") => {
                self.glued(number)
            }
            _ => self.sum(size),
        }
    }

    fn steps(self, steps: &Steps) -> Vec<Doc> {
        let [when, every] = [Keyword::If, Keyword::Each].map(|word| self.keyword(word));
        let side = self.keyword(if steps.below { Keyword::Less } else { Keyword::Greater });
        let (measure, threshold) = (self.side(&steps.measure), self.side(&steps.threshold));
        let step = self.step(&steps.step);
        let mut docs = vec![Doc::Text(format!("{when} {measure} {side} {threshold} {every} {step}"))];
        docs.extend(self.part(steps.part));
        docs.push(self.act(&steps.then));
        docs
    }

    fn items(self, items: &ItemsAct) -> Vec<Doc> {
        let keyword = if items.missing { Keyword::Missing } else { Keyword::Present };
        let of = match &items.of {
            ItemsOf::List(list) => Doc::Text(name(&list.text)),
            ItemsOf::Facts(facts, span) => self.names(facts, ", ", span.end),
        };
        let price = match &items.price {
            ItemsPrice::Each(amount) => Doc::Text(self.sum(amount)),
            ItemsPrice::Named(prices) => {
                let row = |(item, amount): &(Spelled, crate::syntax::tree::Expr)| {
                    let text = format!("{} {}", word(&item.text), self.sum(amount));
                    (item.span.to(amount.span), Doc::Text(text))
                };
                let end = prices.last().map_or(0, |(_, amount)| amount.span.end);
                Doc::Group(Group {
                    tall: false,
                    separator: ", ",
                    rows: prices.iter().map(row).collect(),
                    end,
                })
            }
        };
        let per = format!("{} {}", self.keyword(Keyword::PerItem), self.verb(&items.verb));
        vec![Doc::text(self.keyword(keyword)), of, Doc::Text(per), price]
    }

    fn rows(self, rows: &RowsAct, end: u32) -> Vec<Doc> {
        let fold = self.keyword(match rows.fold {
            RowFold::Sum => Keyword::Sum,
            RowFold::Mean => Keyword::Mean,
            RowFold::Worst => Keyword::Worst,
            RowFold::Best => Keyword::Best,
            RowFold::Heaviest => Keyword::Most,
        });
        let mut docs =
            vec![Doc::Text(format!("{} {}", self.keyword(Keyword::Foreach), name(&rows.list.text)))];
        docs.extend(
            rows.by
                .as_ref()
                .map(|key| Doc::Text(format!("{} {}", self.keyword(Keyword::By), name(&key.text)))),
        );
        docs.extend(self.filter(rows.filter.as_ref()));
        docs.push(Doc::Text(format!("{} {fold}", self.keyword(Keyword::Take))));
        let body = rows.body.iter().map(|step| (step.span, self.statement(&step.kind, step.span))).collect();
        docs.push(Doc::Group(Group { tall: true, separator: " ; ", rows: body, end }));
        docs
    }

    /// `{ a, b }`, or with another separator.
    pub(super) fn names(self, names: &[Spelled], separator: &'static str, end: u32) -> Doc {
        let rows = names.iter().map(|item| (item.span, Doc::Text(word(&item.text)))).collect();
        Doc::Group(Group { tall: false, separator, rows, end })
    }
}
