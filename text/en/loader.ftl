### The loader: the few texts that the page needs without the widget. They have no choices but one by a number.

# The link in the place of the comments, before they are loaded.
comments = Comments
not-loaded = The comments didn’t load.
retry = Try again
read-elsewhere = Read them on their own page
offline = You’re offline. Keep writing; it goes out when you’re back.
new-comments =
    { $count ->
        [one] { $count } new comment
       *[other] { $count } new comments
    }
comments-changed = These comments have changed
readable = You can still read everything.
# What the team wrote about it: $note; with its author: $name.
closed-note =
    { $name ->
        [none] “{ $note }”
       *[other] { $name }: “{ $note }”
    }
sending = Sending…
lost = That didn’t reach us. Your words are safe here.
copy-link = Copy link
link-copied = Copied
report = Report
edit = Edit
delete = Delete
not-sent = Your comment was not sent. Here it is, to copy.
copy = Copy
copied = Copied
comment-gone = The comment of this link is not here any more.
read-comments = Read the comments
# Signing in, and what is stored: a window over the page.
sheet-lost = That sheet didn’t load.
# Behind the name on a comment of somebody whom the visitor has muted; the whole line is a button that shows the comment.
muted = Muted by you · Show
# Above comments about the same, while somebody is writing.
related = Perhaps answered already:
