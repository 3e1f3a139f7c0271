//! Why: a service manager must know when the first verdict stands, that the loop still turns, and that the end was meant.
//! It is told by datagrams on a socket that it names (`sd_notify(3)`); without one, nothing is said.

use std::time::Duration;

/// The service manager, if there is one.
#[derive(Debug, Default)]
pub struct Manager {
    #[cfg(unix)]
    socket: Option<(std::os::unix::net::UnixDatagram, std::os::unix::net::SocketAddr)>,
    watchdog: Option<Duration>,
}

impl Manager {
    /// The one that the environment names: the value of `NOTIFY_SOCKET` (a path, or a name in the abstract namespace
    /// after `@`) and of `WATCHDOG_USEC` (microseconds).
    pub fn named(socket: Option<&str>, watchdog: Option<&str>) -> Self {
        let watchdog = watchdog.and_then(|text| text.parse().ok()).filter(|micros| *micros > 0);
        let watchdog = watchdog.map(Duration::from_micros);
        #[cfg(unix)]
        return Self { socket: socket.and_then(connect), watchdog };
        #[cfg(not(unix))]
        {
            let _ = socket;
            Self { watchdog }
        }
    }

    /// How often it wants to hear that the loop turns: half of what it waits.
    pub fn beat(&self) -> Option<Duration> {
        self.watchdog.map(|most| most / 2)
    }

    /// Everything was judged once.
    pub fn ready(&self) {
        self.say("READY=1");
    }

    /// The loop turns.
    pub fn alive(&self) {
        self.say("WATCHDOG=1");
    }

    /// What there is to say in a line.
    pub fn status(&self, text: &str) {
        self.say(&format!("STATUS={}", text.replace('\n', " ")));
    }

    /// The end is meant.
    pub fn stopping(&self) {
        self.say("STOPPING=1");
    }

    fn say(&self, state: &str) {
        #[cfg(unix)]
        if let Some((socket, address)) = &self.socket {
            // A manager that does not listen is no reason to stop judging.
            let _ = socket.send_to_addr(state.as_bytes(), address);
        }
        #[cfg(not(unix))]
        let _ = state;
    }
}

#[cfg(unix)]
fn connect(name: &str) -> Option<(std::os::unix::net::UnixDatagram, std::os::unix::net::SocketAddr)> {
    use std::os::unix::net::{SocketAddr, UnixDatagram};
    let address = match name.strip_prefix('@') {
        #[cfg(target_os = "linux")]
        Some(name) => {
            use std::os::linux::net::SocketAddrExt;
            SocketAddr::from_abstract_name(name).ok()?
        }
        #[cfg(not(target_os = "linux"))]
        Some(_) => return None,
        None => SocketAddr::from_pathname(name).ok()?,
    };
    Some((UnixDatagram::unbound().ok()?, address))
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::net::UnixDatagram;

    use super::*;

    #[test]
    fn a_manager_hears_what_is_said() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("notify");
        let ear = UnixDatagram::bind(&path).unwrap();
        let manager = Manager::named(path.to_str(), Some("3000000"));
        assert_eq!(manager.beat(), Some(Duration::from_millis(1500)));
        manager.ready();
        manager.status("3 errors\nin 2 files");
        let mut heard = [0; 64];
        let count = ear.recv(&mut heard).unwrap();
        assert_eq!(&heard[..count], b"READY=1");
        let count = ear.recv(&mut heard).unwrap();
        assert_eq!(&heard[..count], b"STATUS=3 errors in 2 files");
    }

    #[test]
    fn nobody_is_told_where_there_is_no_manager() {
        let manager = Manager::named(None, Some("soon"));
        assert_eq!(manager.beat(), None);
        manager.ready();
        Manager::named(Some("/nonexistent/socket"), None).alive();
    }
}
