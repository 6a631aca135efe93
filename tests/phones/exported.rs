//! The tables of an export in a folder and in an archive, read by the command.

use std::fs;
use std::io::Cursor;
use std::io::Write;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::phones::standard;
use crate::phones::tools;

/// A unit with two roads, one of them with two potholes; and one of which the roads were not looked at.
const TABLES: [(&str, &str); 3] = [
    (
        "各种观测.csv",
        "SubmissionDate,cover-unit,cover-assessment_date,p1-p1_1-f_7a71e648,p2-p2_2-a_e5f58aa5,p2-p2_2-SET-OF-r_e5f58aa5,KEY\n\
         2024-05-01T09:00:00Z,东街,2024-05-01,3,有,uuid:1/r_e5f58aa5,uuid:1\n\
         2024-05-01T10:00:00Z,西街,2024-05-01,,,,uuid:2\n",
    ),
    (
        "各种观测-r_4233be1d.csv",
        "f_a29c0867,PARENT_KEY,KEY\n\
         4,uuid:1/r_e5f58aa5[2],uuid:1/r_e5f58aa5[2]/r_4233be1d[1]\n\
         3.5,uuid:1/r_e5f58aa5[2],uuid:1/r_e5f58aa5[2]/r_4233be1d[2]\n",
    ),
    (
        "各种观测-r_e5f58aa5.csv",
        "f_bea69426,a_4233be1d,SET-OF-r_4233be1d,PARENT_KEY,KEY\n\
         东路,无,,uuid:1,uuid:1/r_e5f58aa5[1]\n\
         西路,有,uuid:1/r_e5f58aa5[2]/r_4233be1d,uuid:1,uuid:1/r_e5f58aa5[2]\n",
    ),
];

#[test]
fn a_folder_and_an_archive_are_read_alike() {
    let folder = tools::folder("exported");
    let export = folder.join("export");
    fs::create_dir_all(&export).expect("a folder can be made");
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in TABLES {
        fs::write(export.join(name), text).expect("a file can be written");
        archive.start_file(name, SimpleFileOptions::default()).expect("a file begins");
        archive.write_all(text.as_bytes()).expect("a file is packed");
    }
    let archived = folder.join("export.zip");
    fs::write(&archived, archive.finish().expect("an archive").into_inner()).expect("it can be written");
    let standard = format!("{}/phones/kinds.wh", env!("CARGO_MANIFEST_DIR"));
    let read = [&export, &archived].map(|path| {
        let path = path.display().to_string();
        let (status, read, wrong) = standard::weiheng(&["show", "readings", &standard, &path]);
        assert_eq!((status, wrong.as_str()), (0, ""));
        read
    });
    assert_eq!(read[0], read[1]);
    for line in [
        "单元 = 东街",
        "件数 = 3件",
        "坑洞 = 0 行",
        "坑洞 = 2 行   1. 深度 = 4厘米",
        "单元 = 西街",
        "道路 = 未查",
    ] {
        assert!(read[0].contains(line), "{line} in\n{}", read[0]);
    }
}

#[test]
fn a_row_without_its_submission_and_a_missing_table_are_told() {
    let folder = tools::folder("incomplete");
    let [main, inner, _] = TABLES;
    for (name, text) in [main, inner] {
        fs::write(folder.join(name), text).expect("a file can be written");
    }
    let standard = format!("{}/phones/kinds.wh", env!("CARGO_MANIFEST_DIR"));
    let (status, _, wrong) = standard::weiheng(&["score", &standard, &folder.display().to_string()]);
    assert_eq!(status, 2);
    assert!(wrong.contains("缺少名录「道路」的表"), "{wrong}");
    assert_eq!(wrong.matches("这一行不知属于谁").count(), 2, "{wrong}");
}
