//! The texts about signing in and about the team.

use porch_protocol::team_api::HistoryEntry;
use porch_protocol::{Actor, Role};

use super::names::isolated;
use super::{role, text};

/// The suggested name of a device.
pub(crate) fn device(name: &str, phone: bool) -> String {
    if phone { text().team_phone_of(name) } else { text().team_computer_of(name) }
}

/// A role with what it may do.
pub(crate) fn role_explained(of: Role) -> &'static str {
    match of {
        Role::Owner => text().team_role_owner(),
        Role::Host => text().team_role_host(),
        Role::Moderator => text().team_role_moderator(),
        Role::Guest => text().team_role_guest(),
    }
}

/// The toast after the member's own name was changed.
pub(crate) fn renamed(name: &str) -> String {
    text().team_renamed(&isolated(name))
}

/// The note above a new link.
pub(crate) fn give(name: &str) -> String {
    text().team_give(&isolated(name))
}

/// Who invited a person.
pub(crate) fn invited(by: &Actor) -> String {
    match by.name() {
        Some(name) => text().team_invited_by(&isolated(name)),
        None => text().team_invited_on_server().into(),
    }
}

/// The confirmation before a membership ends.
pub(crate) fn end_sure(name: &str) -> String {
    text().team_end_sure(&isolated(name))
}

/// The confirmation before a role changes.
pub(crate) fn change_sure(name: &str, own: bool) -> String {
    if own { text().team_change_sure_own().into() } else { text().team_change_sure(&isolated(name)) }
}

/// The toast after a membership or an invitation ended.
pub(crate) fn ended(name: &str, open: bool) -> String {
    let name = isolated(name);
    if open { text().team_invitation_ended(&name) } else { text().team_membership_ended(&name) }
}

/// A line of the history about a team member; none for other lines.
pub(crate) fn event(line: &HistoryEntry) -> Option<String> {
    let text = text();
    let about = isolated(line.about.as_deref()?);
    let as_what = line.role.map(role).unwrap_or_default();
    Some(match line.what.as_str() {
        "member_added" => text.log_member_added(&about, as_what),
        "member_invited" => text.log_member_invited(&about, as_what),
        "invitation_taken_back" => text.log_invitation_cancelled(&about),
        "member_entered" => match line.how.as_deref() {
            Some("link") => text.log_signed_in_link().into(),
            Some("mail") => text.log_signed_in_mail().into(),
            Some("passkey") => text.log_signed_in_passkey().into(),
            _ => text.event_member_entered().into(),
        },
        "member_ended" => text.log_membership_ended(&about),
        "member_left" => text.log_left().into(),
        "role_changed" => text.log_role_changed(&about, as_what),
        "member_renamed" => text.log_renamed(line.how.as_deref().map(isolated).as_deref(), &about),
        "passkey_added" => text.log_passkey_added().into(),
        "passkey_removed" => text.log_passkey_removed().into(),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::names::plain_text;
    use super::event;
    use porch_protocol::team_api::HistoryEntry;
    use porch_protocol::{Actor, Role, Timestamp};

    fn line(what: &str) -> HistoryEntry {
        let (about, role) = (Some("Ines".into()), Some(Role::Moderator));
        let by = Actor::Member { name: "Marta".into() };
        HistoryEntry {
            seq: 1,
            at: Timestamp(0),
            by,
            by_id: None,
            what: what.into(),
            comment: None,
            person: None,
            name: None,
            erased: false,
            excerpt: None,
            words: None,
            words_unknown: false,
            status: None,
            outdated: false,
            page: None,
            url: None,
            reason: None,
            detail: Vec::new(),
            title: None,
            undid: None,
            about,
            role,
            how: None,
        }
    }

    #[test]
    fn the_history_says_who_invited_and_removed_whom() {
        let sentence = |what: &str| event(&line(what)).map(|sentence| plain_text(&sentence));
        assert_eq!(sentence("member_invited").as_deref(), Some("invited Ines as moderator"));
        assert_eq!(sentence("role_changed").as_deref(), Some("changed the role of Ines to moderator"));
        assert_eq!(sentence("member_ended").as_deref(), Some("ended the membership of Ines"));
        let by_link = HistoryEntry { how: Some("link".into()), ..line("member_entered") };
        assert_eq!(event(&by_link).as_deref(), Some("signed in with a link"));
        assert_eq!(event(&line("member_entered")).as_deref(), Some("signed in"));
        let mended = HistoryEntry { how: Some("Inse".into()), ..line("member_renamed") };
        assert_eq!(
            event(&mended).map(|sentence| plain_text(&sentence)).as_deref(),
            Some("changed their name from Inse to Ines")
        );
        assert_eq!(event(&line("banned")), None);
    }
}
