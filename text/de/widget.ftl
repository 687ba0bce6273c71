### Das Widget: was Besucher rund um die Kommentare lesen. Anrede: „Sie“.
###
### $name, $who: der Name einer Person aus dem Team oder von jemandem, der kommentiert. Ohne Namen gilt [none].

## Die Liste der Kommentare

skip = Kommentare überspringen
comment-count =
    { $count ->
        [0] Noch keine Kommentare
        [one] { $count } Kommentar
       *[other] { $count } Kommentare
    }
reply-count =
    { $count ->
        [0] Antworten
        [one] { $count } Antwort
       *[other] { $count } Antworten
    }
collapse-replies =
    { $count ->
        [0] Antworten einklappen
        [one] { $count } Antwort einklappen
       *[other] { $count } Antworten einklappen
    }
search = Suchen
sort = Sortierung
sorted-by = Sortierung: { $order }
order-threads = Gespräche
order-newest = Neueste
order-oldest = Älteste
show-more =
    { $count ->
        [0] Weitere Kommentare anzeigen
        [one] { $count } weiteren Kommentar anzeigen
       *[other] { $count } weitere Kommentare anzeigen
    }
show-more-of =
    { $count ->
        [0] Weitere Kommentare anzeigen (noch { NUMBER($left) })
        [one] { $count } weiteren Kommentar anzeigen (noch { NUMBER($left) })
       *[other] { $count } weitere Kommentare anzeigen (noch { NUMBER($left) })
    }
own-page = Kommentare auf eigener Seite öffnen

## Ein Kommentar

reply = Antworten
more-actions = Mehr: { $name }
replies-to = an { $name }
read-more = Weiterlesen
just-now = gerade eben
undated = Datum unbekannt
edited = bearbeitet
confirmed = bestätigt
role-owner = Inhaber
role-host = Team
role-moderator = Moderation
role-guest = Gast
replies-paused = Antworten sind bis { $time } pausiert.
removed = Vom Team entfernt.
removed-because = Vom Team entfernt: { $reason }
removed-by-rule = Vom Team entfernt, Regel { $number }: { $rule }
full-stop = .
deleted-by-author = Dieser Kommentar wurde von der Person gelöscht, die ihn geschrieben hat.

## Über und unter der Liste

asks =
    { $name ->
        [none] Das Team fragt
       *[other] { $name } fragt
    }
house-rules =
    { $name ->
        [none] Hausregeln
       *[other] Hausregeln von { $name }
    }
empty = Noch hat niemand kommentiert.
would-like-to-know =
    { $name ->
        [none] Das Team möchte wissen:
       *[other] { $name } möchte wissen:
    }
closed = Die Kommentare sind geschlossen.
closed-note =
    { $name ->
        [none] „{ $note }“
       *[other] { $name }: „{ $note }“
    }
readable = Alles lässt sich weiterhin lesen.

## Schreiben

comment-label = Kommentar
comment-placeholder = Kommentar schreiben …
reply-to =
    { $name ->
        [none] Ihre Antwort
       *[other] Antwort an { $name }
    }
label-placeholder = { $label } …
edit-label = Ihr Kommentar
report-label =
    { $who ->
        [none] Was soll sich das Team ansehen?
       *[other] Was soll sich { $who } ansehen?
    }
report-placeholder = Zum Beispiel Werbung oder ein verletzender Ton …
send-report = Meldung senden
report-readers =
    { $who ->
        [none] Das liest nur das Team.
       *[other] Das lesen nur { $who } und das Team.
    }
name-label = Name
change-name = Ändern
mail-label = E-Mail (freiwillig, um von Antworten zu erfahren)
sign-in = Anmelden
about-you = Über Sie
send-comment = Kommentieren
send-reply = Antworten
save = Speichern
cancel = Abbrechen
public-at-once = In der Regel sofort für alle sichtbar.
perhaps-read-first =
    { $who ->
        [none] Vielleicht liest das Team dies, bevor andere es sehen.
       *[other] Vielleicht liest { $who } dies, bevor andere es sehen.
    }
public-after-review =
    { $who ->
        [none] Für alle sichtbar, sobald das Team es gelesen hat.
       *[other] Für alle sichtbar, sobald { $who } es gelesen hat.
    }
public-after-first-review =
    { $who ->
        [none] Für alle sichtbar, sobald das Team es gelesen hat: Es ist Ihr erster Kommentar hier.
       *[other] Für alle sichtbar, sobald { $who } es gelesen hat: Es ist Ihr erster Kommentar hier.
    }
edit-mark =
    { $time ->
        [none] Der Kommentar wird als „bearbeitet“ gekennzeichnet.
       *[other] Bis { $time } ohne Kennzeichnung, danach mit dem Hinweis „bearbeitet“.
    }
tab-write = Schreiben
tab-preview = Vorschau
tools = Formatierung
tool-bold = Fett
tool-italic = Kursiv
tool-link = Link
tool-quote = Zitat
tool-code = Code
tool-list = Liste
banned = Das Team hat Sie gebeten, hier nicht zu schreiben.
draft-saved = Entwurf gesichert
body-missing = Schreiben Sie zuerst ein paar Worte.
name-missing = Welchen Namen sollen wir anzeigen?
characters-left =
    { $count ->
        [one] Noch { $count } Zeichen
       *[other] Noch { $count } Zeichen
    }
characters-over =
    { $count ->
        [one] { $count } Zeichen zu viel: höchstens { NUMBER($most) }
       *[other] { $count } Zeichen zu viel: höchstens { NUMBER($most) }
    }
no-preview = Die Vorschau konnte nicht geladen werden. Ihr Text ist hier sicher.
look-again-person = Bei „{ $part }“ geht es um eine Person, nicht um das Thema.
look-again-loud = „{ $part }“ wirkt wie geschrien.
look-again = Noch einmal lesen?
look-again-edit = Satz bearbeiten
look-again-send = Trotzdem senden
look-again-save = Für später sichern
saved-for-later = Ihr Kommentar ist in diesem Browser gesichert. Er ist noch da, wenn Sie zurückkommen.
saved-while-open = Ihr Kommentar bleibt hier, solange diese Seite geöffnet ist.
reply-moved = Den Kommentar, auf den Sie geantwortet haben, gibt es nicht mehr. Ihr Text ist hier noch da.
plain-refused = Das hat nicht geklappt. Ihr Kommentar ist noch da: Senden Sie ihn erneut, oder kopieren Sie ihn.
given-back = Ihr Kommentar wurde nicht gesendet. Hier steht er zum Kopieren.

## Die eigenen Kommentare

reply-from-dashboard = Sind Sie das? Antworten Sie im Dashboard.
sending = Wird gesendet …
posted = Ihr Kommentar ist online.
reads-first-comments =
    { $who ->
        [none] Erste Kommentare liest das Team, bevor andere sie sehen.
       *[other] Erste Kommentare liest { $who }, bevor andere sie sehen.
    }
reads-links =
    { $who ->
        [none] Kommentare mit Links liest das Team, bevor andere sie sehen.
       *[other] Kommentare mit Links liest { $who }, bevor andere sie sehen.
    }
reads-all-comments =
    { $who ->
        [none] Kommentare liest das Team, bevor andere sie sehen.
       *[other] Kommentare liest { $who }, bevor andere sie sehen.
    }
reads-this-one =
    { $who ->
        [none] Diesen Kommentar liest das Team, bevor andere ihn sehen.
       *[other] Diesen Kommentar liest { $who }, bevor andere ihn sehen.
    }
thanks =
    { $name ->
        [none] Vielen Dank.
       *[other] Vielen Dank, { $name }.
    }
newcomer =
    { $who ->
        [none] Sie sind neu hier, daher liest das Team dies vielleicht vor allen anderen.
       *[other] Sie sind neu hier, daher liest { $who } dies vielleicht vor allen anderen.
    }
published-count =
    { $count ->
        [1] Von Ihnen ist hier ein Kommentar veröffentlicht.
        [one] Von Ihnen ist hier { $count } Kommentar veröffentlicht.
       *[other] Von Ihnen sind hier { $count } Kommentare veröffentlicht.
    }
waiting-for =
    { $who ->
        [none] Wartet auf das Team
       *[other] Wartet auf { $who }
    }
only-you = Nur für Sie sichtbar
asks-for-changes =
    { $who ->
        [none] Das Team bittet Sie, etwas zu ändern.
       *[other] { $who } bittet Sie, etwas zu ändern.
    }
asks-for-change =
    { $who ->
        [none] Das Team bittet Sie, eine Sache zu ändern: „{ $reason }“
       *[other] { $who } bittet Sie, eine Sache zu ändern: „{ $reason }“
    }
declined = Nicht veröffentlicht.
declined-because = Nicht veröffentlicht: { $reason }
declined-by-rule = Nicht veröffentlicht, Regel { $number }: { $rule }
changes-saved = Ihre Änderungen sind online.
deleted-by-you = Sie haben diesen Kommentar gelöscht.
edit = Bearbeiten
make-changes = Jetzt ändern
edit-and-send = Bearbeiten und erneut senden
appeal = Um erneute Prüfung bitten
reported =
    { $who ->
        [none] Vielen Dank. Das Team sieht es sich an.
       *[other] Vielen Dank. { $who } sieht es sich an.
    }
appeal-sent =
    { $who ->
        [none] Vielen Dank. Das Team sieht es sich noch einmal an.
       *[other] Vielen Dank. { $who } sieht es sich noch einmal an.
    }
delete = Löschen
delete-question = Wirklich löschen?
replies-stay = Die Antworten bleiben stehen.
keep = Behalten
unreachable = Das ist noch nicht bei uns angekommen. Ihr Kommentar ist hier sicher, und wir versuchen es weiter.
offline = Noch nicht gesendet.
retry = Erneut versuchen
back-to-editing = Zurück zum Bearbeiten
not-reached = Das ist nicht bei uns angekommen. Ihr Text ist hier sicher. Versuchen Sie es noch einmal.
gave-up = Das ist innerhalb eines Tages nicht bei uns angekommen, daher versuchen wir es nicht weiter. Ihr Kommentar ist hier sicher.
refused-again = Das hat wieder nicht geklappt. Ihr Kommentar ist hier sicher: Kopieren Sie ihn, und senden Sie ihn auf der eigenen Seite der Kommentare.

## Was schiefgegangen ist

reload = Diese Seite und der Server passen nicht zusammen. Laden Sie die Seite neu, Ihr Text bleibt erhalten.
not-set-up = Für diese Adresse sind noch keine Kommentare eingerichtet. Ihr Text ist hier sicher.
comment-gone = Diesen Kommentar gibt es nicht mehr.
parent-gone = Den Kommentar, auf den Sie antworten, gibt es nicht mehr. Ihr Text ist hier sicher.
changed-meanwhile = Der Kommentar wurde inzwischen geändert. Sehen Sie ihn sich noch einmal an, und speichern Sie dann erneut.
many-new = Es gibt viele neue Kommentare. Laden Sie die Seite neu, Ihr Text bleibt erhalten.
too-long = Das ist mehr, als hineinpasst. Können Sie es kürzen?
too-many-links = Höchstens fünf Links sind möglich. Können Sie einige entfernen?
name-too-long = Dieser Name ist zu lang: höchstens 64 Zeichen.
name-taken = Dieser Name gehört zum Team oder sieht so aus. Können Sie einen anderen verwenden?
replies-paused-here = Antworten sind hier gerade pausiert. Ihr Text ist hier sicher.
banned-here = Das Team hat Sie gebeten, hier nicht zu schreiben. Ihr Text ist hier sicher.
reason-invalid = Können Sie in ein, zwei Sätzen sagen, warum?
mail-invalid = Das ist keine E-Mail-Adresse. Können Sie noch einmal nachsehen?
mail-code-refused = Dieser Code gilt nicht oder nicht mehr. Sehen Sie in der neuesten E-Mail nach, oder fordern Sie einen neuen an.
sign-in-again = Melden Sie sich dafür noch einmal an: Das letzte Mal ist zu lange her.
wait-a-moment = Einen Moment: Sie können das gleich noch einmal senden.
wait-seconds =
    { $count ->
        [1] Einen Moment: Sie können das in einer Sekunde senden.
        [one] Einen Moment: Sie können das in { $count } Sekunde senden.
       *[other] Einen Moment: Sie können das in { $count } Sekunden senden.
    }
wait-minutes =
    { $count ->
        [one] Einen Moment: Sie können das in { $count } Minute senden.
       *[other] Einen Moment: Sie können das in { $count } Minuten senden.
    }
not-understood = Der Server hat diese Seite nicht verstanden. Laden Sie die Seite neu, Ihr Text bleibt erhalten.
cannot-save = Der Server kann gerade nichts speichern. Ihr Text ist hier sicher, und wir versuchen es weiter.
busy = Der Server ist gerade stark ausgelastet. Ihr Text ist hier sicher, und wir versuchen es weiter.
server-error = Auf dem Server ist etwas schiefgegangen. Ihr Text ist hier sicher.

## Noch einmal lesen: Wörter in Kleinbuchstaben, ohne Apostroph

# „Sie“ und „Ihr“ fehlen, da sie auch für andere Personen stehen.
lexicon-people = du dich dir dein deine deinen deinem deiner deines euch euer eure euren
lexicon-hard =
    idiot idioten idiotin idiotisch dumm dumme dummer dämlich dämliche dämlicher blöd blöde blöder trottel
    depp deppen lügner lügnerin clown heuchler heuchlerin feigling versager versagerin loser betrüger
    betrügerin ahnungslos inkompetent lächerlich erbärmlich widerlich ekelhaft peinlich nutzlos scheiß scheiße
lexicon-harsh = arschloch arschlöcher wichser hurensohn fotze missgeburt schlampe vollidiot vollidioten spast
lexicon-phrases =
    halt die klappe|halts maul|halt dein maul|halt die fresse|verpiss dich|fick dich|geh sterben|bring dich um|
    du hast keine ahnung|du hast doch keine ahnung|du weißt nichts|leute wie du|schäm dich|schämen sie sich|
    was stimmt nicht mit dir|bist du blind|sind sie blind|lern lesen|lernen sie lesen|dich hat keiner gefragt|
    sie haben keine ahnung|sie haben doch keine ahnung|leute wie sie|halten sie den mund
