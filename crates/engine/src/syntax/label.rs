//! Every grammar rule in the author's words. No wildcards: a new rule does not compile until it has a word.

use crate::syntax::grammar::Rule;
use crate::syntax::rule_keyword;
use crate::words;
use crate::words::Words;

/// What to call the thing that a rule reads.
pub(super) fn of(rule: Rule) -> Words {
    if let Some(keyword) = rule_keyword::of(rule) {
        let (zh, en) = (keyword.zh(), keyword.en());
        return words!("「{zh}」", "`{en}`");
    }
    if let Some(mark) = mark(rule) {
        return words!("「{mark}」", "`{mark}`");
    }
    thing(rule)
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
        | Rule::columns_line
        | Rule::row_line
        | Rule::columns
        | Rule::row
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
        | Rule::taken_as
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
        Rule::tie_key => words!(
            "并列时再按什么排（如「并列 再按 满意率」）",
            "what ranks ties, such as `ties then_by satisfaction`"
        ),
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
        Rule::column => {
            words!("一列（观测的名称，或「期望 条 9」）", "a column: a fact, or `expect clause 9`")
        }
        Rule::cell
        | Rule::nothing
        | Rule::fact_cell
        | Rule::day_cell
        | Rule::part_cell
        | Rule::verdict_cell
        | Rule::named_cell
        | Rule::in_part
        | Rule::in_verdict
        | Rule::in_named => words!("一格", "a cell"),
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
        | Rule::value
        | Rule::a_part
        | Rule::of_part
        | Rule::of_named
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
        | Rule::incidents
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
        | Rule::k_columns
        | Rule::k_row
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
        | Rule::k_descending
        | Rule::k_then_by
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
        | Rule::k_not_rising
        | Rule::k_not_falling
        | Rule::k_outcome
        | Rule::k_disputed
        | Rule::k_reduced
        | Rule::k_zero
        | Rule::k_not_observed
        | Rule::k_taken_as
        | Rule::k_undetermined
        | Rule::k_found_vetoed
        | Rule::k_failed => Words::default(),
    }
}
