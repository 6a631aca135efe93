//! What acts above the clause, as the clause file says it.

use crate::model::above::Above;
use crate::model::above::GradeAim;
use crate::model::words::Naming;
use crate::syntax::tree::Whole;

impl Naming<'_> {
    /// 不得分 于 本章, 降一级, 至多评为 良.
    pub fn above(self, above: Above) -> String {
        match above {
            Above::NoPoints(Whole::Chapter) => "不得分 于 本章".to_owned(),
            Above::NoPoints(Whole::Standard) => "不得分 于 全部".to_owned(),
            Above::NoVerdict => "不评".to_owned(),
            Above::Grade(verdict, aim) => {
                let verdict = self.standard.verdicts.get(usize::from(verdict));
                let word = match aim {
                    GradeAim::Demote(1) => "降一级".to_owned(),
                    GradeAim::Demote(levels) => format!("降 {levels}级"),
                    GradeAim::Lowest => "降到最低".to_owned(),
                    GradeAim::AtMost(best) => {
                        format!("至多评为 {}", verdict.map(|verdict| verdict.grade(best)).unwrap_or_default())
                    }
                    GradeAim::None => "不评".to_owned(),
                };
                let name = verdict.and_then(|verdict| verdict.name.as_ref());
                name.map_or(word.clone(), |name| format!("{word} 于 {name}"))
            }
        }
    }
}
