# Feeds: the list, adding, one feed and its health.

feeds-follow-nothing = Sie folgen noch keinem Feed.
feeds-follow =
    { $n ->
        [one] Sie folgen { $n } Feed.
       *[other] Sie folgen { $n } Feeds.
    }
feeds-left-out =
    { $n ->
        [one] { $n } Zeile wurde ausgelassen
       *[other] { $n } Zeilen wurden ausgelassen
    }
feeds-left = Sie folgen [{ $title }] nicht mehr. Was er brachte, bleibt.
undo = Rückgängig
feeds-add = Website oder Feed hinzufügen
address = Adresse
feeds-find = Feeds suchen
feeds-bring = Ihre Liste mitbringen
feeds-opml = OPML-Datei aus einem anderen Leseprogramm
import = Importieren
feeds-export = Ihre Liste als OPML exportieren
feeds-starter = Startliste
feeds-suggestions =
    { $n ->
        [one] { $n } Vorschlag
       *[other] { $n } Vorschläge
    }
feeds-to-follow = Feeds zum Folgen
feeds-follow-these = Diesen folgen
feeds-yours = Ihre Feeds
feeds-title-or-address = Titel oder Adresse
feeds-grouped-by = Gruppiert nach
feeds-health = Zustand
show = Zeigen
show-all = Alle zeigen
feeds-found-none = Keiner Ihrer Feeds passt dazu.
feeds-found = { $n } von { $all } Feeds.
feeds-feed = Feed
feeds-how-it-is = Zustand
feeds-new-in-week = Neu in einer Woche
feeds-new-in-week-label = neu in einer Woche
feeds-cost = Aufwand einer Woche
feeds-watched = eine beobachtete Seite, kein Feed
feeds-check = Jetzt prüfen
feeds-check-title = Jetzt prüfen: { $title }
feeds-settings-of = Einstellungen von { $title }
feeds-remove = { $title } entfernen
feeds-pages = Seiten der Feeds
feeds-page = Seite { $page } von { $pages }, { $n } Feeds
previous = Zurück
next = Weiter
feeds-removed-lately = In den letzten sieben Tagen entfernt
feeds-follow-again = Wieder folgen
feeds-follow-again-title = { $title } wieder folgen
feeds-all-sections = Alle Ressorts
feeds-no-section = Ohne Ressort
health-trouble = In Schwierigkeiten
health-gone = Verschwunden
health-new = Noch nicht besucht
health-ok = In Ordnung
health-some-trouble = { $n } in Schwierigkeiten
health-some-gone = { $n } verschwunden
health-some-new = { $n } noch nicht besucht
health-some-ok = { $n } in Ordnung
found-title = Feeds unter [{ $address }]
found-title-none = Kein Feed unter [{ $address }]
found-add = Feed hinzufügen
found-another = Eine andere Adresse versuchen
found-watched = Es wurde kein Feed gefunden, doch die Seite selbst kann beobachtet werden: Die Artikel, die sie aufführt, kommen in Ihre Zeitung, und was sie hinzufügt, auch. Die Liste wurde daran erkannt, was sich auf der Seite wiederholt; prüfen Sie also, ob dies die Schlagzeilen sind und kein Menü.
found-which = Welchen Feeds folgen
found-which-page = Welche Seite beobachten
found-a-page = Eine beobachtete Seite, kein Feed:
found-lists = Was sie jetzt aufführt:
found-more = und { $n } weitere.
found-keep-feed = Leer lassen, um den Feed nur auf der Titelseite zu behalten.
found-keep-page = Leer lassen, um die Seite nur auf der Titelseite zu behalten.
found-watch = Diese Seite beobachten
found-entries =
    { $n ->
        [one] { $n } Eintrag
       *[other] { $n } Einträge
    }
found-links = { $n } Links in der Liste
found-newest = { $entries }, der neueste { $ago }
found-nothing = Dort wurde kein Feed gefunden.
found-no-address = Das ist keine Adresse einer Website oder eines Feeds.
feed-articles = Seine Artikel
feed-site = Seine Website
saved-notice = Gespeichert.
feed-name-and-section = Name und Ressort
feed-name-more = Leer lassen, um den Namen des Feeds zu verwenden.
feed-section-more = Ein neuer Name legt ein neues Ressort an; leer bleibt der Feed nur auf der Titelseite.
feed-fetched = Wie er abgerufen wird
feed-fetched-about = Das gilt für alle Leser des Feeds und ist Sache des Inhabers. Cookie und Passwort gehen nur an { $host } und werden nie wieder gezeigt.
feed-text = Text seiner Artikel
feed-text-pages = Von deren Seiten, wo diese mehr haben
feed-text-feed = Nur aus dem Feed; seine Seiten werden nie abgerufen
feed-interval = Besuch alle so viele Minuten
feed-interval-more = Leer: nach dem Rhythmus des Feeds. Wünsche des Mediums und Fehlschläge verlängern die Pause weiterhin.
feed-user-agent = User-Agent
feed-user-agent-more = Für Medien, die darauf bestehen. Leer: der Name der Zeitung.
feed-username = Benutzername
feed-username-more = Für Feeds mit Anmeldung (HTTP basic).
feed-as-it-is = Leer: unverändert.
feed-cookie = Cookie
feed-cookie-more = Wie ein Browser es sendet: name=value; other=value. Leer: unverändert.
feed-proxy = Proxy
feed-proxy-more = Etwa http://proxy.example:8080 oder socks5://127.0.0.1:9050. Leer: unverändert.
feed-private = Er darf in einem privaten Netz liegen: nur { $host }, nicht was er nennt
feed-save-and-check = Speichern und prüfen
feed-set = gesetzt
feed-clear = Gesetztes löschen
feed-visits = Letzte Besuche
feed-no-visits = Noch gab es keinen.
feed-when = Wann
feed-came-of-it = Ergebnis
feed-size = Größe
never = Nie
feed-next-none = Keiner
feed-next-visit = Nächster Besuch
feed-last-visit = Letzter Besuch
feed-last-good-visit = Letzter erfolgreicher Besuch
feed-seen-in-all = Insgesamt gesehen
feed-cost-week = Aufwand der letzten sieben Tage
feed-kind = Art
feed-watched-page = Eine beobachtete Seite
feed-watched-page-more = Sie hat keinen Feed, also werden die Links ihrer Liste als Einträge gelesen.
feed-answers-at = Antwortet unter
feed-hub = Sofort über Neues informiert
feed-hub-active = Durch { $host }, darum ein Besuch am Tag
feed-hub-until = Bis { $until }; bisher { $times } informiert
feed-hub-until-ignored = Bis { $until }; bisher { $times } informiert; { $posts } ohne Unterschrift ignoriert
feed-hub-denied = Nicht durch { $host }; er wird stattdessen besucht
feed-hub-leaving = Nicht mehr durch { $host }
feed-hub-waiting = Noch nicht durch { $host }; er wird solange besucht
count-times =
    { $n ->
        [one] { $n }-mal
       *[other] { $n }-mal
    }
count-posts =
    { $n ->
        [one] { $n } Sendung
       *[other] { $n } Sendungen
    }
checked = Geprüft: { $ending }.
checking = Wird geprüft …
not-checked-yet = Die Prüfung steht noch aus: Die Redaktion ist beschäftigt, die Website ist langsam oder bat um Geduld, oder es läuft keine Redaktion. Laden Sie die Seite später neu.
too-long = Das sind { $n } Zeichen; höchstens { $most } sind möglich.
feed-not-visited = Noch nicht besucht
feed-works-empty = Funktioniert, enthält aber keine Einträge
feed-works-quiet = Funktioniert, brachte aber seit einer Woche nichts
feed-works = Funktioniert
feed-failed = Der letzte Besuch schlug fehl.
feed-tried = { $what } { $n }-mal versucht.
feed-gone = Verschwunden.
feed-gone-more = { $what } Er wird nicht mehr besucht.
advice-gone = Das Medium hat ihn endgültig entfernt. Sehen Sie auf der Website nach, ob es einen neuen Feed gibt, fügen Sie ihn hinzu und entfernen Sie diesen; was er brachte, bleibt. Wenn Sie meinen, er sei wieder da, prüfen Sie ihn jetzt.
advice-never = Er hat nie funktioniert. Prüfen Sie, etwa in einem Browser, ob die Adresse die eines Feeds ist.
advice-again = Er funktionierte schon und wird von selbst wieder versucht.
visits-never = Nie besucht
visits-last = Besucht { $ago }
visits-next = { $last }, wieder { $next }
times-last = Letzter Besuch { $when }
times-next = nächster Besuch { $when }
cost-none = keine Besuche
cost-visits =
    { $n ->
        [one] { $n } Besuch
       *[other] { $n } Besuche
    }
cost-unchanged = { $n } unverändert
cost-failed = { $n } fehlgeschlagen
ending-hub = { $what }, vom Hub gesandt
ending-unchanged = Unverändert, sagte das Medium
ending-failed = Der Besuch schlug fehl
ending-nothing-new = Nichts Neues
ending-new =
    { $n ->
        [one] { $n } neuer Eintrag
       *[other] { $n } neue Einträge
    }
size-bytes =
    { $n ->
        [one] { $n } Byte
       *[other] { $n } Bytes
    }
size-kilobytes = { $n } kB
size-megabytes = { $n } MB
decimal-mark = ,
import-none = Kein Feed der Liste ist neu für Sie.
import-followed =
    { $n ->
        [one] Sie folgen { $n } Feed der Liste. Seine Artikel kommen jetzt herein.
       *[other] Sie folgen { $n } Feeds der Liste. Ihre Artikel kommen jetzt herein.
    }
import-already = { $n } davon folgten Sie schon; sie bleiben, wie sie waren.
