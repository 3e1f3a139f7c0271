//! Why: whoever comes for the first time reads every word and knows none of the customs. What stopped such readers is made
//! here once more: an empty folder, signs that only look right, a handle copied with its brackets.

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use serde_json::Value;

use crate::workspace::{check, code, err, folder, ombud, out, process};

fn files(list: &[(&str, &str)]) -> Vec<(String, String)> {
    list.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

#[test]
fn where_nothing_was_judged_no_format_speaks_of_a_clean_run() {
    let empty = folder(&files(&[("letter.docx", "x"), ("strange.yaml", "a: 1\n")]));
    let nothing = "nothing was judged: no file here is of a kind that ombud knows.";
    for format in ["human", "concise", "markdown"] {
        let output = check(empty.path(), &["--output-format", format]);
        assert_eq!(code(&output), 2, "{format}");
        assert!(out(&output).contains(nothing) && !out(&output).contains("no open finding"), "{}", out(&output));
        assert!(err(&output).contains("Word, PDF and Excel files are not"), "{}", err(&output));
        assert!(err(&output).contains("`ombud init --adopt`"), "{}", err(&output));
    }
    let output = check(empty.path(), &["--output-format", "json-v1"]);
    let report: Value = serde_json::from_str(&out(&output)).unwrap();
    assert_eq!((code(&output), report["outcome"].as_str()), (2, Some("incomplete")));
    let output = check(empty.path(), &["--lang", "zh"]);
    assert!(out(&output).contains("结论：什么都没有检查"), "{}", out(&output));
    let output = check(empty.path(), &["--allow-empty"]);
    assert_eq!(code(&output), 0);
    assert!(out(&output).contains("no open finding in the scope judged"), "{}", out(&output));
}

#[test]
fn a_sign_that_only_looks_right_is_told_in_every_file() {
    for (path, text, told) in [
        (
            "a.toml",
            "kind = “process”\n",
            "a.toml:1:8: error[builtin/unreadable-document]: The file cannot be read beyond \
         this place: these are typographic quotes (“ ”); write straight ones (\")",
        ),
        ("a.json", "{\"kind\": \"process\"，\"id\": \"a\"}", "this is a full-width comma; write `,`"),
        ("a.yaml", "kind：process\nid: a\n", "a.yaml:1:5: error[builtin/unreadable-document]"),
        ("ombud.toml", "jurisdictions ＝ [\"CN\"]\n", "this is a full-width equals sign; write `=`"),
        ("policies/mine/rule.rhai", "/*\ntitle = “T”\n*/\n//! Why.\n", "write straight ones (\")"),
    ] {
        let folder = folder(&files(&[(path, text), ("b.yaml", &process("b", "", "1 day"))]));
        let output = check(folder.path(), &["--output-format", "concise"]);
        let said = out(&output) + err(&output).replace("\n  ", " ").as_str();
        assert!(said.contains(told), "{path}\n{said}");
    }
}

#[test]
fn a_kind_in_signs_that_only_look_right_is_a_near_miss() {
    for (text, told) in [
        (
            "kind: “process”\nid: a\ntitle: A\n",
            "a.yaml: not recognised: `a.yaml` states `kind` as “process” with typographic",
        ),
        ("kind：process\nid：a\ntitle：A\n", "a.yaml: not recognised: line 1 of `a.yaml` has a full-width colon"),
        ("kind: proces\nid: a\ntitle: A\n", "a.yaml: not recognised: `a.yaml` states `kind` as `proces`"),
    ] {
        let folder = folder(&files(&[("a.yaml", text), ("b.yaml", &process("b", "", "1 day"))]));
        let output = check(folder.path(), &["--output-format", "concise"]);
        assert!(out(&output).contains(told), "{}", out(&output));
    }
}

#[test]
fn the_law_of_a_place_that_the_catalogue_does_not_know_is_told_as_missing() {
    let folder =
        folder(&files(&[("ombud.toml", "jurisdictions = [\"JP\"]\n"), ("b.yaml", &process("b", "", "1 day"))]));
    for arguments in [&["check"][..], &["clauses"], &["doctor"]] {
        let output = ombud(folder.path()).args(arguments).output().unwrap();
        let said = (out(&output) + err(&output).as_str()).replace("\n  ", " ");
        assert!(said.contains("the catalogue holds no law of `JP`"), "{arguments:?}\n{said}");
    }
}

#[test]
fn a_handle_is_found_however_it_was_copied() {
    let folder = folder(&files(&[("b.yaml", &process("b", "", "60 days"))]));
    let report: Value = serde_json::from_str(&out(&check(folder.path(), &["--output-format", "json-v1"]))).unwrap();
    let handle = report["findings"][0]["handle"].as_str().unwrap().trim_start_matches('#').to_owned();
    for typed in [handle.clone(), format!("#{handle}"), format!("(#{handle})"), format!("({handle})")] {
        let output = ombud(folder.path()).args(["explain", &typed]).output().unwrap();
        assert!(code(&output) == 0 && out(&output).contains(&format!("#{handle}")), "{typed}: {}", err(&output));
    }
    let output = ombud(folder.path()).args(["explain", "#abcdef"]).output().unwrap();
    assert!(
        code(&output) == 2 && err(&output).contains("may be mended, or belong to another folder"),
        "{}",
        err(&output)
    );
}

#[test]
fn what_may_be_the_cause_of_others_is_shown_first() {
    let text = process("b", "", "60 days").replace("title:", "deadline: 1\ntitle:");
    let folder = folder(&files(&[("b.yaml", &text), ("policies/mine/rule.rhai", "/*\ntitle = \"T\"\n")]));
    let shown = out(&check(folder.path(), &[]));
    let places = ["[policy/header]", "── b.yaml", "[builtin/unknown-key]"].map(|part| shown.find(part));
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?}\n{shown}");
    let of_the_file = shown.get(places[1].unwrap()..).unwrap();
    let heads: Vec<&str> =
        of_the_file.lines().filter(|line| line.starts_with("error: ") || line.starts_with("warning: ")).collect();
    assert!(heads.len() > 1 && heads[0].contains("[builtin/unknown-key]"), "{heads:?}");
}

#[test]
fn a_slip_in_what_is_asked_for_is_answered_with_what_was_meant() {
    let folder = folder(&files(&[("b.yaml", &process("b", "", "60 days"))]));
    for (arguments, exit, told) in [
        (["explain", "process.qualty"], 2, "did you mean `process.quality`?"),
        (["explain", "config/laxer"], 0, "Own value laxer than a clause [config/laxer]"),
        (["explain", "builtin/unknown-key"], 0, "docs/troubleshooting.md"),
        (["explain", "config/nothing-such"], 2, "neither a policy"),
        (["test", "complaint"], 2, "did you mean `'complaint/*'`?"),
    ] {
        let output = ombud(folder.path()).args(arguments).output().unwrap();
        let said = out(&output) + err(&output).as_str();
        assert!(code(&output) == exit && said.contains(told), "{arguments:?}\n{said}");
    }
}

#[test]
fn a_length_of_time_in_a_sentence_is_refused_with_what_to_write() {
    for (written, told) in [
        ("one month", "write `1 month`"),
        ("8小时内", "write `8小时`"),
        ("7 calender days", "did you mean `calendar days`?"),
    ] {
        let folder = folder(&files(&[("b.yaml", &process("b", "", written))]));
        let said = out(&check(folder.path(), &["--output-format", "concise"]));
        assert!(said.contains(told), "{said}");
    }
}

#[test]
fn a_slip_in_a_pack_or_in_the_configuration_is_told_with_the_way_out() {
    let rule = "/*\ntitle = \"T\"\nseverity = \"warning\"\napplies_to = \"process\"\n\
                require = 'doc.deadlines.resolve.within <= duration(\"1 day\")'\n\
                [messages]\nabove = \"At most {limits}.\"\n*/\n//! Why.\n";
    for (path, text, exit, told) in [
        ("policies/mine/rule.rhai", rule, 2, "rule.rhai:7:9: error[policy/header]: `{limits}` stands for nothing"),
        ("policies/mine/rule.rhai.txt", rule, 0, "take off the `.txt`"),
        (
            "ombud.toml",
            "packs = []\n[limits]\nbytes = 1000000\nlang = [\"zh\"]\n",
            2,
            "`lang` stands at the top of the file",
        ),
    ] {
        let folder = folder(&files(&[(path, text), ("b.yaml", &process("b", "", "60 days"))]));
        let output = check(folder.path(), &["--fail-on", "never"]);
        let whole = (out(&output) + err(&output).as_str()).replace("\n  ", " ");
        let concise = check(folder.path(), &["--fail-on", "never", "--output-format", "concise"]);
        assert!(code(&output) == exit && (whole + out(&concise).as_str()).contains(told), "{path}\n{}", out(&output));
    }
}

#[test]
fn a_missed_fail_is_told_with_what_came() {
    let rule =
        "/*\ntitle = \"T\"\nseverity = \"warning\"\napplies_to = \"process\"\nrequire = 'doc.owner.present()'\n*/\n";
    let case = "[[case]]\nnote = \"n\"\ndocument = '''\nkind = \"process\"\nid = \"p\"\ntitle = \"P\"\ncategory = \"complaint\"\n\
                owner = \"o\"\n[roles]\no = \"O\"\n'''\nwant = [\"/owner\"]\n";
    let folder = folder(&files(&[("policies/mine/rule.rhai", rule), ("policies/mine/rule.cases.toml", case)]));
    let output = ombud(folder.path()).args(["test", "mine/*"]).output().unwrap();
    assert!(code(&output) == 1 && out(&output).contains("came: "), "{}{}", out(&output), err(&output));
}

#[test]
fn a_country_or_a_city_is_answered_with_its_code_or_zone() {
    for (flags, told) in [
        (["--jurisdictions", "中国"], "did you mean `CN`?"),
        (["--jurisdictions", "Netherlands"], "did you mean `NL`?"),
        (["--time-zone", "Amsterdam"], "did you mean `Europe/Amsterdam`?"),
        (["--time-zone", "北京"], "did you mean `Asia/Shanghai`?"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let output = ombud(folder.path()).arg("init").args(flags).output().unwrap();
        assert!(code(&output) == 2 && err(&output).contains(told), "{}", err(&output));
    }
    let folder = tempfile::tempdir().unwrap();
    let output = ombud(folder.path()).args(["init", "--jurisdictions", "CN、NL"]).output().unwrap();
    assert!(code(&output) == 0 && out(&output).contains("Written in this folder:"), "{}{}", out(&output), err(&output));
    let config = std::fs::read_to_string(folder.path().join("ombud.toml")).unwrap();
    assert!(config.contains("[\"CN\", \"NL\"]"), "{config}");
    let output = ombud(folder.path()).arg("init").output().unwrap();
    assert!(code(&output) == 2 && err(&output).contains("`ombud init FOLDER`"), "{}", err(&output));
}

#[test]
fn the_day_of_the_clock_is_named_with_its_zone() {
    let folder =
        folder(&files(&[("ombud.toml", "time_zone = \"Asia/Tokyo\"\n"), ("b.yaml", &process("b", "", "1 day"))]));
    for command in ["check", "clauses"] {
        let output = ombud(folder.path()).arg(command).output().unwrap();
        assert!(out(&output).contains(" (Asia/Tokyo), by clauses as of "), "{}", out(&output));
        let given = ombud(folder.path()).args([command, "--as-of", "2026-11-22"]).output().unwrap();
        assert!(out(&given).contains("judged as of 2026-11-22, by clauses"), "{}", out(&given));
    }
}

#[test]
fn a_watcher_that_judged_nothing_says_so_to_people_and_programs() {
    let folder = folder(&files(&[("strange.yaml", "a: 1\n")]));
    for (format, told) in [
        ("human", "nothing was judged: no file here is of a kind that ombud knows."),
        ("json", "\"state\":\"incomplete\""),
    ] {
        let mut command = ombud(folder.path());
        command.args(["watch", "--output-format", format]).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        let mut first = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(first.contains(told), "{first}");
    }
}
