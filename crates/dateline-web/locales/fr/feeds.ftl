# Feeds: the list, adding, one feed and its health.

feeds-follow-nothing = Vous ne suivez encore aucun flux.
feeds-follow =
    { $n ->
        [one] Vous suivez { $n } flux.
       *[other] Vous suivez { $n } flux.
    }
feeds-left-out =
    { $n ->
        [one] { $n } ligne a été laissée de côté
       *[other] { $n } lignes ont été laissées de côté
    }
feeds-left = Vous ne suivez plus [{ $title }]. Ce qu’il a apporté reste.
undo = Annuler
feeds-add = Ajouter un site ou un flux
address = Adresse
feeds-find = Chercher des flux
feeds-bring = Apporter votre liste
feeds-opml = Fichier OPML d’un autre lecteur
import = Importer
feeds-export = Exporter votre liste en OPML
feeds-starter = Liste de départ
feeds-suggestions =
    { $n ->
        [one] { $n } suggestion
       *[other] { $n } suggestions
    }
feeds-to-follow = Flux à suivre
feeds-follow-these = Suivre ceux-ci
feeds-yours = Vos flux
feeds-title-or-address = Titre ou adresse
feeds-grouped-by = Regroupés par
feeds-health = État
show = Afficher
show-all = Tout afficher
feeds-found-none = Aucun de vos flux ne correspond.
feeds-found = { $n } flux sur { $all }.
feeds-feed = Flux
feeds-how-it-is = État
feeds-new-in-week = Nouveautés en une semaine
feeds-new-in-week-label = nouveautés en une semaine
feeds-cost = Coût d’une semaine
feeds-watched = une page surveillée, pas un flux
feeds-check = Vérifier
feeds-check-title = Vérifier : { $title }
feeds-settings-of = Réglages de { $title }
feeds-remove = Supprimer { $title }
feeds-pages = Pages de flux
feeds-page = Page { $page } sur { $pages }, { $n } flux
previous = Précédent
next = Suivant
feeds-removed-lately = Supprimés ces sept derniers jours
feeds-follow-again = Suivre à nouveau
feeds-follow-again-title = Suivre { $title } à nouveau
feeds-all-sections = Toutes les rubriques
feeds-no-section = Sans rubrique
health-trouble = En difficulté
health-gone = Disparus
health-new = Pas encore visités
health-ok = En service
health-some-trouble = { $n } en difficulté
health-some-gone =
    { $n ->
        [one] { $n } disparu
       *[other] { $n } disparus
    }
health-some-new =
    { $n ->
        [one] { $n } pas encore visité
       *[other] { $n } pas encore visités
    }
health-some-ok = { $n } en service
found-title = Flux à l’adresse [{ $address }]
found-title-none = Aucun flux à l’adresse [{ $address }]
found-add = Ajouter un flux
found-another = Essayer une autre adresse
found-watched = Aucun flux trouvé, mais la page elle-même peut être surveillée : les articles qu’elle liste entrent dans votre journal, ainsi que ceux qu’elle ajoutera. La liste a été reconnue à ce qui se répète sur la page ; vérifiez donc qu’il s’agit des titres et non d’un menu.
found-which = Quels flux suivre
found-which-page = Quelle page surveiller
found-a-page = Une page surveillée, pas un flux :
found-lists = Ce qu’elle liste à présent :
found-more =
    { $n ->
        [one] et { $n } autre.
       *[other] et { $n } autres.
    }
found-keep-feed = Laissez vide pour garder le flux à la une seulement.
found-keep-page = Laissez vide pour garder la page à la une seulement.
found-watch = Surveiller cette page
found-entries =
    { $n ->
        [one] { $n } entrée
       *[other] { $n } entrées
    }
found-links =
    { $n ->
        [one] { $n } lien dans sa liste
       *[other] { $n } liens dans sa liste
    }
found-newest = { $entries }, la plus récente { $ago }
found-nothing = Aucun flux n’a été trouvé là.
found-no-address = Ce n’est pas l’adresse d’un site ni d’un flux.
feed-articles = Ses articles
feed-site = Son site
saved-notice = Enregistré.
feed-name-and-section = Nom et rubrique
feed-name-more = Laissez vide pour utiliser celui du flux.
feed-section-more = Un nom nouveau crée une rubrique ; vide, le flux reste à la une seulement.
feed-fetched = Comment il est récupéré
feed-fetched-about = Ceci vaut pour tous les lecteurs du flux, et c’est à vous, propriétaire, d’en décider. Cookie et mot de passe vont à { $host } seul et ne s’affichent plus jamais.
feed-text = Texte de ses articles
feed-text-pages = De leurs pages, si elles en disent plus
feed-text-feed = Du flux seul ; ses pages ne sont jamais récupérées
feed-interval = Visiter toutes les … minutes
feed-interval-more = Vide : au rythme du flux. Les demandes du média et les échecs peuvent encore l’espacer.
feed-user-agent = User-Agent
feed-user-agent-more = Pour les médias qui l’exigent. Vide : le nom du journal.
feed-username = Nom d’utilisateur
feed-username-more = Pour les flux qui demandent une connexion (HTTP basic).
feed-as-it-is = Vide : inchangé.
feed-cookie = Cookie
feed-cookie-more = Tel qu’un navigateur l’envoie : name=value; other=value. Vide : inchangé.
feed-proxy = Proxy
feed-proxy-more = Par exemple http://proxy.example:8080 ou socks5://127.0.0.1:9050. Vide : inchangé.
feed-private = Il peut se trouver sur un réseau privé : { $host } seul, pas ce qu’il désigne
feed-save-and-check = Enregistrer et vérifier
feed-set = défini
feed-clear = Effacer ce qui est défini
feed-visits = Dernières visites
feed-no-visits = Aucune pour l’instant.
feed-when = Quand
feed-came-of-it = Résultat
feed-size = Taille
never = Jamais
feed-next-none = Aucune
feed-next-visit = Prochaine visite
feed-last-visit = Dernière visite
feed-last-good-visit = Dernière visite réussie
feed-seen-in-all = Vues en tout
feed-cost-week = Coût des sept derniers jours
feed-kind = Nature
feed-watched-page = Une page surveillée
feed-watched-page-more = Elle n’a pas de flux : les liens qu’elle liste sont lus comme ses entrées.
feed-answers-at = Répond à
feed-hub = Averti aussitôt des nouveautés
feed-hub-active = Par { $host }, donc visité une fois par jour
feed-hub-until = Jusqu’au { $until } ; averti { $times } jusqu’ici
feed-hub-until-ignored = Jusqu’au { $until } ; averti { $times } jusqu’ici ; { $posts } non signés et ignorés
feed-hub-denied = Pas par { $host } ; il est visité à la place
feed-hub-leaving = Plus par { $host }
feed-hub-waiting = Pas encore par { $host } ; il est visité entre-temps
count-times =
    { $n ->
        [one] { $n } fois
       *[other] { $n } fois
    }
count-posts =
    { $n ->
        [one] { $n } envoi
       *[other] { $n } envois
    }
checked = Vérifié : { $ending }.
checking = Vérification en cours…
not-checked-yet = La vérification n’a pas encore eu lieu : la rédaction est occupée, le site est lent ou demande de patienter, ou aucune rédaction ne tourne. Rechargez cette page plus tard.
too-long = Cela fait { $n } caractères ; { $most } au plus.
feed-not-visited = Pas encore visité
feed-works-empty = Fonctionne, mais ne contient aucune entrée
feed-works-quiet = Fonctionne, mais n’a rien apporté depuis une semaine
feed-works = Fonctionne
feed-failed = La dernière visite a échoué.
feed-tried = { $what } { $n } essais.
feed-gone = Disparu.
feed-gone-more = { $what } Il n’est plus visité.
advice-gone = Le média l’a retiré définitivement. Cherchez sur le site s’il existe un nouveau flux, ajoutez-le et supprimez celui-ci ; ce qu’il a apporté reste. Si vous pensez qu’il est revenu, vérifiez-le maintenant.
advice-never = Il n’a jamais fonctionné. Vérifiez que l’adresse est bien celle d’un flux, dans un navigateur par exemple.
advice-again = Il a déjà fonctionné ; de nouveaux essais ont lieu d’eux-mêmes.
visits-never = Jamais visité
visits-last = Visité { $ago }
visits-next = { $last }, prochaine visite { $next }
times-last = Dernière visite : { $when }
times-next = prochaine visite : { $when }
cost-none = aucune visite
cost-visits =
    { $n ->
        [one] { $n } visite
       *[other] { $n } visites
    }
cost-unchanged = { $n } sans changement
cost-failed =
    { $n ->
        [one] { $n } échouée
       *[other] { $n } échouées
    }
ending-hub = { $what }, envoyé par son relais
ending-unchanged = Inchangé, a dit le média
ending-failed = La visite a échoué
ending-nothing-new = Rien de nouveau
ending-new =
    { $n ->
        [one] { $n } nouvelle entrée
       *[other] { $n } nouvelles entrées
    }
size-bytes =
    { $n ->
        [one] { $n } octet
       *[other] { $n } octets
    }
size-kilobytes = { $n } ko
size-megabytes = { $n } Mo
decimal-mark = ,
import-none = Aucun flux de la liste n’est nouveau pour vous.
import-followed =
    { $n ->
        [one] { $n } flux de la liste est suivi. Ses articles arrivent.
       *[other] { $n } flux de la liste sont suivis. Leurs articles arrivent.
    }
import-already = Vous en suiviez déjà { $n } ; ils restent tels quels.
