//! How far the index has read each site's log. It is the payload of each commit, so that it always fits what is indexed.

use std::collections::BTreeMap;

/// The place in the log of each site, by the site's id.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Cursors(BTreeMap<String, i64>);

impl Cursors {
    /// The place of a site; 0 is the beginning.
    pub(crate) fn get(&self, site: &str) -> i64 {
        self.0.get(site).copied().unwrap_or(0)
    }

    /// Moves a site to a place.
    pub(crate) fn set(&mut self, site: &str, place: i64) {
        self.0.insert(site.to_owned(), place);
    }

    /// Forgets a site.
    pub(crate) fn remove(&mut self, site: &str) {
        self.0.remove(site);
    }

    /// Every site and its place.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, i64)> {
        self.0.iter().map(|(site, place)| (site.as_str(), *place))
    }

    /// A line for each site: its place, a space, its id.
    pub(crate) fn to_payload(&self) -> String {
        let lines: Vec<String> = self.iter().map(|(site, place)| format!("{place} {site}")).collect();
        lines.join("\n")
    }

    /// What a payload says; none where it is damaged.
    pub(crate) fn from_payload(payload: &str) -> Option<Self> {
        let line = |line: &str| {
            let (place, site) = line.split_once(' ')?;
            Some((site.to_owned(), place.parse().ok()?))
        };
        payload.lines().map(line).collect::<Option<BTreeMap<_, _>>>().map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_payload_brings_back_every_place() {
        let mut cursors = Cursors::default();
        cursors.set("bakery", 17);
        cursors.set("a site", 3);
        cursors.set("gone", 1);
        cursors.remove("gone");
        let read = Cursors::from_payload(&cursors.to_payload()).unwrap();
        assert_eq!(read, cursors);
        assert_eq!((read.get("bakery"), read.get("a site"), read.get("gone")), (17, 3, 0));
    }

    #[test]
    fn a_damaged_payload_is_noticed() {
        assert!(Cursors::from_payload("x bakery\n").is_none());
        assert!(Cursors::from_payload("17\n").is_none());
        assert_eq!(Cursors::from_payload(""), Some(Cursors::default()));
    }
}
