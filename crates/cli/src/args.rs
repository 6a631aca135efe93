//! The command line: the flags that all commands share, and the words of the help.

use std::path::PathBuf;

use clap::ArgAction;
use clap::Args;
use clap::Parser;
use clap::ValueEnum;
use weiheng::Language;
use weiheng_paper::Style;

use crate::command::Command;
use crate::io::Screen;

/// The heading of positional arguments in the help.
pub(crate) const ARGUMENTS: &str = "参数 Arguments";
/// The heading of options in the help.
pub(crate) const OPTIONS: &str = "选项 Options";
/// The layout of the help.
pub(crate) const TEMPLATE: &str = "{about-with-newline}\n用法 Usage: {usage}\n\n{all-args}{after-help}";

const ABOUT: &str = "卫衡：按卫生标准评分，逐条说明扣分\n\
                     Scores units against hygienic-city standards, every deduction itemised";

const EXAMPLES: &str = "
示例 Examples:
  weiheng list                                        内置标准 what is built in
  weiheng score cn.city.2014 甲市.json                 评分 score one unit
  weiheng score 我的标准.wh 各单位.csv --format markdown -o 报告.md
  weiheng score --standard cn.village.2006 --standard hebei.village 甲村.json
  weiheng compare cn.city.2014 上次.json 这次.json      两次对比 compare two visits
  weiheng verify 结果.json                             核验 make a stored result again
  weiheng check 我的标准.wh                            检查标准 check a clause file
  weiheng explain WH0303                              解释错误代码 what a code means

退出状态 Exit status:
  0 通过 passed   1 未通过 not passed   2 输入有误 bad input   3 未定 not settled yet";

/// The whole command line.
#[derive(Debug, Parser)]
#[command(name = "weiheng", version, about = ABOUT, after_help = EXAMPLES)]
#[command(help_template = TEMPLATE, subcommand_help_heading = "命令 Commands")]
#[command(disable_help_flag = true, disable_help_subcommand = true, disable_version_flag = true)]
pub(crate) struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
    /// Flags of every command.
    #[command(flatten)]
    pub(crate) common: Common,
    /// 显示版本 Print version
    #[arg(short = 'V', long, action = ArgAction::Version, help_heading = OPTIONS, display_order = 103)]
    version: Option<bool>,
}

/// The flags of every command.
#[derive(Args, Clone, Copy, Debug)]
pub(crate) struct Common {
    /// 报告与消息的语言：zh 中文，en 英文 Language of reports and messages
    #[arg(long, value_name = "LANG", default_value = "zh", global = true)]
    #[arg(help_heading = OPTIONS, display_order = 100, hide_possible_values = true)]
    lang: Lang,
    /// 着色：auto 在终端上，always 总是，never 从不 Whether to colour
    #[arg(long, value_name = "WHEN", default_value = "auto", global = true)]
    #[arg(help_heading = OPTIONS, display_order = 101, hide_possible_values = true)]
    color: Color,
    /// 显示帮助 Print help
    #[arg(short, long, action = ArgAction::Help, global = true)]
    #[arg(help_heading = OPTIONS, display_order = 102)]
    help: Option<bool>,
}

impl Common {
    /// The language to speak.
    pub(crate) fn language(self) -> Language {
        match self.lang {
            Lang::Zh => Language::Zh,
            Lang::En => Language::En,
        }
    }

    /// How a report is drawn: for the terminal, or without colour for a file.
    pub(crate) fn style(self, screen: Screen, file: Option<&PathBuf>) -> Style {
        match file {
            Some(_) => Style::default(),
            None => Style { width: screen.width, colour: self.colour_on_stdout(screen) },
        }
    }

    /// Whether to colour standard output.
    pub(crate) fn colour_on_stdout(self, screen: Screen) -> bool {
        self.color.on(screen, screen.stdout)
    }

    /// Whether to colour standard error.
    pub(crate) fn colour_on_stderr(self, screen: Screen) -> bool {
        self.color.on(screen, screen.stderr)
    }
}

/// A language.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Lang {
    Zh,
    En,
}

/// When to colour.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Color {
    Auto,
    Always,
    Never,
}

impl Color {
    fn on(self, screen: Screen, terminal: bool) -> bool {
        match self {
            Self::Auto => terminal && screen.colour,
            Self::Always => true,
            Self::Never => false,
        }
    }
}
