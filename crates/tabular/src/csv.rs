//! Observations in CSV.
//!
//! Two layouts are told apart by their heading row:
//!
//! - a fact a row: a column 观测, 项目, 指标 or `fact` names the fact, a column 填写, 值, 观测值, 结果 or `value`
//!   holds its value; other columns are for people. Rows named 单元 and 评定日 give the unit and the assessment date,
//!   or columns of these names do, where there are several units;
//! - a unit a row: headings are fact names; a column 单元, 单位名称, `unit` or 名称 names the unit, a column 评定日
//!   gives the assessment date.
//!
//! Title rows above the heading and blank rows are skipped. Commas, tabs and semicolons are told apart by the
//! first row that has any of them. `市场[1].占道` is the field 占道 of the first row of the record list 市场. A blank
//! cell is not observed.

use weiheng::Diagnostics;
use weiheng::Outcome;
use weiheng::SourceId;
use weiheng::observation::Observations;

use crate::heading;
use crate::heading::Layout;
use crate::heads::Heads;
use crate::problem::Problem;
use crate::record_field::gathered;
use crate::table;
use crate::unit_file;
use crate::unit_rows;

/// Reads the observations of one or several units; places are in the decoded text.
///
/// ```
/// use weiheng::SourceId;
/// let text = "2024年5月暗访\n单元,暴露垃圾,日保洁时长\n甲医院,3,16.5\n乙医院,,16";
/// let units = weiheng_tabular::csv::read(SourceId(0), text).value.unwrap();
/// assert_eq!(units.len(), 2);
/// assert_eq!(units[0].unit.as_deref(), Some("甲医院"));
/// assert_eq!(units[0].entries[1].span.of(text), "16.5");
/// ```
pub fn read(source: SourceId, text: &str) -> Outcome<Vec<Observations>> {
    let (units, diagnostics) = understood(source, text, &Heads::default());
    Outcome { value: (!diagnostics.has_errors()).then_some(units), diagnostics }
}

/// What is understood of a table, and everything that is wrong with it: so that all problems can be told at once,
/// those with the values too. Nothing is to be scored where there is an error. `heads` are headings that a mapping knows.
pub fn understood(source: SourceId, text: &str, heads: &Heads) -> (Vec<Observations>, Diagnostics) {
    let mut problems = Diagnostics::new();
    let units = match table::rows(source, text) {
        Ok(rows) => units(source, &rows, heads, &mut problems),
        Err(problem) => {
            problems.push(*problem);
            Vec::new()
        }
    };
    (units, problems.sorted())
}

fn units(
    source: SourceId,
    rows: &[table::Row],
    heads: &Heads,
    problems: &mut Diagnostics,
) -> Vec<Observations> {
    let Some((at, layout)) = heading::find(rows, heads) else {
        problems.push(Problem::NoHeading.of_file(source));
        return Vec::new();
    };
    match layout {
        Layout::UnitFile(columns) => {
            let mut units = unit_file::read(rows, at, (columns, heads), problems);
            for unit in &mut units {
                unit.entries = gathered(std::mem::take(&mut unit.entries), problems);
            }
            units
        }
        Layout::UnitRows(reserved) => match rows.get(at..) {
            Some([heading, below @ ..]) => unit_rows::read(heading, below, reserved, problems),
            _ => Vec::new(),
        },
    }
}

#[cfg(test)]
mod tests {
    use weiheng::SourceId;
    use weiheng::observation::Entry;
    use weiheng::observation::Raw;

    fn shown(text: &str) -> String {
        let outcome = super::read(SourceId(0), text);
        let Some(units) = outcome.value else {
            let codes = outcome.diagnostics.iter().map(|problem| problem.message.en.clone());
            return codes.collect::<Vec<_>>().join("; ");
        };
        let units = units.iter().map(|unit| {
            let date = unit.date.map(|(date, _)| format!("@{date}")).unwrap_or_default();
            format!("{}{date}: {}", unit.unit.as_deref().unwrap_or("-"), entries(&unit.entries))
        });
        units.collect::<Vec<_>>().join("\n")
    }

    fn entries(entries: &[Entry]) -> String {
        let shown = entries.iter().map(|entry| format!("{}={}", entry.name, value(&entry.value)));
        shown.collect::<Vec<_>>().join(" ")
    }

    fn value(raw: &Raw) -> String {
        match raw {
            Raw::Text(text) => text.clone(),
            Raw::Fields(fields) => format!("{{{}}}", entries(fields)),
            Raw::List(list) => format!("[{}]", list.iter().map(|(raw, _)| value(raw)).collect::<String>()),
            Raw::Blank | Raw::Truth(_) => "_".to_owned(),
        }
    }

    #[test]
    fn a_fact_a_row() {
        let text = "暗访记录,,\n\n条款,项目,观测值,备注\n,单元,甲医院\n,评定日,2024-5-1\n3.1,暴露垃圾,3,东门\n3.2,积水,,";
        assert_eq!(shown(text), "甲医院@2024-05-01: 暴露垃圾=3 积水=_");
        assert_eq!(shown("观测,值\n,3"), "row 2 has a value but no fact name");
        assert_eq!(shown("观测,值\n甲,3\n检查人：,\n注：雨天,"), "-: 甲=3");
        assert_eq!(shown("条款,观测,值\n1,甲,3\n检查组签名：,张三,"), "-: 甲=3");
        assert_eq!(shown("条款,观测,值\n1,甲,3\n合计,,3"), "-: 甲=3");
        assert_eq!(
            shown("fact,value\nunit,A\nunit,B"),
            "row 3 gives another unit or assessment date than before"
        );
    }

    #[test]
    fn lines_above_a_table_may_say_what_it_is_about() {
        for above in [
            "单位名称：东街,,检查日期：2024年5月1日",
            "被检查单位:,东街,评定日:,2024-5-1",
            "单位名称：东街　　检查日期： 2024-05-01 09:30,",
            "单元,东街,\n填表单位：爱卫办,,评定日期：２０２４－５－１",
        ] {
            assert_eq!(
                shown(&format!("检查表,,\n{above}\n观测,值\n甲,3")),
                "东街@2024-05-01: 甲=3",
                "{above}"
            );
        }
        assert_eq!(shown("单位名称：,评定日：,\n观测,值\n甲,3"), "-: 甲=3");
        assert_eq!(shown("受检单位：东街,检查日期：5月\n观测,值\n甲,3").matches("`5月`").count(), 1);
    }

    #[test]
    fn a_fact_a_row_of_several_units() {
        let table =
            "单元,评定日,观测,值\n东街,2024-5-1,甲,3\n,,乙,1\n西街,,甲,0\n合计,,甲,3\n东 街,2024-5-1,丙,x";
        assert_eq!(shown(table), "东街@2024-05-01: 甲=3 乙=1 丙=x\n西街: 甲=0");
        assert_eq!(shown("单元,观测,值\n,甲,1\n东街,甲,3"), "this unit has no name");
        assert_eq!(
            shown("单元,评定日,观测,值\n东街,2024-5-1,甲,3\n东街,2024-6-1,乙,3"),
            "row 3 gives another unit or assessment date than before"
        );
        assert_eq!(shown("观测,单位,值\n甲,处,3"), "-: 甲=3", "units of measure are no units");
    }

    #[test]
    fn a_unit_a_row() {
        assert_eq!(shown("序号,单位,甲\n1,东街,3\n2,西街,0"), "东街: 序号=1 甲=3\n西街: 序号=2 甲=0");
        assert_eq!(shown("甲,单位\n3,处"), "第2行: 甲=3 单位=处");
        assert_eq!(shown("甲,乙\n1,2\n\n3"), "第2行: 甲=1 乙=2\n第4行: 甲=3 乙=_");
        assert_eq!(shown("单位名称\t评定日\t甲\n一院\t2024/5/1\t=1+1"), "一院@2024-05-01: 甲==1+1");
        assert_eq!(shown("标题,副题\n单元,甲\n一院,1"), "一院: 甲=1");
        assert_eq!(shown("单元,甲\n一院,1,多"), "row 2, column 3 has a value, but its column has no heading");
        assert_eq!(shown("单元,甲\n一院,1\n一院,2\n,3").matches("unit").count(), 2);
        assert_eq!(shown("标题"), "the table has no heading row");
    }

    #[test]
    fn record_fields_are_gathered() {
        let heading = "单元,市场[1].名称,市场[1].占道,乙,市场[2].名称,市场[2].占道";
        assert_eq!(
            shown(&format!("{heading}\n一院,东,2,x,西,\n二院,东,,,,\n三院,,,y")),
            "一院: 市场=[{名称=东 占道=2}{名称=西 占道=_}] 乙=x\n二院: 市场=[{名称=东 占道=_}] 乙=_\n三院: 市场=_ 乙=y"
        );
        assert_eq!(shown("单元,市场[0].名称\n一,东"), "the heading of a record field cannot be read");
    }
}
