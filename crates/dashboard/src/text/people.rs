//! The texts about people: their history, the list of them, and bans.

use porch_protocol::people::{ConfirmedBy, PersonKind, PersonLine, PersonSummary, StatusCount};
use porch_protocol::{Actor, Status};

use super::names::isolated;
use super::{comma_list, text};

/// How recent the first comment of a new person is, in seconds.
pub(crate) const NEW_FOR: i64 = 7 * 86_400;

/// The durations of a ban: their labels, and seconds; none for no end.
pub(crate) fn times() -> [(String, Option<u32>); 5] {
    let text = text();
    [
        (text.days(1), Some(86_400)),
        (text.weeks(1), Some(7 * 86_400)),
        (text.one_month().into(), Some(30 * 86_400)),
        (text.one_year().into(), Some(365 * 86_400)),
        (text.people_permanently().into(), None),
    ]
}

/// The title of the form.
pub(crate) fn ban_title(name: &str) -> String {
    text().people_ask_ban(&isolated(name))
}

/// The same for the end of a ban.
pub(crate) fn unban_title(name: &str) -> String {
    text().people_ask_unban(&isolated(name))
}

/// The title of the confirmation before all of somebody is erased.
pub(crate) fn erase_title(name: &str) -> String {
    text().erase_person_title(&isolated(name))
}

/// The name of a status.
pub(crate) fn status(status: Status) -> &'static str {
    let text = text();
    match status {
        Status::Held => text.status_held(),
        Status::Published => text.status_published(),
        Status::SentBack => text.status_sent_back(),
        Status::Declined => text.status_declined(),
        Status::Removed => text.status_removed(),
        Status::Withdrawn => text.status_withdrawn(),
        Status::Spam => text.status_spam(),
    }
}

/// The number of comments of a status.
pub(crate) fn count(one: StatusCount) -> String {
    text().people_status_count(one.count as usize, status(one.status))
}

/// The same for several statuses.
pub(crate) fn counts(counts: &[StatusCount]) -> String {
    counts.iter().copied().map(count).collect::<Vec<_>>().join(" · ")
}

/// A person's earlier comments in one line. The reasons of decisions stand beside their comments, not here.
pub(crate) fn earlier(earlier: &PersonSummary) -> String {
    let total = earlier.counts.iter().map(|one| one.count).sum::<u32>() as usize;
    let has_published = earlier.counts.iter().any(|one| one.status == Status::Published);
    let line = match total {
        0 => return text().people_no_earlier().into(),
        total if has_published => text().people_earlier(total),
        total => text().people_earlier_unpublished(total),
    };
    let against = [Status::Declined, Status::Removed, Status::SentBack, Status::Spam];
    let listed: Vec<_> = earlier.counts.iter().filter(|one| against.contains(&one.status)).copied().collect();
    if listed.is_empty() { line } else { format!("{line} · {}", counts(&listed)) }
}

/// The maximum length of another name, in letters.
const NAME: usize = 32;

/// The other names of a person, the latest first; `more` is the number of those left out.
pub(crate) fn also_as(names: &[&str], more: u32) -> String {
    let cut = |name: &&str| {
        let start: String = name.chars().take(NAME).collect();
        isolated(&if start.len() < name.len() { format!("{}…", start.trim_end()) } else { start })
    };
    let listed = comma_list(names.iter().map(cut));
    if more == 0 { listed } else { text().people_and_more(&listed, more as usize) }
}

/// The title of a history.
pub(crate) fn history_of(name: &str) -> String {
    text().people_history_of(&isolated(name))
}

/// How many comments a person of the list wrote, and how the person is known. Members of the team are known by their role.
pub(crate) fn wrote(line: &PersonLine) -> String {
    let comments = text().comment_count(line.comments as usize);
    if line.role.is_some() { comments } else { format!("{comments} · {}", known_by(&line.confirmed_by)) }
}

/// How a person is known: by what they have confirmed, or as a guest.
pub(crate) fn known_by(ways: &[ConfirmedBy]) -> String {
    if ways.is_empty() {
        return text().people_guest().into();
    }
    comma_list(ways.iter().map(|way| match way {
        ConfirmedBy::Mail => text().people_by_mail().into(),
        ConfirmedBy::Site => text().people_by_site().into(),
        ConfirmedBy::Provider(name) => text().people_by_provider(&isolated(name)),
    }))
}

/// What the rows say of people of a kind.
pub(crate) fn kind(kind: PersonKind) -> &'static str {
    match kind {
        PersonKind::Guest => text().people_guest(),
        PersonKind::Mail => text().people_by_mail(),
        PersonKind::Site => text().people_by_site(),
        PersonKind::Provider => text().people_by_any_provider(),
    }
}

/// A guest whose comments became a person's.
pub(crate) fn merged_guest(name: &str, comments: u32) -> String {
    text().people_merged_guest(comments as usize, &isolated(name))
}

/// The label of the button that undoes a merge.
pub(crate) fn undo_merge_of(name: &str) -> String {
    text().people_merge_undo_of(&isolated(name))
}

/// The toast after a merge was undone.
pub(crate) fn merge_undone(name: &str) -> String {
    text().people_merge_undone_name(&isolated(name))
}

/// How many comments of others a person reported.
pub(crate) fn reported(count: u32) -> String {
    text().people_reported_count(count as usize)
}

/// Who banned a person, and why.
pub(crate) fn banned_by(by: &Actor, reason: &str) -> String {
    let reason = Some(reason).filter(|reason| !reason.is_empty());
    match by.name() {
        Some(name) => text().people_banned_by(reason, &isolated(name)),
        // By a command of the operator, who has no name here.
        None => text().people_banned_on_server(reason),
    }
}

/// The toast after a ban or its end.
pub(crate) fn banned(name: &str) -> String {
    text().people_banned_name(&isolated(name))
}

/// What was done, to be read out.
pub(crate) fn unbanned(name: &str) -> String {
    text().people_unbanned_name(&isolated(name))
}

#[cfg(test)]
mod tests {
    use super::super::names::plain_text;
    use super::{also_as, counts, earlier, known_by};
    use porch_protocol::Status;
    use porch_protocol::people::{ConfirmedBy, PersonSummary, StatusCount};

    #[test]
    fn other_names_are_all_listed_or_counted() {
        assert_eq!(plain_text(&also_as(&["Pablo", "Pia"], 0)), "Pablo, Pia");
        let long = "a".repeat(60);
        assert_eq!(plain_text(&also_as(&["Pablo", &long], 3)), format!("Pablo, {}… and 3 more", "a".repeat(32)));
    }

    #[test]
    fn a_person_is_known_by_all_that_they_have_confirmed() {
        let known = |ways: &[ConfirmedBy]| plain_text(&known_by(ways));
        assert_eq!(known(&[]), "guest");
        let all = [ConfirmedBy::Mail, ConfirmedBy::Site, ConfirmedBy::Provider("GitHub".into())];
        assert_eq!(known(&all), "mail confirmed, account of the site, account with GitHub");
    }

    #[test]
    fn earlier_comments_are_summed_up_in_one_line() {
        let count = |status, count| StatusCount { status, count };
        assert_eq!(earlier(&PersonSummary::default()), "no earlier comments here");
        let one = PersonSummary { counts: vec![count(Status::Published, 1)], reason: None };
        assert_eq!(earlier(&one), "1 earlier comment");
        let reason = Some("Rule 2".into());
        let some = PersonSummary { counts: vec![count(Status::Declined, 1), count(Status::Published, 2)], reason };
        assert_eq!(earlier(&some), "3 earlier comments · 1 declined");
        // A reason belongs to one comment: beside the count of another status it would look like that one's.
        let counts_of = vec![count(Status::Held, 5), count(Status::SentBack, 1), count(Status::Spam, 1)];
        let mixed = PersonSummary { counts: counts_of, reason: Some("Leave out a sentence".into()) };
        let listed = "7 earlier comments, nothing published yet · 1 sent back for changes · 1 spam";
        assert_eq!(earlier(&mixed), listed);
        assert_eq!(counts(&some.counts), "1 declined · 2 published");
    }
}
