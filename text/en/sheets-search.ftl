### The search of a visitor.

# The field, and the sheet.
search-comments = Search comments
# Below the empty field.
search-hint = Words of a comment, a name or the title of a page. A word may be mistyped. Also possible: from:ada, on:recipes, after:2024, is:answered, "in these words".
# Read aloud when the list has changed.
nothing-found = Nothing found
comments-found =
    { $count ->
        [one] { $count } comment found
       *[other] { $count } comments found
    }
# There are too many to be counted exactly.
about-found = About { NUMBER($count) } comments found
search-results = Comments that were found
newest-first = Newest first

## What narrows the list: each with the number of comments that are left

narrow-down = Narrow the list
of-this-page = This page { NUMBER($count) }
of-answered = Answered { NUMBER($count) }
# Comments of the people who run the site.
of-team = By the team { NUMBER($count) }
of-links = With a link { NUMBER($count) }
# $year: as “2024”.
of-year = { $year }: { NUMBER($count) }
# A button, where no comment is left.
without-filters =
    { $count ->
        [one] { $count } comment without these filters
       *[other] { $count } comments without these filters
    }

## Why a comment is in the list

found-in-name = Found in the name
found-in-page = Found in the title of the page
some-words = No comment has all of these words. These have some of them.
did-you-mean = Did you mean { $words }?
# After before: or after:.
not-a-date = { $words } has no effect: dates are written as 2025, 2025-06 or 2025-06-30.

## Where nobody has written about it yet

nobody-asked = Nobody has asked this yet.
not-meant = Not what you meant?
# A button: the words go into the field for a new comment.
ask-here =
    { $name ->
        [none] Ask this here
       *[other] Ask { $name } this
    }
