//! Why: whoever looks for a fault reads down one page: what is in force, who says so, what is not judged and why.

pub mod json;

use crate::clause::Catalogue;
use crate::config::Config;
use crate::diagnostic::Location;
use crate::disk::watch::WatchSupport;
use crate::doctor::{Aside, AsideState, Checkup, Key, Workspace, count, shown};
use crate::message::{Arg, Message};
use crate::render::escape::visible;
use crate::render::wrap::wrap;
use crate::render::{Style, catalogue};
use crate::report::MemberState;

/// Most columns of a value that is shown; longer ones are cut, since the place is beside them.
const VALUE: usize = 60;

/// The page.
pub fn text(checkup: &Checkup<'_>, style: &Style) -> String {
    let mut page = Page { out: String::new(), style, checkup };
    page.head();
    if let Some(workspace) = &checkup.workspace {
        page.workspace(workspace);
    }
    page.part(&Message::new("doctor.part-watch"));
    for message in watching(&checkup.watch) {
        page.line(2, &message);
    }
    page.out
}

struct Page<'a> {
    out: String,
    style: &'a Style,
    checkup: &'a Checkup<'a>,
}

impl Page<'_> {
    fn head(&mut self) {
        let version = Message::new("doctor.version")
            .text("version", env!("CARGO_PKG_VERSION"))
            .text("catalogue", Catalogue::as_of().to_string());
        self.line(0, &version);
        self.line(0, &Message::new("doctor.root").text("path", self.checkup.root.as_str()));
        let files = self.checkup.workspace.as_ref().map(|workspace| &workspace.snapshot.knowledge.config.files);
        let message = match files {
            None => Message::new("doctor.refused"),
            Some(files) if files.is_empty() => Message::new("doctor.no-config"),
            Some(files) => {
                let paths = files.iter().map(|document| document.source.path.as_str().into()).collect();
                Message::new("doctor.config").arg("files", Arg::List(paths))
            }
        };
        self.line(0, &message);
    }

    fn workspace(&mut self, workspace: &Workspace<'_>) {
        let snapshot = workspace.snapshot;
        self.part(&Message::new("doctor.part-keys"));
        for key in &workspace.keys {
            let message = self.key(key);
            self.line(2, &message);
        }
        self.part(&Message::new("doctor.part-packs"));
        for pack in &snapshot.packs {
            let id = if pack.version.is_empty() { "doctor.pack-on-bare" } else { "doctor.pack-on" };
            self.line(2, &Message::new(id).text("name", pack.id.clone()).text("version", pack.version.clone()));
        }
        for name in &snapshot.packs_off {
            self.line(2, &Message::new("doctor.pack-off").text("name", name.clone()));
        }
        self.part(&Message::new("doctor.part-documents"));
        self.line(2, &totals(snapshot));
        for aside in &workspace.aside {
            self.aside(aside);
        }
    }

    fn key(&self, key: &Key) -> Message {
        let place = |at: &Location| shown(self.checkup.sources, &crate::doctor::At::Source(*at));
        let message = match (&key.value, &key.at) {
            (Some(value), Some(at)) => {
                let (path, line) = place(at);
                Message::new("doctor.key").text("value", cut(value)).text("path", path).number("line", line)
            }
            (Some(value), None) => Message::new("doctor.key-default").text("value", cut(value)),
            (None, _) if key.name == "packs" => Message::new("doctor.key-all"),
            (None, _) => Message::new("doctor.key-none"),
        };
        message.text("name", key.name.as_str())
    }

    fn aside(&mut self, aside: &Aside) {
        let head = if aside.index > 0 { "doctor.aside-part" } else { "doctor.aside" };
        let head = Message::new(head)
            .text("path", aside.path.as_str())
            .number("n", aside.index + 1)
            .arg("state", Arg::Word(state(aside.state)));
        self.line(2, &head);
        let message = match &aside.at {
            None => Message::new("doctor.because"),
            Some(at) => {
                let (path, line) = shown(self.checkup.sources, at);
                Message::new("doctor.because-at").text("path", path).number("line", line)
            }
        };
        let lang = self.style.lang;
        let why = catalogue::text(lang, &aside.reason);
        let text = catalogue::compose(lang, &message, &[("why", &why)]);
        wrap(&mut self.out, &text, self.style.width, "      ", 6);
    }

    fn part(&mut self, title: &Message) {
        self.out.push('\n');
        self.line(0, title);
    }

    fn line(&mut self, indent: usize, message: &Message) {
        let text = catalogue::text(self.style.lang, message);
        wrap(&mut self.out, &text, self.style.width, &" ".repeat(indent), indent * 2);
    }
}

fn totals(snapshot: &crate::session::Snapshot) -> Message {
    Message::new("summary.documents")
        .number("read", count(snapshot, MemberState::Read))
        .number("broken", count(snapshot, MemberState::Broken))
        .number("unrecognised", count(snapshot, MemberState::Unrecognised))
        .number("excluded", count(snapshot, MemberState::Excluded))
        .number("over", count(snapshot, MemberState::OverLimit))
}

/// The catalogue word for what became of a file.
fn state(state: AsideState) -> &'static str {
    match state {
        AsideState::Broken => "doctor.state-broken",
        AsideState::Unrecognised => "doctor.state-unrecognised",
        AsideState::Excluded => "doctor.state-excluded",
        AsideState::OverLimit => "doctor.state-over-limit",
        AsideState::Ignored => "doctor.state-ignored",
    }
}

fn watching(watch: &WatchSupport) -> Vec<Message> {
    let mut list = Vec::new();
    list.push(match &watch.file_system {
        Some(name) if watch.needs_polling => Message::new("doctor.watch-polling").text("name", name.as_str()),
        Some(name) => Message::new("doctor.watch-events").text("name", name.as_str()),
        None => Message::new("doctor.watch-unknown"),
    });
    let limits = [
        ("doctor.watch-folders", watch.max_watches),
        ("doctor.watch-programs", watch.max_instances),
        ("doctor.watch-queue", watch.max_queued),
    ];
    list.extend(limits.into_iter().filter_map(|(id, n)| Some(Message::new(id).number("n", n?))));
    list
}

/// The words of a value on one line, cut where it is long.
fn cut(value: &str) -> String {
    let line: Vec<&str> = value.split_whitespace().collect();
    let line = line.join(" ");
    let line = visible(&line);
    match line.char_indices().nth(VALUE) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line.into_owned(),
    }
}

/// The gate in force, in the word of the configuration.
fn gate(config: &Config) -> &'static str {
    config.gate().map_or("never", crate::diagnostic::Severity::word)
}
