### Das Dashboard: Personen und Seiten.

## Personen

people-find = Namen suchen
people-newest = Neueste zuerst
people-longest = Älteste zuerst
people-only-banned = Nur gesperrte Personen
people-kind = Bekannt als
people-any-kind = Alle
people-nobody = Keine Personen gefunden.
people-nobody-yet = Hier hat noch niemand geschrieben.
people-who-is-here = Wer einen Kommentar schreibt, steht hier mit allem, was die Person geschrieben hat.
people-more = Mehr anzeigen
people-banned = Gesperrt
people-ends = endet
people-permanently = dauerhaft
people-networks = Netze, deren Kommentare zur Prüfung zurückgehalten werden
people-network = Ein Netz
people-also-as = Auch bekannt als
people-guest = Gast
people-by-mail = Mail bestätigt
people-by-site = Konto der Website
people-by-any-provider = Konto bei einem Anbieter
people-about = Über sich
people-about-remove = Entfernen
people-about-removed = Entfernt.
people-merged = Zusammengeführt
people-merge-undo = Rückgängig machen
people-merge-undone = rückgängig gemacht
people-since = Hier seit
people-last = letzter Kommentar
people-new = Neu
people-comments = Kommentare
people-reports = Gemeldet
people-why-not = Nicht veröffentlicht, und warum
people-reported = Meldungen über Kommentare dieser Person
people-latest = Neueste
people-decided = entschieden
people-earlier-reason = Grund einer früheren Entscheidung, vielleicht über eine frühere Fassung:
people-no-reason = ohne Angabe von Gründen
people-ban = Sperren
people-open-ban = Sperren…
people-open-unban = Sperre aufheben…
people-unban = Sperre aufheben
people-how-long = Wie lange
people-why = Warum? Erforderlich; nur das Team liest das.
people-why-missing = Geben Sie einen Grund an: Ein paar Wörter genügen.
people-why-end = Warum? Nur das Team liest das. Sie können es leer lassen.
people-also-network = Auch zurückhalten, was aus dem Netz der Person kommt. Andere Personen können dasselbe Netz verwenden; auch deren Kommentare warten dann auf Prüfung.
people-no-network = Das Netz der Person ist nicht mehr bekannt: Es wird einen Tag lang gespeichert.
people-ban-hint = Wer gesperrt ist, erfährt es beim nächsten Schreiben.
people-ask-ban = { $name } sperren?
people-ask-unban = Sperre von { $name } aufheben?
people-status-count = { NUMBER($count) } { $status }
people-no-earlier = keine früheren Kommentare hier
people-earlier =
    { $count ->
        [one] { $count } früherer Kommentar
       *[other] { $count } frühere Kommentare
    }
people-earlier-unpublished =
    { $count ->
        [one] { $count } früherer Kommentar, noch nichts veröffentlicht
       *[other] { $count } frühere Kommentare, noch nichts veröffentlicht
    }
people-and-more = { $names } und { NUMBER($count) } weitere
people-history-of = Verlauf von { $name }
people-reported-count =
    { $count ->
        [one] { $count } Kommentar von anderen
       *[other] { $count } Kommentare von anderen
    }
people-banned-by =
    { $reason ->
        [none] von { $name }
       *[other] von { $name }: „{ $reason }“
    }
people-banned-on-server =
    { $reason ->
        [none] auf dem Server
       *[other] auf dem Server: „{ $reason }“
    }
people-banned-name = Gesperrt: { $name }.
people-unbanned-name = Sperre aufgehoben: { $name }.
people-by-provider = Konto bei { $provider }
people-merged-guest =
    { $comments ->
        [one] { $name } ({ $comments } Kommentar)
       *[other] { $name } ({ $comments } Kommentare)
    }
people-merge-undone-name = Die Kommentare gehören wieder zu { $name }.
people-merge-undo-of = Rückgängig machen: { $name }

## Seiten

pages-page = Seite
pages-every-page = Alle Seiten
pages-nothing = Hier sind keine Kommentare veröffentlicht.
pages-what-is-here = Hier stehen Kommentare, die alle lesen können.
pages-last = letzter Kommentar
pages-order = Neuester Kommentar zuerst
pages-see = Kommentare ansehen
pages-state = Status
pages-is-open = Offen
pages-older = Ältere anzeigen
pages-find = Seite suchen
pages-no-page = Keine Seite gefunden.
pages-no-page-yet = Noch keine Seiten.
pages-which-pages = Eine Seite steht hier, sobald sie einen Kommentar hat oder Sie sie schließen.
pages-install = Kommentare auf Ihren Seiten einbauen
pages-missed-searches =
    { $count ->
        [one] Gesucht, nicht gefunden: { $count } Suche
       *[other] Gesucht, nicht gefunden: { $count } Suchen
    }
pages-missed-searches-what = Danach wurde in den letzten 90 Tagen je mindestens dreimal gesucht, und kein Kommentar hat alle diese Wörter. Namen gibt es hier nicht.
pages-looked-for =
    { $count ->
        [one] { $count } Mal
       *[other] { $count } Mal
    }
pages-site-closed = Die Kommentare sind auf der ganzen Website geschlossen, niemand kann auf einer Seite schreiben. In den Einstellungen können Sie sie öffnen.
pages-why = Warum? Nur das Team liest das. Sie können es leer lassen.
pages-note = Hinweis für Besucher. Sie können ihn leer lassen.
pages-note-example = Vielen Dank an alle! Die Reise ist zu Ende.
pages-note-hint = Alle lesen das auf der Seite, mit Ihrem Namen, nach „Die Kommentare sind geschlossen.“
pages-note-none = Besucher lesen: „Die Kommentare sind geschlossen. Sie können weiterhin alles lesen.“
pages-visitors-read = Besucher lesen
pages-note-save = Speichern
pages-close-ahead = Weitere Seite schließen…
pages-close-ahead-what = Auf der Seite mit dieser Adresse kann niemand kommentieren, bis Sie sie öffnen. Besucher sehen, dass die Kommentare geschlossen sind.
pages-address = Adresse der Seite
pages-address-new = Unter dieser Adresse ist keine Seite mit Kommentaren bekannt.
pages-address-missing = Kopieren Sie bitte die Adresse aus Ihrem Browser.
pages-how-long = Wie lange
pages-how-slow = Mindestabstand zwischen zwei Kommentaren einer Person
pages-pause = Antworten pausieren…
pages-pause-replies = Antworten pausieren
pages-paused-until = Antworten pausiert bis
pages-pause-what = Eine Zeit lang kann niemand auf diesen Kommentar oder auf die Antworten darunter antworten. Der Rest der Seite bleibt offen.
pages-pause-active = Antworten sind pausiert
pages-resume = Antworten wieder erlauben
pages-close = Kommentare schließen…
pages-close-it = Kommentare schließen
pages-open = Kommentare wieder öffnen
pages-slow = Langsamer Modus…
pages-slow-it = Langsamen Modus einschalten
pages-end-slow = Langsamen Modus ausschalten
pages-controls = Pausieren oder verlangsamen…
pages-controls-title = Pausieren oder verlangsamen
pages-close-what = Niemand kann hier schreiben, bis Sie die Kommentare wieder öffnen. Vorhandenes bleibt.
pages-close-active = Die Kommentare sind geschlossen
pages-slow-title = Langsamer Modus
pages-slow-active = Langsamer Modus ist eingeschaltet
pages-slow-what = Alle, die hier schreiben, warten vor ihrem nächsten Kommentar eine Weile.
pages-of-page = Die ganze Seite:
pages-closed = Kommentare geschlossen
pages-paused = Pausierte Antworten
pages-until = bis
pages-comment-count =
    { $count ->
        [0] keine Kommentare
        [one] { $count } Kommentar
       *[other] { $count } Kommentare
    }
pages-waiting = { NUMBER($count) } zu prüfen
pages-slow-interval = langsamer Modus: { $time } zwischen zwei Kommentaren einer Person
pages-slow-off = langsamer Modus aus
pages-paused-count =
    { $count ->
        [1] Antworten auf einen Kommentar bis { $until } pausiert
        [one] Antworten auf { NUMBER($count) } Kommentar bis { $until } pausiert
       *[other] Antworten auf { NUMBER($count) } Kommentare pausiert, zuletzt bis { $until }
    }
pages-ends-at = { $time }, bis { $until }
pages-replies-allowed = Antworten an { $name } sind wieder erlaubt.
pages-replies-paused = Antworten an { $name } sind bis { $until } pausiert.
pages-now-closed = Kommentare geschlossen: { $title }.
pages-now-open = Kommentare wieder offen: { $title }.
pages-note-saved = Hinweis für Besucher gespeichert: { $title }.
pages-now-slow = Langsamer Modus ein: { $title }.
pages-not-slow = Langsamer Modus aus: { $title }.
pages-note-change = Hinweis ändern…
pages-note-add = Hinweis für Besucher hinzufügen…

erased-author = Gelöscht
erased-words = Der Text wurde endgültig gelöscht.
erased-comment = Endgültig gelöscht.
erased-person = Endgültig gelöscht.
erase-open = Endgültig löschen…
erase-person-open = Alles von dieser Person löschen…
erase-comment = Diesen Kommentar endgültig löschen
erase-comment-what = Text, Name und frühere Fassungen werden endgültig gelöscht, auch hier. Antworten bleiben. Niemand kann das rückgängig machen.
erase-why = Warum? Nötig; nur das Team liest das.
erase-for-good = Endgültig löschen
erase-person-title = Alles löschen, was über { $name } gespeichert ist?
erase-person-what = Alle Kommentare, Namen, Adressen, Meldungen und Anmeldungen werden endgültig gelöscht. Antworten anderer bleiben. Eine Sperre endet. Niemand kann das rückgängig machen.
