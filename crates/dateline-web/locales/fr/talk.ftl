# Conversations, notices, and what moderators do.

talk-comments = Commentaires
talk-none = Pas encore de commentaire
talk-order = Ordre des commentaires
talk-threads = Fils
talk-newest = Récents
talk-best = Meilleurs
talk-feed = Flux
talk-feed-title = Commentaires : { $title }
talk-remark-title = { $author } à propos de « { $headline } »
talk-tell-again = Me signaler à nouveau les réponses
talk-mute = Mettre en sourdine
talk-locked = Un modérateur a fermé cette conversation : elle reste lisible, sans rien pouvoir y ajouter.
talk-sign-in = [Connectez-vous] pour commenter.
talk-link = Lien
talk-take-vote-back = Retirer le vote
talk-worth-reading = À lire
talk-reply = Répondre
talk-your-reply = Votre réponse
talk-post-reply = Publier la réponse
talk-edit = Modifier
talk-your-comment = Votre commentaire
talk-save-changes = Enregistrer les modifications
delete = Supprimer
talk-flagged = Vous l’avez signalé
talk-flag = Signaler
talk-what-is-wrong = Ce qui ne va pas
talk-tell-moderators = Prévenir les modérateurs
reason-off-topic = Hors sujet
reason-unkind = Désobligeant
reason-spam = Indésirable
reason-duplicate = Déjà dit
reason-incorrect = Inexact
reason-else = Autre chose
talk-remove-this = Supprimer ce commentaire
why = Pourquoi
why-hint = pourquoi ; tout le monde le lit
talk-edited = modifié
talk-votes =
    { $n ->
        [one] { $n } lecteur le juge à lire
       *[other] { $n } lecteurs le jugent à lire
    }
talk-answers =
    { $n ->
        [one] { $n } réponse
       *[other] { $n } réponses
    }
talk-on = Sur [{ $headline }], [{ $publisher }]
talk-held = Un modérateur l’examine d’abord ({ $why }).
talk-held-own = D’ici là, seuls vous et les modérateurs le voyez.
talk-removed = Un modérateur a supprimé ce commentaire.
talk-deleted = L’auteur a supprimé ce commentaire.
talk-banned = Ce lecteur est exclu.
talk-waits = Ce commentaire attend un modérateur.
somebody-who-left = quelqu’un qui est parti
talk-keep-order = Modérer ici
talk-lock = Fermer cette conversation
talk-unlock = Rouvrir cette conversation
talk-pace = Minutes entre deux commentaires d’un même lecteur
talk-set-pace = Fixer le rythme
moderators-queue = File des modérateurs
talk-quote = Citer une phrase de l’article
talk-the-sentence = La phrase
talk-own-words = Ses mots exacts
talk-add = Ajouter un commentaire
talk-how = *accent*, **gras**, { $link }, > citation, - liste, `code`.
talk-how-words = mots
talk-slow-mode = Rythme lent : un commentaire toutes les { $n } minutes.
talk-begins = Nouveau membre, vous pouvez écrire toutes les deux minutes ; vous pourrez signaler plus tard.
talk-post = Publier
notices = Notifications
notices-queue =
    { $n ->
        [one] { $n } en attente dans la [file des modérateurs].
       *[other] { $n } en attente dans la [file des modérateurs].
    }
notices-queue-empty = Rien n’attend dans la [file des modérateurs].
notices-empty = Rien encore. Quand quelqu’un répondra à l’un de vos commentaires, vous le verrez ici.
notices-mark-all = Tout marquer comme lu
notice-answer = { $name } vous a répondu
notice-kept = Votre commentaire a été examiné et tous le voient désormais
notice-removed = Un modérateur a supprimé votre commentaire ; vous pouvez répondre une fois, dans le journal de modération
notice-restored = Votre commentaire est rétabli
notice-upheld = Un modérateur a lu votre réponse ; la suppression est maintenue
notice-warned = Un modérateur vous avertit
notice-other = Du nouveau pour vous
log = Journal de modération
log-about = Ce que les modérateurs ont décidé, et pourquoi.
log-queue = File d’attente
log-rules = Règles
log-log = Journal
log-empty = Aucun modérateur n’a encore dû intervenir.
log-remove = a supprimé un commentaire de
log-restore = a rétabli un commentaire de
log-uphold = a maintenu la suppression d’un commentaire de
log-keep = a conservé un commentaire de
log-warn = a averti
log-ban = a exclu
log-unban = a levé l’exclusion de
log-lock = a fermé la conversation
log-unlock = a rouvert la conversation
log-slow = a fixé le rythme de la conversation
log-other = a statué sur
log-on = à propos de
log-what-was-removed = Ce qui a été supprimé
log-settled = L’auteur a répondu, et un modérateur a tranché.
log-waiting = L’auteur a répondu ; un modérateur tranchera.
log-answer-once = Répondre, une fois
log-why-stand = Pourquoi votre commentaire devrait-il rester ? Tout le monde le lit ici.
log-answer = Répondre
queue-empty = Rien n’est retenu, rien n’est signalé.
invitations = Invitations
queue-held = Retenu
queue-flagged = Signalé
queue-times = { $what }, { $n } fois
queue-keep = Garder
queue-why-removed = Pourquoi il est supprimé
queue-about = À propos de [{ $name }]
queue-why-warned = Pourquoi cet avertissement
queue-warn = Avertir
queue-why-banned = Pourquoi cette exclusion
ban-day = pour un jour
ban-week = pour une semaine
ban-month = pour 30 jours
ban-good = définitivement
ban = Exclure
queue-appeals = Réponses aux suppressions
queue-answers = [{ $name }] répond :
queue-put-back = Rétablir
queue-uphold = Maintenir la suppression
rules-title = Règles des conversations
rules-days = Durée de nouveauté des membres, en jours
rules-count = Et tant que n’ont pas été conservés ce nombre de commentaires
rules-new = Les nouveaux écrivent au plus toutes les deux minutes et ne peuvent pas signaler. 0 et 0 : personne n’est nouveau.
rules-links = Retenir les commentaires de nouveaux membres qui contiennent un lien
rules-words = Retenir les commentaires contenant l’un de ces mots
rules-words-more = Mots ou expressions, un par ligne.
rules-hosts = Retenir les commentaires qui renvoient à l’un de ces sites
rules-hosts-more = Un par ligne. Ce qui est retenu attend dans la file ; seuls l’auteur et les modérateurs le voient.
rules-keep = Appliquer ces règles
rules-kept = Les règles s’appliquent désormais.
held-word = il dit « { $what } »
held-host = il renvoie à { $what }
held-new = un nouveau membre donne un lien
held-spam = il ressemble à des commentaires supprimés
