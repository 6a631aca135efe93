//! Which repairs to look for: the flags that commands share, and the facts that stay as they are.

use weiheng::Assessment;
use weiheng::Standard;
use weiheng::comparison::Scored;
use weiheng::model::fact::FactId;
use weiheng::model::fact::FieldId;
use weiheng::model::fact::Kind;
use weiheng::repair;
use weiheng::suggestion;
use weiheng::words;

use crate::args::OPTIONS;
use crate::batch::assessment;
use crate::failure::Failure;
use crate::sources::Sources;

/// Whether repairs are looked for, and of what.
#[derive(clap::Args, Debug)]
pub(crate) struct Repairing {
    /// 多个单位时也列出每项整改的作用；单个单位总会列出 Tell what each repair would gain, also for several units
    #[arg(long, help_heading = OPTIONS)]
    repairs: bool,
    /// 不列整改 Tell nothing of repairs
    #[arg(long, conflicts_with = "repairs", help_heading = OPTIONS)]
    no_repairs: bool,
    #[command(flatten)]
    keep: Keep,
}

impl Repairing {
    /// The assessment of a unit, with its repairs where they are wanted.
    pub(crate) fn assessment(
        &self,
        unit: &Scored<'_>,
        sources: &Sources,
        single: bool,
    ) -> Result<Assessment, Failure> {
        let keep = self.keep.of(unit.standard)?;
        let mut assessment = assessment(unit, sources);
        if (single || self.repairs) && !self.no_repairs {
            assessment.repairs = Some(repair::gains(unit.standard, unit.plan, unit.readings, &keep));
        }
        Ok(assessment)
    }
}

/// What stays as it is.
#[derive(clap::Args, Debug)]
pub(crate) struct Keep {
    /// 这些观测改不了，例如人口，不作整改；名录的字段写作 名录.字段 What cannot be repaired, such as a population; a field of a list is LIST.FIELD
    #[arg(long, value_name = "FACT,…", value_delimiter = ',', help_heading = OPTIONS)]
    keep: Vec<String>,
}

impl Keep {
    /// The facts and fields of a standard that were named.
    pub(crate) fn of(&self, standard: &Standard) -> Result<repair::Keep, Failure> {
        let names = self.keep.iter().flat_map(|names| names.split(['，', '、'])).map(str::trim);
        let mut keep = repair::Keep::default();
        for name in names.filter(|name| !name.is_empty()) {
            match (standard.fact_named(name), field(standard, name)) {
                (None, Some(field)) => keep.fields.extend([field]),
                _ => keep.facts.extend([fact(standard, name)?]),
            }
        }
        Ok(keep)
    }
}

/// The field that `名录.字段` names.
fn field(standard: &Standard, name: &str) -> Option<(FactId, FieldId)> {
    let (list, field) = name.split_once(['.', '．'])?;
    let (id, fact) = standard.fact_named(list.trim())?;
    let Kind::Records(records) = &fact.kind else { return None };
    let at = records.fields.iter().position(|one| one.name == field.trim())?;
    Some((id, FieldId(u32::try_from(at).ok()?)))
}

/// The fact of a name.
fn fact(standard: &Standard, name: &str) -> Result<FactId, Failure> {
    if let Some((id, _)) = standard.fact_named(name) {
        return Ok(id);
    }
    let id = &standard.id;
    let failure = Failure::new(words!("{id} 中没有观测「{name}」", "{id} has no fact `{name}`"));
    let names = standard.facts.iter().map(|fact| fact.name.as_str());
    Err(match suggestion::nearest(name, names) {
        Some(near) => failure.help(words!("是不是「{near}」？", "did you mean `{near}`?")),
        None => failure,
    })
}
