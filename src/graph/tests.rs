mod hostile;
mod naive;
mod processes;

use std::sync::Arc;

use super::*;
use crate::document::Limits;
use crate::model::{DocId, DocumentRef, Documents, Entry};
use crate::parse::{Format, parse};
use crate::source::{Home, Source, SourceId};

/// A process in JSON, without its header, and its graph.
fn process(body: &str) -> (Documents, Graph) {
    let text = format!(
        "{{ \"kind\": \"process\", \"id\": \"p\", \"title\": \"P\", \"category\": \"complaint\"{}{body} }}",
        if body.is_empty() { "" } else { ", " }
    );
    let source = Arc::new(Source::from_text(Home::Workspace, "p.json", text.clone()));
    let parsed = parse(Format::Json, &source, SourceId(0), Limits::default());
    assert!(!parsed.broken, "{text}\n{:?}", parsed.problems);
    let document = Arc::new(parsed.documents.into_iter().next().expect("one document"));
    let reference = DocumentRef {
        path: "p.json".into(),
        index: 0,
        kind: Some("process".into()),
        id: Some("p".into()),
        twin: false,
    };
    let table = crate::schema::kind("process");
    let entry = Entry {
        reference,
        document,
        mapped: None,
        table,
        declared: None,
        organisation: None,
        completes: None,
        names: None,
    };
    let documents = Documents { list: vec![entry] };
    let graph = read(&documents, DocId(0));
    (documents, graph)
}

/// A process of these steps.
fn steps(body: &str) -> (Documents, Graph) {
    process(&format!("\"steps\": {{ {body} }}"))
}

fn named(graph: &Graph, list: &[u32]) -> String {
    list.iter().map(|step| &*graph.steps[*step as usize].id).collect::<Vec<_>>().join(" ")
}

fn numbers(graph: &Graph, names: &str) -> Vec<u32> {
    names.split_whitespace().map(|name| graph.step_named(name).expect("a step")).collect()
}
