//! Why: one loop serves a person and a program. What happened is the same; a program gets one JSON object a line, a person
//! gets what changed, a line of status, and any finding whole at a key.

use std::io::Write;
use std::path::Path;
use std::time::Duration;

use super::events::{Key, POLL};
use super::{Plan, Reader, Trouble};
use crate::diagnostic::Severity;
use crate::message::{Lang, Message};
use crate::render::json::watch as line;
use crate::render::json::watch::Fresh;
use crate::render::watch as page;
use crate::render::{self, Style, catalogue};
use crate::report::since::{Since, since};
use crate::report::{Repeated, Report};
use crate::session::Refused;
use crate::session::live::Judged;
use crate::time::date::clock_in;

/// What an answer rests on.
pub struct Answer {
    /// The moment, RFC 3339 in UTC.
    pub at: String,
    /// Events that the system dropped since the answer before.
    pub lost: u64,
    /// Whether every file was looked at.
    pub rescanned: bool,
    /// Evaluations that were run.
    pub run: usize,
    /// How long it took.
    pub elapsed: Duration,
    /// The moment in seconds since 1970-01-01T00:00:00Z.
    pub clock: i64,
}

/// Tells whoever reads.
pub struct Teller<'a> {
    plan: &'a Plan,
    style: Style,
    /// Keys are read one by one, so that lines do not end by themselves.
    is_raw: bool,
    last: Option<Report>,
    refused: bool,
    zone: String,
    shown: usize,
    filter: Severity,
    status: String,
}

impl<'a> Teller<'a> {
    pub fn new(plan: &'a Plan, is_raw: bool) -> Self {
        Self {
            plan,
            style: plan.style.clone(),
            is_raw,
            last: None,
            refused: false,
            zone: "UTC".to_owned(),
            shown: 0,
            filter: Severity::Info,
            status: String::new(),
        }
    }

    /// Whether the last answer was that nothing can be judged.
    pub fn is_refused(&self) -> bool {
        self.refused
    }

    /// The last status in one line of plain text.
    pub fn line(&self) -> String {
        self.status.trim().to_owned()
    }

    /// What came of a change.
    pub fn answer(&mut self, outcome: Result<Judged, Box<Refused>>, answer: &Answer) -> Result<(), Trouble> {
        let fresh = Fresh {
            at: answer.at.clone(),
            events_lost: answer.lost,
            rescanned: answer.rescanned,
            run: answer.run,
            millis: answer.elapsed.as_millis(),
        };
        match outcome {
            Ok(judged) => self.judged(judged, &fresh, answer.clock),
            Err(refused) => self.refuse(*refused, &fresh),
        }
    }

    fn judged(&mut self, judged: Judged, fresh: &Fresh, clock: i64) -> Result<(), Trouble> {
        let config = &judged.snapshot.knowledge.config;
        if let Some(zone) = &config.time_zone {
            self.zone = zone.name.to_string();
        }
        let report = judged.report;
        let since = match &self.last {
            Some(last) => since(last, &report),
            None => Since { new: page::filtered(&report, Severity::Info).cloned().collect(), ..Since::default() },
        };
        self.refused = false;
        let plain = Style { color: render::Color::Never, ..self.style.clone() };
        self.status = page::status(&report, &since, fresh, &clock_in(&self.zone, clock), &plain);
        let text = match self.plan.reader {
            Reader::Program => line::judged(&report, &since, fresh, self.lang()),
            Reader::Person => {
                let status = page::status(&report, &since, fresh, &clock_in(&self.zone, clock), &self.style);
                let troubles: String = report
                    .diagnostics
                    .iter()
                    .filter(|_| !self.last.as_ref().is_some_and(|last| last.diagnostics == report.diagnostics))
                    .map(|row| render::diagnostics(std::slice::from_ref(&row.diagnostic), &report.sources, &self.style))
                    .collect();
                let update = page::update(&report, &since, &self.style);
                let nothing =
                    if report.is_empty_handed() { page::verdict(&report, &self.style) } else { String::new() };
                [troubles, update, nothing, status, self.footer()].concat()
            }
        };
        self.shown = 0;
        self.last = Some(report);
        self.say(&text)
    }

    fn refuse(&mut self, refused: Refused, fresh: &Fresh) -> Result<(), Trouble> {
        self.refused = true;
        let text = match self.plan.reader {
            Reader::Program => {
                let row = |diagnostic| Repeated { policy: None, diagnostic, count: 1 };
                let rows: Vec<Repeated> = refused.diagnostics.into_iter().map(row).collect();
                line::refused(&rows, &refused.sources, fresh, self.lang())
            }
            Reader::Person => {
                let head = self.text(&Message::new("watch.refused"));
                let rows = render::diagnostics(&refused.diagnostics, &refused.sources, &self.style);
                format!("{head}\n{rows}")
            }
        };
        self.status = self.text(&Message::new("watch.refused"));
        self.say(&text)
    }

    /// A key that only changes what is shown.
    pub fn key(&mut self, key: Key) -> Result<(), Trouble> {
        let Some(report) = &self.last else { return Ok(()) };
        let count = page::filtered(report, self.filter).count();
        match key {
            Key::Next => self.shown = if self.shown >= count { 1 } else { self.shown + 1 },
            Key::Previous => self.shown = if self.shown <= 1 { count } else { self.shown - 1 },
            Key::Filter => {
                self.filter = match self.filter {
                    Severity::Info => Severity::Warning,
                    Severity::Warning => Severity::Error,
                    Severity::Error => Severity::Info,
                };
                self.shown = 0;
                let footer = self.footer();
                return self.say(&footer);
            }
            Key::Rerun | Key::Quit => return Ok(()),
        }
        let text = page::whole(report, self.shown.saturating_sub(1), self.filter, &self.style);
        self.say(&text)
    }

    /// The root is gone.
    pub fn missing(&mut self, root: &Path, at: &str) -> Result<(), Trouble> {
        let fresh = Fresh { at: at.to_owned(), events_lost: 0, rescanned: false, run: 0, millis: 0 };
        let message = Message::new("watch.missing").text("path", root.display().to_string());
        self.status = self.text(&message);
        match self.plan.reader {
            Reader::Program => self.say(&line::missing(&fresh)),
            Reader::Person => {
                self.remark(&message);
                Ok(())
            }
        }
    }

    /// The root is there again, or another folder is.
    pub fn again(&mut self, root: &Path) {
        self.remark(&Message::new("watch.again").text("path", root.display().to_string()));
    }

    /// Everything was judged once.
    pub fn begun(&mut self, root: &Path, folders: usize) {
        let path = root.display().to_string();
        self.remark(&Message::new("watch.watching").text("path", path).number("n", folders));
    }

    /// Folders are looked through since the system tells nothing.
    pub fn polled(&mut self, root: &Path) {
        let message = Message::new("watch.polled").text("path", root.display().to_string());
        self.remark(&message.number("seconds", POLL.as_secs() as i64));
    }

    /// Folders are looked through since no watches are left.
    pub fn no_watches(&mut self, folders: usize) {
        let message = Message::new("watch.no-watches").number("n", folders);
        self.remark(&message.number("seconds", POLL.as_secs() as i64));
    }

    /// The system cannot watch; its own words.
    pub fn unusable(&mut self, reason: &str) {
        self.remark(&Message::new("watch.unusable").text("reason", reason));
    }

    fn footer(&self) -> String {
        match self.is_raw {
            true => page::keys(self.filter, &self.style),
            false => String::new(),
        }
    }

    fn lang(&self) -> Lang {
        self.style.lang
    }

    fn text(&self, message: &Message) -> String {
        catalogue::text(self.style.lang, message)
    }

    /// A remark beside the answers, on the error stream.
    fn remark(&self, message: &Message) {
        let text = format!("ombud: {}\n", self.text(message));
        // Whether remarks can be told changes nothing of the answers.
        let _ = std::io::stderr().write_all(self.ended(&text).as_bytes());
    }

    fn say(&self, text: &str) -> Result<(), Trouble> {
        let mut out = std::io::stdout().lock();
        out.write_all(self.ended(text).as_bytes()).and_then(|()| out.flush()).map_err(|_| Trouble::Unheard)
    }

    /// A terminal whose keys are read one by one does not go back to the first column by itself.
    fn ended(&self, text: &str) -> String {
        if self.is_raw { text.replace('\n', "\r\n") } else { text.to_owned() }
    }
}
