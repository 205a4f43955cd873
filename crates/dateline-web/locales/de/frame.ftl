# The frame around every page, pieces that many pages share, days and times.

skip = Zu den Nachrichten
search = Suchen
search-the-paper = Die Zeitung durchsuchen
yours = Ihre Seiten
following = Gefolgt
saved = Gemerkt
feeds = Feeds
answers = Antworten
answers-unread =
    { $n ->
        [one] Antworten, { $n } ungelesen
       *[other] Antworten, { $n } ungelesen
    }
desk = Redaktion
settings = Einstellungen
signed-in-as = Angemeldet als { $name }
sign-out = Abmelden
sign-in = Anmelden
sections = Ressorts
section = Ressort
all = Alles
of-your-own = Dateline, Ihre eigene Zeitung
made-with = { $name }, gemacht mit Dateline
appearance = Darstellung
atom-feed = Atom-Feed
json-feed = JSON-Feed
publishers =
    { $n ->
        [one] { $n } Medium
       *[other] { $n } Medien
    }
new-since-read = Neues, seit Sie es gelesen haben
why-here = Warum hier?
follow = Folgen
no-longer-follow = Nicht mehr folgen
older = Ältere
save = Speichern
cancel = Abbrechen
remove = Entfernen
name = Name
password = Passwort
new = neu
mark-as-read = Als gelesen markieren
mark-as-unread = Als ungelesen markieren
read-the-original = Original lesen
ai-features = KI-Funktionen
what-to-do = Aktionen
none = Keine.
at-least-8 = Mindestens 8 Zeichen.
colon = { $label }: { $text }
list-comma = {", "}
list-semicolon = {"; "}
names-two = { $a } und { $b }
names-more = { $a } und { $n } weitere
quoted = „{ $text }“
look-about = Nur für diesen Browser.
look-keep = So behalten
look-sample-title = Der Hafen bei Ebbe
look-sample = So sieht ein Text mit Ihren jetzigen Einstellungen aus. Am leichtesten lesen sich Zeilen mit sechzig bis fünfundsiebzig Zeichen; die Breite folgt der Schriftgröße.
look-theme = Farben
look-theme-system = Wie dieses Gerät
look-theme-light = Hell
look-theme-dark = Dunkel
look-theme-sepia = Sepia
look-size = Schriftgröße
look-size-m = Mittel
look-size-s = Klein
look-size-l = Groß
look-size-xl = Sehr groß
look-measure = Textbreite
look-measure-normal = Normal
look-measure-narrow = Schmal
look-measure-wide = Breit
look-face = Schrift
look-face-paper = Die der Zeitung
look-face-device = Eine Serifenschrift dieses Geräts
look-face-sans = Ohne Serifen
look-density = Titelseite
look-density-paper = Wie eine Zeitung
look-density-cards = Als Karten
look-density-list = Als Liste
look-scroll = An einer Schlagzeile vorbeiscrollen
look-scroll-off = Lässt sie ungelesen
look-scroll-on = Markiert das Thema als gelesen
look-language = Sprache der Zeitung
look-language-auto = Wie dieser Browser es wünscht
month-1 = Januar
month-2 = Februar
month-3 = März
month-4 = April
month-5 = Mai
month-6 = Juni
month-7 = Juli
month-8 = August
month-9 = September
month-10 = Oktober
month-11 = November
month-12 = Dezember
weekday-1 = Montag
weekday-2 = Dienstag
weekday-3 = Mittwoch
weekday-4 = Donnerstag
weekday-5 = Freitag
weekday-6 = Samstag
weekday-7 = Sonntag
pattern-first-day = 1
pattern-day = %-d. %B %Y
pattern-month = %B %Y
pattern-moment = %-d. %B %Y, %H:%M Uhr (%Z)
pattern-long-day = %A, %-d. %B %Y
pattern-weekday = %A, %H:%M Uhr
week-of-year = { $week }. Woche { $year }
just-now = gerade eben
today = heute
yesterday = gestern
minutes-ago =
    { $n ->
        [one] vor { $n } Minute
       *[other] vor { $n } Minuten
    }
hours-ago =
    { $n ->
        [one] vor { $n } Stunde
       *[other] vor { $n } Stunden
    }
days-ago =
    { $n ->
        [one] vor { $n } Tag
       *[other] vor { $n } Tagen
    }
due-now = jetzt fällig
in-minutes =
    { $n ->
        [one] in { $n } Minute
       *[other] in { $n } Minuten
    }
in-hours =
    { $n ->
        [one] in { $n } Stunde
       *[other] in { $n } Stunden
    }
in-days =
    { $n ->
        [one] in { $n } Tag
       *[other] in { $n } Tagen
    }
offline = Keine Verbindung
offline-more = Die Zeitung ist gerade nicht erreichbar. Die [Titelseite] und die [gemerkten Artikel] sind in diesem Browser so aufbewahrt, wie Sie sie zuletzt gesehen haben.
