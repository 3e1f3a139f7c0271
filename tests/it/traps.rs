//! Why: the script language was chosen with its traps known. Each trap that was measured has a test here: what a policy
//! is told is true of the file, at its place, whatever way the value took through the script.

mod dependencies;
mod language;
mod origins;
