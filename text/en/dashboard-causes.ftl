### The dashboard, one of its files: see dashboard.ftl. Each text is a sentence of its own.

## What exactly was wrong with a request

cause-setting-value = “{ $setting }” can’t have this value.
cause-setting-unknown = There is no setting called { $setting }.
cause-name-blank = The name has no letters that can be seen.
cause-name-too-long = A name has at most { NUMBER($most) } characters.
cause-too-many-names = A team has at most { NUMBER($most) } names.
cause-origin-missing = A site needs at least one address.
cause-origin-malformed = { $origin } is not an address. Write it like https://bakery.example.
cause-origin-without-scheme = { $origin } has no https:// in front. Write { $instead }.
cause-origin-wildcard = { $origin } has a *. Add each address by itself, like https://bakery.example.
cause-origin-with-credentials = { $origin } has a name or a password before the host. Leave it out.
cause-origin-with-path = { $origin } has a path after the host. Write { $instead }.
cause-origin-not-secure = { $origin } begins with http://, which is for localhost only. Write { $instead }.
cause-origin-scheme = { $origin } does not begin with https://. Write { $instead }.
cause-origin-taken = { $origin } belongs to another site of this server.
cause-too-many-origins = A site has at most { NUMBER($most) } addresses.
cause-address-not-mail = { $address } is not an e-mail address.
cause-too-many-mail-addresses = E-mail goes to { NUMBER($most) } addresses at most.
cause-no-mail = This server sends no e-mail.
cause-note-while-open = Visitors read this only while comments are closed. Close them first.
cause-note-too-long = What visitors read has at most { NUMBER($most) } characters.
cause-already-closed = Comments are closed on this page already. It is in the list of pages.
cause-page-elsewhere = The address of a page of this site begins with: { $origins }.
cause-slow-mode-too-long = Slow mode can be at most one day.
cause-too-many-reply-pauses = Replies are paused in very many places of this site. Allow some again first.
cause-question-too-long = A question has at most { NUMBER($most) } characters.
cause-too-many-house-rules = A site has at most { NUMBER($most) } rules.
cause-house-rule-too-long = A rule has at most { NUMBER($most) } characters.
cause-comment-not-storable = This comment can’t be stored.
cause-network-forgotten = Where it came from is not known any more. That is kept for a day, and in memory only.
cause-team-member-not-banned = Somebody on the team can’t be banned. End their membership instead.
cause-team-member-not-erased = Somebody on the team can’t be erased: what they wrote belongs to the business.
cause-too-many-bans = A site has at most { NUMBER($most) } bans. End some first.
cause-ban-gone = There is no such ban any more.

## Words and patterns that hold comments

cause-rule-known = The site has this word or pattern already.
cause-rule-gone = The site does not have this word or pattern any more.
cause-rule-length = A word or pattern is not empty and has at most { NUMBER($most) } bytes.
cause-too-many-rules = A site has at most { NUMBER($most) } words and patterns. Remove some first.
cause-pattern-matches-all = This pattern matches everything, even an empty comment.
cause-pattern-too-large = This pattern takes too much room.
cause-pattern-repeats = This pattern is too complex: with its repetitions it is longer than { NUMBER($most) } characters.
cause-patterns-repeat = Together, the patterns of this site are too complex. Simplify or remove one first.
# $at: the position in the pattern; the first character is 1.
pattern-group-unclosed = This is not a regular expression: the ( at character { NUMBER($at) } has no ).
pattern-group-unopened = This is not a regular expression: the ) at character { NUMBER($at) } has no (.
pattern-class-unclosed = This is not a regular expression: the [ at character { NUMBER($at) } has no ].
pattern-repetition-missing = This is not a regular expression: there is nothing to repeat before character { NUMBER($at) }.
pattern-repetition-count = This is not a regular expression: the number of repetitions at character { NUMBER($at) } is not valid.
pattern-escape = This is not a regular expression: the \ at character { NUMBER($at) } stands before nothing that needs it.
pattern-not-supported = Looking ahead or behind and references to a group are not supported: see character { NUMBER($at) }.
pattern-invalid = This is not a regular expression: look at character { NUMBER($at) }.

## Webhooks and spam services

cause-format-unknown = { $format } is not a known format.
cause-event-unknown = { $event } is not a type of event.
cause-chat-not-signed = What is sent to a chat is not signed.
cause-address-too-long = An address has at most { NUMBER($most) } bytes.
cause-telegram-without-chat = For Telegram the address names the chat: https://api.telegram.org/bot…/sendMessage?chat_id=….
cause-too-many-webhooks = A site has at most { NUMBER($most) } webhooks and chats. Remove one first.
cause-webhook-gone = This webhook or chat doesn’t exist any more.
cause-spam-service-unknown = { $service } is not a known spam service.
cause-spam-service-too-long = An address, a key and a model have at most { NUMBER($most) } bytes each.
cause-spam-service-address = Enter the beginning of its addresses, without ? and #, like https://api.openai.com/v1.
cause-key-missing = Its key is missing.
cause-key-invalid = A key is one line without spaces.
cause-spam-service-off = This spam service is not turned on.

## Keys that sign visitors in

cause-sign-in-key-id-invalid = An id has 1 to { NUMBER($most) } characters: a to z, digits, - _ and .
cause-sign-in-key-known = There is a key with this id already.
cause-too-many-sign-in-keys = A site has at most { NUMBER($most) } keys. Remove one first.
cause-sign-in-key-gone = This key doesn’t exist any more.
cause-private-key-given = This is the private key. Keep it on your own server, and paste the public one here.
cause-public-key-invalid = This is no public key. It begins with “-----BEGIN PUBLIC KEY-----”.
cause-public-key-other-kind = This key is of another kind. Keys of Ed25519 and P-256 can be used.

## Why a webhook or a spam service did not take what was sent

failure-address-malformed = This is not an address like https://name/path.
failure-address-credentials = A name or a password in an address is not sent.
failure-address-port = Only https on port 443 is used, except in networks that the operator has listed with --outbound-allow.
failure-closed-network = This address leads into a network that is not open to everybody. If it is yours, the operator can list it with --outbound-allow.
failure-name-not-found = The name in the address was not found.
failure-no-connection = There was no connection.
failure-no-tls = There was no secure connection: the certificate is not trusted, or missing.
failure-not-http = The answer was not HTTP.
failure-timeout = There was no answer in time.
# $status: the number of an HTTP status, such as 500.
failure-status = The answer had the status { $status }.
failure-gone = The receiver says that it is gone (410).
failure-unreadable = The answer could not be understood.
failure-key-refused = The key was refused.
failure-busy = Too many requests are under way. Try again in a moment.
failure-false-alarm = It answers, but takes a harmless sentence for spam or abuse.
failure-unknown = It did not arrive.

## The server’s database: what is wrong, and what its operator can do

storage-full = The server’s disk is full.
storage-locked = Another program holds the server’s database.
storage-read-only = The server’s disk is read-only.
storage-unopenable = The server’s database cannot be opened.
storage-io = The server’s disk reports an error.
storage-displaced = A file of the server’s database was removed or replaced.
storage-transaction = The server’s database did not take the change.
storage-damaged = The server’s database is damaged and takes no changes.
storage-extent-readable = Comments can be read and not written.
storage-extent-damaged = Comments on damaged pages of the database cannot be read, and none can be written.
storage-full-remedy = Whoever runs the server makes room on the disk of the data folder; writing goes on by itself.
storage-locked-remedy = Whoever runs the server ends the program that holds porch.db open for writing; writing goes on by itself.
storage-read-only-remedy = Whoever runs the server mounts the data folder for writing; writing goes on by itself.
storage-unopenable-remedy = Whoever runs the server looks at the data folder: is porch.db there, does it belong to the user of the server, and is the limit of open files (ulimit -n) high enough? Writing goes on by itself.
storage-io-remedy = Whoever runs the server looks at the disk of the data folder (dmesg, SMART); writing goes on by itself when it works.
storage-displaced-remedy = The server still has the files that it opened. If they were moved, move them back: writing goes on by itself. If not, whoever runs the server runs porch backup FILE before stopping it: that saves all that it has. Then comes porch restore FILE.
storage-transaction-remedy = Writing is tried again by itself; the server’s log has the cause.
storage-damaged-remedy = Whoever runs the server stops it, keeps a copy of the data folder as it is, and runs porch restore FILE with the newest backup that porch check finds whole.
