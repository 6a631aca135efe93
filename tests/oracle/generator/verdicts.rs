//! 评定.

use crate::generator::names::Names;

impl Names<'_> {
    /// The verdicts of a standard.
    pub(crate) fn verdicts(&mut self, has_points: bool) -> String {
        let mut text = String::new();
        // One of two may look at the other.
        let looks = if self.has_verdict && self.has_key_verdict { self.choices.below(4) } else { 0 };
        if self.has_verdict {
            let other = Some("重点 为 不具备").filter(|_| looks == 1);
            text += &self.verdict("", &["通过", "基本通过", "不过"], has_points, other);
        }
        if self.has_key_verdict {
            let other = Some("结论 < 通过").filter(|_| looks == 2);
            text += &self.verdict("重点 ", &["具备", "不具备"], has_points, other);
        }
        text
    }

    /// A verdict that stands in a clause.
    pub(crate) fn verdict_of_clause(&mut self, pointed: bool) -> String {
        let name = self.fresh("级");
        let has_points = std::mem::replace(&mut self.has_points, pointed);
        let mut text = format!("  评定 {name} {{ 甲 > 乙 > 丙 }} 及格 乙\n");
        for grade in ["甲", "乙"] {
            let rule = match self.choices.below(5) {
                0 if pointed => format!("得分 >= {}分", self.choices.between(0, 20)),
                1 if pointed => format!("(得分率 无则 50%) >= {}%", self.choices.between(4, 20) * 5),
                2 => "合格".to_owned(),
                3 if !self.grades.is_empty() => self.grade(),
                _ => self.condition(1),
            };
            text += &format!("    {grade} 若 {rule}\n");
        }
        self.has_points = has_points;
        text + "    丙 否则\n"
    }

    /// A condition on the grade of a clause.
    pub(crate) fn grade(&mut self) -> String {
        let name = self.choices.one(&self.grades);
        if self.choices.chance(10) {
            return format!("{name} 适用");
        }
        let how = self.choices.one(&[">=", ">", "<", "<=", "为", "不为"]);
        format!("{name} {how} {}", self.choices.one(&["甲", "乙", "丙"]))
    }

    fn verdict(&mut self, name: &str, grades: &[&str], has_points: bool, other: Option<&str>) -> String {
        let mut text = format!("评定 {name}{{ {} }} 及格 {}\n", grades.join(" > "), grades[0]);
        let (last, others) = grades.split_last().expect("a verdict has grades");
        if self.choices.chance(50) {
            text += &format!("  {last} 若 有否决\n");
        }
        text += &other.map_or(String::new(), |other| format!("  {last} 若 {other}\n"));
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
        if !self.grades.is_empty() && self.choices.chance(20) {
            return self.grade();
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
