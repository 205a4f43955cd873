# The frame around every page, pieces that many pages share, days and times.

skip = Aller aux articles
search = Rechercher
search-the-paper = Rechercher dans le journal
yours = Vos pages
following = Suivis
saved = Enregistrés
feeds = Flux
answers = Réponses
answers-unread =
    { $n ->
        [one] Réponses, { $n } non lue
       *[other] Réponses, { $n } non lues
    }
desk = Rédaction
settings = Réglages
signed-in-as = Connecté en tant que { $name }
sign-out = Se déconnecter
sign-in = Se connecter
sections = Rubriques
section = Rubrique
all = Tout
of-your-own = Dateline, votre propre journal
made-with = { $name }, réalisé avec Dateline
appearance = Apparence
atom-feed = Flux Atom
json-feed = Flux JSON
publishers =
    { $n ->
        [one] { $n } média
       *[other] { $n } médias
    }
new-since-read = Du nouveau depuis votre lecture
why-here = Pourquoi ici ?
follow = Suivre
no-longer-follow = Ne plus suivre
older = Plus ancien
save = Enregistrer
cancel = Annuler
remove = Supprimer
name = Nom
password = Mot de passe
new = nouveau
mark-as-read = Marquer comme lu
mark-as-unread = Marquer comme non lu
read-the-original = Lire l’original
ai-features = Outils d’IA
what-to-do = Actions
none = Aucune.
at-least-8 = Au moins 8 caractères.
colon = { $label } : { $text }
list-comma = {", "}
list-semicolon = {" ; "}
names-two = { $a } et { $b }
names-more =
    { $n ->
        [one] { $a } et { $n } autre
       *[other] { $a } et { $n } autres
    }
quoted = « { $text } »
look-about = Pour ce navigateur seulement.
look-keep = Conserver
look-sample-title = Le port à marée basse
look-sample = Voici un texte avec vos réglages actuels. Une ligne de soixante à soixante-quinze signes se lit le plus aisément ; la largeur suit la taille des caractères.
look-theme = Couleurs
look-theme-system = Comme cet appareil
look-theme-light = Clair
look-theme-dark = Sombre
look-theme-sepia = Sépia
look-size = Taille des textes
look-size-m = Moyenne
look-size-s = Petite
look-size-l = Grande
look-size-xl = Très grande
look-measure = Largeur des textes
look-measure-normal = Normale
look-measure-narrow = Étroite
look-measure-wide = Large
look-face = Police
look-face-paper = Celle du journal
look-face-device = Une police à empattements de cet appareil
look-face-sans = Sans empattements
look-density = Une
look-density-paper = Comme un journal
look-density-cards = En cartes
look-density-list = En liste
look-scroll = Passer un titre en faisant défiler
look-scroll-off = Le laisse non lu
look-scroll-on = Marque son sujet comme lu
look-language = Langue du journal
look-language-auto = Celle que demande ce navigateur
month-1 = janvier
month-2 = février
month-3 = mars
month-4 = avril
month-5 = mai
month-6 = juin
month-7 = juillet
month-8 = août
month-9 = septembre
month-10 = octobre
month-11 = novembre
month-12 = décembre
weekday-1 = lundi
weekday-2 = mardi
weekday-3 = mercredi
weekday-4 = jeudi
weekday-5 = vendredi
weekday-6 = samedi
weekday-7 = dimanche
pattern-first-day = 1er
pattern-day = %-d %B %Y
pattern-month = %B %Y
pattern-moment = %-d %B %Y à %H h %M (%Z)
pattern-long-day = %A %-d %B %Y
pattern-weekday = %A à %H h %M
week-of-year = semaine { $week } de { $year }
just-now = à l’instant
today = aujourd’hui
yesterday = hier
minutes-ago =
    { $n ->
        [one] il y a { $n } minute
       *[other] il y a { $n } minutes
    }
hours-ago =
    { $n ->
        [one] il y a { $n } heure
       *[other] il y a { $n } heures
    }
days-ago =
    { $n ->
        [one] il y a { $n } jour
       *[other] il y a { $n } jours
    }
due-now = imminent
in-minutes =
    { $n ->
        [one] dans { $n } minute
       *[other] dans { $n } minutes
    }
in-hours =
    { $n ->
        [one] dans { $n } heure
       *[other] dans { $n } heures
    }
in-days =
    { $n ->
        [one] dans { $n } jour
       *[other] dans { $n } jours
    }
offline = Pas de connexion
offline-more = Le journal est injoignable pour l’instant. La [une] et les [articles enregistrés] sont conservés dans ce navigateur tels que vous les avez vus.
