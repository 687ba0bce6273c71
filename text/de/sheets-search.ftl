### Die Suche eines Besuchers.

search-comments = Kommentare durchsuchen
search-hint = Wörter eines Kommentars, ein Name oder der Titel einer Seite. Tippfehler machen nichts. Auch möglich: from:ada, on:rezepte, after:2024, is:answered, "genau so".
nothing-found = Nichts gefunden
comments-found =
    { $count ->
        [one] { $count } Kommentar gefunden
       *[other] { $count } Kommentare gefunden
    }
about-found = Etwa { NUMBER($count) } Kommentare gefunden
search-results = Gefundene Kommentare
newest-first = Neueste zuerst

## Was die Liste eingrenzt

narrow-down = Die Liste eingrenzen
of-this-page = Diese Seite { NUMBER($count) }
of-answered = Beantwortet { NUMBER($count) }
of-team = Vom Team { NUMBER($count) }
of-links = Mit Link { NUMBER($count) }
of-year = { $year }: { NUMBER($count) }
without-filters =
    { $count ->
        [one] { $count } Kommentar ohne diese Filter
       *[other] { $count } Kommentare ohne diese Filter
    }

## Warum ein Kommentar in der Liste ist

found-in-name = Im Namen gefunden
found-in-page = Im Titel der Seite gefunden
some-words = Kein Kommentar hat alle diese Wörter. Diese haben einige davon.
did-you-mean = Meinten Sie { $words }?
not-a-date = { $words } hat keine Wirkung: Ein Datum ist etwa 2025, 2025-06 oder 2025-06-30.

## Wo noch niemand darüber geschrieben hat

nobody-asked = Das hat noch niemand gefragt.
not-meant = Nicht das Richtige dabei?
ask-here =
    { $name ->
        [none] Das hier fragen
       *[other] { $name } danach fragen
    }
