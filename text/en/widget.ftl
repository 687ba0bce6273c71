### The widget: what visitors read around the comments.
###
### $name, $who: the name of a person of the team, or of a commenter. Where nobody is named, [none] is taken.

## The list of comments

# The first stop of the keyboard: a link that jumps over the comments.
skip = Skip the comments
comment-count =
    { $count ->
        [0] No comments yet
        [one] { $count } comment
       *[other] { $count } comments
    }
# The button that collapses and shows the replies to a comment.
reply-count =
    { $count ->
        [0] Replies
        [one] { $count } reply
       *[other] { $count } replies
    }
collapse-replies =
    { $count ->
        [0] Collapse replies
        [one] Collapse { $count } reply
       *[other] Collapse { $count } replies
    }
# The button that opens the search.
search = Search
sort = Sort
# $order: one of the next three.
sorted-by = Sort: { $order }
order-threads = Threads
order-newest = Newest
order-oldest = Oldest
show-more =
    { $count ->
        [0] Show more comments
        [one] Show { $count } more comment
       *[other] Show { $count } more comments
    }
# $left: how many are not shown yet.
show-more-of =
    { $count ->
        [0] Show more comments ({ NUMBER($left) } left)
        [one] Show { $count } more comment ({ NUMBER($left) } left)
       *[other] Show { $count } more comments ({ NUMBER($left) } left)
    }
own-page = Open the comments on their own page

## A comment

reply = Reply
# The label of the menu button of somebody's comment.
more-actions = More: { $name }
# Beside the author of a reply: to whom it replies.
replies-to = to { $name }
read-more = Read more
# For a comment that was written less than a minute ago.
just-now = just now
undated = date unknown
edited = edited
# Beside the name of somebody who has confirmed a mail address, or signed in otherwise: read aloud in place of a sign.
confirmed = confirmed
role-owner = owner
role-host = host
role-moderator = moderator
role-guest = guest
# $time: a time of day, perhaps with a day.
replies-paused = Replies paused until { $time }.
removed = Removed by the team.
removed-because = Removed by the team: { $reason }
removed-by-rule = Removed by the team, rule { $number }: { $rule }
# At the end of a reason that has no other mark there.
full-stop = .
deleted-by-author = The author deleted this comment.

## Above and below the list

# A short question of the team follows.
asks =
    { $name ->
        [none] The team asks
       *[other] { $name } asks
    }
house-rules =
    { $name ->
        [none] House rules
       *[other] House rules by { $name }
    }
empty = Nobody has commented yet.
# A short question of the team follows.
would-like-to-know =
    { $name ->
        [none] The team would like to know:
       *[other] { $name } would like to know:
    }
closed = Comments are closed.
# What the team wrote about it.
closed-note =
    { $name ->
        [none] “{ $note }”
       *[other] { $name }: “{ $note }”
    }
readable = You can still read everything.

## Writing

comment-label = Comment
comment-placeholder = Add a comment…
reply-to =
    { $name ->
        [none] Your reply
       *[other] Reply to { $name }
    }
# In an empty field, which has this label.
label-placeholder = { $label }…
edit-label = Your comment
report-label =
    { $who ->
        [none] What should the team look at?
       *[other] What should { $who } look at?
    }
report-placeholder = Advertising, say, or unkind to somebody…
send-report = Send report
report-readers =
    { $who ->
        [none] Only the team reads this.
       *[other] Only { $who } and the team read this.
    }
name-label = Name
# Beside the name that is known: lets the visitor write another.
change-name = Change
# Beside the name: an address, which nobody has to give.
mail-label = Mail (optional, to hear of answers)
# Below the composer: opens a window over the page.
sign-in = Sign in
about-you = About you
send-comment = Comment
send-reply = Reply
save = Save
cancel = Cancel
public-at-once = Usually everyone can see this at once.
perhaps-read-first =
    { $who ->
        [none] The team may read this before others see it.
       *[other] { $who } may read this before others see it.
    }
public-after-review =
    { $who ->
        [none] Everyone can see this once the team has read it.
       *[other] Everyone can see this once { $who } has read it.
    }
public-after-first-review =
    { $who ->
        [none] Everyone can see this once the team has read it: it is your first comment here.
       *[other] Everyone can see this once { $who } has read it: it is your first comment here.
    }
# Beside an edit: a comment that was changed later is marked. $time: a time of day.
edit-mark =
    { $time ->
        [none] It will say “edited”.
       *[other] Until { $time } without a mark, later it says “edited”.
    }
tab-write = Write
tab-preview = Preview
tools = Formatting
tool-bold = Bold
tool-italic = Italic
tool-link = Link
tool-quote = Quote
tool-code = Code
tool-list = List
banned = The team has asked you not to write here.
draft-saved = Draft kept
body-missing = A word or two first.
name-missing = Which name shall we show?
characters-left =
    { $count ->
        [one] { $count } character left
       *[other] { $count } characters left
    }
characters-over =
    { $count ->
        [one] { $count } character too many: { NUMBER($most) } at most
       *[other] { $count } characters too many: { NUMBER($most) } at most
    }
no-preview = The preview didn’t load. Your words are safe here.
# $part: a part of what the visitor has written.
look-again-person = “{ $part }” is about a person rather than the topic.
look-again-loud = “{ $part }” reads like shouting.
look-again = A second look?
look-again-edit = Edit that sentence
look-again-send = Comment as it is
look-again-save = Save for later
saved-for-later = Your comment is saved in this browser. It will be here when you come back.
saved-while-open = Your comment stays here as long as this page is open.
reply-moved = The comment you replied to is not here any more. Your words are kept here.
plain-refused = That didn’t work. Your comment is here: send it once more, or copy it.
given-back = Your comment was not sent. Here it is, to copy.

## The visitor's own comments

# A link to the dashboard, where people of the team write under their own name.
reply-from-dashboard = Is it you? Reply from the dashboard.
sending = Sending…
posted = Your comment is up.
# Beside a comment that waits: who reads it, and why.
reads-first-comments =
    { $who ->
        [none] The team reads first comments before others see them.
       *[other] { $who } reads first comments before others see them.
    }
reads-links =
    { $who ->
        [none] The team reads comments with links before others see them.
       *[other] { $who } reads comments with links before others see them.
    }
reads-all-comments =
    { $who ->
        [none] The team reads comments before others see them.
       *[other] { $who } reads comments before others see them.
    }
reads-this-one =
    { $who ->
        [none] The team reads this one before others see it.
       *[other] { $who } reads this one before others see it.
    }
thanks =
    { $name ->
        [none] Thank you.
       *[other] Thank you, { $name }.
    }
newcomer =
    { $who ->
        [none] You are new here, so the team may read it before others do.
       *[other] You are new here, so { $who } may read it before others do.
    }
published-count =
    { $count ->
        [1] You have one published comment here.
        [one] You have { $count } published comment here.
       *[other] You have { $count } published comments here.
    }
waiting-for =
    { $who ->
        [none] Waiting for the team
       *[other] Waiting for { $who }
    }
only-you = Only you see this
asks-for-changes =
    { $who ->
        [none] The team asks you to change something.
       *[other] { $who } asks you to change something.
    }
asks-for-change =
    { $who ->
        [none] The team asks you to change one thing: “{ $reason }”
       *[other] { $who } asks you to change one thing: “{ $reason }”
    }
declined = Not published.
declined-because = Not published: { $reason }
declined-by-rule = Not published, rule { $number }: { $rule }
changes-saved = Your changes are up.
deleted-by-you = You deleted this comment.
edit = Edit
make-changes = Change it
edit-and-send = Edit and send again
appeal = Ask for a second look
reported =
    { $who ->
        [none] Thank you. The team will look at it.
       *[other] Thank you. { $who } will look at it.
    }
appeal-sent =
    { $who ->
        [none] Thank you. The team will look at it once more.
       *[other] Thank you. { $who } will look at it once more.
    }
delete = Delete
delete-question = Delete?
replies-stay = The replies stay.
keep = Keep it
unreachable = That didn’t reach us yet. Your comment is safe here, and we keep trying.
offline = Not sent yet.
retry = Try again
back-to-editing = Back to editing
not-reached = That didn’t reach us. Your words are safe here. Try once more.
gave-up = This didn’t reach us within a day, so we stopped trying. Your comment is safe here.
refused-again = That didn’t work again. Your comment is safe here: copy it, and send it on the comments’ own page.

## What went wrong

reload = This page and the server don’t fit together. Reload the page, your words are kept.
not-set-up = Comments are not set up for this address yet. Your words are safe here.
comment-gone = That comment isn’t there any more.
parent-gone = The comment you reply to isn’t there any more. Your words are safe here.
changed-meanwhile = It changed in the meantime. Look at it again, then save once more.
many-new = There are many new comments. Reload the page, your words are kept.
too-long = That is more than fits. Could you make it shorter?
too-many-links = Five links at most. Could you take some out?
name-too-long = That name is longer than fits: 64 characters at most.
name-taken = That name is one of the team’s, or looks like one. Could you use another?
replies-paused-here = Replies are paused here. Your words are safe here.
banned-here = The team has asked you not to write here. Your words are safe here.
reason-invalid = Could you say why, in a sentence or two?
mail-invalid = That is not a mail address. Could you look at it once more?
mail-code-refused = This code does not work, or not any more. Look at the newest mail, or ask for another code.
sign-in-again = For this, sign in once more: the last time is too long ago.
wait-a-moment = One moment: you can send this again very soon.
wait-seconds =
    { $count ->
        [1] One moment: you can send this in a second.
        [one] One moment: you can send this in { $count } second.
       *[other] One moment: you can send this in { $count } seconds.
    }
wait-minutes =
    { $count ->
        [one] One moment: you can send this in { $count } minute.
       *[other] One moment: you can send this in { $count } minutes.
    }
not-understood = The server didn’t understand this page. Reload the page, your words are kept.
cannot-save = The server can’t save anything just now. Your words are safe here, and we keep trying.
busy = The server is very busy just now. Your words are safe here, and we keep trying.
server-error = Something went wrong on the server. Your words are safe here.

## The second look: words of this language, in lower case and without apostrophes

# Words that address a person.
lexicon-people = you your youre u ur yourself yours
# Words that are harsh only if they address a person.
lexicon-hard =
    idiot idiots idiotic moron morons moronic stupid dumb fool fools liar liars lying clown clowns loser
    losers pathetic ignorant incompetent clueless brainless scum imbecile coward cowards hypocrite
    hypocrites crook crooks disgusting fuck fucking bullshit crap braindead worthless useless laughable
    trash scammer scammers
# Words that are harsh in any case.
lexicon-harsh = asshole assholes bitch cunt retard retards retarded dickhead fuckwit wanker
# Phrases that are about a person, separated by |.
lexicon-phrases =
    shut up|go to hell|drop dead|kill yourself|get a life|screw you|shame on you|you people|
    people like you|you have no idea|you have no clue|you know nothing|you dont know what youre|
    you clearly never|you clearly dont|you clearly havent|you clearly didnt|you clearly have no|
    you clearly know nothing|you obviously never|you obviously dont|you obviously havent|
    you obviously didnt|you obviously have no|whats wrong with you|what is wrong with you|
    are you blind|are you kidding me|learn to read|nobody asked you|who asked you|
    you should be ashamed|waste of space|full of shit|full of it
