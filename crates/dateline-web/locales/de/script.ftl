# What the scripts say.

key-next = Nächste Schlagzeile
key-before = Vorige Schlagzeile
key-open = Öffnen
key-read = Als gelesen oder ungelesen markieren
key-save = Merken oder entfernen
key-these = Diese Tasten
keys = Tasten
keys-on = Tasten sind in diesem Browser aktiv
close = Schließen
quote-in-comment = In einem Kommentar zitieren
answer-trouble = Das hat nicht geklappt: Vielleicht ist das heutige Budget aufgebraucht, oder Sie haben sehr oft gefragt. Versuchen Sie es später.
listen-no-voice = Dieser Browser hat keine Stimme für diesen Text.
listen-pause = Pause
listen-play = Abspielen
listen-sentence = Satz { $n } von { $all }
listen-toolbar = Den Artikel anhören
listen-speed = Tempo
listen-back = Zurück
passkey-have = Dort liegt schon ein Passkey für diese Zeitung.
passkey-no = Der Browser hat keinen Passkey benutzt. Versuchen Sie es noch einmal oder nehmen Sie Ihr Passwort.
