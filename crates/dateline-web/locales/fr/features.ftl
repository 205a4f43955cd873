# AI features: their buttons, their answers, the assistant.

feature-brief = Résumé
feature-brief-about = Trois phrases du texte qui le résument.
feature-timeline = Chronologie
feature-timeline-about = Les phrases datées, dans l’ordre.
feature-quotes = Qui a dit quoi
feature-quotes-about = Chaque citation, mot pour mot, par auteur.
feature-figures = Chiffres clés
feature-figures-about = Les chiffres avec ce qu’ils mesurent, et les divergences entre médias.
feature-explain = Expliquer
feature-explain-about = Qui et quoi est nommé, et ce que les articles de ce journal en ont dit.
feature-simplify = Simplifier
feature-simplify-about = Les phrases courtes et simples du texte même ; rien n’est reformulé.
feature-translate = Traduire
feature-translate-about = Chaque phrase dans une autre langue, par un assistant.
feature-listen = Écouter
feature-listen-about = Votre navigateur lit le texte à voix haute.
feature-ask = Demander
feature-ask-about = Des phrases qui répondent à une question.
ask-article = Interroger cet article
ask-story = Interroger ce sujet
ask-paper = Interroger tout le journal
ask = Demander
your-question = Votre question
cite-show = ¶ { $publisher } : montrer où il le dit
cite-show-number = ¶ { $number } { $publisher } : montrer où il le dit
answer-background = contexte
answer-differ = les médias divergent
answer-who = Qui est qui
answer-unclear = Auteur incertain
answer-own = Établi sur la machine même de ce journal, avec les mots mêmes de ses articles.
answer-by = Écrit par le modèle [{ $model }].
answer-checked = Chaque phrase a été confrontée à celles qu’elle cite : noms, chiffres, jours, citations, mots nouveaux. Vérifier n’est pas prouver : suivez les numéros.
answer-checked-translation = Les chiffres et les personnes citées ont été vérifiés dans chaque phrase ; une traduction ne peut l’être davantage.
answer-withheld =
    { $n ->
        [one] [{ $n } phrase a été écartée] car le texte cité ne la confirme pas.
       *[other] [{ $n } phrases ont été écartées] car le texte cité ne les confirme pas.
    }
kind-person = personne
kind-organisation = organisation
kind-place = lieu
listen-notice = Votre navigateur lit lui-même à voix haute s’il exécute le script de ce journal et dispose de voix : le bouton « Écouter », à la page du texte, lance la lecture. Sans script, utilisez la lecture à voix haute du navigateur ou du système ; voici les phrases.
assistant = Assistant
assistant-not-set = Il faut un assistant, et le propriétaire de ce journal n’en a configuré aucun. Aucun texte n’a été envoyé.
assistant-not-allowed = Ce journal a un assistant : le modèle [{ $model }] chez [{ $host }]. Il ne voit rien de vos lectures tant que vous ne l’avez pas [activé pour vous].
assistant-language = Langue
assistant-do = Confier à { $model }
assistant-leaves = Le texte quitte cette machine pour [{ $host }] quand vous appuyez sur le bouton, pas avant.
assistant-spent = Vous avez utilisé { $spent } de vos { $most } jetons du jour ; tous les lecteurs ensemble, { $all } sur { $budget }.
assistant-too-much = Cela prendrait jusqu’à { $tokens } jetons, plus qu’il n’en reste aujourd’hui.
assistant-nothing-found = L’assistant n’a rien trouvé ici qui y réponde.
assistant-nothing-shown = Rien de ce que l’assistant a écrit n’a pu être montré.
assistant-arrived = Ce qui était déjà arrivé figure ci-dessus.
assistant-sent = Le texte a été envoyé à [{ $host }].
assistant-writing = Le modèle [{ $model }] écrit ; les phrases paraissent une fois vérifiées.
choices-about = Ces outils montrent les phrases mêmes des articles, ou des phrases qui les citent. Tout, hormis le travail de l’assistant, se fait sur la machine de ce journal.
choices-allow = Me laisser interroger l’assistant
choices-allow-about = Le modèle [{ $model }] chez [{ $host }]. Quand vous appuyez sur son bouton, et alors seulement, des phrases de l’article et votre question y sont envoyées.
choices-no-assistant = Le propriétaire de ce journal n’a configuré aucun assistant. Aucun texte ne quitte cette machine.
choices-switched-off = Le propriétaire l’a désactivé.
choices-needs-assistant = Il faut un assistant, et le propriétaire n’en a configuré aucun.
choices-back = Retour aux réglages
