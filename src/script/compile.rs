//! Why: a mistake in a script is told when the script is read, at its place and with what to write instead; not when
//! some document first reaches it.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use rhai::{AST, ASTNode, Engine, Expr, ParseErrorType, Position, Scope, Stmt, Token};

use super::host::fault_location;
use super::sites::{Sites, is_read_in_place};
use crate::diagnostic::Diagnostic;
use crate::finding::Cause;
use crate::ledger::Stopped;
use crate::message::Message;
use crate::near::nearest;
use crate::policy::Policy;

/// A compiled policy.
#[derive(Clone)]
pub struct Program {
    pub(super) ast: Arc<AST>,
    pub(super) sites: Arc<Sites>,
    /// Line and column of the name of `check`: where a fault is shown that the engine gives no place.
    pub(super) check_at: Option<(u32, u32)>,
}

/// Names that are filled in per evaluation.
pub(super) const CONSTANTS: [&str; 5] = ["params", "index", "as_of", "jurisdictions", "sectors"];

/// Compiles a policy; `known` are the functions that every policy may call.
///
/// # Errors
/// With the first mistake.
pub(super) fn compile(engine: &Engine, known: &HashSet<String>, policy: &Policy) -> Result<Program, Box<Diagnostic>> {
    let script = policy.script();
    // The scope only tells the parser which names exist. Without optimisation nothing of it is folded into the program,
    // so no constant can end up where the engine does not expect one.
    let mut names = Scope::new();
    for name in CONSTANTS {
        names.push_constant(name, ());
    }
    let ast = engine.compile_with_scope(&names, &script).map_err(|error| {
        let rhai::ParseError(kind, position) = error;
        Box::new(located(policy, position, parse_message(&kind)))
    })?;
    let has_check = ast.iter_functions().any(|function| function.name == "check" && function.params.len() == 1);
    if !has_check {
        return Err(Box::new(located(policy, Position::NONE, Message::new("policy.no-check"))));
    }
    let problem = unknown_function(known, &ast, policy).or_else(|| unknown_limit(&ast, policy));
    if let Some(problem) = problem.or_else(|| refused(&ast, policy)) {
        return Err(Box::new(problem));
    }
    let sites = Arc::new(Sites::of(&ast));
    Ok(Program { ast: Arc::new(ast), sites, check_at: check_at(engine, &script) })
}

/// Running out of steps or of stack ends all functions at once, and the engine keeps no place of it.
fn check_at(engine: &Engine, script: &str) -> Option<(u32, u32)> {
    let mut after_fn = false;
    let texts = [script];
    for (token, position) in engine.lex(&texts).0 {
        match token {
            Token::Identifier(name) if after_fn && name.as_str() == "check" => {
                return Some((position.line()? as u32, position.position()? as u32));
            }
            token => after_fn = token == Token::Fn,
        }
    }
    None
}

/// The functions that every policy may call. The engine could list its own, but it spells every signature out to do so,
/// which took a sixth of a short run; a test compares.
pub(super) fn known_functions() -> HashSet<String> {
    REGISTERED.iter().chain(&BUILT_IN).map(|name| (*name).to_owned()).collect()
}

/// Every property that a program reads.
pub(super) fn properties(ast: &AST) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    ast.walk(&mut |path: &[ASTNode]| {
        if let Some(ASTNode::Expr(Expr::Property(property, _))) = path.last() {
            names.insert(property.2.to_string());
        }
        true
    });
    names
}

/// The words that stand behind a dot in a script: every property that it reads, and some that it does not. Knowing them
/// takes a hundredth of the time that compiling takes; a test holds that none is missed.
pub(super) fn property_words(script: &str) -> BTreeSet<String> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let behind = script.split('.').skip(1).map(str::trim_start);
    behind
        .filter_map(|rest| rest.get(..rest.find(|c| !is_word(c)).unwrap_or(rest.len())))
        .filter(|word| word.starts_with(|c: char| c.is_alphabetic() || c == '_'))
        .map(str::to_owned)
        .collect()
}

/// Functions that are registered, sorted.
const REGISTERED: &[&str] = &[
    "above",
    "abs",
    "absent",
    "all",
    "along",
    "always_after",
    "always_before",
    "at_least",
    "at_most",
    "below",
    "bits",
    "bypass_after",
    "bypass_before",
    "chars",
    "clear",
    "contains",
    "contains_all",
    "count",
    "date",
    "dead_ends",
    "differs_from",
    "drain",
    "duration",
    "end",
    "ends",
    "ends_with",
    "entries",
    "equals",
    "fail",
    "fill_with",
    "filter",
    "find",
    "for_each",
    "get",
    "graph",
    "help",
    "increasing",
    "is_empty",
    "is_even",
    "is_exclusive",
    "is_false",
    "is_inclusive",
    "is_odd",
    "is_stated",
    "is_true",
    "is_zero",
    "keys",
    "keys_like",
    "keys_unlike",
    "len",
    "limit_for",
    "longest",
    "loops",
    "lower",
    "map",
    "matches",
    "max",
    "min",
    "mixin",
    "next",
    "not_empty",
    "one_of",
    "path",
    "path_avoiding",
    "path_to",
    "present",
    "previous",
    "print",
    "push",
    "range",
    "reachable",
    "reduce",
    "related",
    "remove",
    "resolve",
    "resolves",
    "retain",
    "reverse",
    "set",
    "shortest",
    "sign",
    "skip",
    "sleep",
    "some",
    "sort_by",
    "standings",
    "start",
    "starts_with",
    "stuck",
    "to_json",
    "to_string",
    "trim_text",
    "unique",
    "values",
    "where",
    "where_key_like",
    "where_key_unlike",
    "where_not",
];

/// Functions that are part of the language itself. `curry` is left out: a closure that holds copies of itself doubles
/// with every call, and no limit of the engine counts that.
const BUILT_IN: [&str; 6] = ["call", "Fn", "is_shared", "is_def_var", "is_def_fn", "type_of"];

fn located(policy: &Policy, position: Position, message: Message) -> Diagnostic {
    let at = position.line().map(|line| (line as u32, position.position().unwrap_or(1) as u32));
    let stopped = Stopped { cause: Cause::Fault, message: message.clone(), at };
    Diagnostic::error("policy/script", fault_location(policy, &stopped), message)
}

/// Words of the language that were taken out are answered with what to write.
fn parse_message(kind: &ParseErrorType) -> Message {
    let text = kind.to_string();
    for (word, meant) in [("?.", "."), ("?[", "[")] {
        if text.contains(&format!("'{word}'")) || text.contains(&format!("`{word}`")) {
            return Message::new("expression.write").text("meant", meant);
        }
    }
    Message::new("policy.script").text("reason", text)
}

/// A call of a function that nobody defines would only show when it is reached; it is refused at once.
fn unknown_function(known: &HashSet<String>, ast: &AST, policy: &Policy) -> Option<Diagnostic> {
    let own: HashSet<&str> = ast.iter_functions().map(|function| function.name).collect();
    let mut found = None;
    ast.walk(&mut |path: &[ASTNode]| {
        let call = match path.last() {
            Some(ASTNode::Expr(Expr::FnCall(call, position) | Expr::MethodCall(call, position))) => {
                Some((call, *position))
            }
            Some(ASTNode::Stmt(Stmt::FnCall(call, position))) => Some((call, *position)),
            _ => None,
        };
        if let Some((call, position)) = call {
            let name = call.name.as_str();
            let is_word = name.starts_with(|first: char| first.is_alphabetic());
            // The parser itself writes `curry` for what a closure sees.
            if name == "curry" && matches!(call.args.first(), Some(Expr::DynamicConstant(..))) {
                return true;
            }
            if is_word && !name.contains("anon$") && !known.contains(name) && !own.contains(name) {
                found = Some((name.to_owned(), position));
                return false;
            }
        }
        true
    });
    let (name, position) = found?;
    let problem = located(policy, position, Message::new("policy.unknown-function").text("name", name.as_str()));
    let mut names: Vec<&str> = known.iter().map(String::as_str).chain(own).chain(["require"]).collect();
    names.sort_unstable();
    Some(match nearest(&name, names) {
        Some(near) => problem.with_help(Message::new("near.name").text("name", near)),
        None => problem,
    })
}

/// `limit_for("witin", …)` of a parameter that is not declared would only show when it is reached.
fn unknown_limit(ast: &AST, policy: &Policy) -> Option<Diagnostic> {
    let mut found = None;
    ast.walk(&mut |path: &[ASTNode]| {
        let call = match path.last() {
            Some(ASTNode::Expr(Expr::FnCall(call, _))) => Some(call),
            Some(ASTNode::Stmt(Stmt::FnCall(call, _))) => Some(call),
            _ => None,
        };
        if let Some(call) = call.filter(|call| call.name.as_str() == "limit_for")
            && let Some(Expr::StringConstant(name, position)) = call.args.first()
            && policy.parameter(name).is_none()
        {
            found = Some((name.to_string(), *position));
        }
        found.is_none()
    });
    let (name, position) = found?;
    let problem = located(policy, position, Message::new("policy.unknown-parameter").text("name", name.as_str()));
    Some(match nearest(&name, policy.parameters.iter().map(|parameter| &*parameter.name)) {
        Some(near) => problem.with_help(Message::new("near.name").text("name", near)),
        None => problem,
    })
}

/// `try` would swallow what the host has to hear of, and `switch` sends a value of the wrong type to its last branch
/// without a word unless the host saw it being read.
fn refused(ast: &AST, policy: &Policy) -> Option<Diagnostic> {
    let mut found = None;
    ast.walk(&mut |path: &[ASTNode]| {
        match path.last() {
            Some(ASTNode::Stmt(Stmt::TryCatch(_, position))) => found = Some((*position, "policy.no-try")),
            Some(ASTNode::Stmt(Stmt::Switch(choice, position))) if !is_read_in_place(&choice.0) => {
                found = Some((*position, "policy.switch-subject"));
            }
            _ => {}
        }
        found.is_none()
    });
    let (position, message) = found?;
    Some(located(policy, position, Message::new(message)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::load::load;
    use crate::policy::{Rule, embedded};
    use crate::source::{Home, Source, SourceId};

    #[test]
    fn every_built_in_script_compiles_and_its_properties_are_known_before() {
        let (engine, known) = (crate::script::host::engine(), known_functions());
        for file in embedded::files().filter(|file| file.path.ends_with(".rhai")) {
            let source = Arc::new(Source::from_text(Home::Builtin, file.path, file.text));
            let policy = load(file.path, &source, SourceId(0)).policy.unwrap();
            if !matches!(policy.rule, Rule::Script) {
                continue;
            }
            let program = compile(&engine, &known, &policy).unwrap_or_else(|problem| panic!("{problem:?}"));
            let missed: Vec<_> =
                properties(&program.ast).difference(&property_words(&policy.script())).cloned().collect();
            assert_eq!(missed, Vec::<String>::new(), "{}", file.path);
        }
    }

    #[test]
    fn the_list_of_functions_is_that_of_the_engine() {
        let engine = crate::script::host::engine();
        let mut names: Vec<String> = engine
            .gen_fn_signatures(true)
            .iter()
            .filter_map(|signature| signature.split(['(', ' ']).next())
            .map(|name| name.rsplit("::").next().unwrap_or(name).to_owned())
            .filter(|name| name.starts_with(|first: char| first.is_alphabetic()) && !name.contains('$'))
            .collect();
        names.sort();
        names.dedup();
        assert_eq!(names, REGISTERED);
    }
}
