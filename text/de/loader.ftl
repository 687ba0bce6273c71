### Der Lader: die wenigen Texte, die die Seite ohne das Widget braucht.

comments = Kommentare
not-loaded = Die Kommentare konnten nicht geladen werden.
retry = Erneut versuchen
read-elsewhere = Auf eigener Seite lesen
offline = Sie sind offline. Schreiben Sie ruhig weiter; gesendet wird, sobald Sie wieder online sind.
new-comments =
    { $count ->
        [one] { $count } neuer Kommentar
       *[other] { $count } neue Kommentare
    }
comments-changed = Diese Kommentare haben sich geändert
readable = Alles lässt sich weiterhin lesen.
closed-note =
    { $name ->
        [none] „{ $note }“
       *[other] { $name }: „{ $note }“
    }
sending = Wird gesendet …
lost = Das ist nicht bei uns angekommen. Ihr Text ist hier sicher.
copy-link = Link kopieren
link-copied = Kopiert
report = Melden
edit = Bearbeiten
delete = Löschen
not-sent = Ihr Kommentar wurde nicht gesendet. Hier steht er zum Kopieren.
copy = Kopieren
copied = Kopiert
comment-gone = Den Kommentar zu diesem Link gibt es nicht mehr.
read-comments = Kommentare lesen
sheet-lost = Das wurde nicht geladen.
muted = Von Ihnen stummgeschaltet · Zeigen
related = Vielleicht schon beantwortet:
