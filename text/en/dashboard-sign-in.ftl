### The dashboard: keys with which the site's own server signs visitors in. See dashboard.ftl.

# A section of the settings.
sign-in-section = Sign-in
keys-title = Accounts of your own site
keys-what = Your site’s server can sign its visitors in here: it signs a short token with one of these keys, and the page passes it on. Nobody gets rights by a token.
keys-owners-only = Only owners see and change the keys with which your site signs its visitors in.
keys-none = No key yet: your site’s server signs nobody in.
# The states of a key.
keys-current = Current: tokens are signed with it.
keys-next = Counts already. Make it current once your server signs with it.
# Before a moment.
keys-until = Replaced. It counts until
keys-retired = Does not count any more.
keys-make-current = Make current
# $id: that of a key.
keys-made-current = { $id } is current. The key before it counts for one more day.
keys-remove = Remove
keys-remove-sure = No token that is signed with { $id } counts any more. Whoever signed in with one stays signed in. Remove the key?
keys-removed = Removed { $id }. Its tokens do not count any more.
keys-full = A site has at most three keys. Remove one to add another.
keys-add = Add a key
keys-add-it = Add
keys-id = Id, which tokens name as their kid. Without it, a random one
keys-public-key = Public key (PEM) of Ed25519 or P-256. Without it, a secret for both servers is made
keys-secret = Secret
# $id: that of the key. $site: that of this site.
keys-give-secret = Enter this secret at your site’s server. Tokens are signed with it by HS256; they name the key { $id } as their kid, and this site as their aud: { $site }. It is shown only now.
keys-added = Added { $id }. Tokens name it as their kid, and this site as their aud: { $site }.
