### Die Blätter eines Besuchers: anmelden, und was gespeichert ist.

close = Schließen

## Anmelden

sign-in = Anmelden
sign-in-lead = Wir schicken einen Code an Ihre Adresse. Ein Passwort gibt es nicht.
mail-label = E-Mail
send-code = Code schicken
what-is-stored = Was über Sie gespeichert ist
code-title = Code eingeben
code-sent = Wir haben 8 Ziffern an { $mail } geschickt. Tippen Sie sie hier ein, oder fügen Sie sie ein.
code-is-sent = Einen Moment: Die Mail mit dem Code ist unterwegs.
code-label = Code
confirm = Bestätigen
no-mail-yet = Keine Mail da? Sehen Sie auch dort nach, wo Ihr Mailprogramm Werbung ablegt. An eine Adresse gehen höchstens drei Codes pro Stunde.
ask-again = Noch einen Code schicken
ask-again-in =
    { $count ->
        [one] Noch ein Code in { $count } Sekunde
       *[other] Noch ein Code in { $count } Sekunden
    }
other-address = Eine andere Adresse nehmen
signed-in = Sie sind angemeldet
known-as =
    { $name ->
        [none] Ihre Adresse ist bestätigt.
       *[other] Sie sind hier als { $name } bekannt.
    }
# After an address was confirmed.
mail-from-now = Sie bekommen eine E-Mail, wenn Ihnen jemand antwortet. Unter „Über Sie“ schalten Sie das ab.
comments-merged =
    { $count ->
        [one] { $count } Kommentar, den Sie in diesem Browser geschrieben haben, gehört jetzt auch Ihnen.
       *[other] { $count } Kommentare, die Sie in diesem Browser geschrieben haben, gehören jetzt auch Ihnen.
    }
not-kept = Dieser Browser behält die Anmeldung nicht: Sie endet in zehn Minuten, oder wenn Sie diese Seite verlassen.
no-way = Hier kann sich gerade niemand anmelden.
try-again = Noch einmal versuchen

## Anmelden bei einem Anbieter, in einem anderen Fenster

sign-in-with = Anmelden mit { $name }
window-title = Weiter im anderen Fenster
window-lead = Melden Sie sich dort mit { $name } an. Danach geht es hier von selbst weiter.
window-blocked = Ihr Browser hat das andere Fenster nicht geöffnet. Öffnen Sie es hier, und geben Sie dann den Code ein, den es zeigt.
window-link = Fenster für { $name } öffnen
window-closed = Das andere Fenster ist geschlossen, oder es erreicht diese Seite nicht. Wenn es einen Code gezeigt hat, geben Sie ihn hier ein.
window-shows-code = Es zeigt einen Code
window-code-label = Code des anderen Fensters
cancel = Abbrechen
window-not-done = Dort hat sich noch niemand angemeldet.
window-refused = Niemand ist angemeldet: Der Code ist nicht der des anderen Fensters, oder es hat zu lange gedauert. Sie können abbrechen und neu beginnen.
signed-in-with = Sie sind mit { $name } angemeldet.

## Was gespeichert ist

about-you = Über Sie
loading = Einen Moment …
nothing-stored = Über Sie ist hier nichts gespeichert.
in-this-browser = Dieser Browser speichert Ihren Namen und was Sie noch nicht abgeschickt haben.
name = Name
first-comment = Erster Kommentar
comments = Kommentare
mail-since = { $mail }, bestätigt am { $day }
mail-letters = Davon sehen andere Ihren Namen und Ihre Kommentare. Von der Adresse werden nur wenige Buchstaben gezeigt.
only-you = Davon sehen andere Ihren Namen und Ihre Kommentare.
account = Konto
# $name: the name there. $by: who vouches for the account: Google, or the web site. $day: since when it is known here.
account-since =
    { $name ->
        [none] { $by }, seit { $day }
       *[other] { $name } ({ $by }), seit { $day }
    }
browsers = Angemeldete Browser
mail-replies = Mail schicken, wenn jemand antwortet
replies-by-mail = Antworten per E-Mail bekommen
replies-by-mail-lead = Antworten an Sie kommen dann an diese Adresse. Vorher schicken wir einen Code dorthin.
export = Alles herunterladen
erase = Alles löschen …
erase-title = Alles löschen?
erase-what = Ihr Name und die Worte aller Ihrer Kommentare hier werden gelöscht, endgültig; auch Ihre Adresse, falls Sie eine bestätigt haben.
erase-answers-stay = Was andere geantwortet haben, bleibt.
erase-for-good = Endgültig löschen
keep-everything = Alles behalten
erase-sign-in = Damit niemand sonst es löscht: Bestätigen Sie Ihre Adresse noch einmal. Wir schicken einen Code dorthin.
erase-sign-in-again = Damit niemand sonst es löscht: Melden Sie sich noch einmal an.
erase-sign-in-on-page = Damit niemand sonst es löscht: Melden Sie sich auf dieser Seite noch einmal an, und löschen Sie dann alles. Wenn hier nichts geschieht, melden Sie sich ab und wieder an.
# A button.
sign-in-on-page = Auf dieser Seite anmelden
erased-title = Alles ist gelöscht
erased = Über Sie ist hier nichts mehr gespeichert. Dieser Browser ist ein neuer Besucher.
sign-out = Abmelden
sign-out-everywhere = In allen Browsern abmelden
signed-out-title = Sie sind abgemeldet
signed-out-here = Dieser Browser ist jetzt ein neuer Besucher. Ihre Kommentare bleiben.
signed-out-everywhere = Alle Ihre Browser sind jetzt neue Besucher. Ihre Kommentare bleiben.
line-label = Eine Zeile über Sie
line-hint = Alle lesen sie, die auf Ihren Namen drücken: höchstens 160 Zeichen, keine Links.
save = Speichern
saved = Gespeichert.
line-too-long = Das sind mehr als 160 Zeichen.
line-link = Bitte eine Zeile ohne Links.
line-team-name = Darin steht der Name von jemandem aus dem Team. Bitte lassen Sie ihn weg.
line-words = Manche dieser Wörter können hier nicht gezeigt werden. Bitte nehmen Sie andere.
line-first = Schreiben Sie erst einen Kommentar: Die Zeile steht auf Ihrer Karte, neben Ihrem Namen.
line-banned = Das können Sie hier nicht ändern.
muted-people = Von Ihnen stummgeschaltet
muted-here = Wen Sie stummschalten, weiß nur dieser Browser.

## Die Karte zu einem Namen

confirmed = bestätigt
role-owner = Inhaber
role-host = Team
role-moderator = Moderation
role-guest = Gast
here-since = Hier seit { $month }
recent-comments = Letzte Gespräche
read-comments =
    { $count ->
        [one] { $count } Kommentar lesen
       *[other] Alle { $count } Kommentare lesen
    }
more-comments = Mehr zeigen
back = Zurück
mute = Für mich stummschalten
unmute = Nicht mehr stummschalten
muted-hint = Was { $name } schreibt, sehen Sie nicht. Das weiß nur dieser Browser.
comment-gone = Diesen Kommentar gibt es nicht mehr.

## Was nicht ging

mail-missing = Erst eine Adresse, bitte.
other-mail = Das ist eine andere Adresse als die, die hier bestätigt ist.
mail-invalid = Das ist keine Mailadresse. Sehen Sie bitte noch einmal hin.
code-incomplete = Der Code hat 8 Ziffern, wie sie in der Mail stehen.
code-refused = Dieser Code gilt nicht, oder nicht mehr. Nehmen Sie den aus der neuesten Mail, oder lassen Sie sich noch einen schicken.
no-mail-here = Diese Seite kann gerade keine Mail schicken.
not-reached = Das hat uns nicht erreicht. Versuchen Sie es noch einmal.
wait-minutes =
    { $count ->
        [one] Sie können es in { $count } Minute noch einmal versuchen.
       *[other] Sie können es in { $count } Minuten noch einmal versuchen.
    }
busy = Der Server hat gerade sehr viel zu tun. Versuchen Sie es gleich noch einmal.
failed = Das hat nicht geklappt. Versuchen Sie es noch einmal.
