### The dashboard: integrations. See dashboard.ftl.

## Webhooks and chat

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
shape-standard = A program (Standard Webhooks, signed)
hook-published = comment published
hook-held = comment held
hook-approved = approved
hook-edited = edited by its author
hook-removed = removed
hook-restored = restored
hook-withdrawn = deleted by its author
hook-erased = erased
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
integration-openai = OpenAI moderation
integration-turn-on = Turn on { $service }…
# $host: where it is sent.
integration-sent = { $host } will be sent what newcomers write, their name and the page’s address, before the comment is published. No network address and no e-mail address is sent. Tell your visitors about it.
integration-sent-learning = { $host } will be sent what newcomers write, their name and the page’s address, before the comment is published. No network address and no e-mail address is sent. It also gets what you mark as spam and as not spam. Tell your visitors about it.
integration-is-on = On. From now on { $host } checks newcomers’ comments.
