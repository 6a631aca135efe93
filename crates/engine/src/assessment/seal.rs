//! Putting the receipt to a result.

use crate::assessment::Assessment;
use crate::assessment::BatchDigest;
use crate::assessment::FileDigest;
use crate::assessment::Receipt;
use crate::assessment::StandardDigest;
use crate::digest::Digest;
use crate::model::Standard;
use crate::observation::Readings;

/// What a result was made of beside the standard and the readings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inputs {
    /// The files of observations.
    pub observations: Vec<FileDigest>,
    /// The file that says what the headings of the observations stand for.
    pub mapping: Vec<FileDigest>,
    /// The files of overrides.
    pub overrides: Vec<FileDigest>,
    /// All units that were scored together, where the standard compares them.
    pub batch: Option<BatchDigest>,
}

impl Assessment {
    /// The same result with its receipt. Standard and readings must be those that it was made of.
    ///
    /// ```
    /// use weiheng::{Observations, Plan, Readings, Source, SourceId, assess, load};
    /// use weiheng::assessment::Inputs;
    /// let source = Source::new("a.wh", "标准 例\n条 1 \"垃圾\" 10分\n  观测 垃圾 : 计数 处\n  每 垃圾 扣 2分\n");
    /// let standard = load(&source, SourceId(0)).value.unwrap();
    /// let units = Observations::from_json(SourceId(1), r#"{ "垃圾": 2 }"#).value.unwrap();
    /// let readings = Readings::bind(&standard, &units[0]).value.unwrap();
    /// let plan = Plan::from_model(&standard, None);
    /// let result = assess(&standard, &plan, &readings).sealed(&standard, &readings, Inputs::default());
    /// let receipt = result.receipt.as_ref().unwrap();
    /// assert_eq!(receipt.result, result.digest());
    /// assert_eq!(receipt.standard.files[0].name, "a.wh");
    /// ```
    #[must_use]
    pub fn sealed(mut self, standard: &Standard, readings: &Readings, inputs: Inputs) -> Self {
        let Inputs { observations, mapping, overrides, batch } = inputs;
        let repairs = self.repairs.take(); // not in the sum, and long
        let result = self.digest();
        self.repairs = repairs;
        self.receipt = Some(Receipt {
            weiheng: Receipt::WEIHENG.to_owned(),
            shape: Self::VERSION,
            date: self.date,
            standard: StandardDigest::of(standard),
            observations,
            mapping,
            readings: readings.digest(standard),
            batch,
            overrides,
            result,
        });
        self
    }
}

impl BatchDigest {
    /// Units that are scored together by a standard; none where it looks at each by itself.
    pub fn of<'a>(standard: &Standard, units: impl Iterator<Item = &'a Readings>) -> Option<Self> {
        let mut sums: Vec<Digest> =
            units.filter(|_| !standard.batch.is_empty()).map(|readings| readings.digest(standard)).collect();
        sums.sort();
        let units = u32::try_from(sums.len()).unwrap_or(u32::MAX);
        (units > 0).then(|| Self { units, sha256: Digest::joined(&sums) })
    }
}

impl StandardDigest {
    /// The sums of the clause files that a standard was read from.
    pub fn of(standard: &Standard) -> Self {
        let files = standard.files.iter().map(|file| FileDigest::new(&file.name, file.digest));
        let files: Vec<FileDigest> = files.collect();
        let sums: Vec<Digest> = files.iter().map(|file| file.sha256).collect();
        Self { id: standard.id.clone(), sha256: Digest::joined(&sums), files }
    }
}
