//! The words of what acts above the clause, and of what it did to a grade.

use crate::assessment::from_tally::Writer;
use crate::assessment::part_words::keyword_of;
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
        reasons.extend(self.withheld());
        reasons
    }

    /// Which parts keep the whole from being scored, or may.
    pub(crate) fn withheld(&self) -> Option<Words> {
        let withheld =
            |id: PartId| self.tally.parts.get(id).is_some_and(|part| part.withheld != Chance::Never);
        if !withheld(PartId(0)) {
            return None;
        }
        let parts = self.standard.parts();
        let saying = parts.filter(|(id, part)| withheld(*id) && !part.children.iter().copied().any(withheld));
        let names = saying.map(|(_, part)| (keyword_of(part.rank), part.id.as_str()));
        let (zh, en): (Vec<_>, Vec<_>) =
            names.map(|((zh, en), id)| (format!("{zh} {id}"), format!("{en} {id}"))).unzip();
        let (zh, en) = (zh.join("、"), en.join(", "));
        let surely = self.tally.parts.get(PartId(0)).is_some_and(|root| root.withheld == Chance::Surely);
        Some(if surely {
            words!("不评：{zh}", "nothing is scored: {en}")
        } else {
            words!("可能不评：{zh}", "perhaps nothing is scored: {en}")
        })
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
