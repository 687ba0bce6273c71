### Das Dashboard: Integrationen.

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
hook-erased = endgültig gelöscht
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
