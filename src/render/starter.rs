//! Why: a person who begins needs one file of each kind that works, in their own language, rather than a page that
//! describes them. The texts stand in `starter/<lang>/` as the files that they become.

use crate::disk::create::NewFile;
use crate::message::{Lang, Message};
use crate::render::{catalogue, toml};

/// What somebody said about a workspace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answers {
    /// The language of the texts and of reports.
    pub lang: Lang,
    /// Whose law applies.
    pub jurisdictions: Vec<String>,
    /// Trades.
    pub sectors: Vec<String>,
    /// Capacities.
    pub acts_as: Vec<String>,
    /// The zone in which a day begins.
    pub time_zone: Option<String>,
}

/// Stands in the texts for the day on which they are written.
const TODAY: &str = "{today}";

type Texts = [(&'static str, &'static str); 7];

/// The files of one language.
macro_rules! texts {
    ($lang:literal) => {
        [
            ("organisation.toml", include_str!(concat!("starter/", $lang, "/organisation.toml"))),
            ("processes/complaints.toml", include_str!(concat!("starter/", $lang, "/processes/complaints.toml"))),
            ("processes/incidents.toml", include_str!(concat!("starter/", $lang, "/processes/incidents.toml"))),
            ("data/customer-data.toml", include_str!(concat!("starter/", $lang, "/data/customer-data.toml"))),
            ("policies/house/pack.toml", include_str!(concat!("starter/", $lang, "/policies/house/pack.toml"))),
            (
                "policies/house/answer-too-late.rhai",
                include_str!(concat!("starter/", $lang, "/policies/house/answer-too-late.rhai")),
            ),
            (
                "policies/house/answer-too-late.cases.toml",
                include_str!(concat!("starter/", $lang, "/policies/house/answer-too-late.cases.toml")),
            ),
        ]
    };
}

static EN: Texts = texts!("en");
static ZH: Texts = texts!("zh");

/// A workspace with one file of each kind, a policy with its cases, and no finding. `today` is the day that the files
/// give as that of their last review, `2026-05-06`.
pub fn workspace(answers: &Answers, today: &str) -> Vec<NewFile> {
    let texts = match answers.lang {
        Lang::En => &EN,
        Lang::Zh => &ZH,
    };
    let own = NewFile { path: crate::disk::CONFIG.to_owned(), text: config(answers) };
    let file = |(path, text): &(&str, &str)| NewFile { path: (*path).to_owned(), text: text.replace(TODAY, today) };
    std::iter::once(own).chain(texts.iter().map(file)).collect()
}

/// The configuration by which a workspace begins. What nobody said stands there as a comment.
pub(super) fn config(answers: &Answers) -> String {
    let lang = answers.lang;
    let mut out = String::new();
    let say = |out: &mut String, id| toml::comment(out, &catalogue::text(lang, &Message::new(id)));
    say(&mut out, "init.config-head");
    for (id, key, values, example) in [
        ("init.config-jurisdictions", "jurisdictions", &answers.jurisdictions, "[\"CN\", \"EU\"]"),
        ("init.config-sectors", "sectors", &answers.sectors, "[\"retail\"]"),
        ("init.config-acts-as", "acts_as", &answers.acts_as, "[\"trader\"]"),
    ] {
        out.push('\n');
        say(&mut out, id);
        out.push_str(&match values.is_empty() {
            true => format!("#{key} = {example}\n"),
            false => format!("{key} = {}\n", toml::list(values)),
        });
    }
    out.push('\n');
    say(&mut out, "init.config-lang");
    out.push_str(&format!("lang = {}\n\n", toml::list(&[lang.code()])));
    say(&mut out, "init.config-zone");
    out.push_str(&match &answers.time_zone {
        Some(zone) => format!("time_zone = {}\n", toml::text(zone)),
        None => "#time_zone = \"Asia/Shanghai\"\n".to_owned(),
    });
    out
}
