//! Why: whether changes of a folder are told at once, or have to be looked for, is decided by the machine: by its
//! limits for watches and by the file system on which the folder lies. Who keeps a folder judged wants to know before.

use std::path::Path;

/// What the machine offers for watching a folder. `None` where it does not tell, as on systems other than Linux.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WatchSupport {
    /// Most folders that one user may watch (`fs.inotify.max_user_watches`).
    pub max_watches: Option<u64>,
    /// Most watchers that one user may run (`fs.inotify.max_user_instances`).
    pub max_instances: Option<u64>,
    /// Most changes that wait to be read before some are lost (`fs.inotify.max_queued_events`).
    pub max_queued: Option<u64>,
    /// The type of the file system on which the folder lies, such as `ext4`.
    pub file_system: Option<String>,
    /// Whether changes made on other machines go unseen there, so that polling would be used.
    pub needs_polling: bool,
}

/// File systems whose changes on other machines, or on the other side of a virtual machine, raise no event here:
/// inotify(7), "the inotify API does not report … network filesystems".
const REMOTE: &[&str] = &[
    "9p",
    "afs",
    "beegfs",
    "ceph",
    "cifs",
    "drvfs",
    "fuse.glusterfs",
    "fuse.rclone",
    "fuse.s3fs",
    "fuse.sshfs",
    "glusterfs",
    "lustre",
    "ncpfs",
    "nfs",
    "nfs4",
    "prl_fs",
    "smb3",
    "smbfs",
    "vboxsf",
    "virtiofs",
    "vmhgfs",
];

/// What the machine offers for watching the folder `root`, which is absolute.
pub fn watch_support(root: &Path) -> WatchSupport {
    let limit = |name: &str| {
        let text = std::fs::read_to_string(Path::new("/proc/sys/fs/inotify").join(name)).ok()?;
        text.trim().parse().ok()
    };
    let real = std::fs::canonicalize(root).unwrap_or_else(|_| root.to_path_buf());
    let mounts = std::fs::read_to_string("/proc/self/mountinfo").unwrap_or_default();
    let file_system = file_system(&mounts, &real).map(str::to_owned);
    WatchSupport {
        max_watches: limit("max_user_watches"),
        max_instances: limit("max_user_instances"),
        max_queued: limit("max_queued_events"),
        needs_polling: file_system.as_deref().is_some_and(|name| REMOTE.contains(&name)),
        file_system,
    }
}

/// The type of the file system of a folder, by a table in the form of `proc_pid_mountinfo(5)`: the mount point is the
/// fifth word, the type the first after a lone `-`. The longest mount point above the folder counts, and of equal ones
/// the last, which lies over the others.
fn file_system<'a>(mounts: &'a str, folder: &Path) -> Option<&'a str> {
    let mut best: Option<(usize, &str)> = None;
    for line in mounts.lines() {
        let Some((before, after)) = line.split_once(" - ") else { continue };
        let (Some(point), Some(kind)) = (before.split(' ').nth(4), after.split(' ').next()) else { continue };
        let point = unescaped(point);
        let depth = Path::new(&point).components().count();
        if folder.starts_with(&point) && best.is_none_or(|(so_far, _)| depth >= so_far) {
            best = Some((depth, kind));
        }
    }
    best.map(|(_, kind)| kind)
}

/// Blanks, tabs, line ends and backslashes stand as three octal digits after a backslash.
fn unescaped(point: &str) -> String {
    [("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")]
        .into_iter()
        .fold(point.to_owned(), |text, (written, meant)| text.replace(written, meant))
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOUNTS: &str = "22 1 8:1 / / rw - ext4 /dev/sda1 rw\n\
        30 22 0:25 / /srv rw,relatime shared:1 - xfs /dev/sdb rw\n\
        31 30 0:26 / /srv/our\\040files rw - nfs4 server:/files rw\n\
        32 22 0:27 / /srv rw - btrfs /dev/sdc rw\n\
        a line of another kind\n";

    #[test]
    fn the_nearest_mount_point_above_decides_and_the_last_of_equal_ones() {
        let of = |folder: &str| file_system(MOUNTS, Path::new(folder));
        assert_eq!(of("/home/me"), Some("ext4"));
        assert_eq!(of("/srv/desk"), Some("btrfs"));
        assert_eq!(of("/srv/our files/desk"), Some("nfs4"));
        assert_eq!(of("/srv/our file"), Some("btrfs"));
        assert_eq!(file_system("", Path::new("/")), None);
    }

    #[test]
    fn file_systems_of_others_need_polling_and_those_of_the_machine_do_not() {
        assert!(REMOTE.contains(&"nfs4") && REMOTE.is_sorted());
        assert!(!["ext4", "xfs", "btrfs", "overlay", "tmpfs"].iter().any(|name| REMOTE.contains(name)));
    }
}
