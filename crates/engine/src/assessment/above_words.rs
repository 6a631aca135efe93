//! The words of what acts above the clause, and of what it did to a grade.

use crate::assessment::from_tally::Writer;
use crate::assessment::speech::Speech;
use crate::evaluation::tally::AimTally;
use crate::evaluation::tally::Chance;
use crate::evaluation::tally::VerdictTally;
use crate::model::above::Above;
use crate::model::above::GradeAim;
use crate::model::part::PartId;
use crate::model::verdict::Verdict;
use crate::model::words::Naming;
use crate::syntax::tree::Whole;
use crate::words;
use crate::words::Language;
use crate::words::Words;

impl Speech<'_> {
    /// 降一级; demoted by one.
    pub(crate) fn above(&self, above: Above) -> String {
        if self.language == Language::Zh {
            return Naming::new(self.standard).above(above);
        }
        match above {
            Above::NoPoints(Whole::Chapter) => "no points for the chapter".to_owned(),
            Above::NoPoints(Whole::Standard) => "no points at all".to_owned(),
            Above::NoVerdict => "nothing is scored".to_owned(),
            Above::Grade(verdict, aim) => match aim {
                GradeAim::Demote(levels) => format!("demoted by {levels}"),
                GradeAim::Lowest => "demoted to the lowest grade".to_owned(),
                GradeAim::AtMost(best) => {
                    let verdict = self.standard.verdicts.get(usize::from(verdict));
                    format!(
                        "graded at most {}",
                        verdict.map(|verdict| verdict.grade(best)).unwrap_or_default()
                    )
                }
                GradeAim::None => "not graded".to_owned(),
            },
        }
    }
}

impl Writer<'_> {
    /// What the rules alone gave, and what was aimed at it.
    pub(crate) fn aimed(&self, verdict: &Verdict, tally: &VerdictTally) -> Vec<Words> {
        let mut reasons = Vec::new();
        if !tally.aims.is_empty() {
            let ruled: Vec<&str> = tally.ruled.iter().map(|grade| verdict.grade(*grade)).collect();
            let (zh, en) = (ruled.join(" 或 "), ruled.join(" or "));
            reasons.push(words!("降级前：{zh}", "before demotion: {en}"));
            reasons.extend(tally.aims.iter().map(|aim| self.aim(aim)));
        }
        let withheld = |tally: &crate::evaluation::tally::PartTally| tally.withheld != Chance::Never;
        if self.tally.parts.get(PartId(0)).is_some_and(|root| withheld(&root)) {
            let parts = self.standard.parts().zip(self.tally.parts.iter());
            let saying = parts.filter(|((_, part), tally)| part.children.is_empty() && withheld(tally));
            let ids: Vec<&str> = saying.map(|((_, part), _)| part.id.as_str()).collect();
            let (zh, en) = (ids.join("、"), ids.join(", "));
            reasons.push(words!("不评：条 {zh}", "nothing is scored: clause {en}"));
        }
        reasons
    }

    fn aim(&self, aim: &AimTally) -> Words {
        let part = self.standard.part(aim.part).map(|part| part.id.as_str()).unwrap_or_default();
        let open = aim.low != aim.high;
        let words = self.both(|speech| {
            let what = speech.above(Above::Grade(aim.verdict, aim.aim));
            let often = match (aim.low, aim.high) {
                (low, high) if low == high && high > 1 => format!(" × {high}"),
                _ => String::new(),
            };
            let open = if open {
                speech.say("（视未查的事实而定）", " (depends on what is missing)")
            } else {
                String::new()
            };
            format!("{what}{often}{open}")
        });
        let Words { zh, en } = words;
        words!("条 {part}：{zh}", "clause {part}: {en}")
    }
}
