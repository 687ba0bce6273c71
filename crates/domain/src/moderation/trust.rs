//! Trust: earned on this site by what an author did there, with an explanation.

use porch_protocol::{Timestamp, Trust, TrustLevel};

/// Published comments that a regular needs.
const REGULAR_PUBLISHED: u32 = 3;
/// How long ago a regular's first comment was posted, in microseconds: seven days.
const REGULAR_SINCE: i64 = 7 * 86_400 * Timestamp::SECOND;
/// How long ago the first comment was posted of a person whose report helps to hide a comment, in microseconds: a day.
pub const REPORTER_SINCE: i64 = 86_400 * Timestamp::SECOND;
/// How many published comments outweigh one decision against the author.
const OUTWEIGHS: u32 = 5;

/// The database's counts of an author on a site.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct History {
    /// Published comments.
    pub published: u32,
    /// Of these, those that another person replied to.
    pub answered: u32,
    /// Comments that were declined, removed or marked as spam.
    pub against: u32,
    /// When the first published comment was posted.
    pub since: Option<Timestamp>,
}

/// An author's trust at the moment `now`.
pub fn standing(history: History, now: Timestamp) -> Trust {
    let History { published, answered, against, since } = history;
    let doubted = against * OUTWEIGHS > published;
    let long = since.is_some_and(|since| since.plus(REGULAR_SINCE) <= now);
    let level = if published == 0 || doubted {
        TrustLevel::Newcomer
    } else if published >= REGULAR_PUBLISHED && answered > 0 && long {
        TrustLevel::Regular
    } else {
        TrustLevel::Known
    };
    Trust { level, published, answered, against, since }
}

/// Whether a person's report counts towards hiding a comment before the team has seen it. Where nothing is held, an
/// attacker can be a known author under any number of names, but not since yesterday.
pub fn may_hide(standing: &Trust, now: Timestamp) -> bool {
    standing.level >= TrustLevel::Known && standing.since.is_some_and(|since| since.plus(REPORTER_SINCE) <= now)
}

/// The same as text for the team.
pub fn explained(standing: &Trust, name: &str) -> String {
    let Trust { published, answered, against, since, .. } = *standing;
    let published_text = match (published, since) {
        (0, _) | (_, None) => format!("No comment by {name} was published yet"),
        (1, Some(since)) => format!("One comment by {name} was published, in {}", month(since)),
        (count, Some(since)) => format!("{} comments by {name} were published since {}", capital(count), month(since)),
    };
    let also = [(answered, "answered by others"), (against, "declined, removed or spam")];
    let also = also.into_iter().filter(|(count, _)| *count > 0);
    let parts = also.map(|(count, what)| format!("{} {what}", counted(count, "one was", "were")));
    let mut parts: Vec<String> = std::iter::once(published_text).chain(parts).collect();
    if let Some(last) = parts.last_mut() {
        last.push('.');
    }
    parts.join("; ")
}

fn counted(count: u32, one: &str, many: &str) -> String {
    if count == 1 { one.to_owned() } else { format!("{} {many}", in_words(count)) }
}

/// Numbers below ten are written as words.
fn in_words(count: u32) -> String {
    let words = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    usize::try_from(count)
        .ok()
        .and_then(|place| words.get(place))
        .map_or_else(|| count.to_string(), ToString::to_string)
}

fn capital(count: u32) -> String {
    let word = in_words(count);
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// `May 2026`.
fn month(at: Timestamp) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let shown = at.to_string();
    let mut parts = shown.split('-');
    let year = parts.next().unwrap_or_default();
    let place = parts.next().and_then(|month| month.parse::<usize>().ok()).and_then(|month| month.checked_sub(1));
    let name = place.and_then(|place| MONTHS.get(place)).copied().unwrap_or_default();
    format!("{name} {year}")
}

#[cfg(test)]
mod tests {
    use super::{History, REGULAR_SINCE, REPORTER_SINCE, TrustLevel, explained, may_hide, standing};
    use porch_protocol::Timestamp;

    const MAY: Timestamp = Timestamp(1_778_000_000_000_000);

    fn history(published: u32, answered: u32, against: u32) -> History {
        History { published, answered, against, since: (published > 0).then_some(MAY) }
    }

    #[test]
    fn trust_is_earned_by_published_comments_replies_and_time() {
        let (soon, later) = (MAY.plus(1), MAY.plus(REGULAR_SINCE));
        for (history, now, level) in [
            (history(0, 0, 0), later, TrustLevel::Newcomer),
            (history(1, 0, 0), later, TrustLevel::Known),
            (history(3, 1, 0), soon, TrustLevel::Known),
            (history(3, 0, 0), later, TrustLevel::Known),
            (history(3, 1, 0), later, TrustLevel::Regular),
            (history(3, 1, 1), later, TrustLevel::Newcomer),
            (history(5, 1, 1), later, TrustLevel::Regular),
        ] {
            assert_eq!(standing(history, now).level, level, "{history:?}");
        }
    }

    #[test]
    fn only_reports_of_people_known_since_yesterday_help_to_hide() {
        let (soon, later) = (MAY.plus(REPORTER_SINCE - 1), MAY.plus(REPORTER_SINCE));
        for (history, now, counts) in [
            (history(1, 0, 0), later, true),
            (history(1, 0, 0), soon, false),
            (history(9, 9, 0), soon, false),
            (history(0, 0, 0), later, false),
            (history(1, 0, 1), later, false),
        ] {
            assert_eq!(may_hide(&standing(history, now), now), counts, "{history:?}");
        }
    }

    #[test]
    fn trust_is_explained() {
        let text =
            |published, answered, against| explained(&standing(history(published, answered, against), MAY), "Ada");
        assert_eq!(text(0, 0, 0), "No comment by Ada was published yet.");
        assert_eq!(text(0, 0, 2), "No comment by Ada was published yet; two were declined, removed or spam.");
        assert_eq!(text(1, 0, 0), "One comment by Ada was published, in May 2026.");
        assert_eq!(text(3, 2, 0), "Three comments by Ada were published since May 2026; two were answered by others.");
        let long = "12 comments by Ada were published since May 2026; one was answered by others; one was declined, \
                    removed or spam.";
        assert_eq!(text(12, 1, 1), long);
    }
}
