//! Why: codes are for files. Whoever reads is told the name of a country, a trade or a kind of file; a code that has no
//! name here is shown as it is.

use crate::message::Lang;
use crate::render::catalogue::word;

/// A jurisdiction.
pub(super) fn jurisdiction(lang: Lang, code: &str) -> String {
    named(lang, &JURISDICTIONS, code)
}

/// A trade.
pub fn sector(lang: Lang, code: &str) -> String {
    named(lang, &SECTORS, code)
}

/// A kind of document.
pub(super) fn kind(lang: Lang, code: &str) -> String {
    named(lang, &KINDS, code)
}

fn named(lang: Lang, names: &[(&str, &str)], code: &str) -> String {
    let known = names.iter().find(|(own, _)| *own == code);
    known.map_or_else(|| code.to_owned(), |(_, id)| word(lang, id))
}

const JURISDICTIONS: [(&str, &str); 13] = [
    ("CN", "report.jurisdiction-cn"),
    ("EU", "report.jurisdiction-eu"),
    ("UK", "report.jurisdiction-uk"),
    ("ES", "report.jurisdiction-es"),
    ("US", "report.jurisdiction-us"),
    ("US-CA", "report.jurisdiction-us-ca"),
    ("AU", "report.jurisdiction-au"),
    ("SG", "report.jurisdiction-sg"),
    ("HK", "report.jurisdiction-hk"),
    ("KR", "report.jurisdiction-kr"),
    ("IN", "report.jurisdiction-in"),
    ("BR", "report.jurisdiction-br"),
    ("INT", "report.jurisdiction-int"),
];

const SECTORS: [(&str, &str); 12] = [
    ("telecom", "word.trade.telecom"),
    ("retail", "word.trade.retail"),
    ("ecommerce", "word.trade.ecommerce"),
    ("finance", "word.trade.finance"),
    ("payments", "word.trade.payments"),
    ("insurance", "word.trade.insurance"),
    ("express", "word.trade.express"),
    ("energy", "word.trade.energy"),
    ("public", "word.trade.public"),
    ("health", "word.trade.health"),
    ("travel", "word.trade.travel"),
    ("digital", "word.trade.digital"),
];

const KINDS: [(&str, &str); 7] = [
    ("process", "report.kind-process"),
    ("data", "report.kind-data"),
    ("organisation", "report.kind-organisation"),
    ("risk", "report.kind-risk"),
    ("bpmn", "report.kind-bpmn"),
    ("readings", "report.kind-readings"),
    ("observed", "report.kind-observed"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_that_files_may_use_has_a_name() {
        for code in crate::clause::JURISDICTIONS {
            assert_ne!(jurisdiction(Lang::Zh, code), code);
        }
        for code in crate::clause::SECTORS {
            assert_ne!(sector(Lang::Zh, code), code);
        }
        assert_eq!(jurisdiction(Lang::En, "FR"), "FR");
    }
}
