//! 评定.

use crate::generator::names::Names;

impl Names<'_> {
    /// The verdicts of a standard.
    pub(crate) fn verdicts(&mut self, has_points: bool) -> String {
        let mut text = String::new();
        if self.has_verdict {
            text += &self.verdict("", &["通过", "基本通过", "不过"], has_points);
        }
        if self.has_key_verdict {
            text += &self.verdict("重点 ", &["具备", "不具备"], has_points);
        }
        text
    }

    fn verdict(&mut self, name: &str, grades: &[&str], has_points: bool) -> String {
        let mut text = format!("评定 {name}{{ {} }} 及格 {}\n", grades.join(" > "), grades[0]);
        let (last, others) = grades.split_last().expect("a verdict has grades");
        if self.choices.chance(50) {
            text += &format!("  {last} 若 有否决\n");
        }
        for grade in others {
            text += &format!("  {grade} 若 {}\n", self.rule(has_points, 1));
        }
        text + &format!("  {last} 否则\n\n")
    }

    fn rule(&mut self, has_points: bool, depth: usize) -> String {
        let how = self.choices.one(&[">=", ">", "<", "<="]);
        if !self.accounts.is_empty() && self.choices.chance(25) {
            let account = self.choices.one(&self.accounts);
            return format!("{account} {how} {}", self.literal("元"));
        }
        let share = format!("{}%", self.choices.between(4, 20) * 5);
        match self.choices.below(12) {
            0 | 1 if has_points => format!("总分 {how} {}分", self.choices.between(0, 20) * 2),
            2 if has_points && self.choices.chance(30) => format!("(得分率 无则 50%) {how} {share}"),
            2 if has_points => format!("得分率 {how} {share}"),
            3 if has_points => format!("全部(章, 得分率 >= {share})"),
            4 => "全部(★, 合格)".to_owned(),
            5 => "任一(条, 非 合格)".to_owned(),
            6 => format!("计数(条, 合格) {how} {}", self.choices.between(0, 3)),
            7 => format!("占比(条, 合格) {how} {share}"),
            8 if has_points => {
                let word = self.choices.one(&["最小", "平均", "最大"]);
                let over = self.choices.one(&["章", "条"]);
                match self.choices.below(3) {
                    0 => format!("({word}({over}, 得分率, 非 合格) 无则 50%) {how} {share}"),
                    _ => format!("{word}({over}, 得分率) {how} {share}"),
                }
            }
            9 if has_points => format!("合计(条, 得分, 合格) {how} {}分", self.choices.between(0, 20)),
            10 if depth > 0 => {
                let (a, b) = (self.rule(has_points, 0), self.rule(has_points, 0));
                format!("({a} {} {b})", self.choices.one(&["且", "或"]))
            }
            11 => self.condition(0),
            _ => "非 有否决".to_owned(),
        }
    }
}
