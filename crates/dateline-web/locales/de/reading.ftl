# The front page, lists, articles, stories, search, what is followed, filters.

front-caught-up = Alle Themen der letzten zwei Wochen sind als gelesen markiert.
front-take-back = Rückgängig machen
front-leading = Aufmacher
front-talked-about = Gesprächsthemen
front-more = Weitere Themen
front-mark-all = Alles als gelesen markieren
front-older = Ältere Themen
front-no-feeds = Diese Zeitung hat noch keine Quellen. [Fügen Sie eine Website hinzu, die Sie gern lesen], importieren Sie eine Liste von Feeds oder beginnen Sie mit einer Startliste; die ersten Themen stehen gleich darauf hier.
front-fetching = Die erste Ausgabe entsteht: { $visited } von { $feeds } Feeds besucht, { $articles } Artikel gelesen. Die Themen stehen hier, sobald sie da sind.
front-nothing = Hier steht noch nichts. Sobald Ihre Feeds etwas veröffentlichen, erscheint es auf dieser Seite.
news-none = Nichts Neues seit Ihrem letzten Besuch { $ago }.
news-some =
    { $n ->
        [one] Ein Thema ist neu seit Ihrem letzten Besuch { $ago }.
       *[other] { $n } Themen haben Neues seit Ihrem letzten Besuch { $ago }.
    }
news-all = Alles hier ist neu seit Ihrem letzten Besuch { $ago }.
arrived =
    { $n ->
        [one] { $shown } neuer Artikel
       *[other] { $shown } neue Artikel
    }
why-publishers = { $n } Medien haben eigene Texte dazu
why-pace = davon { $n } innerhalb von sechs Stunden
why-latest = letzte Nachricht { $ago }
why-added = seit Sie es gelesen haben, kam etwas hinzu
why-read = schon gelesen, darum steht es weiter hinten
why-follow = Sie folgen { $name }
list-tag = Artikel mit diesem Hashtag, die neuesten zuerst.
list-tag-empty = Kein Artikel trägt diesen Hashtag mehr.
list-publisher-empty = Dieses Medium hat noch nichts gebracht.
list-section-empty = In diesem Ressort steht noch nichts. Feeds werden auf der Seite der Feeds in Ressorts geordnet.
list-saved-about = Ihre Merkliste: was Sie gemerkt haben, die neuesten Artikel zuerst.
list-saved-empty = Ihre Merkliste ist leer. Merken Sie einen Artikel auf seiner Seite, um ihn hier zu behalten.
history = Verlauf
list-history-about = Was Sie gelesen haben, das Letzte zuerst. Niemand sonst sieht es.
list-history-empty = Sie haben noch nichts gelesen.
name-person = Eine Person in den Nachrichten: die Artikel, die sie nennen, die neuesten zuerst.
name-organisation = Eine Organisation in den Nachrichten: die Artikel, die sie nennen, die neuesten zuerst.
name-place = Ein Ort in den Nachrichten: die Artikel, die ihn nennen, die neuesten zuerst.
name-other = Ein Name in den Nachrichten: die Artikel, die ihn nennen, die neuesten zuerst.
article-covered-by =
    { $n ->
        [one] { $n } Medium berichtet
       *[other] { $n } Medien berichten
    }
article-changed = geändert
article-edited =
    { $n ->
        [one] einmal bearbeitet
       *[other] { $n }-mal bearbeitet
    }
article-minutes = { $n } Min. Lesezeit
feed-view = Feed-Ansicht
reader-view = Leseansicht
this-is-wrong = Hier stimmt etwas nicht
saved-take-off = Gemerkt: entfernen
save-article = Merken
article-brief = In Kürze
article-show-sentence = Satz { $n } im Artikel zeigen
article-absent = Die Seite des Mediums gab hier keinen Text zu lesen.
article-how-read = Wie dies gelesen wurde
article-excerpt = Dies ist der Anfang des Artikels. [Weiterlesen bei { $name }].
article-excerpt-sign-in = Dies ist der Anfang des Artikels. [Weiterlesen bei { $name }] oder [anmelden].
article-media = Videos und Audio
article-play-video = Video abspielen
article-play-audio = Audio abspielen
article-video = Video
article-audio = Audio
article-opens-at = Öffnet sich bei { $name }
article-loads-from = Wird auf Wunsch von { $name } geladen
article-hashtags = Hashtags
article-named = Hier genannt
article-named-times =
    { $n ->
        [one] einmal genannt
       *[other] { $n }-mal genannt
    }
article-elsewhere = Das Thema anderswo
article-related = Verwandte Artikel
feed-view-kicker = Wie es im Feed steht
feed-view-empty = Der Feed enthält eine Schlagzeile und keinen Text.
line-not-read = noch nicht gelesen
line-here = diesen lesen Sie gerade
line-copies =
    { $n ->
        [one] Zuerst erschienen bei { $publisher }; { $n } Abdruck
       *[other] Zuerst erschienen bei { $publisher }; { $n } Abdrucke
    }
label-first = zuerst erschienen
label-most-cited = am meisten zitiert
label-in-depth = ausführlich
label-local = lokal
label-opinion = Meinung
label-live = live
label-video = Video
label-agency = Text von { $agency }
story-publishers =
    { $n ->
        [one] Ein Medium
       *[other] { $n } Medien
    }
story-articles =
    { $n ->
        [one] ein Artikel
       *[other] { $n } Artikel
    }
story-first = Zuerst gemeldet
story-latest = zuletzt
story-earlier = Zuvor:
story-compare = Berichte vergleichen
story-new-since = Neu seit { $since }
story-nothing-new = Nichts, was Sie nicht gelesen haben.
story-happened = Was geschah
story-coverage = Alle Berichte
story-timeline = Zeitleiste
story-put-right = Berichtigt
story-merged = { $who } hat Thema { $story } mit { $other } zusammengelegt
story-parted = { $who } hat Thema { $other } von { $story } getrennt
story-moved = { $who } hat einen Artikel von Thema { $story } nach { $other } verschoben
a-moderator = Die Moderation
story-correct = Hier stehen Artikel eines anderen Ereignisses, oder ein anderes Thema handelt von diesem
story-join-to = Dieses Thema zusammenlegen mit
story-join-hint = Adresse oder Nummer des anderen Themas
story-join = Zusammenlegen
story-part-these = Diese abtrennen, als eigenes Thema
story-part = Abtrennen
story-move-one = Einen Artikel verschieben
story-same-text = { $headline } (derselbe Text)
story-move-to = zum Thema
story-move-hint = Adresse oder Nummer; leer für ein eigenes Thema
story-move = Verschieben
back-to-article = Zurück zum Artikel
back-to-story = Zurück zum Thema
edits-title = Änderungen: { $headline }
edits-none = Nicht bearbeitet, seit diese Zeitung ihn zuerst las
edits-times =
    { $n ->
        [one] Einmal bearbeitet, seit diese Zeitung ihn zuerst las
       *[other] { $n }-mal bearbeitet, seit diese Zeitung ihn zuerst las
    }
edits-latest-shown = ; die letzten { $n } werden gezeigt
edits-version = Fassung { $n }
edits-correction = Berichtigung
edits-seen = Gesehen
edits-headline = Schlagzeile
edits-text = Text
edits-gap = ausgelassene Wörter
compare-title = Vergleich: { $headline }
compare-about =
    { $n ->
        [one] Die Berichte von { $n } Medium. Jede Zeile sagt, wo sie steht; nichts wird bewertet.
       *[other] Die Berichte von { $n } Medien nebeneinander. Jede Zeile sagt, wo sie steht; nichts wird bewertet.
    }
compare-headlines = Schlagzeilen
compare-figures = Abweichende Zahlen
compare-figure = Zahl
compare-dates = Abweichende Daten
compare-date = Datum
compare-shared = Was mehrere berichten
compare-all = alle { $n } Medien
compare-some = { $n } von { $all } Medien
compare-alone = Was nur eines berichtet
compare-quotes = Wen sie zitieren
compare-no-speaker = Ohne Namen
compare-nothing = Nur ein Medium hat einen eigenen Text dazu. Noch gibt es nichts zu vergleichen.
facts-owned-by = im Besitz von { $name }
facts-in-language = auf { $name }
facts-state-run = staatlich geführt
facts-not-state-run = nicht staatlich geführt
search-for = Suche nach „[{ $query }]“
query-nothing-after = Auf „{ $value }:“ folgt nichts; schreiben Sie ohne Leerzeichen dahinter, was Sie meinen.
query-no-word = „{ $value }“ enthält weder Buchstaben noch Ziffern.
query-no-language = „{ $value }“ ist kein Sprachkürzel; schreiben Sie zwei Buchstaben wie in lang:fr.
query-no-state = „is:{ $value }“ gibt es nicht, wohl aber is:unread, is:saved und is:story.
query-no-holding = „has:{ $value }“ gibt es nicht, wohl aber has:video, has:audio, has:image und has:live.
query-no-date = „{ $value }“ ist kein Datum; schreiben Sie 2026-11-05, 2026-11, 2026, yesterday oder 3d (Tage, auch h, w, m, y).
query-no-publisher = Hier heißt kein Medium „{ $value }“.
query-no-section = Kein Ressort mit Feeds heißt „{ $value }“.
query-large-pattern = Das Muster /{ $value }/ ist zu groß; kürzen Sie es.
query-broken-pattern = Das Muster /{ $value }/ ist nicht lesbar: { $why }
query-phrase-in = Die Wortfolge wurde nur in { $n } Artikeln gesucht.
query-newest = Nur die neuesten { $n } Artikel, die passen könnten, wurden angesehen.
search-title = Suche: { $query }
search-words = Gesuchte Wörter
search-how = Nach mehr als Wörtern suchen
search-phrase = diese Wörter nebeneinander
search-without = ohne dieses Wort; ein Minus kehrt jede dieser Angaben um
search-tag = ein Hashtag; jemand oder etwas, das genannt wird
search-who = wer es veröffentlicht, wer es geschrieben hat
search-section = eines Ihrer Ressorts, eine Sprache
search-dates = ein Tag, Monat oder Jahr; auch [yesterday] (gestern) und [3d], vor drei Tagen
search-is = was Sie nicht gelesen, was Sie gemerkt haben, wovon mehrere Artikel handeln
search-has = auch [audio], [image] und [live]
search-question = Lieber eine Frage? [Fragen Sie die ganze Zeitung].
search-follow = Folgen Sie dieser Suche: Sie steht dann bei Ihren Ressorts und meldet Neues.
search-nearby = Seiten dieses Namens
search-empty = Kein Artikel erfüllt das alles. Versuchen Sie es mit weniger Wörtern oder Bedingungen oder mit anderer Schreibweise.
following-about = Hashtags, Personen, Medien, Themen und Suchen, neben den Feeds, die Sie lesen. Wem Sie folgen, der steigt auf der Titelseite auf.
following-nothing = Sie folgen noch nichts. Drücken Sie „Folgen“ auf der Seite eines Hashtags, einer Person, eines Mediums, eines Themas oder einer Suche.
following-mark-all =
    { $n ->
        [one] { $n } Artikel als gesehen markieren
       *[other] Alle { $n } Artikel als gesehen markieren
    }
following-fresh = { $n } neu
following-quiet = In letzter Zeit nichts dazu.
following-mark-seen = Als gesehen markieren
filters = Filter
filters-about = Was Sie nicht sehen und was Sie nicht verpassen wollen. Ein Filter wird geschrieben wie eine [Suche]: [tag:football -womens], [publisher:gazette lang:fr], [{ $example }]. Er gilt auf Ihrer Titelseite, in Ihren Ressorts und auf Hashtag-Seiten, auch für Artikel, die schon da sind; die Suche findet weiterhin alles.
filters-removed = Der Filter [{ $line }] ist entfernt.
filters-put-back = Wiederherstellen
filters-covers = Was er erfasst
filters-does = Was er bewirkt
filters-mute = Ausblenden
filters-highlight = Hervorheben
filters-try = Ausprobieren
filters-would-hide =
    { $n ->
        [one] Hätte { $n } Artikel der letzten Woche ausgeblendet
       *[other] Hätte { $n } Artikel der letzten Woche ausgeblendet
    }
filters-would-mark =
    { $n ->
        [one] Hätte { $n } Artikel der letzten Woche hervorgehoben
       *[other] Hätte { $n } Artikel der letzten Woche hervorgehoben
    }
filters-cannot = Das kann kein Filter sein
how-long = Für wie lange
for-ever = Für immer
for-a-day = Für einen Tag
for-a-week = Für eine Woche
for-a-month = Für einen Monat
filters-mute-these = Diese ausblenden
filters-highlight-these = Diese hervorheben
filters-yours = Ihre Filter
filters-nothing = Sie haben keine.
filters-mutes = Blendet aus:
filters-highlights = Hebt hervor:
filters-lately = { $n } der neuesten Artikel
filters-lately-until = { $n } der neuesten Artikel, bis { $until }
reason-opens-story = eröffnet ein Thema: nichts zuvor hat genug Namen und seltene Wörter mit ihm gemein
reason-stands-in = { $share } % seines Textes stehen wörtlich im Text von { $publisher }
reason-stands-in-earlier = { $share } % seines Textes stehen wörtlich in einem früheren Text
reason-holds = { $share } % des Textes von { $publisher } stehen wörtlich darin
reason-holds-earlier = { $share } % eines früheren Textes stehen wörtlich darin
reason-names = nennt { $names }
reason-words =
    { $n ->
        [one] { $n } gemeinsames Wort
       *[other] { $n } gemeinsame Wörter
    }
reason-rare-words =
    { $n ->
        [one] { $n } gemeinsames seltenes Wort
       *[other] { $n } gemeinsame seltene Wörter
    }
reason-within-an-hour = weniger als eine Stunde auseinander
reason-hours =
    { $n ->
        [one] { $n } Stunde auseinander
       *[other] { $n } Stunden auseinander
    }
reason-days =
    { $n ->
        [one] { $n } Tag auseinander
       *[other] { $n } Tage auseinander
    }
reason-says = nennt die Zahl { $figure }
reason-says-when = sagt, wann: { $day }
reason-new-act = erzählt etwas, das noch nicht erzählt war
reason-in-headline = in der Schlagzeile
reason-given-tag = Schlagwort des Mediums
reason-were-one = beide galten als ein Thema, bis mehr bekannt war
