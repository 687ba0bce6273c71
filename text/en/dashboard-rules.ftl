### The dashboard, one of its files: see dashboard.ftl.

## rules

rules-rules = Rules
rules-welcome-and-rules = Welcome and rules
rules-question = Opening question
# Both, and their signature: they are saved together.
rules-question-and-rules = opening question and rules
rules-question-what = Stands above the comments, in the name below. People answer a question sooner than an empty field.
# The house rules. The section's name covers the word rules as well.
rules-house-rules = Rules for comments
rules-house-rules-what = Up to three, one sentence each. Newcomers read them while they write, and you can name one when you decline a comment.
rules-signature = In whose name
rules-signature-what = Shown with the question and the rules.
# Above the preview.
rules-newcomer-preview = What a newcomer sees
rules-composer = Add a comment…
rules-nothing-said = No question and no rules yet. What you type above appears here.
rules-pages = On single pages
rules-pages-what = A page can have its own question and rules. What you leave empty there is taken from above.
rules-page = Another page
rules-page-what = Choose one that has comments, or enter its address.
rules-page-missing = Enter the whole address of the page, with https:// in front.
rules-continue = Continue
rules-change = Edit
rules-done = Done
rules-as-site = Use the site’s
rules-as-site-done = This page uses the site’s question and rules again.
rules-no-question = no question
rules-words = Words to hold
rules-words-what = A comment with one of these words is held for review. Its author is not told which word it was. A * at the end stands for more letters: bak* holds baker and bakery.
rules-no-words = No words yet.
rules-kind = Type
rules-word = Word or phrase
rules-pattern = Pattern (regular expression)
rules-text = The word or the pattern
rules-sentence = A sentence to try it on (optional)
rules-text-missing = Write the word, or the pattern.
rules-try = Try it
rules-add = Add
rules-remove = Remove
rules-added = Added. Comments with it are held for review.
rules-removed = Removed. Comments with it are not held for it any more.
rules-not-yours = Only an owner or a host can change this.
rules-pauses = Second look
rules-pauses-what = Before a comment that is about a person is sent, its author is asked once to read it again, and then decides. Comments that were not sent then are not counted here: the server never gets them.

## integrations

integration-address-missing = Write the address that events are sent to.
integration-webhooks = Webhooks and chat
integration-webhooks-what = Send what happens here to a program of yours, or show new comments in your chat.
integration-nobody = No webhook or chat yet.
integration-not-yet = Nothing sent yet.
integration-delivered = Last delivery arrived
integration-not-delivered = Last delivery failed
integration-failing = Deliveries have been failing since
integration-test = Send a test
integration-new-secret = New secret
integration-remove = Remove
integration-removed = Removed. Nothing is sent there any more.
integration-add = Add a webhook or chat
integration-add-it = Add
integration-shape = Sends to
integration-address = Address (URL)
integration-address-what = Keep it secret: whoever knows this address can write there. It is never shown again.
integration-which = Events
integration-which-what = If you select none, a program gets all events, and a chat gets comments that are published, held, approved or reported.
integration-public-key = Sign with a key pair (v1a, Ed25519) instead of a shared secret. Its library must support that.
integration-secret = Secret
integration-key-of-pair = Public key
integration-give-secret = Enter this secret at the receiver. It proves that a message comes from here. It is shown only now.
integration-give-key = Enter this public key at the receiver. It proves that a message comes from here. It is shown only now.
integration-chat-added = Added. Send a test to see that it arrives.
integration-spam-services = Spam services
integration-spam-services-what = Comments are sent to no service unless you turn one on here. A service can only hold a newcomer’s comment for review; it publishes and refuses nothing.
integration-switched-off = off
integration-switched-on = on
integration-try = Try it
integration-switch-on = Turn on
integration-switch-off = Turn off
integration-other-address = Address of a compatible service, if you don’t use this one
integration-model = Model, if not the default
integration-key = API key. It is stored, and never shown again
integration-is-off = Turned off. Its key is deleted.

## import_export

files-intro = These commands are typed on the server, not here. If somebody else runs it for you, send them the file and the command.
files-import = Import
files-import-what = FILE stands for the file that you exported. Try first: that changes nothing, and says what would come in and on which pages. Comments stand on their old pages, with their names, dates and replies. You can import a file again: nothing comes in twice.
files-export = Export
files-export-what = Choose any name for FILE.
# Above the two commands of an import.
files-try = Try it:
files-run = Then import:

## Sentences about rules

# Below, how many of their authors did what.
rules-second-looks =
    { $count ->
        [0] No comment was sent after a second look yet.
        [one] { $count } comment was sent after a second look. Its author:
       *[other] { $count } comments were sent after a second look. Their authors:
    }
rules-second-look-edited = { NUMBER($count) } changed it
rules-second-look-kept = { NUMBER($count) } sent it as it was
rules-second-look-saved = { NUMBER($count) } saved it and sent it later
rules-seen-until = The rules are no longer shown to people who have { NUMBER($count) } published comments; the question still is.
rules-number = Rule { NUMBER($number) }
rules-by-rule = Rule { NUMBER($number) }: { $rule }
rules-kind-word = word
rules-kind-pattern = pattern
# $held of the last $count comments.
rules-would-hold =
    { $count ->
        [0] There is no comment yet to try it on.
       *[other] It would have held { NUMBER($held) } of the last { NUMBER($count) } comments.
    }
rules-would-hold-none = It would have held none of the last { NUMBER($count) } comments.
# $latest: one of those above.
rules-holds-sentence = It holds your sentence. { $latest }
rules-holds-sentence-not = It does not hold your sentence. { $latest }

## Webhooks and chat

shape-standard = A program (Standard Webhooks, signed)
hook-published = comment published
hook-held = comment held
hook-approved = approved
hook-edited = edited by its author
hook-removed = removed
hook-restored = restored
hook-withdrawn = deleted by its author
hook-sent-back = sent back for changes
hook-declined = declined
hook-marked-spam = marked as spam
hook-cleared = marked as not spam
hook-reported = reported
hook-second-look = second look asked for
hook-decision-undone = decision undone
hook-removal-undone = removal undone
hooks-all = all events
hooks-of-chat = published, held, approved and reported comments
integration-paused-gone = Paused: the receiver said that this address is gone. A successful test starts it again.
integration-paused-failing = Paused: nothing arrived for three days. A successful test starts it again.
# $status: the number of an HTTP status. Behind “did not work” follows the cause, as a sentence.
integration-test-accepted = The test worked: it was accepted ({ $status }).
integration-test-fine = The test worked: it accepts a harmless sentence.
integration-test-failed = The test did not work.
integration-remove-sure = Nothing is sent to { $host } any more, not even what was still to be sent. To use it again, add it anew. Remove?

## Spam services

integration-openai = OpenAI moderation
integration-turn-on = Turn on { $service }…
# $host: where it is sent.
integration-sent = { $host } will be sent what newcomers write, their name and the page’s address, before the comment is published. No network address and no e-mail address is sent. Tell your visitors about it.
integration-sent-learning = { $host } will be sent what newcomers write, their name and the page’s address, before the comment is published. No network address and no e-mail address is sent. It also gets what you mark as spam and as not spam. Tell your visitors about it.
integration-is-on = On. From now on { $host } checks newcomers’ comments.

## Import and export

files-disqus-what = Sign in to Disqus and open disqus.com/admin/discussions/export/. Disqus mails you a link to the file; it may stay packed (.gz).
files-wordpress-what = In WordPress, under Tools → Export, choose “All content” and download the file. Only the comments in it are imported.
files-porch = Another Porch
files-porch-what = Run the export below on the other server. Rules, bans and the team are imported too, but each member needs a new link to sign in.
files-of-site = Export
files-of-site-what = All comments of this site, its rules, its team and its history, as lines of JSON that any program can read. It has no passwords and no keys.
files-backup = Backup
files-backup-what = A whole copy of the server’s database, with all sites and all keys. Keep it where nobody else can read it.
