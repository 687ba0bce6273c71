### The sheets of a visitor: signing in, and what is stored about them.

# Closes a sheet.
close = Close

## Signing in

sign-in = Sign in
# Above the field for the address.
sign-in-lead = We send a code to your address. There is no password.
mail-label = E-mail
send-code = Send me a code
what-is-stored = What is stored about you
code-title = Type the code
# $mail: the address, of which a few letters are shown.
code-sent = We sent 8 digits to { $mail }. Type or paste them here.
# While the mail is being asked for.
code-is-sent = One moment: the mail with the code is on its way.
code-label = Code
confirm = Confirm
no-mail-yet = No mail? Look where your mail program keeps advertising, too. At most three codes an hour go to one address.
ask-again = Send another code
ask-again-in =
    { $count ->
        [one] Another code in { $count } second
       *[other] Another code in { $count } seconds
    }
other-address = Use another address
signed-in = You are signed in
known-as =
    { $name ->
        [none] Your address is confirmed.
       *[other] You are known as { $name }.
    }
# After an address was confirmed.
mail-from-now = You get mail when somebody answers you. “About you” turns that off.
comments-merged =
    { $count ->
        [one] { $count } comment that you wrote in this browser belongs to you, too.
       *[other] { $count } comments that you wrote in this browser belong to you, too.
    }
# Browsers that refuse our cookie.
not-kept = This browser does not keep the sign-in: it ends in ten minutes, or when you leave this page.
# Where the site has neither mail nor an identity provider.
no-way = Nobody can sign in here just now.
try-again = Try again

## Signing in with an identity provider, in another window

# $name: the provider, as Google; a button.
sign-in-with = Sign in with { $name }
window-title = Go on in the other window
window-lead = Sign in with { $name } there. This goes on by itself afterwards.
# Below it is the link window-link.
window-blocked = Your browser did not open the other window. Open it here, and then type the code that it shows.
window-link = Open the window for { $name }
window-closed = The other window is closed, or it cannot reach this page. If it showed a code, type it here.
# A button that shows the field window-code-label.
window-shows-code = It shows a code
window-code-label = The code of the other window
cancel = Cancel
window-not-done = Nobody has signed in there yet.
window-refused = Nobody is signed in: the code is not that of the other window, or it took too long. You can cancel, and begin again.
# The account has no name.
signed-in-with = You are signed in with { $name }.

## What is stored

about-you = About you
loading = One moment…
nothing-stored = Nothing is stored about you here.
in-this-browser = This browser keeps your name and what you have not sent yet.
name = Name
# Beside a day.
first-comment = First comment
comments = Comments
# $mail: the address, of which a few letters are shown. $day: since when.
mail-since = { $mail }, confirmed on { $day }
mail-letters = Of this, others see your name and your comments. Of the address, a few letters are shown.
only-you = Of this, others see your name and your comments.
account = Account
# $name: the name there. $by: who vouches for the account: Google, or the web site. $day: since when it is known here.
account-since =
    { $name ->
        [none] { $by }, since { $day }
       *[other] { $name } ({ $by }), since { $day }
    }
browsers = Browsers that are signed in
mail-replies = Mail me when somebody answers
# A button, for somebody whose account has stated no address.
replies-by-mail = Get replies by mail
replies-by-mail-lead = Replies to you are mailed to this address. First we send a code there.
export = Download everything
erase = Erase everything…
erase-title = Erase everything?
erase-what = Your name and the words of all your comments here are erased, for good; your address, too, if you have confirmed one.
erase-answers-stay = What others have answered stays.
erase-for-good = Erase for good
keep-everything = Keep everything
# The sign-in was some time ago.
erase-sign-in = So that nobody else can erase it: confirm your address once more. We send a code there.
# The same, where the site sends no mail.
erase-sign-in-again = So that nobody else can erase it: sign in once more.
# The same, for an account of the site.
erase-sign-in-on-page = So that nobody else can erase it: sign in on this page once more, and then erase everything. If nothing happens here, sign out and in again.
# A button.
sign-in-on-page = Sign in on this page
erased-title = Everything is erased
erased = Nothing about you is left here. This browser is a new visitor.
sign-out = Sign out
sign-out-everywhere = Sign out in all browsers
signed-out-title = You are signed out
signed-out-here = This browser is a new visitor now. Your comments stay.
signed-out-everywhere = All your browsers are new visitors now. Your comments stay.
# The line about oneself on the profile card.
line-label = One line about you
line-hint = Everyone reads it when they press your name: at most 160 characters, no links.
save = Save
saved = Saved.
line-too-long = That is more than 160 characters.
line-link = A line without links, please.
line-team-name = It has the name of somebody on the team. Please leave that out.
line-words = Some of these words can’t be shown here. Please use others.
line-first = Write a comment first: the line stands on your card, beside your name.
line-banned = You can’t change this here.
# A list of people, each with a button that ends it.
muted-people = Muted by you
muted-here = This browser alone knows whom you mute.

## The profile card of an author

# Beside the name of somebody who has confirmed a mail address, or signed in otherwise: read aloud in place of a sign.
confirmed = confirmed
role-owner = owner
role-host = host
role-moderator = moderator
role-guest = guest
# $month: as “March 2024”, or “March” for one of this year.
here-since = Here since { $month }
recent-comments = Recent conversations
read-comments =
    { $count ->
        [one] Read { $count } comment
       *[other] Read all { $count } comments
    }
more-comments = Show more
back = Back
mute = Mute for me
unmute = Unmute
# After the button was pressed.
muted-hint = You don’t see what { $name } writes. Only this browser knows that.
comment-gone = This comment is not here any more.

## What went wrong

mail-missing = An address first.
other-mail = That is another address than the one that is confirmed here.
mail-invalid = That is not a mail address. Could you look at it once more?
code-incomplete = The code has 8 digits, as they are in the mail.
code-refused = This code does not work, or not any more. Look at the newest mail, or ask for another code.
no-mail-here = This site cannot send mail just now.
not-reached = That didn’t reach us. Try once more.
wait-minutes =
    { $count ->
        [one] You can try again in { $count } minute.
       *[other] You can try again in { $count } minutes.
    }
busy = The server is very busy just now. Try again very soon.
failed = That didn’t work. Try once more.
