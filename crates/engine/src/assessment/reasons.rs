//! Why a part or a verdict is what it is, where no ledger line says so.

use crate::assessment::VerdictResult;
use crate::assessment::from_tally::Writer;
use crate::assessment::outcomes::outcome_of;
use crate::assessment::part_words::keyword_of;
use crate::assessment::speech::Speech;
use crate::evaluation::possible::Cause;
use crate::evaluation::tally::Chance;
use crate::evaluation::tally::Finding;
use crate::evaluation::tally::PartTally;
use crate::evaluation::tally::VerdictTally;
use crate::exact::Exact;
use crate::model::Gaps;
use crate::model::fact::FactId;
use crate::model::part::PartId;
use crate::model::verdict::Verdict;
use crate::observation::Reading;
use crate::rounding::Rounding;
use crate::syntax::tree::Rank;
use crate::unit::Unit;
use crate::words;
use crate::words::Words;

/// What is missing or undetermined in a part.
pub(crate) fn of_part(writer: &Writer<'_>, id: PartId, tally: &PartTally) -> Vec<Words> {
    let own_facts =
        writer.plan.parts.get(id.0 as usize).map(|part| part.facts.as_slice()).unwrap_or_default();
    let mut reasons = Vec::new();
    if let Some(cause) = tally.cause.filter(|_| tally.finding == Finding::Undetermined) {
        reasons.push(self::cause(writer, cause));
    }
    if matches!(tally.finding, Finding::NotObserved | Finding::Undetermined) {
        let unseen = own_facts.iter().filter(|fact| is_unseen(writer.scope.reading(**fact)));
        let names: Vec<String> = unseen.map(|fact| name(writer, *fact)).collect();
        if !names.is_empty() {
            let (zh, en) = (names.join("、"), names.join(", "));
            reasons.push(words!("未查：{zh}", "not observed: {en}"));
        }
    }
    if tally.veto == Chance::Maybe {
        reasons.push(words!("未查的事实可能导致否决", "what was not observed may veto"));
    }
    reasons
}

/// Whether a reading leaves something open that could be observed.
pub(crate) fn is_unseen(reading: &Reading) -> bool {
    match reading {
        Reading::NotObserved | Reading::Band(..) => true,
        Reading::Items(items) => items.contains(&None),
        Reading::Rows(rows) => rows.iter().flatten().any(is_unseen),
        Reading::NotApplicable
        | Reading::Known(_)
        | Reading::TakenAs(_)
        | Reading::Misjudged
        | Reading::Disputed(_) => false,
    }
}

/// Why something is undetermined.
pub(crate) fn cause(writer: &Writer<'_>, cause: Cause) -> Words {
    match cause {
        Cause::External(fact) => {
            let name = name(writer, fact);
            words!("缺少外部数据「{name}」", "`{name}`, which comes from elsewhere, is missing")
        }
        Cause::Disputed(fact) => {
            let name = name(writer, fact);
            words!("「{name}」的观测有争议", "the observations of `{name}` disagree")
        }
        Cause::Misjudged(fact) => {
            let name = name(writer, fact);
            words!("「{name}」的评分不在所定的档内", "the number given for `{name}` lies outside its band")
        }
        Cause::NoValue => words!(
            "没有可以计算的数值（空名录或除数为零）",
            "there is no value: an empty list or a division by zero"
        ),
        Cause::Alone => {
            words!("没有给出一同评比的其他单元", "the other units that are scored together are not given")
        }
        Cause::TiedUnits => {
            words!(
                "名次并列，原文没有说明谁在前",
                "units are tied, and the text does not say which ranks first"
            )
        }
        Cause::NotOne(list) => {
            let name = name(writer, list);
            words!("「{name}」中符合的不是恰好一行", "not exactly one row of `{name}` passes")
        }
        Cause::Tied(list) => {
            let name = name(writer, list);
            words!("「{name}」有几行次序相同，先后不明", "rows of `{name}` have the same place in the order")
        }
        Cause::Pending => words!("原文未说明（待定）", "the text does not say"),
        Cause::Result(part) => {
            let id = writer.standard.part(part).map_or("", |part| part.id.as_str());
            let rank = writer.standard.part(part).map_or(Rank::Standard, |part| part.rank);
            let (zh, en) = keyword_of(rank);
            words!("{zh} {id} 的结果待定", "the result of {en} {id} is undetermined")
        }
        Cause::Gap => {
            words!(
                "本项不适用，而标准没有说缺项怎么办（缺项 不许）；标准开头写「缺项 折算」「缺项 满分」或「缺项 零分」",
                "it does not apply, and the standard does not say what becomes of its points (gaps forbid): write `gaps rescale`, `gaps full` or `gaps zero` at its top"
            )
        }
        Cause::TooLarge => {
            words!(
                "精确结果超过 38 位数字；请先取整",
                "the exact result needs more than 38 digits; round earlier"
            )
        }
    }
}

/// The name of a fact.
pub(crate) fn name(writer: &Writer<'_>, fact: FactId) -> String {
    writer.standard.fact(fact).map(|fact| fact.name.clone()).unwrap_or_default()
}

/// How the total was rounded.
pub(crate) fn rounding(speech: &Speech<'_>, rounding: Rounding, step: Exact) -> String {
    let step = Unit::points().show(step);
    let (zh, en) = match rounding {
        Rounding::Up => ("进一", "rounded up"),
        Rounding::Down => ("舍去", "rounded down"),
        Rounding::HalfUp => ("四舍五入", "rounded half away from zero"),
        Rounding::HalfEven => ("四舍六入五成双", "rounded half to even"),
    };
    speech.say(&format!("取整：{zh}到 {step}"), &format!("{en} to {step}"))
}

/// What the policy made of what does not apply.
pub(crate) fn gaps(speech: &Speech<'_>, gaps: Gaps) -> String {
    match gaps {
        Gaps::Rescale => speech.say("缺项折算：得分 ÷ 适用分值 × 满分", "rescaled: got ÷ applicable × full"),
        Gaps::Full => speech.say("缺项按满分计", "what does not apply counts as full"),
        Gaps::Zero => speech.say("缺项按零分计", "what does not apply counts as nothing"),
        Gaps::Forbid => speech.say("不许缺项", "no gaps allowed"),
    }
}

impl Writer<'_> {
    /// The verdicts of a part with what decided them; those of the standard are those of the whole.
    pub(crate) fn verdicts_of(&self, part: PartId) -> Vec<VerdictResult> {
        let verdicts = self.standard.verdicts.iter().zip(&self.tally.verdicts);
        let verdicts = verdicts.filter(|(verdict, _)| verdict.part == part);
        verdicts.map(|(verdict, tally)| self.verdict(verdict, tally)).collect()
    }

    fn verdict(&self, verdict: &Verdict, tally: &VerdictTally) -> VerdictResult {
        let outcome = outcome_of(verdict, tally, self.tally);
        VerdictResult { name: verdict.name.clone(), outcome, reasons: self.verdict_reasons(verdict, tally) }
    }

    fn verdict_reasons(&self, verdict: &Verdict, tally: &VerdictTally) -> Vec<Words> {
        let mut reasons = Vec::new();
        // No rule gave that no grade is given.
        let graded = tally.grades.iter().any(|grade| usize::from(*grade) < verdict.grades.len());
        let decided = tally.rule.map(usize::from).filter(|_| graded);
        if let Some(rule) = decided.and_then(|rule| verdict.rules.get(rule)) {
            let earlier =
                verdict.rules.iter().take(decided.unwrap_or_default()).filter_map(|rule| rule.when.as_ref());
            reasons.push(self.both(|speech| match &rule.when {
                Some(condition) => speech.expression(condition),
                None => {
                    let earlier: Vec<String> = earlier.clone().map(|when| speech.expression(when)).collect();
                    let none = speech.say("不成立：", "none of these holds: ");
                    format!("{none}{}", earlier.join(&speech.say("；", "; ")))
                }
            }));
        }
        if verdict.part != PartId(0) {
            return reasons;
        }
        reasons.extend(self.aimed(verdict, tally));
        if let Some(cause) = tally.cause.filter(|cause| matches!(cause, Cause::Alone | Cause::TiedUnits)) {
            reasons.push(self::cause(self, cause));
        }
        for (finding, zh, en) in [
            (Finding::Vetoed, "否决", "vetoed"),
            (Finding::Failed, "不合格", "not met"),
            (Finding::Undetermined, "待定", "undetermined"),
            (Finding::NotObserved, "未查", "not observed"),
        ] {
            // What is still open explains only a verdict that is.
            let explains = finding < Finding::Undetermined || tally.grades.len() > 1;
            let clauses = if explains { self.clauses_found(finding) } else { Vec::new() };
            if !clauses.is_empty() {
                let (listed, named) = (clauses.join("、"), clauses.join(", "));
                reasons.push(words!("{zh}：条 {listed}", "{en}: clause {named}"));
            }
        }
        reasons
    }

    fn clauses_found(&self, finding: Finding) -> Vec<String> {
        let parts = self.standard.parts.iter().zip(self.tally.parts.iter());
        let found = parts.filter(|(part, tally)| part.rank == Rank::Clause && tally.finding == finding);
        found.map(|(part, _)| part.id.clone()).collect()
    }
}
