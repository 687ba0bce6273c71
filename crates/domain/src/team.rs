//! The rights of each role, and how long sessions and links are valid.

use porch_protocol::{Role, Timestamp};

/// The longest session without signing in again, in microseconds: 12 hours (OWASP ASVS 5.0, 7.3.2).
pub const LONGEST_SESSION: i64 = 12 * 3_600 * Timestamp::SECOND;
/// The longest session without activity, in microseconds: 30 minutes (OWASP ASVS 5.0, 7.3.1).
pub const LONGEST_INACTIVITY: i64 = 30 * 60 * Timestamp::SECOND;
/// How long a sign-in link is valid, in microseconds: a day.
pub const LINK_LIFE: i64 = 24 * 3_600 * Timestamp::SECOND;
/// How long the sign-in link printed by `porch serve` is valid, in microseconds: an hour. It may be in a log.
pub const BEGIN_LIFE: i64 = 3_600 * Timestamp::SECOND;

/// How long an invitation link from the dashboard is valid, in microseconds: 7 days.
pub const INVITATION_LIFE: i64 = 7 * LINK_LIFE;
/// How long a mailed sign-in link is valid, in microseconds: 15 minutes.
pub const MAILED_LINK_LIFE: i64 = 15 * 60 * Timestamp::SECOND;
/// How long a link that confirms a mail address is valid, in microseconds: a day.
pub const CONFIRM_LIFE: i64 = LINK_LIFE;
/// The most members of a team, invited ones included: a longer list is not readable.
pub const MOST_PEOPLE: u32 = 200;
/// The most passkeys of one person: more devices than a person has.
pub const MOST_PASSKEYS: u32 = 20;

/// A right in the dashboard.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Right {
    /// Seeing what visitors do not see: held comments, reasons, history.
    See,
    /// Approving, declining, removing, banning.
    Decide,
    /// Replying under one's own name and role.
    Answer,
    /// Pausing replies, closing a page, slow mode.
    ControlThreads,
    /// Changing the site's settings: its texts, its rules, its addresses.
    Set,
    /// Erasing comments and what is stored about people, which nobody can undo.
    Erase,
    /// Inviting and removing members.
    ManageTeam,
    /// Seeing and changing the keys with which the site's own server signs visitors in.
    ManageSignInKeys,
}

/// Whether a role has a right. A guest expert replies in one thread, controls its pace, and sees nothing else.
pub fn may(role: Role, right: Right) -> bool {
    match right {
        Right::Answer | Right::ControlThreads => true,
        Right::See | Right::Decide => matches!(role, Role::Owner | Role::Host | Role::Moderator),
        Right::Set | Right::Erase => matches!(role, Role::Owner | Role::Host),
        Right::ManageTeam | Right::ManageSignInKeys => role == Role::Owner,
    }
}

/// The roles that a member may invite people to, and whose open invitations they may withdraw. No member invites to a
/// higher role than their own, and a moderator invites no one.
pub fn invites(role: Role) -> &'static [Role] {
    match role {
        Role::Owner => &[Role::Owner, Role::Host, Role::Moderator, Role::Guest],
        Role::Host => &[Role::Moderator, Role::Guest],
        Role::Moderator | Role::Guest => &[],
    }
}

/// The word of a role in the database and on the command line.
pub fn role_word(role: Role) -> &'static str {
    match role {
        Role::Owner => "owner",
        Role::Host => "host",
        Role::Moderator => "moderator",
        Role::Guest => "guest",
    }
}

/// The role of a word.
pub fn role_from_word(word: &str) -> Option<Role> {
    [Role::Owner, Role::Host, Role::Moderator, Role::Guest].into_iter().find(|role| role_word(*role) == word)
}

/// Whether a session that began at `created` and was last active at `seen` is still valid.
pub fn is_session_valid(created: Timestamp, seen: Timestamp, now: Timestamp) -> bool {
    now.0 - created.0 < LONGEST_SESSION && now.0 - seen.0 < LONGEST_INACTIVITY
}

#[cfg(test)]
mod tests {
    use super::{
        LONGEST_INACTIVITY, LONGEST_SESSION, Right, invites, is_session_valid, may, role_from_word, role_word,
    };
    use porch_protocol::{Role, Timestamp};

    const ALL: [Role; 4] = [Role::Owner, Role::Host, Role::Moderator, Role::Guest];

    #[test]
    fn a_guest_expert_only_replies_and_controls_the_pace_and_only_an_owner_manages_members() {
        for role in ALL {
            assert!(may(role, Right::Answer) && may(role, Right::ControlThreads));
            assert_eq!(may(role, Right::See), role != Role::Guest);
            assert_eq!(may(role, Right::Decide), role != Role::Guest);
            assert_eq!(may(role, Right::Set), matches!(role, Role::Owner | Role::Host));
            assert_eq!(may(role, Right::Erase), matches!(role, Role::Owner | Role::Host));
            assert_eq!(may(role, Right::ManageTeam), role == Role::Owner);
            assert_eq!(may(role, Right::ManageSignInKeys), role == Role::Owner);
            assert_eq!(role_from_word(role_word(role)), Some(role));
        }
        assert_eq!(role_from_word("admin"), None);
    }

    #[test]
    fn no_member_invites_to_a_higher_role() {
        // Rows invite; columns are owner, host, moderator, guest.
        let table = [
            (Role::Owner, [true, true, true, true]),
            (Role::Host, [false, false, true, true]),
            (Role::Moderator, [false; 4]),
            (Role::Guest, [false; 4]),
        ];
        for (role, allowed) in table {
            assert_eq!(ALL.map(|whom| invites(role).contains(&whom)), allowed, "{role:?}");
        }
    }

    #[test]
    fn a_session_ends_after_inactivity_and_after_its_longest_time() {
        let at = Timestamp;
        assert!(is_session_valid(at(0), at(0), at(LONGEST_INACTIVITY - 1)));
        assert!(!is_session_valid(at(0), at(0), at(LONGEST_INACTIVITY)));
        assert!(is_session_valid(at(0), at(LONGEST_SESSION - 2), at(LONGEST_SESSION - 1)));
        assert!(!is_session_valid(at(0), at(LONGEST_SESSION - 1), at(LONGEST_SESSION)));
    }
}
