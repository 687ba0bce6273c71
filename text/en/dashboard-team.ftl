### The dashboard, one of its files: see dashboard.ftl.

## Team

team-team = Team
# The heading of the list of members.
team-people = People
# The title of the section for a guest, who sees no other member.
team-you = You
# Signing in to another site of this server, beside this one.
team-another-site = Sign in to another site of this server
team-another-site-why = Use the passkey of the other site, or open its link in this browser. You stay signed in here.
team-sign-in = Continue with a passkey
team-no-name = Passkeys need a domain name, and this dashboard is opened by its IP address. Sign in with a link.
team-no-browser = This browser is too old for passkeys. Sign in with a link.
team-cancelled = No passkey was used. Try again, or ask for a link.
team-known-already = This device has a passkey for you already.
team-offer = Sign in with a passkey next time?
team-offer-why = Your fingerprint, face or device code signs you in, without a link. None of it leaves your device.
team-not-now = Not now
team-add = Add a passkey
team-name-it = Name of this device
team-added = Added. Next time you can sign in with it.
team-own = Your passkeys
team-none-yet = No passkey yet, so you sign in with a link. With a passkey your fingerprint, face or device code does that. None of it leaves your device.
team-remove = Remove
team-removed = Removed. Nobody can sign in with it any more.
# One's own name.
team-own-name = Your name
team-own-name-what = What you write from now on has the new name. What you wrote before keeps the name that it was written under.
team-rename = Change the name
team-invite = Invite
team-invite-somebody = Invite somebody
team-name = Name, as visitors see it
team-role = Role
team-page = Address of the page on which they may reply
team-name-missing = Write their name.
team-page-missing = Write the whole address of the page, with https:// in front.
team-device-missing = Write a name for this device.
team-link-label = Link
team-done = Done
team-new-link = New link
team-cancel-invitation = Cancel the invitation
team-end = End membership
team-leave = Leave the team
# Shown instead of that for the only owner.
team-only-owner = You are the only owner. To leave or to change your role, first invite a second owner, or make somebody one.
team-leave-sure = You lose all access at once, and your passkeys stop working. What you wrote stays. Leave?
team-change-role = Change role
team-change = Change
team-changed = Changed. They have to sign in again.
team-since = Joined
team-last-seen = last seen
team-added-at = added
team-used-at = last used
team-never-used = not used yet
team-own-mark = you
team-expired = Invited, but the link has expired
team-until = the link expires

## Sign-in links by mail

mail-address = E-mail
# The placeholder of the field.
mail-address-example = you@example.org
mail-address-missing = Write a whole e-mail address, like name@example.org.
mail-send-link = Send me a link
mail-link-sent = If somebody on the team has confirmed this address, a link is on its way. It works once, within 15 minutes.
mail-own = Sign in by mail
mail-no-mail = This server sends no e-mail, so no link can be mailed to you. Use a passkey, or a link that an owner gives you.
mail-what = When you have no passkey with you, you can have a link mailed to you. It works once. Whoever reads that mail can sign in as you.
mail-mailed-to = Links are mailed to
mail-to-confirm = To confirm the address, open the link that was mailed to you in this browser:
mail-another = Another e-mail address
mail-confirm = Send a confirmation link
mail-end = Stop mailing me links
mail-confirmation-sent = A mail is on its way. Open its link in this browser to confirm the address.
mail-confirmed = Confirmed. From now on a link can be mailed to you.
mail-ended = No links are mailed to you any more.

## Sentences

# The suggested name of a device.
team-phone-of = { $name }’s phone
team-computer-of = { $name }’s computer
team-role-owner = Owner: can do everything, and manages the team
team-role-host = Host: decides, replies, changes settings, invites moderators
team-role-moderator = Moderator: decides about comments and replies
team-role-guest = Guest expert: replies on one page
team-renamed = Changed. From now on your name is { $name }.
team-give = Give this link to { $name }. It signs in one person, once, within seven days, and is shown only now.
team-invited-by = Invited by { $name }
team-invited-on-server = Invited on the server
team-end-sure = { $name } loses all access at once and is signed out everywhere. What they wrote stays.
team-change-sure-own = You are signed out at once. Sign in again to have the new role.
team-change-sure = { $name } is signed out at once, and has the new role after signing in again.
team-invitation-ended = Cancelled: { $name } can’t sign in with it.
team-membership-ended = Membership ended: { $name } is signed out everywhere.
