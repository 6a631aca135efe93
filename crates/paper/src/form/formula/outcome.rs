//! Findings, the total, and what conditions say of results.

use weiheng::Exact;
use weiheng::model::Gaps;
use weiheng::model::expression::FoldKind;
use weiheng::model::expression::OutcomeNumber;
use weiheng::model::expression::PartFold;
use weiheng::model::fact::FactId;
use weiheng::model::part::PartId;
use weiheng::model::verdict::Verdict;
use weiheng::plan::PlannedPart;

use crate::form::formula::code;
use crate::form::formula::code::May;
use crate::form::formula::compiler::Compiler;
use crate::form::formula::part::Scored;
use crate::form::formula::value::ByWeiheng;
use crate::form::formula::value::Made;
use crate::form::formula::value::Number;
use crate::form::formula::value::Truth;
use crate::form::formula::value::Value;
use crate::form::input::Input;

/// The findings as the numbers that stand for them, from 1.
pub(crate) const FINDINGS: [(&str, &str); 10] = [
    ("不适用", "not applicable"),
    ("否决", "vetoed"),
    ("不合格", "failed"),
    ("待定", "undetermined"),
    ("未查", "not observed"),
    ("零分", "zero"),
    ("扣分", "reduced"),
    ("合格", "met"),
    ("由卫衡计算", "computed by weiheng"),
    ("填写有误", "wrong entry"),
];

/// The place of 合格 among them.
const MET: u8 = 8;
/// The place of 未查.
const UNSEEN: u8 = 5;

impl<'a> Compiler<'a> {
    /// The cell of the finding of a part: the first that fits. `lost`: what a part without points loses.
    pub(crate) fn finding(&mut self, scored: &Scored, lost: &Number) -> String {
        let worst = self.worst_of(&[scored.open.clone(), scored.veto.clone(), scored.failure.clone()]);
        let full = match (&scored.score, self.pair_of(scored)) {
            (Some(_), Some((score, applicable, zero))) => {
                format!("IF({score}>={applicable},{MET},IF({zero}=0,6,7))")
            }
            _ if lost.is_zero() => MET.to_string(),
            _ => format!("IF({}>0,7,{MET})", lost.at),
        };
        let mut formula = full;
        if !worst.may.is_known() {
            let state = &worst.at;
            let open = format!("IF({state}={0},9,IF({state}={1},5,4))", code::BEYOND, code::UNSEEN);
            formula = format!("IF({state}>1,{open},{formula})");
        }
        if !scored.failure.is_never() {
            formula = format!("IF(AND({}=1,{}=0),3,{formula})", scored.failure.at, scored.veto.at);
        }
        if !scored.veto.is_never() {
            formula = format!("IF({}=1,2,{formula})", scored.veto.at);
        }
        if worst.may.includes(code::WRONG) {
            formula = format!("IF({}={},10,{formula})", worst.at, code::WRONG);
        }
        if !scored.out.is_never() {
            formula = format!("IF({}=1,1,{formula})", scored.out.at);
        }
        self.keep(format!("0+{formula}"))
    }

    fn pair_of(&mut self, scored: &Scored) -> Option<(String, String, String)> {
        let score = scored.score.as_ref()?;
        let pair = self.pair(score, &scored.applicable).ok()?;
        Some((pair.left, pair.right, score.at.clone()))
    }

    /// Not observed, where the result of a part hangs on facts and none of them was.
    pub(crate) fn all_unseen(&mut self, part: &PlannedPart) -> Truth {
        let mut blank = Vec::new();
        for fact in &part.deciding {
            let Some(is_blank) = self.is_unseen(*fact) else { return Truth::known(false) };
            blank.push(is_blank);
        }
        if blank.is_empty() || blank.len() > 200 {
            return Truth::known(false);
        }
        let formula = format!("IF(AND({}),{},0)", blank.join(","), code::UNSEEN);
        self.keep_truth(formula, May::be(code::UNSEEN))
    }

    /// The condition that nothing was recorded of a fact.
    fn is_unseen(&mut self, id: FactId) -> Option<String> {
        let (standard, inputs) = (self.standard, self.inputs);
        let fact = standard.fact(id).filter(|fact| fact.taken_as.is_none())?;
        let blank = if fact.external { code::OPEN } else { code::UNSEEN };
        let state = match inputs.facts.get(&id)? {
            Input::Cell(_) => match self.fact(id).ok()? {
                Value::Truth(truth) => truth.at,
                Value::Number(number) | Value::Option(number) => number.state,
            },
            Input::Items(_, items) => {
                let items: Vec<String> = (0..items.len())
                    .filter_map(|at| self.item(id, at).ok())
                    .map(|item| format!("{}={blank}", item.at))
                    .collect();
                return Some(format!("AND({})", items.join(",")));
            }
            Input::List(..) => self.list(id).ok()?.state,
        };
        Some(format!("{state}={blank}"))
    }

    /// The total before rounding, and after.
    pub(crate) fn totals(&mut self) -> Made<Option<(Number, Number)>> {
        let plan = self.plan;
        let root = plan.parts.first().ok_or(ByWeiheng::Saying)?;
        let Some(points) = root.points else { return Ok(None) };
        let scored = self.root()?;
        let Some(score) = scored.score.clone() else { return Ok(None) };
        let (mut score, mut none) = (score, format!("{}=1", scored.out.at));
        if plan.gaps == Gaps::Rescale {
            score = self.rescaled(&score, &scored.applicable, points)?;
            none = format!("OR({none},{}=0)", scored.applicable.at);
        }
        let unrounded = self.plus(&score, &scored.bonus, false)?;
        let may = scored.open.may.or(May::be(code::INAPPLICABLE));
        let formula = format!("IF({none},{},{})", code::INAPPLICABLE, scored.open.at);
        let state = self.keep(format!("0+{formula}"));
        let unrounded = unrounded.with_state(state, may);
        let total = match plan.rounding {
            Some((rounding, step)) => self.rounded(&unrounded, rounding, step)?,
            None => unrounded.clone(),
        };
        Ok(Some((unrounded, total)))
    }

    /// The cell of how many clauses are not observed.
    pub(crate) fn unseen_clauses(&mut self) -> String {
        let plan = self.plan;
        let clauses = plan.sets.clauses.iter().filter_map(|clause| self.scored.get(clause)?.as_ref().ok());
        let each: Vec<String> =
            clauses.map(|scored| format!("IF({}={UNSEEN},1,0)", scored.finding)).collect();
        let sums: Vec<String> = each.chunks(100).map(|chunk| self.keep(chunk.join("+"))).collect();
        if sums.is_empty() { "0".to_owned() } else { self.keep(sums.join("+")) }
    }

    fn root(&self) -> Made<Scored> {
        self.result_of(PartId(0))
    }

    fn result_of(&self, part: PartId) -> Made<Scored> {
        self.scored.get(&part).cloned().ok_or(ByWeiheng::Rests)?.map_err(|_| ByWeiheng::Rests)
    }

    /// 总分, 得分, 得分率.
    pub(crate) fn outcome_number(&mut self, number: OutcomeNumber) -> Made<Number> {
        if number == OutcomeNumber::Total {
            return self.total.clone().ok_or(ByWeiheng::Rests)?;
        }
        let scored = self.result_of(self.part)?;
        let out = code::INAPPLICABLE;
        let Some(score) = scored.score.clone() else {
            return Ok(Number::fixed(Exact::ZERO).with_state(out.to_string(), May::be(out)));
        };
        let may = scored.open.may.or(May::be(out));
        let mut none = format!("{}=1", scored.scoreless.at);
        let mut value = score;
        if number == OutcomeNumber::ScoreRate {
            none = format!("OR({none},{}=0)", scored.applicable.at);
            value = self.among_applicable(&value, &scored)?;
        }
        let state = self.keep(format!("IF({none},{out},{})", scored.open.at));
        Ok(value.with_state(state, may))
    }

    /// 有否决.
    pub(crate) fn vetoed(&mut self) -> Made<Truth> {
        Ok(self.root()?.veto)
    }

    /// 合格 of the part at hand.
    pub(crate) fn met(&mut self) -> Made<Truth> {
        let scored = self.result_of(self.part)?;
        let (finding, out) = (&scored.finding, code::INAPPLICABLE);
        let may = scored.open.may.or(scored.veto.may).or(scored.failure.may).or(May::be(out));
        let may = may.or(May::be(code::OPEN));
        let (open, beyond, wrong) = (code::OPEN, code::BEYOND, code::WRONG);
        let unseen = code::UNSEEN;
        let formula = format!("CHOOSE({finding},{out},0,0,{open},{unseen},0,0,1,{beyond},{wrong})");
        Ok(self.keep_truth(formula, may))
    }

    /// A fold over parts.
    pub(crate) fn part_fold(&mut self, fold: &'a PartFold) -> Made<Value> {
        let plan = self.plan;
        let mut passes = Vec::new();
        let mut values = Vec::new();
        for part in plan.parts_of(fold.over) {
            let scored = self.result_of(*part)?;
            let filter = match &fold.filter {
                Some(filter) => self.at_part(*part, |compiler| compiler.truth(filter))?,
                None => Truth::known(true),
            };
            let pass = if scored.out.is_never() {
                filter
            } else {
                let out = code::INAPPLICABLE;
                let formula = format!("IF({}=1,{out},{})", scored.out.at, filter.at);
                self.keep_truth(formula, filter.may.or(May::be(out)))
            };
            passes.push(pass);
            if let Some(value) = &fold.value {
                values.push(self.at_part(*part, |compiler| compiler.quantity(value))?);
            }
        }
        self.folded_parts(fold.kind, &passes, &values)
    }

    fn folded_parts(&mut self, kind: FoldKind, passes: &[Truth], values: &[Number]) -> Made<Value> {
        match kind {
            FoldKind::AnyOf => Ok(Value::Truth(self.quantified_parts(passes, false))),
            FoldKind::AllOf => Ok(Value::Truth(self.quantified_parts(passes, true))),
            FoldKind::Count => Ok(Value::Number(self.count_of_parts(passes))),
            FoldKind::Share => {
                let count = self.count_of_parts(passes);
                let (at, high) = (self.keep(counted(passes, "<2")), count.high);
                let applying = Number { at, low: 0, high, ..Number::fixed(Exact::ONE) };
                self.over(&count, &applying).map(Value::Number)
            }
            FoldKind::Sum | FoldKind::Mean | FoldKind::Max | FoldKind::Min => {
                let out = code::INAPPLICABLE;
                let all_count = passes.iter().all(Truth::is_always)
                    && values.iter().all(|value| !value.may.includes(out));
                if !all_count {
                    return Err(ByWeiheng::Saying);
                }
                self.amount_of_parts(kind, values).map(Value::Number)
            }
            _ => Err(ByWeiheng::Saying),
        }
    }

    /// 任一, 全部: a part that does not apply drops out.
    fn quantified_parts(&mut self, passes: &[Truth], all: bool) -> Truth {
        let out = code::INAPPLICABLE;
        let mut each = Vec::new();
        for pass in passes {
            each.push(if pass.may.includes(out) {
                let formula = format!("IF({0}={out},{1},{0})", pass.at, u8::from(all));
                self.keep_truth(formula, pass.may.never(out))
            } else {
                pass.clone()
            });
        }
        if all { self.all(&each) } else { self.any(&each) }
    }

    fn count_of_parts(&mut self, passes: &[Truth]) -> Number {
        let out = code::INAPPLICABLE;
        let may = passes.iter().fold(May::KNOWN, |may, pass| may.or(pass.may)).never(out);
        let mut opens = Vec::new();
        for pass in passes.iter().filter(|pass| !pass.may.is_known()) {
            opens.push(self.keep(format!("IF(OR({0}<2,{0}={out}),0,{0})", pass.at)));
        }
        let state = self.worst(&opens);
        let at = self.keep(counted(passes, "=1"));
        let high = i128::try_from(passes.len()).unwrap_or_default();
        Number { at, state, may, low: 0, high, ..Number::fixed(Exact::ONE) }
    }

    fn amount_of_parts(&mut self, kind: FoldKind, values: &[Number]) -> Made<Number> {
        let (first, others) = values.split_first().ok_or(ByWeiheng::Saying)?;
        let mut sofar = first.clone();
        for value in others {
            sofar = match kind {
                FoldKind::Max | FoldKind::Min => self.extreme(&sofar, value, kind == FoldKind::Max)?,
                _ => self.plus(&sofar, value, false)?,
            };
        }
        if kind != FoldKind::Mean {
            return Ok(sofar);
        }
        let count = i128::try_from(values.len()).unwrap_or(1);
        self.scaled(&sofar, Exact::new(1, count).ok_or(ByWeiheng::Large)?)
    }

    /// The cell of a verdict: the place of its grade from 1; the code of a state, made negative, where it is open.
    pub(crate) fn verdict(&mut self, verdict: &'a Verdict) -> Made<String> {
        // That of a part is none where the part does not apply.
        if verdict.part != PartId(0) {
            return Err(ByWeiheng::Saying);
        }
        // 降级, 至多评为, 不评: what acts at grades has no formula.
        if self.plan.acts_above {
            return Err(ByWeiheng::Rests);
        }
        let mut conditions = Vec::new();
        for rule in &verdict.rules {
            let condition = match &rule.when {
                Some(when) => self.truth(when)?,
                None => Truth::known(true),
            };
            conditions.push((condition, rule.grade.saturating_add(1)));
        }
        let mut formula = format!("-{}", code::OPEN);
        for (condition, grade) in conditions.into_iter().rev() {
            let at = &condition.at;
            formula = match at.as_str() {
                "1" => grade.to_string(),
                "0" => formula,
                _ if condition.may.is_known() => format!("IF({at}=1,{grade},{formula})"),
                _ => format!("IF({at}=1,{grade},IF(OR({at}=0,{at}={}),{formula},-{at}))", code::INAPPLICABLE),
            };
        }
        let root = self.root().map(|root| root.out).unwrap_or_else(|_| Truth::known(false));
        if !root.is_never() {
            formula = format!("IF({}=1,-{},{formula})", root.at, code::INAPPLICABLE);
        }
        Ok(self.keep(format!("0+{formula}")))
    }
}

/// How many truths are in a state, as a sum.
fn counted(truths: &[Truth], wanted: &str) -> String {
    let each = truths.iter().map(|truth| format!("IF({}{wanted},1,0)", truth.at));
    let sum = each.collect::<Vec<_>>().join("+");
    if sum.is_empty() { "0".to_owned() } else { sum }
}
