# What the scripts say.

key-next = Titre suivant
key-before = Titre précédent
key-open = L’ouvrir
key-read = Marquer comme lu ou non lu
key-save = Enregistrer, ou retirer
key-these = Ces touches
keys = Touches
keys-on = Les touches sont actives dans ce navigateur
close = Fermer
quote-in-comment = Citer dans un commentaire
answer-trouble = Cela n’a pas fonctionné : le budget du jour est peut-être épuisé, ou vous avez demandé trop souvent. Réessayez plus tard.
listen-no-voice = Ce navigateur n’a pas de voix pour ce texte.
listen-pause = Pause
listen-play = Lire
listen-sentence = Phrase { $n } sur { $all }
listen-toolbar = Écouter l’article
listen-speed = Vitesse
listen-back = Retour
passkey-have = Il y a déjà là une clé d’accès pour ce journal.
passkey-no = Le navigateur n’a pas utilisé de clé d’accès. Réessayez, ou utilisez votre mot de passe.
