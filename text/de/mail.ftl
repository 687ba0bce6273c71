### E-Mails, als reiner Text. $site: der Name einer Website. $name, $title: schon in Anführungszeichen.

## Kommentare zum Prüfen

review-subject =
    { $count ->
        [one] Ein Kommentar zum Prüfen auf { $site }
       *[other] { $count } Kommentare zum Prüfen auf { $site }
    }
wrote-on = { $name } schrieb auf { $page } ({ $why })
wrote-on-titled = { $name } schrieb auf { $title }, { $page } ({ $why })
review-it = Prüfen
and-more =
    { $count ->
        [one] Und noch { $count } weiterer.
       *[other] Und noch { $count } weitere.
    }
review-all = Alle prüfen
links-change-nothing = Einen Link zu öffnen ändert nichts.
unsubscribe = Abbestellen

## Gründe, in Klammern

trap = hat ein Feld ausgefüllt, das niemand sieht
too-fast = schneller gesendet, als ein Mensch schreibt
banned-network = aus einem Netz, das Sie gesperrt haben
words-to-hold = enthält eines der Wörter, auf die Sie achten
repeated = derselbe Text wurde schon einmal gesendet
flood = sehr viele Kommentare in kurzer Zeit
links = enthält Links
reads-like-spam = liest sich wie Spam
spam-service = ein Spam-Dienst hält ihn für Spam oder Missbrauch
no-bot-check = ohne Bot-Prüfung gesendet, für die JavaScript nötig ist
many-newcomers = einer von sehr vielen Neuen auf einmal
every-comment = jeder Kommentar wird zurückgehalten
first-comment = erster Kommentar
reported = wurde von Lesern gemeldet
edited = nach Ihrer Entscheidung bearbeitet
edited-as-asked = auf Ihre Bitte hin bearbeitet
edited-after-decline = bearbeitet, nachdem Sie ihn abgelehnt haben
appeal = es wird um eine erneute Prüfung gebeten

## Ein pausierter Webhook

webhook-subject = Ein Webhook von { $site } ist pausiert
webhook-paused = Beim Webhook { $webhook } von { $site } ist seit drei Tagen nichts angekommen, daher wird dorthin nichts mehr gesendet. Wenn er wieder funktioniert, schalten Sie ihn ein mit: { $command }

## Anmelden

sign-in-subject = Anmelden im Dashboard von { $site }
sign-in-asked = Jemand möchte sich mit dieser Adresse im Dashboard von { $site } anmelden. Wenn Sie das sind, öffnen Sie diesen Link innerhalb von 15 Minuten, und drücken Sie dort den Knopf. Er gilt einmal.
sign-in = Anmelden
sign-in-not-you = Wenn Sie das nicht sind, ist nichts zu tun: Ohne diesen Link kann sich niemand anmelden.
confirm-subject = Bestätigen Sie Ihre Adresse für das Dashboard von { $site }
confirm-asked = { $name } aus dem Team von { $site } möchte Anmeldelinks an diese Adresse bekommen. Wenn Sie das sind, öffnen Sie diesen Link innerhalb eines Tages in einem Browser, in dem Sie angemeldet sind.
confirm = Diese Adresse bestätigen
confirm-not-you = Wenn Sie das nicht sind, ist nichts zu tun: Sie bekommen keine weiteren E-Mails.

## Jemand bestätigt eine Adresse

code-subject = Ihr Code für die Kommentare auf { $site }
code-asked = Jemand hat diese Adresse bei den Kommentaren auf { $site } angegeben. Wenn Sie das waren, geben Sie dort, im selben Browser, diesen Code ein:
code-life = Er gilt einmal und für 10 Minuten. Geben Sie ihn an niemanden weiter: Wer ihn hat, kann dort in Ihrem Namen schreiben.
code-open = Oder öffnen Sie diese Seite
code-not-you = Wenn Sie das nicht waren, ist nichts zu tun: Ohne den Code geschieht mit dieser Adresse nichts.

## Jemand antwortet

reply-subject =
    { $title ->
        [none] Neue Antwort für Sie auf { $site }
       *[other] Neue Antwort für Sie auf { $site }: { $title }
    }
replies-subject =
    { $title ->
        [none] Neue Antworten für Sie auf { $site }
       *[other] Neue Antworten für Sie auf { $site }: { $title }
    }
team-member = { $name } ({ $role })
role-owner = Inhaber
role-host = Team
role-moderator = Moderation
role-guest = Gast
replied-to-you =
    { $title ->
        [none] { $name } hat auf Ihren Kommentar geantwortet:
       *[other] { $name } hat auf Ihren Kommentar zu { $title } geantwortet:
    }
wrote-in-conversation =
    { $title ->
        [none] { $name } hat in einem Gespräch geschrieben, das Sie begonnen haben:
       *[other] { $name } hat in einem Gespräch geschrieben, das Sie zu { $title } begonnen haben:
    }
reply-open = Auf der Seite lesen und dort antworten
replies-open = Alle auf der Seite lesen
replies-why = Sie bekommen diese E-Mail, weil Sie diese Adresse bei den Kommentaren auf { $site } bestätigt oder sich dort mit einem Konto angemeldet haben, zu dem sie gehört. Was Sie an den Absender schicken, liest niemand.
replies-stop = Diese E-Mails beenden
