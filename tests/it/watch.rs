//! Why: what holds of the session in memory must hold of the program on a real disk, with a real system that tells of
//! changes: whatever was done, the answer at rest is that of a fresh run. Nothing here waits for a time: each change is
//! followed by reading answers until the right one comes, and only a watcher that never gives it runs into the deadline.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use ombud::disk::Disk;
use ombud::render::json::watch::population_digest;
use ombud::report::Report;
use ombud::session::{Options, Session, Wanted};
use serde_json::Value;

const CONFIG: &str = "packs = [\"own\"]\n";
const RULE: &str = "/*\ntitle = \"Limit\"\nseverity = \"error\"\napplies_to = \"process\"\n\
                    require = 'doc.deadlines.acknowledge.within <= duration(\"24h\")'\n*/\n";

/// A watcher that never comes to the right answer is given up after this long.
const PATIENCE: Duration = Duration::from_secs(60);

fn process(hours: u32) -> String {
    format!("kind: process\nid: p{hours}\ntitle: P\ncategory: complaint\ndeadlines: {{ acknowledge: {hours}h }}\n")
}

/// A watcher over a folder, with what its answers add up to.
struct Watched {
    folder: tempfile::TempDir,
    child: Child,
    lines: Receiver<Value>,
    /// Open findings by fingerprint, with their value.
    open: BTreeMap<String, Value>,
    last: Value,
}

impl Watched {
    fn begin(arguments: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir_all(root.join("policies/own")).unwrap();
        fs::write(root.join("ombud.toml"), CONFIG).unwrap();
        fs::write(root.join("policies/own/pack.toml"), "version = \"1\"\n").unwrap();
        fs::write(root.join("policies/own/limit.rhai"), RULE).unwrap();
        fs::write(root.join("a.yaml"), process(48)).unwrap();
        let mut child = Command::new(env!("CARGO_BIN_EXE_ombud"))
            .args(["watch", "--output-format", "json"])
            .args(arguments)
            .arg(root)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let (sender, lines) = channel();
        let out = BufReader::new(child.stdout.take().unwrap());
        std::thread::spawn(move || {
            for line in out.lines() {
                let Ok(line) = line else { return };
                if sender.send(serde_json::from_str(&line).unwrap()).is_err() {
                    return;
                }
            }
        });
        let mut watched = Self { folder, child, lines, open: BTreeMap::new(), last: Value::Null };
        watched.settle("the first answer");
        watched
    }

    fn root(&self) -> &Path {
        self.folder.path()
    }

    fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// The next answer, added up.
    fn next(&mut self, what: &str) -> &Value {
        let line = self.lines.recv_timeout(PATIENCE).unwrap_or_else(|_| panic!("{what}: no further answer"));
        assert_eq!((&line["format"], &line["version"]), (&"ombud-watch".into(), &1.into()));
        for row in line["new"].as_array().unwrap().iter().chain(line["changed"].as_array().unwrap()) {
            self.open.insert(row["fingerprint"].as_str().unwrap().to_owned(), row["value"].clone());
        }
        for row in line["fixed"].as_array().unwrap() {
            let gone = self.open.remove(row["fingerprint"].as_str().unwrap());
            assert!(gone.is_some(), "{what}: what was never open was fixed: {row}");
        }
        self.last = line;
        &self.last
    }

    /// Reads answers until one is that of a fresh run.
    fn settle(&mut self, what: &str) {
        let started = Instant::now();
        loop {
            self.next(what);
            let fresh = fresh(self.root());
            let wanted: BTreeMap<String, Value> = fresh
                .findings
                .iter()
                .map(|finding| (finding.fingerprint.clone(), finding.value.as_deref().map_or(Value::Null, Value::from)))
                .collect();
            if self.last["fresh"]["population_digest"] == population_digest(&fresh) {
                assert_eq!(self.open, wanted, "{what}");
                assert_eq!(self.last["fresh"]["policies_digest"], fresh.policies_digest, "{what}");
                return;
            }
            assert!(started.elapsed() < PATIENCE, "{what}: the last answer is {}", self.last);
        }
    }

    /// Reads answers until one has this state.
    fn until(&mut self, state: &str) {
        let started = Instant::now();
        while self.next(state)["state"] != state {
            assert!(started.elapsed() < PATIENCE, "the last answer is {}", self.last);
        }
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn fresh(root: &Path) -> Report {
    let session = Session::new(Arc::new(Disk::new(root)), Options::default());
    session.snapshot().unwrap_or_else(|_| panic!("the folder is refused")).check(&Wanted::default())
}

#[test]
fn every_kind_of_change_comes_to_the_answer_of_a_fresh_run() {
    let mut watched = Watched::begin(&[]);
    assert_eq!(watched.open.len(), 1);
    watched.write("a.yaml", process(12));
    watched.settle("mended");
    assert_eq!(watched.open.len(), 0);
    watched.write("a.yaml", process(96));
    watched.settle("worse");
    watched.write("deep/er/and/deeper/b.yaml", process(72));
    watched.settle("a file in folders that are new");
    watched.write("deep/er/and/c.yaml", process(71));
    watched.settle("a file in a folder that was new");
    fs::rename(watched.root().join("deep"), watched.root().join("moved")).unwrap();
    watched.settle("a folder with another name");
    watched.write("moved/er/and/c.yaml", process(70));
    watched.settle("a change in a folder with another name");
    watched.write(".gitignore", "moved/\n");
    watched.settle("a folder that is ignored");
    fs::remove_file(watched.root().join(".gitignore")).unwrap();
    watched.settle("a folder that is ignored no longer");
    watched.write("moved/er/and/c.yaml", process(69));
    watched.settle("a change in a folder that was ignored");
    fs::remove_dir_all(watched.root().join("moved")).unwrap();
    watched.settle("a folder that is gone");
    watched.write("policies/own/limit.rhai", RULE.replace("24h", "200h"));
    watched.settle("another policy");
    assert_eq!(watched.open.len(), 0);
    watched.write("policies/own/limit.rhai", RULE);
    watched.settle("the policy as it was");
}

#[test]
fn a_broken_configuration_is_said_and_its_mending_is_noticed() {
    let mut watched = Watched::begin(&[]);
    watched.write("ombud.toml", "packs = [\n");
    watched.until("refused");
    assert!(!watched.last["diagnostics"].as_array().unwrap().is_empty());
    watched.write("b.yaml", process(72));
    watched.write("ombud.toml", CONFIG);
    watched.settle("mended");
    assert_eq!(watched.open.len(), 2);
}

#[test]
fn a_root_that_goes_and_comes_back_is_watched_again() {
    let mut watched = Watched::begin(&[]);
    let (root, aside) = (watched.root().to_owned(), watched.root().with_extension("aside"));
    fs::rename(&root, &aside).unwrap();
    watched.until("missing");
    fs::rename(&aside, &root).unwrap();
    watched.settle("the same folder");
    watched.write("b.yaml", process(72));
    watched.settle("a change in it");
    // Another folder of the same name.
    fs::rename(&root, &aside).unwrap();
    fs::create_dir(&root).unwrap();
    watched.write("ombud.toml", "packs = [\"sla\"]\n");
    watched.settle("another folder");
    watched.write("c.yaml", process(71));
    watched.settle("a change in the other folder");
    fs::remove_dir_all(&aside).unwrap();
}

#[test]
fn looking_through_folders_comes_to_the_same() {
    let mut watched = Watched::begin(&["--poll"]);
    watched.write("deep/b.yaml", process(720));
    watched.settle("a new folder");
    watched.write("a.yaml", process(12));
    watched.settle("mended");
}

/// What editors do to save a file, as sequences of operations: `w` writes in place (emptied first), `a` appends, `r` renames,
/// `d` deletes, `l` links. `F` is the file, other names lie beside it.
const TRACES: [(&str, &str); 24] = [
    ("truncate and write, as nano and VS Code do", "w F"),
    ("write in two parts", "w F half; a F rest"),
    ("append", "w F"),
    ("temporary file and rename, as sed -i does", "w sedAbC; r sedAbC F"),
    ("rename over, as gedit does", "w .goutputstream-X; r .goutputstream-X F"),
    ("vim with backup, renaming", "w .F.swp junk; r F F~; w F; d F~; d .F.swp"),
    ("vim with the probe 4913", "w 4913 junk; d 4913; r F F~; w F; d F~"),
    ("vim in place, backup kept", "w F~ junk; w F"),
    ("emacs: autosave, backup by copy", "w #F# junk; w F~ junk; w F; d #F#"),
    ("emacs: backup by rename", "r F F~; w F"),
    ("emacs: lock and temporary file", "w .#F junk; w F.tmp; r F.tmp F; d .#F"),
    ("JetBrains: safe write", "w F___jb_tmp___; r F F___jb_old___; r F___jb_tmp___ F; d F___jb_old___"),
    ("delete and create", "d F; w F"),
    ("delete, then rename in", "w new.tmp; d F; r new.tmp F"),
    ("git checkout: unlink and create", "d F; w F"),
    ("rsync: dot file and rename", "w .F.Xy12; r .F.Xy12 F"),
    ("LibreOffice: lock, write, unlock", "w .~lock.F# junk; w F; d .~lock.F#"),
    ("Kate: write beside and rename", "w F.kate-swp junk; w F.new; r F.new F; d F.kate-swp"),
    ("Sublime: atomic save", "w .F.subl; r .F.subl F"),
    ("Notepad++ over a share: delete, write", "d F; w F half; a F rest"),
    ("a script: write thrice", "w F junk; w F half; w F"),
    ("moved away and back", "r F away; r away F; w F"),
    ("hard link and rename", "w other; l other linked; r linked F; d other"),
    ("swapped by three renames", "w other; r F third; r other F; d third"),
];

#[test]
fn saves_of_editors_come_to_one_right_answer() {
    let mut watched = Watched::begin(&[]);
    for (at, (name, trace)) in TRACES.iter().enumerate() {
        let text = process(100 + at as u32);
        let (half, rest) = text.split_at(text.len() / 2);
        let path = |name: &str| watched.root().join(name.replace('F', "a.yaml"));
        for step in trace.split("; ") {
            match step.split(' ').collect::<Vec<_>>()[..] {
                ["w", name] => fs::write(path(name), &text).unwrap(),
                ["w", name, "half"] => fs::write(path(name), half).unwrap(),
                ["w", name, _] => fs::write(path(name), "junk").unwrap(),
                ["a", name, _] => {
                    let whole = [fs::read(path(name)).unwrap(), rest.as_bytes().to_vec()].concat();
                    fs::write(path(name), whole).unwrap();
                }
                ["r", from, to] => fs::rename(path(from), path(to)).unwrap(),
                ["d", name] => fs::remove_file(path(name)).unwrap(),
                ["l", from, to] => fs::hard_link(path(from), path(to)).unwrap(),
                _ => panic!("{step}"),
            }
        }
        watched.settle(name);
        assert_eq!(watched.open.len(), 1, "{name}");
    }
}

#[cfg(unix)]
#[test]
fn it_ends_when_it_is_asked_to_and_a_second_one_is_told_who_holds_it() {
    let mut watched = Watched::begin(&[]);
    let second = Command::new(env!("CARGO_BIN_EXE_ombud")).arg("watch").arg(watched.root()).output().unwrap();
    assert_eq!(second.status.code(), Some(2));
    let said = String::from_utf8(second.stderr).unwrap();
    assert!(said.contains(&format!("already watched by process {}", watched.child.id())), "{said}");
    let killed = Command::new("kill").args(["-TERM", &watched.child.id().to_string()]).status().unwrap();
    assert!(killed.success());
    assert_eq!(watched.child.wait().unwrap().code(), Some(0));
}

/// A change that nobody could judge, since the root went with it, once kept the loop turning without a rest.
#[cfg(target_os = "linux")]
#[test]
fn a_watcher_whose_root_is_gone_rests() {
    let mut watched = Watched::begin(&[]);
    let (root, aside) = (watched.root().to_owned(), watched.root().with_extension("rest"));
    for at in 0..200 {
        watched.write(&format!("b{at}.yaml"), process(72));
    }
    fs::rename(&root, &aside).unwrap();
    watched.until("missing");
    let ticks = || {
        let stat = fs::read_to_string(format!("/proc/{}/stat", watched.child.id())).unwrap();
        let words: Vec<u64> = stat.split(' ').skip(13).take(2).map(|word| word.parse().unwrap()).collect();
        words.iter().sum::<u64>()
    };
    let before = ticks();
    let further = watched.lines.recv_timeout(Duration::from_secs(2));
    assert!(further.is_err(), "nothing is said of a root that stays away");
    let spent = ticks() - before;
    fs::rename(&aside, &root).unwrap();
    // A hundred ticks are a second of work; at rest there are one or two, in a loop that never rests hundreds.
    assert!(spent < 60, "{spent} ticks of a hundredth of a second in two seconds of rest");
    watched.settle("the root is back");
}

#[test]
fn the_page_names_every_field_of_an_answer() {
    let page = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/watching.md")).unwrap();
    let watched = Watched::begin(&[]);
    let fields = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    for field in fields(&watched.last).into_iter().chain(fields(&watched.last["fresh"])) {
        assert!(page.contains(&format!("`{field}`")), "{field}");
    }
    for state in ["clean", "findings", "incomplete", "refused", "missing"] {
        assert!(page.contains(&format!("`{state}`")), "{state}");
    }
}
