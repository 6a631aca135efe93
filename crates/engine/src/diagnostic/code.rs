//! The stable codes: `WH01xx` how a clause is written, `WH02xx` names, kinds and units, `WH03xx` points, bands and
//! reach, `WH04xx` observations, `WH05xx` examples, `WH06xx` standards that build on others.

use std::fmt;
use std::str::FromStr;

use crate::words::Words;

/// Whether a problem stands in the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing is computed until it is repaired.
    Error,
    /// The result is computed; a person should look.
    Warning,
}

macro_rules! codes {
    ($($code:ident $severity:ident $zh:literal $en:literal;)*) => {
        /// A stable code. Codes are never reused; `weiheng explain CODE` prints the page of each.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[expect(missing_docs, reason = "each has a title below and a page in docs/codes")]
        pub enum Code { $($code,)* }

        impl Code {
            /// Every code, in order.
            pub const ALL: &'static [Self] = &[$(Self::$code,)*];

            /// The code as printed, such as `WH0201`.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$code => stringify!($code),)* }
            }

            /// Error or warning.
            pub fn severity(self) -> Severity {
                match self { $(Self::$code => Severity::$severity,)* }
            }

            /// What the code stands for, in a few words.
            pub fn title(self) -> Words {
                match self { $(Self::$code => Words { zh: $zh.to_owned(), en: $en.to_owned() },)* }
            }
        }
    };
}

codes! {
    WH0101 Error "看不懂的写法" "cannot be read";
    WH0102 Error "不认识的关键词" "unknown keyword";
    WH0103 Error "关键词与名称连在一起" "keyword glued to a name";
    WH0104 Error "单个等号" "a single equals sign in a condition";
    WH0105 Error "括号不成对" "unbalanced brackets";
    WH0106 Error "缺少单位" "a number without its unit";
    WH0107 Error "区间写法" "a range written with a hyphen";
    WH0108 Error "嵌套过深或过长" "nested too deeply or too long";
    WH0109 Error "标题位置不对" "a heading out of place";
    WH0110 Error "文件不是 UTF-8 文本" "not UTF-8 text";
    WH0111 Error "数字过长" "a number with too many digits";
    WH0112 Error "格里看不懂的写法" "a cell that cannot be read";
    WH0113 Error "行与列不合" "a row that does not fit its columns";
    WH0201 Error "没有这个名称" "unknown name";
    WH0202 Error "名称重复" "a name declared twice";
    WH0203 Error "种类不符" "kinds do not agree";
    WH0204 Error "单位不符" "units do not agree";
    WH0205 Error "不认识的单位" "unknown unit";
    WH0206 Error "条款编号重复" "a clause id used twice";
    WH0207 Error "派生值循环引用" "derived values that need each other";
    WH0208 Error "写在了不该写的地方" "a statement out of place";
    WH0209 Error "缺少必要的声明" "a required declaration is missing";
    WH0210 Error "没有这个档次或选项" "no such level or choice";
    WH0211 Warning "观测从未使用" "a fact never used";
    WH0212 Error "参数的日期不对" "parameter values out of date order";
    WH0213 Error "声明重复" "declared twice in one part";
    WH0214 Error "尚不支持的说法" "a saying not supported yet";
    WH0215 Error "没有说明对应日是否在内" "a window with an open end";
    WH0216 Error "期限不是整数" "a length of time that is not whole";
    WH0218 Error "算出来的账不能再记" "booking to an account that is worked out";
    WH0219 Error "一句里有几种金额" "one statement over amounts of several kinds";
    WH0220 Error "账用到了后面的账" "an account that needs a later one";
    WH0221 Error "行没有先后" "rows without an order";
    WH0222 Error "组内要先汇总" "a field of rows where only their group is at hand";
    WH0223 Error "没有分组" "no group here";
    WH0224 Error "观测给了两次" "a fact given twice";
    WH0225 Error "名次未说明并列" "ties not declared";
    WH0226 Error "总分循环引用" "a total that needs itself";
    WH0227 Error "没有可以作用的章或等次" "nothing above to act on";
    WH0230 Error "没有分值可用" "no points to hold";
    WH0231 Error "可负或可超与折算并用" "a score beyond its points that is rescaled";
    WH0232 Error "结果互相等待" "parts whose results need each other";
    WH0234 Error "选项与清单没有相同的项" "options and items that share nothing";
    WH0301 Error "分值加不起来" "points that do not add up";
    WH0302 Warning "封顶达不到" "a cap that cannot be reached";
    WH0303 Error "分档有空隙" "bands with a gap";
    WH0304 Error "分档有重叠" "bands that overlap";
    WH0305 Error "未说明零头如何处理" "part steps not declared";
    WH0306 Warning "永远到不了的分支" "a branch that cannot be reached";
    WH0307 Warning "扣分超过本条分值" "a deduction larger than its item";
    WH0308 Error "条款既得分又扣分" "a clause that both earns and loses";
    WH0309 Warning "除数可能为零" "a divisor that may be zero";
    WH0310 Warning "得分未必是有限小数" "a score that may have no finite decimal";
    WH0311 Warning "依据待核或自拟" "a clause whose source is not verified";
    WH0312 Warning "条款不起作用" "a clause that can never matter";
    WH0313 Error "评定不完整" "an incomplete verdict";
    WH0314 Error "数值超出范围" "a value outside its range";
    WH0318 Error "不可为负的账记了负数" "a negative amount for an account that takes none";
    WH0319 Warning "账从未记过" "an account to which nothing is booked";
    WH0321 Error "里外层同名" "one name in inner and outer rows";
    WH0322 Error "里层名录不在行里" "an inner list where no row is at hand";
    WH0324 Warning "只有期望的单元" "a unit of which nothing is given";
    WH0327 Warning "倍数不起作用" "a factor that multiplies nothing";
    WH0328 Warning "降级不起作用" "an act on a grade that changes nothing";
    WH0329 Warning "句末的先后不起作用" "trailing words in an order that cancels one";
    WH0330 Error "分数没有底或没有顶" "a score without an end";
    WH0331 Error "合成有两种读法" "a roll-up with two readings";
    WH0332 Error "权重不对" "weights that do not add up";
    WH0333 Warning "条款永远不失分" "a clause that never loses points";
    WH0401 Error "观测文件读不懂" "the observation file cannot be read";
    WH0402 Error "标准中没有这个观测" "no such fact in the standard";
    WH0403 Error "观测值的种类不符" "an observation of the wrong kind";
    WH0404 Error "观测值超出范围" "an observation outside its range";
    WH0405 Error "观测值互相矛盾" "observations that disagree";
    WH0406 Error "该观测不可填不适用" "not applicable where it may not be";
    WH0407 Error "观测值过于精细" "more digits than the fact declares";
    WH0408 Error "不是给出的选项" "not one of the choices";
    WH0409 Error "日期或时刻读不懂" "a date or time that cannot be read";
    WH0410 Error "单元重复或缺名" "a unit without a name or named twice";
    WH0411 Warning "评分不在档内" "a judged number outside its band";
    WH0412 Error "工作簿读不了" "the workbook cannot be read";
    WH0413 Error "单元格里没有值" "a cell without a value";
    WH0414 Error "表单里没有这一题" "a question that the form does not have";
    WH0421 Error "复核文件读不懂" "overrides that cannot be read";
    WH0422 Error "复核不完整" "an incomplete override";
    WH0423 Error "复核对不上" "an override of nothing";
    WH0424 Error "复核互相矛盾" "overrides that disagree";
    WH0425 Error "复核了条款的结果" "an override of a result";
    WH0501 Error "例子与结果不符" "an example that does not come out";
    WH0502 Error "例子有误" "an example that cannot be run";
    WH0503 Error "列不成例" "columns that make no cases";
    WH0504 Error "用例文件里有别的话" "something else than cases in a file of cases";
    WH0505 Warning "没有由例证明" "not proved by the cases";
    WH0601 Error "找不到所承的标准" "what it builds on is not there";
    WH0602 Error "标准相互承续" "standards that build on one another";
    WH0603 Error "所承的标准有错误" "what it builds on has errors";
    WH0604 Error "改动落空" "a change that matches nothing";
    WH0605 Error "改动不止对应一处" "a change that matches several parts";
    WH0606 Error "同一处改了两次" "changed twice";
    WH0607 Error "所增的已经存在" "an addition that is there already";
    WH0608 Error "增在何处不明" "an addition without a fitting place";
    WH0609 Error "没有说明是改还是增" "neither amended nor inserted";
    WH0610 Error "没有承而有改动" "a change of nothing";
    WH0611 Warning "改而未改" "a change that changes nothing";
    WH0612 Error "删去的仍被用到" "something deleted that is still used";
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Code {
    type Err = UnknownCode;

    fn from_str(text: &str) -> Result<Self, UnknownCode> {
        let wanted = text.trim().to_ascii_uppercase();
        Self::ALL.iter().copied().find(|code| code.as_str() == wanted).ok_or(UnknownCode)
    }
}

/// The text is not a diagnostic code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a diagnostic code; codes look like WH0201")]
pub struct UnknownCode;
