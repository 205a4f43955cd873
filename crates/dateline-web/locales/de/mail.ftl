# Mail: die Adresse von Lesern, ein neues Passwort per Mail, was in Mails steht.

forgot = Passwort vergessen?
forgot-title = Ein neues Passwort per E-Mail
forgot-about = Geben Sie Ihren Namen oder Ihre E-Mail-Adresse an. Ein Link für ein neues Passwort geht an die Adresse aus Ihren Einstellungen.
forgot-name = Name oder E-Mail-Adresse
forgot-send = Link zuschicken
forgot-sent = Falls es ein solches Konto gibt und es eine E-Mail-Adresse hat, ist ein Link unterwegs. Er gilt einmal, eine Stunde lang. Kommt nichts an, sehen Sie im Spam-Ordner nach oder bitten Sie den Eigentümer dieser Zeitung um einen Link.
account-mail = E-Mail-Adresse
account-mail-about = Wenn Sie Ihr Passwort vergessen, geht ein Link für ein neues dorthin, und Sie erfahren, wenn sich Ihr Passwort oder diese Adresse ändert. Sonst wird nichts geschickt, und niemand sonst sieht sie.
account-mail-is = E-Mail geht an [{ $address }].
account-mail-waiting = Ein Link ist unterwegs an [{ $address }]. Folgen Sie ihm innerhalb eines Tages, dann geht E-Mail dorthin.
account-mail-set = Diese Adresse verwenden
account-mail-forget = Diese Adresse vergessen
confirm-mail-about = Ist [{ $address }] Ihre Adresse? Ein Link für ein neues Passwort kann dann dorthin gehen.
confirm-mail-yes = Ja, das ist meine
desk-mail = E-Mail
desk-mail-none = Kein Mailserver ist eingestellt, also brauchen Leser, die ihr Passwort vergessen, einen Link von Ihnen. Die Einstellungen unter mail.server ändern das.
desk-mail-is = E-Mail geht über { $server } hinaus, von { $from }.
desk-mail-sent = Zuletzt verschickt
desk-mail-trouble = Eine Nachricht ging nicht hinaus
desk-mail-to = Adresse für einen Test
desk-mail-test = Test-E-Mail an mich schicken
desk-mail-good = Der Mailserver hat einen Test für { $address } angenommen. Sehen Sie nach, ob er ankommt.
desk-mail-bad = Der Test ging nicht hinaus. { $why }
invitations-mail = E-Mail-Adresse (freiwillig)
invitations-mail-more = Der Link wird auch dorthin geschickt.
invitations-sent = Sie ist auch unterwegs an [{ $address }].

mail-reset-subject = Ein neues Passwort für { $paper }
mail-reset-text =
    Jemand, wahrscheinlich Sie, hat ein neues Passwort für das Konto „{ $name }“ bei { $paper } verlangt. Legen Sie es hier fest:

    { $link }

    Der Link gilt einmal, eine Stunde lang. Waren das nicht Sie, tun Sie nichts: Ihr Passwort bleibt, wie es ist.
mail-confirm-subject = Ihre E-Mail-Adresse bei { $paper }
mail-confirm-text =
    Jemand, der { $paper } liest, hat diese Adresse als die eigene angegeben. Waren Sie das, bestätigen Sie sie hier:

    { $link }

    Der Link gilt einmal, einen Tag lang. Waren das nicht Sie, tun Sie nichts: Es kommt keine weitere E-Mail.
mail-password-subject = Ihr Passwort bei { $paper } ist neu
mail-password-text =
    Das Konto „{ $name }“ bei { $paper } hat ein neues Passwort, und alle anderen Sitzungen sind beendet.

    Haben nicht Sie es festgelegt, legen Sie hier ein anderes fest und sehen Sie dann die Einstellungen Ihres Kontos durch:

    { $link }
mail-moved-subject = Eine andere E-Mail-Adresse bei { $paper }
mail-moved-text =
    E-Mail für das Konto „{ $name }“ bei { $paper } geht jetzt an eine andere Adresse und nicht mehr an diese.

    Haben nicht Sie das geändert, sagen Sie es sofort dem Eigentümer der Zeitung.
mail-invite-subject = Eine Einladung zu { $paper }
mail-invite-text =
    Sie sind eingeladen, { $paper } zu lesen. Legen Sie hier Ihr Konto an:

    { $link }

    Der Link ergibt ein einziges Konto. Haben Sie ihn nicht erwartet, tun Sie nichts.
mail-test-subject = Ein Test von { $paper }
mail-test-text = E-Mail von { $paper } kommt an.
mail-passkey-subject = Ein neuer Passkey bei { $paper }
mail-passkey-text =
    Das Konto „{ $name }“ bei { $paper } hat einen neuen Passkey, mit dem man sich anmelden kann.

    Haben nicht Sie ihn hinzugefügt, legen Sie hier ein neues Passwort fest und entfernen Sie dann den Passkey in den Einstellungen Ihres Kontos:

    { $link }
mail-changed-subject = Eine Änderung an Ihrem Konto bei { $paper }
mail-connected-text =
    { $provider } kann jetzt beim Konto „{ $name }“ bei { $paper } anmelden.

    Haben nicht Sie es verbunden, legen Sie hier ein neues Passwort fest und trennen Sie es dann in den Einstellungen Ihres Kontos:

    { $link }
mail-disconnected-text =
    { $provider } meldet nicht mehr beim Konto „{ $name }“ bei { $paper } an.

    Haben nicht Sie es getrennt, legen Sie hier ein neues Passwort fest und sehen Sie dann die Einstellungen Ihres Kontos durch:

    { $link }
mail-forgotten-subject = Keine E-Mail von { $paper } mehr
mail-forgotten-text =
    Das Konto „{ $name }“ bei { $paper } hat diese Adresse vergessen: Es kommt hier keine E-Mail mehr an.

    Haben nicht Sie das gewollt, sagen Sie es sofort dem Eigentümer der Zeitung.
mail-unpasskey-text =
    Ein Passkey des Kontos „{ $name }“ bei { $paper } wurde entfernt; mit ihm kann man sich nicht mehr anmelden.

    Haben nicht Sie ihn entfernt, legen Sie hier ein neues Passwort fest und sehen Sie dann die Einstellungen Ihres Kontos durch:

    { $link }
mail-app-text =
    Das Konto „{ $name }“ bei { $paper } hat ein neues Passwort für ein Programm.

    Haben nicht Sie es erzeugt, legen Sie hier ein neues Passwort fest; dann enden alle Passwörter für Programme:

    { $link }
