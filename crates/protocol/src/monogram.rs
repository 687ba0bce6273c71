//! The monogram of a name, in place of an avatar: a letter, and one of twelve hues. The same on the page, in the widget
//! and in the dashboard.

/// The first letter of a name and the number of its hue, 0 to 11; nothing for an empty name.
pub fn monogram(name: &str) -> Option<(char, u32)> {
    let letter = name.chars().find(|c| c.is_alphanumeric()).or_else(|| name.chars().next())?;
    let hue = name.chars().fold(0, |sum, c| (sum * 7 + u32::from(c)) % 12);
    Some((letter, hue))
}

#[cfg(test)]
mod tests {
    use super::monogram;

    #[test]
    fn every_name_has_a_letter_and_a_hue() {
        let letter = |name| monogram(name).map(|(letter, _)| letter);
        assert_eq!(
            ["ben", "Ben", "(sam)", "🦊 fox", "…", ""].map(letter),
            [Some('b'), Some('B'), Some('s'), Some('f'), Some('…'), None]
        );
        assert_eq!(monogram("🦊 fox"), Some(('f', 9)));
        assert!(monogram("Ελένη").is_some_and(|(_, hue)| hue < 12));
    }
}
