//! Where the facts of an assessment were read.

use std::collections::BTreeMap;

use crate::assessment::Assessment;
use crate::assessment::Saying;
use crate::assessment::value;
use crate::model::Standard;
use crate::observation::Readings;
use crate::observation::Spot;
use crate::origin::Origin;
use crate::source::Span;

impl Assessment {
    /// The same assessment, every fact with the place it was read at. The standard and the readings must be those that
    /// made it; `place` says where a stretch of the observation files stands, as [`Source::origin`] does.
    ///
    /// [`Source::origin`]: crate::Source::origin
    ///
    /// ```
    /// use weiheng::{Observations, Plan, Readings, Source, SourceId, assess};
    /// let source = Source::new("例.wh", "标准 例\n满分 10\n条 1 10分\n观测 垃圾 : 计数 处\n每 垃圾 扣 2分");
    /// let standard = weiheng::load(&source, SourceId(0)).value.unwrap();
    /// let observed = Source::new("东街.json", "{ \"垃圾\": 1 }");
    /// let units = Observations::from_json(SourceId(1), &observed.text).value.unwrap();
    /// let readings = Readings::bind(&standard, &units[0]).value.unwrap();
    /// let assessment = assess(&standard, &Plan::from_model(&standard, None), &readings);
    /// let assessment = assessment.with_origins(&standard, &readings, |span| Some(observed.origin(span)));
    /// let origin = assessment.parts[1].facts[0].origin.as_ref().unwrap();
    /// assert_eq!((origin.file.as_str(), origin.line), ("东街.json", Some(1)));
    /// ```
    #[must_use]
    pub fn with_origins(
        mut self,
        standard: &Standard,
        readings: &Readings,
        place: impl Fn(Span) -> Option<Origin>,
    ) -> Self {
        let spots = standard.facts.iter().zip(&readings.spots);
        let read = spots.filter_map(|(fact, spot)| Some((fact.name.as_str(), spot.as_ref()?)));
        let origins: BTreeMap<&str, Origin> =
            read.filter_map(|(name, spot)| Some((name, of_spot(spot, &place)?))).collect();
        for fact in self.parts.iter_mut().flat_map(|part| &mut part.facts) {
            fact.origin = origins.get(fact.name.as_str()).cloned();
            fact.sayings = sayings(&fact.name, standard, readings, &place);
        }
        self
    }
}

/// The values of a fact that disagree.
fn sayings(
    name: &str,
    standard: &Standard,
    readings: &Readings,
    place: &impl Fn(Span) -> Option<Origin>,
) -> Vec<Saying> {
    let said = readings.sayings.iter().filter_map(|saying| {
        let fact = standard.fact(saying.fact).filter(|fact| fact.name == name)?;
        Some(Saying {
            value: value::both(|language| value::value(&fact.kind, &saying.value, language)),
            inspector: saying.inspector.clone(),
            origin: of_spot(&saying.spot, place)?,
        })
    });
    said.collect()
}

/// A row and a heading tell more of a table than a line and a column do.
fn of_spot(spot: &Spot, place: impl Fn(Span) -> Option<Origin>) -> Option<Origin> {
    let mut origin = place(spot.span)?;
    if let Some(cell) = &spot.cell {
        origin.heading = Some(cell.heading.to_string());
        if origin.cell.is_none() {
            (origin.row, origin.line, origin.column) = (Some(cell.row), None, None);
        }
    }
    Some(origin)
}
