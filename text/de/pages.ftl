### Die eigenen Seiten des Servers, im Browser.

## Die Seite eines Gesprächs

conversation = Gespräch
back-to-page = Zurück zur Seite
join-conversation = Mitreden

## Die Seite unter der Adresse des Servers

home-explanation = Dieser Server verwahrt die Kommentare von Websites. Gelesen und geschrieben werden sie auf den Seiten dieser Websites; hier gibt es nichts zu sehen.
home-owner = Betreiben Sie eine dieser Websites?
home-dashboard = Zum Dashboard
home-operator = Betreiben Sie diesen Server? { $token } gibt einen Link zum Anmelden aus, und { $help } zeigt die übrigen Befehle.
your-name = Ihr Name

dashboard-not-loaded = Das Dashboard wurde nicht geladen.
dashboard-retry = Erneut versuchen
dashboard-needs-script = Das Dashboard braucht JavaScript. Alles darin geht auch mit Befehlen: { $help }

## Fehler: was geschehen ist und was zu tun ist

errors-title = Kommentare
nothing-here = Unter dieser Adresse gibt es nichts.
nothing-here-advice = Vielleicht ist der Link alt oder unvollständig. Gehen Sie zurück zu der Seite, von der Sie kommen.
what-is-this = Was ist das für ein Server?
site-unknown = Diese Kommentare sind nicht hier.
site-unknown-advice = Keine Website dieses Namens hat ihre Kommentare auf diesem Server. Gehen Sie zurück zu der Seite, von der Sie kommen.
page-not-allowed = Für diese Seite gibt es hier keine Kommentare.
page-not-allowed-advice = Ihre Adresse gehört nicht zur Website. Gehen Sie zurück zu der Seite, von der Sie kommen.
not-sent = Es wurde nichts gesendet.
not-sent-advice = Das Formular steht nicht auf einer Seite dieser Website. Gehen Sie zurück: Ihr Kommentar sollte noch da sein.
too-many = Zu viele Anfragen auf einmal.
too-many-advice = Vielleicht teilen sich mehrere Personen Ihr Netz. Warten Sie einen Moment, und laden Sie die Seite neu.
busy = Der Server ist ausgelastet.
busy-advice = Warten Sie einen Moment, und laden Sie die Seite neu.
storage-trouble = Die Kommentare können gerade nicht gelesen werden.
storage-trouble-advice = Der Server hat Schwierigkeiten mit seinem Speicher. Versuchen Sie es in einigen Minuten noch einmal.
too-long = Es wurde nichts gesendet: Der Text ist zu lang.
too-long-advice = Gehen Sie zurück: Ihr Kommentar sollte noch da sein. Kürzen Sie ihn, oder senden Sie ihn in zwei Teilen.
not-understood = Der Server hat das nicht verstanden.
not-understood-advice = Der Link oder das Formular ist beschädigt. Gehen Sie zurück zu der Seite, von der Sie kommen, und laden Sie sie neu.
internal = Auf dem Server ist etwas schiefgegangen.
internal-advice = Das liegt nicht an Ihnen. Falls Sie etwas gesendet haben, gehen Sie zurück: Ihr Kommentar sollte noch da sein.

## E-Mails beenden

unsubscribe-title = E-Mails von Porch
unsubscribe-question = Keine solchen E-Mails mehr?
unsubscribe-effect = Die Adresse dieses Links bekäme keine E-Mails über wartende Kommentare mehr. Die Kommentare bleiben, wo sie sind.
unsubscribe = Abbestellen
unsubscribed = Abbestellt
unsubscribed-effect = Die Adresse dieses Links bekommt keine E-Mails über wartende Kommentare mehr. Wer den Server betreibt, kann sie wieder einschalten: { $command }

## Eine E-Mail-Adresse bestätigen

mail-code-title = Adresse bestätigen
mail-code-explanation = Die Schaltfläche bestätigt Ihre Adresse, oder sie zeigt den Code, den Sie dort eintippen, wo Sie ihn angefordert haben.
mail-code-continue = Weiter
mail-code-confirmed = Ihre Adresse ist bestätigt
mail-code-back = Gehen Sie zurück zu den Kommentaren, und laden Sie die Seite neu.
mail-code-type = Geben Sie diesen Code dort ein, wo Sie ihn angefordert haben
mail-code-warning = Geben Sie ihn an niemanden weiter: Wer ihn hat, kann dort in Ihrem Namen schreiben. Wenn Sie ihn nicht angefordert haben, schließen Sie diese Seite.
mail-code-gone = Dieser Link wurde schon verwendet oder ist zu alt
mail-code-gone-advice = Fordern Sie dort, wo Sie kommentieren, einen neuen Code an.

## Das Fenster, in dem man sich mit einem anderen Konto anmeldet

sign-in-title = Anmelden
sign-in-where = Sie melden sich bei den Kommentaren auf { $site } an
sign-in-not-you = Wenn Sie das nicht selbst begonnen haben, schließen Sie dieses Fenster: Sonst wird jemand anders mit Ihrem Konto angemeldet.
sign-in-done = Sie sind angemeldet. Sie können dieses Fenster schließen.
sign-in-code-explanation = Wenn in dem Fenster, aus dem Sie kommen, nichts geschieht, geben Sie dort einen Code ein.
sign-in-show-code = Code anzeigen
sign-in-code-warning = Geben Sie ihn niemandem: Wer ihn hat, ist mit Ihrem Konto angemeldet. Wenn Sie das nicht selbst begonnen haben, schließen Sie dieses Fenster.
sign-in-gone = Niemand ist angemeldet
sign-in-gone-advice = Es wurde abgebrochen, war schon erledigt oder hat zu lange gedauert. Schließen Sie dieses Fenster und beginnen Sie dort neu, wo Sie Kommentare schreiben.
## E-Mails über Antworten beenden

reply-mail-title = E-Mails über Antworten
reply-mail-question = Keine E-Mails über Antworten mehr?
reply-mail-effect = Noch hat sich nichts geändert. Ihre Kommentare und die Antworten bleiben in jedem Fall, wo sie sind.
reply-mail-stop-conversation = E-Mails über dieses Gespräch beenden
reply-mail-stop-site = Alle E-Mails über Antworten auf dieser Website beenden
reply-mail-stopped = Beendet
reply-mail-conversation-stopped = Sie bekommen keine E-Mails über dieses Gespräch mehr.
reply-mail-site-stopped = Sie bekommen keine E-Mails über Antworten auf dieser Website mehr.
# A button.
reply-mail-again = Wieder einschalten
reply-mail-resumed = Wieder eingeschaltet
reply-mail-resumed-effect = Sie bekommen wieder E-Mails über Antworten, wie zuvor. Die Links in jeder Mail beenden das.
# The button was pressed too late.
reply-mail-not-resumed = Nicht eingeschaltet
reply-mail-not-resumed-advice = Diese Schaltfläche gilt eine Stunde lang. Schalten Sie E-Mails über Antworten unter „Über Sie“ ein, dort, wo Sie Kommentare schreiben.
