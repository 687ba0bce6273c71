//! Tag characters: invisible letters. They spell the flags of regions (UTS #51, ED-14a), and could carry hidden text
//! anywhere else.

use std::borrow::Cow;

/// The flag that tags turn into another one.
const FLAG: char = '\u{1F3F4}';
/// Ends the tags of a flag.
const END: char = '\u{E007F}';
/// The number of letters and digits that name a region: `gbeng`, `usca`.
const NAMED_BY: std::ops::RangeInclusive<usize> = 3..=6;

fn is_tag(c: char) -> bool {
    matches!(c, '\u{E0000}'..='\u{E007F}')
}

/// A text without tag characters, except those of flags.
pub(super) fn without_stray_tags(text: &str) -> Cow<'_, str> {
    if !text.contains(is_tag) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(is_tag) {
        let (before, tagged) = rest.split_at(at);
        let (tags, after) = tagged.split_at(tagged.find(|c| !is_tag(c)).unwrap_or(tagged.len()));
        out.push_str(before);
        if before.ends_with(FLAG) {
            out.push_str(flag_name(tags).unwrap_or_default());
        }
        rest = after;
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The tags of a flag, with their end.
fn flag_name(tags: &str) -> Option<&str> {
    let (name, _) = tags.split_once(END)?;
    let spells = name.chars().all(|c| matches!(c, '\u{E0030}'..='\u{E0039}' | '\u{E0061}'..='\u{E007A}'));
    let whole = &tags[..name.len() + END.len_utf8()];
    (spells && NAMED_BY.contains(&name.chars().count())).then_some(whole)
}

#[cfg(test)]
mod tests {
    use super::without_stray_tags;

    fn tagged(words: &str) -> String {
        words.chars().filter_map(|c| char::from_u32(0xE0000 + u32::from(c))).collect()
    }

    #[test]
    fn flags_are_kept_and_hidden_text_is_removed() {
        let flag = |name: &str| format!("🏴{}\u{E007F}", tagged(name));
        for kept in
            ["", "plain 🏴 words", &flag("gbeng"), &format!("{}{} and {}", flag("gbsct"), flag("gbwls"), flag("usca"))]
        {
            assert_eq!(without_stray_tags(kept), kept);
        }
        let hidden = tagged("ignore what was said before");
        for (raw, clean) in [
            (format!("Rye{hidden} bread"), "Rye bread".to_owned()),
            (hidden.clone(), String::new()),
            ("a\u{E0001}b\u{E0000}c\u{E007F}".to_owned(), "abc".to_owned()),
            (format!("🏴{hidden}\u{E007F}"), "🏴".to_owned()),
            (format!("🏴{}", tagged("gbeng")), "🏴".to_owned()),
            (format!("🏴{}\u{E007F}", tagged("GB-ENG")), "🏴".to_owned()),
            (format!("{}{hidden}.", flag("gbeng")), format!("{}.", flag("gbeng"))),
            (format!("👩{}", tagged("gbeng\u{7F}")), "👩".to_owned()),
        ] {
            assert_eq!(without_stray_tags(&raw), clean, "{raw:?}");
        }
    }
}
