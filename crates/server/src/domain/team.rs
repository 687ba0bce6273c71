//! Who of the business may do what, and how long a door stays open.

use porch_protocol::{Role, Timestamp};

/// How long somebody stays in without coming in anew, in microseconds: 12 hours (OWASP ASVS 5.0, 7.3.2).
pub const LONGEST_STAY: i64 = 12 * 3_600 * Timestamp::SECOND;
/// How long somebody stays in who does nothing, in microseconds: 30 minutes (OWASP ASVS 5.0, 7.3.1).
pub const LONGEST_PAUSE: i64 = 30 * 60 * Timestamp::SECOND;
/// How long a link into the dashboard works, in microseconds: a day.
pub const LINK_LIFE: i64 = 24 * 3_600 * Timestamp::SECOND;
/// How long the link works that `porch serve` prints as the way in, in microseconds: an hour. It may stand in a log.
pub const BEGIN_LIFE: i64 = 3_600 * Timestamp::SECOND;

/// How long a link that invites from the dashboard works, in microseconds: 7 days.
pub const INVITATION_LIFE: i64 = 7 * LINK_LIFE;
/// How long a sign-in link works that was mailed, in microseconds: 15 minutes.
pub const MAILED_LINK_LIFE: i64 = 15 * 60 * Timestamp::SECOND;
/// How long a link works that confirms where such links go, in microseconds: a day.
pub const CONFIRM_LIFE: i64 = LINK_LIFE;
/// The most people of a business, those who are invited among them: nobody reads a longer list.
pub const MOST_PEOPLE: u32 = 200;
/// The most passkeys of one person: more devices than anybody carries.
pub const MOST_PASSKEYS: u32 = 20;

/// Something that is done in the dashboard.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Right {
    /// Seeing what strangers don't: what waits, what is held, who said what before.
    See,
    /// Letting in, declining, removing, banning.
    Decide,
    /// Answering under one's own name and role.
    Answer,
    /// Letting a branch cool down, closing a page or slowing it.
    Pace,
    /// Changing what the site says and asks: its rules, its switches, its addresses.
    Set,
    /// Inviting people, and letting them go.
    Rule,
}

/// Whether a role has a right. A guest expert answers in one thread, keeps its pace, and sees nothing else.
pub fn may(role: Role, right: Right) -> bool {
    match right {
        Right::Answer | Right::Pace => true,
        Right::See | Right::Decide => matches!(role, Role::Owner | Role::Host | Role::Moderator),
        Right::Set => matches!(role, Role::Owner | Role::Host),
        Right::Rule => role == Role::Owner,
    }
}

/// The roles that somebody may invite people to, and whose open invitations they may take back. Nobody lets in more than
/// they are, and who only moderates lets in nobody.
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

/// The role that a word means.
pub fn role_from_word(word: &str) -> Option<Role> {
    [Role::Owner, Role::Host, Role::Moderator, Role::Guest].into_iter().find(|role| role_word(*role) == word)
}

/// Whether a stay that began at `created` and was last seen at `seen` still holds.
pub fn still_in(created: Timestamp, seen: Timestamp, now: Timestamp) -> bool {
    now.0 - created.0 < LONGEST_STAY && now.0 - seen.0 < LONGEST_PAUSE
}

#[cfg(test)]
mod tests {
    use super::{LONGEST_PAUSE, LONGEST_STAY, Right, invites, may, role_from_word, role_word, still_in};
    use porch_protocol::{Role, Timestamp};

    const ALL: [Role; 4] = [Role::Owner, Role::Host, Role::Moderator, Role::Guest];

    #[test]
    fn a_guest_expert_only_answers_and_keeps_the_pace_and_only_an_owner_rules() {
        for role in ALL {
            assert!(may(role, Right::Answer) && may(role, Right::Pace));
            assert_eq!(may(role, Right::See), role != Role::Guest);
            assert_eq!(may(role, Right::Decide), role != Role::Guest);
            assert_eq!(may(role, Right::Set), matches!(role, Role::Owner | Role::Host));
            assert_eq!(may(role, Right::Rule), role == Role::Owner);
            assert_eq!(role_from_word(role_word(role)), Some(role));
        }
        assert_eq!(role_from_word("admin"), None);
    }

    #[test]
    fn nobody_lets_in_more_than_they_are() {
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
    fn a_stay_ends_after_a_long_pause_and_after_a_long_day() {
        let at = Timestamp;
        assert!(still_in(at(0), at(0), at(LONGEST_PAUSE - 1)));
        assert!(!still_in(at(0), at(0), at(LONGEST_PAUSE)));
        assert!(still_in(at(0), at(LONGEST_STAY - 2), at(LONGEST_STAY - 1)));
        assert!(!still_in(at(0), at(LONGEST_STAY - 1), at(LONGEST_STAY)));
    }
}
