//! Why: a benchmark needs the same documents on every machine, so they are made from a number, not from chance.

use std::fmt::Write as _;

use ombud::parse::Format;

/// Process definitions and data configurations, four to one, each with its path; about every fifth breaks a rule.
pub fn documents(count: usize) -> Vec<(String, String)> {
    let configs = (count / 5).max(1);
    (0..count)
        .map(|number| {
            if number < configs {
                (format!("data/dc-{number:06}.yaml"), config(number))
            } else {
                (format!("process/svc-{number:06}.yaml"), process(number, configs))
            }
        })
        .collect()
}

/// One larger document in a format, for the parsers.
pub fn text(format: Format) -> String {
    let steps = 120;
    match format {
        Format::Yaml => (0..steps).fold("steps:\n".to_owned(), |mut text, at| {
            let _ = writeln!(
                text,
                "  - id: step-{at}\n    title: 核实申请 {at}\n    minutes: {at}\n    next: [step-{}]",
                at + 1
            );
            text
        }),
        Format::Toml => (0..steps).fold(String::new(), |mut text, at| {
            let _ = writeln!(
                text,
                "[[steps]]\nid = \"step-{at}\"\ntitle = \"核实申请 {at}\"\nminutes = {at}\nnext = [\"step-{}\"]\n",
                at + 1
            );
            text
        }),
        Format::Json | Format::Jsonc => {
            let items: Vec<String> = (0..steps)
                .map(|at| format!("    {{ \"id\": \"step-{at}\", \"title\": \"核实申请 {at}\", \"minutes\": {at}, \"next\": [\"step-{}\"] }}", at + 1))
                .collect();
            format!("{{\n  \"steps\": [\n{}\n  ]\n}}\n", items.join(",\n"))
        }
        Format::Xml => {
            let mut text = String::from(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<bpmn:definitions \
                 xmlns:bpmn=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" targetNamespace=\"x\">\n<bpmn:process id=\"p\">\n",
            );
            for at in 0..steps {
                let _ = writeln!(
                    text,
                    "  <bpmn:userTask id=\"step-{at}\" name=\"核实申请 {at}\">\n    <bpmn:incoming>flow-{at}</bpmn:incoming>\n  \
                     </bpmn:userTask>\n  <bpmn:sequenceFlow id=\"flow-{at}\" sourceRef=\"step-{at}\" targetRef=\"step-{}\" />",
                    at + 1
                );
            }
            text + "</bpmn:process>\n</bpmn:definitions>\n"
        }
        Format::Csv => (0..steps).fold("date,indicator,channel,value,n,source\n".to_owned(), |mut text, at| {
            let _ = writeln!(text, "2026-01-{:02},投诉率,phone,1.{at}%,{at},\"crm, monthly\"", 1 + at % 28);
            text
        }),
    }
}

fn process(number: usize, configs: usize) -> String {
    let slow = if number.is_multiple_of(5) { 4_320 } else { 720 };
    let mut text = format!(
        "# Permit renewal {number}\nkind: service-process\nversion: 3\nid: svc-{number:06}\nname: Permit renewal - North Ward\n\
         owner: licensing-desk\ncountry: DE\nstatus: active\nreviewed_on: \"2025-04-11\"\nchannels:\n"
    );
    for channel in ["phone", "webform", "email"] {
        let _ = writeln!(text, "  - id: {channel}\n    hours: \"Mo-Fr 08:00-18:00\"\n    accessible: true");
    }
    text.push_str("steps:\n");
    let steps = ["register", "triage", "verify", "assess", "decide", "close"];
    for (at, step) in steps.iter().enumerate() {
        let next = steps.get(at + 1).copied().unwrap_or_default();
        let _ = writeln!(
            text,
            "  - id: {step}\n    name: \"Step: {step}\"\n    role: case-handler\n    target: 4h\n    target_minutes: 240\n    next: [{next}]"
        );
    }
    let _ = write!(
        text,
        "sla:\n  first_response: 8h\n  first_response_minutes: 480\n  resolution: 80h\n  resolution_minutes: 4800\n\
         escalation:\n  - level: 1\n    after_minutes: 480\n    to: team-lead\n  - level: 2\n    after_minutes: 1920\n    to: director\n\
         complaint_handling:\n  acknowledge_within_minutes: {slow}\n  final_response_within_minutes: 20160\n  appeal_body: Consumer Board\n\
         data:\n  personal: true\n  categories: [contact, identity, health]\n  purposes:\n    - id: handle-request\n      lawful_basis: contract\n\
         \x20 retention:\n    days: 365\n  recipients:\n    - name: Northwind Hosting\n      country: US\n      agreement: DPA-2025-001\n      transfer_safeguard: scc\n\
         \x20 datasets: [ds-{:06}-a]\n  encryption:\n    at_rest: true\n    in_transit: true\n",
        number % configs
    );
    text
}

fn config(number: usize) -> String {
    format!(
        "kind: data-config\nid: dc-{number:06}\nname: Claims data\nowner: records-unit\ncountry: DE\ndatasets:\n  - id: ds-{number:06}-a\n    name: Claims store\n    fields:\n\
         \x20     - name: applicant_name\n        category: identity\n      - name: diagnosis\n        category: health\n      - name: case_ref\n        category: none\n\
         \x20   retention:\n      days: 730\n    access_roles: [case-handler, team-lead]\n    encryption:\n      at_rest: true\n"
    )
}
