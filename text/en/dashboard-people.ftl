### The dashboard, one of its files: see dashboard.ftl.

## People

people-find = Find a name
people-newest = Newest first
people-longest = Oldest first
people-only-banned = Only banned people
# Of the filter by how people are known.
people-kind = Known as
people-any-kind = Everybody
people-nobody = No people found.
people-nobody-yet = Nobody has written here yet.
people-who-is-here = Whoever writes a comment is listed here, with all that they wrote.
people-more = Show more
people-banned = Banned
people-ends = ends
people-permanently = permanently
people-networks = Networks whose comments are held for review
people-network = A network
people-also-as = Also known as
# How a person is known, in a line of facts about them. A guest gave a name and has confirmed nothing.
people-guest = guest
people-by-mail = mail confirmed
people-by-site = account of the site
people-by-any-provider = account with a provider
people-about = About themselves
people-about-remove = Remove
people-about-removed = Removed.
people-merged = Merged
people-merge-undo = Undo
people-merge-undone = undone
people-since = Here since
people-last = last comment
# In the row of a person whose first comment is recent.
people-new = New
people-comments = Comments
people-reports = Reported
people-why-not = Not published, and why
people-reported = Reports about their comments
people-latest = Latest
people-decided = decided
# Before the reason of an earlier decision, under a comment that is held or published by now.
people-earlier-reason = Reason of an earlier decision, perhaps about an earlier version:
people-no-reason = no reason was given
people-ban = Ban
# The labels of the buttons that open the form for a ban, and for its end.
people-open-ban = Ban…
people-open-unban = Lift the ban…
people-unban = Lift the ban
people-how-long = For how long
people-why = Why? Needed; only the team reads this.
# Below its field, where it is empty.
people-why-missing = Write why: a few words are enough.
people-why-end = Why? Only the team reads this. You may leave it empty.
people-also-network = Also hold what comes from the network they write from. Other people may share it; their comments wait for review, too.
people-no-network = The network they wrote from is not known any more: it is kept for a day.
people-ban-hint = Somebody who is banned is told so when they next write.

## Pages

pages-page = Page
pages-every-page = All pages
pages-nothing = No published comments here.
pages-what-is-here = Comments that everybody can read are listed here.
pages-last = last comment
# The name of the list's order.
pages-order = Latest comment first
pages-see = See comments
# The label of a page's state, and the state of an open page.
pages-state = State
pages-is-open = Open
pages-older = Show older
pages-find = Find a page
pages-no-page = No page found.
pages-no-page-yet = No pages yet.
pages-which-pages = A page is listed once it has a comment, or once you close it.
pages-install = Put comments on your pages
# A list that is closed at first. $count: its lines.
pages-missed-searches =
    { $count ->
        [one] Looked for, not found: { $count } search
       *[other] Looked for, not found: { $count } searches
    }
pages-missed-searches-what = Each of these was looked for at least three times in the last 90 days, and no comment has all the words. Nobody is named.
pages-looked-for =
    { $count ->
        [one] { $count } time
       *[other] { $count } times
    }
pages-site-closed = Comments are closed on the whole site, so nobody can write on any page. You can open them in Settings.
pages-why = Why? Only the team reads this. You may leave it empty.
# The label of the field for the text that visitors read, its placeholder, and its hint.
pages-note = Words for visitors. You may leave it empty.
pages-note-example = Thank you all! The trip is over.
pages-note-hint = Everybody reads this on the page, with your name, after “Comments are closed.”
pages-note-none = Visitors read: “Comments are closed. You can still read everything.”
pages-visitors-read = Visitors read
pages-note-save = Save
# Closing a page before it has any comment.
pages-close-ahead = Close another page…
pages-close-ahead-what = Nobody can comment on the page with this address until you open it. Visitors see that comments are closed.
pages-address = Address of the page
# Beside an address without comments.
pages-address-new = No page with comments is known at this address.
pages-address-missing = Copy the address from your browser, please.
pages-how-long = For how long
pages-how-slow = Least time between two comments of one person
pages-pause = Pause replies…
pages-pause-replies = Pause replies
pages-paused-until = Replies paused until
pages-pause-what = Nobody can reply to this comment, or to the replies below it, for a while. The rest of the page stays open.
pages-pause-active = Replies are paused
pages-resume = Allow replies again
pages-close = Close comments…
pages-close-it = Close comments
pages-open = Open comments again
pages-slow = Slow mode…
pages-slow-it = Turn on slow mode
pages-end-slow = Turn off slow mode
pages-controls = Pause or slow down…
# The title of the opened form.
pages-controls-title = Pause or slow down
pages-close-what = Nobody can write here until you open them again. What is written stays.
pages-close-active = Comments are closed
# Its title, and its title while it is active.
pages-slow-title = Slow mode
pages-slow-active = Slow mode is on
pages-slow-what = Everybody who writes here waits a while before their next comment.
pages-of-page = The whole page:
pages-closed = comments closed
pages-paused = Paused replies
pages-until = until

## Sentences about people

people-ask-ban = Ban { $name }?
people-ask-unban = Lift the ban of { $name }?
# $count: a number; $status: published, held …
people-status-count = { NUMBER($count) } { $status }
people-no-earlier = no earlier comments here
people-earlier =
    { $count ->
        [one] { $count } earlier comment
       *[other] { $count } earlier comments
    }
people-earlier-unpublished =
    { $count ->
        [one] { $count } earlier comment, nothing published yet
       *[other] { $count } earlier comments, nothing published yet
    }
# $names: other names of the same person.
people-and-more = { $names } and { NUMBER($count) } more
people-history-of = { $name }’s history
people-reported-count =
    { $count ->
        [one] { $count } comment of others
       *[other] { $count } comments of others
    }
people-banned-by =
    { $reason ->
        [none] by { $name }
       *[other] by { $name }: “{ $reason }”
    }
people-banned-on-server =
    { $reason ->
        [none] on the server
       *[other] on the server: “{ $reason }”
    }
people-banned-name = Banned: { $name }.
people-unbanned-name = Ban lifted: { $name }.

# $provider: the name of the service that people sign in with.
people-by-provider = account with { $provider }
# $name: the name of a guest whose comments became this person’s; $comments: how many.
people-merged-guest =
    { $comments ->
        [one] { $name } ({ $comments } comment)
       *[other] { $name } ({ $comments } comments)
    }
people-merge-undone-name = The comments of { $name } are theirs again.
people-merge-undo-of = Undo: { $name }

## Sentences about pages

pages-comment-count =
    { $count ->
        [0] no comments
        [one] { $count } comment
       *[other] { $count } comments
    }
pages-waiting = { NUMBER($count) } waiting
# $time: the interval.
pages-slow-interval = slow mode: { $time } between two comments of one person
pages-slow-off = slow mode off
pages-paused-count =
    { $count ->
        [1] replies to one comment paused until { $until }
       *[other] replies to { NUMBER($count) } comments paused, the last until { $until }
    }
pages-ends-at = { $time }, until { $until }
pages-replies-allowed = Replies to { $name } are allowed again.
pages-replies-paused = Replies to { $name } are paused until { $until }.
pages-now-closed = Comments closed: { $title }.
pages-now-open = Comments open again: { $title }.
pages-note-saved = Words for visitors saved: { $title }.
pages-now-slow = Slow mode on: { $title }.
pages-not-slow = Slow mode off: { $title }.
pages-note-change = Change the words…
pages-note-add = Add words for visitors…

# Erasing, which nobody can undo: a comment, or all that is stored about a person.
# The name on a comment that was erased, and its words.
erased-author = Erased
erased-words = The words were erased.
erased-comment = Erased.
erased-person = Erased.
# The labels of the buttons that open the forms.
erase-open = Erase…
erase-person-open = Erase everything about this person…
erase-comment = Erase this comment
erase-comment-what = Its words, its name and its earlier versions are erased for good, also here. Replies stay. Nobody can undo this.
erase-why = Why? Needed; only the team reads this.
erase-for-good = Erase for good
erase-person-title = Erase all that is stored about { $name }?
erase-person-what = All their comments, names, addresses, reports and sign-ins are erased for good. Replies of others stay. A ban ends. Nobody can undo this.
