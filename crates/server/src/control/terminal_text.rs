//! Visitors' texts as they are printed on the operator's terminal.

/// Characters of a comment that are printed.
const SHOWN_CHARS: usize = 400;

/// A text on one line, without control characters: a visitor's text must not control the operator's terminal.
pub(super) fn one_line(text: &str) -> String {
    let line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(SHOWN_CHARS).collect();
    if text.chars().nth(SHOWN_CHARS).is_some() { line + "…" } else { line }
}
