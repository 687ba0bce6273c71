//! Every visible string of the house, and the sentences made of them.

pub(crate) mod frame;
pub(crate) mod log;
pub(crate) mod mail;
pub(crate) mod pages;
pub(crate) mod people;
pub(crate) mod plugs;
pub(crate) mod rules;
pub(crate) mod shortcuts;
pub(crate) mod site;
pub(crate) mod talk;
pub(crate) mod team;
pub(crate) mod wrong;

use porch_protocol::{Role, Verb};

pub(crate) const LOST: &str =
    "Nothing came back from the server. It may have been done or not: look again in a moment.";
/// The same of a question, which changes nothing.
pub(crate) const UNREACHED: &str = "The server can't be reached just now. Try again in a moment.";
pub(crate) const AGAIN: &str = "Try again";
/// In the place of a date that nobody knows.
pub(crate) const UNDATED: &str = "date unknown";
pub(crate) const COPY: &str = "Copy";
pub(crate) const COPIED: &str = "Copied.";
pub(crate) const NOT_COPIED: &str = "Your browser doesn't let us copy. Mark it and copy it yourself.";
pub(crate) const MEANWHILE: &str =
    "It waits no more: somebody has answered it, said that no answer is needed, or taken it down.";
pub(crate) const STRANGE: &str = "The server said something we don't understand. Reload the page.";
pub(crate) const COME_IN: &str = "Come in";
pub(crate) const LINK: &str = "This link lets you into your site's house. It works once.";
pub(crate) const BEGIN: &str = "Welcome. This link makes you the owner of your site's conversations. It works once.";
/// Behind it, where this server and this browser can do so.
pub(crate) const NEXT_PASSKEY: &str = "Next, add a passkey in Team, so that you can sign in again.";
pub(crate) const YOUR_NAME: &str = "Your name, as visitors see it";
pub(crate) const GO: &str = "Go out";
pub(crate) const NOBODY_WAITS: &str = "Nobody is waiting. Enjoy the quiet.";
pub(crate) const SHARE: &str = "Share it";
pub(crate) const NEVER_MIND: &str = "Never mind";
pub(crate) const UNDO: &str = "Undo";
pub(crate) const CHANGED_SINCE: &str = "Something was written or decided since.";
pub(crate) const SHOW_NOW: &str = "Show it";
pub(crate) const ANSWERED: &str = "Your answer is up.";
pub(crate) const TAKEN_BACK: &str = "Taken back. It is where it was.";
/// What an undo says that came after its ten seconds, or after something else was done.
pub(crate) const NOT_UNDONE: &str = "It can't be taken back any more: nothing was changed.";
pub(crate) const TOO_LATE: &str = "Somebody was faster: nothing was changed.";
pub(crate) const UP: &str = "Up, but";
pub(crate) const HELD: &str = "Held because:";
pub(crate) const REPORTS: &str = "Readers said:";
pub(crate) const OPEN_PAGE: &str = "Open the page";
pub(crate) const UPHOLD: &str = "It stays as it is";
pub(crate) const SECOND_LOOK: &str = "asks for a second look";

/// How somebody is known who was asked for no more: nobody has confirmed an address here.
pub(crate) const NAME_ONLY: &str = "name only";

/// By mail, where this server sends any: to be said where links are spoken of.
const BY_MAIL: &str = " If you have confirmed a mail address here, one can be mailed to you.";

/// What is said to whoever is not signed in; `mail` says whether this server sends mail.
pub(crate) fn out(mail: bool) -> String {
    with_mail(
        "You are not in. A link lets you in: an owner invites you, or `porch token` on the server makes one.",
        mail,
    )
}

/// The same to whoever was signed in before.
pub(crate) fn out_again(mail: bool) -> String {
    let ended = "Your session has ended: you were away for a while, or your role has changed. Sign in again, here or in \
                 another tab; `porch token` on the server makes a link, too.";
    format!("{} What you were typing is kept as long as this page is open.", with_mail(ended, mail))
}

/// The same to whoever brings a link that was used, or is too old.
pub(crate) fn used_link(mail: bool) -> String {
    let gone = "This link was used, or is too old. If you have a passkey, sign in with it; else ask for a new link: an owner \
                invites you, or `porch token` on the server makes one.";
    with_mail(gone, mail)
}

fn with_mail(words: &str, mail: bool) -> String {
    format!("{words}{}", if mail { BY_MAIL } else { "" })
}

/// How long somebody took from opening the page to sending.
pub(crate) fn sent_after(seconds: u32) -> String {
    let took = match seconds {
        0..120 => format!("{seconds} s"),
        120..7_200 => format!("{} min", seconds / 60),
        7_200..86_400 => format!("{} h", seconds / 3_600),
        _ => "more than a day".into(),
    };
    format!("sent {took} after opening the page")
}

/// The name of a role.
pub(crate) fn role(role: Role) -> &'static str {
    match role {
        Role::Owner => "owner",
        Role::Host => "host",
        Role::Moderator => "moderator",
        Role::Guest => "guest expert",
    }
}

/// What a button says.
pub(crate) fn verb(verb: Verb) -> &'static str {
    match verb {
        Verb::Approve => "Let it in",
        Verb::SendBack => "Ask to change",
        Verb::Decline => "Decline",
        Verb::Remove => "Take it down",
        Verb::Restore => "Put it back",
        Verb::Spam => "Spam",
        Verb::NotSpam => "Not spam",
        Verb::Keep => "Let it stand",
    }
}

/// What can be done about a comment, in one line that opens it.
pub(crate) fn offered(verbs: &[Verb], paces: bool) -> String {
    let mut told: Vec<_> = verbs.iter().map(|one| verb(*one).to_lowercase()).collect();
    if paces {
        told.push(pages::PACE.to_lowercase());
    }
    if told.is_empty() { "look at it".into() } else { told.join(", ") }
}

/// What was done, to be read out.
pub(crate) fn done(verb: Verb, name: &str, count: usize) -> String {
    let whose = if count > 1 { format!("{count} comments") } else { format!("{name}'s words") };
    match verb {
        Verb::Approve | Verb::NotSpam => format!("Let in: {whose}."),
        Verb::Restore => format!("Put back: {whose}."),
        Verb::Keep => format!("Stands: {whose}."),
        Verb::SendBack => format!("Sent back with your words: {whose}."),
        Verb::Decline => format!("Declined, and told why: {whose}."),
        Verb::Remove => format!("Taken down: {whose}."),
        Verb::Spam => format!("Called spam: {whose}."),
    }
}

/// What the field for a reason asks.
pub(crate) fn ask_reason(verb: Verb, name: &str) -> String {
    match verb {
        Verb::SendBack => format!("What should {name} change? They read these words."),
        Verb::Remove => format!("Why? {name} reads these words, and so does everybody where answers stand below."),
        _ => format!("Why? {name} reads these words, and may change theirs and send them again."),
    }
}

/// How many say the same.
pub(crate) fn alike(count: usize, people: u32) -> String {
    format!("{count} comments say this, from {people} {}.", if people == 1 { "person" } else { "people" })
}

/// How many come after those that are shown; the next ones are shown as soon as these are done.
pub(crate) fn behind(count: usize) -> String {
    if count == 1 { "1 more comes after these.".into() } else { format!("{count} more come after these.") }
}

/// How many have answered already.
pub(crate) fn answers(count: u32) -> String {
    match count {
        0 => "no answer yet".into(),
        1 => "one answer by a visitor".into(),
        count => format!("{count} answers by visitors"),
    }
}

/// What the log calls something, in words.
pub(crate) fn event(what: &str) -> String {
    let known = match what {
        "comment_approved" => "let in",
        "comment_sent_back" => "asked to change",
        "comment_declined" => "declined",
        "comment_removed" => "took down",
        "comment_restored" => "put back",
        "comment_marked_spam" => "called spam",
        "comment_kept" => "let stand",
        "welcome_set" => "changed the question or the house rules",
        "comment_cleared" => "said it was no spam",
        "decision_undone" | "removal_undone" => "took a decision back",
        "second_look_asked" => "asked for a second look",
        "comment_held" => "held after reports",
        "comment_published" => "answered",
        "comment_edited" => "edited their own words",
        "comment_withdrawn" => "deleted their own words",
        "no_answer_needed" => "said that no answer is needed",
        "answer_needed_again" => "said that an answer is needed after all",
        "banned" => "asked somebody to stay away",
        "ban_ended" => "let somebody write again",
        "imported" => "imported comments",
        "page_moved" => "moved a conversation",
        "rule_added" => "added a word that is read first",
        "rule_removed" => "took a word off the list",
        "owner_mail_set" => "changed whom mail goes to",
        "branch_cooled" => "let a branch cool down",
        "cooling_ended" => "let a branch go on",
        "member_added" => "added to the team",
        "member_entered" => "came in",
        "member_ended" => "left the team",
        "webhook_added" => "added somebody who is told of events",
        "webhook_removed" => "removed somebody who was told of events",
        "webhook_rotated" => "gave somebody who is told of events a new secret",
        "judge_added" => "asks somebody outside about newcomers' words",
        "judge_removed" => "asks somebody outside no more",
        "site_added" => "added the site",
        "site_set" => "changed the site's switches",
        "thread_closed" => "closed a talk",
        "thread_opened" => "opened a talk",
        "thread_slowed" => "slowed a talk",
        other => return other.replace('_', " "),
    };
    known.into()
}

#[cfg(test)]
mod tests {
    use super::{alike, ask_reason, done, event, out, out_again, sent_after, used_link};
    use porch_protocol::Verb;

    #[test]
    fn the_log_speaks_in_words() {
        assert_eq!(event("comment_sent_back"), "asked to change");
        assert_eq!(event("something_new"), "something new");
    }

    #[test]
    fn whoever_is_out_hears_of_mailed_links_where_there_are_any() {
        for said in [out, out_again, used_link] {
            assert!(said(true).contains("one can be mailed to you") && !said(false).contains("mail"), "{}", said(true));
            assert!(said(true).contains("`porch token`"));
        }
        assert!(out_again(true).ends_with("as long as this page is open."));
    }

    #[test]
    fn a_card_says_how_long_its_author_took() {
        let said = [0, 119, 120, 7_199, 7_200, 86_400, u32::MAX].map(sent_after);
        let took = said.each_ref().map(|said| said.trim_end_matches(" after opening the page"));
        let expected = ["0 s", "119 s", "2 min", "119 min", "2 h", "more than a day", "more than a day"];
        assert_eq!(took, expected.map(|took| format!("sent {took}")));
    }

    #[test]
    fn what_was_done_names_whose_words_it_was_about() {
        assert_eq!(done(Verb::Approve, "Sam", 1), "Let in: Sam's words.");
        assert_eq!(done(Verb::Spam, "Sam", 40), "Called spam: 40 comments.");
        assert_eq!(done(Verb::Restore, "Sam", 1), "Put back: Sam's words.");
        assert_eq!(alike(40, 1), "40 comments say this, from 1 person.");
    }

    #[test]
    fn whoever_gives_a_reason_knows_who_reads_it() {
        assert!(ask_reason(Verb::Decline, "Sam").contains("may change theirs"));
        // What was taken down can't be sent again, and its reason stands on the page while its branch goes on.
        let asked = ask_reason(Verb::Remove, "Sam");
        assert!(asked.contains("everybody") && !asked.contains("send them again"), "{asked}");
    }
}
