//! Where an export is readable again after a broken record: at the next tag that begins or ends a record.
//!
//! A missing quotation mark or `]]>` makes an XML parser consume what follows as one text, possibly a thousand
//! comments. The consumed text is searched here for the beginning of the next record.

/// Elements that are records, of Disqus and of WordPress.
const RECORDS: [&str; 4] = ["post", "thread", "item", "comment"];

/// Elements that contain records.
const CONTAINERS: [&str; 4] = ["", "disqus", "rss", "channel"];

/// A record's tag in consumed text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct RecordTag {
    /// Its position.
    pub(super) at: usize,
    /// Whether it ends a record.
    ends: bool,
}

/// The first tag that begins or ends a record, after the first letter of the text.
pub(super) fn boundary(text: &str) -> Option<RecordTag> {
    tags(text).find(|found| found.at > 0)
}

/// How much of a CDATA section belongs to the element `name`, where the section was never closed and continues into the
/// next records: up to the element's own end. None where nothing indicates that.
pub(super) fn own_part(text: &str, name: &str) -> Option<usize> {
    // The section may have begun just before the end of its record.
    let found = tags(text).next()?;
    // A CDATA section cannot begin inside another one, unless the first has not ended.
    if !text[found.at..].contains("<![CDATA[") {
        return None;
    }
    let own = ends_of(&text[..found.at], name);
    match (is_record(name) || CONTAINERS.contains(&name), own) {
        (_, Some(at)) => Some(at),
        (true, None) => Some(found.at),
        // Inside a field, only the field's end tag shows that its text has ended.
        (false, None) => found.ends.then_some(found.at),
    }
}

/// Whether an element of this local name is a record.
fn is_record(name: &str) -> bool {
    RECORDS.contains(&name)
}

fn tags(text: &str) -> impl Iterator<Item = RecordTag> {
    text.match_indices('<').filter_map(move |(at, _)| {
        let rest = &text[at + 1..];
        let ends = rest.starts_with('/');
        let rest = rest.strip_prefix('/').unwrap_or(rest);
        let ends_name = |c: char| !c.is_alphanumeric() && !matches!(c, ':' | '_');
        let length = rest.find(ends_name).unwrap_or(rest.len());
        let (name, after) = rest.split_at(length);
        let local = name.split_once(':').map_or(name, |(_, local)| local);
        // A post names its thread in an empty element, which begins nothing.
        let empty = after.split('>').next().is_some_and(|tag| tag.ends_with('/'));
        let begins = (after.is_empty() || after.starts_with([' ', '\t', '\r', '\n', '>'])) && !empty;
        (is_record(local) && begins).then_some(RecordTag { at, ends })
    })
}

fn ends_of(text: &str, name: &str) -> Option<usize> {
    text.match_indices("</").find_map(|(at, _)| {
        let tag = text[at + 2..].split('>').next()?.trim();
        let local = tag.split_once(':').map_or(tag, |(_, local)| local);
        (local == name).then_some(at)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_record_is_found_and_similar_tags_are_not() {
        for (text, at) in [
            ("<![CDATA[x</message></post><post dsq:id='2'>", Some(20)),
            ("x <wp:comment>", Some(2)),
            ("x <thread dsq:id='1'/><thread dsq:id='2'>", Some(22)),
            ("x <posts> <wp:comment_id>", None),
            ("<post>", None),
        ] {
            assert_eq!(boundary(text).map(|found| found.at), at, "{text}");
        }
        let consumed = "words</message></post>\n<post><message><![CDATA[next";
        assert_eq!(own_part(consumed, "message"), Some(5));
        assert_eq!(own_part("I wrote </post> in <post>", "message"), None);
        assert_eq!(own_part("x<post><message><![CDATA[y", "post"), Some(1));
        assert_eq!(own_part("</wp:comment>\n<wp:comment><wp:x><![CDATA[y", "comment_approved"), Some(0));
    }
}
