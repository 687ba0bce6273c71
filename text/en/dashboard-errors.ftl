### The dashboard, one of its files: see dashboard.ftl.

## Errors


## What went wrong

error-link-gone = This link was used, or is too old. Ask for a new one.
error-role = Your role is not allowed to do this.
error-reason = Say why, in up to 1,000 characters. Its author reads it.
error-body-empty = Write something first.
error-too-long = That is too long. Please make it shorter.
error-key-reused = The first version of your reply was already published; this change was not saved.
error-origin = The dashboard can’t be used at this address. Open it at the address in your sign-in link.
error-site-unknown = This site doesn’t exist any more.
error-malformed = The server did not understand that. Reload the page and try again.
error-too-many-links = Five links at most. Please remove some.
error-comment-gone = That comment doesn’t exist any more.
error-passkey-refused = This passkey doesn’t work here. Sign in with a link.
error-passkey-gone = That passkey doesn’t exist any more.
error-member-gone = Somebody else changed this first. Look at the team again.
error-last-owner = A site needs an owner. Make somebody else owner first.
error-too-many = The limit is reached. Remove one first.
error-no-thread = There are no comments on that page yet.
error-page-not-allowed = That page is not on your site.
error-name-empty = Enter a name.
error-name-too-long = A name can have 64 characters at most.
error-name-taken = Somebody on the team has that name, or one that looks like it.
error-person-unknown = That person was not found.
error-version = It has changed meanwhile. Look at it again. What you typed is still here.
error-closed = Comments are closed here.
error-storage = The server’s database takes no changes just now: its disk may be full. Whoever runs the server finds the cause in its log and at /readyz. Nothing was changed; try again in a moment.
error-busy = One moment, please. Then try again.
error-server = Something went wrong on the server. Nothing was changed.
error-wait =
    { $seconds ->
        [0] One moment: you can try again in a second.
        [1] One moment: you can try again in a second.
        [one] One moment: you can try again in { $seconds } second.
       *[other] One moment: you can try again in { $seconds } seconds.
    }
error-rule = This rule can’t be used.
error-setting = This can’t be set.
error-not-possible = This can’t be done at the moment.
error-nothing-changed = Nothing was changed; try again in a moment.
