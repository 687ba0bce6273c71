### The dashboard, what every view uses. The other files of this name are about one area each: all are one surface.

## General

lost = The server did not answer. What you did may have arrived or not: look again in a moment.
# The same for a read, which changes nothing.
unreached = The server can’t be reached just now. This page tries again by itself.
# The same where the browser itself has no connection.
offline = You’re offline. What you see may be old. It is loaded again once you are back.
offline-sent = You’re offline. What you did may have arrived or not: look again once you are back.
# The heading of the card that replaces the dashboard while the server is unreachable.
no-connection = No connection
# Shown in place of a list that could not be loaded.
not-loaded = Not loaded
try-again = Try again
# Shown in place of an unknown date.
undated = date unknown
copy = Copy
copied = Copied.
# The same on the button itself.
copied-label = Copied
not-copied = Your browser doesn’t allow copying. Select the text and copy it yourself.
not-listed = This comment is not on the list any more: somebody replied, said that no reply is needed, or removed it.
unreadable = The server’s answer can’t be read. Reload the page.
sign-in = Sign in
# After it, where this server and this browser support passkeys.
next-passkey = Next, add a passkey under Team, so that you can sign in again.
# The heading of the card without a link.
sign-in-to = Sign in to Porch
# Between the two ways to sign in.
or = or
# Below the button of a sign-in link.
passkey-later = Next time a passkey does this with your fingerprint or face.
your-name = Your name, as visitors see it
name-missing = Write the name that visitors shall see.
text-missing = Write something first.
reason-missing = Write why: whoever wrote the comment reads it.
sign-out = Sign out
nothing-unanswered = Nobody is waiting.
reply = Reply
cancel = Cancel
undo = Undo
changed-since = Something has changed here.
show-now = Show
replied = Your reply is published.
undone = Undone.
# The message for an undo after its ten seconds, or after another action.
not-undone = This can’t be undone any more. Nothing was changed.
too-late = Somebody else was faster. Nothing was changed.
open-page = Open the page
# What is known of a visitor: only a name, for no address was confirmed here.
name-only = name only, no e-mail
# The sentence about mailed links, where this server sends mail.
by-mail = If you have confirmed an e-mail address here, a link can be mailed to you.

## Frame of all views

frame-unanswered = Unanswered
frame-review = Review
frame-published = Published
frame-people = People
frame-pages = Pages
frame-page = Page
frame-history = History
frame-settings = Settings
frame-more = More
# The labels of the two navigations for screen readers: the one on a wide window, and the one on a phone.
frame-navigation = Dashboard
frame-sections = Sections
frame-switch-site = Switch site
frame-account = Your account
frame-previous = Previous
frame-next = Next
frame-shortcuts = Keyboard shortcuts
frame-close = Close
# The label of the button that dismisses a message.
frame-dismiss = Dismiss
frame-single-keys = Single-key shortcuts
frame-thread = Thread
frame-replies = Replies
# Before the name of a parent's author, for screen readers.
frame-reply-to = in reply to{ " " }
frame-sort = Sort
frame-filter = Filter
frame-any-page = Any page
frame-reason = Reason
frame-any-reason = Any reason
frame-age = Age
frame-nothing-fits = No comment here fits the filter.
frame-clear-filter = Clear the filter
frame-clear-selection = Clear selection
frame-select-all = Select all
frame-first-comment = First comment
# On a comment whose author asks for a second look at a decision.
frame-second-look = Second look
frame-reply-to-you = Reply to you
frame-nobody-else = Nobody else is waiting.
frame-nothing-to-review = Nothing to review.
frame-all-in = Every comment is published or was decided about.
frame-search = Search
frame-search-what = Search comments, people, pages
# The same where there is less room.
frame-search-short = Search
frame-clear-search = Clear the search
# The label of the results list for screen readers.
frame-hits = Search results
frame-query-cut = This is long: found by its first words.
frame-comments = Comments
frame-now = now
frame-newcomers-first = Newcomers
frame-longest-first = Longest wait
frame-newest-first = Newest first
frame-oldest-first = Oldest first
frame-their-history = All about this person
frame-just-now = just now
# Shown instead of "first comment" where the same person has sent others and none is published.
frame-none-published = Nothing published yet

## Filters

filter-select-all-shown = Select all shown

## Shortcuts

# The purpose of the switch for all of them (WCAG 2.1.4).
keys-why-off = Turn them off if you use voice control, or press keys by mistake.

## Names, lists and numbers

# A setting and its value, or a name and what follows.
named-value = { $name }: { $value }
# Two parts of a list; longer lists are made of these.
list-comma = { $first }, { $second }
list-semicolon = { $first }; { $second }
comment-count =
    { $count ->
        [one] { $count } comment
       *[other] { $count } comments
    }
# $name: the author.
comment-by = { $name }’s comment
role-owner = owner
role-host = host
role-moderator = moderator
role-guest = guest expert
status-held = held
status-published = published
status-sent-back = sent back for changes
status-declined = declined
status-removed = removed
status-withdrawn = deleted by its author
status-spam = spam

## Times

# $day: a date; $clock: hours and minutes.
on-day = { $day }, { $clock }
# How long ago, where there is little room.
short-minutes = { NUMBER($count) } min
short-hours = { NUMBER($count) } h
short-days =
    { $count ->
        [one] { $count } day
       *[other] { $count } days
    }
short-months = { NUMBER($count) } mo
short-years = { NUMBER($count) } y
# How long the author took.
sent-after-seconds = sent { NUMBER($count) } s after opening the page
sent-after-minutes = sent { NUMBER($count) } min after opening the page
sent-after-hours = sent { NUMBER($count) } h after opening the page
sent-after-days = sent more than a day after opening the page
seconds =
    { $count ->
        [one] { $count } second
       *[other] { $count } seconds
    }
minutes =
    { $count ->
        [one] { $count } minute
       *[other] { $count } minutes
    }
hours =
    { $count ->
        [one] { $count } hour
       *[other] { $count } hours
    }
days =
    { $count ->
        [one] { $count } day
       *[other] { $count } days
    }
weeks =
    { $count ->
        [one] { $count } week
       *[other] { $count } weeks
    }
one-month = 1 month
one-year = 1 year

## Signing in

# $site: the site’s name, where it is known.
link-for-owner =
    { $site ->
        [none] This link makes you the owner of your site’s comments. It works once.
       *[other] This link makes you the owner of the comments of { $site }. It works once.
    }
link-for-member =
    { $site ->
        [none] This link signs you in to your site’s dashboard. It works once.
       *[other] This link signs you in to the comments of { $site }. It works once.
    }
welcome =
    { $name ->
        [none] Welcome
       *[other] Welcome, { $name }
    }
# What is between backticks is typed on the server.
signed-out = You are not signed in. Without a passkey, ask an owner of the team for a link. If you run the server yourself, `porch token --name "Your name"` prints one.
session-expired = Your session has ended: you were away for a while, or your role has changed. Sign in again, here or in another tab. If you run the server yourself, `porch token --name "Your name"` prints a link.
drafts-kept = What you were typing is kept in this browser for 30 days.
link-used = This link was used, or is too old. Sign in another way, or ask an owner of the team for a new one. If you run the server yourself, `porch token --name "Your name"` prints one.

## Lists and search

# $count: how many comments wait; $view: the name of the view.
window-title = { $view } · { $site }
window-title-count = ({ NUMBER($count) }) { $view } · { $site }
nothing-found = Nothing found for “{ $find }”. Try fewer letters or another spelling. Of comments, the newest 5,000 are searched.
show-all-comments = Show all { NUMBER($count) } comments
show-all-people = Show all { NUMBER($count) } people
show-all-pages = Show all { NUMBER($count) } pages
first-hits = The first { NUMBER($shown) } of { NUMBER($total) } are listed. Type more to narrow the list.
person-count =
    { $count ->
        [one] { $count } person
       *[other] { $count } people
    }
page-count =
    { $count ->
        [one] { $count } page
       *[other] { $count } pages
    }
# $what: a list of counts.
hits-found = { $what } found
link-count =
    { $count ->
        [0] Links
        [one] { $count } link
       *[other] { $count } links
    }
age-any = Any age
age-hour = Older than an hour
age-day = Older than a day
age-week = Older than a week
more-below =
    { $count ->
        [one] { $count } more comes after these.
       *[other] { $count } more come after these.
    }
# $link: the name of the other list, as a link.
in-review =
    { $count ->
        [one] { $count } comment is in { $link }.
       *[other] { $count } comments are in { $link }.
    }

## Keyboard shortcuts

keys-everywhere = Everywhere
keys-views = The views in their order
keys-undo = Undo, for 10 seconds
keys-help = Shortcuts
keys-in-list = In a list
keys-next-previous = Next, previous
keys-open = Open
keys-select = Select
keys-select-to-here = Select to here
keys-back = Back
keys-comment = A comment
keys-approve = Approve, restore
keys-ask = Ask for changes
keys-decline = Decline, remove
keys-spam = Spam
keys-person = Person’s history
keys-pause = Pause replies, slow mode
keys-ban = Ban, in People
keys-writing = Writing
keys-reply = Reply
keys-no-reply = No reply needed
keys-send = Send
