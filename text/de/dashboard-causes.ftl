### Das Dashboard: was genau falsch war. Jeder Text ist ein eigener Satz.

## Was genau an einer Anfrage falsch war

cause-setting-value = „{ $setting }“ kann diesen Wert nicht haben.
cause-setting-unknown = Eine Einstellung namens { $setting } gibt es nicht.
cause-name-blank = Der Name hat keine sichtbaren Buchstaben.
cause-name-too-long = Ein Name hat höchstens { NUMBER($most) } Zeichen.
cause-too-many-names = Ein Team hat höchstens { NUMBER($most) } Namen.
cause-origin-missing = Eine Website braucht mindestens eine Adresse.
cause-origin-malformed = { $origin } ist keine Adresse. Schreiben Sie sie wie https://bakery.example.
cause-origin-without-scheme = Vor { $origin } fehlt https://. Schreiben Sie { $instead }.
cause-origin-wildcard = { $origin } enthält ein *. Fügen Sie jede Adresse einzeln hinzu, wie https://bakery.example.
cause-origin-with-credentials = { $origin } enthält einen Namen oder ein Passwort vor dem Hostnamen. Lassen Sie das weg.
cause-origin-with-path = { $origin } enthält einen Pfad nach dem Hostnamen. Schreiben Sie { $instead }.
cause-origin-not-secure = { $origin } beginnt mit http://; das geht nur für localhost. Schreiben Sie { $instead }.
cause-origin-scheme = { $origin } beginnt nicht mit https://. Schreiben Sie { $instead }.
cause-origin-taken = { $origin } gehört zu einer anderen Website dieses Servers.
cause-too-many-origins = Eine Website hat höchstens { NUMBER($most) } Adressen.
cause-address-not-mail = { $address } ist keine E-Mail-Adresse.
cause-too-many-mail-addresses = E-Mails gehen an höchstens { NUMBER($most) } Adressen.
cause-no-mail = Dieser Server versendet keine E-Mails.
cause-note-while-open = Besucher lesen das nur, solange die Kommentare geschlossen sind. Schließen Sie sie zuerst.
cause-note-too-long = Was Besucher lesen, hat höchstens { NUMBER($most) } Zeichen.
cause-already-closed = Auf dieser Seite sind die Kommentare schon geschlossen. Sie steht in der Liste der Seiten.
cause-page-elsewhere = Die Adresse einer Seite dieser Website beginnt mit: { $origins }.
cause-slow-mode-too-long = Der langsame Modus kann höchstens einen Tag betragen.
cause-too-many-reply-pauses = Auf dieser Website sind sehr viele Antworten pausiert. Erlauben Sie zuerst einige wieder.
cause-question-too-long = Eine Frage hat höchstens { NUMBER($most) } Zeichen.
cause-too-many-house-rules = Eine Website hat höchstens { NUMBER($most) } Regeln.
cause-house-rule-too-long = Eine Regel hat höchstens { NUMBER($most) } Zeichen.
cause-comment-not-storable = Dieser Kommentar kann nicht gespeichert werden.
cause-network-forgotten = Woher es kam, ist nicht mehr bekannt. Das wird nur einen Tag und nur im Arbeitsspeicher behalten.
cause-team-member-not-banned = Wer zum Team gehört, kann nicht gesperrt werden. Beenden Sie stattdessen die Mitgliedschaft.
cause-team-member-not-erased = Wer zum Team gehört, kann nicht gelöscht werden: Was diese Person geschrieben hat, gehört dem Unternehmen.
cause-too-many-bans = Eine Website hat höchstens { NUMBER($most) } Sperren. Heben Sie zuerst einige auf.
cause-ban-gone = Diese Sperre gibt es nicht mehr.

## Wörter und Muster, die Kommentare zurückhalten

cause-rule-known = Dieses Wort oder Muster gibt es hier schon.
cause-rule-gone = Dieses Wort oder Muster gibt es hier nicht mehr.
cause-rule-length = Ein Wort oder Muster ist nicht leer und hat höchstens { NUMBER($most) } Bytes.
cause-too-many-rules = Eine Website hat höchstens { NUMBER($most) } Wörter und Muster. Entfernen Sie zuerst einige.
cause-pattern-matches-all = Dieses Muster passt auf alles, sogar auf einen leeren Kommentar.
cause-pattern-too-large = Dieses Muster braucht zu viel Platz.
cause-pattern-repeats = Dieses Muster ist zu komplex: Mit seinen Wiederholungen ist es länger als { NUMBER($most) } Zeichen.
cause-patterns-repeat = Zusammen sind die Muster dieser Website zu komplex. Vereinfachen oder entfernen Sie zuerst eines.
pattern-group-unclosed = Das ist kein regulärer Ausdruck: Zur ( bei Zeichen { NUMBER($at) } fehlt die ).
pattern-group-unopened = Das ist kein regulärer Ausdruck: Zur ) bei Zeichen { NUMBER($at) } fehlt die (.
pattern-class-unclosed = Das ist kein regulärer Ausdruck: Zur [ bei Zeichen { NUMBER($at) } fehlt die ].
pattern-repetition-missing = Das ist kein regulärer Ausdruck: Vor Zeichen { NUMBER($at) } steht nichts, was sich wiederholen ließe.
pattern-repetition-count = Das ist kein regulärer Ausdruck: Die Anzahl der Wiederholungen bei Zeichen { NUMBER($at) } ist ungültig.
pattern-escape = Das ist kein regulärer Ausdruck: Der \ bei Zeichen { NUMBER($at) } steht vor nichts, das ihn braucht.
pattern-not-supported = Vorausschau, Rückschau und Verweise auf eine Gruppe werden nicht unterstützt: siehe Zeichen { NUMBER($at) }.
pattern-invalid = Das ist kein regulärer Ausdruck: Prüfen Sie Zeichen { NUMBER($at) }.

## Webhooks und Spamdienste

cause-format-unknown = { $format } ist kein bekanntes Format.
cause-event-unknown = { $event } ist keine Art von Ereignis.
cause-chat-not-signed = Was an einen Chat gesendet wird, wird nicht signiert.
cause-address-too-long = Eine Adresse hat höchstens { NUMBER($most) } Bytes.
cause-telegram-without-chat = Für Telegram nennt die Adresse den Chat: https://api.telegram.org/bot…/sendMessage?chat_id=….
cause-too-many-webhooks = Eine Website hat höchstens { NUMBER($most) } Webhooks und Chats. Entfernen Sie zuerst einen.
cause-webhook-gone = Diesen Webhook oder Chat gibt es nicht mehr.
cause-spam-service-unknown = { $service } ist kein bekannter Spamdienst.
cause-spam-service-too-long = Adresse, Schlüssel und Modell haben jeweils höchstens { NUMBER($most) } Bytes.
cause-spam-service-address = Geben Sie den Anfang seiner Adressen ein, ohne ? und #, wie https://api.openai.com/v1.
cause-key-missing = Der Schlüssel fehlt.
cause-key-invalid = Ein Schlüssel ist eine Zeile ohne Leerzeichen.
cause-spam-service-off = Dieser Spamdienst ist nicht eingeschaltet.

## Schlüssel, mit denen Besucher angemeldet werden

cause-sign-in-key-id-invalid = Eine Kennung hat 1 bis { NUMBER($most) } Zeichen: a bis z, Ziffern, - _ und .
cause-sign-in-key-known = Es gibt schon einen Schlüssel mit dieser Kennung.
cause-too-many-sign-in-keys = Eine Website hat höchstens { NUMBER($most) } Schlüssel. Entfernen Sie zuerst einen.
cause-sign-in-key-gone = Diesen Schlüssel gibt es nicht mehr.
cause-private-key-given = Das ist der private Schlüssel. Lassen Sie ihn auf Ihrem eigenen Server, und fügen Sie hier den öffentlichen ein.
cause-public-key-invalid = Das ist kein öffentlicher Schlüssel. Er beginnt mit „-----BEGIN PUBLIC KEY-----“.
cause-public-key-other-kind = Dieser Schlüssel ist von anderer Art. Möglich sind Ed25519 und P-256.

## Warum ein Webhook oder ein Spamdienst nicht angenommen hat, was gesendet wurde

failure-address-malformed = Das ist keine Adresse wie https://name/pfad.
failure-address-credentials = Ein Name oder ein Passwort in einer Adresse wird nicht gesendet.
failure-address-port = Es wird nur https auf Port 443 verwendet, außer in Netzen, die der Betreiber mit --outbound-allow angegeben hat.
failure-closed-network = Diese Adresse führt in ein Netz, das nicht für alle offen ist. Wenn es Ihres ist, kann der Betreiber es mit --outbound-allow angeben.
failure-name-not-found = Der Name in der Adresse wurde nicht gefunden.
failure-no-connection = Es kam keine Verbindung zustande.
failure-no-tls = Es kam keine sichere Verbindung zustande: Dem Zertifikat wird nicht vertraut, oder es fehlt.
failure-not-http = Die Antwort war kein HTTP.
failure-timeout = Es kam nicht rechtzeitig eine Antwort.
failure-status = Die Antwort hatte den Status { $status }.
failure-gone = Der Empfänger meldet, dass es ihn nicht mehr gibt (410).
failure-unreadable = Die Antwort war nicht zu verstehen.
failure-key-refused = Der Schlüssel wurde abgelehnt.
failure-busy = Gerade laufen zu viele Anfragen. Versuchen Sie es gleich noch einmal.
failure-false-alarm = Der Dienst antwortet, hält aber einen harmlosen Satz für Spam oder Beleidigung.
failure-unknown = Es ist nicht angekommen.

## Die Datenbank des Servers: was los ist und was der Betreiber tun kann

storage-full = Die Festplatte des Servers ist voll.
storage-locked = Ein anderes Programm hält die Datenbank des Servers.
storage-read-only = Die Festplatte des Servers ist schreibgeschützt.
storage-unopenable = Die Datenbank des Servers lässt sich nicht öffnen.
storage-io = Die Festplatte des Servers meldet einen Fehler.
storage-displaced = Eine Datei der Datenbank des Servers wurde entfernt oder ersetzt.
storage-transaction = Die Datenbank des Servers hat die Änderung nicht angenommen.
storage-damaged = Die Datenbank des Servers ist beschädigt und nimmt keine Änderungen an.
storage-extent-readable = Kommentare lassen sich lesen, aber nicht schreiben.
storage-extent-damaged = Kommentare auf beschädigten Seiten der Datenbank lassen sich nicht lesen, und schreiben lässt sich keiner.
storage-full-remedy = Wer den Server betreibt, schafft Platz auf der Festplatte des Datenordners; das Schreiben geht von selbst weiter.
storage-locked-remedy = Wer den Server betreibt, beendet das Programm, das porch.db zum Schreiben offen hält; das Schreiben geht von selbst weiter.
storage-read-only-remedy = Wer den Server betreibt, hängt den Datenordner beschreibbar ein; das Schreiben geht von selbst weiter.
storage-unopenable-remedy = Wer den Server betreibt, prüft den Datenordner: Ist porch.db dort, gehört sie dem Benutzer des Servers, und reicht die Grenze offener Dateien (ulimit -n)? Das Schreiben geht von selbst weiter.
storage-io-remedy = Wer den Server betreibt, prüft die Festplatte des Datenordners (dmesg, SMART); das Schreiben geht von selbst weiter, sobald sie funktioniert.
storage-displaced-remedy = Der Server hat die Dateien noch, die er geöffnet hat. Wurden sie verschoben, verschieben Sie sie zurück: Das Schreiben geht von selbst weiter. Wenn nicht, führt der Betreiber porch backup FILE aus, bevor er den Server anhält: Das sichert alles. Danach folgt porch restore FILE.
storage-transaction-remedy = Das Schreiben wird von selbst noch einmal versucht; die Ursache steht im Protokoll des Servers.
storage-damaged-remedy = Wer den Server betreibt, hält ihn an, hebt eine Kopie des Datenordners auf und führt porch restore FILE mit der neuesten Sicherung aus, die porch check für unversehrt befindet.
