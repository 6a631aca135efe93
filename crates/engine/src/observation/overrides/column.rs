//! The columns of a table of overrides.

use crate::diagnostic::Diagnostic;
use crate::diagnostic::suggestion::nearest;
use crate::observation::name::folded;
use crate::observation::overrides::problem;
use crate::source::Span;

/// What a column of a table of overrides, or a member of an object, holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    /// 单元.
    Unit,
    /// 观测.
    Fact,
    /// 条款: for people where there is a fact.
    Clause,
    /// 改为.
    Value,
    /// 批准, 依据.
    Authority,
    /// 理由.
    Reason,
    /// 日期.
    Date,
    /// 有效期自.
    From,
    /// 有效期至.
    Until,
    /// 备注, 序号, and what was recorded: for people.
    Remark,
}

impl Column {
    /// The column that a heading stands for.
    ///
    /// ```
    /// use weiheng::observation::overrides::Column;
    /// assert_eq!(Column::named("有效期至"), Some(Column::Until));
    /// assert_eq!(Column::named("有效期"), None);
    /// ```
    pub fn named(heading: &str) -> Option<Self> {
        Some(match folded(heading).as_str() {
            "单元" | "单位名称" | "单元名称" | "unit" => Self::Unit,
            "观测" | "fact" => Self::Fact,
            "条款" | "clause" => Self::Clause,
            "改为" | "value" => Self::Value,
            "批准" | "依据" | "批准依据" | "依据/批准" | "authority" => Self::Authority,
            "理由" | "reason" => Self::Reason,
            "日期" | "date" => Self::Date,
            "有效期自" | "from" | "valid_from" => Self::From,
            "有效期至" | "until" | "valid_until" => Self::Until,
            "备注" | "序号" | "原记" | "note" | "notes" | "remark" | "no." | "recorded" => Self::Remark,
            _ => return None,
        })
    }

    /// The headings, for a suggestion.
    pub const HEADINGS: [&'static str; 9] =
        ["单元", "观测", "条款", "改为", "批准", "理由", "日期", "有效期自", "有效期至"];

    /// What is wrong with a heading that stands for none.
    pub fn stranger(heading: &str, span: Span) -> Diagnostic {
        problem::no_such_column(heading, nearest(heading, Self::HEADINGS), span)
    }
}
