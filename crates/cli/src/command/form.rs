//! `weiheng form`: the workbook that inspectors fill in.

use std::ffi::OsString;
use std::path::Path;
use std::path::PathBuf;

use clap::ValueEnum;
use weiheng::Date;
use weiheng::Diagnostics;
use weiheng::Digest;
use weiheng::Observations;
use weiheng::Readings;
use weiheng::Span;
use weiheng::Standard;
use weiheng::words;
use weiheng_paper::form;
use weiheng_paper::xlsform;

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
use crate::per_unit::Stems;
use crate::per_unit::is_folder;
use crate::sources::Sources;

const ABOUT: &str =
    "做一份检查用的填报表，表格自己会算分\nMake the form that inspectors fill in; it scores itself";

const EXAMPLES: &str = "
示例 Examples:
  weiheng form cn.county-covert.2014 -o 暗访.xlsx
  weiheng form cn.city.2014 --by department -o 各部门.xlsx   按责任部门分表 a sheet for each department
  weiheng form demo.county-unit --rows 60 -o 单位.xlsx        名录留 60 行 60 rows in each list
  weiheng form demo.county-unit --filled 甲.json -o 甲.xlsx   已有的观测先填好 with what is known filled in
  weiheng form 我的标准.wh --filled 各单位.csv -o 填报/        一个单位一个文件 a file for each unit
  weiheng score cn.county-covert.2014 暗访.xlsx               填好以后评分 score what was filled in
  weiheng form cn.county-covert.2014 --xlsform -o 手机.xlsx   手机表单，上传到 ODK 或 KoboToolbox a form for phones

表格里能准确算的都是公式；算不准的写明“由卫衡计算”，不估算
What a spreadsheet can say exactly is a formula; the rest is marked, never approximated

退出状态 Exit status: 0 写好了 written, 2 输入有误 bad input";

/// Make the form that inspectors fill in.
#[derive(Debug, clap::Args)]
#[command(about = ABOUT, long_about = None, after_help = EXAMPLES, help_template = TEMPLATE)]
pub(crate) struct Args {
    /// 内置标准的编号，或 .wh 文件；不写年份则按评定日选用当时施行的一版 The id of a built-in standard, or a clause file
    #[arg(value_name = "STANDARD", help_heading = ARGUMENTS)]
    standard: OsString,
    /// 写到这个文件；目录则一个单位一个文件 The workbook; for a folder, one workbook for each unit
    #[arg(short, long, value_name = "FILE", help_heading = OPTIONS)]
    output: PathBuf,
    /// 手机用的 XLSForm，供 ODK Collect 和 KoboToolbox，见 docs/phones.md An XLSForm for phones: ODK Collect and KoboToolbox
    #[arg(long, conflicts_with_all = ["by", "rows", "filled"], help_heading = OPTIONS)]
    xlsform: bool,
    /// 分表：chapter 按章，department 按责任部门 A sheet for each chapter or department
    #[arg(long, value_name = "BY", default_value = "chapter", hide_possible_values = true, help_heading = OPTIONS)]
    by: By,
    /// 每个名录留多少行 How many rows each list offers
    #[arg(long, value_name = "N", default_value_t = 30, value_parser = clap::value_parser!(u32).range(1..=5000), help_heading = OPTIONS)]
    rows: u32,
    /// 把这些观测先填好：.json .ndjson .csv .xlsx，- 为标准输入 Fill in these observations
    #[arg(long, value_name = "OBSERVATIONS", help_heading = OPTIONS)]
    filled: Option<OsString>,
    /// 评定日，填在封面上 The assessment date, for the cover
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date, help_heading = OPTIONS)]
    date: Option<Date>,
}

/// By what the sheets are grouped.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum By {
    Chapter,
    Department,
}

/// Runs the command.
pub(crate) fn run(args: &Args, common: Common, io: &mut Io<'_>) -> Result<Exit, Failure> {
    let mut sources = Sources::default();
    let Some(editions) = Editions::open(&args.standard, &mut sources, common, io)? else {
        return Ok(Exit::BadInput);
    };
    let Some(filled) = &args.filled else {
        let standard = editions.on(args.date.or(io.today))?;
        let form = match args.xlsform {
            true => for_phones(standard, &sources)?,
            false => made(args, common, standard, &sources, args.date, None)?,
        };
        deliver(&args.output, &[(standard.id.clone(), form)])?;
        return Ok(Exit::Passed);
    };
    let mut diagnostics = Diagnostics::new();
    let observed = observed::read(filled, &editions.questions(), &mut sources, io)?;
    diagnostics.extend(observed.diagnostics);
    let units: Vec<Observations> = observed.value.unwrap_or_default();
    let mut forms = Vec::new();
    for unit in &units {
        let day = args.date.or(unit.date.map(|(date, _)| date));
        let standard = editions.on(day.or(io.today))?;
        let bound = Readings::bind(standard, unit);
        diagnostics.extend(bound.diagnostics);
        if let Some(readings) = &bound.value {
            let name = unit.unit.clone().unwrap_or_else(|| standard.id.clone());
            forms.push((name, made(args, common, standard, &sources, day, Some(readings))?));
        }
    }
    complain(&diagnostics, &sources, common, io);
    if diagnostics.has_errors() {
        return Ok(Exit::BadInput);
    }
    deliver(&args.output, &forms)?;
    Ok(Exit::Passed)
}

/// The form for phones.
fn for_phones(standard: &Standard, sources: &Sources) -> Result<Vec<u8>, Failure> {
    xlsform::form(standard, &|place| written(sources, place)).map_err(|error| unmade(&error))
}

/// What the clause files say in a place.
fn written(sources: &Sources, place: Span) -> String {
    sources.get(place.source).map(|indexed| place.of(&indexed.source.text)).unwrap_or_default().to_owned()
}

fn made(
    args: &Args,
    common: Common,
    standard: &Standard,
    sources: &Sources,
    date: Option<Date>,
    filled: Option<&Readings>,
) -> Result<Vec<u8>, Failure> {
    let options = form::Options {
        language: common.language(),
        by: match args.by {
            By::Chapter => form::By::Chapter,
            By::Department => form::By::Department,
        },
        rows: args.rows,
        date,
        edition: Some(edition(standard, sources)),
    };
    let made = form::form(standard, &|place| written(sources, place), &options, filled);
    made.map(|form| form.workbook).map_err(|error| unmade(&error))
}

fn unmade(error: &impl std::fmt::Display) -> Failure {
    Failure::new(words!("做不出表格：{error}", "cannot make the workbook: {error}"))
}

/// The sum of the clause files that the standard was read from, its own first.
fn edition(standard: &Standard, sources: &Sources) -> String {
    let texts = standard.files.iter().filter_map(|file| sources.get(file.id));
    let sums: Vec<Digest> = texts.map(|indexed| Digest::of_text(&indexed.source.text)).collect();
    Digest::joined(&sums).to_string()
}

/// Puts forms where they are wanted: the file that was named, or one for each unit in the folder.
fn deliver(output: &Path, forms: &[(String, Vec<u8>)]) -> Result<(), Failure> {
    if forms.is_empty() {
        return Err(Failure::new(words!("没有单位可填", "there is no unit to fill in")));
    }
    if is_folder(output) {
        files::make_folder(output)?;
        let mut stems = Stems::default();
        for (position, (unit, form)) in (1..).zip(forms) {
            files::replace(&output.join(format!("{}.xlsx", stems.of(unit, position))), form)?;
        }
        return Ok(());
    }
    if let [(_, form)] = forms {
        return files::replace(output, form);
    }
    let count = forms.len();
    Err(Failure::new(words!(
        "有 {count} 个单位，一个文件只能填一个",
        "there are {count} units, and a form holds one"
    ))
    .help(words!(
        "-o 写一个目录，如 填报/，一个单位一个文件",
        "name a folder with -o, such as forms/: a file for each unit"
    )))
}
