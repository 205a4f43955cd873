# Notifications d’un navigateur (Web Push).

push = Notifications
push-about = Un navigateur peut vous signaler les réponses qui vous sont faites, les décisions des modérateurs sur vos commentaires et les nouveautés de ce que vous suivez : au plus une fois toutes les quelques minutes, plusieurs choses en une. Les mots sont chiffrés pour ce seul navigateur ; le service de son éditeur voit seulement que quelque chose est arrivé.
push-here = Notifier ce navigateur
push-cannot = Ce navigateur ne peut pas être notifié ici : il faut un navigateur avec script et Web Push. Sur iPhone ou iPad, ajoutez d’abord le journal à l’écran d’accueil.
push-denied = Ce navigateur n’autorise pas les notifications de ce journal. Autorisez-les dans ses réglages pour ce site, puis réessayez.
push-trouble = Cela n’a pas fonctionné. Réessayez, ou essayez avec un autre navigateur.
push-not-set = Cela n’est pas activé sur ce journal ; le réglage est [push.contact].
push-insecure = Les navigateurs ne le permettent qu’en HTTPS, ou sur la machine même du journal ; le réglage est [base_url].
push-browsers = Navigateurs notifiés
push-no-more = Ne plus le notifier
settings-push = [Notifications] dans ce navigateur : les réponses et les nouveautés de ce que vous suivez.
bad-push = Ce n’est pas un navigateur qui peut être notifié.
missing-browser = Aucun navigateur de ce genre à vous
push-articles =
    { $n ->
        [one] { $n } nouvel article sur ce que vous suivez
       *[other] { $n } nouveaux articles sur ce que vous suivez
    }
push-notices =
    { $n ->
        [one] { $n } nouvelle réponse ou décision
       *[other] { $n } nouvelles réponses ou décisions
    }
