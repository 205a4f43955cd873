# Aufnahmen für später: die Warteschlange und was um einen Spieler steht.

queue = Abspielliste
later-about = Aufnahmen, die Sie später hören oder sehen möchten. Jede geht dort weiter, wo Sie aufgehört haben, auf jedem Gerät; was zu Ende gespielt ist, verlässt die Liste.
later-nothing = Noch nichts hier. Wählen Sie „Später hören“ oder „Später ansehen“ unter einem Artikel mit einer Aufnahme.
later-listen = Später hören
later-watch = Später ansehen
later-take-off = Auf Ihrer Liste: herunternehmen
later-reached = angehalten bei { $at }
later-progress = Erreichte Stelle
later-first = Als Nächstes
later-up = Nach oben
later-down = Nach unten
later-removed = Von Ihrer Liste genommen.
later-trouble = Das lässt sich hier nicht abspielen. Der Titel führt zur Aufnahme beim Verlag.
missing-recording = Keine solche Aufnahme
