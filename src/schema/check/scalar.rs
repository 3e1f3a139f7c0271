//! Why: a single value is right or wrong by its type and its text alone; this is where the two meet.

use super::{Walk, advice};
use crate::document::{NodeId, Number, Value};
use crate::message::{Arg, Message};
use crate::schema::shape::{is_bare_reference, is_data_field, is_id, is_path_id, is_region, typed_reference};
use crate::schema::{Thing, Type};

impl Walk<'_> {
    /// Any type that is not a container.
    pub(super) fn scalar(&mut self, node: NodeId, ty: &'static Type) {
        let document = self.document;
        let value = document.node(node).value;
        match (ty, value) {
            (Type::Bool, Value::Bool(_)) | (Type::Measure, Value::Number(_)) => {}
            (Type::Count, Value::Number(Number::Int(0..))) | (Type::Whole, Value::Number(Number::Int(_))) => {}
            (Type::Money, Value::Number(Number::Int(0))) => {}
            (Type::Date, Value::Date(text)) => self.typed(node, ty, document.str(text)),
            (_, Value::Text(text)) if takes_text(ty) => self.text(node, ty, document.str(text)),
            _ => {
                self.wrong_type(node, advice::type_word(ty));
                if let (Some(words), Some(problem)) = (advice::words_of(ty).next(), self.out.last_mut()) {
                    problem.help.push(advice::known_words(words));
                }
            }
        }
    }

    fn text(&mut self, node: NodeId, ty: &'static Type, text: &str) {
        match ty {
            Type::Word(words) => {
                if !words.contains(&text) {
                    self.unknown_word(node, text, words);
                }
            }
            Type::DurationOr(words) => {
                if !words.contains(&text) {
                    self.duration_or(node, text, words);
                }
            }
            Type::Measure => {
                let ty = if text.contains(['%', '％']) { &Type::Percent } else { &Type::Duration };
                self.typed(node, ty, text);
            }
            Type::Id => self.shaped(node, text, is_id(text), "schema.bad-id"),
            Type::DataField => self.shaped(node, text, is_data_field(text), "schema.bad-data-field"),
            Type::Reference(things) => self.reference(node, text, things),
            Type::Typed(things) => {
                if typed_reference(text, things).is_none() {
                    self.wrong_reference(node, text, things);
                }
            }
            Type::Region | Type::Jurisdiction if !is_region(text) => {
                let mut problem = self.error("wrong-type", node, Message::new("schema.bad-code").text("code", text));
                problem.help.extend(advice::near_code(text));
                self.out.push(problem);
            }
            Type::Clause | Type::Policy if !is_path_id(text) => self.shaped(node, text, false, "schema.bad-id"),
            _ => self.typed(node, ty, text),
        }
    }

    /// Text that the caller reads.
    fn typed(&mut self, node: NodeId, ty: &Type, text: &str) {
        if let Err(message) = (self.mode.scalar)(ty, text) {
            let problem = self.error("wrong-type", node, message);
            self.out.push(problem);
        }
    }

    fn duration_or(&mut self, node: NodeId, text: &str, words: &'static [&'static str]) {
        let before = self.out.len();
        self.typed(node, &Type::Duration, text);
        if let Some(problem) = self.out.get_mut(before) {
            problem.help.push(advice::near_word(text, words).unwrap_or_else(|| advice::known_words(words)));
        }
    }

    fn unknown_word(&mut self, node: NodeId, text: &str, words: &'static [&'static str]) {
        let mut problem = self.error("unknown-word", node, Message::new("schema.unknown-word").text("word", text));
        problem.help.extend(advice::near_word(text, words));
        problem.help.push(advice::known_words(words));
        self.out.push(problem);
    }

    fn shaped(&mut self, node: NodeId, text: &str, fits: bool, message: &'static str) {
        if !fits {
            let problem = self.error("bad-id", node, Message::new(message).text("id", text));
            self.out.push(problem.with_help(Message::new("schema.help-id-letters")));
        }
    }

    /// One kind of thing is possible: its bare id, also with the thing in front. Several are: always with the thing.
    fn reference(&mut self, node: NodeId, text: &str, things: &'static [Thing]) {
        if typed_reference(text, things).is_some() {
            return;
        }
        match things {
            [thing] if is_bare_reference(text, *thing) => {}
            [_] if !text.contains(':') => self.shaped(node, text, false, "schema.bad-id"),
            _ => self.wrong_reference(node, text, things),
        }
    }

    fn wrong_reference(&mut self, node: NodeId, text: &str, things: &[Thing]) {
        let words = things.iter().map(|thing| thing.word().into()).collect();
        let message = Message::new("schema.wrong-reference").text("value", text).arg("things", Arg::List(words));
        let problem = self.error("wrong-type", node, message);
        self.out.push(problem);
    }
}

fn takes_text(ty: &Type) -> bool {
    !matches!(ty, Type::Bool | Type::Count | Type::Whole)
}
