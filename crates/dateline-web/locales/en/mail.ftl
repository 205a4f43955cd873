# Mail: a reader's address, a new password by mail, what letters say.

forgot = Forgot your password?
forgot-title = A new password by mail
forgot-about = Write your name or your mail address. A link for a new password goes to the address that you gave in your settings.
forgot-name = Name or mail address
forgot-send = Send me a link
forgot-sent = If there is such an account, and it has a mail address, a link is on its way. It works once, for an hour. If nothing arrives, look among unwanted mail, or ask the owner of this paper for a link.
account-mail = Mail address
account-mail-about = If you forget your password, a link for a new one goes there, and you are told when your password or this address changes. Nothing else is sent, and nobody else sees it.
account-mail-is = Mail goes to [{ $address }].
account-mail-waiting = A link is on its way to [{ $address }]. Follow it within a day, and mail goes there.
account-mail-set = Use this address
account-mail-forget = Forget this address
confirm-mail-about = Is [{ $address }] your address? A link for a new password can then go there.
confirm-mail-yes = Yes, it is mine
desk-mail = Mail
desk-mail-none = No mail server is set, so readers who forget their password need a link from you. The settings under mail.server change that.
desk-mail-is = Mail goes out by { $server }, from { $from }.
desk-mail-sent = Last sent
desk-mail-trouble = A letter did not go out
desk-mail-to = Address for a test
desk-mail-test = Send me a test mail
desk-mail-good = The mail server took a test for { $address }. Look whether it arrives.
desk-mail-bad = The test did not go out. { $why }
invitations-mail = Mail address (optional)
invitations-mail-more = The link is sent there as well.
invitations-sent = It is also on its way to [{ $address }].

mail-reset-subject = A new password for { $paper }
mail-reset-text =
    Somebody, probably you, asked for a new password for the account “{ $name }” at { $paper }. Set it here:

    { $link }

    The link works once, for an hour. If it was not you who asked, do nothing: your password stays as it is.
mail-confirm-subject = Your mail address at { $paper }
mail-confirm-text =
    A reader of { $paper } gave this address as theirs. If that was you, confirm it here:

    { $link }

    The link works once, for a day. If it was not you, do nothing: no more mail comes.
mail-password-subject = Your password at { $paper } is new
mail-password-text =
    The account “{ $name }” at { $paper } has a new password, and all its other sessions have ended.

    If it was not you who set it, set another one here, and then look through your account’s settings:

    { $link }
mail-moved-subject = Another mail address at { $paper }
mail-moved-text =
    Mail for the account “{ $name }” at { $paper } now goes to another address, and no longer to this one.

    If it was not you who changed it, tell the owner of the paper at once.
mail-invite-subject = An invitation to { $paper }
mail-invite-text =
    You are invited to read { $paper }. Make your account here:

    { $link }

    The link makes one account. If you did not expect it, do nothing.
mail-test-subject = A test from { $paper }
mail-test-text = Mail from { $paper } arrives.
mail-passkey-subject = A new passkey at { $paper }
mail-passkey-text =
    The account “{ $name }” at { $paper } has a new passkey, which can sign in to it.

    If it was not you who added it, set a new password here, and then remove the passkey in your account’s settings:

    { $link }
mail-changed-subject = A change to your account at { $paper }
mail-connected-text =
    { $provider } can now sign in to the account “{ $name }” at { $paper }.

    If it was not you who connected it, set a new password here, and then disconnect it in your account’s settings:

    { $link }
mail-disconnected-text =
    { $provider } no longer signs in to the account “{ $name }” at { $paper }.

    If it was not you who disconnected it, set a new password here, and then look through your account’s settings:

    { $link }
mail-forgotten-subject = No mail from { $paper } any more
mail-forgotten-text =
    The account “{ $name }” at { $paper } has forgotten this address: no mail comes here any more.

    If it was not you who wanted that, tell the owner of the paper at once.
mail-unpasskey-text =
    A passkey of the account “{ $name }” at { $paper } was removed, and no longer signs in.

    If it was not you who removed it, set a new password here, and then look through your account’s settings:

    { $link }
mail-app-text =
    The account “{ $name }” at { $paper } has a new password for a program.

    If it was not you who made it, set a new password here, and all passwords for programs end:

    { $link }
