//! Why: a folder that is watched is judged after each save by the same session as a single run, and each answer says how
//! fresh it is. Whatever could make an answer stale (events dropped, watches used up, a network file system, the root gone,
//! a day that turns) is met by reading anew or said aloud; never by silence.

mod attach;
mod events;
mod hold;
mod keys;
mod service;
mod settle;
mod tell;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use crate::disk::Disk;
use crate::files::Files;
use crate::render::Style;
use crate::session::live::{Changes, Live};
use crate::session::{Options, Session, Wanted};
use crate::time::date::moment_text;
use attach::Root;
pub use events::Deaf;
use events::{Ears, Event, Key, Way};
pub use hold::Holder;
use service::Manager;
pub use settle::Pace;
use settle::Settling;
use tell::{Answer, Teller};

/// How to watch.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The workspace.
    pub root: PathBuf,
    /// How it is judged.
    pub options: Options,
    /// How people are spoken to.
    pub style: Style,
    /// Who reads.
    pub reader: Reader,
    /// How long changes are gathered.
    pub pace: Pace,
    /// How often everything is read anew although nothing was heard.
    pub rescan: Duration,
    /// Look through folders even where the system would tell.
    pub polled: bool,
}

/// Who reads what a watcher says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// A person at a terminal, who may press keys.
    Person,
    /// A program: one JSON object a line.
    Program,
}

/// Why a watcher did not begin, or had to end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Another process watches the workspace.
    Held(Holder),
    /// Neither way of noticing changes works.
    Unusable(Deaf),
    /// Nobody reads any more.
    Unheard,
}

/// Longest sleep: the root is looked at, the day may have turned, and the service manager waits for a sign of life.
const TICK: Duration = Duration::from_secs(30);

/// How often a root that is gone is looked for.
const LOOK: Duration = Duration::from_secs(1);

/// Longest pause between two looks at all files of which the second was caused by the first.
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

/// Rounds in which folders that were new are judged once more. A tree that grows faster is judged again by its events.
const ROUNDS: usize = 16;

/// Watches until somebody ends it.
///
/// # Errors
/// When it cannot begin, or nobody reads any more.
pub fn run(plan: &Plan) -> Result<(), Trouble> {
    let disk = Disk::new(&plan.root);
    let _hold = hold::hold(disk.root(), &moment_text(disk.now())).map_err(Trouble::Held)?;
    let (sender, heard) = channel();
    attach::signals(&sender);
    let keys = (plan.reader == Reader::Person).then(|| keys::listen(sender.clone())).flatten();
    let teller = Teller::new(plan, keys.is_some());
    let manager = attach::manager();
    let way = match plan.polled || attach::is_deaf(disk.root()) {
        true => Way::Polled,
        false => Way::Told,
    };
    let ears = attach::ears(disk.root(), way, &sender).map_err(Trouble::Unusable)?;
    let live = Live::new(Session::new(Arc::new(disk.clone()), plan.options.clone()));
    let root = Root::of(disk.root());
    let mut watcher = Watcher {
        plan,
        disk,
        live,
        ears,
        sender,
        heard,
        settling: Settling::default(),
        teller,
        manager,
        root,
        lost: 0,
        echo: None,
        look_at: None,
    };
    let ended = watcher.run();
    watcher.manager.stopping();
    ended
}

struct Watcher<'a> {
    plan: &'a Plan,
    disk: Disk,
    live: Live,
    ears: Ears,
    sender: Sender<Event>,
    heard: Receiver<Event>,
    settling: Settling,
    teller: Teller<'a>,
    manager: Manager,
    root: Root,
    /// Events that the system dropped since the last answer.
    lost: u64,
    /// After a look that found nothing: how long to wait before the next one, if events are lost.
    echo: Option<Duration>,
    /// When to look at all files.
    look_at: Option<Instant>,
}

impl Watcher<'_> {
    fn run(&mut self) -> Result<(), Trouble> {
        if self.ears.way() == Way::Polled && !self.plan.polled {
            self.teller.polled(self.disk.root());
        }
        let folders = self.live.folders();
        self.listen(&folders)?;
        self.judge(Changes { rescan: true, ..Changes::default() })?;
        self.teller.begun(self.disk.root(), self.ears.count());
        self.manager.ready();
        let mut rescan = attach::next_rescan(self.plan.rescan, 0);
        let mut beat = Instant::now();
        for round in 1.. {
            let now = Instant::now();
            let rest = if self.root.is_missing() { LOOK } else { TICK };
            // What is gathered while the root is gone waits for it.
            let settled = self.settling.wait(now, self.plan.pace).filter(|_| !self.root.is_missing()).unwrap_or(rest);
            let pulse = self.manager.beat().unwrap_or(rest);
            let look = self.look_at.map_or(rest, |at| at.saturating_duration_since(now));
            let wait = rest.min(look).min(settled).min(pulse).min(rescan.saturating_duration_since(now));
            match self.heard.recv_timeout(wait) {
                Ok(event) => {
                    if !self.hear(event)? {
                        return Ok(());
                    }
                    // A storm is taken in as a whole, so that it does not grow while single events are looked at.
                    while let Ok(event) = self.heard.try_recv() {
                        if !self.hear(event)? {
                            return Ok(());
                        }
                    }
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return Ok(()),
            }
            self.look_at_the_root()?;
            let now = Instant::now();
            if now >= rescan || self.live.is_of_another_day() {
                self.settling.rescan(now);
                rescan = attach::next_rescan(self.plan.rescan, round);
            }
            if self.look_at.is_some_and(|at| now >= at) {
                self.look_at = None;
                self.settling.lose(now);
            }
            if !self.root.is_missing()
                && let Some(changes) = self.settling.take(now, self.plan.pace)
                && (self.live.concerns(&changes) || self.teller.is_refused())
            {
                self.judge(changes)?;
            }
            if self.manager.beat().is_some_and(|every| beat.elapsed() >= every.min(LOOK)) {
                self.manager.alive();
                beat = Instant::now();
            }
        }
        Ok(())
    }

    /// Takes an event in; false for the end.
    fn hear(&mut self, event: Event) -> Result<bool, Trouble> {
        let now = Instant::now();
        match event {
            Event::Stop | Event::Key(Key::Quit) => return Ok(false),
            Event::Key(Key::Rerun) => self.settling.rescan(now),
            Event::Key(key) => self.teller.key(key)?,
            Event::Lost => {
                self.lost += 1;
                // Looking at files makes events of its own. Where nothing else was found, the loss is likely theirs, and
                // the next look comes later and later.
                match self.echo {
                    Some(pause) => self.look_at = self.look_at.or(Some(now + pause)),
                    None => self.settling.lose(now),
                }
            }
            Event::Failed(reason) => {
                self.teller.unusable(&reason);
                self.settling.lose(now);
            }
            Event::Touched(paths) => {
                for path in self.inside(&paths) {
                    // A folder of an old name may be another folder.
                    self.ears.forget(&path);
                    self.settling.touch(now, path);
                }
            }
            Event::Writing(paths) => self.inside(&paths).into_iter().for_each(|path| self.settling.open(now, path)),
            Event::Closed(paths) => self.inside(&paths).into_iter().for_each(|path| self.settling.close(now, path)),
        }
        Ok(true)
    }

    /// Paths as the workspace names them. The root itself is looked at in every round, and what `git` does within its own
    /// folder shows in the files.
    fn inside(&self, paths: &[PathBuf]) -> Vec<String> {
        let relative = paths.iter().filter_map(|path| self.disk.relative(path));
        relative.filter(|path| !path.is_empty() && path != ".git" && !path.starts_with(".git/")).collect()
    }

    fn look_at_the_root(&mut self) -> Result<(), Trouble> {
        let was_missing = self.root.is_missing();
        if !self.root.has_changed() {
            return Ok(());
        }
        if self.root.is_missing() {
            return if was_missing { Ok(()) } else { self.teller.missing(self.disk.root(), &self.moment()) };
        }
        // The watches of the folder that was there are of no use for the one that is there now.
        let way = self.ears.way();
        self.ears = attach::ears(self.disk.root(), way, &self.sender).map_err(Trouble::Unusable)?;
        self.teller.again(self.disk.root());
        let folders = self.live.folders();
        self.listen(&folders)?;
        self.settling.rescan(Instant::now());
        Ok(())
    }

    fn judge(&mut self, mut changes: Changes) -> Result<(), Trouble> {
        let started = Instant::now();
        let mut total = (0, changes.rescan || changes.verify);
        let looked = changes.verify && !changes.rescan && changes.paths.is_empty();
        for _ in 0..ROUNDS {
            let outcome = self.live.judge(&changes, &Wanted::default());
            let folders = match &outcome {
                Ok(judged) => judged.folders.clone(),
                Err(_) => self.live.folders(),
            };
            total.0 += outcome.as_ref().map_or(0, |judged| judged.run);
            let found_nothing = outcome.as_ref().is_ok_and(|judged| judged.read == 0);
            self.echo = match looked && found_nothing {
                true => Some(self.echo.map_or(LOOK, |pause| (pause * 2).min(LONGEST_PAUSE))),
                false => None,
            };
            // Watch first, then look: what came into a folder before it was watched is read in another round.
            let fresh = self.listen(&folders)?;
            if !fresh.is_empty() {
                changes = Changes { rescan: fresh.contains(""), paths: fresh, ..Changes::default() };
                continue;
            }
            let answer = Answer {
                at: self.moment(),
                lost: std::mem::take(&mut self.lost),
                rescanned: total.1,
                run: total.0,
                elapsed: started.elapsed(),
                clock: self.disk.now(),
            };
            self.teller.answer(outcome, &answer)?;
            self.manager.status(&self.teller.line());
            return Ok(());
        }
        self.settling.lose(Instant::now());
        Ok(())
    }

    /// Watches folders, by looking through them where the system has no watches left.
    fn listen(
        &mut self,
        folders: &std::collections::BTreeSet<String>,
    ) -> Result<std::collections::BTreeSet<String>, Trouble> {
        match self.ears.listen_to(folders) {
            Ok(fresh) => Ok(fresh),
            Err(deaf) if self.ears.way() == Way::Polled => Err(Trouble::Unusable(deaf)),
            Err(deaf) => {
                match deaf {
                    Deaf::NoWatchesLeft => self.teller.no_watches(folders.len()),
                    Deaf::Other(reason) => self.teller.unusable(&reason),
                }
                self.ears = attach::ears(self.disk.root(), Way::Polled, &self.sender).map_err(Trouble::Unusable)?;
                self.settling.lose(Instant::now());
                self.ears.listen_to(folders).map_err(Trouble::Unusable)
            }
        }
    }

    fn moment(&self) -> String {
        moment_text(self.disk.now())
    }
}
