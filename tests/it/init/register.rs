//! Why: a record of processing that loses a cell, or bends one to fit, is worse than none.

use std::path::Path;

use super::{run, shown, tree};
use crate::workspace::{DAY, code, err, folder, out};

const REGISTER: &str = "Name;Purpose;Data;Legal basis;Start;Profiling;Owner;Department\n\
    Handling of complaints;Handle complaints; complaint-records;Contract;2026-03-01;no;x;Service\n\
    Newsletter;\"Marketing; Statistics\";customer list;Consent (opt-in);March 2026;maybe;y;Marketing\n\
    ;;;;;;;\n\
    Newsletter;Serve;;legitimate interest;;YES;\"multi\nline\";Sales\n\
    投诉处理;处理投诉、改进服务;投诉记录;合同;2026-13-01;否;甲;客服\n";

const COLUMNS: &str = "title=Name,purpose=Purpose,datasets=Data,legal_basis=Legal basis,go_live=Start,\
    profiling=Profiling,x.department=Department";

const KNOWN: &str = "kind = 'data'\nid = 'register'\ntitle = 'D'\npurposes.serve = 'Serve'\n\
    datasets.complaint-records = { kind = 'complaint_records' }\n";

fn workspace(register: &[u8]) -> tempfile::TempDir {
    let folder = folder(&[("known.toml".to_owned(), KNOWN.to_owned())]);
    std::fs::write(folder.path().join("register.csv"), register).unwrap();
    folder
}

fn adopt(root: &Path, columns: &str, lang: &str) -> std::process::Output {
    run(root, &["init", "--adopt", "--register", "register.csv", "--columns", columns, "--lang", lang])
}

#[test]
fn rows_become_activities_and_what_does_not_fit_stays_beside_its_row() {
    for lang in ["en", "zh"] {
        let folder = workspace(REGISTER.as_bytes());
        let begun = adopt(folder.path(), COLUMNS, lang);
        assert_eq!(code(&begun), 0, "{}", err(&begun));
        insta::assert_snapshot!(format!("register_{lang}"), shown(&begun, folder.path()));
        // The id of the document is taken, so another one is chosen.
        let written = std::fs::read_to_string(folder.path().join("data/register-2.toml")).unwrap();
        insta::assert_snapshot!(format!("register_file_{lang}"), written);
        let report = run(folder.path(), &["check", "--as-of", DAY, "--output-format", "json"]);
        let report: serde_json::Value = serde_json::from_str(&out(&report)).unwrap();
        let findings = report["findings"].as_array().unwrap();
        let shape = findings.iter().filter(|finding| finding["policy"].as_str().unwrap().starts_with("builtin/"));
        assert_eq!(shape.count(), 0, "{report}");
    }
}

#[test]
fn every_cell_that_was_asked_for_is_in_the_file() {
    let folder = workspace(REGISTER.as_bytes());
    assert_eq!(code(&adopt(folder.path(), COLUMNS, "en")), 0);
    let written = std::fs::read_to_string(folder.path().join("data/register-2.toml")).unwrap();
    for cell in
        ["Consent (opt-in)", "March 2026", "maybe", "legitimate interest", "合同", "2026-13-01", "客服", "改进服务"]
    {
        assert!(written.contains(cell), "{cell}\n{written}");
    }
}

#[test]
fn a_register_is_read_in_the_encodings_and_with_the_signs_that_spreadsheets_write() {
    let plain = "Name,Purpose\n投诉处理,\"服务, 改进\"\n";
    let utf16 = |text: &str| [vec![0xff, 0xfe], text.encode_utf16().flat_map(u16::to_le_bytes).collect()].concat();
    let marked = [b"\xef\xbb\xbf", plain.as_bytes()].concat();
    for bytes in [
        plain.as_bytes().to_vec(),
        marked,
        utf16(plain),
        plain.replace(',', "\t").replace("\t 改", ", 改").into_bytes(),
    ] {
        let folder = workspace(&bytes);
        let begun = adopt(folder.path(), "title=Name,purposes=Purpose", "zh");
        assert_eq!(code(&begun), 0, "{}", err(&begun));
        let written = std::fs::read_to_string(folder.path().join("data/register-2.toml")).unwrap();
        assert!(written.contains("服务, 改进"), "{written}");
    }
}

#[test]
fn a_register_that_cannot_be_told_is_refused_whole() {
    for (register, columns, said) in [
        (REGISTER, "title=Nme", "Name"),
        (REGISTER, "titel=Name", "title"),
        (REGISTER, "Name", "title=Name"),
        (REGISTER, "opt_out=Owner,x=Owner", "opt_out"),
        ("Name,Purpose\na,b,c\n", "title=Name", "line 2"),
        ("Name,Name\na,b\n", "title=Name", "more than once"),
        ("Name\n", "title=Name", "no row"),
        ("", "title=Name", "no column"),
    ] {
        let folder = workspace(register.as_bytes());
        let before = tree(folder.path());
        let refused = adopt(folder.path(), columns, "en");
        assert_eq!((code(&refused), out(&refused)), (2, String::new()), "{columns}");
        assert!(err(&refused).contains(said), "{columns}: {}", err(&refused));
        assert_eq!(tree(folder.path()), before);
    }
    let folder = workspace(b"Name\n\xc4\xe3\xba\xc3\n");
    let refused = adopt(folder.path(), "title=Name", "en");
    assert_eq!(code(&refused), 2);
    assert!(err(&refused).contains("UTF-8"), "{}", err(&refused));
}

#[test]
fn a_column_may_have_a_comma_in_its_name() {
    let folder = workspace(b"\"Name, full\",Purpose\nA,B\n");
    let begun = adopt(folder.path(), "title=Name, full,purpose=Purpose", "en");
    assert_eq!(code(&begun), 0, "{}", err(&begun));
}
