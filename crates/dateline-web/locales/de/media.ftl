# Aufnahmen für später: die Abspielliste und was um einen Spieler steht.

queue = Abspielliste
later-about = Aufnahmen, die Sie später hören oder sehen möchten. Jede geht dort weiter, wo Sie aufgehört haben, auf jedem Gerät; was zu Ende gespielt ist, verlässt die Abspielliste.
later-nothing = Noch nichts hier. Wählen Sie „Später hören“ oder „Später ansehen“ unter einem Artikel mit einer Aufnahme.
later-listen = Später hören
later-watch = Später ansehen
later-take-off = Auf Ihrer Abspielliste: entfernen
later-reached = angehalten bei { $at }
later-progress = Erreichte Stelle
later-first = Als Nächstes
later-up = Nach oben
later-down = Nach unten
later-removed = Von Ihrer Abspielliste entfernt.
later-trouble = Das lässt sich hier nicht abspielen. Der Titel führt zur Aufnahme beim Verlag.
missing-recording = Keine solche Aufnahme
look-swipe = Über eine Schlagzeile wischen
look-swipe-on = Merkt den Artikel oder markiert ihn als gelesen
look-swipe-off = Bewirkt nichts
swiped-save-on = Gemerkt.
swiped-save-off = Von der Merkliste genommen.
swiped-read-on = Als gelesen markiert.
swiped-read-off = Als ungelesen markiert.
