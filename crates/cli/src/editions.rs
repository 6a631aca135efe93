//! The editions of a standard: files of their own, of which the day of the assessment picks one.

use std::ffi::OsStr;
use std::ffi::OsString;
use std::path::Path;

use weiheng::Date;
use weiheng::Standard;
use weiheng::Words;
use weiheng::words;
use weiheng_tabular::submission::Form;

use crate::args::Common;
use crate::built_in::STANDARDS;
use crate::failure::Failure;
use crate::files;
use crate::io::Io;
use crate::sources::Sources;
use crate::standard;

/// One standard that was named, or every edition of a family (an id without its year).
pub(crate) struct Editions {
    /// The family, where one was named.
    family: Option<String>,
    members: Vec<Member>,
}

/// An edition, and what to call it by.
struct Member {
    name: OsString,
    standard: Standard,
}

impl Editions {
    /// Reads what `argument` names; `None` after errors have been drawn.
    pub(crate) fn open(
        argument: &OsStr,
        sources: &mut Sources,
        common: Common,
        io: &mut Io<'_>,
    ) -> Result<Option<Self>, Failure> {
        let members = if standard::exists(argument) { Vec::new() } else { members(argument) };
        if members.is_empty() {
            let standard = standard::open(argument, sources, common, io)?;
            let members = |standard| vec![Member { name: argument.to_owned(), standard }];
            return Ok(standard.map(|standard| Self { family: None, members: members(standard) }));
        }
        let mut read = Vec::new();
        for name in members.into_iter().map(OsString::from) {
            match standard::open(&name, sources, common, io)? {
                Some(standard) => read.push(Member { name, standard }),
                None => return Ok(None),
            }
        }
        Ok(Some(Self { family: Some(argument.to_string_lossy().into_owned()), members: read }))
    }

    /// The one that holds on a day. A standard that was named itself holds on any.
    pub(crate) fn on(&self, day: Option<Date>) -> Result<&Standard, Failure> {
        self.member(day).map(|member| &member.standard)
    }

    /// All of them.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Standard> {
        self.members.iter().map(|member| &member.standard)
    }

    /// The questions that their forms for phones ask.
    pub(crate) fn questions(&self) -> Form<'_> {
        Form::of(self.all())
    }

    /// What to call that one by: its id or its path.
    pub(crate) fn name_on(&self, day: Option<Date>) -> Result<&OsStr, Failure> {
        self.member(day).map(|member| member.name.as_os_str())
    }

    fn member(&self, day: Option<Date>) -> Result<&Member, Failure> {
        let holds = |member: &&Member| self.family.is_none() || is_in_force(&member.standard, day);
        let holding: Vec<&Member> = self.members.iter().filter(holds).collect();
        match holding.as_slice() {
            [one] => Ok(one),
            several => Err(self.undecided(several.len(), day)),
        }
    }

    fn undecided(&self, holding: usize, day: Option<Date>) -> Failure {
        let family = self.family.as_deref().unwrap_or_default();
        let listed: Vec<Words> = self.members.iter().map(|member| described(&member.standard)).collect();
        let zh: Vec<&str> = listed.iter().map(|words| words.zh.as_str()).collect();
        let en: Vec<&str> = listed.iter().map(|words| words.en.as_str()).collect();
        let (zh, en) = (zh.join("、"), en.join(", "));
        let failure = match day {
            None => Failure::new(words!(
                "没有评定日，不知用「{family}」的哪一版",
                "without an assessment day no edition of `{family}` can be picked"
            )),
            Some(day) if holding == 0 => Failure::new(words!(
                "{day} 没有施行中的「{family}」",
                "no edition of `{family}` is in force on {day}"
            )),
            Some(day) => Failure::new(words!(
                "{day} 有 {holding} 版「{family}」同时施行",
                "{holding} editions of `{family}` are in force on {day}"
            )),
        };
        failure.help(words!("各版：{zh}；写出其一的全名", "there are {en}; name one of them in full"))
    }
}

/// Whether a standard holds on a day: from its first day on, up to the day on which it no longer does.
pub(crate) fn is_in_force(standard: &Standard, day: Option<Date>) -> bool {
    let Some(day) = day else { return false };
    standard.in_force.is_none_or(|first| first <= day) && standard.until.is_none_or(|end| day < end)
}

/// The ids or paths of a family: built-in standards, else clause files beside one another.
pub(crate) fn members(argument: &OsStr) -> Vec<String> {
    let Some(text) = argument.to_str() else { return Vec::new() };
    let built_in: Vec<String> =
        STANDARDS.iter().filter(|one| is_edition(one.id, text)).map(|one| one.id.to_owned()).collect();
    if !built_in.is_empty() {
        return built_in;
    }
    let path = Path::new(text);
    let (Some(folder), Some(family)) = (path.parent(), path.file_name().and_then(OsStr::to_str)) else {
        return Vec::new();
    };
    let stems = files::stems(folder, "wh").into_iter().filter(|stem| is_edition(stem, family));
    stems.map(|stem| folder.join(format!("{stem}.wh")).display().to_string()).collect()
}

/// Whether an id is that of a family with a year behind it: `cn.city.2014` of `cn.city`.
fn is_edition(id: &str, family: &str) -> bool {
    let year = id.strip_prefix(family).and_then(|rest| rest.strip_prefix('.'));
    year.is_some_and(|year| year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit()))
}

fn described(standard: &Standard) -> Words {
    let id = &standard.id;
    let first = standard.in_force.map(|day| words!("{day} 施行", "from {day}"));
    let end = standard.until.map(|day| words!("{day} 废止", "until {day}"));
    let days: Vec<Words> = first.into_iter().chain(end).collect();
    if days.is_empty() {
        return words!("{id}（没有写施行日期）", "{id} (no days given)");
    }
    let zh: Vec<&str> = days.iter().map(|words| words.zh.as_str()).collect();
    let en: Vec<&str> = days.iter().map(|words| words.en.as_str()).collect();
    let (zh, en) = (zh.join("，"), en.join(" "));
    words!("{id}（{zh}）", "{id} ({en})")
}
