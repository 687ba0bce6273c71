### Mails, as plain text. $site: the name of a web site. $name, $title: in quotation marks already.

## Comments to review

review-subject =
    { $count ->
        [one] A comment to review on { $site }
       *[other] { $count } comments to review on { $site }
    }
# $page: an address. $why: one of the reasons below.
wrote-on = { $name } wrote on { $page } ({ $why })
wrote-on-titled = { $name } wrote on { $title }, { $page } ({ $why })
review-it = Review it
and-more =
    { $count ->
        [one] And { $count } more.
       *[other] And { $count } more.
    }
review-all = Review all of them
links-change-nothing = Opening a link changes nothing.
unsubscribe = Unsubscribe

## Reasons, in parentheses

trap = filled a field that no person sees
too-fast = sent faster than a person writes
banned-network = from a network that you banned
words-to-hold = has one of your words to hold
repeated = the same words were sent before
flood = very many comments in a short time
links = has links
reads-like-spam = reads like spam
spam-service = a spam service took it for spam or abuse
no-bot-check = sent without the bot check, which needs JavaScript
many-newcomers = one of very many newcomers at once
every-comment = every comment is held
first-comment = first comment
reported = readers reported it
edited = edited after your decision
edited-as-asked = edited after you asked for changes
edited-after-decline = edited after you declined it
appeal = its author asks for a second look

## A webhook that is paused

webhook-subject = A webhook of { $site } is paused
# $webhook: its id. $command: a command.
webhook-paused = Nothing has arrived at the webhook { $webhook } of { $site } for three days, so nothing is sent there any more. When it works again, turn it on with: { $command }

## Signing in

sign-in-subject = Sign in to the dashboard of { $site }
sign-in-asked = Somebody asked to sign in to the dashboard of { $site } with this address. If it was you, open this link within 15 minutes and press the button there. It works once.
sign-in = Sign in
sign-in-not-you = If it was not you, do nothing: nobody can sign in without this link.
confirm-subject = Confirm your address for the dashboard of { $site }
confirm-asked = { $name } of the team of { $site } wants to get sign-in links at this address. If that is you, open this link within a day, in a browser in which you are signed in.
confirm = Confirm this address
confirm-not-you = If it is not you, do nothing: you get no more mail.

## A visitor confirms an address

code-subject = Your code for the comments on { $site }
code-asked = Somebody entered this address at the comments on { $site }. If it was you, type this code there, in the same browser:
code-life = It works once, and for 10 minutes. Give it to nobody: whoever has it can write there as you.
# A link to a page with a button.
code-open = Or open this page
code-not-you = If it was not you, do nothing: without the code, nothing happens with this address.

## Somebody replies to a visitor

# For one reply. $title: of the page.
reply-subject =
    { $title ->
        [none] A new reply to you on { $site }
       *[other] A new reply to you on { $site }: { $title }
    }
# The same for several.
replies-subject =
    { $title ->
        [none] New replies to you on { $site }
       *[other] New replies to you on { $site }: { $title }
    }
# The name of whoever replies, where that is one of the team. $role: one of the roles below.
team-member = { $name } ({ $role })
role-owner = owner
role-host = host
role-moderator = moderator
role-guest = guest
# $name: a name in quotation marks, or the line before.
replied-to-you =
    { $title ->
        [none] { $name } replied to your comment:
       *[other] { $name } replied to your comment on { $title }:
    }
wrote-in-conversation =
    { $title ->
        [none] { $name } wrote in a conversation that you started:
       *[other] { $name } wrote in a conversation that you started on { $title }:
    }
# A link to the comment.
reply-open = Read it on the page, and reply there
# A link to the page, where not all replies are in the mail.
replies-open = Read all of them on the page
replies-why = You get this mail because you confirmed this address at the comments on { $site }, or signed in there with an account that has it. Nobody reads what is sent to its sender.
# A link to a page with a button.
replies-stop = Stop these mails
