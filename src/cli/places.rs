//! Why: people name trades, countries and cities; the program wants words, codes and zones. Whoever writes `中国` or
//! `Amsterdam` is told what to write instead, and the question about trades names them in the reader's language.

use crate::message::Lang;
use crate::near::nearest;
use crate::render::names;
use crate::time::date::zone_of_city;

/// A trade as it is asked for: the word to write, with what it means.
pub fn trade(word: &str, lang: Lang) -> String {
    let meaning = names::sector(lang, word);
    match lang {
        Lang::En => format!("{word} ({meaning})"),
        Lang::Zh => format!("{word}（{meaning}）"),
    }
}

/// The code of a country or union by its name, in English or Chinese.
pub fn code_of(name: &str) -> Option<&'static str> {
    let name = name.trim().to_lowercase();
    let known = COUNTRIES.iter().find(|(country, _)| *country == name).map(|(_, code)| *code);
    // One that is spelt with a slip, but no code: `CHN` is near to `china`, and to nothing that is meant.
    known.or_else(|| {
        let near = nearest(&name, COUNTRIES.iter().map(|(country, _)| *country)).filter(|_| name.len() > 4)?;
        COUNTRIES.iter().find(|(country, _)| *country == near).map(|(_, code)| *code)
    })
}

/// The zone of a city by its name, in English or Chinese.
pub fn zone_of(name: &str) -> Option<String> {
    let name = name.trim();
    let known = CITIES.iter().find(|(city, _)| *city == name.to_lowercase()).map(|(_, zone)| (*zone).to_owned());
    known.or_else(|| zone_of_city(name))
}

/// Names, small letters, of places whose law the catalogue holds or that fall under such law.
const COUNTRIES: [(&str, &str); 48] = [
    ("china", "CN"),
    ("中国", "CN"),
    ("中国大陆", "CN"),
    ("european union", "EU"),
    ("europe", "EU"),
    ("欧盟", "EU"),
    ("欧洲", "EU"),
    ("united kingdom", "UK"),
    ("great britain", "UK"),
    ("england", "UK"),
    ("英国", "UK"),
    ("spain", "ES"),
    ("西班牙", "ES"),
    ("united states", "US"),
    ("usa", "US"),
    ("america", "US"),
    ("美国", "US"),
    ("california", "US-CA"),
    ("加州", "US-CA"),
    ("加利福尼亚", "US-CA"),
    ("australia", "AU"),
    ("澳大利亚", "AU"),
    ("singapore", "SG"),
    ("新加坡", "SG"),
    ("hong kong", "HK"),
    ("香港", "HK"),
    ("korea", "KR"),
    ("south korea", "KR"),
    ("韩国", "KR"),
    ("india", "IN"),
    ("印度", "IN"),
    ("brazil", "BR"),
    ("巴西", "BR"),
    ("netherlands", "NL"),
    ("the netherlands", "NL"),
    ("荷兰", "NL"),
    ("germany", "DE"),
    ("德国", "DE"),
    ("france", "FR"),
    ("法国", "FR"),
    ("italy", "IT"),
    ("意大利", "IT"),
    ("belgium", "BE"),
    ("比利时", "BE"),
    ("ireland", "IE"),
    ("爱尔兰", "IE"),
    ("poland", "PL"),
    ("波兰", "PL"),
];

/// Cities, small letters, after which no zone is named.
const CITIES: [(&str, &str); 18] = [
    ("beijing", "Asia/Shanghai"),
    ("北京", "Asia/Shanghai"),
    ("上海", "Asia/Shanghai"),
    ("shenzhen", "Asia/Shanghai"),
    ("深圳", "Asia/Shanghai"),
    ("guangzhou", "Asia/Shanghai"),
    ("广州", "Asia/Shanghai"),
    ("suzhou", "Asia/Shanghai"),
    ("苏州", "Asia/Shanghai"),
    ("香港", "Asia/Hong_Kong"),
    ("新加坡", "Asia/Singapore"),
    ("首尔", "Asia/Seoul"),
    ("伦敦", "Europe/London"),
    ("阿姆斯特丹", "Europe/Amsterdam"),
    ("rotterdam", "Europe/Amsterdam"),
    ("柏林", "Europe/Berlin"),
    ("巴黎", "Europe/Paris"),
    ("纽约", "America/New_York"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scalar::shape::fits;
    use crate::schema::Type;
    use crate::schema::words::{JURISDICTIONS, SECTORS};

    #[test]
    fn names_lead_to_codes_and_zones_that_exist() {
        for (name, code) in [("中国", "CN"), ("Netherlands", "NL"), ("Nederland", "NL"), ("Hong Kong", "HK")] {
            assert_eq!(code_of(name), Some(code), "{name}");
        }
        for (name, zone) in
            [("Amsterdam", "Europe/Amsterdam"), ("new york", "America/New_York"), ("北京", "Asia/Shanghai")]
        {
            assert_eq!(zone_of(name).as_deref(), Some(zone), "{name}");
        }
        assert_eq!((code_of("Atlantis"), zone_of("Atlantis")), (None, None));
        for (_, code) in COUNTRIES {
            assert!(fits(&Type::Jurisdiction, code).is_ok(), "{code}");
        }
        for (_, zone) in CITIES {
            assert!(fits(&Type::Zone, zone).is_ok(), "{zone}");
        }
        assert!(JURISDICTIONS.iter().all(|code| *code == "INT" || COUNTRIES.iter().any(|(_, own)| own == code)));
    }

    #[test]
    fn every_trade_is_named() {
        assert!(SECTORS.iter().all(|word| trade(word, Lang::Zh).contains('（')));
        assert_eq!(trade("retail", Lang::Zh), "retail（零售）");
        assert_eq!(trade("retail", Lang::En), "retail (shops)");
    }
}
