# Correo: la dirección de un lector, una contraseña nueva por correo, lo que dicen los mensajes.

forgot = ¿Has olvidado tu contraseña?
forgot-title = Una contraseña nueva por correo
forgot-about = Escribe tu nombre o tu dirección de correo. Un enlace para una contraseña nueva va a la dirección que diste en tus ajustes.
forgot-name = Nombre o dirección de correo
forgot-send = Enviarme un enlace
forgot-sent = Si existe esa cuenta y tiene una dirección de correo, un enlace va en camino. Sirve una vez, durante una hora. Si no llega nada, mira en el correo no deseado o pide un enlace al propietario de este periódico.
account-mail = Dirección de correo
account-mail-about = Si olvidas tu contraseña, allí va un enlace para una nueva, y se te avisa cuando cambia tu contraseña o esta dirección. No se envía nada más, y nadie más la ve.
account-mail-is = El correo va a [{ $address }].
account-mail-waiting = Un enlace va en camino a [{ $address }]. Síguelo antes de un día, y el correo irá allí.
account-mail-set = Usar esta dirección
account-mail-forget = Olvidar esta dirección
confirm-mail-about = ¿Es [{ $address }] tu dirección? Entonces puede ir allí un enlace para una contraseña nueva.
confirm-mail-yes = Sí, es la mía
desk-mail = Correo
desk-mail-none = No hay servidor de correo, así que los lectores que olvidan su contraseña necesitan un enlace tuyo. Los ajustes de mail.server lo cambian.
desk-mail-is = El correo sale por { $server }, de { $from }.
desk-mail-sent = Último envío
desk-mail-trouble = Un mensaje no salió
desk-mail-to = Dirección para una prueba
desk-mail-test = Enviarme un correo de prueba
desk-mail-good = El servidor aceptó una prueba para { $address }. Mira si llega.
desk-mail-bad = La prueba no salió. { $why }
invitations-mail = Dirección de correo (opcional)
invitations-mail-more = El enlace se envía también allí.
invitations-sent = También va en camino a [{ $address }].

mail-reset-subject = Una contraseña nueva para { $paper }
mail-reset-text =
    Alguien, probablemente tú, pidió una contraseña nueva para la cuenta «{ $name }» de { $paper }. Fíjala aquí:

    { $link }

    El enlace sirve una vez, durante una hora. Si no fuiste tú, no hagas nada: tu contraseña sigue igual.
mail-confirm-subject = Tu dirección de correo en { $paper }
mail-confirm-text =
    Un lector de { $paper } dio esta dirección como suya. Si fuiste tú, confírmala aquí:

    { $link }

    El enlace sirve una vez, durante un día. Si no fuiste tú, no hagas nada: no llegará más correo.
mail-password-subject = Tu contraseña en { $paper } es nueva
mail-password-text =
    La cuenta «{ $name }» de { $paper } tiene una contraseña nueva, y todas sus demás sesiones han terminado.

    Si no la fijaste tú, fija otra aquí y revisa después los ajustes de tu cuenta:

    { $link }
mail-moved-subject = Otra dirección de correo en { $paper }
mail-moved-text =
    El correo de la cuenta «{ $name }» de { $paper } va ahora a otra dirección, y ya no a esta.

    Si no la cambiaste tú, avisa enseguida al propietario del periódico.
mail-invite-subject = Una invitación a { $paper }
mail-invite-text =
    Estás invitado a leer { $paper }. Crea tu cuenta aquí:

    { $link }

    El enlace crea una sola cuenta. Si no lo esperabas, no hagas nada.
mail-test-subject = Una prueba de { $paper }
mail-test-text = El correo de { $paper } llega.
mail-passkey-subject = Una llave de acceso nueva en { $paper }
mail-passkey-text =
    La cuenta «{ $name }» de { $paper } tiene una llave de acceso nueva, con la que se puede entrar.

    Si no la añadiste tú, fija una contraseña nueva aquí y quita después la llave en los ajustes de tu cuenta:

    { $link }
mail-changed-subject = Un cambio en tu cuenta de { $paper }
mail-connected-text =
    { $provider } puede ahora dar acceso a la cuenta «{ $name }» de { $paper }.

    Si no la conectaste tú, fija una contraseña nueva aquí y desconéctala después en los ajustes de tu cuenta:

    { $link }
mail-disconnected-text =
    { $provider } ya no da acceso a la cuenta «{ $name }» de { $paper }.

    Si no la desconectaste tú, fija una contraseña nueva aquí y revisa después los ajustes de tu cuenta:

    { $link }
mail-forgotten-subject = Ya no habrá correo de { $paper }
mail-forgotten-text =
    La cuenta «{ $name }» de { $paper } ha olvidado esta dirección: ya no llegará correo aquí.

    Si no lo quisiste tú, avisa enseguida al propietario del periódico.
mail-unpasskey-text =
    Se ha quitado una llave de acceso de la cuenta «{ $name }» de { $paper }; ya no se puede entrar con ella.

    Si no la quitaste tú, fija una contraseña nueva aquí y revisa después los ajustes de tu cuenta:

    { $link }
mail-app-text =
    La cuenta «{ $name }» de { $paper } tiene una contraseña nueva para un programa.

    Si no la creaste tú, fija una contraseña nueva aquí y terminarán todas las de programas:

    { $link }
