//! What is typed: its words, and the operators among them.

/// What operators begin with.
const OPERATORS: [&str; 6] = ["from:", "on:", "before:", "after:", "is:", "has:"];

/// The parts between spaces; a value in quotes is one with its operator.
fn parts(typed: &str) -> Vec<&str> {
    let (mut parts, mut rest) = (Vec::new(), typed.trim_start());
    while !rest.is_empty() {
        let (part, after) = rest.split_at(end_of_part(rest));
        parts.push(part);
        rest = after.trim_start();
    }
    parts
}

fn end_of_part(text: &str) -> usize {
    let space = text.find(char::is_whitespace).unwrap_or(text.len());
    let quoted = text.find(":\"").filter(|at| *at < space).map(|at| at + 2);
    let end = quoted.and_then(|from| text[from..].find('"').map(|at| from + at + 1));
    end.unwrap_or(space)
}

fn is_operator(part: &str) -> bool {
    let begins = |operator: &str| part.get(..operator.len()).is_some_and(|start| start.eq_ignore_ascii_case(operator));
    OPERATORS.iter().any(|operator| begins(operator) && part.len() > operator.len())
}

/// The operators that are typed.
pub fn operators(typed: &str) -> Vec<&str> {
    parts(typed).into_iter().filter(|part| is_operator(part)).collect()
}

/// The words without the operators.
pub fn words(typed: &str) -> String {
    parts(typed).into_iter().filter(|part| !is_operator(part)).collect::<Vec<_>>().join(" ")
}

/// Whether this operator is typed.
pub fn has(typed: &str, operator: &str) -> bool {
    parts(typed).iter().any(|part| part.eq_ignore_ascii_case(operator))
}

/// What is left without this operator.
pub fn without(typed: &str, operator: &str) -> String {
    parts(typed).into_iter().filter(|part| !part.eq_ignore_ascii_case(operator)).collect::<Vec<_>>().join(" ")
}
