//! Why: a catalogue that says what it does not hold can be relied on for the rest. These texts bear on service and
//! complaint handling and are not in it; `data/regulations.md` says so and why.

use crate::message::LocalText;

/// Names of texts that the catalogue is known not to hold, in both languages.
const NOT_HELD: [(&str, &str); 6] = [
    ("GB/T 17242", "GB/T 17242"),
    ("the Telecom Service Standard", "电信服务规范"),
    ("the 2015 measures on acts infringing consumer rights", "2015 年关于侵害消费者权益行为的办法"),
    ("HIPAA", "HIPAA"),
    ("MAS FEAT", "MAS FEAT"),
    ("TRAI", "TRAI"),
];

/// Texts that the catalogue is known not to hold.
pub fn not_held() -> Vec<LocalText> {
    NOT_HELD.iter().map(|(en, zh)| LocalText { en: Some((*en).into()), zh: Some((*zh).into()) }).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_notes_on_the_catalogue_name_each() {
        let notes = include_str!("../../data/regulations.md");
        for (name, _) in super::NOT_HELD {
            assert!(notes.contains(name), "{name}");
        }
    }
}
