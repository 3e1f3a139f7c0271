//! Why: a placeholder that stands for nothing is shown as it is written, in front of whoever reads a finding. For a rule in
//! the header it is known what a message can show, so the slip is told when the policy is read. Scripts give values of their
//! own, which show only when they run.

/// What the messages of a rule in the header can show.
pub(super) const KNOWN: [&str; 6] = ["value", "limit", "item", "origin", "path", "pattern"];

/// Names in braces that stand for nothing: `limits` in `at most {limits} are allowed`.
pub(super) fn unknown(text: &str) -> Vec<&str> {
    let inside = text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(inside, _)| inside);
    let names = inside.map(|inside| inside.split('|').next().unwrap_or(inside));
    let is_name = |name: &&str| !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    names.filter(is_name).filter(|name| !KNOWN.contains(name)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_that_stand_for_nothing_are_told() {
        assert_eq!(unknown("{value} of {limits}, {item|one|many} and {n|day|days} { } {\"a\": 1}"), ["limits", "n"]);
        assert!(unknown("{value} {limit} {item} {origin} {path} {pattern} {").is_empty());
    }
}
