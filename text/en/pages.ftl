### The server's own pages, in a browser.

## The page of a conversation

# Where the page that the comments belong to has no title.
conversation = Conversation
back-to-page = Back to the page
# The link to this page, in a page of the site's own.
join-conversation = Join the conversation

## The page at the server's own address

home-explanation = This server keeps the comments of web sites. Visitors read and write them on the pages of those sites; there is nothing to see here.
home-owner = Do you run one of the sites?
home-dashboard = Go to the dashboard
# $token, $help: commands, shown as they are typed.
home-operator = Do you run this server? { $token } prints a link to sign in, and { $help } lists the other commands.
# In such a command.
your-name = Your name

## The page of the dashboard, before it is loaded

dashboard-not-loaded = The dashboard didn’t load.
dashboard-retry = Try again
# $help: a command, shown as it is typed.
dashboard-needs-script = The dashboard needs JavaScript. Everything in it can be done by commands, too: { $help }

## Errors: what happened, and what to do

errors-title = Comments
nothing-here = There is nothing at this address.
nothing-here-advice = The link may be old or incomplete. Go back to the page that you came from.
what-is-this = What is this server?
site-unknown = These comments are not here.
site-unknown-advice = No site of this name keeps its comments on this server. Go back to the page that you came from.
page-not-allowed = This page has no comments here.
page-not-allowed-advice = Its address does not belong to the site. Go back to the page that you came from.
not-sent = Nothing was sent.
not-sent-advice = The form is not on a page of this site. Go back: your comment should still be there.
too-many = Too many requests at once.
too-many-advice = Others may share your network. Wait a moment, and load this page again.
busy = The server is busy.
busy-advice = Wait a moment, and load this page again.
storage-trouble = The comments cannot be read at the moment.
storage-trouble-advice = The server has trouble with its storage. Try again in a few minutes.
too-long = Nothing was sent: it is too long.
too-long-advice = Go back: your comment should still be there. Make it shorter, or send it in two parts.
not-understood = The server did not understand this.
not-understood-advice = The link or the form is damaged. Go back to the page that you came from, and load it again.
internal = Something went wrong on the server.
internal-advice = It is not your fault. If you sent something, go back: your comment should still be there.

## Ending mail

unsubscribe-title = Mail from Porch
unsubscribe-question = No more mail like this?
unsubscribe-effect = The address of this link would get no more mail about held comments. The comments stay where they are.
unsubscribe = Unsubscribe
unsubscribed = Unsubscribed
# $command: a command, shown as it is typed.
unsubscribed-effect = The address of this link gets no more mail about held comments. Whoever runs the server can turn it on again: { $command }

## Confirming a mail address

mail-code-title = Confirm your address
mail-code-explanation = The button confirms your address, or shows the code that you type where you asked for it.
mail-code-continue = Continue
mail-code-confirmed = Your address is confirmed
mail-code-back = Go back to the comments, and load the page again.
mail-code-type = Type this code where you asked for it
mail-code-warning = Give it to nobody: whoever has it can write there as you. If you did not ask for it, close this page.
mail-code-gone = This link was used, or is too old
mail-code-gone-advice = Ask for another code where you write comments.

## The window in which a visitor signs in with another account

sign-in-title = Sign in
# $site: the host of the web site.
sign-in-where = You are signing in to the comments on { $site }
sign-in-not-you = If you did not begin this yourself, close this window: somebody else would be signed in with your account.
sign-in-done = You are signed in. You may close this window.
sign-in-code-explanation = If nothing happens in the window that you came from, type a code there.
sign-in-show-code = Show the code
sign-in-code-warning = Give it to nobody: whoever has it is signed in with your account. If you did not begin this yourself, close this window.
sign-in-gone = Nobody is signed in
sign-in-gone-advice = It was cancelled, done before, or took too long. Close this window, and begin again where you write comments.
## Ending the mail about replies

reply-mail-title = Mail about replies
reply-mail-question = No more mail about replies?
reply-mail-effect = Nothing has changed yet. Your comments and the replies stay where they are in any case.
reply-mail-stop-conversation = Stop mail about this conversation
reply-mail-stop-site = Stop all mail about replies on this site
reply-mail-stopped = Stopped
reply-mail-conversation-stopped = You get no more mail about this conversation.
reply-mail-site-stopped = You get no more mail about replies on this site.
# A button.
reply-mail-again = Turn it on again
reply-mail-resumed = Turned on again
reply-mail-resumed-effect = You get mail about replies again, as before. The links in each mail stop it.
# The button was pressed too late.
reply-mail-not-resumed = Not turned on
reply-mail-not-resumed-advice = This button counts for an hour. Turn mail about replies on under “About you”, where you write comments.
