### Das Dashboard: Kommentare prüfen und beantworten.

## Antworten und eigene Kommentare

conversation-reply = Antworten
conversation-approve-and-reply = Freigeben und antworten
conversation-approved-and-replied = Freigegeben, und Ihre Antwort ist veröffentlicht.
conversation-not-now = Auf diesen Kommentar können Sie nicht mehr antworten: Er wurde inzwischen entfernt oder gelöscht.
conversation-no-reply-needed = Keine Antwort nötig
conversation-no-reply-needed-done = Markiert: keine Antwort nötig.
conversation-reply-needed-done = Er gilt wieder als unbeantwortet.
conversation-the-team = Das Team
conversation-wrote-to-author = hat der Person geschrieben:
conversation-conversation = Gespräch
conversation-above = Davor
conversation-below = Antworten darauf
conversation-no-conversation = Kein Kommentar davor, und noch keine Antwort.
conversation-edit = Bearbeiten
conversation-save = Speichern
conversation-your-comment = Ihr Kommentar
conversation-delete = Löschen
conversation-delete-what = Ihren Kommentar löschen? Die Antworten bleiben.
conversation-deleted = Gelöscht.
conversation-not-yours = Das ist nicht Ihr Kommentar: Jemand mit demselben Namen hat ihn geschrieben.
conversation-no-page = Auf dieser Seite gibt es noch keine Kommentare.
conversation-reply-to = Antwort an { $name }
conversation-more =
    { $count ->
        [one] { $count } weitere Antwort steht auf der Seite.
       *[other] { $count } weitere Antworten stehen auf der Seite.
    }
conversation-changes-up = Ihre Änderungen sind veröffentlicht.
conversation-changes-wait = Ihre Änderungen sind gespeichert und warten auf Freigabe.
conversation-meanwhile-published =
    { $reason ->
        [none] Nicht gespeichert: Ihr Kommentar wurde inzwischen veröffentlicht. Ihr Text ist noch hier. { $next }
       *[other] Nicht gespeichert: Ihr Kommentar wurde inzwischen veröffentlicht. Grund: { $reason } Ihr Text ist noch hier. { $next }
    }
conversation-meanwhile-held =
    { $reason ->
        [none] Nicht gespeichert: Ihr Kommentar wurde inzwischen zur Prüfung zurückgehalten. Ihr Text ist noch hier. { $next }
       *[other] Nicht gespeichert: Ihr Kommentar wurde inzwischen zur Prüfung zurückgehalten. Grund: { $reason } Ihr Text ist noch hier. { $next }
    }
conversation-meanwhile-sent-back =
    { $reason ->
        [none] Nicht gespeichert: Ihr Kommentar wurde inzwischen zur Änderung zurückgegeben. Ihr Text ist noch hier. { $next }
       *[other] Nicht gespeichert: Ihr Kommentar wurde inzwischen zur Änderung zurückgegeben. Grund: { $reason } Ihr Text ist noch hier. { $next }
    }
conversation-meanwhile-declined =
    { $reason ->
        [none] Nicht gespeichert: Ihr Kommentar wurde inzwischen abgelehnt. Ihr Text ist noch hier. { $next }
       *[other] Nicht gespeichert: Ihr Kommentar wurde inzwischen abgelehnt. Grund: { $reason } Ihr Text ist noch hier. { $next }
    }
conversation-meanwhile-removed =
    { $reason ->
        [none] Nicht gespeichert: Ihr Kommentar wurde inzwischen entfernt. Ihr Text ist noch hier. { $next }
       *[other] Nicht gespeichert: Ihr Kommentar wurde inzwischen entfernt. Grund: { $reason } Ihr Text ist noch hier. { $next }
    }
conversation-meanwhile-deleted =
    { $reason ->
        [none] Nicht gespeichert: Ihr Kommentar wurde inzwischen gelöscht. Ihr Text ist noch hier. { $next }
       *[other] Nicht gespeichert: Ihr Kommentar wurde inzwischen gelöscht. Grund: { $reason } Ihr Text ist noch hier. { $next }
    }
conversation-meanwhile-spam =
    { $reason ->
        [none] Nicht gespeichert: Ihr Kommentar wurde inzwischen als Spam markiert. Ihr Text ist noch hier. { $next }
       *[other] Nicht gespeichert: Ihr Kommentar wurde inzwischen als Spam markiert. Grund: { $reason } Ihr Text ist noch hier. { $next }
    }
conversation-next-approval = Speichern Sie noch einmal, dann wartet er auf Freigabe.
conversation-next-look = Sehen Sie ihn sich an, und speichern Sie noch einmal.
conversation-next-copy = Er lässt sich nicht mehr bearbeiten; kopieren Sie Ihren Text, wenn Sie ihn brauchen.

## Entscheidungen

decision-approve = Freigeben
decision-send-back = Um Änderung bitten
decision-decline = Ablehnen
decision-remove = Entfernen
decision-restore = Wiederherstellen
decision-spam = Spam
decision-not-spam = Kein Spam
decision-keep = Behalten
keep-removed = Entfernt lassen
keep-as-spam = Als Spam belassen
keep-declined = Abgelehnt lassen
done-approved = Freigegeben: { $whose }.
done-restored = Wiederhergestellt: { $whose }.
done-kept = Behalten: { $whose }.
done-sent-back = Um Änderung gebeten: { $whose }.
done-declined = Abgelehnt: { $whose }.
done-removed = Entfernt: { $whose }.
done-spam = Als Spam markiert: { $whose }.
reason-title-changes = { $name } um Änderung bitten
reason-title-remove = Kommentar von { $name } entfernen
reason-title-decline = Kommentar von { $name } ablehnen
ask-reason-changes = Was soll { $name } ändern? { $name } liest das.
ask-reason-remove = Warum? { $name } liest das, und alle anderen auch, wenn der Kommentar Antworten hat.
ask-reason-decline = Warum? { $name } liest das und kann den Kommentar bearbeiten und erneut senden.
alike-from =
    { $people ->
        [one] { NUMBER($count) } Kommentare sagen das, von { $people } Person.
       *[other] { NUMBER($count) } Kommentare sagen das, von { $people } Personen.
    }
alike-count = { NUMBER($count) } gleiche
visitor-replies =
    { $count ->
        [0] noch keine Antwort
        [one] { $count } Antwort von Besuchern
       *[other] { $count } Antworten von Besuchern
    }
report-count =
    { $count ->
        [one] { $count } Meldung
       *[other] { $count } Meldungen
    }
author-here = { $name } auf dieser Website
select-comment = Kommentar von { $name } auswählen
selected-count = { NUMBER($count) } ausgewählt
for-all =
    { $count ->
        [2] für beide
       *[other] für alle { NUMBER($count) }
    }
comments-by-people =
    { $people ->
        [one] { $comments } von { $people } Person
       *[other] { $comments } von { $people } Personen
    }

## Mehrere Kommentare

bulk-left-one = { $done } Nicht geändert: { $whose }, { $state }.
bulk-left-many = { $done } { NUMBER($count) } Kommentare wurden nicht geändert: Jemand anderes hat zuerst entschieden, oder sie wurden bearbeitet.
bulk-somebody-else = denn jemand anderes hat zuerst entschieden, oder er wurde bearbeitet
bulk-by-now = Status inzwischen: { $status }
bulk-not-done =
    { $count ->
        [one] { $count } Kommentar wurde nicht bearbeitet: { $reason }
       *[other] { $count } Kommentare wurden nicht bearbeitet: { $reason }
    }
bulk-undone = Rückgängig gemacht: { $done }. Nicht mehr rückgängig zu machen: { $left }.
bulk-button = { $decision }: { NUMBER($fits) } von { NUMBER($all) }
bulk-title-changes = Bei { NUMBER($count) } Kommentaren um Änderung bitten
bulk-title-remove = { NUMBER($count) } Kommentare entfernen
bulk-title-decline = { NUMBER($count) } Kommentare ablehnen
bulk-ask-changes = Was soll geändert werden? Wer die Kommentare geschrieben hat, liest das.
bulk-ask-remove = Warum? Wer die Kommentare geschrieben hat, liest das, und alle anderen auch, wenn ein Kommentar Antworten hat.
bulk-ask-decline = Warum? Wer die Kommentare geschrieben hat, liest das und kann sie bearbeiten und erneut senden.

## Warum ein Kommentar zurückgehalten wird

held-asks-again = bittet um eine erneute Prüfung dieser Entscheidung.
held-stays-hidden = Er bleibt verborgen, solange Sie ihn nicht freigeben.
held-reported-published = Veröffentlicht, aber von Lesern gemeldet.
held-reported-published-what = Alle können ihn lesen, bis Sie entscheiden.
held-also = Außerdem:
held-open-setting = Einstellung öffnen
held-reports = Leser haben gemeldet:
held-trap = Zurückgehalten, weil ein Feld ausgefüllt wurde, das Menschen nicht sehen.
held-too-fast = Zurückgehalten, weil er schneller gesendet wurde, als ein Mensch schreibt.
held-network = Zurückgehalten, weil er aus einem Netz kam, das Sie gesperrt haben.
held-words = Zurückgehalten, weil er eines Ihrer Wörter zum Zurückhalten enthält.
held-repeated = Zurückgehalten, weil derselbe Text schon einmal gesendet wurde.
held-flood = Zurückgehalten, weil { $name } in kurzer Zeit sehr viele Kommentare gesendet hat.
held-links = Zurückgehalten, weil er Links enthält.
held-spam = Zurückgehalten, weil er sich wie Spam liest.
held-external-check = Zurückgehalten, weil ein Spamdienst ihn für Spam oder Missbrauch hielt.
held-no-proof = Zurückgehalten, weil er ohne Bot-Prüfung kam.
held-attack = Zurückgehalten, weil sehr viele neue Personen auf einmal geschrieben haben.
held-every-comment = Zurückgehalten, weil Ihre Website jeden Kommentar zurückhält.
held-first-comment = Zurückgehalten, weil es der erste Kommentar von { $name } ist.
held-none-when-sent = Zurückgehalten, weil beim Eintreffen noch kein Kommentar von { $name } veröffentlicht war.
held-none-yet = Zurückgehalten, weil noch kein Kommentar von { $name } veröffentlicht ist.
held-reported = Zurückgehalten, weil Leser ihn gemeldet haben.
held-edited = Zurückgehalten, weil { $name } ihn nach Ihrer Entscheidung bearbeitet hat.
held-edited-as-asked = Zurückgehalten, weil { $name } ihn bearbeitet hat, nachdem Sie um Änderung gebeten hatten.
held-edited-after-decline = Zurückgehalten, weil { $name } ihn bearbeitet hat, nachdem Sie ihn abgelehnt hatten.
held-imported = Importiert, noch nicht entschieden.
next-trap = Das tun Programme und manche Browser, die Formulare ausfüllen. Jeder solche Kommentar wartet.
next-network = Jeder Kommentar von dort wartet, solange die Sperre gilt, wer auch immer ihn schreibt.
next-words = Jeder Kommentar mit einem solchen Wort wartet, wer auch immer ihn schreibt.
next-repeated = Jede Wiederholung wartet, wer auch immer sie sendet.
next-flood = Mehr als 20 Kommentare einer Person in zehn Minuten warten.
next-spam = Beurteilt wurde nur der Text, auf diesem Server. Kommentare von Stammgästen werden dafür nicht zurückgehalten.
next-external-check = Kommentare von Stammgästen werden nicht dorthin gesendet und dafür nicht zurückgehalten.
next-links-in-edit = Links, die beim Bearbeiten hinzukommen, warten, außer bei Stammgästen.
next-reported = Vorher konnten ihn alle lesen. Geben Sie ihn frei, dann können es alle wieder.
next-imported = Geben Sie ihn frei, dann können ihn alle lesen.
next-edited = Geben Sie ihn frei, dann lesen ihn alle so, wie er jetzt ist.
next-approval-changes-nothing = Die Freigabe ändert nichts für die nächsten Kommentare von { $name }.
next-site-holds-all = Ihre Website hält jeden Kommentar zurück, also warten auch die nächsten von { $name }.
next-site-holds-none = Ihre Website hält solche Kommentare nicht mehr zurück: Neue erscheinen sofort.
next-is-published = Inzwischen ist ein Kommentar von { $name } veröffentlicht, also werden die nächsten dafür nicht zurückgehalten.
next-site-holds-first = Ihre Website hält jetzt nur erste Kommentare zurück: Nach einer Freigabe erscheinen Kommentare von { $name } sofort.
next-up-at-once = Nach einer Freigabe erscheinen Kommentare von { $name } sofort.
next-not-held = Nach einer Freigabe werden Kommentare von { $name } dafür nicht zurückgehalten.
short-trap = Falle
short-too-fast = Zu schnell
short-network = Gesperrtes Netz
short-words = Wort auf Ihrer Liste
short-repeated = Wiederholt
short-flood = Sehr viele
short-links = Links
short-spam = Klingt nach Spam
short-external-check = Spamdienst
short-no-proof = Keine Bot-Prüfung
short-attack = Ansturm
short-every-comment = Alle werden zurückgehalten
short-reported = Gemeldet
short-edited = Bearbeitet
short-imported = Importiert
short-held = Zurückgehalten
held-removed-it = hat ihn entfernt
held-marked-it = hat ihn als Spam markiert
held-declined-it = hat ihn abgelehnt
