//! `weiheng batch`: a table of any length scored into another.

use std::ffi::OsString;
use std::num::NonZero;
use std::path::Path;
use std::path::PathBuf;
use std::thread;

use weiheng::Code;
use weiheng::Date;
use weiheng::Diagnostic;
use weiheng::Language;
use weiheng::Standard;
use weiheng::Words;
use weiheng::assessment::StandardDigest;
use weiheng::words;
use weiheng_tabular::stream::Detail;
use weiheng_tabular::stream::Group;
use weiheng_tabular::stream::Manner;
use weiheng_tabular::stream::Scoring;
use weiheng_tabular::stream::Sheet;
use weiheng_tabular::stream::Standing;

use crate::args::ARGUMENTS;
use crate::args::Common;
use crate::args::OPTIONS;
use crate::args::TEMPLATE;
use crate::command::score::date;
use crate::editions::Editions;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::files;
use crate::io::Io;
use crate::mapping::Mapped;
use crate::sources::Sources;
use crate::streaming;
use crate::streaming::Form;
use crate::streaming::Job;
use crate::streaming::Manifest;
use crate::streaming::Refusal;
use crate::streaming::Toll;

const ABOUT: &str = "给长表评分：一行一个单元，多少行都行\nScore a table of any length, a unit a row";

const USAGE: &str = "weiheng batch [OPTIONS] <STANDARD> <FILE>... -o <FILE>
                weiheng batch [OPTIONS] --standard <STANDARD>... <FILE>... -o <FILE>";

const EXAMPLES: &str = "
示例 Examples:
  weiheng batch cn.county-covert.2014 全省.csv -o 结果.csv
  weiheng batch 我的标准.wh 2026-11/ -o 结果.parquet            目录中的文件，先后为序 the files of a folder
  weiheng batch 我的标准.wh 全省.parquet -o 未过.csv --only failed
  weiheng batch 我的标准.wh 全省.parquet --summary 区县          按区县汇总 by district
  gen | weiheng batch 我的标准.wh - --from csv --summary 区县
  weiheng batch --standard 国标.wh --standard 省标.wh 全省.ndjson -o 结果.parquet

停下的一次，再运行同样的命令就从停处继续。读不了的行写入 结果文件名.rejects.csv。
A run that was stopped goes on when the same command is run again. Rows that cannot be read go to
OUTPUT.rejects.csv.

退出状态 Exit status:
  0 每一行都评了 every row was scored
  2 有的行读不了，其余已评；或者没有评成 some rows could not be read, the others are scored; or nothing was scored";

/// Score a table of any length.
#[derive(Debug, clap::Args)]
#[command(about = ABOUT, long_about = None, after_help = EXAMPLES, help_template = TEMPLATE)]
#[command(override_usage = USAGE)]
pub(crate) struct Args {
    /// 先写标准，其后是表：.csv .ndjson .parquet 文件，目录代表其中的这些文件，- 为标准输入。用 --standard 时全是表 First the standard, then tables: .csv, .ndjson or .parquet files, a folder for those in it, or - for standard input. With --standard all are tables
    #[arg(required = true, value_name = "STANDARD|FILE", help_heading = ARGUMENTS)]
    arguments: Vec<OsString>,
    /// 按这个标准评；写几次就一遍按几个标准评 Score by this standard; given several times, by each in one pass
    #[arg(long = "standard", value_name = "STANDARD", help_heading = OPTIONS)]
    standards: Vec<OsString>,
    /// 结果写入 .csv .ndjson .parquet，全部写完才有这个文件 Where the results go: .csv, .ndjson or .parquet; the file is there when it is complete
    #[arg(short, long, value_name = "FILE", required_unless_present = "summary", help_heading = OPTIONS)]
    output: Option<PathBuf>,
    /// 只写出这样的单元：failed 未通过，passed 通过，open 未定 Write only such units
    #[arg(long, value_name = "STANDING", help_heading = OPTIONS)]
    only: Option<Only>,
    /// 按这一列汇总：各有多少单元、多少通过、平均分，CSV 打在标准输出 Summarise by this column, as CSV on standard output
    #[arg(long, value_name = "COLUMN", help_heading = OPTIONS)]
    summary: Option<String>,
    /// 不是观测、原样写进结果的列；可写几次 A column that is no fact and is handed on; may be given several times
    #[arg(long, value_name = "COLUMN", help_heading = OPTIONS)]
    keep: Vec<String>,
    /// 只写总分、结论和是否否决，不写各章各条 Write totals, verdicts and vetoes only: no column for any part
    #[arg(long, conflicts_with = "ranges", help_heading = OPTIONS)]
    totals: bool,
    /// 加一列逐条的扣分与得分 Add a column with what each clause takes or earns
    #[arg(long, help_heading = OPTIONS)]
    items: bool,
    /// 每条加上最低、最高两列：有未查时的区间 Add the least and the greatest of every part, for what was not observed
    #[arg(long, help_heading = OPTIONS)]
    ranges: bool,
    /// 表中以这个数表示不适用，如 -1 The number that stands for 不适用 in the tables
    #[arg(long, value_name = "NUMBER", allow_negative_numbers = true, help_heading = OPTIONS)]
    inapplicable: Option<i64>,
    /// 读不了的行写到这里；缺省在结果旁边 Where rows go that cannot be read; else beside the results
    #[arg(long, value_name = "FILE", help_heading = OPTIONS)]
    rejects: Option<PathBuf>,
    /// 标准输入的格式 The form of standard input
    #[arg(long, value_name = "FORM", help_heading = OPTIONS)]
    from: Option<Form>,
    /// 几个线程；缺省为处理器数 Threads; as many as processors unless given
    #[arg(long, value_name = "N", help_heading = OPTIONS)]
    threads: Option<NonZero<usize>>,
    #[command(flatten)]
    mapped: Mapped,
    /// 每个单元的评定日；缺省用表中的评定日，再缺省用今天 (UTC) Assessment date of every unit, else that in the table, else today (UTC)
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date, help_heading = OPTIONS)]
    date: Option<Date>,
}

/// Which units are written.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Only {
    /// 未通过
    Failed,
    /// 通过
    Passed,
    /// 未定
    Open,
}

/// Runs the command.
pub(crate) fn run(args: &Args, common: Common, io: &mut Io<'_>) -> Result<Exit, Failure> {
    let (named, tables) = args.standards_and_tables()?;
    let mut sources = Sources::default();
    let mut editions = Vec::new();
    for name in named {
        editions.push(Editions::open(name, &mut sources, common, io)?);
    }
    let Some(editions) = editions.into_iter().collect::<Option<Vec<Editions>>>() else {
        return Ok(Exit::BadInput);
    };
    if !args.mapped.read(&editions, &mut sources, common, io)? {
        return Ok(Exit::BadInput);
    }
    let day = args.date.or(io.today);
    let standards =
        editions.iter().map(|editions| editions.on(day)).collect::<Result<Vec<&Standard>, Failure>>()?;
    let kept = args.kept();
    let manner = Manner {
        asked: args.date,
        today: io.today,
        mapping: sources.mapping().clone(),
        kept: kept.clone(),
        inapplicable: args.inapplicable,
    };
    let scoring = Scoring::new(&standards, manner).map_err(|ranks| needs_all_units(&ranks.standard))?;
    let sheet = Sheet::of(&scoring, Detail { totals: args.totals, ranges: args.ranges, items: args.items });
    let inputs = inputs(tables)?;
    let manifest = args.manifest(&standards, &inputs, io.today);
    let job = Job {
        scoring: &scoring,
        sheet: &sheet,
        inputs,
        stdin_form: args.from,
        output: args.output.as_deref().map(output).transpose()?,
        rejects: args.rejects(),
        only: args.only.map(Only::standing),
        by: args.summary.as_ref().and_then(|by| kept.iter().position(|kept| kept == by)),
        threads: args.threads.or(thread::available_parallelism().ok()).map_or(1, NonZero::get),
        manifest,
    };
    match streaming::run(&job, io) {
        Ok(toll) => {
            io.complain(&format!("{}\n", said(&toll, &job).in_language(common.language())));
            if job.by.is_some() {
                io.print(&summary(
                    &toll,
                    &standards,
                    args.summary.as_deref().unwrap_or_default(),
                    common.language(),
                ))?;
            }
            Ok(if toll.rejected > 0 { Exit::BadInput } else { Exit::Passed })
        }
        Err(Refusal::Failed(failure)) => Err(failure),
        Err(Refusal::Unfit(file, problems)) => {
            for problem in &problems {
                io.complain(&unfit(&file, problem).text(common.language()));
            }
            Ok(Exit::BadInput)
        }
    }
}

impl Args {
    fn standards_and_tables(&self) -> Result<(&[OsString], &[OsString]), Failure> {
        if !self.standards.is_empty() {
            return Ok((&self.standards, &self.arguments));
        }
        match self.arguments.split_at_checked(1) {
            Some((standard, tables)) if !tables.is_empty() => Ok((standard, tables)),
            _ => Err(Failure::new(words!("缺少要评的表", "the table is missing")).help(words!(
                "写在标准之后：weiheng batch 标准 表.csv -o 结果.csv",
                "name it after the standard: weiheng batch STANDARD TABLE.csv -o RESULTS.csv"
            ))),
        }
    }

    /// The columns that are handed on, that of the summary among them.
    fn kept(&self) -> Vec<String> {
        let mut kept: Vec<String> = Vec::new();
        for name in self.keep.iter().chain(&self.summary) {
            if !kept.contains(name) {
                kept.push(name.clone());
            }
        }
        kept
    }

    fn rejects(&self) -> PathBuf {
        let beside = |output: &PathBuf| {
            let name = output.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            output.with_file_name(format!("{name}.rejects.csv"))
        };
        let else_here = || PathBuf::from("weiheng.rejects.csv");
        self.rejects.clone().unwrap_or_else(|| self.output.as_ref().map_or_else(else_here, beside))
    }

    /// What makes a run the same as this one.
    fn manifest(&self, standards: &[&Standard], inputs: &[PathBuf], today: Option<Date>) -> Manifest {
        let mut manifest = Manifest { version: env!("CARGO_PKG_VERSION").to_owned(), ..Manifest::default() };
        standards.iter().for_each(|standard| manifest.text(StandardDigest::of(standard).sha256));
        inputs.iter().for_each(|input| manifest.input(input));
        self.mapped.file.iter().for_each(|file| manifest.input(Path::new(file)));
        let stdin = inputs.iter().any(|input| input.as_os_str() == "-").then(std::process::id);
        manifest.asked = format!(
            "{:?}",
            (
                stdin,
                self.date.or(today),
                self.only,
                &self.summary,
                &self.keep,
                self.totals,
                self.items,
                self.ranges,
                self.inapplicable
            )
        );
        manifest
    }
}

impl Only {
    fn standing(self) -> Standing {
        match self {
            Self::Failed => Standing::Failed,
            Self::Passed => Standing::Passed,
            Self::Open => Standing::Open,
        }
    }
}

/// The tables that the arguments name; a folder stands for those in it.
fn inputs(arguments: &[OsString]) -> Result<Vec<PathBuf>, Failure> {
    let mut inputs = Vec::new();
    for argument in arguments {
        let path = Path::new(argument);
        if path.is_dir() {
            inputs.extend(files::listed(path)?.into_iter().filter(|file| Form::of(file).is_some()));
        } else {
            inputs.push(path.to_owned());
        }
    }
    if inputs.is_empty() {
        return Err(Failure::new(words!("目录中没有可评的表", "the folder holds no table"))
            .help(words!("读 .csv .ndjson .parquet", "files are .csv, .ndjson or .parquet")));
    }
    Ok(inputs)
}

fn output(path: &Path) -> Result<(PathBuf, Form), Failure> {
    let form = Form::of(path).ok_or_else(|| {
        let name = path.display();
        Failure::new(words!("看不出结果 {name} 要写成什么格式", "cannot tell which form {name} is to have"))
            .help(words!("写成 .csv .ndjson 或 .parquet", "end its name in .csv, .ndjson or .parquet"))
    })?;
    Ok((path.to_owned(), form))
}

fn needs_all_units(standard: &str) -> Failure {
    let message = words!(
        "{standard} 有名次或同批的比较，要所有单元一起评",
        "{standard} ranks units among one another and needs all of them at once"
    );
    Failure::new(message)
        .help(words!("用 weiheng score 或 report", "use `weiheng score` or `weiheng report`"))
}

/// What is wrong with the headings of a file.
fn unfit(file: &str, problem: &Diagnostic) -> Failure {
    let (code, Words { zh, en }) = (problem.code, &problem.message);
    let failure = Failure::new(words!("[{code}] {file}：{zh}", "[{code}] {file}: {en}"));
    match &problem.help {
        Some(help) => failure.help(help.clone()),
        None if code == Code::WH0402 => failure.help(words!(
            "不是观测的列用 --keep 写明；标题与观测名不同的用 --map 对照",
            "name columns that are no facts with --keep; say with --map what headings of another name stand for"
        )),
        None => failure,
    }
}

fn said(toll: &Toll, job: &Job<'_>) -> Words {
    let Toll { units, written, rejected, known, .. } = toll;
    let counted =
        |count: u64, one: &str| if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") };
    let all = counted(*units, "unit");
    let mut said = words!("评了 {units} 个单元", "{all} scored");
    let mut add = |more: Words| {
        said.zh += &format!("，{}", more.zh);
        said.en += &format!(", {}", more.en);
    };
    if job.output.is_some() && job.only.is_some() {
        add(words!("写出 {written} 个", "{written} written"));
    }
    if *known > 0 {
        let parts = counted(u64::try_from(*known).unwrap_or(u64::MAX), "part");
        add(words!("{known} 段是上次评好的", "{parts} finished before"));
    }
    if *rejected > 0 {
        let name = job.rejects.display();
        let rows = counted(*rejected, "row");
        add(words!("{rejected} 行读不了，见 {name}", "{rows} that could not be read, see {name}"));
    }
    said
}

/// The groups as CSV.
fn summary(toll: &Toll, standards: &[&Standard], by: &str, language: Language) -> String {
    let mut text = match language {
        Language::Zh => format!("标准,{by},单元,通过,未通过,未定,平均分,最低,最高\n"),
        Language::En => format!("standard,{by},units,passed,failed,open,mean,least,most\n"),
    };
    for (at, standard) in standards.iter().enumerate() {
        for (name, group) in toll.summary.by(at) {
            let Group { units, passed, failed, open, least, most, .. } = group;
            let shown =
                |number: Option<weiheng::Exact>| number.map(|number| number.to_string()).unwrap_or_default();
            let numbers = [shown(group.mean(2)), shown(*least), shown(*most)].join(",");
            let name = weiheng_tabular::stream::csv_field(name);
            text += &format!("{},{name},{units},{passed},{failed},{open},{numbers}\n", standard.id);
        }
    }
    text
}
