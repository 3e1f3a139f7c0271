//! Why: the document that goes to a board says on its first page what it can and cannot say, and every number in it leads
//! back to a file with its digest. It carries its own data, so that it can be made again and compared.

mod block;
mod chapters;
mod findings;
pub mod html;
mod law;
mod markdown;
mod observed;
mod opening;
mod replay;
mod risks;

use crate::dossier::Dossier;
use crate::message::{Lang, Message};
use crate::render::catalogue;
use crate::render::json::dossier as data;
use block::Block;
pub use replay::{Difference, Replay, compare, recorded};

/// A format of the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// One self-contained page.
    Html,
    /// GitHub Flavored Markdown.
    Markdown,
}

impl Form {
    /// The word of the machine format and of the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Markdown => "markdown",
        }
    }
}

/// The document in these languages, one after the other.
pub fn dossier(dossier: &Dossier<'_>, form: Form, langs: &[Lang]) -> String {
    let data = data::data(dossier, form, langs);
    let digest = data::digest(&data);
    let parts: Vec<(Lang, Vec<Block>)> = langs.iter().map(|lang| (*lang, blocks(dossier, *lang, &digest))).collect();
    let title = opening::title(dossier, langs.first().copied().unwrap_or(Lang::En));
    match form {
        Form::Html => html::html(&title, &parts, &data),
        Form::Markdown => markdown::markdown(&parts, &data),
    }
}

fn blocks(dossier: &Dossier<'_>, lang: Lang, digest: &str) -> Vec<Block> {
    let page = Page { dossier, lang, digest };
    let mut blocks = Vec::new();
    opening::opening(&page, &mut blocks);
    law::conclusions(&page, &mut blocks);
    chapters::population(&page, &mut blocks);
    chapters::method(&page, &mut blocks);
    findings::findings(&page, &mut blocks);
    risks::risks(&page, &mut blocks);
    risks::indicators(&page, &mut blocks);
    observed::observed(&page, &mut blocks);
    chapters::follow_up(&page, &mut blocks);
    chapters::satisfied(&page, &mut blocks);
    chapters::exceptions(&page, &mut blocks);
    chapters::statements(&page, &mut blocks);
    law::clauses(&page, &mut blocks);
    chapters::closing(&page, &mut blocks);
    blocks
}

/// What every chapter needs.
struct Page<'a> {
    dossier: &'a Dossier<'a>,
    lang: Lang,
    digest: &'a str,
}

impl Page<'_> {
    fn word(&self, id: &str) -> String {
        catalogue::word(self.lang, id)
    }

    fn say(&self, message: &Message) -> String {
        catalogue::text(self.lang, message)
    }

    fn chapter(&self, id: &str) -> Block {
        Block::Heading(1, self.word(id))
    }

    /// Items as the language lists them.
    fn list(&self, items: impl IntoIterator<Item = String>) -> String {
        let items: Vec<String> = items.into_iter().collect();
        items.join(match self.lang {
            Lang::En => ", ",
            Lang::Zh => "、",
        })
    }
}
