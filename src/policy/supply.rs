//! Why: a clause states its numbers in the words of the catalogue, a rule compares values of its own types. Whether the
//! one can stand for the other is decided here, so that a header and the configuration are refused for the same reasons.

use std::sync::Arc;

use super::parameter::ParameterType;
use crate::clause::{Clause, Parameter as Stated, ParameterValue, parameter_as_duration_text};
use crate::document::Number;
use crate::message::{Arg, Message};
use crate::near::nearest;
use crate::scalar::percent::Percent;
use crate::schema::words::ALIASES;
use crate::time::duration::Duration;
use crate::value::{Owned, Scalar};

/// Why a clause cannot set a parameter.
#[derive(Clone, Debug, PartialEq)]
pub struct Misfit {
    /// What is wrong.
    pub message: Message,
    /// The name that was probably meant.
    pub near: Option<Arc<str>>,
}

/// What a clause states under a name, as a value of a type.
///
/// # Errors
/// When the clause has no such parameter, states a word instead of a number, or states something of another type.
pub fn value_of(clause: &Clause, name: &str, ty: ParameterType) -> Result<Owned, Misfit> {
    let Some(stated) = clause.parameter(name) else {
        let names: Vec<Arc<str>> = clause.parameters.iter().map(|parameter| parameter.name.clone()).collect();
        let near = nearest(name, names.iter().map(|name| &**name)).map(Arc::from);
        let message = Message::new("policy.gives-unknown").text("name", name).arg("names", Arg::List(names));
        return Err(Misfit { message, near });
    };
    as_type(stated, ty).ok_or_else(|| Misfit { message: misfit(stated, ty), near: None })
}

/// The only parameter of a clause that can stand for a type; `None` when there is none, or more than one.
pub fn only_fitting(clause: &Clause, ty: ParameterType) -> Option<(&Stated, Owned)> {
    let mut fitting = clause.parameters.iter().filter_map(|stated| Some((stated, as_type(stated, ty)?)));
    let first = fitting.next()?;
    fitting.next().is_none().then_some(first)
}

fn as_type(stated: &Stated, ty: ParameterType) -> Option<Owned> {
    let one = match (ty, &stated.value, &*stated.unit) {
        (ParameterType::Duration, ..) => {
            let text = parameter_as_duration_text(stated)?;
            Scalar::Duration(Arc::new(Duration::parse(&text).ok()?))
        }
        (ParameterType::Number, ParameterValue::Number(number), "count" | "people" | "age") => match number {
            Number::Int(value) => Scalar::Int(*value),
            Number::Float(value) => Scalar::Float(*value),
        },
        (ParameterType::Percent, ParameterValue::Number(number), "percent") => {
            let text = match number {
                Number::Int(value) => format!("{value}%"),
                Number::Float(value) => format!("{value}%"),
            };
            Scalar::Percent(Percent::parse(&text).ok()?)
        }
        (ParameterType::List, ParameterValue::List(items), _) => {
            return Some(Owned::List(items.iter().flat_map(|item| in_schema(item)).collect()));
        }
        _ => return None,
    };
    Some(Owned::One(one))
}

/// A word of a clause in the words of the schema, by which files are compared with it; one may stand for several.
fn in_schema(word: &Arc<str>) -> Vec<Scalar<'static>> {
    let text = |word: &str| Scalar::Text(word.to_owned().into());
    match ALIASES.iter().find(|(alias, _)| **alias == **word) {
        Some((_, words)) => words.iter().map(|word| text(word)).collect(),
        None => vec![text(word)],
    }
}

fn misfit(stated: &Stated, ty: ParameterType) -> Message {
    let name = stated.name.clone();
    match &stated.value {
        ParameterValue::Text(word) => Message::new("policy.gives-word").text("name", name).text("value", word.clone()),
        _ => Message::new("policy.gives-type")
            .text("name", name)
            .text("unit", stated.unit.clone())
            .text("calendar", stated.calendar.word())
            .arg("expected", Arg::Word(type_word(ty))),
    }
}

fn type_word(ty: ParameterType) -> &'static str {
    match ty {
        ParameterType::Bool => "word.type.bool",
        ParameterType::Number => "word.type.number",
        ParameterType::Text => "word.type.text",
        ParameterType::Duration => "word.type.duration",
        ParameterType::Percent => "word.type.percent",
        ParameterType::List => "word.type.list",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clause::Catalogue;

    fn stated(id: &str, name: &str, ty: ParameterType) -> Result<String, String> {
        let catalogue = Catalogue::builtin();
        match value_of(catalogue.get(id).expect("it is in the catalogue"), name, ty) {
            Ok(value) => Ok(value.text().to_string()),
            Err(misfit) => Err(format!("{:?} {:?}", misfit.message.words, misfit.near)),
        }
    }

    #[test]
    fn each_unit_becomes_the_type_that_compares_it() {
        use ParameterType::{Duration, List, Number};
        assert_eq!(stated("au.rg271.51", "ack_within", Duration).as_deref(), Ok("24 hours"));
        assert_eq!(stated("eu.psd2.art101.2", "respond_within", Duration).as_deref(), Ok("15 business days"));
        assert_eq!(stated("cn.cbirc3.decide", "respond_within", Duration).as_deref(), Ok("15 calendar days"));
        assert_eq!(stated("uk.disp.1.6.2", "respond_within", Duration).as_deref(), Ok("8 weeks"));
        assert_eq!(stated("gdpr.art12.3", "respond_within", Duration).as_deref(), Ok("1 month"));
        assert_eq!(stated("cn.cacinc.grade", "relatively_major", Number).as_deref(), Ok("1000000"));
        assert_eq!(stated("es.ley10.art17", "requires", List).as_deref(), Ok("tracking_code"));
    }

    #[test]
    fn lists_come_in_the_words_of_the_schema() {
        let grounds = "consent, contract, employment, legal_obligation, vital_interests, public_interest_news, \
                       already_public, other_law";
        assert_eq!(stated("cn.pipl.art13", "allowed_values", ParameterType::List).as_deref(), Ok(grounds));
    }

    #[test]
    fn what_states_no_such_value_says_why() {
        use ParameterType::{Bool, Duration, Number, Text};
        let refused = |id, name, ty| stated(id, name, ty).err().unwrap_or_default();
        assert!(refused("au.rg271.51", "ack_withn", Duration).contains("gives-unknown\") Some(\"ack_within\")"));
        assert!(refused("iso10002.7.4", "ack", Duration).contains("gives-word"));
        assert!(refused("iso10002.7.4", "ack", Text).contains("gives-word"));
        assert!(refused("cn.cacinc.grade", "major", Duration).contains("gives-type"));
        assert!(refused("au.rg271.51", "ack_within", Number).contains("gives-type"));
        assert!(refused("cn.sms.records", "marketing_requires_consent", Bool).contains("gives-type"));
    }
}
