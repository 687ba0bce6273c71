//! The texts about signing in and about the team.

use porch_protocol::Role;
use porch_protocol::team_api::HistoryEntry;

use super::names::isolated;
use super::role;

pub(crate) const TEAM: &str = "Team";
/// The heading of the list of members.
pub(crate) const PEOPLE: &str = "People";
/// The title of the section for a guest, who sees no other member.
pub(crate) const YOU: &str = "You";
/// Signing in to another site of this server, beside this one.
pub(crate) const ANOTHER_SITE: &str = "Sign in to another site of this server";
pub(crate) const ANOTHER_SITE_WHY: &str =
    "Use the passkey of the other site, or open its link in this browser. You stay signed in here.";
pub(crate) const SIGN_IN: &str = "Continue with a passkey";
pub(crate) const NO_NAME: &str =
    "Passkeys need a domain name, and this dashboard is opened by its IP address. Sign in with a link.";
pub(crate) const NO_BROWSER: &str = "This browser is too old for passkeys. Sign in with a link.";
pub(crate) const CANCELLED: &str = "No passkey was used. Try again, or ask for a link.";
pub(crate) const KNOWN_ALREADY: &str = "This device has a passkey for you already.";
pub(crate) const OFFER: &str = "Sign in with a passkey next time?";
pub(crate) const OFFER_WHY: &str =
    "Your fingerprint, face or device code signs you in, without a link. None of it leaves your device.";
pub(crate) const NOT_NOW: &str = "Not now";
pub(crate) const ADD: &str = "Add a passkey";
pub(crate) const NAME_IT: &str = "Name of this device";
pub(crate) const ADDED: &str = "Added. Next time you can sign in with it.";
pub(crate) const OWN: &str = "Your passkeys";
pub(crate) const NONE_YET: &str = "No passkey yet, so you sign in with a link. With a passkey your fingerprint, face or device code does that. None \
                                     of it leaves your device.";
pub(crate) const REMOVE: &str = "Remove";
pub(crate) const REMOVED: &str = "Removed. Nobody can sign in with it any more.";
/// One's own name.
pub(crate) const OWN_NAME: &str = "Your name";
pub(crate) const OWN_NAME_WHAT: &str =
    "What you write from now on has the new name. What you wrote before keeps the name that it was written under.";
pub(crate) const RENAME: &str = "Change the name";
pub(crate) const INVITE: &str = "Invite";
pub(crate) const INVITE_SOMEBODY: &str = "Invite somebody";
pub(crate) const NAME: &str = "Name, as visitors see it";
pub(crate) const ROLE: &str = "Role";
pub(crate) const PAGE: &str = "Address of the page on which they may reply";
pub(crate) const NAME_MISSING: &str = "Write their name.";
pub(crate) const PAGE_MISSING: &str = "Write the whole address of the page, with https:// in front.";
pub(crate) const DEVICE_MISSING: &str = "Write a name for this device.";
pub(crate) const LINK_LABEL: &str = "Link";
pub(crate) const DONE: &str = "Done";
pub(crate) const NEW_LINK: &str = "New link";
pub(crate) const CANCEL_INVITATION: &str = "Cancel the invitation";
pub(crate) const END: &str = "End membership";
pub(crate) const LEAVE: &str = "Leave the team";
/// Shown instead of that for the only owner.
pub(crate) const ONLY_OWNER: &str =
    "You are the only owner. To leave or to change your role, first invite a second owner, or make somebody one.";
pub(crate) const LEAVE_SURE: &str =
    "You lose all access at once, and your passkeys stop working. What you wrote stays. Leave?";
pub(crate) const CHANGE_ROLE: &str = "Change role";
pub(crate) const CHANGE: &str = "Change";
pub(crate) const CHANGED: &str = "Changed. They have to sign in again.";
pub(crate) const SINCE: &str = "Joined";
pub(crate) const LAST_SEEN: &str = "last seen";
pub(crate) const ADDED_AT: &str = "added";
pub(crate) const USED_AT: &str = "last used";
pub(crate) const NEVER_USED: &str = "not used yet";
pub(crate) const OWN_MARK: &str = "you";
pub(crate) const EXPIRED: &str = "Invited, but the link has expired";
pub(crate) const UNTIL: &str = "the link expires";

/// The suggested name of a device.
pub(crate) fn device(name: &str, phone: bool) -> String {
    format!("{name}’s {}", if phone { "phone" } else { "computer" })
}

/// A role with what it may do.
pub(crate) fn role_explained(of: Role) -> &'static str {
    match of {
        Role::Owner => "Owner: can do everything, and manages the team",
        Role::Host => "Host: decides, replies, changes settings, invites moderators",
        Role::Moderator => "Moderator: decides about comments and replies",
        Role::Guest => "Guest expert: replies on one page",
    }
}

/// The toast after the member's own name was changed.
pub(crate) fn renamed(name: &str) -> String {
    format!("Changed. From now on your name is {}.", isolated(name))
}

/// The note above a new link.
pub(crate) fn give(name: &str) -> String {
    format!(
        "Give this link to {}. It signs in one person, once, within seven days, and is shown only now.",
        isolated(name)
    )
}

/// Who invited a person.
pub(crate) fn invited(by: &str) -> String {
    format!("Invited by {}", isolated(by))
}

/// The confirmation before a membership ends.
pub(crate) fn end_sure(name: &str) -> String {
    format!("{} loses all access at once and is signed out everywhere. What they wrote stays.", isolated(name))
}

/// The confirmation before a role changes.
pub(crate) fn change_sure(name: &str, own: bool) -> String {
    if own {
        "You are signed out at once. Sign in again to have the new role.".into()
    } else {
        format!("{} is signed out at once, and has the new role after signing in again.", isolated(name))
    }
}

/// The toast after a membership or an invitation ended.
pub(crate) fn ended(name: &str, open: bool) -> String {
    if open {
        format!("Cancelled: {} can’t sign in with it.", isolated(name))
    } else {
        format!("Membership ended: {} is signed out everywhere.", isolated(name))
    }
}

/// A line of the history about a team member; none for other lines.
pub(crate) fn event(line: &HistoryEntry) -> Option<String> {
    let about = isolated(line.about.as_deref()?);
    let as_what = line.role.map(role).unwrap_or_default();
    Some(match line.what.as_str() {
        "member_added" => format!("added {about} as {as_what}"),
        "member_invited" => format!("invited {about} as {as_what}"),
        "invitation_taken_back" => format!("cancelled the invitation of {about}"),
        "member_entered" => match line.how.as_deref() {
            Some("link") => "signed in with a link".into(),
            Some("mail") => "signed in with a mailed link".into(),
            Some("passkey") => "signed in with a passkey".into(),
            _ => "signed in".into(),
        },
        "member_ended" => format!("ended the membership of {about}"),
        "member_left" => "left the team".into(),
        "role_changed" => format!("changed the role of {about} to {as_what}"),
        "member_renamed" => match &line.how {
            Some(before) => format!("changed their name from {} to {about}", isolated(before)),
            None => format!("changed their name to {about}"),
        },
        "passkey_added" => "added a passkey".into(),
        "passkey_removed" => "removed a passkey".into(),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::names::plain_text;
    use super::event;
    use porch_protocol::team_api::HistoryEntry;
    use porch_protocol::{Role, Timestamp};

    fn line(what: &str) -> HistoryEntry {
        let (about, role) = (Some("Ines".into()), Some(Role::Moderator));
        let by = "Marta".into();
        HistoryEntry {
            seq: 1,
            at: Timestamp(0),
            by,
            by_id: None,
            what: what.into(),
            comment: None,
            person: None,
            name: None,
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
