### The dashboard: reviewing comments and replying to them. See dashboard.ftl.

## Conversation

conversation-reply = Reply
conversation-approve-and-reply = Approve and reply
conversation-approved-and-replied = Approved, and your reply is published.
conversation-not-now = You can’t reply to this comment any more: it was removed or deleted meanwhile.
conversation-no-reply-needed = No reply needed
conversation-no-reply-needed-done = Marked: no reply needed.
conversation-reply-needed-done = It is unanswered again.
# Instead of the name of a person, before “wrote to its author:”.
conversation-the-team = The team
conversation-wrote-to-author = wrote to its author:
conversation-conversation = Conversation
conversation-above = Before it
conversation-below = Replies to it
conversation-no-conversation = No comment before it, and no reply yet.
conversation-edit = Edit
conversation-save = Save
conversation-your-comment = Your comment
conversation-delete = Delete
conversation-delete-what = Delete your comment? The replies stay.
conversation-deleted = Deleted.
conversation-not-yours = This is not your comment: somebody of the same name wrote it.
conversation-no-page = There are no comments on that page yet.

## Beside a held comment

held-asks-again = asks for a second look at this decision.
held-stays-hidden = It stays hidden unless you approve it.
held-reported-published = Published, but reported by readers.
held-reported-published-what = Everybody can read it until you decide.
held-also = Also:
held-open-setting = Open the setting
held-reports = Readers reported:

## Decisions

decision-approve = Approve
decision-send-back = Ask for changes
decision-decline = Decline
decision-remove = Remove
decision-restore = Restore
decision-spam = Spam
decision-not-spam = Not spam
decision-keep = Keep
# Where the author asks for a second look at a decision, and it stays.
keep-removed = Keep it removed
keep-as-spam = Keep it as spam
keep-declined = Keep it declined
# $whose: one comment with its author, or how many.
done-approved = Approved: { $whose }.
done-restored = Restored: { $whose }.
done-kept = Kept: { $whose }.
done-sent-back = Asked for changes: { $whose }.
done-declined = Declined: { $whose }.
done-removed = Removed: { $whose }.
done-spam = Marked as spam: { $whose }.
# The title of the form for a decision.
reason-title-changes = Ask { $name } for changes
reason-title-remove = Remove { $name }’s comment
reason-title-decline = Decline { $name }’s comment
ask-reason-changes = What should { $name } change? They read this.
ask-reason-remove = Why? { $name } reads this, and so does everybody else where the comment has replies.
ask-reason-decline = Why? { $name } reads this, and can edit and send again.
# $count: comments with the same text.
alike-from =
    { $people ->
        [one] { NUMBER($count) } comments say this, from { $people } person.
       *[other] { NUMBER($count) } comments say this, from { $people } people.
    }
alike-count = { NUMBER($count) } alike
visitor-replies =
    { $count ->
        [0] no reply yet
        [one] { $count } reply by a visitor
       *[other] { $count } replies by visitors
    }
report-count =
    { $count ->
        [one] { $count } report
       *[other] { $count } reports
    }
author-here = { $name } here
select-comment = Select { $name }’s comment
selected-count = { NUMBER($count) } selected
for-all =
    { $count ->
        [2] for both
       *[other] for all { NUMBER($count) }
    }
# $comments: how many comments.
comments-by-people =
    { $people ->
        [one] { $comments } by { $people } person
       *[other] { $comments } by { $people } people
    }

## Several comments

# $done: what was decided; $whose: the comment that was not changed; $state: why.
bulk-left-one = { $done } { $whose } was not changed, because { $state }.
bulk-left-many = { $done } { NUMBER($count) } comments were not changed, because somebody else decided about them first, or they were edited.
bulk-somebody-else = somebody else decided about it first, or it was edited
bulk-by-now = it is now { $status }
bulk-not-done =
    { $count ->
        [one] { $count } comment was not done: { $reason }
       *[other] { $count } comments were not done: { $reason }
    }
# $done, $left: how many comments.
bulk-undone = Undone: { $done }. { $left } can’t be undone any more.
bulk-button = { $decision } { NUMBER($fits) } of { NUMBER($all) }
bulk-title-changes = Ask for changes of { NUMBER($count) } comments
bulk-title-remove = Remove { NUMBER($count) } comments
bulk-title-decline = Decline { NUMBER($count) } comments
bulk-ask-changes = What should their authors change? They read this.
bulk-ask-remove = Why? Their authors read this, and so does everybody else where a comment has replies.
bulk-ask-decline = Why? Their authors read this, and can edit and send again.

## Replies and own comments

conversation-reply-to = Reply to { $name }
conversation-more =
    { $count ->
        [one] { $count } more reply is on the page.
       *[other] { $count } more replies are on the page.
    }
conversation-changes-up = Your changes are up.
conversation-changes-wait = Your changes are saved, and wait for approval.
# $reason: why, where a reason was given; $next: what can be done.
conversation-meanwhile-published =
    { $reason ->
        [none] Not saved: your comment was published meanwhile. What you typed is still here. { $next }
       *[other] Not saved: your comment was published meanwhile. Reason: { $reason } What you typed is still here. { $next }
    }
conversation-meanwhile-held =
    { $reason ->
        [none] Not saved: your comment was held for review meanwhile. What you typed is still here. { $next }
       *[other] Not saved: your comment was held for review meanwhile. Reason: { $reason } What you typed is still here. { $next }
    }
conversation-meanwhile-sent-back =
    { $reason ->
        [none] Not saved: your comment was sent back for changes meanwhile. What you typed is still here. { $next }
       *[other] Not saved: your comment was sent back for changes meanwhile. Reason: { $reason } What you typed is still here. { $next }
    }
conversation-meanwhile-declined =
    { $reason ->
        [none] Not saved: your comment was declined meanwhile. What you typed is still here. { $next }
       *[other] Not saved: your comment was declined meanwhile. Reason: { $reason } What you typed is still here. { $next }
    }
conversation-meanwhile-removed =
    { $reason ->
        [none] Not saved: your comment was removed meanwhile. What you typed is still here. { $next }
       *[other] Not saved: your comment was removed meanwhile. Reason: { $reason } What you typed is still here. { $next }
    }
conversation-meanwhile-deleted =
    { $reason ->
        [none] Not saved: your comment was deleted meanwhile. What you typed is still here. { $next }
       *[other] Not saved: your comment was deleted meanwhile. Reason: { $reason } What you typed is still here. { $next }
    }
conversation-meanwhile-spam =
    { $reason ->
        [none] Not saved: your comment was marked as spam meanwhile. What you typed is still here. { $next }
       *[other] Not saved: your comment was marked as spam meanwhile. Reason: { $reason } What you typed is still here. { $next }
    }
conversation-next-approval = Save once more, and it waits for approval.
conversation-next-look = Look at it, and save once more.
conversation-next-copy = It can’t be edited any more; copy your words if you need them.

## Why a comment is held

held-trap = Held because a field was filled in that people can’t see.
held-too-fast = Held because it was sent faster than a person writes.
held-network = Held because it came from a network that you banned.
held-words = Held because it has one of your words to hold.
held-repeated = Held because the same words were sent before.
held-flood = Held because { $name } sent very many comments in a short time.
held-links = Held because it has links.
held-spam = Held because it reads like spam.
held-external-check = Held because a spam service took it for spam or abuse.
held-no-proof = Held because it came without the bot check.
held-attack = Held because very many newcomers wrote at once.
held-every-comment = Held because your site holds every comment.
held-first-comment = Held because it is { $name }’s first comment.
held-none-when-sent = Held because { $name } had no published comment when it arrived.
held-none-yet = Held because { $name } has no published comment yet.
held-reported = Held because readers reported it.
held-edited = Held because { $name } edited it after your decision.
held-edited-as-asked = Held because { $name } edited it after you asked for changes.
held-edited-after-decline = Held because { $name } edited it after you declined it.
held-imported = Imported, not yet decided.

## What follows from it

next-trap = Programs do that, and some browsers that fill in forms. Each comment like this waits.
next-network = Every comment from it waits as long as the ban holds, whoever writes it.
next-words = Every comment with such a word waits, whoever writes it.
next-repeated = Each repeat waits, whoever sends it.
next-flood = More than 20 comments of one person in ten minutes wait.
next-spam = The words alone were judged, on this server. Comments by regulars are not held for this.
next-external-check = Comments by regulars are not sent there, and not held for this.
next-links-in-edit = Links that are added in an edit wait, unless a regular adds them.
next-reported = Everybody could read it before. Approve it, and everybody can again.
next-imported = Approve it, and everybody can read it.
next-edited = Approve it, and everybody reads it as it is now.
next-approval-changes-nothing = Approving it changes nothing for { $name }’s next comments.
next-site-holds-all = Your site holds every comment, so { $name }’s next ones wait, too.
next-site-holds-none = Your site holds no comments like this any more: new ones go up at once.
next-is-published = A comment by { $name } is published by now, so the next ones are not held for this.
next-site-holds-first = Your site holds only first comments now: after one approval, { $name }’s comments go up at once.
next-up-at-once = After one approval, { $name }’s comments go up at once.
next-not-held = After one approval, { $name }’s comments are not held for this.

## The reason in a few words, for a row

short-trap = Trap
short-too-fast = Too fast
short-network = Banned network
short-words = Word on your list
short-repeated = Repeated
short-flood = Very many
short-links = Links
short-spam = Reads like spam
short-external-check = Spam service
short-no-proof = No bot check
short-attack = Rush
short-every-comment = All are held
short-reported = Reported
short-edited = Edited
short-imported = Imported
short-held = Held
# After the name of the member who decided.
held-removed-it = removed it
held-marked-it = marked it as spam
held-declined-it = declined it
