//! Why: help desks export the same few tables everywhere, and whoever has one should not have to say what its columns
//! are. What is known of them stands here as data; whatever the caller names goes first.

use super::LogFormat;

/// Names under which a format keeps each thing; the first that the log has counts.
#[derive(Debug)]
pub struct Known {
    pub case: &'static [&'static str],
    pub activity: &'static [&'static str],
    pub time: &'static [&'static str],
    pub channel: &'static [&'static str],
    pub priority: &'static [&'static str],
    pub lifecycle: &'static [&'static str],
    /// Columns with time stamps of a log in which a row is a case.
    pub moments: &'static [&'static str],
    /// The column that names the field that changed, of a history of fields.
    pub field: Option<&'static str>,
}

/// The names of XES, which tools keep when they write the same log as CSV.
static EVENTS: Known = Known {
    case: &["case:concept:name"],
    activity: &["concept:name"],
    time: &["time:timestamp"],
    channel: &[],
    priority: &[],
    lifecycle: &["lifecycle:transition"],
    moments: &[],
    field: None,
};

/// Zendesk's tickets, with the times of its ticket metrics where they were joined to them.
static ZENDESK_TICKETS: Known = Known {
    case: &["ticket_id", "id"],
    activity: &[],
    time: &[],
    channel: &["via_channel", "channel"],
    priority: &["priority"],
    lifecycle: &[],
    moments: &["created_at", "solved_at", "closed_at"],
    field: None,
};

/// Zendesk's history of fields: what a field became, and when. The status is what happens to a case; the word in `value`
/// is the activity.
static ZENDESK_HISTORY: Known = Known {
    case: &["ticket_id"],
    activity: &["value"],
    time: &["updated", "updated_at", "created_at"],
    channel: &[],
    priority: &[],
    lifecycle: &[],
    moments: &[],
    field: Some("field_name"),
};

static SERVICENOW: Known = Known {
    case: &["number", "incident_number", "sys_id", "incident_id"],
    activity: &[],
    time: &[],
    channel: &["contact_type", "contact_type_value"],
    priority: &["priority", "priority_value"],
    lifecycle: &[],
    moments: &["opened_at", "resolved_at", "closed_at"],
    field: None,
};

/// What is known of a format, with the head of a log in it.
pub fn known(format: LogFormat, has: impl Fn(&str) -> bool) -> &'static Known {
    match format {
        LogFormat::Csv | LogFormat::Xes => &EVENTS,
        LogFormat::Zendesk if has("field_name") => &ZENDESK_HISTORY,
        LogFormat::Zendesk => &ZENDESK_TICKETS,
        LogFormat::Servicenow => &SERVICENOW,
    }
}

/// What the words of a format mean in the model.
pub fn meanings(format: LogFormat) -> &'static [(&'static str, &'static str)] {
    match format {
        LogFormat::Csv | LogFormat::Xes => &[],
        LogFormat::Zendesk => &[
            ("created_at", "receive"),
            ("solved_at", "resolve"),
            ("closed_at", "close"),
            ("new", "receive"),
            ("solved", "resolve"),
            ("closed", "close"),
        ],
        LogFormat::Servicenow => &[("opened_at", "receive"), ("resolved_at", "resolve"), ("closed_at", "close")],
    }
}
