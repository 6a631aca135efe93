//! The commands, one file each: its arguments and what it does.

mod batch;
mod check;
mod compare;
mod explain;
mod fmt;
mod form;
mod list;
mod map;
mod next;
mod plan;
mod report;
mod score;
mod show;
mod verify;

use clap::Subcommand;

use crate::args::Common;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::io::Io;

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Score units and itemise every deduction.
    #[command(about = "给单位评分，列出每一处扣分 Score units and itemise every deduction")]
    Score(score::Args),
    /// Score a table of any length.
    #[command(about = "给长表评分：一行一个单元，多少行都行 Score a table of any length, a unit a row")]
    Batch(batch::Args),
    /// Write the report on one unit or on many.
    #[command(about = "写出评定报告：网页、工作簿 Write the report on units: a page, a workbook")]
    Report(report::Args),
    /// Make the form that inspectors fill in.
    #[command(about = "做一份检查用的填报表 Make the form that inspectors fill in")]
    Form(form::Args),
    /// Propose what the headings of a table stand for.
    #[command(
        about = "表头与标准的观测对照：给出一份可改的对照表 Propose what the headings of a table stand for"
    )]
    Map(map::Args),
    /// Find the least that makes a unit pass.
    #[command(about = "怎样整改才能通过，最少要改什么 The least that makes a unit pass")]
    Plan(plan::Args),
    /// Tell what to observe next.
    #[command(about = "查了一半，接下来查什么 What to observe next")]
    Next(next::Args),
    /// Check clause files and run their examples.
    #[command(about = "检查标准文件，运行其中的例子 Check clause files and run their examples")]
    Check(check::Args),
    /// Lay clause files out in the canonical form.
    #[command(about = "整理标准文件的版式 Lay clause files out in the canonical form")]
    Fmt(fmt::Args),
    /// Print what a stage makes.
    #[command(about = "显示每一步的中间结果 Print what a stage makes")]
    Show(show::Args),
    /// Compare two visits of a unit.
    #[command(about = "同一单位两次检查对比：整改、新问题、分数变化 Compare two visits of a unit")]
    Compare(compare::Args),
    /// Make stored results again and say what differs.
    #[command(about = "重算已存的结果，说出哪里不同 Make stored results again and say what differs")]
    Verify(verify::Args),
    /// Explain a diagnostic code.
    #[command(about = "解释一个错误代码 Explain a diagnostic code")]
    Explain(explain::Args),
    /// List the built-in standards.
    #[command(about = "列出内置标准 List the built-in standards")]
    List(list::Args),
}

impl Command {
    /// Runs the command.
    pub(crate) fn run(self, common: Common, io: &mut Io<'_>) -> Result<Exit, Failure> {
        match self {
            Self::Score(args) => score::run(&args, common, io),
            Self::Batch(args) => batch::run(&args, common, io),
            Self::Report(args) => report::run(&args, common, io),
            Self::Form(args) => form::run(&args, common, io),
            Self::Map(args) => map::run(&args, common, io),
            Self::Plan(args) => plan::run(&args, common, io),
            Self::Next(args) => next::run(&args, common, io),
            Self::Check(args) => check::run(&args, common, io),
            Self::Fmt(args) => fmt::run(&args, common, io),
            Self::Show(args) => show::run(&args, common, io),
            Self::Compare(args) => compare::run(&args, common, io),
            Self::Verify(args) => verify::run(&args, common, io),
            Self::Explain(args) => explain::run(&args, common, io),
            Self::List(args) => list::run(&args, common, io),
        }
    }
}
