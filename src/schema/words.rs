//! Why: a closed list of words stands in one place, so that the check, the JSON Schemas, the rules and the clause
//! catalogue speak of the same things. Words are those of the clause catalogue; where laws name one thing differently
//! the schema has one word and [`ALIASES`] leads the others to it.

/// Life cycle of a document; a retired one is not judged.
pub const STATUSES: &[&str] = &["draft", "active", "retired"];

/// Trades, as in the clause catalogue.
pub const SECTORS: &[&str] = &[
    "telecom", "retail", "ecommerce", "finance", "payments", "insurance", "express", "energy", "public", "health",
    "travel", "digital",
];

/// Capacities in which a clause binds somebody, as in the clause catalogue.
pub const ADDRESSEES: &[&str] = &[
    "any_organisation", "trader", "data_controller", "data_processor", "platform", "telecom", "express",
    "bank_insurer", "payment", "financial", "algorithm_provider", "bot_operator", "essential_entity", "authority",
];

/// Jurisdictions that have clauses in the catalogue. Other ISO codes are written too (a member state of the EU falls
/// under `EU`), so this list serves suggestions and completion, not refusal.
pub const JURISDICTIONS: &[&str] =
    &["CN", "EU", "UK", "ES", "US", "US-CA", "AU", "SG", "HK", "KR", "IN", "BR", "INT"];

/// Kinds of process.
pub const CATEGORIES: &[&str] = &[
    "complaint", "appeal", "request", "feedback", "return", "fault", "subscription", "marketing", "rights_request",
    "incident", "analysis", "other",
];

/// Cases that rules know: rights of persons, then complaints. Own words may stand beside them.
pub const CASE_TYPES: &[&str] = &[
    "access", "copy", "port", "correct", "complete", "delete", "restrict", "object", "refuse", "explain",
    "close_account", "withdraw_consent", "opt_out", "complex", "hardship", "payment_service", "unauthorised_payment",
    "billing_error", "data_protection", "regulator_referred", "urgent",
];

/// Whether customers may be under age.
pub const MINORS: &[&str] = &["excluded", "possible", "intended"];

/// Outside routes of redress.
pub const ROUTES: &[&str] = &["negotiation", "mediation", "administrative_complaint", "arbitration", "court"];

/// Kinds of step.
pub const STEP_KINDS: &[&str] = &[
    "receive", "accept", "verify", "age_gate", "guardian_consent", "acknowledge", "first_response", "assess", "grade",
    "contain", "investigate", "answer", "ask", "wait", "update", "propose", "approve", "decide", "resolve", "review",
    "refund", "carry_out", "notify", "remind", "send", "survey", "analyse", "improve", "report", "close", "other",
];

/// Moments that no step makes.
pub const MOMENTS: &[&str] = &[
    "sent", "occurrence", "awareness", "early_warning", "notify_authority", "update_authority", "notify_subjects",
    "notify_controller", "handled", "goods_received", "goods_returned", "customer_agreement", "revocation",
    "human_requested", "renewal", "data_obtained",
];

/// Moments at which a clock starts or stops: each step kind (reached when the step is done), then [`MOMENTS`].
pub const MILESTONES: &[&str] = &joined::<{ STEP_KINDS.len() + MOMENTS.len() }>(STEP_KINDS, MOMENTS);

/// Moments of data.
pub const DATA_MOMENTS: &[&str] = &["collection", "last_use", "contract_end", "account_closure"];

/// Moments from which keeping is counted: [`MILESTONES`], then [`DATA_MOMENTS`].
pub const KEEPING_STARTS: &[&str] = &joined::<{ MILESTONES.len() + DATA_MOMENTS.len() }>(MILESTONES, DATA_MOMENTS);

/// Effect of a hand-over on a clock.
pub const ON_TRANSFER: &[&str] = &["runs_on", "pauses", "restarts"];

/// Who does a step.
pub const ACTORS: &[&str] = &["human", "bot", "system", "model"];

/// Who is waited for.
pub const WAITED_FOR: &[&str] = &["customer", "vendor", "authority", "system"];

/// What makes a case take an edge; the last five hand a case from a bot to a person.
pub const TRIGGERS: &[&str] = &[
    "done", "timeout", "accepted", "rejected", "refused", "contested", "withdrawn", "failed", "failure_threshold",
    "customer_refuses_bot", "information_security", "safety_emergency", "response_timeout",
];

/// Context handed over with a case.
pub const CARRIES: &[&str] = &["identity", "history", "problem_description"];

/// What is written to the case file.
pub const RECORDS: &[&str] = &[
    "unique_id", "received_at", "channel", "description", "remedy_sought", "facts", "effects", "remedial_action",
];

/// What triage looks at.
pub const CRITERIA: &[&str] = &["severity", "safety", "complexity", "impact", "immediate_action"];

/// Who is told.
pub const TOLD: &[&str] = &["customer", "authority", "subjects", "controller", "management"];

/// The person complained about, beside step ids.
pub const SUBJECT: &[&str] = &["subject"];

/// What changes for the customer. Own words may stand beside them.
pub const EFFECTS: &[&str] = &[
    "refund", "compensation", "price", "discount", "credit_decision", "close_account", "deny_service", "delete",
    "anonymise", "correct", "restrict", "give_copy", "marketing_message", "repair",
];

/// Kinds of channel.
pub const CHANNEL_KINDS: &[&str] = &[
    "phone", "email", "web_form", "live_chat", "app", "social_media", "instant_message", "sms", "post", "counter",
    "regulator_portal",
];

/// Where customers find a channel or an officer.
pub const PLACES: &[&str] = &["website", "app", "terms", "branch", "contract"];

/// Entries of a first menu that rules know.
pub const MENU: &[&str] = &["complaint", "cancel"];

/// Kinds of notice.
pub const NOTICE_KINDS: &[&str] = &[
    "privacy", "acknowledgement", "update", "holding_reply", "extension", "final_response", "refusal", "breach",
    "bot_greeting", "renewal_reminder", "terms", "footer",
];

/// What a notice tells: the notice items of the clause catalogue, and the disclosure of automation.
pub const NOTICE_ITEMS: &[&str] = &[
    "controller_name", "contact", "dpo_contact", "purpose", "legal_basis", "method", "data_types", "retention_period",
    "after_expiry", "recipients", "recipient_name", "recipient_contact", "transfers", "necessity", "impact",
    "sensitive_necessity_and_impact", "rights", "withdrawal", "account_closure", "mandatory_or_not",
    "automated_decisions", "authority_complaint", "judicial_remedy", "types_cause_harm",
    "remedial_and_mitigation_measures", "nature", "consequences", "measures", "receipt", "being_handled",
    "time_limit_statement", "outcome", "reasons", "reasons_if_rejected", "ombudsman_right", "ombudsman_contact",
    "automation_disclosure",
];

/// What a regular report holds.
pub const REPORT_CONTENTS: &[&str] = &["figures", "trends", "root_causes", "accountability"];

/// Own part in processing.
pub const PARTS_IN_PROCESSING: &[&str] = &["controller", "joint_controller", "processor"];

/// Legal grounds of processing.
pub const LEGAL_BASES: &[&str] = &[
    "consent", "contract", "employment", "legal_obligation", "vital_interests", "public_task",
    "legitimate_interests", "public_interest_news", "already_public", "other_law",
];

/// Where data comes from.
pub const DATA_SOURCES: &[&str] = &["person", "third_party", "public"];

/// Kinds of dataset, each under its own legal minimum of keeping.
pub const DATASET_KINDS: &[&str] = &[
    "customer_profile", "complaint_records", "rights_requests", "incident_records", "transactions",
    "call_recordings", "messages", "logs", "consent_records", "assessments", "other",
];

/// How confidential a dataset is.
pub const CLASSES: &[&str] = &["public", "internal", "confidential", "restricted"];

/// Whose data it is.
pub const SUBJECTS: &[&str] = &["customers", "prospects", "employees", "children", "others"];

/// A period without end.
pub const UNLIMITED: &[&str] = &["unlimited"];

/// Never again.
pub const NEVER: &[&str] = &["never"];

/// What happens to data when its time is over.
pub const AFTER_KEEPING: &[&str] = &["delete", "anonymise", "block"];

/// How far data is de-identified.
pub const FORMS: &[&str] = &["identifiable", "pseudonymised", "anonymised"];

/// Measures on one field.
pub const PROTECTIONS: &[&str] = &["none", "masked", "hashed", "pseudonymised", "encrypted"];

/// Special categories of personal data.
pub const SENSITIVE: &[&str] = &[
    "biometric", "genetic", "health", "religion_belief", "political_opinion", "trade_union", "race_ethnicity",
    "sex_life_orientation", "specific_identity", "financial_account", "location_track", "child", "criminal_record",
];

/// Qualities of consent.
pub const CONSENT_KINDS: &[&str] = &["general", "separate", "explicit", "written"];

/// How much depends on a vendor.
pub const CRITICALITIES: &[&str] = &["low", "medium", "high"];

/// Terms of a processor contract, as in the clause catalogue.
pub const CONTRACT_TERMS: &[&str] = &[
    "purpose", "term", "method", "data_types", "safeguards", "rights_and_duties", "scope", "security_duties",
    "subject_matter", "duration", "nature_and_purpose", "subject_categories", "documented_instructions",
    "confidentiality", "security", "subprocessing", "rights_assistance", "breach_and_dpia_assistance",
    "delete_or_return", "audit",
];

/// What the processor does with the data when the contract ends.
pub const AT_END: &[&str] = &["delete", "return", "delete_or_return"];

/// Whether the processor may hand on.
pub const SUBPROCESSING: &[&str] = &["prohibited", "specific", "general"];

/// Why data moves to somebody.
pub const FLOW_REASONS: &[&str] = &["entrust", "share", "publish", "business_transfer"];

/// Legal mechanisms for leaving a jurisdiction.
pub const MECHANISMS: &[&str] = &[
    "adequacy", "standard_contract", "binding_rules", "certification", "security_assessment", "derogation", "exempt",
    "other_legal_condition",
];

/// Parts of an impact assessment.
pub const ASSESSMENT_PARTS: &[&str] = &[
    "description", "necessity", "lawfulness_necessity", "risks", "impact_and_risk", "measures", "safeguards",
];

/// Kinds of system.
pub const SYSTEM_KINDS: &[&str] = &[
    "ticketing", "crm", "feedback", "telephony", "chat", "database", "warehouse", "archive", "logs", "learning",
    "other",
];

/// How people prove who they are to a system.
pub const AUTHENTICATIONS: &[&str] = &["single", "multi_factor"];

/// Whether removable media may be used.
pub const REMOVABLE_MEDIA: &[&str] = &["forbidden", "approved", "allowed"];

/// Kinds of role.
pub const ROLE_KINDS: &[&str] = &["staff", "customer", "system", "vendor", "authority"];

/// When training is given.
pub const TRAINING_TIMES: &[&str] = &["onboarding", "regular"];

/// Kinds of named officer.
pub const OFFICER_KINDS: &[&str] = &["data_protection", "data_security", "complaints", "nodal"];

/// What an audit looks at.
pub const AUDIT_SCOPES: &[&str] = &["personal_data", "children", "complaints", "security"];

/// Kinds of outside body.
pub const BODY_KINDS: &[&str] = &["ombudsman", "adr", "regulator", "data_protection_authority", "consumer_body"];

/// The native kinds of document.
pub const DOCUMENT_KINDS: &[&str] = &["process", "data", "organisation", "risk"];

/// Categories of risk.
pub const RISK_CATEGORIES: &[&str] = &[
    "operational", "reputation", "compliance", "financial", "information", "technology", "people", "supply_chain",
    "market", "strategy", "partner", "social", "environment",
];

/// Where a risk comes from.
pub const RISK_SOURCES: &[&str] = &["product", "service_quality", "satisfaction", "supply_chain"];

/// What a risk is by nature.
pub const RISK_NATURES: &[&str] = &["technology", "market", "legal", "operation"];

/// How far a risk reaches.
pub const RISK_REACHES: &[&str] = &["local", "global"];

/// How far work on a risk has come.
pub const RISK_STAGES: &[&str] = &["identify", "analyse", "treat", "monitor"];

/// Measures before, during and after.
pub const TREATMENT_KINDS: &[&str] = &["preventive", "emergency", "recovery"];

/// What an indicator measures. Own words may stand beside them.
pub const MEASURES: &[&str] = &[
    "csat", "nps", "fcr", "first_response", "resolve", "complaint_rate", "complaint_count", "return_rate",
    "fault_rate", "response_rate", "retention_rate", "sentiment",
];

/// Which way an indicator should go.
pub const BETTER: &[&str] = &["higher", "lower"];

/// Words of laws and of earlier drafts, with the words of the schema that mean the same.
pub const ALIASES: &[(&str, &[&str])] = &[
    ("scc", &["standard_contract"]),
    ("bcr", &["binding_rules"]),
    ("legal_duty", &["legal_obligation"]),
    ("emergency", &["vital_interests"]),
    ("contract_or_hr", &["contract", "employment"]),
    ("rectify", &["correct"]),
    ("rights_methods", &["rights"]),
    ("rights_procedure", &["rights"]),
    ("medical_health", &["health"]),
    ("religion", &["religion_belief"]),
    ("minor_under_14", &["child"]),
    ("code_or_certification", &["certification"]),
];

/// The word of `allowed` that `word` stands for by [`ALIASES`].
pub fn canonical(word: &str, allowed: &[&'static str]) -> Option<&'static str> {
    let (_, targets) = ALIASES.iter().find(|(alias, _)| *alias == word)?;
    targets.iter().copied().find(|target| allowed.contains(target))
}

const fn joined<const N: usize>(first: &[&'static str], second: &[&'static str]) -> [&'static str; N] {
    assert!(first.len() + second.len() == N, "N is the sum of the lengths");
    let mut out = [""; N];
    let mut at = 0;
    while at < N {
        out[at] = if at < first.len() { first[at] } else { second[at - first.len()] };
        at += 1;
    }
    out
}
