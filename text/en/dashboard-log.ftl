### The dashboard, one of its files: see dashboard.ftl.

## History

log-today = Today
log-yesterday = Yesterday
log-who = Who
log-everybody = Everybody
log-what = What
log-older = Show older
log-nothing = Nothing found.
# The heading of a comment's text that was edited since.
log-words-then = The comment as it was then. It was changed since:
# The heading of the current text, where the one that the line is about is unknown.
log-words-now = The comment as it is now. It was changed since, and the earlier version was not kept:
log-outdated = not in effect any more

## Who

log-on-server = On the server
log-readers = Readers
log-its-author = its author
# At the beginning of a line.
log-actor = { $name }
log-actor-server = On the server:

## What was done, with its subject

# $subject: one of the names below, often as a button.
log-approved = approved { $subject }
log-sent-back = asked for changes to { $subject }
log-declined = declined { $subject }
log-removed = removed { $subject }
log-restored = restored { $subject }
log-kept = kept { $subject }
log-marked-spam = marked { $subject } as spam
log-not-spam = marked { $subject } as not spam
log-decision-undone = undid a decision about { $subject }
log-second-look = asked for a second look at { $subject }
log-reported = reported { $subject } so that it was held
log-replied = { $subject }
log-edited = edited { $subject }
log-deleted = deleted { $subject }
log-erased = erased { $subject }
log-no-reply-needed = marked { $subject } as needing no reply
log-unanswered-again = marked { $subject } as unanswered again
log-replies-paused = paused replies to { $subject }
log-replies-allowed = allowed replies again to { $subject }
log-banned = banned { $subject }
log-ban-lifted = lifted the ban of { $subject }
log-about-removed = removed what { $subject } says about themselves
log-merge-undone = separated { $subject } from another person
# $what: one of those above.
log-undid = undid this: { $what }
log-comment-of = { $name }’s comment
log-a-comment = a comment
log-own-comment = their own comment
log-reply = replied
log-somebody = somebody
# Instead of a name, where all that was stored about a person was erased: at the beginning of a line, and in a sentence.
log-erased-person = Erased person
log-an-erased-person = an erased person
log-comment-of-erased = an erased person’s comment

## What was done, without a subject

event-welcome-set = changed the opening question or the rules
event-imported = imported comments
event-learning-reset = reset the spam filter
event-learning-imported = imported what another spam filter has learned
event-page-moved = moved the comments of a page
event-person-erased = erased all that was stored about a person
# The same by the person.
event-person-erased-own = erased all that was stored about them
event-rule-added = added a word to hold
event-rule-removed = removed a word to hold
event-owner-mail-set = changed who gets mail
event-member-added = added to the team
event-member-entered = signed in
event-member-ended = left the team
event-webhook-added = added a webhook or chat
event-webhook-removed = removed a webhook or chat
event-webhook-rotated = gave a webhook a new secret
event-external-check-added = turned on a spam service
event-external-check-removed = turned off a spam service
event-sso-key-added = added a sign-in key
event-sso-key-set = changed the state of a sign-in key
event-sso-key-removed = removed a sign-in key
event-site-added = added the site
event-site-set = changed settings
event-thread-closed = closed comments on a page
event-closed-note-set = changed the words for visitors of a closed page
event-thread-opened = opened comments on a page
event-thread-slowed = changed the slow mode of a page

## About members of the team

log-member-added = added { $name } as { $role }
log-member-invited = invited { $name } as { $role }
log-invitation-cancelled = cancelled the invitation of { $name }
log-signed-in-link = signed in with a link
log-signed-in-mail = signed in with a mailed link
log-signed-in-passkey = signed in with a passkey
log-membership-ended = ended the membership of { $name }
log-left = left the team
log-role-changed = changed the role of { $name } to { $role }
log-renamed =
    { $before ->
        [none] changed their name to { $name }
       *[other] changed their name from { $before } to { $name }
    }
log-passkey-added = added a passkey
log-passkey-removed = removed a passkey

## The filter

log-part-all = Everything
log-part-decisions = Decisions about comments
log-part-replies = Replies and own comments
log-part-bans = Bans
log-part-rules = Rules and words to hold
log-part-settings = Settings
log-part-team = Team
log-part-pages = Pages

## An import

# $comments, $pages: how many; $source: where the file is from.
log-import =
    { $pages ->
        [none] imported { $comments } from { $source }
       *[other] imported { $comments } on { $pages } from { $source }
    }
log-import-porch = an export of Porch
log-import-file = a file
log-import-known =
    { $count ->
        [one] { $count } was here already
       *[other] { $count } were here already
    }
log-import-left-out =
    { $count ->
        [one] { $count } entry was left out
       *[other] { $count } entries were left out
    }
log-import-incomplete = the file was incomplete

## Details of a change

log-detail-addresses = mail goes to
log-detail-team = names of the team
log-detail-format = from a file by
log-detail-comments = comments imported
log-detail-known = comments that were here already
log-detail-people = new people
log-detail-pages = pages with comments
log-detail-left-out = entries left out
log-detail-until = until
log-detail-default = default
log-detail-quoted = “{ $words }”
