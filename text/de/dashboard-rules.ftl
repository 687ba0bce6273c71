### Das Dashboard: Regeln.

## Regeln

rules-rules = Regeln
rules-welcome-and-rules = Begrüßung und Regeln
rules-question = Eröffnungsfrage
rules-question-and-rules = Eröffnungsfrage und Regeln
rules-question-what = Steht über den Kommentaren, im unten angegebenen Namen. Auf eine Frage antworten Menschen eher als auf ein leeres Feld.
rules-house-rules = Regeln für Kommentare
rules-house-rules-what = Bis zu drei, je ein Satz. Neue Personen lesen sie beim Schreiben, und Sie können eine nennen, wenn Sie einen Kommentar ablehnen.
rules-signature = In wessen Namen
rules-signature-what = Erscheint bei der Frage und den Regeln.
rules-newcomer-preview = Was neue Personen sehen
rules-composer = Kommentar schreiben…
rules-nothing-said = Noch keine Frage und keine Regeln. Was Sie oben eingeben, erscheint hier.
rules-pages = Auf einzelnen Seiten
rules-pages-what = Eine Seite kann eine eigene Frage und eigene Regeln haben. Was Sie dort leer lassen, wird von oben übernommen.
rules-page = Weitere Seite
rules-page-what = Wählen Sie eine mit Kommentaren, oder geben Sie ihre Adresse ein.
rules-page-missing = Geben Sie die ganze Adresse der Seite ein, mit https:// davor.
rules-continue = Weiter
rules-change = Bearbeiten
rules-done = Fertig
rules-as-site = Wie auf der Website
rules-as-site-done = Diese Seite verwendet wieder die Frage und die Regeln der Website.
rules-no-question = keine Frage
rules-words = Wörter zum Zurückhalten
rules-words-what = Ein Kommentar mit einem dieser Wörter wird zur Prüfung zurückgehalten. Wer ihn geschrieben hat, erfährt nicht, welches Wort es war. Ein * am Ende steht für weitere Buchstaben: Back* hält Backstube und Backofen zurück.
rules-no-words = Noch keine Wörter.
rules-kind = Art
rules-word = Wort oder Wortfolge
rules-pattern = Muster (regulärer Ausdruck)
rules-text = Das Wort oder das Muster
rules-sentence = Ein Satz zum Ausprobieren (freiwillig)
rules-text-missing = Geben Sie das Wort oder das Muster ein.
rules-try = Ausprobieren
rules-add = Hinzufügen
rules-remove = Entfernen
rules-added = Hinzugefügt. Kommentare damit werden zur Prüfung zurückgehalten.
rules-removed = Entfernt. Kommentare damit werden dafür nicht mehr zurückgehalten.
rules-not-yours = Nur Inhaber und Teammitglieder mit der Rolle „Team“ können das ändern.
rules-pauses = Noch einmal lesen
rules-pauses-what = Bevor ein Kommentar gesendet wird, der sich gegen eine Person richtet, wird einmal gebeten, ihn noch einmal zu lesen. Danach entscheidet, wer ihn schreibt. Nicht gesendete Kommentare sind hier nicht gezählt: Der Server erhält sie nie.
rules-second-looks =
    { $count ->
        [0] Noch kein Kommentar wurde nach erneutem Lesen gesendet.
        [one] { $count } Kommentar wurde nach erneutem Lesen gesendet. Davon:
       *[other] { $count } Kommentare wurden nach erneutem Lesen gesendet. Davon:
    }
rules-second-look-edited = { NUMBER($count) } geändert
rules-second-look-kept = { NUMBER($count) } unverändert gesendet
rules-second-look-saved = { NUMBER($count) } gespeichert und später gesendet
rules-seen-until = Wer { NUMBER($count) } veröffentlichte Kommentare hat, sieht die Regeln nicht mehr, die Frage aber weiterhin.
rules-number = Regel { NUMBER($number) }
rules-by-rule = Regel { NUMBER($number) }: { $rule }
rules-kind-word = Wort
rules-kind-pattern = Muster
rules-would-hold =
    { $count ->
        [0] Es gibt noch keinen Kommentar, an dem es sich ausprobieren ließe.
       *[other] { NUMBER($held) } der letzten { NUMBER($count) } Kommentare wären zurückgehalten worden.
    }
rules-would-hold-none = Keiner der letzten { NUMBER($count) } Kommentare wäre zurückgehalten worden.
rules-holds-sentence = Ihr Satz wird zurückgehalten. { $latest }
rules-holds-sentence-not = Ihr Satz wird nicht zurückgehalten. { $latest }
