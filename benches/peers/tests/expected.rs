//! Every contender comes to the exact scores, items and all as far as it works them out.

use weiheng_peers::contender::Contender;
use weiheng_peers::contender::Result;
use weiheng_peers::contender::differing;
use weiheng_peers::engines::cel::Cel;
use weiheng_peers::engines::datalogic::Datalogic;
use weiheng_peers::engines::regorus::Regorus;
use weiheng_peers::engines::rhai::Rhai;
use weiheng_peers::engines::zen::Zen;
use weiheng_peers::limits;
use weiheng_peers::limits::InColumns;
use weiheng_peers::limits::InWords;
use weiheng_peers::limits::RowByRow;
use weiheng_peers::limits::Score;
use weiheng_peers::limits::WithLists;
use weiheng_peers::limits::columns::Rules;
use weiheng_peers::ours;
use weiheng_peers::workload::Files;
use weiheng_peers::workload::Workload;
use weiheng_peers::workload::expected;

/// The stored scores of 300 units.
#[test]
fn every_contender_is_exact() -> Result<()> {
    let workload = Workload::stored()?;
    let expected = expected(&workload.rubric)?;
    let contenders: Vec<Box<dyn Contender>> = vec![
        Box::new(ours::OneByOne::of(include_str!("../../workload/units.ndjson"))?),
        Box::new(RowByRow::new(&workload, false)),
        Box::new(RowByRow::new(&workload, true)),
        Box::new(InColumns::<i16>::new(&workload)),
        Box::new(InColumns::<i32>::new(&workload)),
        Box::new(WithLists::new(&workload)),
        Box::new(InWords::new(&workload)),
        Box::new(Datalogic::new(&workload)?),
        Box::new(Cel::new(&workload)?),
        Box::new(Rhai::new(&workload)?),
        Box::new(Regorus::new(&workload)?),
        Box::new(Zen::new(&workload, false)?),
        Box::new(Zen::new(&workload, true)?),
    ];
    for mut contender in contenders {
        let scored = contender.scored()?;
        assert_eq!(scored[0], expected[0], "{}", contender.name());
        assert_eq!(differing(&scored, &expected), 0, "{}", contender.name());
        assert_eq!(differing(&contender.scored()?, &expected), 0, "{} again", contender.name());
    }
    Ok(())
}

/// Files of drawn units, against the table of rules.
#[test]
fn every_reader_is_exact() -> Result<()> {
    let units = 2500;
    let workload = Workload::drawn(units);
    let expected = RowByRow::new(&workload, false).scored()?;
    let files = Files::write(&Files::folder().join("tests"), units)?;
    let forms = [
        (ours::Form::Parquet, &files.parquet, limits::parquet::score as Score),
        (ours::Form::Csv, &files.csv, limits::csv::score),
        (ours::Form::Ndjson, &files.ndjson, limits::ndjson::score),
    ];
    for (form, path, score) in forms {
        let mut ours = ours::FromFile::new(form, path.clone(), units)?;
        assert_eq!(ours.differing(&expected)?, 0, "{form:?}");
        assert_eq!(ours.in_columns()?, units, "{form:?}");
        let scores = score(path, &workload, &Rules::of(&workload))?;
        assert_eq!(differing(&scores.scored(), &expected), 0, "{form:?} by hand");
    }
    let book = workload.first(Files::BOOK);
    let mut contenders: Vec<Box<dyn Contender>> = vec![
        Box::new(ours::InColumns::new(units)?),
        Box::new(ours::WithLists::new(units)?),
        Box::new(ours::FromWorkbook::new(files.xlsx.clone(), Files::BOOK)?),
        Box::new(limits::FromWorkbook { path: files.xlsx, workload: book }),
    ];
    for contender in &mut contenders {
        assert_eq!(contender.differing(&expected)?, 0, "{} of {}", contender.name(), contender.units());
    }
    Ok(())
}
