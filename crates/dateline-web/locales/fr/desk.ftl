# The owner's desk: work, reports, rules of sites, publishers; and the form that reports.

desk-about = Ce que fait le journal.
desk-reports = Signalements et règles des sites
desk-publishers = Ce que l’on sait des médias
desk-number-feeds = flux
desk-number-entries = entrées
desk-number-articles = articles
desk-number-unplaced = en attente de leur sujet
desk-number-stories = sujets
desk-number-readers = lecteurs
desk-number-comments = commentaires
desk-work = Travail
desk-no-work = Aucun travail en attente.
desk-kind = Nature
desk-state = État
desk-count = Nombre
desk-dead = Abandonné
desk-no-dead = Rien n’a été abandonné.
desk-what = Quoi
desk-tries = Essais
desk-try-again = Réessayer
publishers-title = Médias
publishers-about = Ce que vous saisissez ici figure à côté d’un média là où l’on compare. Des faits seulement : aucune note.
publishers-export = Exporter en CSV
publishers-import = Importer un CSV : [{ $head }] ; les lignes de médias inconnus ici sont ignorées
publishers-country = Pays
publishers-owner = Propriétaire
publishers-language = Langue
publishers-state = Dirigé par un État
not-known = inconnu
yes = oui
no = non
report = Signalement
reports = Signalements
report-says = [{ $reason }], dit [{ $reader }],
report-words = {" "}: « [{ $words }] »
report-article = L’article
report-original = L’original
report-all = Tous les signalements
report-was-dealt-with = Ce signalement a été traité.
report-dealt-with = Traité
report-blocks = La page, bloc par bloc
report-blocks-about = Ce qui a été pris pour l’article est en noir. Un clic établit une règle pour toutes les pages de [{ $host }].
report-taken = Pris :
report-left-out = Laissé de côté :
report-drop = Écarter [{ $selector }]
report-keep = Garder tout [{ $selector }]
report-rule = La règle de { $host }
report-keep-only = Ne garder que ce qui est dans ceux-ci
report-keep-only-more = Sélecteurs CSS, un par ligne : { $example }. Vide : Dateline juge seul.
report-selectors = noms, #id, .class, { $attribute }, espaces et >
report-never-take = Ne jamais prendre ceux-ci
report-keep-rule = Appliquer cette règle et relire les articles du site
report-gives-now = Ce que la page donne à présent
report-no-rule =
    { $n ->
        [one] Le site n’a plus de règle. { $n } article est relu ; ci-dessous, ce que la page donne à présent.
       *[other] Le site n’a plus de règle. { $n } articles sont relus ; ci-dessous, ce que la page donne à présent.
    }
report-rule-kept =
    { $n ->
        [one] La règle est enregistrée. { $n } article est relu ; ci-dessous, ce que la page donne à présent.
       *[other] La règle est enregistrée. { $n } articles sont relus ; ci-dessous, ce que la page donne à présent.
    }
reports-about = Ce que les lecteurs disent mal lu.
reports-empty = Aucun signalement. Sous chaque article, « Signaler une erreur » en envoie un ici.
reports-rules = Règles des sites
reports-site = Site
reports-kept = Gardé
reports-dropped = Écarté
reports-take-away = Retirer
reader-has-left = un lecteur parti
wrong-missing = Une partie du texte manque
wrong-extra = Du texte n’y a pas sa place
wrong-head = Le titre, le nom, la date ou l’image est erroné
wrong-other = Autre chose
wrong-something = Quelque chose ne va pas
wrong-thanks = Merci. La page est conservée avec votre signalement ; le propriétaire de ce journal la verra.
wrong-question = Qu’est-ce qui a été mal lu dans cet article ?
wrong-should-be = Que devrait-on lire ? (facultatif)
wrong-about = La page est récupérée et conservée avec le signalement. Nous ne changeons pas ce que le média a écrit : pour une erreur dans l’information même, écrivez au média.
wrong-report = Signaler
