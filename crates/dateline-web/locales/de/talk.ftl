# Conversations, notices, and what moderators do.

talk-comments = Kommentare
talk-none = Noch keine Kommentare
talk-order = Reihenfolge der Kommentare
talk-threads = Verlauf
talk-newest = Neueste
talk-best = Beste
talk-feed = Feed
talk-feed-title = Kommentare: { $title }
talk-remark-title = { $author } zu „{ $headline }“
talk-tell-again = Wieder über Antworten informieren
talk-mute = Stummschalten
talk-locked = Diese Diskussion wurde von der Moderation geschlossen: Sie kann gelesen, aber nicht fortgesetzt werden.
talk-sign-in = [Melden Sie sich an], um zu kommentieren.
talk-link = Link
talk-take-vote-back = Stimme zurücknehmen
talk-worth-reading = Lesenswert
talk-reply = Antworten
talk-your-reply = Ihre Antwort
talk-post-reply = Antwort absenden
talk-edit = Bearbeiten
talk-your-comment = Ihr Kommentar
talk-save-changes = Änderungen speichern
delete = Löschen
talk-flagged = Sie haben das gemeldet
talk-flag = Melden
talk-what-is-wrong = Was daran nicht stimmt
talk-tell-moderators = Der Moderation melden
reason-off-topic = Nicht zum Thema
reason-unkind = Unfreundlich
reason-spam = Spam
reason-duplicate = Schon gesagt
reason-incorrect = Nicht richtig
reason-else = Etwas anderes
talk-remove-this = Diesen Kommentar entfernen
why = Warum
why-hint = warum; alle lesen es
talk-edited = bearbeitet
talk-votes =
    { $n ->
        [one] { $n } findet das lesenswert
       *[other] { $n } finden das lesenswert
    }
talk-answers =
    { $n ->
        [one] { $n } Antwort
       *[other] { $n } Antworten
    }
talk-on = Zu [{ $headline }], [{ $publisher }]
talk-held = Die Moderation sieht sich das zuerst an ({ $why }).
talk-held-own = Bis dahin sehen es nur Sie und die Moderation.
talk-removed = Dieser Kommentar wurde von der Moderation entfernt.
talk-deleted = Der Kommentar wurde vom Verfasser gelöscht.
talk-banned = Dieses Konto ist gesperrt.
talk-waits = Dieser Kommentar wartet auf die Moderation.
somebody-who-left = jemand, der gegangen ist
talk-keep-order = Hier moderieren
talk-lock = Diskussion schließen
talk-unlock = Diskussion wieder öffnen
talk-pace = Minuten zwischen zwei Kommentaren desselben Lesers
talk-set-pace = Abstand festlegen
moderators-queue = Moderationsliste
talk-quote = Einen Satz des Artikels zitieren
talk-the-sentence = Der Satz
talk-own-words = Wortgetreu, wie er dasteht
talk-add = Kommentar schreiben
talk-how = *betont*, **fett**, { $link }, > Zitat, - Liste, `code`.
talk-how-words = Wörter
talk-slow-mode = Langsamer Modus: ein Kommentar alle { $n } Minuten.
talk-begins = Als neues Mitglied können Sie alle zwei Minuten schreiben; melden können Sie später.
talk-post = Kommentar absenden
notices = Benachrichtigungen
notices-queue =
    { $n ->
        [one] { $n } wartet in der [Moderationsliste].
       *[other] { $n } warten in der [Moderationsliste].
    }
notices-queue-empty = Nichts wartet in der [Moderationsliste].
notices-empty = Noch nichts. Wenn jemand auf einen Kommentar von Ihnen antwortet, steht es hier.
notices-mark-all = Alle als gelesen markieren
notice-answer = { $name } hat Ihnen geantwortet
notice-kept = Ihr Kommentar wurde geprüft und ist nun für alle sichtbar
notice-removed = Die Moderation hat Ihren Kommentar entfernt; Sie können einmal antworten, im Protokoll
notice-restored = Ihr Kommentar ist wieder da
notice-upheld = Die Moderation hat Ihre Antwort gelesen; es bleibt bei der Entfernung
notice-warned = Die Moderation verwarnt Sie
notice-other = Neues für Sie
log = Moderationsprotokoll
log-about = Was die Moderation entschieden hat, und warum.
log-queue = Liste
log-rules = Regeln
log-log = Protokoll
log-empty = Die Moderation musste noch nichts tun.
log-remove = entfernte einen Kommentar von
log-restore = stellte einen Kommentar wieder her von
log-uphold = ließ die Entfernung bestehen, eines Kommentars von
log-keep = behielt einen Kommentar von
log-warn = verwarnte
log-ban = sperrte
log-unban = hob die Sperre auf von
log-lock = schloss die Diskussion
log-unlock = öffnete die Diskussion wieder
log-slow = legte den Abstand der Beiträge fest
log-other = entschied über
log-on = zu
log-what-was-removed = Was entfernt wurde
log-settled = Der Verfasser hat geantwortet, und die Moderation hat entschieden.
log-waiting = Der Verfasser hat geantwortet; die Moderation wird entscheiden.
log-answer-once = Einmal antworten
log-why-stand = Warum soll Ihr Kommentar stehen bleiben? Alle lesen es hier.
log-answer = Antworten
queue-empty = Nichts wird zurückgehalten, nichts ist gemeldet.
invitations = Einladungen
queue-held = Zurückgehalten
queue-flagged = Gemeldet
queue-times = { $what }, { $n }-mal
queue-keep = Behalten
queue-why-removed = Warum er entfernt wird
queue-about = Über [{ $name }]
queue-why-warned = Warum verwarnt wird
queue-warn = Verwarnen
queue-why-banned = Warum gesperrt wird
ban-day = für einen Tag
ban-week = für eine Woche
ban-month = für 30 Tage
ban-good = endgültig
ban = Sperren
queue-appeals = Antworten auf Entfernungen
queue-answers = [{ $name }] antwortet:
queue-put-back = Wiederherstellen
queue-uphold = Entfernung bestehen lassen
rules-title = Regeln der Diskussionen
rules-days = Mitglieder sind neu für so viele Tage
rules-count = Und bis so viele ihrer Kommentare stehen
rules-new = Neue Mitglieder schreiben höchstens alle zwei Minuten und können nicht melden. 0 und 0: Niemand ist neu.
rules-links = Kommentare neuer Mitglieder mit Links zurückhalten
rules-words = Kommentare mit einem von diesen zurückhalten
rules-words-more = Wörter oder Wendungen, je Zeile eine.
rules-hosts = Kommentare mit Links auf diese Seiten zurückhalten
rules-hosts-more = Je Zeile eine. Zurückgehaltenes wartet in der Liste; nur Verfasser und Moderation sehen es.
rules-keep = Regeln übernehmen
rules-kept = Die Regeln gelten ab jetzt.
held-word = er enthält „{ $what }“
held-host = er verweist auf { $what }
held-new = ein neues Mitglied verlinkt eine Website
held-spam = er liest sich wie entfernte Kommentare
