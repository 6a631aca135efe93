//! What can be wrong with a JSON file of observations, and its words.

use crate::diagnostic::Code;
use crate::diagnostic::Diagnostic;
use crate::observation::problem::shortened;
use crate::source::SourceId;
use crate::source::Span;
use crate::words;
use crate::words::Words;

/// The text is not JSON.
pub(super) fn broken(source: SourceId, text: &str, base: usize, error: &serde_json::Error) -> Diagnostic {
    let offset = offset(text, error.line(), error.column());
    let found = text.get(offset..).and_then(|rest| rest.chars().next());
    let span_end = offset + found.map_or(0, char::len_utf8);
    let (line, said) = (error.line(), error.to_string());
    let said = said.split(" at line ").next().unwrap_or_default();
    let chinese = in_chinese(said);
    let message = words!("第{line}行不是合法的 JSON：{chinese}", "line {line} is not legal JSON: {said}");
    let problem = Diagnostic::new(Code::WH0401, Span::new(source, base + offset, base + span_end), message);
    match found {
        Some(found) if crate::fullwidth::to_ascii(found) != found || "“”".contains(found) => problem
            .help(words!(
                "JSON 的引号、逗号、冒号和括号须为英文半角",
                "quotes, commas, colons and brackets of JSON are ASCII"
            )),
        _ => problem,
    }
}

/// A value that JSON allows and no text can hold, such as half a surrogate pair.
pub(super) fn unreadable(span: Span) -> Diagnostic {
    Diagnostic::new(Code::WH0401, span, words!("这段文字无法解码", "this text cannot be decoded"))
}

/// The value is nested too deeply.
pub(super) fn too_deep(span: Span) -> Diagnostic {
    Diagnostic::new(Code::WH0401, span, words!("嵌套过深", "nested too deeply"))
}

/// The file is too large.
pub(super) fn too_large(source: SourceId, most: usize) -> Diagnostic {
    let most = most / 1024 / 1024;
    Diagnostic::new(
        Code::WH0401,
        Span::new(source, 0, 0),
        words!("观测文件超过 {most} MB", "the observation file is larger than {most} MB"),
    )
    .help(words!("分成几个文件", "split it into several files"))
}

/// The file holds no unit.
pub(super) fn empty(source: SourceId) -> Diagnostic {
    Diagnostic::new(
        Code::WH0401,
        Span::new(source, 0, 0),
        words!("观测文件是空的", "the observation file is empty"),
    )
    .help(words!("写成 {{\"观测名\": 值}}", "write {{\"fact\": value}}"))
}

/// A unit is not an object.
pub(super) fn not_a_unit(span: Span) -> Diagnostic {
    Diagnostic::new(Code::WH0401, span, words!("一个单元应是一个对象", "a unit must be an object")).help(
        words!(
            "写成 {{\"单元\": \"甲\", \"观测\": {{\"观测名\": 值}}}}",
            "write {{\"unit\": \"A\", \"observations\": {{\"fact\": value}}}}"
        ),
    )
}

/// A key beside 观测 that has no meaning there.
pub(super) fn stray(name: &str, span: Span) -> Diagnostic {
    let name = shortened(name);
    Diagnostic::new(
        Code::WH0402,
        span,
        words!("「{name}」不在 观测 之内", "`{name}` stands outside `observations`"),
    )
    .help(words!(
        "观测写进 观测 的对象里；旁边只写 单元、评定日、备注",
        "put facts inside `observations`; beside it only `unit`, `assessment_date` and `note`"
    ))
}

/// A unit name that is no text.
pub(super) fn not_a_name(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::WH0401,
        span,
        words!("单元名称应是文字或整数", "the name of a unit must be a text or a whole number"),
    )
}

/// An assessment date that is no date.
pub(super) fn not_a_date(read: &str, span: Span) -> Diagnostic {
    let read = shortened(read);
    Diagnostic::new(
        Code::WH0409,
        span,
        words!(
            "评定日「{read}」读不懂，应为日期，如 2024-05-01",
            "assessment date `{read}` cannot be read, expected a date such as 2024-05-01"
        ),
    )
}

/// A reserved key that was given twice.
pub(super) fn twice(name: &str, span: Span, first: Span) -> Diagnostic {
    let message = words!("「{name}」写了两次且不相同", "`{name}` was given twice with different values");
    Diagnostic::new(Code::WH0405, span, message).and(first, words!("先写在这里", "first here"))
}

/// The byte of a line and a column in bytes, both from 1, moved back to the start of its character.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let before: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let mut offset = before.saturating_add(column.saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(offset) {
        offset = offset.saturating_sub(1);
    }
    offset
}

fn in_chinese(said: &str) -> &'static str {
    let known = [
        ("EOF", "文件没有写完，可能缺少引号或括号"),
        ("trailing comma", "最后一项后面多了逗号"),
        ("trailing characters", "结束之后还有内容"),
        ("expected `:`", "名称后面缺少冒号"),
        ("expected `,` or", "两项之间缺少逗号，或缺少结束的括号"),
        ("key must be a string", "名称须用双引号括起"),
        ("control character", "文字中有未转义的换行或控制字符"),
        ("invalid escape", "反斜杠后面的写法不对"),
        ("invalid number", "数字的写法不对"),
        ("expected value", "这里应是一个值"),
        ("expected ident", "应为 true、false 或 null"),
    ];
    let found = known.iter().find(|(english, _)| said.starts_with(english) || said.contains(english));
    found.map_or("写法不对", |(_, chinese)| chinese)
}

/// The words of an error that stands for several units.
pub(super) fn several(span: Span) -> Diagnostic {
    let message: Words = words!(
        "多个单元要么写成一个数组，要么每行一个对象",
        "several units are one array, or one object a line"
    );
    Diagnostic::new(Code::WH0401, span, message)
}
