//! The fields of a result, and the states that they may have, in words.

use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::assessment::finding_words;
use crate::assessment::line_words;
use crate::words::Words;

/// What a field is called; a field that is not known here by its own name.
pub(super) fn field(name: &str) -> Words {
    let (zh, en) = match name {
        "version" => ("结果格式的版本", "version of the shape"),
        "standard" => ("标准", "standard"),
        "unit" => ("单位", "unit"),
        "date" => ("日期", "date"),
        "score" => ("得分", "score"),
        "unrounded" => ("取整前的总分", "score before rounding"),
        "full" => ("满分", "full points"),
        "verdicts" => ("结论", "verdict"),
        "outcome" => ("等次", "outcome"),
        "reasons" => ("理由", "reasons"),
        "basis" => ("依据的统计", "counts of sources"),
        "accounts" => ("账", "account"),
        "overrides" => ("复核", "override"),
        "overridden" => ("复核", "override"),
        "points" => ("分值", "points"),
        "start" => ("起始分", "start"),
        "finding" => ("情况", "finding"),
        "sources" => ("依据", "sources"),
        "status" => ("依据的状态", "status of the sources"),
        "departments" => ("责任", "responsible"),
        "requirements" => ("要求", "requirement"),
        "facts" => ("观测", "fact"),
        "sayings" => ("各方所记", "said"),
        "inspector" => ("检查员", "inspector"),
        "value" => ("值", "value"),
        "original" => ("原记", "original"),
        "authority" => ("批准", "authority"),
        "reason" => ("理由", "reason"),
        "state" => ("状态", "state"),
        "taken_as" => ("视为", "taken as"),
        "ledger" => ("明细行", "ledger line"),
        "amount" => ("增减", "change"),
        "kind" => ("种类", "kind"),
        "words" => ("算式", "arithmetic"),
        "note" => ("事项", "note"),
        "line" => ("标准中的行号", "line of the standard"),
        "label" => ("名称", "label"),
        other => (other, other),
    };
    Words { zh: zh.to_owned(), en: en.to_owned() }
}

/// What a state is called, as the field of a name has it; `None` for what is no state.
pub(super) fn state(field: &str, value: &Value) -> Option<Words> {
    let (zh, en) = match field {
        "finding" => finding_words(read(value)?),
        "kind" => line_words(read(value)?),
        "state" => match value.as_str()? {
            "known" => ("已知", "known"),
            "not_observed" => ("未查", "not observed"),
            "not_applicable" => ("不适用", "not applicable"),
            "taken_as" => ("视为", "taken as"),
            "band" => ("只记档次", "band only"),
            "misjudged" => ("评分不在档内", "outside its band"),
            "disputed" => ("有争议", "disputed"),
            "open" => ("未定", "open"),
            "undetermined" => ("待定", "undetermined"),
            "applied" => ("有效", "applied"),
            "not_yet" => ("未到期", "not yet"),
            "expired" => ("已过期", "expired"),
            _ => return None,
        },
        _ => return None,
    };
    Some(Words { zh: zh.to_owned(), en: en.to_owned() })
}

fn read<T: DeserializeOwned>(value: &Value) -> Option<T> {
    serde_json::from_value(value.clone()).ok()
}
