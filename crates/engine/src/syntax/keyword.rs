//! Every keyword of the language, in both spellings: the one table behind the printer and the suggestions.
//!
//! `standard.pest` spells them again; a test holds the two together.

use std::sync::LazyLock;

/// Where a keyword has its meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Opens a heading.
    Heading,
    /// Opens a statement that declares something; free as a name elsewhere.
    Declaration,
    /// Opens a statement that acts; never a bare name in an expression.
    Act,
    /// Opens a statement that acts on what others did, or follows one; free as a name everywhere.
    Word,
    /// Joins or stands for something in an expression; never a bare name there.
    Reserved,
    /// Names a fold or function, where `(` follows; free as a name elsewhere.
    Fold,
    /// Has its meaning in one place only; free as a name everywhere.
    Local,
}

macro_rules! keywords {
    ($($keyword:ident $role:ident $zh:literal $en:literal $(also $($alias:literal)*)?;)*) => {
        /// A keyword.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[expect(missing_docs, reason = "each is spelled in the table below")]
        pub enum Keyword { $($keyword,)* }

        impl Keyword {
            /// Every keyword, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$keyword,)*];

            /// The Chinese spelling.
            pub fn zh(self) -> &'static str {
                match self { $(Self::$keyword => $zh,)* }
            }

            /// The English spelling.
            pub fn en(self) -> &'static str {
                match self { $(Self::$keyword => $en,)* }
            }

            /// Further Chinese spellings that are read, but not printed.
            pub fn aliases(self) -> &'static [&'static str] {
                match self { $(Self::$keyword => &[$($($alias,)*)?],)* }
            }

            /// Where it has its meaning.
            pub fn role(self) -> Role {
                match self { $(Self::$keyword => Role::$role,)* }
            }
        }
    };
}

keywords! {
    Standard Heading "标准" "standard";
    Chapter Heading "章" "chapter";
    Section Heading "节" "section";
    Clause Heading "条" "clause";
    Item Heading "款" "item";

    Id Declaration "编号" "id";
    Extends Declaration "承" "extends";
    Amend Declaration "改" "amend";
    Delete Declaration "删" "delete";
    Insert Declaration "增" "insert";
    Tier Declaration "级别" "tier";
    InForce Declaration "施行" "effective";
    Until Declaration "废止" "until";
    Gaps Declaration "缺项" "gaps";
    Source Declaration "来源" "source";
    Basis Declaration "依据" "basis";
    Departments Declaration "责任" "department";
    FromZero Declaration "从零起" "from_zero";
    AddUp Declaration "累降" "cumulative";
    BelowZero Declaration "可负" "below_zero";
    AboveFull Declaration "可超" "above_full";
    ScaledFrom Declaration "折算自" "scaled_from";
    Parameter Declaration "参数" "parameter";
    Account Declaration "账" "account";
    Fact Declaration "观测" "fact";
    Let Declaration "令" "let";
    Verdict Declaration "评定" "verdict";
    Example Declaration "例" "example";
    Unit Declaration "单元" "unit";
    Given Declaration "设" "given";
    Expect Declaration "期望" "expect";
    Columns Declaration "列" "columns";
    Row Declaration "行" "row";

    Deduct Act "扣" "deduct";
    Earn Act "得" "earn";
    Add Act "加" "add";
    Book Act "记" "book";
    FullPoints Act "得满分" "full_points";
    NoPoints Act "不得分" "no_points";
    Veto Act "否决" "veto";
    Fail Act "不合格" "fail";
    Require Act "要求" "require";
    Pending Act "待定" "pending";
    Heaviest Act "择重" "heaviest";
    If Act "若" "if";
    By Act "按" "by";
    Each Act "每" "every";
    Missing Act "缺" "missing";
    Present Act "有" "present";
    Foreach Act "逐" "each";

    Demote Word "降" "demote";
    LowestGrade Word "降到最低" "lowest_grade";
    GradedAtMost Word "至多评为" "graded_at_most";
    NoVerdict Word "不评" "no_verdict";
    Doubled Word "加倍" "doubled";
    Halved Word "减半" "halved";
    Times Word "乘" "times";

    Applies Reserved "适用" "applies";
    Full Reserved "满分" "full";
    Then Reserved "则" "then";
    Else Reserved "否则" "else";
    Part Reserved "零头" "part";
    AtMost Reserved "至多" "at_most";
    AtLeast Reserved "至少" "at_least";
    PerItem Reserved "每项" "per_item";
    Bands Reserved "分档" "bands";
    Take Reserved "取" "take";
    From Reserved "起" "up";
    To Reserved "至" "to";
    And Reserved "且" "and";
    Or Reserved "或" "or";
    Not Reserved "非" "not";
    Is Reserved "为" "is";
    IsNot Reserved "不为" "is_not";
    Less Reserved "低于" "below" also "不足" "少于" "小于";
    Greater Reserved "高于" "above" also "超过" "多于" "大于";
    AtOrAbove Reserved "不低于" "not_below" also "不少于" "达到";
    AtOrBelow Reserved "不超过" "not_above" also "不高于" "不多于";
    In Reserved "在" "in";
    OrElse Reserved "无则" "otherwise";
    NotApplicable Reserved "不适用" "na";
    Yes Reserved "是" "yes";
    No Reserved "否" "no";
    Total Reserved "总分" "total";
    Score Reserved "得分" "score";
    ScoreRate Reserved "得分率" "score_rate";
    Vetoed Reserved "有否决" "vetoed";
    Met Reserved "合格" "met";
    AssessmentDate Reserved "评定日" "assessment_date";
    Chapters Reserved "章" "chapters";
    Clauses Reserved "条" "clauses";
    Starred Reserved "★" "starred";

    Round Fold "取整" "round";
    Count Fold "计数" "count";
    Sum Fold "合计" "sum";
    Mean Fold "平均" "mean";
    Max Fold "最大" "max";
    Min Fold "最小" "min";
    Share Fold "占比" "share";
    AnyOf Fold "任一" "any";
    AllOf Fold "全部" "all";
    Absolute Fold "绝对值" "abs";
    RankOf Fold "名次" "rank";
    FullYears Fold "满年" "full_years";
    FullMonths Fold "满月" "full_months";
    Days Fold "天数" "days";
    YearOf Fold "年" "year_of";
    MonthOf Fold "月" "month_of";
    DayOf Fold "日" "day_of";
    MissingCount Fold "缺项数" "missing_count";
    Only Fold "唯一" "only";
    TrimmedMean Fold "去极值平均" "trimmed_mean";
    LongestGap Fold "最大间隔" "longest_gap";
    First Fold "首个" "first";
    Last Fold "末个" "last";
    Runs Fold "连续" "runs";
    LongestRun Fold "最长连续" "longest_run";
    Rising Fold "递增" "rising";
    Falling Fold "递减" "falling";
    NotRising Fold "不增" "not_rising";
    NotFalling Fold "不减" "not_falling";

    Step Local "到" "to";
    HalfUp Local "四舍五入" "half_up";
    HalfEven Local "四舍六入五成双" "half_even";
    Up Local "进一" "up";
    Down Local "舍去" "down";
    NoRounding Local "不取整" "none";
    ProRata Local "按比例" "pro_rata";
    Rescale Local "折算" "rescale";
    GapFull Local "满分" "full";
    GapZero Local "零分" "zero";
    Forbid Local "不许" "forbid";
    Verified Local "核实" "verified";
    Derived Local "推算" "derived";
    Unverified Local "待核" "unverified";
    Own Local "自拟" "own";
    Since Local "自" "from";
    Weight Local "权重" "weight";
    Lowest Local "最低" "lowest";
    Weighted Local "加权" "weighted";
    Passing Local "及格" "passing";
    Because Local "因" "because";
    Into Local "于" "into";
    After Local "后" "after";
    Signed Local "可负" "signed";
    YesNo Local "是否" "yesno";
    Quantity Local "数值" "quantity";
    Percent Local "百分比" "percent";
    Ratio Local "比率" "ratio";
    Level Local "等级" "grade";
    Choice Local "选项" "choice";
    Items Local "清单" "items";
    Date Local "日期" "date";
    Time Local "时刻" "time";
    Text Local "文字" "text";
    Judged Local "评" "judged";
    Records Local "名录" "records";
    OutOf Local "折" "out_of";
    Expected Local "应有" "expected";
    Precision Local "精确到" "to";
    MayBeInapplicable Local "可不适用" "may_be_na";
    External Local "外部" "external";
    Worst Local "最差" "worst";
    Best Local "最好" "best";
    Batch Local "同批" "batch";
    Same Local "同" "same";
    Ties Local "并列" "ties";
    Shared Local "同名次" "shared";
    Dense Local "紧排" "dense";
    TiesOpen Local "待定" "open";
    Ascending Local "由低到高" "ascending";
    Descending Local "由高到低" "descending";
    ThenBy Local "再按" "then_by";
    Most Local "最重" "heaviest";
    Group Local "本组" "group";
    Past Local "近" "last";
    UntilDay Local "到" "until";
    Inclusive Local "含对应日" "inclusive";
    Exclusive Local "不含对应日" "exclusive";
    ThisYear Local "本年" "this_year";
    ThisQuarter Local "本季度" "this_quarter";
    ThisMonth Local "本月" "this_month";
    SameYear Local "同年" "same_year";
    SameQuarter Local "同季度" "same_quarter";
    SameMonth Local "同月" "same_month";
    Yearly Local "每年" "yearly";
    Has Local "有" "has";
    Lacks Local "缺" "lacks";
    Disputed Local "争议" "disputed";
    Outcome Local "结论" "verdict";
    Reduced Local "扣分" "reduced";
    FoundZero Local "零分" "zero";
    NotObserved Local "未查" "not_observed";
    TakenAs Local "视为" "taken_as";
    Undetermined Local "待定" "undetermined";
    FoundVetoed Local "否决" "vetoed";
    Failed Local "不合格" "failed";
    Withheld Local "不评" "withheld";
    Everything Local "全部" "all";
    ThisChapter Local "本章" "chapter";
    Of Local "于" "for";
}

/// In which spelling of the keywords a tree is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Spelling {
    /// Chinese, for authors.
    #[default]
    Zh,
    /// English, for engineers.
    En,
}

impl Spelling {
    /// The spelling a file is written in: that of its first heading or example; Chinese where there is none.
    pub fn of(text: &str) -> Self {
        let first = |line: &str| {
            let word = line.trim_start_matches('\u{feff}').split_whitespace().next()?;
            let opens = |keyword: &Keyword| keyword.role() == Role::Heading || *keyword == Keyword::Example;
            Keyword::ALL.iter().copied().filter(opens).find_map(|keyword| match word {
                _ if word == keyword.en() => Some(Self::En),
                _ if word == keyword.zh() => Some(Self::Zh),
                _ => None,
            })
        };
        text.lines().find_map(first).unwrap_or_default()
    }
}

/// Every spelling with the first keyword of the table that has it, sorted by its key.
static BY_SPELLING: LazyLock<Vec<(u128, &'static str, Keyword)>> = LazyLock::new(|| {
    let all = Keyword::ALL
        .iter()
        .flat_map(|keyword| keyword.spellings().map(|spelling| (key(spelling), spelling, *keyword)));
    let mut all: Vec<_> = all.collect();
    all.sort_by_key(|(key, _, keyword)| (*key, *keyword));
    all.dedup_by_key(|(key, ..)| *key);
    all
});

/// The length of a word and its first bytes in one number, which no two spellings share.
fn key(word: &str) -> u128 {
    let mut bytes = [0; 16];
    bytes.iter_mut().skip(1).zip(word.bytes()).for_each(|(place, byte)| *place = byte);
    bytes.iter_mut().take(1).for_each(|length| *length = u8::try_from(word.len()).unwrap_or(u8::MAX));
    u128::from_be_bytes(bytes)
}

impl Keyword {
    /// The keyword in one spelling.
    pub fn spelled(self, spelling: Spelling) -> &'static str {
        match spelling {
            Spelling::Zh => self.zh(),
            Spelling::En => self.en(),
        }
    }

    /// Every spelling that is read.
    pub fn spellings(self) -> impl Iterator<Item = &'static str> {
        [self.zh(), self.en()].into_iter().chain(self.aliases().iter().copied())
    }

    /// Whether it opens a statement.
    pub fn opens_statement(self) -> bool {
        matches!(self.role(), Role::Declaration | Role::Act | Role::Word)
            || matches!(self, Self::Applies | Self::Full | Self::Round)
    }

    /// Whether it changes what the standard that a file builds on says.
    pub fn changes(self) -> bool {
        matches!(self, Self::Amend | Self::Delete | Self::Insert)
    }

    /// Whether a name spelled like this needs 「」 in an expression.
    pub fn is_reserved(self) -> bool {
        matches!(self.role(), Role::Act | Role::Reserved) && !self.may_be_operand()
    }

    /// Whether it only ever follows a finished expression, so that a name spelled like it needs no brackets.
    fn may_be_operand(self) -> bool {
        matches!(self, Self::Fail | Self::Veto | Self::Pending)
    }

    /// The first keyword of the table with this spelling.
    pub fn named(word: &str) -> Option<Self> {
        let sought = key(word);
        let at = BY_SPELLING.binary_search_by_key(&sought, |(key, ..)| *key).ok()?;
        BY_SPELLING.get(at).filter(|(_, spelling, _)| *spelling == word).map(|(.., keyword)| *keyword)
    }
}
