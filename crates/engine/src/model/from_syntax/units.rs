//! Numbers as written, brought to base units.

use crate::diagnostic::suggestion::nearest;
use crate::exact::Exact;
use crate::model::from_syntax::check::Check;
use crate::model::from_syntax::problem;
use crate::source::Span;
use crate::syntax::tree::Number;
use crate::syntax::tree::Spelled;
use crate::unit::Unit;

/// The value of a number in base units, and its unit; `None` after reporting what is wrong with it.
pub(super) fn number(cx: &mut Check<'_>, number: &Number, span: Span) -> Option<(Exact, Unit)> {
    let unit = match &number.unit {
        Some(spelled) => used(cx, spelled)?,
        None => Unit::none(),
    };
    let magnitude = 10_i64.checked_pow(number.magnitude).map(Exact::from);
    let digits = number.digits.parse::<Exact>().ok();
    let value =
        digits.zip(magnitude).and_then(|(digits, magnitude)| digits.times(magnitude)?.times(unit.factor()));
    if value.is_none() {
        let said = cx.said(span).to_owned();
        cx.report(problem::kinds::too_long(span, &said));
    }
    Some((value?, unit))
}

/// The unit of a fact's declaration; its counting words may be used from then on.
pub(super) fn declared(cx: &mut Check<'_>, spelled: &Spelled) -> Option<Unit> {
    let Some(unit) = Unit::parse(&spelled.text) else {
        cx.report(problem::kinds::unknown_unit(
            spelled.span,
            &spelled.text,
            near(cx, &spelled.text).as_deref(),
        ));
        return None;
    };
    cx.labels.extend(unit.labels().map(str::to_owned));
    Some(unit)
}

/// A unit after a number: a physical unit, or a counting word that some fact declares.
fn used(cx: &mut Check<'_>, spelled: &Spelled) -> Option<Unit> {
    let unit = Unit::parse(&spelled.text);
    let known = unit.as_ref().is_some_and(|unit| unit.labels().all(|label| cx.labels.contains(label)));
    if !known {
        cx.report(problem::kinds::unknown_unit(
            spelled.span,
            &spelled.text,
            near(cx, &spelled.text).as_deref(),
        ));
        return None;
    }
    unit
}

fn near(cx: &Check<'_>, said: &str) -> Option<String> {
    let known = PHYSICAL.iter().copied().chain(cx.labels.iter().map(String::as_str));
    nearest(said, known).filter(|near| *near != said).map(str::to_owned)
}

/// Units worth suggesting.
const PHYSICAL: [&str; 27] = [
    "分",
    "秒",
    "分钟",
    "小时",
    "天",
    "周",
    "个月",
    "季度",
    "年",
    "毫米",
    "厘米",
    "公里",
    "平方米",
    "公顷",
    "平方公里",
    "毫升",
    "立方米",
    "微克",
    "毫克",
    "千克",
    "吨",
    "元",
    "分贝",
    "小时/天",
    "次/天",
    "次/年",
    "毫克/立方米",
];
