//! Why: what a script means is partly a matter of where a word stands. Whether `x == ()` asks for absence, whether `in`
//! looks into a list or a text, whether `??` answers for a value: the engine's values do not say, but the program does.
//! It is read once, when it is compiled.

use std::collections::HashSet;

use rhai::{AST, ASTFlags, ASTNode, BinaryExpr, Expr, Position, Stmt};

/// Places of a program, by what stands there. Line and column, from 1.
#[derive(Debug, Default)]
pub(super) struct Sites {
    /// Reads whose missing value `??` answers.
    answered: HashSet<At>,
    /// `==` and `!=` with a literal `()`.
    asked: HashSet<At>,
    /// `in`.
    members: HashSet<At>,
    /// Reads over which `switch` chooses.
    chosen: HashSet<At>,
    /// Reads that are indexed on the spot.
    indexed: HashSet<At>,
    /// Reads that are a condition.
    tested: HashSet<At>,
    /// Variables that closures see and nobody changes.
    lent: HashSet<String>,
    /// Whether the program makes lists or maps of its own.
    makes_lists: bool,
    /// Whether closures see variables.
    captures: bool,
}

type At = (usize, usize);

/// What the host asks about a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Site {
    /// A missing value is answered by `??`.
    Answered,
    /// The comparison is with a literal `()`.
    Asked,
    /// The operator is `in`.
    Member,
    /// A `switch` chooses by this value.
    Chosen,
    /// The value is indexed on the spot.
    Indexed,
    /// The value is a condition.
    Tested,
}

impl Sites {
    /// Reads a program.
    pub fn of(ast: &AST) -> Self {
        let mut sites = Self::default();
        let mut assigned = HashSet::new();
        ast.walk(&mut |path: &[ASTNode]| {
            match path.last() {
                Some(ASTNode::Expr(expression)) => {
                    sites.expression(expression);
                    if changes(expression) {
                        assigned.extend(root(expression));
                    }
                }
                Some(ASTNode::Stmt(Stmt::Switch(choice, _))) => outcome(&choice.0, &mut |at| {
                    sites.chosen.extend(place(at));
                }),
                Some(ASTNode::Stmt(Stmt::If(flow, _) | Stmt::While(flow, _) | Stmt::Do(flow, ..))) => {
                    outcome(&flow.expr, &mut |at| sites.tested.extend(place(at)));
                }
                Some(ASTNode::Stmt(Stmt::Share(names))) => {
                    sites.captures = true;
                    sites.lent.extend(names.iter().map(|(name, _)| name.name.to_string()));
                }
                Some(ASTNode::Stmt(Stmt::Assignment(assignment))) => {
                    assigned.extend(root(&assignment.1.lhs));
                }
                _ => {}
            }
            true
        });
        sites.lent.retain(|name| !assigned.contains(name));
        sites
    }

    /// Whether a variable is seen by closures and never changed, so that a copy of it is as good as itself.
    pub fn lends(&self, variable: &str) -> bool {
        !self.lent.is_empty() && self.lent.contains(variable)
    }

    /// Whether the program makes lists or maps that can grow.
    pub fn makes_lists(&self) -> bool {
        self.makes_lists
    }

    /// Whether closures of the program see its variables.
    pub fn captures(&self) -> bool {
        self.captures
    }

    /// Whether a place is of a kind.
    pub fn has(&self, site: Site, position: Position) -> bool {
        let set = match site {
            Site::Answered => &self.answered,
            Site::Asked => &self.asked,
            Site::Member => &self.members,
            Site::Chosen => &self.chosen,
            Site::Indexed => &self.indexed,
            Site::Tested => &self.tested,
        };
        !set.is_empty() && place(position).is_some_and(|at| set.contains(&at))
    }

    fn expression(&mut self, expression: &Expr) {
        match expression {
            Expr::Coalesce(sides, _) => {
                for side in sides.iter().take(sides.len().saturating_sub(1)) {
                    outcome(side, &mut |at| self.answered.extend(place(at)));
                }
            }
            Expr::FnCall(call, at) if matches!(call.name.as_str(), "==" | "!=") && call.args.iter().any(is_nothing) => {
                self.asked.extend(place(*at));
            }
            Expr::And(sides, _) | Expr::Or(sides, _) => {
                for side in sides.iter() {
                    outcome(side, &mut |at| self.tested.extend(place(at)));
                }
            }
            Expr::FnCall(call, at) if call.name == "contains" => self.members.extend(place(*at)),
            Expr::Index(sides, _, _) => {
                if let Expr::Property(_, at) = &sides.lhs {
                    self.indexed.extend(place(*at));
                }
            }
            Expr::Array(items, _) if !items.is_empty() && items.iter().all(Expr::is_constant) => {}
            Expr::Array(..) | Expr::Map(..) => self.makes_lists = true,
            _ => {}
        }
    }
}

/// Whether `switch` chooses by a value that is read in place; only of such a value does the host see the type.
pub(super) fn is_read_in_place(subject: &Expr) -> bool {
    match subject {
        Expr::Index(sides, flags, _) => after_bracket(sides, *flags).is_none_or(is_read_in_place),
        Expr::Dot(sides, ..) => match &sides.rhs {
            Expr::Dot(..) | Expr::Index(..) => is_read_in_place(&sides.rhs),
            Expr::Property(..) => true,
            _ => false,
        },
        Expr::Coalesce(sides, _) => sides.iter().all(|side| is_read_in_place(side) || side.is_constant()),
        _ => false,
    }
}

fn is_nothing(expression: &Expr) -> bool {
    match expression {
        Expr::Unit(_) => true,
        Expr::DynamicConstant(value, _) => value.is_unit(),
        _ => false,
    }
}

/// The variable with which a chain begins.
fn root(chain: &Expr) -> Option<String> {
    match chain {
        Expr::Variable(name, ..) => Some(name.1.to_string()),
        Expr::Dot(sides, ..) | Expr::Index(sides, ..) => root(&sides.lhs),
        _ => None,
    }
}

/// Whether a chain calls a function that changes what it begins with.
fn changes(chain: &Expr) -> bool {
    match chain {
        Expr::Dot(sides, ..) => changes(&sides.rhs),
        Expr::Index(sides, flags, _) => after_bracket(sides, *flags).is_some_and(changes),
        Expr::MethodCall(call, _) => CHANGING.contains(&call.name.as_str()),
        _ => false,
    }
}

/// Functions that change a list or map in place.
const CHANGING: [&str; 7] = ["push", "remove", "clear", "set", "mixin", "fill_with", "drain"];

/// The places at which the value of an expression may have been read or worked out.
fn outcome(expression: &Expr, found: &mut impl FnMut(Position)) {
    match expression {
        Expr::Property(_, at) | Expr::FnCall(_, at) | Expr::MethodCall(_, at) => found(*at),
        Expr::Dot(sides, ..) => outcome(&sides.rhs, found),
        Expr::Index(sides, flags, at) => {
            found(*at);
            if let Some(rest) = after_bracket(sides, *flags) {
                outcome(rest, found);
            }
        }
        Expr::Coalesce(sides, _) => sides.iter().for_each(|side| outcome(side, found)),
        _ => {}
    }
}

/// What follows the bracket, if anything does. The chain leans to the right: it hangs below the index, and only a flag
/// tells it from an index that is a chain itself, as in `map[node.id]`.
fn after_bracket(sides: &BinaryExpr, flags: ASTFlags) -> Option<&Expr> {
    (!flags.contains(ASTFlags::BREAK)).then_some(&sides.rhs)
}

fn place(position: Position) -> Option<At> {
    Some((position.line()?, position.position().unwrap_or(1)))
}
