//! Why: what an id, a typed reference or a code looks like is decided here, once, for the check, for the lookup of
//! names and for the patterns of the JSON Schemas.

use unicode_normalization::char::is_combining_mark;

use super::Thing;

/// Whether `text` is an id: letters of any script, digits, `-`, `_`, `.`; at least one. Marks that combine with a
/// letter belong to it, since many scripts cannot be written without them.
pub fn is_id(text: &str) -> bool {
    !text.is_empty()
        && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.') || is_combining_mark(c))
}

/// Whether `text` is an id, or, for a thing that belongs to its document, `document-id/id`.
pub fn is_bare_reference(text: &str, thing: Thing) -> bool {
    match text.split_once('/') {
        Some((document, id)) => thing.is_local() && is_id(document) && is_id(id),
        None => is_id(text),
    }
}

/// The thing and the bare reference of `thing:id`, if the thing is one of `things`.
pub fn typed_reference<'a>(text: &'a str, things: &[Thing]) -> Option<(Thing, &'a str)> {
    let (word, id) = text.split_once(':')?;
    let thing = things.iter().copied().find(|thing| thing.word() == word)?;
    let fits = if thing == Thing::DataField { is_data_field(id) } else { is_bare_reference(id, thing) };
    fits.then_some((thing, id))
}

/// Whether `text` is `dataset.field` or `dataset.*`.
pub fn is_data_field(text: &str) -> bool {
    text.rsplit_once('.').is_some_and(|(dataset, field)| is_id(dataset) && (field == "*" || is_id(field)))
}

/// Whether `text` is written like an ISO 3166 country (`CN`) or subdivision (`US-CA`), or is `INT`, the clause
/// catalogue's word for standards that hold everywhere. Codes are not looked up: the catalogue says `UK` where ISO
/// says `GB`, and a workspace may have clauses of its own for any place.
pub fn is_region(text: &str) -> bool {
    let (country, part) = text.split_once('-').map_or((text, None), |(country, part)| (country, Some(part)));
    let fits = |text: &str, longest: usize, also_digits: fn(&u8) -> bool| {
        (1..=longest).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_uppercase() || also_digits(&b))
    };
    text == "INT"
        || country.len() == 2
            && fits(country, 2, |_| false)
            && part.is_none_or(|part| fits(part, 3, u8::is_ascii_digit))
}

/// Whether `text` is an id of a clause or policy: ids joined by `/`.
pub fn is_path_id(text: &str) -> bool {
    text.split('/').all(is_id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_take_letters_of_any_script_and_nothing_else() {
        for good in ["a", "resolve-uk", "Task_7", "投诉", "v1.2", "हिन्दी", "é", "e\u{301}"] {
            assert!(is_id(good), "{good}");
        }
        for bad in ["", "a b", "a:b", "a/b", "a,b", "a\u{200b}", "\u{202e}a", "😀"] {
            assert!(!is_id(bad), "{bad}");
        }
    }

    #[test]
    fn only_things_of_a_document_take_the_document_in_front() {
        assert!(is_bare_reference("complaints/close", Thing::Step));
        assert!(!is_bare_reference("complaints/agent", Thing::Role));
        assert_eq!(typed_reference("vendor:cloud", &[Thing::Vendor]), Some((Thing::Vendor, "cloud")));
        assert_eq!(typed_reference("vendor:cloud", &[Thing::Body]), None);
        assert_eq!(typed_reference("cloud", &[Thing::Vendor]), None);
    }

    #[test]
    fn data_fields_name_a_dataset_and_a_field() {
        assert!(is_data_field("complaint-records.*") && is_data_field("customer-profile.name"));
        assert!(!is_data_field("name") && !is_data_field("a.") && !is_data_field("*.name"));
    }

    #[test]
    fn codes_are_countries_parts_of_them_or_everywhere() {
        for good in ["CN", "EU", "UK", "US-CA", "CN-44", "INT"] {
            assert!(is_region(good), "{good}");
        }
        for bad in ["cn", "China", "C", "US-", "US-CALI", "CN-", "", "中国"] {
            assert!(!is_region(bad), "{bad}");
        }
    }
}
