//! Holding a stored result against the one that came out again.

use serde_json::Value;

use crate::assessment::Assessment;
use crate::assessment::FileDigest;
use crate::assessment::Receipt;
use crate::assessment::StandardDigest;
use crate::assessment::digest;
use crate::digest::Digest;
use crate::verification::Input;
use crate::verification::InputKind;
use crate::verification::ResultSums;
use crate::verification::Verification;
use crate::verification::Versions;
use crate::verification::differences::differences;

impl Verification {
    /// A result as it is stored, with its receipt, against the same with the receipt of what was read now. `None` where
    /// what came out again has no receipt.
    ///
    /// ```
    /// use serde_json::json;
    /// use weiheng::{Observations, Plan, Readings, Source, SourceId, Verification, assess, load};
    /// use weiheng::assessment::Inputs;
    /// let source = Source::new("a.wh", "标准 例\n条 1 \"垃圾\" 10分\n  观测 垃圾 : 计数 处\n  每 垃圾 扣 2分\n");
    /// let standard = load(&source, SourceId(0)).value.unwrap();
    /// let units = Observations::from_json(SourceId(1), r#"{ "垃圾": 2 }"#).value.unwrap();
    /// let readings = Readings::bind(&standard, &units[0]).value.unwrap();
    /// let plan = Plan::from_model(&standard, None);
    /// let result = assess(&standard, &plan, &readings).sealed(&standard, &readings, Inputs::default());
    ///
    /// let mut stored = serde_json::to_value(&result).unwrap();
    /// let receipt = result.receipt.clone().unwrap();
    /// assert!(Verification::of(&stored, &receipt, &result).unwrap().identical);
    ///
    /// stored["score"]["low"] = json!("8");
    /// let found = Verification::of(&stored, &receipt, &result).unwrap();
    /// assert!(found.is_altered());
    /// assert_eq!(found.differences[0].what.zh, "总分");
    /// ```
    pub fn of(stored: &Value, receipt: &Receipt, again: &Assessment) -> Option<Self> {
        let found = again.receipt.as_ref()?;
        let result = ResultSums { recorded: receipt.result, stored: digest(stored), again: again.digest() };
        let inputs = inputs(receipt, found);
        let mut differences = differences(stored, &serde_json::to_value(again).unwrap_or_default());
        if differences.is_empty() && result.stored != result.again {
            differences.push(super::differences::order());
        }
        let same = inputs.iter().all(|input| input.same || !input.kind.decides());
        Some(Self {
            version: Self::VERSION,
            standard: receipt.standard.id.clone(),
            unit: again.unit.clone(),
            date: receipt.date,
            identical: same && result.recorded == result.stored && differences.is_empty(),
            result,
            weiheng: Versions { recorded: receipt.weiheng.clone(), found: found.weiheng.clone() },
            inputs,
            differences,
        })
    }
}

fn inputs(recorded: &Receipt, found: &Receipt) -> Vec<Input> {
    let one = |name: &str, sum: Digest| vec![FileDigest { name: name.to_owned(), sha256: sum }];
    let batch = |receipt: &Receipt| {
        receipt.batch.map(|batch| one(&batch.units.to_string(), batch.sha256)).unwrap_or_default()
    };
    let pairs = [
        (InputKind::Standard, recorded.standard.files.clone(), found.standard.files.clone()),
        (InputKind::Observations, recorded.observations.clone(), found.observations.clone()),
        (InputKind::Mapping, recorded.mapping.clone(), found.mapping.clone()),
        (InputKind::Readings, one("", recorded.readings), one("", found.readings)),
        (InputKind::Batch, batch(recorded), batch(found)),
        (InputKind::Overrides, recorded.overrides.clone(), found.overrides.clone()),
    ];
    let files = pairs.into_iter().flat_map(|(kind, recorded, found)| paired(kind, recorded, found));
    contradiction(&recorded.standard, &found.standard).into_iter().chain(files).collect()
}

/// The standard as a whole, where a receipt does not say of it what its files come to, or calls it otherwise.
fn contradiction(recorded: &StandardDigest, found: &StandardDigest) -> Option<Input> {
    let sums: Vec<Digest> = recorded.files.iter().map(|file| file.sha256).collect();
    if recorded.sha256 == Digest::joined(&sums) && recorded.id == found.id {
        return None;
    }
    let whole = |of: &StandardDigest| Some(FileDigest { name: of.id.clone(), sha256: of.sha256 });
    Some(Input { kind: InputKind::Standard, recorded: whole(recorded), found: whole(found), same: false })
}

/// Each file of then with one of now: the same by its sum, else by its name, else, where each has one left, that one.
fn paired(kind: InputKind, recorded: Vec<FileDigest>, mut found: Vec<FileDigest>) -> Vec<Input> {
    let mut take =
        |wanted: &dyn Fn(&FileDigest) -> bool| found.iter().position(wanted).map(|at| found.remove(at));
    let same: Vec<_> = recorded.iter().map(|file| take(&|other| other.sha256 == file.sha256)).collect();
    let named =
        recorded.iter().zip(same).map(|(file, same)| same.or_else(|| take(&|other| other.name == file.name)));
    let mut inputs: Vec<(Option<FileDigest>, Option<FileDigest>)> = named
        .collect::<Vec<_>>()
        .into_iter()
        .zip(&recorded)
        .map(|(found, file)| (Some(file.clone()), found))
        .collect();
    let mut open = inputs.iter_mut().filter(|(_, found)| found.is_none());
    if let (Some((_, slot)), None, [_]) = (open.next(), open.next(), found.as_slice()) {
        *slot = found.pop();
    }
    inputs.extend(found.into_iter().map(|file| (None, Some(file))));
    let input = |(recorded, found): (Option<FileDigest>, Option<FileDigest>)| {
        let sum = |file: &Option<FileDigest>| file.as_ref().map(|file| file.sha256);
        let same = sum(&recorded) == sum(&found);
        Input { kind, recorded, found, same }
    };
    inputs.into_iter().map(input).collect()
}
