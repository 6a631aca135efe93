//! What acts above the clause.

use crate::syntax::keyword::Keyword;
use crate::syntax::keyword::Spelling;
use crate::syntax::print::word::name;
use crate::syntax::tree::Above;
use crate::syntax::tree::GradeWord;
use crate::syntax::tree::Whole;

impl Spelling {
    /// 不得分 于 本章, 降一级, 至多评为 良, 不评.
    pub(super) fn above(self, above: &Above) -> String {
        let of = self.keyword(Keyword::Of);
        match above {
            Above::NoPoints(whole) => {
                let whole = match whole {
                    Whole::Chapter => Keyword::ThisChapter,
                    Whole::Standard => Keyword::Everything,
                };
                format!("{} {of} {}", self.keyword(Keyword::NoPoints), self.keyword(whole))
            }
            Above::Grade(word, verdict) => {
                let verdict = verdict.as_ref().map(|verdict| format!(" {of} {}", name(&verdict.text)));
                self.grade_word(word) + &verdict.unwrap_or_default()
            }
        }
    }

    fn grade_word(self, word: &GradeWord) -> String {
        match (word, self) {
            (GradeWord::Demote(1), Self::Zh) => "降一级".to_owned(),
            (GradeWord::Demote(1), Self::En) => self.keyword(Keyword::Demote).to_owned(),
            (GradeWord::Demote(levels), Self::Zh) => {
                format!("{} {levels}级", self.keyword(Keyword::Demote))
            }
            (GradeWord::Demote(levels), Self::En) => {
                format!("{} {levels} levels", self.keyword(Keyword::Demote))
            }
            (GradeWord::Lowest, _) => self.keyword(Keyword::LowestGrade).to_owned(),
            (GradeWord::AtMost(grade), _) => {
                format!("{} {}", self.keyword(Keyword::GradedAtMost), name(&grade.text))
            }
            (GradeWord::None, _) => self.keyword(Keyword::NoVerdict).to_owned(),
        }
    }
}
