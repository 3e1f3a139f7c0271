//! Why: precedence as in Rhai, by climbing; a depth cap instead of trust.

use std::sync::Arc;

use super::lexer::{Token, tokens};
use super::{Argument, Expression, ExpressionError, Node, Operator, Problem};
use crate::span::Span;

/// Deepest nesting of one expression; a rule that needs more wants a script.
const DEPTH: usize = 32;

/// Most links of one expression, so that no chain can nest the tree deeper than a stack allows.
const LINKS: usize = 256;

/// Reads one expression; spans are relative to `text`.
///
/// # Errors
/// With the first place that does not fit, and what would.
pub fn parse(text: &str) -> Result<Expression, ExpressionError> {
    let tokens = tokens(text)?;
    let mut parser = Parser { tokens, at: 0, depth: 0, links: 0 };
    let expression = parser.binary(0)?;
    match parser.peek() {
        (Token::End, _) => Ok(expression),
        (_, span) => Err(ExpressionError { span: *span, problem: Problem::Expected("end") }),
    }
}

struct Parser {
    tokens: Vec<(Token, Span)>,
    at: usize,
    depth: usize,
    links: usize,
}

/// Binding strength as in Rhai (its book, "Operators and Symbols"): higher binds tighter.
fn operator(token: &Token) -> Option<(Operator, u8)> {
    let found = match token {
        Token::Mark(mark) => match *mark {
            "||" => (Operator::Or, 1),
            "&&" => (Operator::And, 2),
            "==" => (Operator::Equal, 3),
            "!=" => (Operator::Unequal, 3),
            "<" => (Operator::Less, 5),
            "<=" => (Operator::AtMost, 5),
            ">" => (Operator::Greater, 5),
            ">=" => (Operator::AtLeast, 5),
            "??" => (Operator::Otherwise, 6),
            "+" => (Operator::Plus, 7),
            "-" => (Operator::Minus, 7),
            "*" => (Operator::Times, 8),
            "/" => (Operator::Over, 8),
            _ => return None,
        },
        Token::Name(name) if name == "in" => (Operator::In, 4),
        _ => return None,
    };
    Some(found)
}

impl Parser {
    fn peek(&self) -> &(Token, Span) {
        // The list ends with `End`, and `next` never steps past it.
        &self.tokens[self.at.min(self.tokens.len() - 1)]
    }

    fn next(&mut self) -> (Token, Span) {
        let token = self.peek().clone();
        self.at += 1;
        token
    }

    fn take(&mut self, mark: &'static str) -> Option<Span> {
        let (token, span) = self.peek();
        if *token == Token::Mark(mark) {
            let span = *span;
            self.at += 1;
            return Some(span);
        }
        None
    }

    fn expect(&mut self, mark: &'static str) -> Result<Span, ExpressionError> {
        self.take(mark).ok_or_else(|| self.expected(mark))
    }

    fn link(&mut self) -> Result<(), ExpressionError> {
        self.links += 1;
        if self.links > LINKS {
            return Err(ExpressionError { span: self.peek().1, problem: Problem::Deep });
        }
        Ok(())
    }

    fn expected(&self, what: &'static str) -> ExpressionError {
        ExpressionError { span: self.peek().1, problem: Problem::Expected(what) }
    }

    fn binary(&mut self, least: u8) -> Result<Expression, ExpressionError> {
        self.depth += 1;
        if self.depth > DEPTH {
            return Err(ExpressionError { span: self.peek().1, problem: Problem::Deep });
        }
        let mut left = self.unary()?;
        while let Some((operator, strength)) = operator(&self.peek().0) {
            if strength <= least {
                break;
            }
            self.link()?;
            self.at += 1;
            let right = self.binary(strength)?;
            let span = left.span.to(right.span);
            left = Expression { node: Node::Binary(operator, Box::new(left), Box::new(right)), span };
        }
        self.depth -= 1;
        Ok(left)
    }

    fn unary(&mut self) -> Result<Expression, ExpressionError> {
        if let Some(span) = self.take("!") {
            self.depth += 1;
            if self.depth > DEPTH {
                return Err(ExpressionError { span, problem: Problem::Deep });
            }
            let inner = self.unary()?;
            self.depth -= 1;
            let span = span.to(inner.span);
            return Ok(Expression { node: Node::Not(Box::new(inner)), span });
        }
        if let Some(span) = self.take("-") {
            let (token, end) = self.next();
            let node = match token {
                Token::Int(value) => Node::Int(-value),
                Token::Float(value) => Node::Float(-value),
                _ => return Err(ExpressionError { span: end, problem: Problem::Expected("number") }),
            };
            return Ok(Expression { node, span: span.to(end) });
        }
        let mut value = self.primary()?;
        loop {
            self.link()?;
            let start = value.span;
            if self.take(".").is_some() {
                let (token, span) = self.next();
                let Token::Name(name) = token else {
                    return Err(ExpressionError { span, problem: Problem::Expected("name") });
                };
                let name: Arc<str> = name.into();
                let node = if self.take("(").is_some() {
                    Node::Method(Box::new(value), name, self.arguments()?)
                } else {
                    Node::Key(Box::new(value), name)
                };
                let end = self.tokens[self.at - 1].1;
                value = Expression { node, span: start.to(end) };
            } else if self.take("[").is_some() {
                let (token, span) = self.next();
                let node = match token {
                    Token::Text(key) => Node::Key(Box::new(value), key.into()),
                    Token::Int(index) => Node::Item(Box::new(value), index),
                    Token::Mark("-") => match self.next() {
                        (Token::Int(index), _) => Node::Item(Box::new(value), -index),
                        (_, span) => return Err(ExpressionError { span, problem: Problem::Expected("number") }),
                    },
                    _ => return Err(ExpressionError { span, problem: Problem::Expected("key") }),
                };
                let end = self.expect("]")?;
                value = Expression { node, span: start.to(end) };
            } else {
                return Ok(value);
            }
        }
    }

    fn primary(&mut self) -> Result<Expression, ExpressionError> {
        let (token, span) = self.next();
        let node = match token {
            Token::Int(value) => Node::Int(value),
            Token::Float(value) => Node::Float(value),
            Token::Text(value) => Node::Text(value.into()),
            Token::Name(name) => match name.as_str() {
                "true" => Node::Bool(true),
                "false" => Node::Bool(false),
                _ if self.take("(").is_some() => {
                    let arguments = self.arguments()?;
                    let end = self.tokens[self.at - 1].1;
                    return Ok(Expression { node: Node::Call(name.into(), arguments), span: span.to(end) });
                }
                _ => Node::Name(name.into()),
            },
            Token::Mark("(") => {
                if let Some(end) = self.take(")") {
                    return Ok(Expression { node: Node::Nothing, span: span.to(end) });
                }
                let inner = self.binary(0)?;
                self.expect(")")?;
                return Ok(inner);
            }
            Token::Mark("[") => {
                let mut items = Vec::new();
                while self.take("]").is_none() {
                    items.push(self.binary(0)?);
                    if self.take(",").is_none() {
                        self.expect("]")?;
                        break;
                    }
                }
                let end = self.tokens[self.at - 1].1;
                return Ok(Expression { node: Node::List(items), span: span.to(end) });
            }
            Token::Mark(_) | Token::End => {
                return Err(ExpressionError { span, problem: Problem::Expected("value") });
            }
        };
        Ok(Expression { node, span })
    }

    fn arguments(&mut self) -> Result<Vec<Argument>, ExpressionError> {
        let mut list = Vec::new();
        while self.take(")").is_none() {
            if self.take("|").is_some() {
                let (token, span) = self.next();
                let Token::Name(name) = token else {
                    return Err(ExpressionError { span, problem: Problem::Expected("name") });
                };
                self.expect("|")?;
                list.push(Argument::Closure(name.into(), Box::new(self.binary(0)?)));
            } else {
                list.push(Argument::Value(self.binary(0)?));
            }
            if self.take(",").is_none() {
                self.expect(")")?;
                break;
            }
        }
        Ok(list)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        fn show(e: &Expression) -> String {
            match &e.node {
                Node::Nothing => "()".into(),
                Node::Bool(b) => b.to_string(),
                Node::Int(i) => i.to_string(),
                Node::Float(f) => f.to_string(),
                Node::Text(t) => format!("{t:?}"),
                Node::Name(n) => n.to_string(),
                Node::Key(b, k) => format!("{}.{k}", show(b)),
                Node::Item(b, i) => format!("{}[{i}]", show(b)),
                Node::List(l) => format!("[{}]", l.iter().map(show).collect::<Vec<_>>().join(",")),
                Node::Not(e) => format!("!{}", show(e)),
                Node::Binary(o, l, r) => format!("({} {o:?} {})", show(l), show(r)),
                Node::Method(b, n, a) => format!("{}.{n}/{}", show(b), a.len()),
                Node::Call(n, a) => format!("{n}/{}", a.len()),
            }
        }
        match parse(text) {
            Ok(e) => show(&e),
            Err(e) => format!("{}..{} {:?}", e.span.start, e.span.end, e.problem),
        }
    }

    #[test]
    fn precedence_is_that_of_rhai() {
        assert_eq!(shown("a.b <= params.x && !c || d == \"y\""), "(((a.b AtMost params.x) And !c) Or (d Equal \"y\"))");
        assert_eq!(shown("a ?? 3 + 1 > 2"), "((a Otherwise (3 Plus 1)) Greater 2)");
        assert_eq!(shown("x in [1, -2,] && y"), "((x In [1,-2]) And y)");
        assert_eq!(shown("doc.steps.all(|s| s.role != ())"), "doc.steps.all/1");
        assert_eq!(shown("doc[\"default\"][-1].x"), "doc.default[-1].x");
        assert_eq!(shown("1 - 2 - 3"), "((1 Minus 2) Minus 3)");
    }

    #[test]
    fn slips_are_named_where_they_stand() {
        assert_eq!(shown("doc.a = 3"), "6..7 Write(\"==\")");
        assert_eq!(shown("doc?.a"), "3..5 Write(\".\")");
        assert_eq!(shown("doc.a <="), "8..8 Expected(\"value\")");
        assert_eq!(shown("doc.a == 'x'"), "9..10 Write(\"\\\"\")");
        assert_eq!(shown("\"abc"), "0..4 OpenText");
        assert_eq!(shown("a b"), "2..3 Expected(\"end\")");
        assert_eq!(shown(&"(".repeat(100)), "32..33 Deep");
        assert_eq!(shown("99999999999999999999"), "0..20 Number");
    }
}
