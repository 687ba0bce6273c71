### The dashboard, one of its files: see dashboard.ftl.

## Site

site-site = General
# The heading of the name and the addresses.
site-site-part = Site
site-name = Name
# In History, where a name was removed.
site-address-stands = the site’s address
site-name-what = Shown in mails, on the conversation pages and here. Without a name, your site’s address stands there.
# The heading of the rules for review.
site-review = Review
# The heading of the settings that slow comments down or stop them.
site-controls = Slow down or close
# The heading of the mail settings.
site-notifications = Notifications
# Before the reason of a failure.
site-not-saved = Not saved yet.
# Webhooks, chats and spam services.
site-integrations = Integrations
site-import-export = Import / Export
# The switch for mail.
site-mail-switch = E-mail for new comments
# The two buttons beside a number.
site-fewer = Fewer
site-more = More
site-no-mail = This server sends no e-mail yet, so nobody is told of new comments by mail, and visitors cannot have replies mailed to them. Ask whoever runs the server for you to set up e-mail; this page then asks where to send it.
site-no-mail-instead = You can have new comments in Slack, Discord or Telegram instead:
site-for-operators = For whoever runs the server
site-mail-flags = Start `porch serve` with `--smtp` (the mail server) and `--mail-from` (the sender’s address).
site-notified = Send it to
site-notified-what = Up to five addresses. Each mail has a link that ends it.
site-add-it = Add
site-origin-missing = Write the address of your site, with https:// in front.
site-host-missing = Write the name of the host.
site-origins = Your site’s addresses
site-origins-what = Comments appear on pages at these addresses and nowhere else.
site-new-origin = Another address
site-add = Add this address
site-remove = Remove
site-install = Install
site-where = Your system
site-install-what = Paste these lines where the comments should stand.
# Where the lines go, for each system; the same words stand in docs/embedding.md.
site-place-html = Where the conversation is to stand in your page.
site-place-wordpress = Block themes: Appearance, Editor, Templates, Single Posts. Take the Comments block away (some themes have it in a template part “Comments”: remove that part), and put a Group with a block “Custom HTML” in its place, so that it is as wide as the text. Other themes: a block “Custom HTML” below the content of single posts. Turn WordPress’s own comments off under Settings, Discussion.
site-place-ghost = In your theme’s post.hbs, below { "{{" }content{ "}}" }.
site-place-hugo = In layouts/_default/single.html, below { "{{" } .Content { "}}" }.
site-place-jekyll = In _layouts/post.html, below { "{{" } content { "}}" }; url is set in _config.yml.
site-place-eleventy = In the layout of your posts (Nunjucks), below { "{{" } content | safe { "}}" }. Put your site’s address in the place of https://bakery.example.
site-place-astro = In the layout of your posts, below <slot />; site is set in astro.config.mjs. It works with <ClientRouter />, too.
site-place-mkdocs = In overrides/partials/comments.html, with site_url and theme.custom_dir: overrides in mkdocs.yml. It works with navigation.instant, too.
site-place-vitepress = In .vitepress/theme/index.js.
site-place-docusaurus = The first line in docusaurus.config.js, the others in src/theme/DocItem/Footer/index.js. For the blog, the same in src/theme/BlogPostItem/Footer/index.js around @theme-original/BlogPostItem/Footer, with the element only where useBlogPost().isBlogPostPage (from @docusaurus/plugin-content-blog/client) is true: lists of posts show this footer below each post.
site-place-react = A component of your own; put <Conversation page={ "{" }…{ "}" } /> below your text, with the page’s address.
site-the-lines = The lines to paste
# The options of the code.
site-pin = Pin this exact version
site-no-script = Works without JavaScript
# The link for visitors without scripts, and the placeholder for an address that only the page knows.
site-read-comments = Read the comments
site-this-page = https://ADDRESS-OF-THIS-PAGE
site-policy = If your pages send a Content-Security-Policy
site-policy-what = It has to allow this. Without 'wasm-unsafe-eval' everything can be read, and comments are sent by a plain form.
site-the-policy = What the policy has to allow
site-import-old = Import old comments
site-preview = Preview
# The title of the frame.
site-preview-what = Example comments, as your pages show them
site-light = Light
site-dark = Dark
site-narrow = 320 px
site-is-it-there = Is it there?
site-listening = Listening for your page… Nothing seen yet. Open a page that has the lines; this list changes by itself.
# The same after the first one.
site-listening-on = Listening for your other pages…
site-found = Found
# Before the page where something was found.
site-at = { " " }on{ " " }
site-reading-works = Reading works
site-reading-unknown = Reading is not checked yet. Scroll to the comments on your page.
site-writing-works = Writing works
site-writing-unknown = Writing is not checked yet. Click into the comment field on your page.
site-writing-blocked = Writing is blocked by your Content-Security-Policy
# After that, before the policy and after it.
site-add-to-policy = Reading works without this. Add:
site-open-again = Then open the page again. This line goes as soon as the comment field works there.
site-also-at = Also at
site-unlisted = asks for your comments, but is not one of your site’s addresses, so nothing is shown there.
# For the same origin: what is known of it, and what adding it means.
site-unverified = Not verified: anybody can send a request that names any address. Whatever runs at an address that you add can show and send comments here.
site-not-the-host = That is not its host name.
# Between a page and the canonical address that it names.
site-canonical = gives its main address (canonical link) as
site-canonical-what = It is not one of your site’s addresses, so comments are kept under the page’s own address. If that address is yours, too, add it below. Otherwise correct the page’s <link rel=canonical>.

## Sentences

site-saved = Saved: { $what }.
site-type-host = Type its host name, { $host }, if it is yours
site-looks-like = Careful: it looks like { $own }, but is another address. Add it only if you have registered it yourself.

## Settings

switch-on = on
switch-off = off
switch-hold = Hold for review
switch-hold-what = Held comments wait until somebody of your team approves them. What looks doubtful for another reason is always held.
switch-hold-first = First comment of each person
switch-hold-all = Every comment
switch-hold-none = None
switch-links = Links
switch-links-what = Hold comments with more than one link from people who are new here, and links that are added to a comment later.
switch-spam = Spam
switch-spam-what = Hold what reads like spam. No comment leaves this server for that.
switch-repeats = Repeats
switch-repeats-what = Hold a comment that says the same as one before, by the same person or by many.
switch-reports = Reports
switch-reports-what = Hide a comment until you look once so many people have reported it. Only reports by people who have commented here before count. 0 for never.
switch-proof = Bot check
switch-proof-what = A newcomer’s browser does a short calculation in the background. Nobody has to solve anything.
switch-proof-many = Only while many newcomers write
switch-proof-always = Always
switch-proof-never = Never
switch-slow = Slow mode
switch-slow-what = How long a person waits between two comments.
switch-slow-off = Off
switch-closed = Close all comments
switch-closed-what = Nobody can write on any page until you open comments again. Everything can still be read.
switch-notify-what = When a comment waits for review. The first is mailed at once; after that, all new ones together, at most every 15 minutes.
