### Das Dashboard: Regeln, Integrationen, Import und Export.

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

## Webhooks und Chat

integration-address-missing = Geben Sie die Adresse ein, an die Ereignisse gesendet werden.
integration-webhooks = Webhooks und Chat
integration-webhooks-what = Senden Sie, was hier geschieht, an ein eigenes Programm, oder zeigen Sie neue Kommentare in Ihrem Chat.
integration-nobody = Noch kein Webhook und kein Chat.
integration-not-yet = Noch nichts gesendet.
integration-delivered = Letzte Zustellung angekommen
integration-not-delivered = Letzte Zustellung fehlgeschlagen
integration-failing = Zustellungen schlagen fehl seit
integration-test = Test senden
integration-new-secret = Neues Geheimnis
integration-remove = Entfernen
integration-removed = Entfernt. Dorthin wird nichts mehr gesendet.
integration-add = Webhook oder Chat hinzufügen
integration-add-it = Hinzufügen
integration-shape = Sendet an
integration-address = Adresse (URL)
integration-address-what = Halten Sie sie geheim: Wer diese Adresse kennt, kann dort schreiben. Sie wird nie wieder angezeigt.
integration-which = Ereignisse
integration-which-what = Wenn Sie keines auswählen, erhält ein Programm alle Ereignisse, und ein Chat veröffentlichte, zurückgehaltene, freigegebene und gemeldete Kommentare.
integration-public-key = Mit einem Schlüsselpaar (v1a, Ed25519) statt mit einem gemeinsamen Geheimnis signieren. Die Bibliothek des Empfängers muss das unterstützen.
integration-secret = Geheimnis
integration-key-of-pair = Öffentlicher Schlüssel
integration-give-secret = Tragen Sie dieses Geheimnis beim Empfänger ein. Es beweist, dass eine Nachricht von hier kommt. Es wird nur jetzt angezeigt.
integration-give-key = Tragen Sie diesen öffentlichen Schlüssel beim Empfänger ein. Er beweist, dass eine Nachricht von hier kommt. Er wird nur jetzt angezeigt.
integration-chat-added = Hinzugefügt. Senden Sie einen Test, um zu sehen, ob er ankommt.
shape-standard = Ein Programm (Standard Webhooks, signiert)
hook-published = Kommentar veröffentlicht
hook-held = Kommentar zurückgehalten
hook-approved = freigegeben
hook-edited = selbst bearbeitet
hook-removed = entfernt
hook-restored = wiederhergestellt
hook-withdrawn = selbst gelöscht
hook-sent-back = zur Änderung zurückgegeben
hook-declined = abgelehnt
hook-marked-spam = als Spam markiert
hook-cleared = als „kein Spam“ markiert
hook-reported = gemeldet
hook-second-look = erneute Prüfung erbeten
hook-decision-undone = Entscheidung rückgängig gemacht
hook-removal-undone = Entfernen rückgängig gemacht
hooks-all = alle Ereignisse
hooks-of-chat = veröffentlichte, zurückgehaltene, freigegebene und gemeldete Kommentare
integration-paused-gone = Pausiert: Der Empfänger meldete, dass es diese Adresse nicht mehr gibt. Ein erfolgreicher Test setzt es fort.
integration-paused-failing = Pausiert: Drei Tage lang kam nichts an. Ein erfolgreicher Test setzt es fort.
integration-test-accepted = Der Test war erfolgreich: Er wurde angenommen ({ $status }).
integration-test-fine = Der Test war erfolgreich: Ein harmloser Satz wird durchgelassen.
integration-test-failed = Der Test ist fehlgeschlagen.
integration-remove-sure = An { $host } wird nichts mehr gesendet, auch nicht, was noch zu senden war. Um die Adresse wieder zu verwenden, fügen Sie sie neu hinzu. Entfernen?

## Spamdienste

integration-spam-services = Spamdienste
integration-spam-services-what = Kommentare werden an keinen Dienst gesendet, außer Sie schalten hier einen ein. Ein Dienst kann den Kommentar einer neuen Person nur zur Prüfung zurückhalten; er veröffentlicht nichts und lehnt nichts ab.
integration-switched-off = aus
integration-switched-on = ein
integration-try = Ausprobieren
integration-switch-on = Einschalten
integration-switch-off = Ausschalten
integration-other-address = Adresse eines kompatiblen Dienstes, wenn Sie nicht diesen verwenden
integration-model = Modell, wenn nicht das voreingestellte
integration-key = API-Schlüssel. Er wird gespeichert und nie wieder angezeigt
integration-is-off = Ausgeschaltet. Der Schlüssel ist gelöscht.
integration-openai = OpenAI-Moderation
integration-turn-on = { $service } einschalten…
integration-sent = An { $host } wird gesendet, was neue Personen schreiben, mit Name und Adresse der Seite, bevor der Kommentar veröffentlicht wird. Netzwerk- und E-Mail-Adressen werden nicht gesendet. Weisen Sie Ihre Besucher darauf hin.
integration-sent-learning = An { $host } wird gesendet, was neue Personen schreiben, mit Name und Adresse der Seite, bevor der Kommentar veröffentlicht wird. Netzwerk- und E-Mail-Adressen werden nicht gesendet. Der Dienst erhält auch, was Sie als Spam oder „kein Spam“ markieren. Weisen Sie Ihre Besucher darauf hin.
integration-is-on = Eingeschaltet. Ab jetzt prüft { $host } Kommentare neuer Personen.

## Import und Export

files-intro = Diese Befehle werden auf dem Server eingegeben, nicht hier. Wenn ihn jemand anderes für Sie betreibt, schicken Sie dieser Person die Datei und den Befehl.
files-import = Importieren
files-import-what = FILE steht für die Datei, die Sie exportiert haben. Probieren Sie es zuerst aus: Das ändert nichts und zeigt, was auf welche Seiten käme. Kommentare stehen auf ihren alten Seiten, mit Namen, Datum und Antworten. Sie können eine Datei erneut importieren: Nichts kommt doppelt.
files-export = Exportieren
files-export-what = Wählen Sie für FILE einen beliebigen Namen.
files-try = Ausprobieren:
files-run = Dann importieren:
files-disqus-what = Melden Sie sich bei Disqus an und öffnen Sie disqus.com/admin/discussions/export/. Disqus schickt Ihnen per E-Mail einen Link zur Datei; sie kann gepackt bleiben (.gz).
files-wordpress-what = Wählen Sie in WordPress unter Werkzeuge → Daten exportieren „Alle Inhalte“ und laden Sie die Datei herunter. Nur die Kommentare darin werden importiert.
files-porch = Ein anderes Porch
files-porch-what = Führen Sie auf dem anderen Server den Export unten aus. Regeln, Sperren und das Team werden ebenfalls importiert, aber zum Anmelden braucht jedes Mitglied einen neuen Link.
files-of-site = Export
files-of-site-what = Alle Kommentare dieser Website, ihre Regeln, ihr Team und ihr Verlauf, als JSON-Zeilen, die jedes Programm lesen kann. Passwörter und Schlüssel sind nicht enthalten.
files-backup = Sicherung
files-backup-what = Eine vollständige Kopie der Datenbank des Servers, mit allen Websites und allen Schlüsseln. Bewahren Sie sie dort auf, wo niemand anderes sie lesen kann.
