//! The words of a ledger line: the arithmetic as a person would write it.

use crate::assessment::speech::Speech;
use crate::evaluation::act::whole_steps;
use crate::evaluation::interval::Interval;
use crate::evaluation::possible::Possible;
use crate::evaluation::possible::Shape;
use crate::evaluation::tally::Line;
use crate::evaluation::tally::LineKind;
use crate::model::act::Act;
use crate::model::act::ActKind;
use crate::model::act::Each;
use crate::model::act::Items;
use crate::model::act::ItemsOf;
use crate::model::act::Limit;
use crate::model::act::Measure;
use crate::model::act::Steps;
use crate::model::act::Verb;
use crate::model::expression::Bands;
use crate::model::expression::Expr;
use crate::model::expression::Pattern;
use crate::model::fact::FactId;
use crate::model::part::PartId;
use crate::observation::Reading;
use crate::observation::Value;
use crate::syntax::tree::PartStep;
use crate::unit::Unit;

/// An act with what led to it.
#[derive(Clone, Copy)]
pub(crate) struct Placed<'a> {
    pub(crate) act: &'a Act,
    pub(crate) because: Because<'a>,
    /// The statement that holds it.
    pub(crate) outer: &'a Act,
}

impl Placed<'_> {
    /// The reason given by the act, or else by the statement that holds it.
    pub(crate) fn note(self) -> Option<String> {
        self.act.note.clone().or_else(|| self.outer.note.clone())
    }
}

/// What led to an act.
#[derive(Clone, Copy)]
pub(crate) enum Because<'a> {
    /// Nothing: it stands by itself.
    Always,
    /// The condition of its branch.
    Condition(&'a Expr),
    /// That a requirement does not hold.
    Unmet(&'a Expr),
    /// Its row of a band table.
    Band(&'a Bands<Act>, &'a [Vec<Pattern>]),
    /// That no branch before it held.
    Otherwise,
}

impl Speech<'_> {
    /// What a line says.
    pub(crate) fn line(&self, line: &Line, placed: Option<Placed<'_>>) -> String {
        let settled = line.amount.low == line.amount.high;
        placed.map_or_else(
            || self.balance(line.kind),
            |placed| self.placed(line.part, line.kind, settled, placed),
        )
    }

    /// What a line of an act says; `settled`: whether its amount is.
    pub(crate) fn placed(&self, part: PartId, kind: LineKind, settled: bool, placed: Placed<'_>) -> String {
        match kind {
            LineKind::Cap => self.cap(placed.act),
            _ if !settled => {
                let reason = self.because(placed);
                let open = self.say("视未查或未定的事实而定", "depends on what is missing");
                if reason.is_empty() { open } else { self.clauses(&[reason, open]) }
            }
            _ => {
                let arithmetic = match &placed.act.kind {
                    ActKind::Rows(rows) => self.folded_rows(rows, part, kind),
                    _ => self.act(placed.act),
                };
                self.clauses(&[self.because(placed), arithmetic])
            }
        }
    }

    /// Why an act came about; empty where it stands by itself.
    pub(crate) fn because(&self, placed: Placed<'_>) -> String {
        match placed.because {
            Because::Always => String::new(),
            Because::Condition(condition) => self.expression(condition),
            Because::Unmet(condition) => {
                format!("{}{}", self.say("未达到：", "not met: "), self.expression(condition))
            }
            Because::Band(bands, patterns) => self.band(bands, patterns),
            Because::Otherwise => self.say("其余情形", "otherwise"),
        }
    }

    pub(crate) fn clauses(&self, parts: &[String]) -> String {
        let said: Vec<&str> = parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        said.join(&self.say("；", "; "))
    }

    /// What a line says that no act makes.
    pub(crate) fn balance(&self, kind: LineKind) -> String {
        match kind {
            LineKind::Floor => self.say("扣完为止", "no more than the points can be lost"),
            LineKind::Ceiling => self.say("得分不超过本条分值", "no more than the points can be earned"),
            LineKind::Full => self.say("得满分", "full points"),
            LineKind::Zeroed => self.say("不得分", "no points"),
            LineKind::Joint => self
                .say("同一未查事实使各行此消彼长", "one missing fact moves these lines against each other"),
            LineKind::Gaps => self.say("缺项处理", "what does not apply"),
            LineKind::Rounding => self.say("取整", "rounding"),
            LineKind::RollUp
            | LineKind::Scaled
            | LineKind::Deduct
            | LineKind::Earn
            | LineKind::Bonus
            | LineKind::Booked
            | LineKind::Computed
            | LineKind::Factor
            | LineKind::Cap
            | LineKind::Pending
            | LineKind::Outcome => String::new(),
        }
    }

    fn cap(&self, act: &Act) -> String {
        let result = |limit: &Expr| match act.account() {
            Some(account) => self.amount(Verb::Book(account), limit),
            None => self.result(limit),
        };
        let limits = act.limits.iter().filter_map(|limit| match limit {
            Limit::AtMost(most) => Some(format!("{} {}", self.say("至多", "at most"), result(most))),
            Limit::AtLeast(least) => Some(format!("{} {}", self.say("至少", "at least"), result(least))),
            Limit::Times(_) => None,
        });
        self.clauses(&limits.collect::<Vec<_>>())
    }

    fn act(&self, act: &Act) -> String {
        match &act.kind {
            ActKind::Amount(_, Expr::Number(..)) => String::new(),
            ActKind::Amount(_, amount @ Expr::Fact(_)) => self.expression(amount),
            ActKind::Amount(verb, amount) => {
                format!("{} = {}", self.expression(amount), self.amount(*verb, amount))
            }
            ActKind::Each(each) => self.each(each),
            ActKind::Steps(steps) => self.steps(steps),
            ActKind::Items(items) => self.items(items),
            ActKind::Rows(rows) => self.rows_as_one(rows),
            ActKind::Pending(_) => self.say("原文未说明", "the text does not say"),
            ActKind::Heaviest(_) => self.say("择重", "the heaviest only"),
            ActKind::Above(above) => self.above(*above),
            ActKind::Veto => self.say("否决", "veto"),
            ActKind::Fail => self.say("不合格", "not met"),
            ActKind::FullPoints => self.say("得满分", "full points"),
            ActKind::NoPoints => self.say("不得分", "no points"),
            ActKind::Require(..) | ActKind::Group(_) | ActKind::Chain(..) | ActKind::Bands(_) => {
                String::new()
            }
        }
    }

    /// What an amount came to, in the unit of where it goes.
    fn amount(&self, verb: Verb, amount: &Expr) -> String {
        self.possible(&self.scope.value(amount), &self.unit_of(verb))
    }

    fn unit_of(&self, verb: Verb) -> Unit {
        match verb {
            Verb::Book(account) => {
                self.standard.account(account).map_or_else(Unit::none, |account| account.unit.clone())
            }
            Verb::Deduct | Verb::Earn | Verb::Bonus => Unit::points(),
        }
    }

    fn price(&self, act: &Act) -> Option<(Verb, Possible)> {
        match &act.kind {
            ActKind::Amount(verb, amount) => Some((*verb, self.scope.value(amount))),
            _ => None,
        }
    }

    /// `3处 × 2分 = 6分`.
    fn each(&self, each: &Each) -> String {
        let (measure, count) = match &each.measure {
            Measure::Number(measure) => {
                let value = self.scope.value(measure);
                let steps = whole_steps(value, each.size, each.part);
                let spelled = self.expression(measure);
                let plain = each.part.is_none() && each.size == crate::exact::Exact::ONE;
                let unit = self.unit(measure);
                let spelled = if plain {
                    spelled
                } else {
                    let counted = self.possible(&steps, &Unit::none());
                    format!("{spelled} ÷ {}{} {counted}", unit.show(each.size), self.part(each.part))
                };
                (spelled, steps)
            }
            Measure::Rows(list, filter) => {
                let count = self.passing(*list, filter.as_ref());
                let name = self.standard.fact(*list).map(|fact| fact.name.clone()).unwrap_or_default();
                let rows = self.possible(&count, &Unit::none());
                (format!("{name} {rows}{}", self.say("行", " rows")), count)
            }
        };
        match self.price(&each.then).filter(|_| each.then.limits.is_empty() && !uses_row(&each.then)) {
            Some((verb, once)) => self.product(&measure, &count, verb, &once),
            None => {
                let above = matches!(each.then.kind, ActKind::Above(_)).then(|| self.act(&each.then));
                let above = above.into_iter().collect();
                self.clauses(&[vec![measure], above, self.factors_of_rows(each)].concat())
            }
        }
    }

    fn product(&self, measure: &str, count: &Possible, verb: Verb, once: &Possible) -> String {
        let unit = self.unit_of(verb);
        let product = count.interval().times(once.interval()).unwrap_or(Interval::ALL);
        let product = self.possible(&Possible::known(Shape::Number(product)), &unit);
        let price = self.possible(once, &unit);
        format!("{measure} × {price} = {product}")
    }

    /// `(90% - 87.4%) ÷ 1% = 2.6，进一 3 × 0.5分 = 1.5分`.
    fn steps(&self, steps: &Steps) -> String {
        let (measure, threshold) = (self.scope.value(&steps.measure), self.scope.value(&steps.threshold));
        let unit = Some(self.unit(&steps.measure)).filter(|unit| !unit.name().is_empty());
        let unit = unit.unwrap_or_else(|| self.unit(&steps.threshold));
        let (high, low) = if steps.below { (&threshold, &measure) } else { (&measure, &threshold) };
        let distance = high.interval().plus(low.interval().negated()).unwrap_or(Interval::ALL);
        let distance = Possible::known(Shape::Number(distance));
        let exact = whole_steps(distance.clone(), steps.step, None);
        let counted = whole_steps(distance, steps.step, steps.part);
        let (high, low) = (self.possible(high, &unit), self.possible(low, &unit));
        let name = self.expression(&steps.measure);
        let name = name.split(' ').next().unwrap_or_default();
        let rounded = match steps.part {
            Some(PartStep::Up | PartStep::Down) => {
                format!("{} {}", self.part(steps.part), self.possible(&counted, &Unit::none()))
            }
            _ => String::new(),
        };
        let distance = format!(
            "{name} ({high} - {low}) ÷ {} = {}{rounded}",
            unit.show(steps.step),
            self.possible(&exact, &Unit::none())
        );
        match self.price(&steps.then) {
            Some((verb, once)) => self.product(&distance, &counted, verb, &once),
            None => distance,
        }
    }

    fn part(&self, part: Option<PartStep>) -> String {
        match part {
            Some(PartStep::Up) => self.say("，进一", ", up to"),
            Some(PartStep::Down) => self.say("，舍去", ", down to"),
            Some(PartStep::ProRata) => self.say("，按比例", ", pro rata"),
            None => self.say("，计", ", makes"),
        }
    }

    /// `缺 年度计划、检查记录：2项`.
    fn items(&self, items: &Items) -> String {
        let (names, there): (Vec<String>, Vec<Option<bool>>) = match &items.of {
            ItemsOf::Facts(facts) => {
                facts.iter().map(|fact| (self.item_name(*fact), self.known_truth(*fact))).unzip()
            }
            ItemsOf::List(list) => {
                match (self.standard.fact(*list).map(|fact| &fact.kind), self.scope.reading(*list)) {
                    (Some(crate::model::fact::Kind::Items(names)), Reading::Items(there)) => {
                        (names.clone(), there.clone())
                    }
                    _ => return String::new(),
                }
            }
        };
        let counted = |there: &Option<bool>| *there == Some(!items.missing);
        let priced = names.iter().zip(&there).zip(&items.prices).filter(|(_, price)| price.is_some());
        let chosen: Vec<&str> =
            priced.filter(|((_, there), _)| counted(there)).map(|((name, _), _)| name.as_str()).collect();
        let count = chosen.len();
        let word = if items.missing { self.say("缺", "missing") } else { self.say("有", "there") };
        let separator = self.say("、", ", ");
        let of = self.say("：", ": ");
        let unit = self.say("项", if count == 1 { " item" } else { " items" });
        format!("{word} {}{of}{count}{unit}", chosen.join(&separator))
    }

    pub(crate) fn passing(&self, list: FactId, filter: Option<&Expr>) -> Possible {
        let fold = crate::model::expression::Fold {
            kind: crate::model::expression::FoldKind::Count,
            list,
            rows: crate::model::expression::RowSet::All,
            by: None,
            value: None,
            filter: filter.cloned(),
        };
        self.scope.fold(&fold)
    }

    pub(crate) fn fact_name(&self, fact: FactId) -> String {
        self.standard.fact(fact).map(|fact| fact.name.clone()).unwrap_or_default()
    }

    /// The name of a fact that is one of several items.
    fn item_name(&self, fact: FactId) -> String {
        let name = self.fact_name(fact);
        match self.scope.reading(fact) {
            Reading::TakenAs(_) => format!("{name}{}", self.say("（未查）", " (not observed)")),
            _ => name,
        }
    }

    fn known_truth(&self, fact: FactId) -> Option<bool> {
        match self.scope.reading(fact) {
            Reading::Known(Value::Truth(truth)) | Reading::TakenAs(Value::Truth(truth)) => Some(*truth),
            _ => None,
        }
    }
}

/// Whether an act's price looks at the row at hand.
fn uses_row(act: &Act) -> bool {
    fn looks(expression: &Expr) -> bool {
        let mut found = matches!(expression, Expr::Field(_) | Expr::RowLet(_));
        expression.children(&mut |child| found |= looks(child));
        found
    }
    matches!(&act.kind, ActKind::Amount(_, amount) if looks(amount))
}
