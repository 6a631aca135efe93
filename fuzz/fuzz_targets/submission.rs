//! Any text as what a phone sends back, in XML, JSON and CSV.

#![no_main]

use libfuzzer_sys::fuzz_target;
use weiheng::Source;
use weiheng::SourceId;
use weiheng_tabular::submission::Form;
use weiheng_tabular::submission::csv;
use weiheng_tabular::submission::json;
use weiheng_tabular::submission::xml;

const STANDARD: &str =
    "标准 甲\n  满分 10\n条 1 \"垃圾\" 10分\n  观测 垃圾 : 计数 处\n  每 垃圾 扣 1分\n";

fuzz_target!(|text: &str| {
    let standard = weiheng::load(&Source::new("a.wh", STANDARD), SourceId(0)).value;
    let form = Form::of(&standard);
    xml::read(&form, SourceId(1), text);
    json::read(&form, SourceId(1), text);
    csv::read(&form, &[(SourceId(1), text)]);
});
