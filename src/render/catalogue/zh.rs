//! Why: everything that ombud says in Chinese; the same ids as in English, worded for a Chinese reader instead of
//! translated. One word for one idea: 规则 policy, 规则包 pack, 评估 evaluation, 问题 finding, 故障 diagnostic, 限值 limit,
//! 已豁免 waived, 基线内 baselined, 免予适用 exempt, 不适用 not applicable, 判断 to judge, 条款 clause, 法域 jurisdiction,
//! 用例 case, 参数 parameter, 字段 key, 一组字段 table, 列表 list, 编号 id, 文件种类 kind, 时长 duration, 匹配式 pattern.

mod commands;
mod documents;
mod dossier;
mod findings;
mod observe;
mod pages;
mod readings;
mod risk;
mod rules;
mod values;
mod words;

use super::{Group, Texts};

pub(super) const GROUPS: &[Group] = &[
    ("builtin", documents::BUILTIN),
    ("cases", rules::CASES),
    ("chart", readings::CHART),
    ("check", findings::CHECK),
    ("clause", rules::CLAUSE),
    ("clauses", pages::CLAUSES),
    ("cli", pages::CLI),
    ("compare", values::COMPARE),
    ("config", rules::CONFIG),
    ("diagnostics", findings::DIAGNOSTICS),
    ("doctor", commands::DOCTOR),
    ("duration", values::DURATION),
    ("expression", rules::EXPRESSION),
    ("fault", rules::FAULT),
    ("file", documents::FILE),
    ("finding", findings::FINDING),
    ("hours", values::HOURS),
    ("init", commands::INIT),
    ("label", findings::LABEL),
    ("limit", findings::LIMIT),
    ("money", values::MONEY),
    ("near", findings::NEAR),
    ("note", findings::NOTE),
    ("observe", observe::OBSERVE),
    ("outcome", findings::OUTCOME),
    ("page", pages::PAGE),
    ("parse", documents::PARSE),
    ("percent", values::PERCENT),
    ("policy", rules::POLICY),
    ("reading", readings::READING),
    ("reason", documents::REASON),
    ("related", documents::RELATED),
    ("report", dossier::REPORT),
    ("risk", risk::RISK),
    ("schema", documents::SCHEMA),
    ("severity", findings::SEVERITY),
    ("skipped", findings::SKIPPED),
    ("summary", findings::SUMMARY),
    ("title", findings::TITLE),
    ("watch", findings::WATCH),
    ("why", findings::WHY),
    ("word", words::WORD),
];
