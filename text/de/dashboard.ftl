### Das Dashboard: was jede Ansicht verwendet. Die weiteren Dateien dieses Namens betreffen je einen Bereich.
### Anrede: „Sie“.

## Allgemeines

lost = Der Server hat nicht geantwortet. Ob die Aktion angekommen ist, ist unklar: Sehen Sie gleich noch einmal nach.
unreached = Der Server ist gerade nicht erreichbar. Diese Seite versucht es von selbst wieder.
offline = Sie sind offline. Was Sie sehen, ist möglicherweise veraltet. Sobald Sie wieder online sind, wird es neu geladen.
offline-sent = Sie sind offline. Ob die Aktion angekommen ist, ist unklar: Sehen Sie nach, sobald Sie wieder online sind.
no-connection = Keine Verbindung
not-loaded = Nicht geladen
try-again = Erneut versuchen
undated = Datum unbekannt
copy = Kopieren
copied = Kopiert.
copied-label = Kopiert
not-copied = Ihr Browser erlaubt das Kopieren nicht. Markieren Sie den Text und kopieren Sie ihn selbst.
not-listed = Dieser Kommentar steht nicht mehr in der Liste: Jemand hat geantwortet, ihn als „keine Antwort nötig“ markiert oder ihn entfernt.
unreadable = Die Antwort des Servers ist nicht lesbar. Laden Sie die Seite neu.
sign-in = Anmelden
next-passkey = Fügen Sie als Nächstes unter „Team“ einen Passkey hinzu, damit Sie sich wieder anmelden können.
sign-in-to = Bei Porch anmelden
or = oder
passkey-later = Beim nächsten Mal genügt ein Passkey mit Ihrem Fingerabdruck oder Gesicht.
your-name = Ihr Name, wie Besucher ihn sehen
name-missing = Geben Sie den Namen ein, den Besucher sehen sollen.
text-missing = Schreiben Sie zuerst etwas.
reason-missing = Geben Sie einen Grund an: Wer den Kommentar geschrieben hat, liest ihn.
sign-out = Abmelden
nothing-unanswered = Niemand wartet.
reply = Antworten
cancel = Abbrechen
undo = Rückgängig
changed-since = Hier hat sich etwas geändert.
show-now = Anzeigen
replied = Ihre Antwort ist veröffentlicht.
undone = Rückgängig gemacht.
not-undone = Das lässt sich nicht mehr rückgängig machen. Es wurde nichts geändert.
too-late = Jemand anderes war schneller. Es wurde nichts geändert.
open-page = Seite öffnen
name-only = nur Name, keine E-Mail
by-mail = Wenn Sie hier eine E-Mail-Adresse bestätigt haben, können Sie sich einen Link schicken lassen.

## Rahmen

frame-unanswered = Unbeantwortet
frame-review = Prüfen
frame-published = Veröffentlicht
frame-people = Personen
frame-pages = Seiten
frame-page = Seite
frame-history = Verlauf
frame-settings = Einstellungen
frame-more = Mehr
frame-navigation = Dashboard
frame-sections = Bereiche
frame-switch-site = Website wechseln
frame-account = Ihr Konto
frame-previous = Zurück
frame-next = Weiter
frame-shortcuts = Tastenkürzel
frame-close = Schließen
frame-dismiss = Ausblenden
frame-single-keys = Kürzel mit einer Taste
frame-thread = Gespräch
frame-replies = Antworten
frame-reply-to = als Antwort an{ " " }
frame-sort = Sortierung
frame-filter = Filter
frame-any-page = Alle Seiten
frame-reason = Grund
frame-any-reason = Alle Gründe
frame-age = Alter
frame-nothing-fits = Kein Kommentar hier passt zum Filter.
frame-clear-filter = Filter zurücksetzen
frame-clear-selection = Auswahl aufheben
frame-select-all = Alle auswählen
frame-first-comment = Erster Kommentar
frame-second-look = Erneute Prüfung
frame-reply-to-you = Antwort an Sie
frame-nobody-else = Sonst wartet niemand.
frame-nothing-to-review = Nichts zu prüfen.
frame-all-in = Alle Kommentare sind veröffentlicht oder entschieden.
frame-search = Suchen
frame-search-what = Kommentare, Personen und Seiten suchen
frame-search-short = Suchen
frame-clear-search = Suche leeren
frame-hits = Suchergebnisse
frame-query-cut = Die Suche ist lang: Gesucht wurde nach den ersten Wörtern.
frame-comments = Kommentare
frame-now = jetzt
frame-newcomers-first = Neue Personen
frame-longest-first = Längste Wartezeit
frame-newest-first = Neueste zuerst
frame-oldest-first = Älteste zuerst
frame-their-history = Alles über diese Person
frame-just-now = gerade eben
frame-none-published = Noch nichts veröffentlicht
filter-select-all-shown = Alle angezeigten auswählen
keys-why-off = Schalten Sie sie aus, wenn Sie Sprachsteuerung verwenden oder versehentlich Tasten drücken.

## Namen, Listen und Zahlen

named-value = { $name }: { $value }
list-comma = { $first }, { $second }
list-semicolon = { $first }; { $second }
comment-count =
    { $count ->
        [one] { $count } Kommentar
       *[other] { $count } Kommentare
    }
comment-by = Kommentar von { $name }
role-owner = Inhaber
role-host = Team
role-moderator = Moderation
role-guest = Gast
status-held = zurückgehalten
status-published = veröffentlicht
status-sent-back = zur Änderung zurückgegeben
status-declined = abgelehnt
status-removed = entfernt
status-withdrawn = selbst gelöscht
status-spam = Spam

## Zeiten

on-day = { $day }, { $clock }
short-minutes = { NUMBER($count) } Min.
short-hours = { NUMBER($count) } Std.
short-days =
    { $count ->
        [one] { $count } Tag
       *[other] { $count } Tage
    }
short-months = { NUMBER($count) } Mon.
short-years = { NUMBER($count) } J.
sent-after-seconds = { NUMBER($count) } s nach dem Öffnen der Seite gesendet
sent-after-minutes = { NUMBER($count) } min nach dem Öffnen der Seite gesendet
sent-after-hours = { NUMBER($count) } h nach dem Öffnen der Seite gesendet
sent-after-days = mehr als einen Tag nach dem Öffnen der Seite gesendet
seconds =
    { $count ->
        [one] { $count } Sekunde
       *[other] { $count } Sekunden
    }
minutes =
    { $count ->
        [one] { $count } Minute
       *[other] { $count } Minuten
    }
hours =
    { $count ->
        [one] { $count } Stunde
       *[other] { $count } Stunden
    }
days =
    { $count ->
        [one] { $count } Tag
       *[other] { $count } Tage
    }
weeks =
    { $count ->
        [one] { $count } Woche
       *[other] { $count } Wochen
    }
one-month = 1 Monat
one-year = 1 Jahr

## Anmelden

link-for-owner =
    { $site ->
        [none] Mit diesem Link werden Sie Inhaber der Kommentare Ihrer Website. Er gilt einmal.
       *[other] Mit diesem Link werden Sie Inhaber der Kommentare von { $site }. Er gilt einmal.
    }
link-for-member =
    { $site ->
        [none] Dieser Link meldet Sie beim Dashboard Ihrer Website an. Er gilt einmal.
       *[other] Dieser Link meldet Sie bei den Kommentaren von { $site } an. Er gilt einmal.
    }
welcome =
    { $name ->
        [none] Willkommen
       *[other] Willkommen, { $name }
    }
signed-out = Sie sind nicht angemeldet. Ohne Passkey bitten Sie einen Inhaber im Team um einen Link. Wenn Sie den Server selbst betreiben, gibt `porch token --name "Ihr Name"` einen aus.
session-expired = Ihre Sitzung ist beendet: Sie waren eine Weile nicht aktiv, oder Ihre Rolle hat sich geändert. Melden Sie sich wieder an, hier oder in einem anderen Tab. Wenn Sie den Server selbst betreiben, gibt `porch token --name "Ihr Name"` einen Link aus.
drafts-kept = Was Sie gerade geschrieben haben, bleibt 30 Tage in diesem Browser gespeichert.
link-used = Dieser Link wurde schon verwendet oder ist zu alt. Melden Sie sich anders an, oder bitten Sie einen Inhaber im Team um einen neuen. Wenn Sie den Server selbst betreiben, gibt `porch token --name "Ihr Name"` einen aus.

## Listen und Suche

window-title = { $view } · { $site }
window-title-count = ({ NUMBER($count) }) { $view } · { $site }
nothing-found = Nichts gefunden für „{ $find }“. Versuchen Sie weniger Buchstaben oder eine andere Schreibweise. Bei Kommentaren werden die neuesten 5.000 durchsucht.
show-all-comments = Alle { NUMBER($count) } Kommentare anzeigen
show-all-people = Alle { NUMBER($count) } Personen anzeigen
show-all-pages = Alle { NUMBER($count) } Seiten anzeigen
first-hits = Angezeigt werden die ersten { NUMBER($shown) } von { NUMBER($total) }. Geben Sie mehr ein, um die Liste einzugrenzen.
person-count =
    { $count ->
        [one] { $count } Person
       *[other] { $count } Personen
    }
page-count =
    { $count ->
        [one] { $count } Seite
       *[other] { $count } Seiten
    }
hits-found = { $what } gefunden
link-count =
    { $count ->
        [0] Links
        [one] { $count } Link
       *[other] { $count } Links
    }
age-any = Jedes Alter
age-hour = Älter als eine Stunde
age-day = Älter als ein Tag
age-week = Älter als eine Woche
more-below =
    { $count ->
        [one] Danach folgt { $count } weiterer.
       *[other] Danach folgen { $count } weitere.
    }
in-review =
    { $count ->
        [one] { $count } Kommentar wartet unter „{ $link }“.
       *[other] { $count } Kommentare warten unter „{ $link }“.
    }

## Tastenkürzel

keys-everywhere = Überall
keys-views = Die Ansichten der Reihe nach
keys-undo = Rückgängig, 10 Sekunden lang
keys-help = Tastenkürzel
keys-in-list = In einer Liste
keys-next-previous = Weiter, zurück
keys-open = Öffnen
keys-select = Auswählen
keys-select-to-here = Bis hier auswählen
keys-back = Zurück
keys-comment = Ein Kommentar
keys-approve = Freigeben, wiederherstellen
keys-ask = Um Änderung bitten
keys-decline = Ablehnen, entfernen
keys-spam = Spam
keys-person = Verlauf der Person
keys-pause = Antworten pausieren, langsamer Modus
keys-ban = Sperren, unter „Personen“
keys-writing = Schreiben
keys-reply = Antworten
keys-no-reply = Keine Antwort nötig
keys-send = Senden
