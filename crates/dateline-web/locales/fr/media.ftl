# Enregistrements pour plus tard : la file, et ce qui entoure un lecteur.

queue = File de lecture
later-about = À écouter ou à regarder plus tard. Chaque enregistrement reprend où vous l’avez quitté, sur tous vos appareils ; celui qui est joué jusqu’au bout quitte la file.
later-nothing = Rien pour l’instant. Choisissez « Écouter plus tard » ou « Regarder plus tard » sous un article qui comporte un enregistrement.
later-listen = Écouter plus tard
later-watch = Regarder plus tard
later-take-off = Dans votre file : retirer
later-reached = arrêté à { $at }
later-progress = Position atteinte
later-first = Jouer ensuite
later-up = Monter
later-down = Descendre
later-removed = Retiré de votre file.
later-trouble = Impossible de le jouer ici. Son titre mène à l’enregistrement chez l’éditeur.
missing-recording = Aucun enregistrement de ce genre
look-swipe = Balayer un titre
look-swipe-on = L’enregistre ou le marque comme lu
look-swipe-off = Ne fait rien
swiped-save-on = Enregistré.
swiped-save-off = Retiré de vos enregistrés.
swiped-read-on = Marqué comme lu.
swiped-read-off = Marqué comme non lu.
