//! Why: an architecture that is only written down is a wish. What `docs/architecture.md` says about floors, doors and
//! files is read from the code itself here, so that the page stays true and a part could be cut out where it says.

mod code;

use code::{Module, files, module, modules, text};

/// Every module at the top of the crate and its floor. Imports go to the same floor or a lower one.
const FLOORS: &[(&str, &[&str])] = &[
    ("ground", &["diagnostic", "files", "message", "near", "source", "span"]),
    ("documents", &["document", "parse"]),
    (
        "knowledge",
        &[
            "clause",
            "config",
            "field",
            "graph",
            "index",
            "knowledge",
            "model",
            "policy",
            "scalar",
            "schema",
            "time",
            "value",
        ],
    ),
    (
        "judgement",
        &[
            "builtin", "coverage", "dossier", "evaluate", "finding", "ledger", "observe", "plan", "readings",
            "register", "report", "rule", "script",
        ],
    ),
    ("session", &["adopt", "discover", "disk", "doctor", "prove", "session"]),
    ("render", &["render"]),
    ("shells", &["cli", "watch"]),
    ("entrances", &["lib", "main"]),
];

/// No file is longer than this: what needs more room has two meanings.
const LINES: usize = 500;

/// Names that say nothing about what is inside.
const EMPTY_NAMES: &[&str] = &["common", "helper", "helpers", "misc", "prelude", "stuff", "util", "utils"];

#[test]
fn imports_only_go_down() {
    let upward: Vec<String> = modules().iter().filter(|module| !module.for_tests).flat_map(upward).collect();
    assert!(upward.is_empty(), "{}", upward.join("\n"));
}

#[test]
fn an_upward_import_is_seen_however_it_is_written() {
    for text in [
        "use crate::render::Style;",
        "use crate::{span::Span, render::{self, Style}};",
        "fn f(style: &crate::render::Style) {}",
        "fn f() -> u8 { crate::cli::run([]) }",
        "fn f() { assert!(crate::render::ok()); }",
        "mod inner { use super::super::super::render; }",
        "pub use super::super::render as text;",
    ] {
        assert!(!upward(&module("src/parse/toml.rs", text)).is_empty(), "{text}");
    }
    for text in ["use crate::span::Span;", "use super::Format;", "#[cfg(test)] mod tests { use crate::render; }"] {
        assert_eq!(upward(&module("src/parse/toml.rs", text)), [""; 0], "{text}");
    }
}

#[test]
fn every_module_has_a_floor() {
    let lib = module("src/lib.rs", &text("src/lib.rs"));
    let mut declared: Vec<String> = lib
        .file
        .items
        .iter()
        .filter_map(|item| if let syn::Item::Mod(item) = item { Some(item.ident.to_string()) } else { None })
        .chain(["lib".to_owned(), "main".to_owned()])
        .collect();
    let mut listed: Vec<String> =
        FLOORS.iter().flat_map(|(_, names)| names.iter().map(|name| (*name).to_owned())).collect();
    declared.sort();
    listed.sort();
    assert_eq!(declared, listed);
}

#[test]
fn the_page_and_the_tour_list_the_modules_of_every_floor() {
    for path in ["docs/architecture.md", "src/lib.rs"] {
        let page = text(path);
        for (floor, names) in FLOORS.iter().take(FLOORS.len() - 1) {
            let row = page.lines().find(|line| line.contains(&format!("**{floor}**")));
            let row = row.unwrap_or_else(|| panic!("{path} does not speak of the floor {floor}"));
            for name in *names {
                assert!(row.contains(&format!("`{name}`")), "{path} does not list `{name}` on the floor {floor}");
            }
        }
    }
}

/// A shell holds a session, takes a snapshot and calls a renderer; a second pipeline must not grow in it.
#[test]
fn shells_neither_parse_nor_judge() {
    let inner = ["builtin", "evaluate", "parse", "rule", "script"];
    each(&modules(), |module, said| {
        let shell = floor(module.top()) == floor("cli");
        let reached = said.own.iter().filter(|path| shell && path.first().is_some_and(|top| inner.contains(&&**top)));
        reached.map(|path| format!("imports {}", path.join("::"))).collect()
    });
}

/// Invariant 2: disk, clock and environment behind one door.
#[test]
fn only_disk_and_shells_touch_the_machine() {
    let doors = ["disk", "cli", "main", "watch"];
    each(&modules(), |module, said| {
        if doors.contains(&module.top()) {
            return Vec::new();
        }
        let touches = |path: &&Vec<String>| {
            let names: Vec<&str> = path.iter().map(String::as_str).collect();
            matches!(names[..], ["std", "fs" | "env" | "process" | "net", ..] | ["walkdir", ..])
                || names.iter().any(|name| matches!(*name, "SystemTime" | "Instant" | "stdout" | "stderr" | "stdin"))
                || matches!(names[..], [.., "Timestamp" | "Zoned", "now"] | [.., "TimeZone", "system"])
        };
        said.foreign.iter().filter(touches).map(|path| format!("uses {}", path.join("::"))).collect()
    });
}

/// Invariant 2: printing is for shells, and they write to a stream that they chose.
#[test]
fn nothing_prints_on_the_way() {
    let printing = ["print", "println", "eprint", "eprintln", "dbg"];
    each(&modules(), |_, said| {
        let found = said.macros.iter().filter(|name| printing.contains(&&***name));
        found.map(|name| format!("calls {name}!")).collect()
    });
}

/// Invariant 2: what the script host says reaches people, so it is said by id. A sentence is three words in a row.
#[test]
fn the_script_host_speaks_by_message_ids() {
    let is_sentence = |text: &&String| {
        let words: Vec<&str> = text.split(' ').collect();
        let is_word = |word: &&str| word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_alphabetic());
        words.windows(3).any(|three| three.iter().all(is_word))
    };
    each(&modules(), |module, said| {
        // The table of what policies may use describes as the tables of the schema do; no script can make it speak.
        let describes = module.path.starts_with("src/script/reference");
        if module.top() != "script" || describes {
            assert!(!describes || said.own.iter().flatten().all(|name| name != "message"), "{}", module.path);
            return Vec::new();
        }
        // Names that the engine itself gives to what is too large.
        let engine = ["Length of string", "Size of object map"];
        let found = said.texts.iter().filter(is_sentence).filter(|text| !engine.contains(&text.as_str()));
        found.map(|text| format!("says `{text}`")).collect()
    });
}

/// Invariant 3: formats own their structs. The clause record and the steps of headers are formats, too: those of the
/// blobs inside the binary.
#[test]
fn domain_types_are_not_serialised() {
    each(&modules(), |module, said| {
        let blobs = ["src/clause/record.rs", "src/policy/step.rs"];
        if module.top() == "render" || blobs.contains(&module.path.as_str()) {
            return Vec::new();
        }
        let found = said.traits.iter().filter(|name| matches!(&***name, "Serialize" | "Deserialize"));
        found.map(|name| format!("derives or implements {name}")).collect()
    });
}

/// Invariant 9: what is not linked cannot be called.
/// What watches files and keys waits by `mio`, built without its feature `net`.
#[test]
fn nothing_that_is_linked_can_reach_a_network() {
    let lock = text("Cargo.lock");
    for name in ["curl", "h2", "hyper", "isahc", "native-tls", "openssl", "reqwest", "rustls", "tokio", "ureq"] {
        assert!(!lock.contains(&format!("name = \"{name}\"\n")), "Cargo.lock holds {name}");
    }
    each(&modules(), |_, said| {
        // Local sockets, `std::os::unix::net`, lead to the service manager of this machine and no further.
        let is_local = |path: &[String]| path.starts_with(&["std".to_owned(), "os".to_owned()]);
        let net = |path: &&Vec<String>| !is_local(path) && path.iter().any(|name| name == "net" || name == "TcpStream");
        said.foreign.iter().filter(net).map(|path| format!("uses {}", path.join("::"))).collect()
    });
}

#[test]
fn every_file_opens_with_its_purpose_and_fits_on_a_few_screens() {
    let mut wrong = Vec::new();
    for folder in ["src", "tests", "benches", "build"] {
        for path in files(folder) {
            let text = text(&path);
            let lines = text.lines().count();
            if lines >= LINES {
                wrong.push(format!("{path} has {lines} lines; below {LINES} is asked for"));
            }
            // Test modules of one module speak of that module; everything else says why it is there.
            let inner = path.starts_with("src/") && (path.ends_with("/tests.rs") || path.contains("/tests/"));
            if !inner && !text.starts_with("//!") {
                wrong.push(format!("{path} does not open with `//!`"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn names_of_modules_say_what_is_inside() {
    for module in modules() {
        let empty = module.names.iter().find(|name| EMPTY_NAMES.contains(&name.as_str()));
        assert!(empty.is_none(), "{}: the name says nothing", module.path);
    }
}

#[test]
fn the_program_itself_is_short() {
    assert!(text("src/main.rs").lines().count() < 60);
}

fn floor(top: &str) -> Option<usize> {
    FLOORS.iter().position(|(_, names)| names.contains(&top))
}

/// Imports of a module that go up, or nowhere.
fn upward(module: &Module) -> Vec<String> {
    let own = floor(module.top()).unwrap_or_else(|| panic!("{} is on no floor", module.path));
    let mut list = Vec::new();
    for path in module.said().own {
        let Some(top) = path.first() else { continue };
        let wrong = match floor(top) {
            Some(floor) if floor > own => format!("{} ({}) imports {}", module.path, FLOORS[own].0, path.join("::")),
            // An item of `lib.rs` or a macro: there are none, so that every name leads to a module.
            None if !module.names.is_empty() => {
                format!("{} imports {}, which is no module", module.path, path.join("::"))
            }
            _ => continue,
        };
        list.push(wrong);
    }
    list.sort();
    list.dedup();
    list
}

/// Asserts that a rule finds nothing in any module that is compiled into the program.
fn each(modules: &[Module], rule: impl Fn(&Module, &code::Said) -> Vec<String>) {
    let mut wrong = Vec::new();
    for module in modules.iter().filter(|module| !module.for_tests) {
        wrong.extend(rule(module, &module.said()).iter().map(|found| format!("{} {found}", module.path)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
