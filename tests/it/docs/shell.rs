//! Why: a tour is typed from top to bottom, each command in the folder that the one before left behind. So it is run that
//! way, in a folder of its own beside a copy of `examples`, and what it shows is what came out. `OMBUD_WRITE=1` writes it
//! anew.
//!
//! | line before a block | meaning |
//! | --- | --- |
//! | `<!-- tested: exit 1, first 30 lines -->` | the command of the block is run, and this much of its output shown |
//! | `<!-- file: rules/pack.toml -->` | the block is written to this file |
//! | `<!-- watched: sed -i … -->` | the command watches; once it has answered, the other one is run, and it answers again |

use std::fmt::Write as _;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use super::{Marker, ROOT, push_output, read_marker};

/// A watcher that does not answer is given up after this long.
const PATIENCE: Duration = Duration::from_secs(60);

/// Lines of a watcher's first answer that are shown: in a real folder it tells of everything that is open.
const SHOWN: usize = 4;

/// The folder in which the reader of a page works.
pub struct Shell {
    folder: tempfile::TempDir,
    /// Where the commands have led.
    at: PathBuf,
}

/// A page with the output of every tested block put in its place.
pub fn typed(page: &str) -> String {
    let mut shell = Shell::new();
    let mut out = String::new();
    let mut lines = page.lines();
    let mut marker = Mark::None;
    let mut tested = 0;
    while let Some(line) = lines.next() {
        let _ = writeln!(out, "{line}");
        if line.starts_with("<!-- ") {
            marker = Mark::read(line);
        } else if line.starts_with("```") {
            let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            let shown = shell.block(std::mem::replace(&mut marker, Mark::None), &block);
            tested += usize::from(shown.is_some());
            out.push_str(&shown.unwrap_or_else(|| block.iter().fold(String::new(), |all, line| all + *line + "\n")));
            out.push_str("```\n");
        } else if !line.is_empty() {
            marker = Mark::None;
        }
    }
    assert!(tested > 0, "no tested block");
    out
}

/// What a line before a block asks for.
enum Mark {
    None,
    Tested(Marker),
    File(String),
    Watched(String),
}

impl Mark {
    fn read(line: &str) -> Self {
        let inner = |start: &str| line.strip_prefix(start).and_then(|rest| rest.strip_suffix(" -->"));
        if let Some(rest) = line.strip_prefix("<!-- tested: ") {
            Self::Tested(read_marker(rest))
        } else if let Some(path) = inner("<!-- file: ") {
            Self::File(path.to_owned())
        } else if let Some(edit) = inner("<!-- watched: ") {
            Self::Watched(edit.to_owned())
        } else {
            Self::None
        }
    }
}

impl Shell {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let at = folder.path().canonicalize().unwrap().join("ombud");
        std::fs::create_dir(&at).unwrap();
        let copied = Command::new("cp").arg("-r").arg(Path::new(ROOT).join("examples")).arg(&at).status().unwrap();
        assert!(copied.success());
        Self { folder, at }
    }

    /// What a block shows; nothing for one that is only prose.
    fn block(&mut self, mark: Mark, block: &[&str]) -> Option<String> {
        let command = block.first().and_then(|line| line.strip_prefix("$ "));
        match (mark, command) {
            (Mark::None, _) => None,
            (Mark::File(path), _) => {
                let path = self.at.join(path);
                std::fs::create_dir_all(path.parent().unwrap()).unwrap();
                std::fs::write(path, block.join("\n") + "\n").unwrap();
                None
            }
            (Mark::Tested(marker), Some(command)) => {
                let (exit, output) = self.run(command);
                assert_eq!(exit, marker.exit, "{command}\n{output}");
                let mut out = format!("$ {command}\n");
                push_output(&mut out, &output, marker.first);
                Some(out)
            }
            (Mark::Watched(edit), Some(command)) => Some(format!("$ {command}\n{}", self.watch(command, &edit))),
            (_, None) => panic!("a tested block begins with a command: {block:?}"),
        }
    }

    /// A command of this shell, away from the environment of the reader.
    fn command(&self, script: &str) -> Command {
        let program = Path::new(env!("CARGO_BIN_EXE_ombud")).parent().unwrap();
        let mut command = Command::new("sh");
        command.current_dir(&self.at).env_clear().args(["-c", script]);
        command.env("PATH", format!("{}:/usr/local/bin:/usr/bin:/bin", program.display())).env("HOME", &self.at);
        command
    }

    fn run(&mut self, command: &str) -> (i32, String) {
        let place = self.folder.path().join(".place");
        let script = format!("{command}\ncode=$?; pwd > '{}'; exit $code", place.display());
        let output = self.command(&format!("{{ {script}; }} 2>&1")).output().unwrap();
        self.at = PathBuf::from(std::fs::read_to_string(place).unwrap().trim_end());
        (output.status.code().unwrap(), self.everywhere(&String::from_utf8(output.stdout).unwrap()))
    }

    /// What a watcher says at first, and what it says to an edit.
    fn watch(&self, command: &str, edit: &str) -> String {
        let script = format!("exec {command} --output-format human 2>&1");
        let mut child = self.command(&script).stdout(Stdio::piped()).spawn().unwrap();
        let said = listen(&mut child);
        let first = until(&said, |line| line.starts_with("ombud: "));
        assert!(self.command(edit).status().unwrap().success(), "{edit}");
        let second = until(&said, is_status);
        let _ = child.kill();
        let _ = child.wait();
        let status = first.iter().position(|line| is_status(line)).unwrap();
        let mut out = String::new();
        for line in first[..status.min(SHOWN)].iter().chain((status > SHOWN).then_some(&"…".to_owned())) {
            let _ = writeln!(out, "{line}");
        }
        for line in first[status..].iter().chain(&second) {
            let _ = writeln!(out, "{}", timeless(&self.everywhere(line)));
        }
        out
    }

    /// The text without the name of this folder.
    fn everywhere(&self, text: &str) -> String {
        text.replace(self.folder.path().canonicalize().unwrap().to_str().unwrap(), "/home/lin")
    }
}

fn listen(child: &mut Child) -> Receiver<String> {
    let (sender, said) = channel();
    let out = BufReader::new(child.stdout.take().unwrap());
    std::thread::spawn(move || {
        for line in out.lines() {
            let Ok(line) = line else { return };
            if sender.send(line).is_err() {
                return;
            }
        }
    });
    said
}

fn until(said: &Receiver<String>, is_last: impl Fn(&str) -> bool) -> Vec<String> {
    let mut lines = Vec::new();
    loop {
        let line = said.recv_timeout(PATIENCE).unwrap_or_else(|_| panic!("it never came: {lines:?}"));
        let ends = is_last(&line);
        lines.push(line);
        if ends {
            return lines;
        }
    }
}

/// Whether a line is the one under an answer, which begins with the moment: `09:41:07  `.
fn is_status(line: &str) -> bool {
    matches!(line.as_bytes(), [_, _, b':', _, _, b':', _, _, b' ', ..])
}

/// The line with another moment and another speed, which are those of no particular machine.
fn timeless(line: &str) -> String {
    let line = if is_status(line) { format!("09:41:07{}", &line[8..]) } else { line.to_owned() };
    let words = line.split(' ').collect::<Vec<_>>();
    let is_count = |at: usize| words.get(at + 1).is_some_and(|next| next.starts_with("ms") || next.starts_with("毫秒"));
    let same = words.iter().enumerate().map(|(at, word)| if is_count(at) { "30" } else { word });
    same.collect::<Vec<_>>().join(" ")
}
