//! Why: a setting may speak of one place of a file, or of many at once.

/// `/a/*/c`: `*` stands for one part, `**` for any number.
///
/// One pass over the pointer for each part of the pattern, however many `**` there are: which prefixes of the pointer
/// the pattern so far matches is all that has to be known.
pub(super) fn matches_pointer(pattern: &str, pointer: &str) -> bool {
    let parts: Vec<&str> = pointer.split('/').collect();
    let mut reached = vec![false; parts.len() + 1];
    reached[0] = true;
    for own in pattern.split('/') {
        let mut next = vec![false; parts.len() + 1];
        for at in 0..=parts.len() {
            next[at] = match own {
                "**" => reached[at] || (at > 0 && next[at - 1]),
                _ => at > 0 && reached[at - 1] && (own == "*" || own == parts[at - 1]),
            };
        }
        reached = next;
    }
    reached[parts.len()]
}

#[cfg(test)]
mod tests {
    use super::matches_pointer;

    #[test]
    fn stars_stand_for_parts() {
        assert!(matches_pointer("/steps/*/within", "/steps/refund/within"));
        assert!(matches_pointer("/steps/**", "/steps/refund/next/0"));
        assert!(!matches_pointer("/steps/*", "/steps/refund/within"));
        assert!(matches_pointer("/**/within", "/deadlines/a/within"));
        assert!(matches_pointer("/**/within", "/within"), "`**` may stand for nothing");
        assert!(matches_pointer("/**", "/a") && matches_pointer("**", "") && matches_pointer("", ""));
        assert!(!matches_pointer("/**/within", "/deadlines/a/from") && !matches_pointer("/a", "/a/b"));
        assert!(matches_pointer("/a/**/b/**/c", "/a/x/b/y/b/c") && !matches_pointer("/a/**/b/**/c", "/a/x/c/b"));
    }

    #[test]
    fn many_double_stars_cost_no_more_than_many_parts() {
        let pattern = "/**".repeat(200) + "/end";
        let pointer = "/a".repeat(2000);
        assert!(!matches_pointer(&pattern, &pointer));
        assert!(matches_pointer(&pattern, &(pointer + "/end")));
    }
}
