//! Why: a claim about imports is worth as much as the reading of them. Every file is parsed by `syn`; every path is
//! followed back to the module it names, through `use` trees, `super`, nested modules and the tokens of macros.

use std::path::{Path, PathBuf};

use syn::visit::{self, Visit};
use syn::{Attribute, Item, UseTree};

/// One source file of the library.
pub struct Module {
    /// Path below the package, with `/`.
    pub path: String,
    /// Its place in the crate: `["policy", "load"]` for `src/policy/load.rs`; empty for `src/lib.rs`.
    pub names: Vec<String>,
    /// What it consists of.
    pub file: syn::File,
    /// Whether it is compiled for tests only.
    pub for_tests: bool,
}

/// What a file says that some rule of the architecture speaks about.
#[derive(Default)]
pub struct Said {
    /// Modules and items of this crate that are named, from the crate's root.
    pub own: Vec<Vec<String>>,
    /// Other paths of two names or more.
    pub foreign: Vec<Vec<String>>,
    /// Names of macros that are called.
    pub macros: Vec<String>,
    /// Traits that are derived or implemented.
    pub traits: Vec<String>,
    /// Texts that are written, those in macros as well.
    pub texts: Vec<String>,
}

impl Module {
    /// The module at the top of the crate: `policy` for `src/policy/load.rs`, `lib` and `main` for themselves.
    pub fn top(&self) -> &str {
        self.names.first().map_or("lib", String::as_str)
    }

    /// What its code says, tests left out.
    pub fn said(&self) -> Said {
        let mut reader = Reader { within: self.names.clone(), said: Said::default() };
        reader.visit_file(&self.file);
        reader.said
    }
}

/// Every `.rs` file below a folder of the package, sorted.
pub fn files(folder: &str) -> Vec<String> {
    fn walk(folder: &Path, list: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, list);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                list.push(path);
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut list = Vec::new();
    if root.join(folder).is_dir() {
        walk(&root.join(folder), &mut list);
    }
    let relative = |path: &PathBuf| path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
    let mut list: Vec<String> = list.iter().map(relative).collect();
    list.sort();
    list
}

/// The text of a file of the package.
pub fn text(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// The library and its program, parsed.
pub fn modules() -> Vec<Module> {
    let mut modules: Vec<Module> = files("src").iter().map(|path| module(path, &text(path))).collect();
    let mut tests: Vec<Vec<String>> = Vec::new();
    for module in &modules {
        for item in &module.file.items {
            if let Item::Mod(inner) = item
                && inner.content.is_none()
                && inner.attrs.iter().any(is_for_tests)
            {
                tests.push(module.names.iter().cloned().chain([inner.ident.to_string()]).collect());
            }
        }
    }
    for module in &mut modules {
        module.for_tests = tests.iter().any(|test| module.names.starts_with(test));
    }
    modules
}

/// One file as a module of the crate.
pub fn module(path: &str, text: &str) -> Module {
    let inside = path.trim_start_matches("src/").trim_end_matches(".rs");
    let names = if inside == "lib" { Vec::new() } else { inside.split('/').map(str::to_owned).collect() };
    let file = syn::parse_file(text).unwrap_or_else(|error| panic!("{path}: {error}"));
    Module { path: path.to_owned(), names, file, for_tests: false }
}

struct Reader {
    within: Vec<String>,
    said: Said,
}

impl Reader {
    /// Sorts a path into those of this crate and others.
    fn path(&mut self, parts: &[String]) {
        let mut at = self.within.clone();
        match parts.first().map(String::as_str) {
            Some("crate") => self.said.own.push(parts[1..].to_vec()),
            Some("self") => self.said.own.push([&at, &parts[1..]].concat()),
            Some("super") => {
                let up = parts.iter().take_while(|part| *part == "super").count();
                at.truncate(at.len().saturating_sub(up));
                self.said.own.push([&at, &parts[up..]].concat());
            }
            _ if parts.len() > 1 => self.said.foreign.push(parts.to_vec()),
            _ => {}
        }
    }

    fn tree(&mut self, tree: &UseTree, before: &[String]) {
        let with = |name: &syn::Ident| [before, &[name.to_string()]].concat();
        match tree {
            UseTree::Path(path) => self.tree(&path.tree, &with(&path.ident)),
            UseTree::Name(name) => self.path(&with(&name.ident)),
            UseTree::Rename(name) => self.path(&with(&name.ident)),
            UseTree::Glob(_) => self.path(before),
            UseTree::Group(group) => group.items.iter().for_each(|item| self.tree(item, before)),
        }
    }

    /// The texts among the tokens of a macro.
    fn texts(&mut self, tokens: &str) {
        let mut rest = tokens;
        while let Some((_, after)) = rest.split_once('"') {
            let Some(end) = after.find('"') else { return };
            self.said.texts.push(after[..end].to_owned());
            rest = &after[end + 1..];
        }
    }

    /// The paths among the tokens of a macro, which `syn` does not parse.
    fn tokens(&mut self, tokens: &str) {
        let spaced = tokens.replace("::", " :: ");
        let words: Vec<&str> = spaced.split_whitespace().collect();
        let mut at = 0;
        while at < words.len() {
            let mut parts = vec![words[at].trim_start_matches(|c: char| !c.is_alphanumeric() && c != '_').to_owned()];
            while words.get(at + 1) == Some(&"::") && at + 2 < words.len() {
                parts.push(words[at + 2].chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect());
                at += 2;
            }
            if parts.len() > 1 {
                self.path(&parts);
            }
            at += 1;
        }
    }
}

impl<'ast> Visit<'ast> for Reader {
    fn visit_item(&mut self, item: &'ast Item) {
        let attributes: &[Attribute] = match item {
            Item::Fn(item) => &item.attrs,
            Item::Impl(item) => &item.attrs,
            Item::Mod(item) => &item.attrs,
            Item::Use(item) => &item.attrs,
            _ => &[],
        };
        if !attributes.iter().any(is_for_tests) {
            visit::visit_item(self, item);
        }
    }

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        self.within.push(item.ident.to_string());
        visit::visit_item_mod(self, item);
        self.within.pop();
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.tree(&item.tree, &[]);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let parts: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        self.path(&parts);
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        self.said.macros.extend(call.path.segments.last().map(|segment| segment.ident.to_string()));
        self.tokens(&call.tokens.to_string());
        self.texts(&call.tokens.to_string());
        visit::visit_macro(self, call);
    }

    fn visit_lit_str(&mut self, text: &'ast syn::LitStr) {
        self.said.texts.push(text.value());
    }

    fn visit_attribute(&mut self, attribute: &'ast Attribute) {
        // What documentation, lints and conditions say is not said by the program.
        if ["doc", "expect", "allow", "cfg"].iter().any(|name| attribute.path().is_ident(name)) {
            return;
        }
        if attribute.path().is_ident("derive") {
            let _ = attribute.parse_nested_meta(|meta| {
                self.said.traits.extend(meta.path.segments.last().map(|segment| segment.ident.to_string()));
                Ok(())
            });
        }
        visit::visit_attribute(self, attribute);
    }

    fn visit_item_impl(&mut self, item: &'ast syn::ItemImpl) {
        if let Some((_, path, _)) = &item.trait_ {
            self.said.traits.extend(path.segments.last().map(|segment| segment.ident.to_string()));
        }
        visit::visit_item_impl(self, item);
    }
}

fn is_for_tests(attribute: &Attribute) -> bool {
    attribute.path().is_ident("cfg")
        && attribute.meta.require_list().is_ok_and(|list| list.tokens.to_string().contains("test"))
}
