//! `weiheng report`: what is handed to people, as files they can open, print and file.

mod form;
mod pages;

use std::ffi::OsString;
use std::path::Path;
use std::path::PathBuf;

use weiheng::Date;
use weiheng::Diagnostics;
use weiheng::Language;
use weiheng::Summary;
use weiheng::summary::LeftOut;
use weiheng::summary::Summaries;
use weiheng::words;
use weiheng_paper::csv;

use crate::args::ARGUMENTS;
use crate::args::Common;
use crate::args::OPTIONS;
use crate::args::TEMPLATE;
use crate::batch::Dates;
use crate::batch::Units;
use crate::batch::assess_each;
use crate::batch::sealed;
use crate::command::report::form::Form;
use crate::command::report::pages::Pages;
use crate::command::score::date;
use crate::editions::Editions;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::files;
use crate::intake::Intake;
use crate::io::Io;
use crate::mapping::Mapped;
use crate::overriding::Overridable;
use crate::overriding::Overriding;
use crate::per_unit::is_folder;
use crate::repairing::Repairing;
use crate::sources::Sources;

const ABOUT: &str = "写出评定报告：网页、工作簿，一个单位或许多单位\nWrite the report on one unit or on many: a page, a workbook";

const EXAMPLES: &str = "
示例 Examples:
  weiheng report cn.city.2014 甲市.json -o 甲市.html
  weiheng report cn.city.2014 甲市.json -o 甲市.xlsx
  weiheng report cn.city.2014 各市.csv -o 汇总.html        多个单位：排名、分章、扣分最多的条款
  weiheng report cn.city.2014 填报/ -o 汇总.xlsx           一个目录 every file of a folder
  weiheng report cn.city.2014 填报/ -o 报告/ --format html 汇总之外每个单位一份 and one for each unit
  weiheng report cn.city.2014 填报/ -o 扣分明细.csv

一个单位写出它的报告，它的几份表也写成一份；几个单位或一个目录，写出汇总。有误的文件整份不计，列在汇总最后，不妨碍其余。
One unit gives its report, of several copies too; several units, or a folder, give a summary. A file with an error is
left out as a whole and listed at the end of the summary; it does not stop the others.

退出状态 Exit status:
  同 weiheng score as of weiheng score；有文件没有评定为 2，其余仍写出
  2 where a file was left out; the rest is written all the same";

/// Write the report on one unit or on many.
#[derive(Debug, clap::Args)]
#[command(about = ABOUT, long_about = None, after_help = EXAMPLES, help_template = TEMPLATE)]
pub(crate) struct Args {
    /// 内置标准的编号，或 .wh 文件；不写年份则按评定日选用当时施行的一版 The id of a built-in standard, without its year the edition in force on the assessment date, or a clause file
    #[arg(help_heading = ARGUMENTS)]
    standard: OsString,
    /// 观测文件；目录代表其中的观测文件（不含下级目录），- 为标准输入 Files of observations; a folder stands for those directly in it, - for standard input
    #[arg(required = true, value_name = "FILE", help_heading = ARGUMENTS)]
    files: Vec<OsString>,
    /// 写入文件，写完才替换；形式看扩展名。目录：汇总之外每个单位一份 Write to a file, replaced when complete; its extension says the form. A folder: a file for each unit beside the summary
    #[arg(short, long, value_name = "FILE", help_heading = OPTIONS)]
    output: Option<PathBuf>,
    /// 报告的形式，缺省看输出文件的扩展名 Form of the report, else by the extension of the output
    #[arg(long, help_heading = OPTIONS)]
    format: Option<Form>,
    #[command(flatten)]
    mapped: Mapped,
    /// 评定日；缺省用观测中的日期，再缺省用今天 (UTC) Assessment date, else that of the unit, else today (UTC)
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date, help_heading = OPTIONS)]
    date: Option<Date>,
    #[command(flatten)]
    overriding: Overriding,
    #[command(flatten)]
    repairing: Repairing,
}

/// Runs the command.
pub(crate) fn run(args: &Args, common: Common, io: &mut Io<'_>) -> Result<Exit, Failure> {
    let form = args.form()?;
    let mut sources = Sources::default();
    let Some(editions) = Editions::open(&args.standard, &mut sources, common, io)? else {
        return Ok(Exit::BadInput);
    };
    let editions = [editions];
    let dates = Dates { asked: args.date, today: io.today };
    if !args.mapped.read(&editions, &mut sources, common, io)? {
        return Ok(Exit::BadInput);
    }
    let Some(intake) = Intake::open(&args.files, &editions, dates, &mut sources, common, io)? else {
        return Ok(Exit::BadInput);
    };
    let overridable = Overridable { standards: &editions, units: &intake.units, dates };
    if !args.overriding.read(overridable, &mut sources, common, io)? {
        return Ok(Exit::BadInput);
    }
    let [editions] = &editions;
    let mut work = Work { form, language: common.language(), args, io };
    let units = Units { observed: &intake.units, dates, sources: &sources };
    let whole = intake.units.len() == 1 && intake.left_out.is_empty();
    let exit = match whole && !intake.of_folder && args.folder().is_none() {
        true => work.one(editions, units)?,
        false => work.many(editions, units, &intake.left_out)?,
    };
    Ok(exit.max(intake.exit()))
}

/// What a run needs to write.
struct Work<'a, 'b> {
    form: Form,
    language: Language,
    args: &'a Args,
    io: &'a mut Io<'b>,
}

impl Work<'_, '_> {
    fn one(&mut self, editions: &Editions, units: Units<'_>) -> Result<Exit, Failure> {
        let (form, language, args) = (self.form, self.language, self.args);
        let mut report = None;
        assess_each(editions, units, &mut Diagnostics::new(), |unit, inputs| {
            let assessment = sealed(args.repairing.assessment(unit, units.sources, true)?, unit, inputs);
            report = Some((form.report(&assessment, language)?, Exit::of(&assessment)));
            Ok(())
        })?;
        let Some((report, exit)) = report else { return Ok(Exit::Open) };
        self.deliver(&report)?;
        Ok(exit)
    }

    fn many(&mut self, editions: &Editions, units: Units<'_>, left_out: &[LeftOut]) -> Result<Exit, Failure> {
        let (form, language, args) = (self.form, self.language, self.args);
        let mut pages =
            self.args.folder().map(|folder| Pages::in_folder(folder, form, language)).transpose()?;
        let mut summaries = Summaries::default();
        let mut ledgers = csv::Ledgers::new(language);
        let mut exit = Exit::Passed;
        assess_each(editions, units, &mut Diagnostics::new(), |unit, inputs| {
            let assessment = sealed(args.repairing.assessment(unit, units.sources, false)?, unit, inputs);
            summaries.add(&assessment);
            if form == Form::Csv {
                ledgers.add(&assessment);
            }
            exit = exit.max(Exit::of(&assessment));
            pages.as_mut().map_or(Ok(()), |pages| pages.add(&assessment))
        })?;
        let mut summaries: Vec<Summary> = summaries.finish();
        if let Some(first) = summaries.first_mut() {
            first.left_out = left_out.to_vec();
        }
        let links = pages.as_ref().map(Pages::links).unwrap_or_default();
        let summary = form.summary(&summaries, ledgers.finish(), &links, language)?;
        match &pages {
            Some(pages) => pages.summary(&summary)?,
            None => self.deliver(&summary)?,
        }
        Ok(if units.observed.is_empty() { Exit::Open } else { exit })
    }

    fn deliver(&mut self, report: &[u8]) -> Result<(), Failure> {
        match &self.args.output {
            Some(path) => files::replace(path, report),
            None if self.form == Form::Xlsx && self.io.screen.stdout => Err(not_on_a_terminal()),
            None => self.io.put(report),
        }
    }
}

fn not_on_a_terminal() -> Failure {
    Failure::new(words!("工作簿不能显示在终端上", "a workbook cannot be shown on a terminal"))
        .help(words!("写出 -o 报告.xlsx", "write -o report.xlsx"))
}

impl Args {
    /// The folder that is to hold a file for each unit.
    fn folder(&self) -> Option<&Path> {
        self.output.as_deref().filter(|output| is_folder(output))
    }

    fn form(&self) -> Result<Form, Failure> {
        let by_name = || self.output.as_deref().and_then(Form::of);
        let of_folder = || self.folder().map(|_| Form::Html);
        self.format.or_else(by_name).or_else(of_folder).ok_or_else(|| {
            Failure::new(words!("不知道写成什么形式", "what form the report should have is not known"))
                .help(words!("写出 -o 报告.html，或 --format html", "write -o report.html, or --format html"))
        })
    }
}
