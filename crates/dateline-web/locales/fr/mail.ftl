# Courrier : l’adresse d’un lecteur, un nouveau mot de passe par courriel, le texte des messages.

forgot = Mot de passe oublié ?
forgot-title = Un nouveau mot de passe par courriel
forgot-about = Indiquez votre nom ou votre adresse électronique. Un lien pour un nouveau mot de passe est envoyé à l’adresse donnée dans vos réglages.
forgot-name = Nom ou adresse électronique
forgot-send = M’envoyer un lien
forgot-sent = S’il existe un tel compte et qu’il a une adresse électronique, un lien est en route. Il sert une fois, pendant une heure. Si rien n’arrive, regardez parmi les indésirables ou demandez un lien au propriétaire de ce journal.
account-mail = Adresse électronique
account-mail-about = Si vous oubliez votre mot de passe, un lien pour un nouveau y est envoyé, et vous êtes averti quand votre mot de passe ou cette adresse change. Rien d’autre n’est envoyé, et personne d’autre ne la voit.
account-mail-is = Le courrier va à [{ $address }].
account-mail-waiting = Un lien est en route vers [{ $address }]. Suivez-le dans la journée, et le courrier ira là.
account-mail-set = Utiliser cette adresse
account-mail-forget = Oublier cette adresse
confirm-mail-about = L’adresse [{ $address }] est-elle la vôtre ? Un lien pour un nouveau mot de passe pourra alors y être envoyé.
confirm-mail-yes = Oui, c’est la mienne
desk-mail = Courrier
desk-mail-none = Aucun serveur de courrier n’est défini : les lecteurs qui oublient leur mot de passe ont besoin d’un lien de votre part. Les réglages sous mail.server y remédient.
desk-mail-is = Le courrier part par { $server }, de { $from }.
desk-mail-sent = Dernier envoi
desk-mail-trouble = Un message n’est pas parti
desk-mail-to = Adresse pour un essai
desk-mail-test = M’envoyer un message d’essai
desk-mail-good = Le serveur a accepté un essai pour { $address }. Vérifiez qu’il arrive.
desk-mail-bad = L’essai n’est pas parti. { $why }
invitations-mail = Adresse électronique (facultative)
invitations-mail-more = Le lien y est envoyé aussi.
invitations-sent = Elle est aussi en route vers [{ $address }].

mail-reset-subject = Un nouveau mot de passe pour { $paper }
mail-reset-text =
    Quelqu’un, sans doute vous, a demandé un nouveau mot de passe pour le compte « { $name } » de { $paper }. Définissez-le ici :

    { $link }

    Le lien sert une fois, pendant une heure. Si ce n’était pas vous, ne faites rien : votre mot de passe reste le même.
mail-confirm-subject = Votre adresse électronique chez { $paper }
mail-confirm-text =
    Un lecteur de { $paper } a donné cette adresse comme la sienne. Si c’était vous, confirmez-la ici :

    { $link }

    Le lien sert une fois, pendant un jour. Si ce n’était pas vous, ne faites rien : aucun autre message ne viendra.
mail-password-subject = Votre mot de passe chez { $paper } est nouveau
mail-password-text =
    Le compte « { $name } » de { $paper } a un nouveau mot de passe, et toutes ses autres sessions ont pris fin.

    Si ce n’est pas vous qui l’avez défini, définissez-en un autre ici, puis vérifiez les réglages de votre compte :

    { $link }
mail-moved-subject = Une autre adresse électronique chez { $paper }
mail-moved-text =
    Le courrier du compte « { $name } » de { $paper } va désormais à une autre adresse, et non plus à celle-ci.

    Si ce n’est pas vous qui l’avez changée, prévenez tout de suite le propriétaire du journal.
mail-invite-subject = Une invitation à { $paper }
mail-invite-text =
    Vous êtes invité à lire { $paper }. Créez votre compte ici :

    { $link }

    Le lien crée un seul compte. Si vous ne l’attendiez pas, ne faites rien.
mail-test-subject = Un essai de { $paper }
mail-test-text = Le courrier de { $paper } arrive.
mail-passkey-subject = Une nouvelle clé d’accès chez { $paper }
mail-passkey-text =
    Le compte « { $name } » de { $paper } a une nouvelle clé d’accès, qui permet de s’y connecter.

    Si ce n’est pas vous qui l’avez ajoutée, définissez un nouveau mot de passe ici, puis retirez la clé dans les réglages de votre compte :

    { $link }
mail-changed-subject = Un changement à votre compte chez { $paper }
mail-connected-text =
    { $provider } permet désormais de se connecter au compte « { $name } » de { $paper }.

    Si ce n’est pas vous qui l’avez relié, définissez un nouveau mot de passe ici, puis déliez-le dans les réglages de votre compte :

    { $link }
mail-disconnected-text =
    { $provider } ne permet plus de se connecter au compte « { $name } » de { $paper }.

    Si ce n’est pas vous qui l’avez délié, définissez un nouveau mot de passe ici, puis vérifiez les réglages de votre compte :

    { $link }
mail-forgotten-subject = Plus de courrier de { $paper }
mail-forgotten-text =
    Le compte « { $name } » de { $paper } a oublié cette adresse : aucun courrier n’y arrivera plus.

    Si ce n’est pas vous qui l’avez voulu, prévenez tout de suite le propriétaire du journal.
mail-unpasskey-text =
    Une clé d’accès du compte « { $name } » de { $paper } a été retirée ; elle ne permet plus de s’y connecter.

    Si ce n’est pas vous qui l’avez retirée, définissez un nouveau mot de passe ici, puis vérifiez les réglages de votre compte :

    { $link }
mail-app-text =
    Le compte « { $name } » de { $paper } a un nouveau mot de passe d’application.

    Si ce n’est pas vous qui l’avez créé, définissez un nouveau mot de passe ici ; tous ceux d’applications prendront fin :

    { $link }
