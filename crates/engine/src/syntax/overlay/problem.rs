//! What can be wrong with changes, in words.

use crate::diagnostic::Code;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::suggestion::nearest;
use crate::source::Span;
use crate::syntax::from_text::heading::keyword_of;
use crate::syntax::keyword::Keyword;
use crate::syntax::tree::Declared;
use crate::syntax::tree::Rank;
use crate::syntax::tree::Spelled;
use crate::words;
use crate::words::Words;

/// A part as it is called: `条 3.5 "台账"`.
pub(super) fn heading(rank: Rank, id: &str, label: Option<&str>) -> Words {
    let (keyword, label) = (keyword_of(rank), label.map(|label| format!(" \"{label}\"")).unwrap_or_default());
    let (zh, en) = (keyword.zh(), keyword.en());
    words!("{zh} {id}{label}", "{en} {id}{label}")
}

/// A declaration as it is called: `观测 台账`.
pub(super) fn declaration(what: Declared, name: Option<&str>) -> Words {
    let keyword = match what {
        Declared::Fact => Keyword::Fact,
        Declared::Let => Keyword::Let,
        Declared::Parameter => Keyword::Parameter,
        Declared::Verdict => Keyword::Verdict,
    };
    let (zh, en) = (keyword.zh(), keyword.en());
    let name = name.map(|name| format!(" {name}")).unwrap_or_default();
    words!("{zh}{name}", "{en}{name}")
}

// ---- bases --------------------------------------------------------------------------------------------------

/// A base that nobody has.
pub(super) fn no_base(base: &Spelled, known: &[String]) -> Diagnostic {
    let id = &base.text;
    let message = words!("找不到编号为「{id}」的标准", "there is no standard with the id `{id}`");
    let problem = Diagnostic::new(Code::WH0601, base.span, message);
    let shown: Vec<&str> = known.iter().map(String::as_str).take(MOST_SHOWN).collect();
    let (zh, en) = (shown.join("、"), shown.join(", "));
    match nearest(id, known.iter().map(String::as_str)) {
        _ if known.is_empty() => problem.help(words!(
            "所承的标准须一并给出：内置标准，或同一目录下的 {id}.wh",
            "what it builds on must be given with it: a built-in standard, or {id}.wh in the same folder"
        )),
        Some(near) => problem.help(words!("是否指「{near}」", "did you mean `{near}`?")),
        None => problem.help(words!(
            "已有：{zh}；或把 {id}.wh 放在同一目录下",
            "there are {en}; or put {id}.wh into the same folder"
        )),
    }
}

/// More ids than this help nobody.
const MOST_SHOWN: usize = 12;

/// Bases that need each other.
pub(super) fn cycle(base: &Spelled, path: &[String]) -> Diagnostic {
    let mut path: Vec<&str> = path.iter().map(String::as_str).collect();
    path.push(&base.text);
    let arrows = path.join(" → ");
    let message = words!("标准相互承续：{arrows}", "standards build on one another: {arrows}");
    Diagnostic::new(Code::WH0602, base.span, message)
        .help(words!("其中一个不能再承另一个", "one of them cannot build on the other"))
}

/// Too long a chain of bases.
pub(super) fn too_many(base: &Spelled) -> Diagnostic {
    let message = words!("一层承一层，层数过多", "too many standards build on one another");
    Diagnostic::new(Code::WH0108, base.span, message)
        .help(words!("改为承较近的一层", "build on a standard that is nearer to the bottom"))
}

/// A base that cannot be built on.
pub(super) fn base_has_errors(base: &Spelled) -> Diagnostic {
    let id = &base.text;
    let message = words!("所承的标准「{id}」有错误", "`{id}`, which this builds on, has errors");
    Diagnostic::new(Code::WH0603, base.span, message).help(words!(
        "先改正所承的标准，其错误另行列出",
        "correct it first; its errors are listed with their places"
    ))
}

/// 承 elsewhere than under the heading of the standard.
pub(super) fn extends_out_of_place(span: Span) -> Diagnostic {
    let message =
        words!("「承」只能写在「标准」标题之下", "`extends` belongs under the `standard` heading only");
    Diagnostic::new(Code::WH0208, span, message)
        .help(words!("移到文件开头，「编号」之后", "move it to the top, behind the `id`"))
}

// ---- changes ------------------------------------------------------------------------------------------------

/// A change of something that is not there; `known` are the ids or names of its sort.
pub(super) fn no_such_part(span: Span, heading: &Words, near: Option<&Words>, known: &[&str]) -> Diagnostic {
    let Words { zh, en } = heading;
    let message = words!("所承的标准没有「{zh}」", "the standard that this builds on has no `{en}`");
    let problem = Diagnostic::new(Code::WH0604, span, message);
    match near {
        Some(Words { zh, en }) => problem.help(words!("是否指「{zh}」", "did you mean `{en}`")),
        None if known.is_empty() => problem.help(words!("新的内容用「增」", "`insert` adds what is new")),
        None => {
            let shown: Vec<&str> = known.iter().copied().take(MOST_SHOWN).collect();
            let (zh, en) = (shown.join("、"), shown.join(", "));
            problem.help(words!("已有：{zh}；新的内容用「增」", "there are {en}; `insert` adds what is new"))
        }
    }
}

/// A change of something that there is several times.
pub(super) fn several(span: Span, heading: &Words, places: impl Iterator<Item = Span>) -> Diagnostic {
    let Words { zh, en } = heading;
    let message = words!("「{zh}」不止一处", "there is more than one `{en}`");
    let problem = Diagnostic::new(Code::WH0605, span, message);
    let marked =
        places.take(MOST_SHOWN).fold(problem, |problem, place| problem.and(place, words!("这里有", "here")));
    marked
        .help(words!("写在「改」其上级的标题之下", "put it under the heading that amends the part above it"))
}

/// The same thing changed a second time.
pub(super) fn changed_twice(span: Span, heading: &Words, first: Span) -> Diagnostic {
    let Words { zh, en } = heading;
    let message = words!("「{zh}」改了两次", "`{en}` is changed twice");
    Diagnostic::new(Code::WH0606, span, message)
        .and(first, words!("先在这里", "first here"))
        .help(words!("合并为一处", "say it in one place"))
}

/// A change of something that the same file takes out.
pub(super) fn gone(span: Span, heading: &Words, by: Span) -> Diagnostic {
    let Words { zh, en } = heading;
    let message = words!("「{zh}」已经删去", "`{en}` has been deleted");
    Diagnostic::new(Code::WH0606, span, message)
        .and(by, words!("在这里删去", "deleted here"))
        .help(words!("两者只留其一", "keep one of the two"))
}

/// A new part with an id that there is already.
pub(super) fn part_exists(span: Span, heading: &Words, first: Span) -> Diagnostic {
    let Words { zh, en } = heading;
    let message = words!("已经有「{zh}」", "there is a `{en}` already");
    Diagnostic::new(Code::WH0607, span, message)
        .and(first, words!("在这里", "here"))
        .help(words!("写「改」，或换一个编号", "write `amend`, or take another id"))
}

/// A name that another part declares.
pub(super) fn name_exists(span: Span, name: &str, part: &Words, first: Span) -> Diagnostic {
    let Words { zh, en } = part;
    let message = words!("「{name}」已在「{zh}」中", "`{name}` is declared in `{en}` already");
    Diagnostic::new(Code::WH0607, span, message).and(first, words!("在这里", "here")).help(words!(
        "写在「改 {zh}」之下以替换它，或换一个名称",
        "put it under `amend {en}` to replace it, or take another name"
    ))
}

/// A new part that does not say where it goes.
pub(super) fn no_destination(span: Span) -> Diagnostic {
    let message = words!("没有说明增在何处", "it does not say where the new part goes");
    Diagnostic::new(Code::WH0608, span, message).help(words!(
        "在后面写「于 章 三」或「后 条 3.8」，或写在「改 章 三」之下",
        "add `into chapter 3` or `after clause 3.8`, or put it under `amend chapter 3`"
    ))
}

/// A new part that cannot go where it says.
pub(super) fn no_fit(span: Span, new: Rank, place: Rank, after: bool) -> Diagnostic {
    let (new, place) = (keyword_of(new), keyword_of(place));
    let ((zh, en), (into_zh, into_en)) = ((new.zh(), new.en()), (place.zh(), place.en()));
    let message = match after {
        true => words!("「{zh}」不能跟在「{into_zh}」之后", "a {en} does not follow a {into_en}"),
        false => words!("「{zh}」不能放进「{into_zh}」", "a {en} does not go into a {into_en}"),
    };
    Diagnostic::new(Code::WH0608, span, message).help(words!(
        "「于」后写上级，「后」后写同级",
        "`into` names a part above it, `after` one of its own rank"
    ))
}

/// A heading that says neither 改 nor 增.
pub(super) fn neither(span: Span, heading: &Words, stands: Option<Span>) -> Diagnostic {
    let Words { zh, en } = heading;
    let message = words!("「{zh}」没有说明是改还是增", "`{en}` says neither `amend` nor `insert`");
    let problem = Diagnostic::new(Code::WH0609, span, message);
    match stands {
        Some(stands) => problem
            .and(stands, words!("所承的标准已有", "it is there already"))
            .help(words!("写「改 {zh}」", "write `amend {en}`")),
        None => problem.help(words!("写「增 {zh}」", "write `insert {en}`")),
    }
}

/// A change in a file that builds on nothing.
pub(super) fn builds_on_nothing(span: Span) -> Diagnostic {
    let message = words!(
        "这个标准没有承别的标准，无可改动",
        "this standard builds on no other, so there is nothing to change"
    );
    Diagnostic::new(Code::WH0610, span, message)
        .help(words!("在「标准」之下写「承 编号」", "write `extends id` under the `standard` heading"))
}

/// 改 without anything that changes.
pub(super) fn changes_nothing(span: Span) -> Diagnostic {
    let message = words!("这里什么也没有改", "this changes nothing");
    Diagnostic::new(Code::WH0611, span, message)
        .help(words!("写出所改的内容，或删去这一行", "say what changes, or remove the line"))
}

/// A statement below 删.
pub(super) fn below_a_deletion(span: Span) -> Diagnostic {
    let message = words!("删去的部分之下不能再写语句", "nothing can be said below what is deleted");
    Diagnostic::new(Code::WH0208, span, message)
        .help(words!("要另写内容，用「改」而不用「删」", "to say something else, amend instead of deleting"))
}
