//! Why: what a watcher hangs on is different on every machine: signals, the service manager, the file system under the
//! root. It is found out here, once, by trying.

use std::path::Path;
use std::sync::mpsc::{Sender, channel};
use std::time::{Duration, Instant};

use super::events::{Deaf, Ears, Event, Way};
use super::service::Manager;
use crate::disk::watch::watch_support;

/// The folder under watch, as the system knows it.
#[derive(Debug, PartialEq, Eq)]
pub struct Root {
    path: std::path::PathBuf,
    /// Device and number, where the system numbers folders; nothing while it is gone.
    identity: Option<(u64, u64)>,
}

/// How long the system may take to tell of a file that was just made.
const TELLING: Duration = Duration::from_millis(500);

impl Root {
    /// The folder as it is now.
    pub fn of(path: &Path) -> Self {
        Self { path: path.to_owned(), identity: identity(path) }
    }

    /// Whether it is gone.
    pub fn is_missing(&self) -> bool {
        self.identity.is_none()
    }

    /// Looks again, and says whether it went, came back or is another folder than before.
    pub fn has_changed(&mut self) -> bool {
        let now = identity(&self.path);
        let changed = now != self.identity;
        self.identity = now;
        changed
    }
}

/// The service manager that the environment names.
pub fn manager() -> Manager {
    let named = |name: &str| std::env::var(name).ok();
    Manager::named(named("NOTIFY_SOCKET").as_deref(), named("WATCHDOG_USEC").as_deref())
}

/// Hears of requests to end: SIGINT and SIGTERM.
pub fn signals(heard: &Sender<Event>) {
    #[cfg(unix)]
    {
        use signal_hook::consts::{SIGINT, SIGTERM};
        use signal_hook::iterator::Signals;
        let heard = heard.clone();
        let Ok(mut signals) = Signals::new([SIGINT, SIGTERM]) else { return };
        std::thread::spawn(move || {
            for _ in signals.forever() {
                if heard.send(Event::Stop).is_err() {
                    return;
                }
            }
        });
    }
    #[cfg(not(unix))]
    let _ = heard;
}

/// Listens; by looking through folders where the system has no means of telling.
///
/// # Errors
/// When neither can be done.
pub fn ears(root: &Path, way: Way, heard: &Sender<Event>) -> Result<Ears, Deaf> {
    Ears::new(root, way, heard.clone()).or_else(|deaf| match way {
        Way::Told => Ears::new(root, Way::Polled, heard.clone()),
        Way::Polled => Err(deaf),
    })
}

/// Whether the system does not tell of a file that is made in the root. Where none can be made, the kind of file system
/// decides: network file systems tell nothing of what other machines do.
pub fn is_deaf(root: &Path) -> bool {
    if watch_support(root).needs_polling {
        return true;
    }
    let (sender, heard) = channel();
    let Ok(mut ears) = Ears::new(root, Way::Told, sender) else { return true };
    if ears.listen_to(&[String::new()].into()).is_err() {
        // Perhaps no watches are left; that is met, and said, where all folders are watched.
        return false;
    }
    let cookie = root.join(format!(".ombud-watch-{}", std::process::id()));
    if std::fs::write(&cookie, []).is_err() {
        return false;
    }
    let told = heard.recv_timeout(TELLING).is_ok();
    // Ours, and empty; a folder that lost it meanwhile is as good.
    let _ = std::fs::remove_file(&cookie);
    !told
}

/// When everything is read anew: after the period, up to a tenth sooner or later, so that many watchers on one machine do
/// not all read at once.
pub fn next_rescan(period: Duration, round: u64) -> Instant {
    let mixed = (u64::from(std::process::id()) ^ round.rotate_left(17)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let share = (mixed >> 32) as f64 / f64::from(u32::MAX);
    Instant::now() + period.mul_f64(0.9 + 0.2 * share)
}

#[cfg(unix)]
fn identity(path: &Path) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata(path).ok().filter(std::fs::Metadata::is_dir).map(|metadata| (metadata.dev(), metadata.ino()))
}

#[cfg(not(unix))]
fn identity(path: &Path) -> Option<(u64, u64)> {
    path.is_dir().then_some((0, 0))
}
