//! The fields of a result in words.

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
