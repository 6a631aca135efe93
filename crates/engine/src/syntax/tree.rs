//! A clause file as written: kinds and places; names, units and numbers still as the author spelled them.
//!
//! A tree is whatever could be read. Whether a name exists, units agree or points add up is not known here.

use std::cmp::Ordering;

use crate::calendar::Period;
use crate::calendar::Season;
use crate::date::Date;
use crate::date::Time;
use crate::rounding::Rounding;
use crate::source::Span;

/// A whole file.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    /// The parts that open the file: one standard in a legal file.
    pub parts: Vec<Part>,
    /// Every comment, in file order, `#` included, trailing blanks removed.
    pub comments: Vec<Comment>,
}

/// A comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// Its text, from `#` to the end of the line.
    pub text: String,
    /// Where it stands.
    pub span: Span,
    /// Whether nothing else stands before it on its line.
    pub alone: bool,
    /// Whether an empty line follows.
    pub before_blank: bool,
}

/// What a heading opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rank {
    /// 标准: the file.
    Standard,
    /// 章.
    Chapter,
    /// 节.
    Section,
    /// 条: the clause.
    Clause,
    /// 款: a part of a clause.
    Item,
}

/// A heading with everything below it, up to the next heading of its rank or a higher one.
#[derive(Clone, Debug)]
pub struct Part {
    /// What the heading opens.
    pub rank: Rank,
    /// Number or name after the keyword: `3.1`, `三`, `县城暗访`.
    pub id: Spelled,
    /// The quoted label.
    pub label: Option<Spelled>,
    /// The points of the heading: `20分`.
    pub points: Option<Expr>,
    /// 权重 30%: its share of the part above.
    pub weight: Option<Expr>,
    /// Whether the heading carries ★.
    pub starred: bool,
    /// The statements before the first heading below.
    pub body: Vec<Statement>,
    /// The parts below.
    pub children: Vec<Part>,
    /// The heading's own text.
    pub span: Span,
    /// How it changes the standard that the file builds on; `None` for a part of its own.
    pub change: Option<Change>,
}

/// What a heading changes in the standard that its file builds on (承).
#[derive(Clone, Debug)]
pub enum Change {
    /// 改: the part is there already; what stands here takes the place of what it says.
    Amend(Span),
    /// 增 [于 章 三 | 后 条 3.8]: the part is new.
    Insert(Option<Destination>, Span),
    /// 删 … 因 "…": the part goes, for this reason.
    Delete(Spelled, Span),
}

impl Change {
    /// Where its keyword stands.
    pub fn span(&self) -> Span {
        match self {
            Self::Amend(span) | Self::Insert(_, span) | Self::Delete(_, span) => *span,
        }
    }
}

/// Where a new part is put.
#[derive(Clone, Debug)]
pub struct Destination {
    /// 后: right behind a part, rather than at the end of it (于).
    pub after: bool,
    /// The rank of that part.
    pub rank: Rank,
    /// Its id.
    pub id: Spelled,
    /// The whole of it.
    pub span: Span,
}

/// A name or quoted text with its place; brackets and quotes removed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spelled {
    /// The text.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// One statement.
#[derive(Clone, Debug)]
pub struct Statement {
    /// What it says.
    pub kind: StatementKind,
    /// Where it stands, from its keyword to its last word.
    pub span: Span,
}

/// What a statement says.
#[derive(Clone, Debug)]
pub enum StatementKind {
    /// 编号 `cn.city.2014`.
    Id(Spelled),
    /// 承 `cn.city.2014`: the standard that this one builds on.
    Extends(Spelled),
    /// 级别 国家.
    Level(Spelled),
    /// 施行 2015-01-01.
    InForce(Date),
    /// 废止 2021-12-03.
    Until(Date),
    /// 满分 1000 (a number, or points).
    FullMarks(Expr),
    /// 取整 四舍五入 到 0.1分.
    Round(Rounding, Expr),
    /// 取整 不取整: the total stays as exact as it came out.
    Unrounded,
    /// 缺项 折算 (the policy as written).
    Gaps(Spelled),
    /// 来源 or 依据.
    Source(Source),
    /// 责任 城市管理部门, 住建局.
    Departments(Vec<Spelled>),
    /// 适用 若 c.
    Applies(Expr),
    /// 从零起: the clause starts from nothing.
    FromZero,
    /// 累降: several demotions of a grade add up.
    DemotionsAddUp,
    /// 可负 [到 -203分]: the score may go below zero, down to a floor where one is given.
    BelowZero(Option<Expr>),
    /// 可超: the score may go above the points.
    AboveFull,
    /// 折算自 650分: the points of the table below, scaled to those of the part.
    ScaledFrom(Expr),
    /// 取 平均 [得分|得分率]: how the parts below become one.
    RollUp(RollUp),
    /// 账 罚款 元.
    Account(Account),
    /// 参数 门槛 = 85% 自 2010-01-01 ; 90% 自 2015-01-01.
    Parameter(Parameter),
    /// 观测 a : 计数 处 (one statement for each name).
    Fact(Fact),
    /// 令 x = e.
    Let(Let),
    /// 评定 ….
    Verdict(Verdict),
    /// 删 观测 x 因 "…".
    Delete(Deletion),
    /// 例 "…" 设 … 期望 ….
    Example(Example),
    /// 加倍 若 c on a line of its own.
    Factor(Factor),
    /// Anything that acts on points or on the outcome.
    Act(Act),
}

/// `取 fold [得分|得分率]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RollUp {
    /// How the parts become one.
    pub fold: RollUpFold,
    /// What of each part, where written.
    pub of: Option<RollUpOf>,
}

/// How the results of parts become one, where they are not added up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RollUpFold {
    /// 平均.
    Mean,
    /// 最低.
    Lowest,
    /// 加权: each part with the weight of its heading.
    Weighted,
}

/// What of each part is rolled up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RollUpOf {
    /// 得分.
    Score,
    /// 得分率: scaled to the points of the part above.
    ScoreRate,
}

/// `来源/依据 [S31] "title" [第10条] [核实]`.
#[derive(Clone, Debug)]
pub struct Source {
    /// Whether it was written 依据 (of a clause) rather than 来源 (of a standard or chapter).
    pub of_clause: bool,
    /// A short key such as `S31`.
    pub key: Option<Spelled>,
    /// The printed title.
    pub title: Spelled,
    /// The place in it, such as 第10条.
    pub place: Option<Spelled>,
    /// 核实, 推算, 待核 or 自拟.
    pub status: Option<Spelled>,
}

/// `删 观测 x 因 "…"`: a declaration of the standard built on that goes.
#[derive(Clone, Debug)]
pub struct Deletion {
    /// What sort of declaration.
    pub what: Declared,
    /// Its name; `None` for the main verdict.
    pub name: Option<Spelled>,
    /// Why it goes.
    pub reason: Spelled,
}

/// The sorts of declarations that can go one by one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Declared {
    /// 观测.
    Fact,
    /// 令.
    Let,
    /// 参数.
    Parameter,
    /// 评定.
    Verdict,
}

/// `账 name unit [可负] [至多 a] [= e]`: amounts beside the points.
#[derive(Clone, Debug)]
pub struct Account {
    /// Its name.
    pub name: Spelled,
    /// The unit of its amounts.
    pub unit: Spelled,
    /// 可负.
    pub signed: bool,
    /// What its amount is held to: 至多 当月保洁费.
    pub limits: Vec<Trailing>,
    /// What it is worked out from, where nothing is booked: 奖励 - 罚款.
    pub computed: Option<Expr>,
}

/// A named constant with the days from which its values hold.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// 改: it must be there already.
    pub amends: bool,
    /// Its name.
    pub name: Spelled,
    /// Values in the order written, each with its first day (`None`: from the beginning).
    pub values: Vec<(Expr, Option<Date>)>,
}

/// A declared fact, or a field of a record.
#[derive(Clone, Debug)]
pub struct Fact {
    /// Its name.
    pub name: Spelled,
    /// Its kind.
    pub kind: Kind,
    /// 可不适用.
    pub may_be_inapplicable: bool,
    /// 外部.
    pub external: bool,
    /// What to tell the inspector: a quoted text after the declaration.
    pub hint: Option<Spelled>,
    /// The whole declaration.
    pub span: Span,
}

/// The kind of a fact, as written after the colon. Each variant shows its spelling, field by field.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the spelling above each variant names its fields")]
pub enum Kind {
    /// 是否.
    YesNo,
    /// 计数 处 [a 至 b].
    Count { unit: Option<Spelled>, range: Option<Range> },
    /// 数值 小时/天 [精确到 p] [a 至 b].
    Quantity { unit: Option<Spelled>, precision: Option<Expr>, range: Option<Range> },
    /// 百分比, or 比率 with its scale (% ‰ /10万).
    Ratio { scale: Option<Spelled>, precision: Option<Expr>, range: Option<Range> },
    /// 等级 { A > B > C }, best first.
    Level(Vec<Spelled>),
    /// 选项 { 甲, 乙 }.
    Choice(Vec<Spelled>),
    /// 清单 { 计划, 总结 }.
    Items(Vec<Spelled>),
    /// 日期.
    Date,
    /// 时刻.
    Time,
    /// 文字.
    Text,
    /// 评 [折 10分制] 0 至 8分 [精确到 p], or 评 { 很好 18 至 20 ; … }.
    Judged { out_of: Option<Expr>, bands: Vec<JudgedBand>, precision: Option<Expr> },
    /// 名录 [应有 n] [按 key] { fields }.
    Records { expected: Option<Expr>, key: Option<Spelled>, fields: Vec<Statement> },
}

/// `a 至 b`, both ends in.
#[derive(Clone, Debug)]
pub struct Range {
    /// The lower end.
    pub low: Expr,
    /// The upper end.
    pub high: Expr,
}

/// One band of a judged fact; `name` is absent in the plain form `评 0 至 8分`.
#[derive(Clone, Debug)]
pub struct JudgedBand {
    /// The band's name.
    pub name: Option<Spelled>,
    /// The numbers an inspector may give in it.
    pub range: Range,
}

/// 令 name = value.
#[derive(Clone, Debug)]
pub struct Let {
    /// Its name.
    pub name: Spelled,
    /// What it stands for.
    pub value: Expr,
}

/// `评定 [name] { best > … > worst } [及格 grade]`, with its rules in order.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// 改: it must be there already.
    pub amends: bool,
    /// The name of a verdict beside the main one.
    pub name: Option<Spelled>,
    /// The grades, best first.
    pub grades: Vec<Spelled>,
    /// The lowest grade that passes.
    pub passing: Option<Spelled>,
    /// `grade 若 c`, in order; `None` is 否则.
    pub rules: Vec<VerdictRule>,
}

/// One line of a verdict.
#[derive(Clone, Debug)]
pub struct VerdictRule {
    /// The grade that holds.
    pub grade: Spelled,
    /// When; `None` for 否则.
    pub when: Option<Expr>,
    /// The line.
    pub span: Span,
}

/// 例 "name" with what is observed and what must come out.
#[derive(Clone, Debug)]
pub struct Example {
    /// What the example shows.
    pub name: Spelled,
    /// 设 a = 3 ; b = 不适用.
    pub given: Vec<Given>,
    /// 期望 条 3.1 扣 6分 ; 结论 不通过.
    pub expected: Vec<Expectation>,
    /// 单元 东村 设 … and 单元 东村 期望 …, in file order.
    pub units: Vec<UnitLine>,
}

impl Example {
    /// Adds what is said of a unit, to its line above where that says the same sort of thing.
    pub fn say(&mut self, line: UnitLine) {
        match (self.units.last_mut(), line.says) {
            (Some(UnitLine { unit, says: UnitSays::Given(above), span }), UnitSays::Given(given))
                if unit.text == line.unit.text =>
            {
                above.extend(given);
                *span = span.to(line.span);
            }
            (
                Some(UnitLine { unit, says: UnitSays::Expected(above), span }),
                UnitSays::Expected(expected),
            ) if unit.text == line.unit.text => {
                above.extend(expected);
                *span = span.to(line.span);
            }
            (_, says) => self.units.push(UnitLine { says, ..line }),
        }
    }
}

/// What an example says of one of the units that are scored together.
#[derive(Clone, Debug)]
pub struct UnitLine {
    /// The unit.
    pub unit: Spelled,
    /// What is said of it.
    pub says: UnitSays,
    /// From 单元 to the last word.
    pub span: Span,
}

/// What a line of a unit says.
#[derive(Clone, Debug)]
pub enum UnitSays {
    /// 设: what is observed of it.
    Given(Vec<Given>),
    /// 期望: what must come out for it.
    Expected(Vec<Expectation>),
}

/// One observed value of an example.
#[derive(Clone, Debug)]
pub struct Given {
    /// The fact.
    pub fact: Spelled,
    /// Its value.
    pub value: GivenValue,
}

/// A value as an example writes it.
#[derive(Clone, Debug)]
pub enum GivenValue {
    /// A number, date, name, or 是/否.
    Value(Expr),
    /// 很好 17分: the band of a judged fact with the number given in it.
    Judged(Spelled, Expr, Span),
    /// 7分 争议 8分: what inspectors who disagree recorded.
    Disputed(Vec<GivenValue>, Span),
    /// The day of the assessment, of which 评定日 speaks: the one entry that is no fact.
    AssessmentDate(Expr),
    /// 不适用.
    NotApplicable(Span),
    /// { 计划, 总结 }: the items of a list that are there.
    Items(Vec<Spelled>, Span),
    /// [ { 占道 = 3 ; … } { … } ]: rows of a record list, in order.
    Rows(Vec<Vec<Given>>, Span),
}

/// One thing that must come out.
#[derive(Clone, Debug)]
pub struct Expectation {
    /// What is looked at.
    pub subject: Subject,
    /// What it must be.
    pub expected: Expected,
    /// The whole expectation.
    pub span: Span,
}

/// What an expectation looks at.
#[derive(Clone, Debug)]
pub enum Subject {
    /// 总分.
    Total,
    /// 结论.
    Verdict,
    /// A verdict or an account by its name: 重点条款 具备, 罚款 200元.
    Named(Spelled),
    /// 条 3.1, 章 三.
    Part(Rank, Spelled),
}

/// What an expectation expects.
#[derive(Clone, Debug)]
pub enum Expected {
    /// 扣 6分, 扣 4分 至 6分: points lost, at least and at most where both are given.
    Loses(Expr, Option<Expr>),
    /// 得 6分, 10分 至 12分: the score. Of a value or an account: what it is.
    Scores(Expr, Option<Expr>),
    /// 记 罚款 50元: what a part books, at least and at most where both are given.
    Books(Spelled, Expr, Option<Expr>),
    /// 罚款 >= 100元: an account's amount, at least, where nothing bounds it above.
    AtLeast(Expr),
    /// 加 4分: the bonus.
    Adds(Expr, Option<Expr>),
    /// A finding: 条 3.1 不适用.
    Finding(Spelled),
    /// 结论 不通过, 结论 通过 或 不通过: the grades that are possible.
    Grades(Vec<Spelled>),
}

/// A statement that acts.
#[derive(Clone, Debug)]
pub struct Act {
    /// What it does.
    pub kind: ActKind,
    /// Trailing words, in order: 至多 10分, 至少 1分.
    pub trailing: Vec<Trailing>,
    /// The quoted reason.
    pub note: Option<Spelled>,
    /// Where it stands.
    pub span: Span,
}

/// What an act does.
#[derive(Clone, Debug)]
pub enum ActKind {
    /// 扣, 得, 加 or 记 an amount.
    Amount(Verb, Expr),
    /// 得满分.
    FullPoints,
    /// 不得分.
    NoPoints,
    /// 否决.
    Veto,
    /// 不合格: the clause is not met (for clauses without points).
    Fail,
    /// 要求 c [否则 act]: without 否则, 不合格.
    Require(Expr, Option<Box<Act>>),
    /// 不得分 于 本章, 降一级, 至多评为 良, 不评: what acts above the clause.
    Above(Above),
    /// 待定 [a 至 b].
    Pending(Option<Range>),
    /// { … }.
    Group(Vec<Act>),
    /// 择重 { … }: only the heaviest.
    Heaviest(Vec<Act>),
    /// 若 c act 否则 若 d act 否则 act.
    Chain(Vec<Branch>, Option<Box<Act>>),
    /// 按 x 分档 { … }.
    Bands(Vec<Expr>, Vec<BandRow<Act>>),
    /// 每 [n unit] x [若 c] [零头 …] act.
    Each(Each),
    /// 若 x 低于 t 每 s [零头 …] act.
    Steps(Steps),
    /// 缺 s 每项 act / 有 s 每项 act.
    Items(ItemsAct),
    /// 逐 R [若 c] 取 fold { … }.
    Rows(RowsAct),
}

/// What acts above the clause.
#[derive(Clone, Debug)]
pub enum Above {
    /// 不得分 于 本章, 不得分 于 全部.
    NoPoints(Whole),
    /// What it does to a grade, and of which verdict beside the main one.
    Grade(GradeWord, Option<Spelled>),
}

/// What 不得分 于 … takes the points of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whole {
    /// 本章: the chapter that holds the clause.
    Chapter,
    /// 全部: the standard.
    Standard,
}

/// What is said of a grade.
#[derive(Clone, Debug)]
pub enum GradeWord {
    /// 降一级, 降 2级.
    Demote(u16),
    /// 降到最低.
    Lowest,
    /// 至多评为 良.
    AtMost(Spelled),
    /// 不评.
    None,
}

/// Whether an amount is lost, earned, added, or booked to an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verb {
    /// 扣.
    Deduct,
    /// 得.
    Earn,
    /// 加.
    Bonus,
    /// 记, with the account.
    Book(Spelled),
}

/// A condition with what it brings about.
#[derive(Clone, Debug)]
pub struct Branch {
    /// The condition.
    pub when: Expr,
    /// What happens where it holds.
    pub then: Act,
}

/// A word after a statement that changes its amount.
#[derive(Clone, Debug)]
pub enum Trailing {
    /// 至多 a.
    AtMost(Expr),
    /// 至少 a.
    AtLeast(Expr),
    /// 加倍, 减半, 乘 n.
    Factor(Factor),
}

/// What multiplies amounts: `加倍 若 c`, `乘 1.5`.
#[derive(Clone, Debug)]
pub struct Factor {
    /// By how much.
    pub by: FactorBy,
    /// When; `None`: always.
    pub when: Option<Expr>,
    /// The quoted reason of one on a line of its own.
    pub note: Option<Spelled>,
    /// Where it stands.
    pub span: Span,
}

/// By how much a factor multiplies.
#[derive(Clone, Debug)]
pub enum FactorBy {
    /// 加倍.
    Two,
    /// 减半.
    Half,
    /// 乘 n.
    Times(Expr),
}

/// What becomes of an incomplete step (零头).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PartStep {
    /// 进一: a started step counts whole.
    Up,
    /// 舍去: it does not count.
    Down,
    /// 按比例: it counts by its share.
    ProRata,
}

/// 每 [n unit] x [若 c] [零头 …] act.
#[derive(Clone, Debug)]
pub struct Each {
    /// The size of one step, where written.
    pub size: Option<Expr>,
    /// What is counted: a count, a quantity or a record list.
    pub measure: Expr,
    /// Which rows of a list count.
    pub filter: Option<Expr>,
    /// What becomes of a part of a step.
    pub part: Option<PartStep>,
    /// What each costs.
    pub then: Box<Act>,
}

/// 若 x 低于 t 每 s [零头 …] act.
#[derive(Clone, Debug)]
pub struct Steps {
    /// What is measured.
    pub measure: Expr,
    /// 低于 (`true`) or 高于.
    pub below: bool,
    /// The threshold.
    pub threshold: Expr,
    /// The size of a step.
    pub step: Expr,
    /// What becomes of a part of a step.
    pub part: Option<PartStep>,
    /// What each step costs.
    pub then: Box<Act>,
}

/// 缺/有 items 每项 amount.
#[derive(Clone, Debug)]
pub struct ItemsAct {
    /// 缺 (`true`) or 有.
    pub missing: bool,
    /// One 清单, or yes/no facts in braces.
    pub of: ItemsOf,
    /// The verb of the amounts.
    pub verb: Verb,
    /// One price for all, or one for each item.
    pub price: ItemsPrice,
}

/// The items of a 缺/有 statement.
#[derive(Clone, Debug)]
pub enum ItemsOf {
    /// The name of a 清单.
    List(Spelled),
    /// { a, b }: yes/no facts.
    Facts(Vec<Spelled>, Span),
}

/// What items cost.
#[derive(Clone, Debug)]
pub enum ItemsPrice {
    /// Each the same.
    Each(Expr),
    /// { 计划 1分, 总结 2分 }.
    Named(Vec<(Spelled, Expr)>),
}

/// 逐 R [若 c] 取 fold { … }.
#[derive(Clone, Debug)]
pub struct RowsAct {
    /// The record list.
    pub list: Spelled,
    /// 按 key: the rows are folded in groups, which add up.
    pub by: Option<Spelled>,
    /// Which rows.
    pub filter: Option<Expr>,
    /// How the rows' amounts become one.
    pub fold: RowFold,
    /// Derived values and acts of each row.
    pub body: Vec<Statement>,
}

/// How amounts of rows become one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RowFold {
    /// 合计.
    Sum,
    /// 平均.
    Mean,
    /// 最差: the row that loses most (or earns least).
    Worst,
    /// 最好.
    Best,
    /// 最重: the largest loss, and apart from it the largest gain.
    Heaviest,
}

/// One row of a band table, for acts or for values.
#[derive(Clone, Debug)]
pub struct BandRow<T> {
    /// One pattern for each key; empty for 否则. A pattern is a list of alternatives.
    pub patterns: Vec<Vec<Pattern>>,
    /// What holds in the row.
    pub then: T,
    /// The row's text.
    pub span: Span,
}

/// What a key may be in a row.
#[derive(Clone, Debug)]
pub struct Pattern {
    /// The shape.
    pub kind: PatternKind,
    /// Where it stands.
    pub span: Span,
}

/// The shapes of a pattern.
#[derive(Clone, Debug)]
pub enum PatternKind {
    /// `>= 38%`, `< 35%`.
    Compared(Comparison, Expr),
    /// `35% 起 不足 38%`: low in, high out.
    FromBelow(Expr, Expr),
    /// `70 至 89`: both in.
    Within(Expr, Expr),
    /// A value: a level, a choice, 是/否, a number.
    Value(Expr),
    /// `*`: anything (for one of two keys).
    Any,
}

/// An expression.
#[derive(Clone, Debug)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// Where it stands.
    pub span: Span,
}

/// What an expression is.
#[derive(Clone, Debug)]
pub enum ExprKind {
    /// `16小时/天`, `1.2亿`, `38%`.
    Number(Number),
    /// A day.
    Date(Date),
    /// A time of day.
    Time(Time),
    /// 是 or 否.
    Truth(bool),
    /// "…".
    Text(String),
    /// A name.
    Name(String),
    /// 总分, 得分率, 满分, 得分, 有否决, 合格, 评定日.
    Special(Special),
    /// 条 3.1 得分, 章 三 得分率, 条 3.1 合格: the result of one part.
    PartResult(Rank, Spelled, Special),
    /// R 按 key, the rows of a list in groups; only as the first argument of a fold.
    Grouped(Spelled, Spelled),
    /// 非 c.
    Not(Box<Expr>),
    /// -x.
    Negative(Box<Expr>),
    /// a 且 b 且 …
    All(Vec<Expr>),
    /// a 或 b 或 …
    Any(Vec<Expr>),
    /// a + b - …: each term with `true` where it is subtracted.
    Sum(Vec<(bool, Expr)>),
    /// a × b ÷ …: each factor with `true` where it divides.
    Product(Vec<(bool, Expr)>),
    /// a < b.
    Compare(Comparison, Box<Expr>, Box<Expr>),
    /// x 在 { a, b }.
    OneOf(Box<Expr>, Vec<Expr>),
    /// x 在 a 至 b: both ends in.
    Within(Box<Expr>, Box<Expr>, Box<Expr>),
    /// x 在 近 6个月 含对应日, in a stretch of days.
    During(Box<Expr>, Window),
    /// x 在 清单: whether it is one of the items that are there.
    Listed(Box<Expr>, Spelled),
    /// 清单 有 甲, 清单 缺 甲 (`true`).
    Item(Box<Expr>, Spelled, bool),
    /// x 适用.
    Applies(Box<Expr>),
    /// A fold or function with its arguments.
    Call(Function, Vec<Expr>),
    /// 名次(x, 同 y, 并列 同名次).
    Rank(Box<Ranking>),
    /// 同批 同 y: the units that are scored together; only as what a fold goes over.
    Batch(Vec<Expr>),
    /// 取整(x, 进一 到 step).
    Round(Box<Expr>, Rounding, Option<Box<Expr>>),
    /// 若 c 则 v 否则 w, with any number of 否则 若.
    If(Vec<(Expr, Expr)>, Box<Expr>),
    /// 按 x 分档 { … } as a value.
    Bands(Vec<Expr>, Vec<BandRow<Expr>>),
    /// e 无则 v: what stands where e has no value.
    OrElse(Box<Expr>, NoValue),
}

/// The rank of a unit among those that are scored together.
#[derive(Clone, Debug)]
pub struct Ranking {
    /// What they are ranked by.
    pub of: Expr,
    /// Only among units of which these are the same.
    pub same: Vec<Expr>,
    /// What becomes of ties.
    pub ties: Option<Ties>,
    /// Whether the smallest comes first.
    pub ascending: bool,
}

/// What ranks units have that come out the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ties {
    /// 同名次: one rank, and the next ones stay empty (1, 1, 3).
    Shared,
    /// 紧排: one rank, and the next one follows (1, 1, 2).
    Dense,
    /// 待定: the text does not say.
    Open,
}

/// A stretch of days.
#[derive(Clone, Debug)]
pub enum Window {
    /// 近 6个月 到 x 含对应日.
    Last {
        /// How far back.
        length: Box<Expr>,
        /// The last day; 评定日 where nothing is written.
        until: Option<Box<Expr>>,
        /// 含对应日 (`true`) or 不含对应日; an author must choose.
        inclusive: Option<bool>,
    },
    /// 本年, 本季度, 本月: the period of 评定日.
    This(Period),
    /// 同年(x), 同季度(x), 同月(x): the period of a day.
    Same(Period, Box<Expr>),
    /// 每年 3月15日 至 11月15日.
    Yearly(Season),
}

/// What stands where a value does not exist.
#[derive(Clone, Debug)]
pub enum NoValue {
    /// 不适用.
    NotApplicable(Span),
    /// A value.
    Value(Box<Expr>),
}

/// A number as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// Its digits in ASCII, separators removed: `0.5`.
    pub digits: String,
    /// 万 or 亿 after the digits: the power of ten (0, 4 or 8).
    pub magnitude: u32,
    /// The unit as written, `%` included.
    pub unit: Option<Spelled>,
}

/// A comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Comparison {
    /// `<`, 低于, 不足.
    Less,
    /// `<=`, 不超过.
    AtMost,
    /// `>`, 高于, 超过.
    Greater,
    /// `>=`, 不低于.
    AtLeast,
    /// 为.
    Is,
    /// 不为.
    IsNot,
}

impl Comparison {
    /// Whether it holds between two values that stand in this order.
    pub fn holds(self, order: Ordering) -> bool {
        match self {
            Self::Less => order.is_lt(),
            Self::AtMost => order.is_le(),
            Self::Greater => order.is_gt(),
            Self::AtLeast => order.is_ge(),
            Self::Is => order.is_eq(),
            Self::IsNot => order.is_ne(),
        }
    }
}

/// Words with a meaning of their own in expressions; 「」 makes them names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Special {
    /// 总分.
    Total,
    /// 得分.
    Score,
    /// 得分率.
    ScoreRate,
    /// 满分: the points of this part.
    FullPoints,
    /// 有否决.
    Vetoed,
    /// 合格: of a clause, that it is met.
    Met,
    /// 评定日.
    AssessmentDate,
    /// 章 inside a fold: every chapter.
    Chapters,
    /// 条 inside a fold: every clause.
    Clauses,
    /// ★ inside a fold: every starred clause.
    Starred,
    /// 本组 inside a fold: the rows of the group at hand.
    Group,
}

/// Folds and functions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Function {
    /// 计数(R[, c]): rows that pass; 计数(清单): items that are there.
    Count,
    /// 合计(R, x[, c]).
    Sum,
    /// 平均(R, x[, c]).
    Mean,
    /// 最大(R, x[, c]) or 最大(a, b, …).
    Max,
    /// 最小(R, x[, c]) or 最小(a, b, …).
    Min,
    /// 占比(R, c): the share of rows that pass.
    Share,
    /// 任一(R, c).
    AnyOf,
    /// 全部(R, c).
    AllOf,
    /// 绝对值(x).
    Absolute,
    /// 满年(a, b): whole years from a to b.
    FullYears,
    /// 满月(a, b).
    FullMonths,
    /// 天数(a, b).
    Days,
    /// 年(d).
    Year,
    /// 月(d).
    Month,
    /// 日(d).
    Day,
    /// 缺项数(清单): how many items are missing.
    MissingCount,
    /// 唯一(R, x[, c]): the value of x in the one row that passes.
    Only,
    /// 去极值平均(R, x[, c]): the mean without one highest and one lowest.
    TrimmedMean,
    /// 最大间隔(R, d[, c]): the most days from one d to the next.
    LongestGap,
    /// 首个(R, x[, c]): the value of x in the first row that passes, in the order of the key.
    First,
    /// 末个(R, x[, c]).
    Last,
    /// 连续(R, c, n): how many times c holds n rows in a row.
    Runs,
    /// 最长连续(R, c).
    LongestRun,
    /// 递增(R, x[, c]): each next value is greater.
    Rising,
    /// 递减(R, x[, c]).
    Falling,
}
