# The front page, lists, articles, stories, search, what is followed, filters.

front-caught-up = Tous les sujets des deux dernières semaines sont marqués comme lus.
front-take-back = Annuler
front-leading = À la une
front-talked-about = On en parle
front-more = Autres sujets
front-mark-all = Tout marquer comme lu
front-older = Sujets plus anciens
front-no-feeds = Ce journal n’a pas encore de sources. [Ajoutez un site que vous aimez lire], importez une liste de flux ou commencez par une liste proposée ; les premiers sujets paraîtront ici un instant plus tard.
front-fetching = La première édition se prépare : { $visited } flux visités sur { $feeds }, { $articles } articles lus. Les sujets paraîtront ici dès leur arrivée.
front-nothing = Rien pour l’instant. Dès que vos flux publieront quelque chose, vous le trouverez ici.
news-none = Rien de nouveau depuis votre dernière visite, { $ago }.
news-some =
    { $n ->
        [one] Un sujet est nouveau depuis votre dernière visite, { $ago }.
       *[other] { $n } sujets ont du nouveau depuis votre dernière visite, { $ago }.
    }
news-all = Tout ici est nouveau depuis votre dernière visite, { $ago }.
arrived =
    { $n ->
        [one] { $shown } nouvel article
       *[other] { $shown } nouveaux articles
    }
why-publishers = { $n } médias y consacrent un texte à eux
why-pace = dont { $n } en six heures
why-latest = dernières nouvelles { $ago }
why-added = complété depuis votre lecture
why-read = déjà lu, donc placé plus loin
why-follow = vous suivez { $name }
list-tag = Les articles portant ce mot-dièse, du plus récent au plus ancien.
list-tag-empty = Plus aucun article ne porte ce mot-dièse.
list-publisher-empty = Ce média n’a encore rien apporté.
list-section-empty = Rien dans cette rubrique pour l’instant. Les flux se rangent en rubriques à la page des flux.
list-saved-about = Ce que vous avez enregistré, les articles les plus récents d’abord.
list-saved-empty = Rien d’enregistré. Enregistrez un article depuis sa page pour le garder ici.
history = Historique
list-history-about = Ce que vous avez lu, le plus récent d’abord. Vous seul le voyez.
list-history-empty = Vous n’avez encore rien lu.
name-person = Une personne dans l’actualité : les articles qui la citent, du plus récent au plus ancien.
name-organisation = Une organisation dans l’actualité : les articles qui la citent, du plus récent au plus ancien.
name-place = Un lieu dans l’actualité : les articles qui le citent, du plus récent au plus ancien.
name-other = Un nom dans l’actualité : les articles qui le citent, du plus récent au plus ancien.
article-covered-by =
    { $n ->
        [one] Traité par { $n } média
       *[other] Traité par { $n } médias
    }
article-changed = modifié
article-edited =
    { $n ->
        [one] corrigé une fois
       *[other] corrigé { $n } fois
    }
article-minutes = { $n } min de lecture
feed-view = Version du flux
reader-view = Version lecture
this-is-wrong = Signaler une erreur
saved-take-off = Enregistré : retirer
save-article = Enregistrer
article-brief = En bref
article-show-sentence = Montrer la phrase { $n } dans l’article
article-absent = La page du média n’a donné aucun texte à lire ici.
article-how-read = Comment cet article a été lu
article-excerpt = Ceci est le début de l’article. [Le lire sur { $name }].
article-excerpt-sign-in = Ceci est le début de l’article. [Le lire sur { $name }] ou [se connecter].
article-media = Vidéos et sons
article-play-video = Lire la vidéo
article-play-audio = Écouter l’enregistrement
article-video = Vidéo
article-audio = Son
article-opens-at = S’ouvre sur { $name }
article-loads-from = Chargé depuis { $name } à votre demande
article-hashtags = Mots-dièse
article-named = Cités ici
article-named-times =
    { $n ->
        [one] cité une fois
       *[other] cité { $n } fois
    }
article-elsewhere = Le sujet ailleurs
article-related = Articles liés
feed-view-kicker = Tel que dans le flux
feed-view-empty = Le flux donne un titre, sans texte.
line-not-read = pas encore lu
line-here = vous lisez celui-ci
line-copies =
    { $n ->
        [one] D’abord publié par { $publisher } ; { $n } reprise
       *[other] D’abord publié par { $publisher } ; { $n } reprises
    }
label-first = premier à publier
label-most-cited = le plus cité
label-in-depth = en profondeur
label-local = local
label-opinion = opinion
label-live = en direct
label-video = vidéo
label-agency = texte de { $agency }
story-publishers =
    { $n ->
        [one] Un média
       *[other] { $n } médias
    }
story-articles =
    { $n ->
        [one] un article
       *[other] { $n } articles
    }
story-first = Première parution
story-latest = dernière
story-earlier = Précédemment :
story-compare = Comparer les traitements
story-new-since = Nouveau depuis { $since }
story-nothing-new = Rien que vous n’ayez lu.
story-happened = Les faits
story-coverage = Tous les articles
story-timeline = Chronologie
story-put-right = Rectifications
story-merged = { $who } a réuni le sujet { $story } au sujet { $other }
story-parted = { $who } a séparé le sujet { $other } du sujet { $story }
story-moved = { $who } a déplacé un article du sujet { $story } au sujet { $other }
a-moderator = Un modérateur
story-correct = Des articles d’un autre événement figurent ici, ou un autre sujet raconte celui-ci
story-join-to = Réunir ce sujet à
story-join-hint = l’adresse ou le numéro de l’autre sujet
story-join = Réunir
story-part-these = En séparer ceux-ci, comme sujet à part
story-part = Séparer
story-move-one = Déplacer un article
story-same-text = { $headline } (le même texte)
story-move-to = vers le sujet
story-move-hint = son adresse ou son numéro ; vide pour un sujet à part
story-move = Déplacer
back-to-article = Retour à l’article
back-to-story = Retour au sujet
edits-title = Modifications : { $headline }
edits-none = Non modifié depuis sa première lecture par ce journal
edits-times =
    { $n ->
        [one] Modifié une fois depuis sa première lecture par ce journal
       *[other] Modifié { $n } fois depuis sa première lecture par ce journal
    }
edits-latest-shown = {" "}; les { $n } dernières sont affichées
edits-version = Version { $n }
edits-correction = rectification
edits-seen = Vue
edits-headline = Titre
edits-text = Texte
edits-gap = mots omis
compare-title = Comparer : { $headline }
compare-about =
    { $n ->
        [one] Le traitement de { $n } média. Chaque ligne dit d’où elle vient ; rien n’est jugé.
       *[other] Les traitements de { $n } médias côte à côte. Chaque ligne dit d’où elle vient ; rien n’est jugé.
    }
compare-headlines = Titres
compare-figures = Chiffres divergents
compare-figure = chiffre
compare-dates = Dates divergentes
compare-date = date
compare-shared = Ce que plusieurs rapportent
compare-all = les { $n } médias
compare-some = { $n } médias sur { $all }
compare-alone = Ce qu’un seul rapporte
compare-quotes = Qui ils citent
compare-no-speaker = Auteur non nommé
compare-nothing = Un seul média a publié son propre texte. Il n’y a encore rien à comparer.
facts-owned-by = propriété de { $name }
facts-in-language = en { $name }
facts-state-run = dirigé par un État
facts-not-state-run = non dirigé par un État
search-for = Recherche : « [{ $query }] »
query-nothing-after = Rien ne suit « { $value }: » ; écrivez ce que vous cherchez, sans espace entre les deux.
query-no-word = « { $value } » ne contient ni lettre ni chiffre.
query-no-language = « { $value } » n’est pas un code de langue ; écrivez deux lettres, comme lang:fr.
query-no-state = « is:{ $value } » est inconnu ; il y a is:unread, is:saved et is:story.
query-no-holding = « has:{ $value } » est inconnu ; il y a has:video, has:audio, has:image et has:live.
query-no-date = « { $value } » n’est pas une date ; écrivez 2026-11-05, 2026-11, 2026, yesterday ou 3d (jours, aussi h, w, m, y).
query-no-publisher = Aucun média ne s’appelle ici « { $value } ».
query-no-section = Aucune rubrique contenant des flux ne s’appelle « { $value } ».
query-large-pattern = Le motif /{ $value }/ est trop grand ; raccourcissez-le.
query-broken-pattern = Le motif /{ $value }/ est illisible : { $why }
query-phrase-in = L’expression n’a été cherchée que dans { $n } articles.
query-newest = Seuls les { $n } articles les plus récents qui pouvaient convenir ont été examinés.
search-title = Recherche : { $query }
search-words = Mots à trouver
search-how = Chercher au-delà des mots
search-phrase = ces mots côte à côte
search-without = sans ce mot ; un signe moins inverse n’importe lequel de ces critères
search-tag = un mot-dièse ; quelqu’un ou quelque chose de nommé
search-who = qui l’a publié, qui l’a écrit
search-section = une de vos rubriques, une langue
search-dates = un jour, un mois ou une année ; aussi [yesterday] (hier) et [3d], il y a trois jours
search-is = ce que vous n’avez pas lu, ce que vous avez enregistré, ce que racontent plusieurs articles
search-has = aussi [audio], [image] et [live]
search-question = Plutôt une question ? [Interrogez tout le journal].
search-follow = Suivez cette recherche : elle prend place parmi vos rubriques et signale les nouveautés.
search-nearby = Pages de ce nom
search-empty = Aucun article ne répond à tout cela. Essayez moins de mots ou de critères, ou une autre orthographe.
following-about = Mots-dièse, personnes, médias, sujets et recherches, en plus de vos flux. Ce que vous suivez remonte à la une.
following-nothing = Vous ne suivez rien encore. Appuyez sur « Suivre » à la page d’un mot-dièse, d’une personne, d’un média, d’un sujet ou d’une recherche.
following-mark-all =
    { $n ->
        [one] Marquer { $n } article comme vu
       *[other] Marquer les { $n } articles comme vus
    }
following-fresh =
    { $n ->
        [one] { $n } nouveau
       *[other] { $n } nouveaux
    }
following-quiet = Rien à ce sujet ces derniers temps.
following-mark-seen = Marquer comme vu
filters = Filtres
filters-about = Ce que vous ne voulez pas voir, et ce que vous ne voulez pas manquer. Un filtre s’écrit comme une [recherche] : [tag:football -womens], [publisher:gazette lang:fr], [{ $example }]. Il vaut à la une, dans vos rubriques et aux pages des mots-dièse, y compris pour les articles déjà présents ; la recherche, elle, trouve tout.
filters-removed = Le filtre [{ $line }] est supprimé.
filters-put-back = Le remettre
filters-covers = Ce qu’il couvre
filters-does = Ce qu’il fait
filters-mute = Masquer
filters-highlight = Signaler
filters-try = Essayer
filters-would-hide =
    { $n ->
        [one] Aurait masqué { $n } article de la semaine passée
       *[other] Aurait masqué { $n } articles de la semaine passée
    }
filters-would-mark =
    { $n ->
        [one] Aurait signalé { $n } article de la semaine passée
       *[other] Aurait signalé { $n } articles de la semaine passée
    }
filters-cannot = Ceci ne peut pas être un filtre
how-long = Pour combien de temps
for-ever = Pour toujours
for-a-day = Pour un jour
for-a-week = Pour une semaine
for-a-month = Pour un mois
filters-mute-these = Masquer ceux-ci
filters-highlight-these = Signaler ceux-ci
filters-yours = Vos filtres
filters-nothing = Vous n’en avez aucun.
filters-mutes = Masque
filters-highlights = Signale
filters-lately = { $n } des derniers articles
filters-lately-until = { $n } des derniers articles, jusqu’au { $until }
reason-opens-story = ouvre un sujet : rien avant lui n’a assez de noms et de mots rares en commun
reason-stands-in = { $share } % de son texte se trouvent mot pour mot dans celui de { $publisher }
reason-stands-in-earlier = { $share } % de son texte se trouvent mot pour mot dans un texte antérieur
reason-holds = { $share } % du texte de { $publisher } s’y trouvent mot pour mot
reason-holds-earlier = { $share } % d’un texte antérieur s’y trouvent mot pour mot
reason-names = nomme { $names }
reason-words =
    { $n ->
        [one] { $n } mot en commun
       *[other] { $n } mots en commun
    }
reason-rare-words =
    { $n ->
        [one] { $n } mot rare en commun
       *[other] { $n } mots rares en commun
    }
reason-within-an-hour = à moins d’une heure d’écart
reason-hours =
    { $n ->
        [one] à { $n } heure d’écart
       *[other] à { $n } heures d’écart
    }
reason-days =
    { $n ->
        [one] à { $n } jour d’écart
       *[other] à { $n } jours d’écart
    }
reason-says = donne { $figure }
reason-says-when = dit quand : { $day }
reason-new-act = raconte quelque chose de nouveau
reason-in-headline = dans le titre
reason-given-tag = mot-clé du média
reason-were-one = les deux ne faisaient qu’un sujet avant qu’on en sache plus
