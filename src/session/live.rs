//! Why: a watcher must come to the very answer of a fresh run, and sooner. So it runs the same stages, and each stage keeps
//! what it made of files that did not change: pages as read, evaluations as judged. Whatever is not a document (the
//! configuration, policies, clauses, the day) is the ground under all of them, and a change of it begins anew.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::assemble::assemble;
use super::ground::Ground;
use super::read::{self, Page, Read};
use super::{Refused, Session, Snapshot, Wanted, load};
use crate::diagnostic::Diagnostic;
use crate::discover::{Discovered, discover};
use crate::disk::CONFIG;
use crate::evaluate::Table;
use crate::evaluate::remember::{Remembered, evaluate_again};
use crate::files::{Found, Stamp};
use crate::parse::Format;
use crate::report::Report;
use crate::source::{SourceId, Sources};

/// What may have changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Files and folders, relative to the workspace, with `/`. A folder stands for everything below it.
    pub paths: BTreeSet<String>,
    /// Something may have changed that nobody named: every file is looked at, and read if it was written since.
    pub verify: bool,
    /// Everything is read again, whatever the system notes down of files.
    pub rescan: bool,
}

/// A workspace that is judged again and again.
pub struct Live {
    session: Session,
    warm: Option<Warm>,
}

/// A workspace as it was judged just now.
pub struct Judged {
    /// What was judged.
    pub snapshot: Snapshot,
    /// What came out.
    pub report: Report,
    /// How many evaluations were run; the others were known.
    pub run: usize,
    /// How many documents were read.
    pub read: usize,
    /// Folders that a run looks into, relative to the workspace, the root (an empty path) among them.
    pub folders: Arc<BTreeSet<String>>,
}

struct Warm {
    ground: Ground,
    /// What the system noted down of the files of the ground.
    ground_stamps: Vec<(String, Option<Stamp>)>,
    /// Of the listed documents, in their order; nothing for one that is not read yet.
    sheets: Vec<Option<Sheet>>,
    /// Where each listed document stands.
    places: HashMap<String, usize>,
    /// Numbers of sources whose file is gone.
    free: Vec<SourceId>,
    remembered: Remembered,
    /// With the trouble of its scripts; none before the first snapshot.
    table: Option<(Arc<Table>, Vec<Diagnostic>)>,
}

struct Sheet {
    id: SourceId,
    page: Page,
    /// What the system noted down before the file was read.
    stamp: Option<Stamp>,
}

impl Live {
    /// Nothing is read yet.
    pub fn new(session: Session) -> Self {
        Self { session, warm: None }
    }

    /// Judges the workspace as it is now.
    ///
    /// # Errors
    /// When the configuration cannot be used. The next call begins anew.
    pub fn judge(&mut self, changes: &Changes, wanted: &Wanted) -> Result<Judged, Box<Refused>> {
        let seen;
        let changes = match (&self.warm, changes.verify) {
            (Some(warm), true) => {
                seen = warm.looked_at(&self.session, changes);
                &seen
            }
            _ => changes,
        };
        let warm = self.warm.take().filter(|warm| !changes.rescan && !warm.is_shaken(&self.session, changes));
        let mut warm = match warm {
            Some(mut warm) => {
                if warm.may_be_listed_otherwise(&self.session, changes) {
                    let found = discover(&*self.session.files, &warm.ground.config);
                    match warm.ground.found.has_same_ground(&found) {
                        true => warm.list(found),
                        false => return self.anew(wanted),
                    }
                }
                warm
            }
            None => return self.anew(wanted),
        };
        let (read, count) = warm.read(&self.session, changes);
        Ok(self.conclude(warm, read, count, wanted))
    }

    /// Folders that a run looks into, as the configuration is now; all that are not hidden from it if it cannot be used.
    pub fn folders(&self) -> Arc<BTreeSet<String>> {
        if let Some(warm) = &self.warm {
            return warm.ground.found.folders.clone();
        }
        let mut sources = Sources::default();
        let (config, _) = load::config(&*self.session.files, &self.session.options, &mut sources);
        discover(&*self.session.files, &config).folders
    }

    /// Whether the day has changed on which everything was judged.
    pub fn is_of_another_day(&self) -> bool {
        let day = |warm: &Warm| self.session.today(&warm.ground.config).ok() != Some(warm.ground.as_of);
        self.warm.as_ref().is_some_and(day)
    }

    /// Whether any of these changes can come to show: files of other programs come and go beside those that are read.
    pub fn concerns(&self, changes: &Changes) -> bool {
        changes.rescan
            || changes.verify
            || match &self.warm {
                Some(warm) => changes.paths.iter().any(|path| warm.may_show(&self.session, path)),
                None => true,
            }
    }

    fn anew(&mut self, wanted: &Wanted) -> Result<Judged, Box<Refused>> {
        let ground = self.session.ground()?;
        let (sheets, places, free, remembered) = Default::default();
        let found = ground.found.clone();
        let ground_stamps = stamps(&self.session, &ground);
        let mut warm = Warm { ground, ground_stamps, sheets, places, free, remembered, table: None };
        warm.list(found);
        let (read, count) = warm.read(&self.session, &Changes::default());
        Ok(self.conclude(warm, read, count, wanted))
    }

    fn conclude(&mut self, mut warm: Warm, read: Read, count: usize, wanted: &Wanted) -> Judged {
        let snapshot = assemble(&warm.ground, read, warm.table.clone());
        if !warm.table.as_ref().is_some_and(|(table, _)| Arc::ptr_eq(table, &snapshot.table)) {
            warm.table = Some((snapshot.table.clone(), snapshot.script_problems.clone()));
            // Another table numbers the same policies alike, but a script that was not needed has no outcome yet.
            warm.remembered = Remembered::default();
        }
        let again = evaluate_again(&snapshot.knowledge, &snapshot.table, &mut warm.remembered);
        let report = snapshot.write_up(again.evaluated, wanted);
        let folders = warm.ground.found.folders.clone();
        self.warm = Some(warm);
        Judged { snapshot, report, run: again.run, read: count, folders }
    }
}

/// Files of the ground as they are now. They were read before; what was written in between shows the next time, since
/// nothing is believed of a file that was written just now.
fn stamps(session: &Session, ground: &Ground) -> Vec<(String, Option<Stamp>)> {
    // A configuration may come where there is none.
    let own = ground.own_files().chain([CONFIG]);
    own.map(|path| (path.to_owned(), session.files.stamp(path))).collect()
}

impl Warm {
    /// The changes with every file that was written since it was read, or may have been.
    fn looked_at(&self, session: &Session, changes: &Changes) -> Changes {
        let same = |known: Option<&Stamp>, path: &str| match (known, session.files.stamp(path)) {
            (Some(known), Some(now)) => known.is_settled && now.is_of(known),
            (None, None) => true,
            _ => false,
        };
        let mut all = changes.clone();
        all.rescan |= self.ground_stamps.iter().any(|(path, stamp)| !same(stamp.as_ref(), path));
        let documents = self.ground.found.documents.iter().zip(&self.sheets);
        let written = documents
            .filter(|((file, _), sheet)| !same(sheet.as_ref().and_then(|sheet| sheet.stamp.as_ref()), &file.path));
        all.paths.extend(written.map(|((file, _), _)| file.path.clone()));
        all
    }

    fn may_show(&self, session: &Session, path: &str) -> bool {
        let name = path.rsplit('/').next().unwrap_or(path);
        self.places.contains_key(path)
            || self.ground.stands_on(path)
            || Format::of_path(path).is_some()
            || name == ".gitignore"
            || self.ground.found.folders.contains(path)
            || session.files.is_folder(path)
    }

    /// Whether the ground changed, or may have.
    fn is_shaken(&self, session: &Session, changes: &Changes) -> bool {
        let day = session.today(&self.ground.config);
        day.ok() != Some(self.ground.as_of) || changes.paths.iter().any(|path| self.ground.stands_on(path))
    }

    /// Whether files may have come or gone, or be listed by other rules.
    fn may_be_listed_otherwise(&self, session: &Session, changes: &Changes) -> bool {
        changes.verify
            || changes.paths.iter().any(|path| {
                (!self.places.contains_key(path) && self.may_show(session, path))
                    || (self.places.contains_key(path) && !session.files.exists(path))
            })
    }

    /// Takes another listing over; the numbers of sources that are gone are given to others.
    fn list(&mut self, found: Discovered) {
        let mut known: HashMap<String, Sheet> = HashMap::new();
        for (sheet, (file, _)) in std::mem::take(&mut self.sheets).into_iter().zip(&self.ground.found.documents) {
            known.extend(sheet.map(|sheet| (file.path.clone(), sheet)));
        }
        self.sheets = found.documents.iter().map(|(file, _)| known.remove(&file.path)).collect();
        self.free.extend(known.into_values().map(|sheet| sheet.id));
        let places = found.documents.iter().enumerate().map(|(at, (file, _))| (file.path.clone(), at));
        self.places = places.collect();
        self.ground.found = found;
    }

    /// Reads the files that changed; the others are known. Gives how many were read.
    fn read(&mut self, session: &Session, changes: &Changes) -> (Read, usize) {
        let Self { ground, sheets, places, free, .. } = self;
        // Mostly a few files are named, and no folder.
        let mut stale: BTreeSet<usize> = changes.paths.iter().filter_map(|path| places.get(path).copied()).collect();
        let folders: BTreeSet<&str> =
            changes.paths.iter().map(String::as_str).filter(|path| !places.contains_key(*path)).collect();
        for (at, (file, _)) in ground.found.documents.iter().enumerate() {
            let lies_in = || file.path.match_indices('/').any(|(end, _)| folders.contains(&file.path[..end]));
            if sheets.get(at).is_none_or(Option::is_none) || !folders.is_empty() && lies_in() {
                stale.insert(at);
            }
        }
        let mut wanted: Vec<(SourceId, &Found, Format)> = Vec::new();
        for at in &stale {
            let Some((file, format)) = ground.found.documents.get(*at) else { continue };
            let id = match sheets.get(*at) {
                Some(Some(sheet)) => sheet.id,
                _ => free.pop().unwrap_or_else(|| ground.sources.add(read::placeholder(&file.path))),
            };
            wanted.push((id, file, *format));
        }
        let stamps: Vec<Option<Stamp>> = wanted.iter().map(|(_, file, _)| session.files.stamp(&file.path)).collect();
        let pages = read::pages(&*session.files, &wanted, &ground.config);
        for (((at, (id, ..)), page), stamp) in stale.iter().zip(&wanted).zip(pages).zip(stamps) {
            ground.sources.replace(*id, page.source.clone());
            if let Some(sheet) = sheets.get_mut(*at) {
                *sheet = Some(Sheet { id: *id, page, stamp });
            }
        }
        let mut read = Read::default();
        sheets.iter().flatten().for_each(|sheet| read.add(&sheet.page));
        read.close(&ground.found);
        (read, stale.len())
    }
}

impl Discovered {
    /// Whether two listings name the same files of packs and clauses.
    fn has_same_ground(&self, other: &Self) -> bool {
        let paths = |list: &[Found]| list.iter().map(|file| file.path.clone()).collect::<Vec<_>>();
        paths(&self.pack_files) == paths(&other.pack_files) && paths(&self.clause_files) == paths(&other.clause_files)
    }
}
