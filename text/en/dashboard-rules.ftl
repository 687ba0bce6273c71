### The dashboard: rules. See dashboard.ftl.

## Rules

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
