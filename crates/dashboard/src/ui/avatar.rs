//! The disc with the first letter of a name, in the hue that the name has on its page, too.

use yew::prelude::*;

/// The disc of a name; a screen reader skips it.
pub(crate) fn avatar(name: &str) -> Html {
    let (letter, hue) = sign(name);
    html! { <span class="av" data-m={letter} data-h={hue.to_string()} aria-hidden="true" /> }
}

/// The letter of a name, and one of twelve hues: the same as in the widget (`loader/theme_and_time.js`).
fn sign(name: &str) -> (String, u32) {
    let letter = name.chars().find(|c| c.is_alphanumeric()).or_else(|| name.chars().next());
    let hue = name.chars().fold(0, |sum, c| (sum * 7 + u32::from(c)) % 12);
    (letter.map(String::from).unwrap_or_default(), hue)
}

#[cfg(test)]
mod tests {
    use super::sign;

    #[test]
    fn every_name_has_a_letter_and_a_hue() {
        assert_eq!(sign("ben").0, "b");
        assert_eq!(sign("Ben").0, "B");
        assert_eq!(sign("(sam)").0, "s");
        assert_eq!(sign("…").0, "…");
        assert_eq!(sign(""), (String::new(), 0));
        assert!(sign("Ελένη").1 < 12);
    }
}
