//! What people wrote, as it is printed on the operator's terminal.

/// Characters of a comment that are printed.
const SHOWN: usize = 400;

/// What people wrote must not draw on the operator's terminal, so it stays on its line.
pub(super) fn one_line(text: &str) -> String {
    let kept: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(SHOWN).collect();
    if text.chars().nth(SHOWN).is_some() { kept + "…" } else { kept }
}
