//! Why: every message about an unknown name suggests the near one, and there is one idea of "near".

use similar::TextDiff;

/// Share of equal characters above which a name counts as near. Chosen so that one or two slips in a word of six
/// letters are caught and unrelated words of the native schema are not.
const NEAR: f32 = 0.66;

/// Longest name, in bytes, for which a near one is looked for. Comparing takes the square of the length, and nobody
/// mistypes a name of a page.
const LONGEST: usize = 128;

/// The candidate nearest to `name`, if any is near. Ties go to the first in order.
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if name.len() > LONGEST {
        return None;
    }
    let wanted = name.to_lowercase();
    let own = letters(&wanted);
    let mut best: Option<(f32, &str)> = None;
    for candidate in candidates {
        if candidate.len() > LONGEST || candidate.len().abs_diff(name.len()) > name.len().max(6) {
            continue;
        }
        let candidate_letters = letters(&candidate.to_lowercase());
        let both: usize = own.iter().zip(&candidate_letters).map(|(a, b)| usize::from(*a.min(b))).sum();
        let all: usize = own.iter().chain(&candidate_letters).map(|count| usize::from(*count)).sum();
        if (2 * both) as f32 <= NEAR * 0.99 * all as f32 {
            continue;
        }
        let ratio = TextDiff::from_chars(wanted.as_str(), candidate.to_lowercase().as_str()).ratio();
        if ratio >= NEAR && best.is_none_or(|(so_far, _)| ratio > so_far) {
            best = Some((ratio, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// How often letters occur, several letters to a place. Two names share no more than these counts do, which takes far
/// less time to see than what they share in order.
fn letters(name: &str) -> [u8; 32] {
    let mut counts = [0_u8; 32];
    for letter in name.chars() {
        let count = &mut counts[letter as usize % 32];
        *count = count.saturating_add(1);
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn slips_find_their_word_and_strangers_do_not() {
        let keys = ["retention", "stored_in", "subjects", "within"];
        assert_eq!(nearest("retension", keys), Some("retention"));
        assert_eq!(nearest("witin", keys), Some("within"));
        assert_eq!(nearest("Subjects", keys), Some("subjects"));
        assert_eq!(nearest("colour", keys), None);
    }
}
