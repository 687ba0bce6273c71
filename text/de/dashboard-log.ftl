### Das Dashboard: der Verlauf. Eine Zeile beginnt mit „Name:“, danach steht, was getan wurde.

## Allgemeines

log-today = Heute
log-yesterday = Gestern
log-who = Wer
log-everybody = Alle
log-what = Was
log-older = Ältere anzeigen
log-nothing = Nichts gefunden.
log-words-then = Der Kommentar, wie er damals war. Er wurde seitdem geändert:
log-words-now = Der Kommentar, wie er jetzt ist. Er wurde seitdem geändert, die frühere Fassung wurde nicht aufbewahrt:
log-outdated = gilt nicht mehr
log-on-server = Auf dem Server
log-readers = Leser
log-its-author = die Person, die ihn geschrieben hat
log-actor = { $name }:
log-actor-server = Auf dem Server:

## Was getan wurde, mit Gegenstand

log-approved = { $subject } freigegeben
log-sent-back = um Änderung gebeten: { $subject }
log-declined = { $subject } abgelehnt
log-removed = { $subject } entfernt
log-restored = { $subject } wiederhergestellt
log-kept = { $subject } behalten
log-marked-spam = { $subject } als Spam markiert
log-not-spam = { $subject } als „kein Spam“ markiert
log-decision-undone = Entscheidung rückgängig gemacht: { $subject }
log-second-look = um erneute Prüfung gebeten: { $subject }
log-reported = { $subject } gemeldet, daher zurückgehalten
log-replied = { $subject }
log-edited = { $subject } bearbeitet
log-deleted = { $subject } gelöscht
log-erased = { $subject } endgültig gelöscht
log-no-reply-needed = { $subject } als „keine Antwort nötig“ markiert
log-unanswered-again = { $subject } wieder als unbeantwortet markiert
log-replies-paused = Antworten pausiert: { $subject }
log-replies-allowed = Antworten wieder erlaubt: { $subject }
log-banned = { $subject } gesperrt
log-ban-lifted = Sperre aufgehoben: { $subject }
log-about-removed = Text über sich entfernt: { $subject }
log-merge-undone = Von einer anderen Person getrennt: { $subject }
log-undid = Rückgängig gemacht: { $what }
log-comment-of = Kommentar von { $name }
log-a-comment = ein Kommentar
log-own-comment = eigener Kommentar
log-reply = geantwortet
log-somebody = jemand
log-erased-person = Gelöschte Person
log-an-erased-person = gelöschte Person
log-comment-of-erased = Kommentar einer gelöschten Person

## Was getan wurde, ohne Gegenstand

event-welcome-set = Eröffnungsfrage oder Regeln geändert
event-imported = Kommentare importiert
event-learning-reset = Spamfilter zurückgesetzt
event-learning-imported = Gelerntes eines anderen Spamfilters importiert
event-page-moved = Kommentare einer Seite verschoben
event-person-erased = alles gelöscht, was über eine Person gespeichert war
event-person-erased-own = alles gelöscht, was über sie gespeichert war
event-rule-added = Wort zum Zurückhalten hinzugefügt
event-rule-removed = Wort zum Zurückhalten entfernt
event-owner-mail-set = geändert, wer E-Mails erhält
event-member-added = zum Team hinzugefügt
event-member-entered = angemeldet
event-member-ended = Team verlassen
event-webhook-added = Webhook oder Chat hinzugefügt
event-webhook-removed = Webhook oder Chat entfernt
event-webhook-rotated = einem Webhook ein neues Geheimnis gegeben
event-external-check-added = Spamdienst eingeschaltet
event-external-check-removed = Spamdienst ausgeschaltet
event-sso-key-added = Anmeldeschlüssel hinzugefügt
event-sso-key-set = Status eines Anmeldeschlüssels geändert
event-sso-key-removed = Anmeldeschlüssel entfernt
event-site-added = Website hinzugefügt
event-site-set = Einstellungen geändert
event-thread-closed = Kommentare auf einer Seite geschlossen
event-closed-note-set = Hinweis für Besucher einer geschlossenen Seite geändert
event-thread-opened = Kommentare auf einer Seite geöffnet
event-thread-slowed = langsamen Modus einer Seite geändert
log-member-added = { $name } hinzugefügt, Rolle: { $role }
log-member-invited = { $name } eingeladen, Rolle: { $role }
log-invitation-cancelled = Einladung von { $name } zurückgezogen
log-signed-in-link = mit einem Link angemeldet
log-signed-in-mail = mit einem Link aus einer E-Mail angemeldet
log-signed-in-passkey = mit einem Passkey angemeldet
log-membership-ended = Mitgliedschaft von { $name } beendet
log-left = Team verlassen
log-role-changed = Rolle von { $name } geändert, neu: { $role }
log-renamed =
    { $before ->
        [none] eigenen Namen in { $name } geändert
       *[other] eigenen Namen von { $before } in { $name } geändert
    }
log-passkey-added = Passkey hinzugefügt
log-passkey-removed = Passkey entfernt

## Der Filter

log-part-all = Alles
log-part-decisions = Entscheidungen über Kommentare
log-part-replies = Antworten und eigene Kommentare
log-part-bans = Sperren
log-part-rules = Regeln und Wörter zum Zurückhalten
log-part-settings = Einstellungen
log-part-team = Team
log-part-pages = Seiten

## Ein Import

log-import =
    { $pages ->
        [none] { $comments } aus { $source } importiert
       *[other] { $comments } auf { $pages } aus { $source } importiert
    }
log-import-porch = einem Export von Porch
log-import-file = einer Datei
log-import-known =
    { $count ->
        [one] { $count } war schon hier
       *[other] { $count } waren schon hier
    }
log-import-left-out =
    { $count ->
        [one] { $count } Eintrag wurde ausgelassen
       *[other] { $count } Einträge wurden ausgelassen
    }
log-import-incomplete = die Datei war unvollständig

## Einzelheiten einer Änderung

log-detail-addresses = E-Mail geht an
log-detail-team = Namen des Teams
log-detail-format = Datei von
log-detail-comments = importierte Kommentare
log-detail-known = schon vorhandene Kommentare
log-detail-people = neue Personen
log-detail-pages = Seiten mit Kommentaren
log-detail-left-out = ausgelassene Einträge
log-detail-until = bis
log-detail-default = Standard
log-detail-quoted = „{ $words }“
