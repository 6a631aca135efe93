//! Columns against rows: every unit that columns score has the numbers of its own tally, and every unit that they do
//! not score has a reason to.

use proptest::collection::vec;
use proptest::prelude::any;
use proptest::test_runner::Config;
use proptest::test_runner::RngAlgorithm;
use proptest::test_runner::TestCaseError;
use proptest::test_runner::TestRng;
use proptest::test_runner::TestRunner;
use spec::generator::choices::Choices;
use spec::generator::plain::Plain;
use weiheng::Exact;
use weiheng::Observations;
use weiheng::Plan;
use weiheng::Readings;
use weiheng::Source;
use weiheng::SourceId;
use weiheng::Standard;
use weiheng::Tally;
use weiheng::evaluation::columns::ColumnTally;
use weiheng::evaluation::columns::FactColumns;
use weiheng::evaluation::columns::Items;
use weiheng::evaluation::columns::Lane;
use weiheng::evaluation::columns::evaluate_columns;
use weiheng::evaluation::tally::Chance;
use weiheng::model::part::PartId;
use weiheng::plan::columns::ColumnPlan;
use weiheng::plan::columns::Holds;
use weiheng::plan::columns::Width;

#[test]
fn the_workload_comes_out_the_same_in_16_bits() -> Result<(), String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../benches/workload/");
    let read =
        |name: &str| std::fs::read_to_string(format!("{folder}{name}")).map_err(|error| error.to_string());
    let units = Units::of(&read("rubric.wh")?, &read("units.ndjson")?)?;
    let columns = units.columns().ok_or("the workload is columnar")?;
    assert_eq!((columns.width, columns.scale), (Width::Two, 10));
    assert_eq!(units.compare()?, 300, "every unit is scored in columns");
    Ok(())
}

/// A chapter of a clause with points and one that only vetoes counts where every chapter has to reach a share.
#[test]
fn a_veto_does_not_take_its_chapter_out() -> Result<(), String> {
    let standard = "标准 甲 \"甲\"
  编号 test.a
  满分 20

评定 { 合格 > 不合格 } 及格 合格
  不合格 若 有否决
  合格 若 全部(章, 得分率 >= 60%)
  不合格 否则

章 一 \"一\"
  条 1.1 \"垃圾\" 10分
    观测 垃圾 : 计数 处
    每 垃圾 扣 1分
  条 1.2 \"烟草\" ★
    观测 烟草 : 计数 处
    若 烟草 > 0处 否决

章 二 \"二\"
  条 2.1 \"积水\" 10分
    观测 积水 : 计数 处
    每 积水 扣 1分
";
    let units = "{\"单元\": \"甲\", \"垃圾\": 9, \"烟草\": 0, \"积水\": 0}
{\"单元\": \"乙\", \"垃圾\": 1, \"烟草\": 0, \"积水\": 1}
{\"单元\": \"丙\", \"垃圾\": 1, \"烟草\": 1, \"积水\": 1}
";
    assert_eq!(Units::of(standard, units)?.compare()?, 3);
    Ok(())
}

#[test]
fn columns_agree_with_rows() {
    let config = Config { cases: 400, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let scored = std::cell::Cell::new(0);
    let lists = (vec(any::<u16>(), 300), vec(any::<u16>(), 900));
    let result = runner.run(&lists, |(standard, units)| {
        let drawn = Plain::draw(&mut Choices::new(&standard));
        let units = drawn.units(40, &mut Choices::new(&units));
        let compared = Units::of(&drawn.text, &units).and_then(|units| units.compare());
        scored.set(scored.get() + compared.map_err(TestCaseError::fail)?);
        Ok(())
    });
    assert!(result.is_ok(), "{}", result.unwrap_err());
    assert!(scored.get() > 5_000, "only {} units were scored in columns", scored.get());
}

/// The units of one standard.
struct Units {
    standard: Standard,
    plan: Plan,
    readings: Vec<Readings>,
}

impl Units {
    fn of(text: &str, json: &str) -> Result<Self, String> {
        let loaded = weiheng::load(&Source::new("a.wh", text), SourceId(0));
        let standard = loaded.value.ok_or_else(|| format!("{:?}\n{text}", loaded.diagnostics))?;
        let read = Observations::from_json(SourceId(1), json);
        let units = read.value.ok_or_else(|| format!("{:?}\n{json}", read.diagnostics))?;
        let bound = units.iter().map(|unit| Readings::bind(&standard, unit));
        let readings = bound.map(|bound| bound.value.ok_or_else(|| format!("{:?}", bound.diagnostics)));
        let readings = readings.collect::<Result<Vec<_>, _>>()?;
        Ok(Self { plan: Plan::from_model(&standard, None), standard, readings })
    }

    fn columns(&self) -> Option<ColumnPlan> {
        ColumnPlan::from_plan(&self.plan)
    }

    /// How many units columns scored, each of them as rows did.
    fn compare(&self) -> Result<usize, String> {
        let Some(columns) = self.columns() else { return Ok(0) };
        self.compare_in::<i64>(&columns)?;
        if columns.width <= Width::Four {
            self.compare_in::<i32>(&columns)?;
        }
        if columns.width == Width::Two {
            self.compare_in::<i16>(&columns)?;
        }
        self.compare_in::<i64>(&columns)
    }

    fn compare_in<T: Lane>(&self, columns: &ColumnPlan) -> Result<usize, String> {
        let mut facts = FactColumns::<T>::of(columns);
        let scored: Vec<&Readings> =
            self.readings.iter().filter(|readings| facts.push(columns, readings)).collect();
        let mut tally = ColumnTally::default();
        evaluate_columns(columns, &facts, &mut tally);
        let mut items = Items::default();
        items.gather(columns, &tally);
        for (row, readings) in scored.iter().enumerate() {
            let listed = items
                .of(row)
                .iter()
                .map(|item| (item.part, Exact::scaled(item.amount.into(), columns.scale)));
            let wanted = self.items(columns, &weiheng::evaluate(&self.plan, readings));
            if !listed.clone().eq(wanted.iter().copied()) {
                return Err(format!("items {:?} instead of {wanted:?}", listed.collect::<Vec<_>>()));
            }
            let expected = weiheng::evaluate(&self.plan, readings);
            self.compare_unit(columns, &tally, row, &expected)
                .map_err(|what| format!("{what} in row {row} of {readings:?}\n{:#?}", columns))?;
        }
        Ok(scored.len())
    }

    fn compare_unit<T: Lane>(
        &self,
        columns: &ColumnPlan,
        tally: &ColumnTally<T>,
        row: usize,
        expected: &Tally,
    ) -> Result<(), String> {
        let exact = |value: T| Exact::scaled(value.into(), columns.scale);
        for ((id, part), column) in (0..).map(PartId).zip(&columns.parts).zip(&tally.parts) {
            let (got, wanted) = match part.holds {
                Holds::Lost | Holds::Gained => (exact(column[row]), self.moved(id, expected)),
                _ if id == PartId(0) => (exact(column[row]), expected.unrounded.map(|ends| ends.low)),
                _ => (
                    exact(column[row]),
                    expected.parts.get(id).and_then(|part| part.score).map(|ends| ends.low),
                ),
            };
            if Some(got) != wanted {
                let label = self.standard.part(id).map(|part| &part.id);
                return Err(format!("part {label:?}: {got} instead of {wanted:?}"));
            }
        }
        let total = exact(tally.total[row]);
        if Some(total) != expected.total.map(|ends| ends.low) {
            return Err(format!("the total: {total} instead of {:?}", expected.total));
        }
        let vetoed = expected.parts.get(PartId(0)).is_some_and(|root| root.veto == Chance::Surely);
        if vetoed != (tally.vetoed[row] == 1) {
            return Err(format!("vetoed: {}", tally.vetoed[row]));
        }
        let grades: Vec<Vec<u16>> =
            tally.verdicts.iter().map(|verdict| vec![u16::from(verdict[row])]).collect();
        let wanted: Vec<Vec<u16>> = expected.verdicts.iter().map(|verdict| verdict.grades.clone()).collect();
        if grades == wanted { Ok(()) } else { Err(format!("grades {grades:?} instead of {wanted:?}")) }
    }

    /// What the lines of each part with acts of its own come to, its floor included, where that is something.
    fn items(&self, columns: &ColumnPlan, expected: &Tally) -> Vec<(PartId, Exact)> {
        let acting = (0..).map(PartId).zip(&columns.parts).filter(|(_, part)| !part.steps.is_empty());
        let amount = |id: PartId| {
            let lines = expected.lines.iter().filter(|line| line.part == id);
            let sum = lines.map(|line| line.amount.low).try_fold(Exact::ZERO, Exact::plus)?;
            Some(if sum.sign() < 0 { sum.negated() } else { sum })
        };
        let items = acting.filter_map(|(id, _)| Some((id, amount(id)?)));
        items.filter(|(_, amount)| !amount.is_zero()).collect()
    }

    /// What the lines of a part and of the parts below it come to.
    fn moved(&self, id: PartId, expected: &Tally) -> Option<Exact> {
        let inside = |part: PartId| {
            std::iter::successors(Some(part), |at| self.standard.part(*at)?.parent).any(|at| at == id)
        };
        let lines = expected.lines.iter().filter(|line| inside(line.part));
        let sum = lines.map(|line| line.amount.low).try_fold(Exact::ZERO, Exact::plus)?;
        Some(if sum.sign() < 0 { sum.negated() } else { sum })
    }
}
