//! Every grammar rule in the author's words. No wildcards: a new rule does not compile until it has a word.

use crate::syntax::grammar::Rule;
use crate::syntax::keyword::Keyword;
use crate::words;
use crate::words::Words;

/// What to call the thing that a rule reads.
pub(super) fn of(rule: Rule) -> Words {
    if let Some(keyword) = keyword(rule) {
        let (zh, en) = (keyword.zh(), keyword.en());
        return words!("「{zh}」", "`{en}`");
    }
    if let Some(mark) = mark(rule) {
        return words!("「{mark}」", "`{mark}`");
    }
    thing(rule)
}

/// The keyword that a rule reads, if it reads one.
pub(super) fn keyword(rule: Rule) -> Option<Keyword> {
    match rule {
        Rule::k_standard => Some(Keyword::Standard),
        Rule::k_chapter => Some(Keyword::Chapter),
        Rule::k_section => Some(Keyword::Section),
        Rule::k_clause => Some(Keyword::Clause),
        Rule::k_item => Some(Keyword::Item),
        Rule::k_id => Some(Keyword::Id),
        Rule::k_extends => Some(Keyword::Extends),
        Rule::k_amend => Some(Keyword::Amend),
        Rule::k_delete => Some(Keyword::Delete),
        Rule::k_insert => Some(Keyword::Insert),
        Rule::k_tier => Some(Keyword::Tier),
        Rule::k_in_force => Some(Keyword::InForce),
        Rule::k_until => Some(Keyword::Until),
        Rule::k_gaps => Some(Keyword::Gaps),
        Rule::k_source => Some(Keyword::Source),
        Rule::k_basis => Some(Keyword::Basis),
        Rule::k_departments => Some(Keyword::Departments),
        Rule::k_from_zero => Some(Keyword::FromZero),
        Rule::k_below_zero => Some(Keyword::BelowZero),
        Rule::k_above_full => Some(Keyword::AboveFull),
        Rule::k_scaled_from => Some(Keyword::ScaledFrom),
        Rule::k_parameter => Some(Keyword::Parameter),
        Rule::k_account => Some(Keyword::Account),
        Rule::k_fact => Some(Keyword::Fact),
        Rule::k_let => Some(Keyword::Let),
        Rule::k_verdict => Some(Keyword::Verdict),
        Rule::k_example => Some(Keyword::Example),
        Rule::k_unit => Some(Keyword::Unit),
        Rule::k_given => Some(Keyword::Given),
        Rule::k_expect => Some(Keyword::Expect),
        Rule::k_applies => Some(Keyword::Applies),
        Rule::k_full => Some(Keyword::Full),
        Rule::k_round => Some(Keyword::Round),
        Rule::k_step => Some(Keyword::Step),
        Rule::k_half_up => Some(Keyword::HalfUp),
        Rule::k_half_even => Some(Keyword::HalfEven),
        Rule::k_up => Some(Keyword::Up),
        Rule::k_down => Some(Keyword::Down),
        Rule::k_no_rounding => Some(Keyword::NoRounding),
        Rule::k_pro_rata => Some(Keyword::ProRata),
        Rule::k_rescale => Some(Keyword::Rescale),
        Rule::k_gap_full => Some(Keyword::GapFull),
        Rule::k_gap_zero => Some(Keyword::GapZero),
        Rule::k_forbid => Some(Keyword::Forbid),
        Rule::k_verified => Some(Keyword::Verified),
        Rule::k_derived => Some(Keyword::Derived),
        Rule::k_unverified => Some(Keyword::Unverified),
        Rule::k_own => Some(Keyword::Own),
        Rule::k_since => Some(Keyword::Since),
        Rule::k_passing => Some(Keyword::Passing),
        Rule::k_because => Some(Keyword::Because),
        Rule::k_into => Some(Keyword::Into),
        Rule::k_after => Some(Keyword::After),
        Rule::k_weight => Some(Keyword::Weight),
        Rule::k_lowest_grade => Some(Keyword::LowestGrade),
        Rule::k_weighted => Some(Keyword::Weighted),
        Rule::k_signed => Some(Keyword::Signed),
        Rule::k_yes_no => Some(Keyword::YesNo),
        Rule::k_count => Some(Keyword::Count),
        Rule::k_quantity => Some(Keyword::Quantity),
        Rule::k_percent => Some(Keyword::Percent),
        Rule::k_ratio => Some(Keyword::Ratio),
        Rule::k_level => Some(Keyword::Level),
        Rule::k_choice => Some(Keyword::Choice),
        Rule::k_items => Some(Keyword::Items),
        Rule::k_date => Some(Keyword::Date),
        Rule::k_time => Some(Keyword::Time),
        Rule::k_text => Some(Keyword::Text),
        Rule::k_judged => Some(Keyword::Judged),
        Rule::k_records => Some(Keyword::Records),
        Rule::k_out_of => Some(Keyword::OutOf),
        Rule::k_expected => Some(Keyword::Expected),
        Rule::k_precision => Some(Keyword::Precision),
        Rule::k_may_be_na => Some(Keyword::MayBeInapplicable),
        Rule::k_external => Some(Keyword::External),
        Rule::k_deduct => Some(Keyword::Deduct),
        Rule::k_earn => Some(Keyword::Earn),
        Rule::k_add => Some(Keyword::Add),
        Rule::k_book => Some(Keyword::Book),
        Rule::k_full_points => Some(Keyword::FullPoints),
        Rule::k_no_points => Some(Keyword::NoPoints),
        Rule::k_veto => Some(Keyword::Veto),
        Rule::k_fail => Some(Keyword::Fail),
        Rule::k_require => Some(Keyword::Require),
        Rule::k_pending => Some(Keyword::Pending),
        Rule::k_of => Some(Keyword::Of),
        Rule::k_this_chapter => Some(Keyword::ThisChapter),
        Rule::k_everything => Some(Keyword::Everything),
        Rule::k_demote => Some(Keyword::Demote),
        Rule::k_lowest => Some(Keyword::Lowest),
        Rule::k_graded_at_most => Some(Keyword::GradedAtMost),
        Rule::k_no_verdict => Some(Keyword::NoVerdict),
        Rule::k_add_up => Some(Keyword::AddUp),
        Rule::k_withheld => Some(Keyword::Withheld),
        Rule::k_heaviest => Some(Keyword::Heaviest),
        Rule::k_if => Some(Keyword::If),
        Rule::k_by => Some(Keyword::By),
        Rule::k_each => Some(Keyword::Each),
        Rule::k_missing => Some(Keyword::Missing),
        Rule::k_present => Some(Keyword::Present),
        Rule::k_foreach => Some(Keyword::Foreach),
        Rule::k_then => Some(Keyword::Then),
        Rule::k_else => Some(Keyword::Else),
        Rule::k_part => Some(Keyword::Part),
        Rule::k_at_most => Some(Keyword::AtMost),
        Rule::k_at_least => Some(Keyword::AtLeast),
        Rule::k_doubled => Some(Keyword::Doubled),
        Rule::k_halved => Some(Keyword::Halved),
        Rule::k_times => Some(Keyword::Times),
        Rule::k_per_item => Some(Keyword::PerItem),
        Rule::k_bands => Some(Keyword::Bands),
        Rule::k_take => Some(Keyword::Take),
        Rule::k_worst => Some(Keyword::Worst),
        Rule::k_best => Some(Keyword::Best),
        Rule::k_most => Some(Keyword::Most),
        Rule::k_group => Some(Keyword::Group),
        Rule::k_from => Some(Keyword::From),
        Rule::k_to => Some(Keyword::To),
        Rule::k_and => Some(Keyword::And),
        Rule::k_or => Some(Keyword::Or),
        Rule::k_not => Some(Keyword::Not),
        Rule::k_is => Some(Keyword::Is),
        Rule::k_is_not => Some(Keyword::IsNot),
        Rule::k_less => Some(Keyword::Less),
        Rule::k_greater => Some(Keyword::Greater),
        Rule::k_at_or_above => Some(Keyword::AtOrAbove),
        Rule::k_at_or_below => Some(Keyword::AtOrBelow),
        Rule::k_in => Some(Keyword::In),
        Rule::k_or_else => Some(Keyword::OrElse),
        Rule::k_na => Some(Keyword::NotApplicable),
        Rule::k_yes => Some(Keyword::Yes),
        Rule::k_no => Some(Keyword::No),
        Rule::k_total => Some(Keyword::Total),
        Rule::k_score => Some(Keyword::Score),
        Rule::k_score_rate => Some(Keyword::ScoreRate),
        Rule::k_vetoed => Some(Keyword::Vetoed),
        Rule::k_met => Some(Keyword::Met),
        Rule::k_assessment_date => Some(Keyword::AssessmentDate),
        Rule::k_chapters => Some(Keyword::Chapters),
        Rule::k_clauses => Some(Keyword::Clauses),
        Rule::k_starred => Some(Keyword::Starred),
        Rule::k_sum => Some(Keyword::Sum),
        Rule::k_mean => Some(Keyword::Mean),
        Rule::k_max => Some(Keyword::Max),
        Rule::k_min => Some(Keyword::Min),
        Rule::k_share => Some(Keyword::Share),
        Rule::k_any_of => Some(Keyword::AnyOf),
        Rule::k_all_of => Some(Keyword::AllOf),
        Rule::k_absolute => Some(Keyword::Absolute),
        Rule::k_rank => Some(Keyword::RankOf),
        Rule::k_batch => Some(Keyword::Batch),
        Rule::k_same => Some(Keyword::Same),
        Rule::k_ties => Some(Keyword::Ties),
        Rule::k_shared => Some(Keyword::Shared),
        Rule::k_dense => Some(Keyword::Dense),
        Rule::k_open => Some(Keyword::TiesOpen),
        Rule::k_ascending => Some(Keyword::Ascending),
        Rule::k_full_years => Some(Keyword::FullYears),
        Rule::k_full_months => Some(Keyword::FullMonths),
        Rule::k_days => Some(Keyword::Days),
        Rule::k_year_of => Some(Keyword::YearOf),
        Rule::k_month_of => Some(Keyword::MonthOf),
        Rule::k_day_of => Some(Keyword::DayOf),
        Rule::k_past => Some(Keyword::Past),
        Rule::k_until_day => Some(Keyword::UntilDay),
        Rule::k_inclusive => Some(Keyword::Inclusive),
        Rule::k_exclusive => Some(Keyword::Exclusive),
        Rule::k_this_year => Some(Keyword::ThisYear),
        Rule::k_this_quarter => Some(Keyword::ThisQuarter),
        Rule::k_this_month => Some(Keyword::ThisMonth),
        Rule::k_same_year => Some(Keyword::SameYear),
        Rule::k_same_quarter => Some(Keyword::SameQuarter),
        Rule::k_same_month => Some(Keyword::SameMonth),
        Rule::k_yearly => Some(Keyword::Yearly),
        Rule::k_missing_count => Some(Keyword::MissingCount),
        Rule::k_has => Some(Keyword::Has),
        Rule::k_lacks => Some(Keyword::Lacks),
        Rule::k_only => Some(Keyword::Only),
        Rule::k_trimmed_mean => Some(Keyword::TrimmedMean),
        Rule::k_longest_gap => Some(Keyword::LongestGap),
        Rule::k_first => Some(Keyword::First),
        Rule::k_last => Some(Keyword::Last),
        Rule::k_runs => Some(Keyword::Runs),
        Rule::k_longest_run => Some(Keyword::LongestRun),
        Rule::k_rising => Some(Keyword::Rising),
        Rule::k_falling => Some(Keyword::Falling),
        Rule::k_disputed => Some(Keyword::Disputed),
        Rule::k_outcome => Some(Keyword::Outcome),
        Rule::k_reduced => Some(Keyword::Reduced),
        Rule::k_zero => Some(Keyword::FoundZero),
        Rule::k_not_observed => Some(Keyword::NotObserved),
        Rule::k_undetermined => Some(Keyword::Undetermined),
        Rule::k_found_vetoed => Some(Keyword::FoundVetoed),
        Rule::k_failed => Some(Keyword::Failed),
        _ => None,
    }
}

/// The mark that a rule reads, if it reads one.
fn mark(rule: Rule) -> Option<char> {
    match rule {
        Rule::comma => Some(','),
        Rule::colon => Some(':'),
        Rule::assign => Some('='),
        Rule::bar => Some('|'),
        Rule::brace => Some('{'),
        Rule::end_brace => Some('}'),
        Rule::end_bracket => Some(']'),
        Rule::paren => Some('('),
        Rule::end_paren => Some(')'),
        _ => None,
    }
}

/// Everything that is neither keyword nor mark.
fn thing(rule: Rule) -> Words {
    match rule {
        Rule::heading_line
        | Rule::header_line
        | Rule::declaration_line
        | Rule::act_line
        | Rule::statement_line
        | Rule::heading
        | Rule::rank
        | Rule::amended_part
        | Rule::inserted_part
        | Rule::deleted_part
        | Rule::deleted_name
        | Rule::id_header
        | Rule::extends
        | Rule::tier
        | Rule::in_force
        | Rule::until
        | Rule::full_marks
        | Rule::round_header
        | Rule::gaps
        | Rule::source
        | Rule::basis
        | Rule::departments
        | Rule::applies
        | Rule::below_zero
        | Rule::scaled_from
        | Rule::roll_up
        | Rule::account
        | Rule::parameter
        | Rule::let_value
        | Rule::verdict
        | Rule::facts
        | Rule::fact
        | Rule::fields
        | Rule::body
        | Rule::example
        | Rule::given_line
        | Rule::unit_line
        | Rule::expect_line => words!("关键词", "a keyword"),
        Rule::verdict_line
        | Rule::verdict_name
        | Rule::verdict_rule
        | Rule::record_key
        | Rule::words
        | Rule::priced
        | Rule::given
        | Rule::given_day
        | Rule::no_words
        | Rule::word
        | Rule::name
        | Rule::plain_word
        | Rule::free_word
        | Rule::quoted_name => words!("名称", "a name"),
        Rule::source_key | Rule::place | Rule::place_word | Rule::id => words!("编号", "an id"),
        Rule::destination | Rule::part_name => {
            words!("一个部分（如「条 3.1」）", "a part such as `clause 3.1`")
        }
        Rule::status
        | Rule::passing
        | Rule::act
        | Rule::bare
        | Rule::simple
        | Rule::verb
        | Rule::pending
        | Rule::trailing
        | Rule::above
        | Rule::factor
        | Rule::factor_line
        | Rule::group
        | Rule::heaviest
        | Rule::chain
        | Rule::branch
        | Rule::require
        | Rule::each
        | Rule::filter
        | Rule::items
        | Rule::prices
        | Rule::rows
        | Rule::band_act
        | Rule::act_row
        | Rule::value_row => words!("一个动作（如扣、得、若、每）", "an act such as `deduct`, `if`, `every`"),
        Rule::ties => {
            words!("并列的处理（如「并列 同名次」）", "what becomes of ties, such as `ties shared`")
        }
        Rule::rounding | Rule::part | Rule::row_fold | Rule::roll_up_fold => {
            words!("舍入方式", "a way to round")
        }
        Rule::parameter_value
        | Rule::precision
        | Rule::out_of
        | Rule::number
        | Rule::weight
        | Rule::long_number
        | Rule::digits
        | Rule::levels
        | Rule::chinese_digit
        | Rule::magnitude => words!("数字", "a number"),
        Rule::better | Rule::comparison => words!("比较", "a comparison"),
        Rule::kind
        | Rule::kind_yes_no
        | Rule::kind_count
        | Rule::kind_quantity
        | Rule::kind_percent
        | Rule::kind_ratio
        | Rule::kind_level
        | Rule::kind_choice
        | Rule::kind_items
        | Rule::kind_date
        | Rule::kind_time
        | Rule::kind_text
        | Rule::kind_judged
        | Rule::kind_records
        | Rule::judged_bands => words!("种类（如「计数」「是否」）", "a kind such as `count`, `yesno`"),
        Rule::limits
        | Rule::range
        | Rule::judged_band
        | Rule::from_below
        | Rule::up_to
        | Rule::record_rows
        | Rule::record_row
        | Rule::outcome
        | Rule::disputed
        | Rule::recorded
        | Rule::lone_word => words!("区间", "a range"),
        Rule::measure
        | Rule::expression
        | Rule::window
        | Rule::sum
        | Rule::is_applicable
        | Rule::values
        | Rule::parens
        | Rule::call
        | Rule::fold
        | Rule::round_call
        | Rule::ranking
        | Rule::batch
        | Rule::same
        | Rule::if_value
        | Rule::if_case
        | Rule::band_value
        | Rule::truth
        | Rule::special
        | Rule::part_set
        | Rule::part_result
        | Rule::part_rank
        | Rule::grouped
        | Rule::grouping
        | Rule::time => words!("值", "a value"),
        Rule::keys | Rule::patterns | Rule::alternatives | Rule::pattern | Rule::any => {
            words!("档", "a band")
        }
        Rule::expectation
        | Rule::expected_verdict
        | Rule::expected_total
        | Rule::expected_part
        | Rule::expected_named
        | Rule::value_finding
        | Rule::grades
        | Rule::finding => words!("条款的结果", "a finding"),
        Rule::negative
        | Rule::plus
        | Rule::minus
        | Rule::times
        | Rule::divide
        | Rule::membership
        | Rule::item_test
        | Rule::or_else => words!("运算", "an operator"),
        Rule::last_window | Rule::this_window | Rule::same_window | Rule::yearly_window => {
            words!(
                "一段日期（如「近 6个月 含对应日」）",
                "a stretch of days such as `last 6 months inclusive`"
            )
        }
        Rule::year_day | Rule::year_digits | Rule::month_name => {
            words!("一年中的一天（如 3月15日）", "a day of the year such as `mar 15`")
        }
        Rule::string => words!("引号中的文字", "quoted text"),
        Rule::date => words!("日期", "a day such as 2015-01-01"),
        Rule::spaced_unit | Rule::long_unit | Rule::unit | Rule::unit_name => words!("单位", "a unit"),
        Rule::EOI => words!("句末", "the end of the line"),
        // Blanks, separators and the halves of alternatives never stand in a message; keywords and marks are above.
        Rule::WHITESPACE
        | Rule::header
        | Rule::declaration
        | Rule::citation
        | Rule::field
        | Rule::step
        | Rule::prefix
        | Rule::infix
        | Rule::postfix
        | Rule::arithmetic
        | Rule::primary
        | Rule::name_start
        | Rule::name_char
        | Rule::z
        | Rule::e
        | Rule::reserved
        | Rule::fold_word
        | Rule::per_many
        | Rule::unit_word
        | Rule::unit_stop
        | Rule::unit_char
        | Rule::per_unit
        | Rule::sep
        | Rule::list_sep
        | Rule::comma
        | Rule::colon
        | Rule::assign
        | Rule::bar
        | Rule::brace
        | Rule::end_brace
        | Rule::end_bracket
        | Rule::paren
        | Rule::end_paren
        | Rule::k_standard
        | Rule::k_chapter
        | Rule::k_section
        | Rule::k_clause
        | Rule::k_item
        | Rule::k_id
        | Rule::k_extends
        | Rule::k_amend
        | Rule::k_delete
        | Rule::k_insert
        | Rule::k_tier
        | Rule::k_in_force
        | Rule::k_until
        | Rule::k_gaps
        | Rule::k_source
        | Rule::k_basis
        | Rule::k_departments
        | Rule::k_from_zero
        | Rule::k_below_zero
        | Rule::k_above_full
        | Rule::k_scaled_from
        | Rule::k_parameter
        | Rule::k_account
        | Rule::k_fact
        | Rule::k_let
        | Rule::k_verdict
        | Rule::k_example
        | Rule::k_unit
        | Rule::k_given
        | Rule::k_expect
        | Rule::k_applies
        | Rule::k_full
        | Rule::k_round
        | Rule::k_step
        | Rule::k_half_up
        | Rule::k_half_even
        | Rule::k_up
        | Rule::k_down
        | Rule::k_pro_rata
        | Rule::k_no_rounding
        | Rule::k_rescale
        | Rule::k_gap_full
        | Rule::k_gap_zero
        | Rule::k_forbid
        | Rule::k_verified
        | Rule::k_derived
        | Rule::k_unverified
        | Rule::k_own
        | Rule::k_since
        | Rule::k_passing
        | Rule::k_because
        | Rule::k_into
        | Rule::k_after
        | Rule::k_weight
        | Rule::k_lowest_grade
        | Rule::k_weighted
        | Rule::k_signed
        | Rule::k_yes_no
        | Rule::k_count
        | Rule::k_quantity
        | Rule::k_percent
        | Rule::k_ratio
        | Rule::k_level
        | Rule::k_choice
        | Rule::k_items
        | Rule::k_date
        | Rule::k_time
        | Rule::k_text
        | Rule::k_judged
        | Rule::k_records
        | Rule::k_out_of
        | Rule::k_expected
        | Rule::k_precision
        | Rule::k_may_be_na
        | Rule::k_external
        | Rule::k_deduct
        | Rule::k_earn
        | Rule::k_add
        | Rule::k_book
        | Rule::k_full_points
        | Rule::k_no_points
        | Rule::k_veto
        | Rule::k_fail
        | Rule::k_require
        | Rule::k_pending
        | Rule::k_of
        | Rule::k_this_chapter
        | Rule::k_everything
        | Rule::k_demote
        | Rule::k_lowest
        | Rule::k_graded_at_most
        | Rule::k_no_verdict
        | Rule::k_add_up
        | Rule::k_withheld
        | Rule::k_heaviest
        | Rule::k_if
        | Rule::k_by
        | Rule::k_each
        | Rule::k_missing
        | Rule::k_present
        | Rule::k_foreach
        | Rule::k_then
        | Rule::k_else
        | Rule::k_part
        | Rule::k_at_most
        | Rule::k_at_least
        | Rule::k_doubled
        | Rule::k_halved
        | Rule::k_times
        | Rule::k_per_item
        | Rule::k_bands
        | Rule::k_take
        | Rule::k_worst
        | Rule::k_best
        | Rule::k_most
        | Rule::k_group
        | Rule::k_from
        | Rule::k_to
        | Rule::k_and
        | Rule::k_or
        | Rule::k_not
        | Rule::k_is
        | Rule::k_is_not
        | Rule::k_less
        | Rule::k_greater
        | Rule::k_at_or_above
        | Rule::k_at_or_below
        | Rule::k_in
        | Rule::k_or_else
        | Rule::k_na
        | Rule::k_yes
        | Rule::k_no
        | Rule::k_total
        | Rule::k_score
        | Rule::k_score_rate
        | Rule::k_vetoed
        | Rule::k_met
        | Rule::k_assessment_date
        | Rule::k_chapters
        | Rule::k_clauses
        | Rule::k_starred
        | Rule::k_sum
        | Rule::k_mean
        | Rule::k_max
        | Rule::k_min
        | Rule::k_share
        | Rule::k_any_of
        | Rule::k_all_of
        | Rule::k_absolute
        | Rule::k_rank
        | Rule::k_batch
        | Rule::k_same
        | Rule::k_ties
        | Rule::k_shared
        | Rule::k_dense
        | Rule::k_open
        | Rule::k_ascending
        | Rule::k_full_years
        | Rule::k_full_months
        | Rule::k_days
        | Rule::k_year_of
        | Rule::k_month_of
        | Rule::k_day_of
        | Rule::k_past
        | Rule::k_until_day
        | Rule::k_inclusive
        | Rule::k_exclusive
        | Rule::k_this_year
        | Rule::k_this_quarter
        | Rule::k_this_month
        | Rule::k_same_year
        | Rule::k_same_quarter
        | Rule::k_same_month
        | Rule::k_yearly
        | Rule::k_missing_count
        | Rule::k_has
        | Rule::k_lacks
        | Rule::k_only
        | Rule::k_trimmed_mean
        | Rule::k_longest_gap
        | Rule::k_first
        | Rule::k_last
        | Rule::k_runs
        | Rule::k_longest_run
        | Rule::k_rising
        | Rule::k_falling
        | Rule::k_outcome
        | Rule::k_disputed
        | Rule::k_reduced
        | Rule::k_zero
        | Rule::k_not_observed
        | Rule::k_undetermined
        | Rule::k_found_vetoed
        | Rule::k_failed => Words::default(),
    }
}
