//! One override on its way from the cells of a row or the members of an object.

use std::sync::Arc;

use crate::date::Date;
use crate::diagnostic::Diagnostics;
use crate::observation::Raw;
use crate::observation::moment::date_of;
use crate::observation::name::folded;
use crate::observation::overrides::Override;
use crate::observation::overrides::Target;
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
            "有效期至" | "until" | "valid_until" => Self::Until,
            "备注" | "序号" | "原记" | "note" | "notes" | "remark" | "no." | "recorded" => Self::Remark,
            _ => return None,
        })
    }

    /// The headings, for a suggestion.
    pub const HEADINGS: [&'static str; 8] =
        ["单元", "观测", "条款", "改为", "批准", "理由", "日期", "有效期至"];
}

/// The cells of one override.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    unit: Option<(String, Span)>,
    fact: Option<(String, Span)>,
    clause: Option<(String, Span)>,
    value: Option<(Raw, Span)>,
    authority: Option<(String, Span)>,
    reason: Option<(String, Span)>,
    date: Option<(String, Span)>,
    until: Option<(String, Span)>,
}

impl Draft {
    /// Sets a cell; a blank one is none.
    pub fn set(&mut self, column: Column, value: Raw, span: Span) {
        let text = match &value {
            Raw::Text(text) => text.trim().to_owned(),
            Raw::Truth(truth) => truth.to_string(),
            Raw::Blank | Raw::List(_) | Raw::Fields(_) => String::new(),
        };
        let filled = |text: String| Some((text, span)).filter(|(text, _)| !text.is_empty());
        match column {
            Column::Unit => self.unit = filled(text),
            Column::Fact => self.fact = filled(text),
            Column::Clause => self.clause = filled(text),
            Column::Authority => self.authority = filled(text),
            Column::Reason => self.reason = filled(text),
            Column::Date => self.date = filled(text),
            Column::Until => self.until = filled(text),
            Column::Value => {
                let blank = match &value {
                    Raw::Blank => true,
                    Raw::Text(_) => text.is_empty(),
                    Raw::Truth(_) | Raw::List(_) | Raw::Fields(_) => false,
                };
                self.value = Some((value, span)).filter(|_| !blank);
            }
            Column::Remark => {}
        }
    }

    /// The override; `None` where something of it is missing or cannot be read, which is reported, all of it at once.
    pub fn read(
        self,
        place: Span,
        (file, line): (&Arc<str>, u32),
        problems: &mut Diagnostics,
    ) -> Option<Override> {
        let mut missing = |word: problem::Missing| {
            problems.push(problem::missing(word, place, line));
        };
        let target = match (self.fact, self.clause) {
            (Some((name, span)), _) => Some(Target::Fact(name, span)),
            (None, Some((name, span))) => Some(Target::Clause(name, span)),
            (None, None) => None,
        };
        if target.is_none() {
            missing(problem::Missing::Fact);
        }
        let refused = matches!(target, Some(Target::Clause(..)));
        if self.value.is_none() && !refused {
            missing(problem::Missing::Value);
        }
        if self.authority.is_none() {
            missing(problem::Missing::Authority);
        }
        if self.reason.is_none() {
            missing(problem::Missing::Reason);
        }
        if self.date.is_none() {
            missing(problem::Missing::Date);
        }
        let date = self.date.and_then(|date| read_date(&date, problems));
        let until = self.until.map(|until| (read_date(&until, problems), until.1));
        if let (Some(date), Some((Some(last), span))) = (date, until)
            && last < date
        {
            problems.push(problem::ends_before_it_begins(date, last, span));
            return None;
        }
        let until = match until {
            Some((date, _)) => Some(date?),
            None => None,
        };
        let (value, span) = self.value.unwrap_or((Raw::Blank, place));
        Some(Override {
            unit: self.unit,
            target: target?,
            value: Some(value).filter(|value| refused || *value != Raw::Blank)?,
            span,
            authority: self.authority?.0,
            reason: self.reason?.0,
            date: date?,
            until,
            origin: (Arc::clone(file), line),
        })
    }
}

fn read_date((text, span): &(String, Span), problems: &mut Diagnostics) -> Option<Date> {
    let date = date_of(text);
    if date.is_none() {
        problems.push(problem::not_a_date(text, *span));
    }
    date
}
