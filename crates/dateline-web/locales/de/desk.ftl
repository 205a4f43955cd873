# The owner's desk: work, reports, rules of sites, publishers; and the form that reports.

desk-about = Was die Zeitung gerade tut.
desk-reports = Meldungen und Regeln der Websites
desk-publishers = Was über die Medien bekannt ist
desk-number-feeds = Feeds
desk-number-entries = Einträge
desk-number-articles = Artikel
desk-number-unplaced = warten auf ihr Thema
desk-number-stories = Themen
desk-number-readers = Leser
desk-number-comments = Kommentare
desk-work = Arbeit
desk-no-work = Keine Arbeit steht an.
desk-kind = Art
desk-state = Zustand
desk-count = Anzahl
desk-dead = Aufgegeben
desk-no-dead = Nichts wurde aufgegeben.
desk-what = Was
desk-tries = Versuche
desk-try-again = Noch einmal versuchen
publishers-title = Medien
publishers-about = Was Sie hier eintragen, steht neben einem Medium, wo Berichte verglichen werden. Nur Tatsachen: Es gibt keine Wertung.
publishers-export = Als CSV exportieren
publishers-import = CSV importieren: [{ $head }]; Zeilen hier unbekannter Medien werden übergangen
publishers-country = Land
publishers-owner = Eigentümer
publishers-language = Sprache
publishers-state = Staatlich geführt
not-known = nicht bekannt
yes = ja
no = nein
report = Meldung
reports = Meldungen
report-says = [{ $reason }], sagt [{ $reader }],
report-words = : „[{ $words }]“
report-article = Der Artikel
report-original = Das Original
report-all = Alle Meldungen
report-was-dealt-with = Diese Meldung ist erledigt.
report-dealt-with = Erledigt
report-blocks = Die Seite, Block für Block
report-blocks-about = Was für den Artikel gehalten wurde, steht schwarz. Ein Klick macht eine Regel für alle Seiten von [{ $host }].
report-taken = Genommen:
report-left-out = Ausgelassen:
report-drop = [{ $selector }] weglassen
report-keep = Alles in [{ $selector }] behalten
report-rule = Die Regel von { $host }
report-keep-only = Nur behalten, was in diesen steht
report-keep-only-more = CSS-Selektoren, je Zeile einer: { $example }. Leer: Dateline urteilt selbst.
report-selectors = Namen, #id, .class, { $attribute }, Leerzeichen und >
report-never-take = Diese nie nehmen
report-keep-rule = Regel übernehmen und die Artikel der Website neu lesen
report-gives-now = Was die Seite jetzt ergibt
report-no-rule =
    { $n ->
        [one] Die Website hat keine Regel mehr. { $n } Artikel wird neu gelesen; unten steht, was die Seite jetzt ergibt.
       *[other] Die Website hat keine Regel mehr. { $n } Artikel werden neu gelesen; unten steht, was die Seite jetzt ergibt.
    }
report-rule-kept =
    { $n ->
        [one] Die Regel ist gespeichert. { $n } Artikel wird neu gelesen; unten steht, was die Seite jetzt ergibt.
       *[other] Die Regel ist gespeichert. { $n } Artikel werden neu gelesen; unten steht, was die Seite jetzt ergibt.
    }
reports-about = Was Leser als falsch gelesen melden.
reports-empty = Nichts ist gemeldet. Unter jedem Artikel schickt „Hier stimmt etwas nicht“ eine Meldung hierher.
reports-rules = Regeln der Websites
reports-site = Website
reports-kept = Behalten
reports-dropped = Weggelassen
reports-take-away = Wegnehmen
reader-has-left = ein Leser, der gegangen ist
wrong-missing = Ein Teil des Textes fehlt
wrong-extra = Da ist Text, der nicht dazugehört
wrong-head = Schlagzeile, Name, Datum oder Bild ist falsch
wrong-other = Etwas anderes
wrong-something = Etwas stimmt nicht
wrong-thanks = Danke. Die Seite ist mit Ihrer Meldung aufbewahrt, und der Inhaber dieser Zeitung wird sie sehen.
wrong-question = Was wurde an diesem Artikel falsch gelesen?
wrong-should-be = Wie sollte es lauten? (freiwillig)
wrong-about = Die Seite wird abgerufen und mit der Meldung aufbewahrt. Was das Medium schrieb, ändern wir nicht: Bei Fehlern in der Nachricht selbst wenden Sie sich an das Medium.
wrong-report = Melden
