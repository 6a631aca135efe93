//! `weiheng map`: which fact each heading of a table may stand for, to be corrected by those who know.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::PathBuf;

use weiheng::Date;
use weiheng::Diagnostics;
use weiheng::Standard;
use weiheng::Words;
use weiheng::model::fact::Fact;
use weiheng::model::fact::Kind;
use weiheng::words;
use weiheng_tabular::mapping::Line;
use weiheng_tabular::mapping::to_csv;

use crate::args::ARGUMENTS;
use crate::args::Common;
use crate::args::OPTIONS;
use crate::args::TEMPLATE;
use crate::command::score::date;
use crate::diagnostic::complain;
use crate::editions::Editions;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::files;
use crate::io::Io;
use crate::observed;
use crate::sources::Sources;

const ABOUT: &str = "表头与标准的观测对照：给出一份对照表，改好后用 --map\nPropose which fact each heading of a table stands for; correct it and use it with --map";

const EXAMPLES: &str = "
示例 Examples:
  weiheng map cn.city.2014 各市.xlsx -o 对照.csv      给出对照表 propose a mapping
  weiheng score cn.city.2014 各市.xlsx --map 对照.csv  用它评分 score with it

对照表的各栏 Columns:
  表头   表中的标题 the heading in the table
  观测   标准的观测名，或 单元、评定日；空着则不读这一列 the fact, or unit, assessment_date; empty: the column is not read
  原值   另起一行，写表中的一个值 a row of its own for a value of the table
  读作   这个值读作什么 what that value is read as
  说明   给人看，不读 for people

退出状态 Exit status:
  0 已给出 proposed   2 输入有误，或文件已在 bad input, or the file is there already";

/// Propose what the headings of a table stand for.
#[derive(Debug, clap::Args)]
#[command(about = ABOUT, long_about = None, after_help = EXAMPLES, help_template = TEMPLATE)]
pub(crate) struct Args {
    /// 内置标准的编号，或 .wh 文件 The id of a built-in standard, or a clause file
    #[arg(value_name = "STANDARD", help_heading = ARGUMENTS, display_order = 1)]
    standard: OsString,
    /// 要对照的表：与 weiheng score 相同的文件 The tables: files that weiheng score takes
    #[arg(required = true, value_name = "TABLE", help_heading = ARGUMENTS, display_order = 2)]
    tables: Vec<OsString>,
    /// 写入文件；缺省写到标准输出。已有的文件不改 Write to a file, else to standard output; one that is there is left alone
    #[arg(short, long, value_name = "FILE", help_heading = OPTIONS)]
    output: Option<PathBuf>,
    /// 已有的文件也改写 Write over a file that is there
    #[arg(long, requires = "output", help_heading = OPTIONS)]
    force: bool,
    /// 选用哪一版标准的日期；缺省用表中的日期，再缺省用今天 (UTC) The day that picks the edition, else that of the table, else today (UTC)
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date, help_heading = OPTIONS)]
    date: Option<Date>,
}

/// Runs the command.
pub(crate) fn run(args: &Args, common: Common, io: &mut Io<'_>) -> Result<Exit, Failure> {
    if let Some(path) = args.output.as_deref().filter(|path| !args.force && path.exists()) {
        let name = path.display();
        return Err(Failure::new(words!(
            "{name} 已经在了，没有改写",
            "{name} is there already and is left alone"
        ))
        .help(words!("换一个名字，或加 --force", "take another name, or add --force")));
    }
    let mut sources = Sources::default();
    let Some(editions) = Editions::open(&args.standard, &mut sources, common, io)? else {
        return Ok(Exit::BadInput);
    };
    let mut units = Vec::new();
    let mut diagnostics = Diagnostics::new();
    for table in &args.tables {
        let (read, problems) = observed::understood(table, &editions.questions(), &mut sources, io)?;
        units.extend(read);
        diagnostics.extend(problems);
    }
    complain(&diagnostics, &sources, common, io);
    if diagnostics.has_errors() {
        return Ok(Exit::BadInput);
    }
    let day = args.date.or(units.iter().find_map(|unit| unit.date).map(|(date, _)| date)).or(io.today);
    let standard = editions.on(day)?;
    let mut seen = BTreeSet::new();
    let entries = units.iter().flat_map(|unit| &unit.entries);
    let headings: Vec<&str> =
        entries.map(|entry| entry.name.as_str()).filter(|name| seen.insert(*name)).collect();
    if headings.is_empty() {
        return Err(Failure::new(words!("表里没有可对照的标题", "the tables have no heading to map")));
    }
    let proposal = Proposal::of(standard, &headings, common);
    let text = to_csv(&proposal.lines);
    files::deliver(args.output.as_ref(), &text, io)?;
    io.complain(&proposal.toll(standard, common));
    Ok(Exit::Passed)
}

/// The list with an item of this name, and how a mapping names the item, where only one list has it.
fn item_called<'a>(standard: &'a Standard, heading: &str) -> Option<(&'a str, String)> {
    let has = |fact: &&Fact| matches!(&fact.kind, Kind::Items(names) if names.iter().any(|name| name == heading.trim()));
    let mut lists = standard.facts.iter().filter(has).map(|fact| fact.name.as_str());
    let list = lists.next().filter(|_| lists.next().is_none())?;
    Some((list, format!("{list}[{}]", heading.trim())))
}

/// What the headings may stand for.
struct Proposal<'a> {
    lines: Vec<Line>,
    matched: BTreeSet<&'a str>,
    guesses: usize,
}

impl<'a> Proposal<'a> {
    /// Names that are sure come first: nothing is guessed to be a fact that another heading surely is.
    fn of(standard: &'a Standard, headings: &[&str], common: Common) -> Self {
        let sure = |heading: &&str| standard.fact_written(heading).map(|fact| fact.name.as_str());
        let mut matched: BTreeSet<&str> = headings.iter().filter_map(sure).collect();
        let mut guesses = 0;
        let lines = headings.iter().map(|heading| {
            let near = || standard.fact_nearest(heading).filter(|near| !matched.contains(near));
            let (fact, note) = match sure(heading) {
                Some(fact) if fact == *heading => (fact.to_owned(), Words::same("")),
                Some(fact) => (fact.to_owned(), words!("写法略有不同", "written otherwise")),
                None => {
                    match item_called(standard, heading).or_else(|| Some((near()?, near()?.to_owned()))) {
                        Some((fact, meant)) => {
                            guesses += 1;
                            matched.insert(fact);
                            (meant, words!("猜的，请核对", "a guess, to be checked"))
                        }
                        None => (String::new(), words!("没有对应的观测，不读", "no fact; not read")),
                    }
                }
            };
            let note = note.in_language(common.language()).to_owned();
            Line { heading: (*heading).to_owned(), fact, note }
        });
        let lines = lines.collect();
        Self { lines, matched, guesses }
    }

    /// How many are what, and the facts that no heading stands for.
    fn toll(&self, standard: &Standard, common: Common) -> String {
        let (all, guesses) = (self.lines.len(), self.guesses);
        let none = self.lines.iter().filter(|line| line.fact.is_empty()).count();
        let sure = all - none - guesses;
        let said = words!(
            "表头 {all} 个：认得 {sure}，猜的 {guesses}，没有对应的 {none}",
            "headings: {all}; known: {sure}, guessed: {guesses}, without a fact: {none}"
        );
        let names = standard.facts.iter().map(|fact| fact.name.as_str());
        let missing: Vec<&str> = names.filter(|name| !self.matched.contains(name)).collect();
        let mut text = format!("{}\n", said.in_language(common.language()));
        if !missing.is_empty() {
            let (count, zh, en) = (missing.len(), missing.join("、"), missing.join(", "));
            let said =
                words!("标准的 {count} 项观测没有表头：{zh}", "facts without a heading ({count}): {en}");
            text.push_str(&format!("{}\n", said.in_language(common.language())));
        }
        text
    }
}
