### Das Dashboard: was schiefgegangen ist.

error-link-gone = Dieser Link wurde schon verwendet oder ist zu alt. Bitten Sie um einen neuen.
error-role = Ihre Rolle erlaubt das nicht.
error-reason = Geben Sie einen Grund an, mit bis zu 1.000 Zeichen. Wer den Kommentar geschrieben hat, liest ihn.
error-body-empty = Schreiben Sie zuerst etwas.
error-too-long = Das ist zu lang. Bitte kürzen Sie es.
error-key-reused = Die erste Fassung Ihrer Antwort war bereits veröffentlicht; diese Änderung wurde nicht gespeichert.
error-origin = Unter dieser Adresse funktioniert das Dashboard nicht. Öffnen Sie es unter der Adresse in Ihrem Anmeldelink.
error-site-unknown = Diese Website gibt es nicht mehr.
error-malformed = Der Server hat das nicht verstanden. Laden Sie die Seite neu und versuchen Sie es noch einmal.
error-too-many-links = Höchstens fünf Links sind möglich. Bitte entfernen Sie einige.
error-comment-gone = Diesen Kommentar gibt es nicht mehr.
error-passkey-refused = Dieser Passkey funktioniert hier nicht. Melden Sie sich mit einem Link an.
error-passkey-gone = Diesen Passkey gibt es nicht mehr.
error-member-gone = Jemand anderes hat das zuerst geändert. Sehen Sie sich das Team noch einmal an.
error-last-owner = Eine Website braucht einen Inhaber. Machen Sie zuerst jemand anderen zum Inhaber.
error-too-many = Die Höchstzahl ist erreicht. Entfernen Sie zuerst einen Eintrag.
error-no-thread = Auf dieser Seite gibt es noch keine Kommentare.
error-page-not-allowed = Diese Seite gehört nicht zu Ihrer Website.
error-name-empty = Geben Sie einen Namen ein.
error-name-too-long = Ein Name kann höchstens 64 Zeichen haben.
error-name-taken = Jemand im Team hat diesen Namen oder einen, der so aussieht.
error-person-unknown = Diese Person wurde nicht gefunden.
error-version = Das hat sich inzwischen geändert. Sehen Sie es sich noch einmal an. Ihr Text ist noch hier.
error-closed = Die Kommentare sind hier geschlossen.
error-storage = Die Datenbank des Servers nimmt gerade keine Änderungen an: Vielleicht ist die Festplatte voll. Wer den Server betreibt, findet die Ursache im Protokoll und unter /readyz. Es wurde nichts geändert; versuchen Sie es gleich noch einmal.
error-busy = Einen Moment bitte. Versuchen Sie es dann noch einmal.
error-server = Auf dem Server ist etwas schiefgegangen. Es wurde nichts geändert.
error-wait =
    { $seconds ->
        [0] Einen Moment: Sie können es in einer Sekunde noch einmal versuchen.
        [1] Einen Moment: Sie können es in einer Sekunde noch einmal versuchen.
        [one] Einen Moment: Sie können es in { $seconds } Sekunde noch einmal versuchen.
       *[other] Einen Moment: Sie können es in { $seconds } Sekunden noch einmal versuchen.
    }
error-rule = Diese Regel kann nicht verwendet werden.
error-setting = Das kann nicht eingestellt werden.
error-not-possible = Das ist im Moment nicht möglich.
error-nothing-changed = Es wurde nichts geändert; versuchen Sie es gleich noch einmal.
