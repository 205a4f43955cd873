# Conversations, notices, and what moderators do.

talk-comments = Comentarios
talk-none = Aún no hay comentarios
talk-order = Orden de los comentarios
talk-threads = Hilos
talk-newest = Recientes
talk-best = Mejores
talk-feed = Fuente
talk-feed-title = Comentarios: { $title }
talk-remark-title = { $author } sobre «{ $headline }»
talk-tell-again = Volver a avisarme de las respuestas
talk-mute = Silenciar
talk-locked = Un moderador cerró esta conversación: se puede leer, pero no añadir nada.
talk-sign-in = [Inicia sesión] para comentar.
talk-link = Enlace
talk-take-vote-back = Retirar el voto
talk-worth-reading = Merece la pena
talk-reply = Responder
talk-your-reply = Tu respuesta
talk-post-reply = Publicar respuesta
talk-edit = Editar
talk-your-comment = Tu comentario
talk-save-changes = Guardar cambios
delete = Eliminar
talk-flagged = Lo has denunciado
talk-flag = Denunciar
talk-what-is-wrong = Qué tiene de malo
talk-tell-moderators = Avisar a los moderadores
reason-off-topic = Fuera de tema
reason-unkind = Desagradable
reason-spam = Spam
reason-duplicate = Ya dicho
reason-incorrect = Incorrecto
reason-else = Otra cosa
talk-remove-this = Quitar este comentario
why = Por qué
why-hint = por qué; todos lo leen
talk-edited = editado
talk-votes =
    { $n ->
        [one] a { $n } le parece que merece la pena
       *[other] a { $n } les parece que merece la pena
    }
talk-answers =
    { $n ->
        [one] { $n } respuesta
       *[other] { $n } respuestas
    }
talk-on = Sobre [{ $headline }], [{ $publisher }]
talk-held = Un moderador lo revisa primero ({ $why }).
talk-held-own = Hasta entonces solo lo veis tú y los moderadores.
talk-removed = Un moderador quitó este comentario.
talk-deleted = El autor eliminó este comentario.
talk-banned = Este lector está vetado.
talk-waits = Este comentario espera a un moderador.
somebody-who-left = alguien que se fue
talk-keep-order = Moderar aquí
talk-lock = Cerrar esta conversación
talk-unlock = Reabrir esta conversación
talk-pace = Minutos entre dos comentarios del mismo lector
talk-set-pace = Fijar el ritmo
moderators-queue = Cola de moderación
talk-quote = Citar una frase del artículo
talk-the-sentence = La frase
talk-own-words = Sus palabras exactas
talk-add = Añadir un comentario
talk-how = *énfasis*, **negrita**, { $link }, > cita, - lista, `code`.
talk-how-words = palabras
talk-slow-mode = Modo lento: un comentario cada { $n } minutos.
talk-begins = Como miembro nuevo puedes escribir cada dos minutos; más adelante podrás denunciar.
talk-post = Publicar
notices = Notificaciones
notices-queue =
    { $n ->
        [one] { $n } espera en la [cola de moderación].
       *[other] { $n } esperan en la [cola de moderación].
    }
notices-queue-empty = Nada espera en la [cola de moderación].
notices-empty = Nada aún. Cuando alguien responda a un comentario tuyo, aparecerá aquí.
notices-mark-all = Marcar todo como leído
notice-answer = { $name } te ha respondido
notice-kept = Tu comentario fue revisado y ya lo ven todos
notice-removed = Un moderador quitó tu comentario; puedes responder una vez, en el registro
notice-restored = Tu comentario ha vuelto
notice-upheld = Un moderador leyó tu respuesta; el comentario sigue retirado
notice-warned = Un moderador te advierte
notice-other = Novedades para ti
log = Registro de moderación
log-about = Qué decidieron los moderadores, y por qué.
log-queue = Cola
log-rules = Normas
log-log = Registro
log-empty = Ningún moderador ha tenido que intervenir aún.
log-remove = quitó un comentario de
log-restore = restauró un comentario de
log-uphold = mantuvo la retirada de un comentario de
log-keep = mantuvo un comentario de
log-warn = advirtió a
log-ban = vetó a
log-unban = levantó el veto a
log-lock = cerró la conversación
log-unlock = reabrió la conversación
log-slow = fijó el ritmo de la conversación
log-other = decidió sobre
log-on = sobre
log-what-was-removed = Lo que se quitó
log-settled = El autor respondió, y un moderador decidió.
log-waiting = El autor respondió; un moderador decidirá.
log-answer-once = Responder, una vez
log-why-stand = ¿Por qué debería quedarse tu comentario? Aquí lo leen todos.
log-answer = Responder
queue-empty = Nada está retenido ni denunciado.
invitations = Invitaciones
queue-held = Retenido
queue-flagged = Denunciado
queue-times = { $what }, { $n } veces
queue-keep = Mantener
queue-why-removed = Por qué se quita
queue-about = Sobre [{ $name }]
queue-why-warned = Por qué se le advierte
queue-warn = Advertir
queue-why-banned = Por qué se le veta
ban-day = por un día
ban-week = por una semana
ban-month = por 30 días
ban-good = para siempre
ban = Vetar
queue-appeals = Respuestas a retiradas
queue-answers = [{ $name }] responde:
queue-put-back = Restaurarlo
queue-uphold = Mantener la retirada
rules-title = Normas de las conversaciones
rules-days = Días durante los que un miembro es nuevo
rules-count = Y hasta que se mantengan tantos comentarios suyos
rules-new = Los nuevos escriben como mucho cada dos minutos y no pueden denunciar. 0 y 0: nadie es nuevo.
rules-links = Retener los comentarios de miembros nuevos con enlaces
rules-words = Retener los comentarios con alguna de estas
rules-words-more = Palabras o frases, una por línea.
rules-hosts = Retener los comentarios que enlacen a estos sitios
rules-hosts-more = Uno por línea. Lo retenido espera en la cola; solo lo ven su autor y los moderadores.
rules-keep = Guardar estas normas
rules-kept = Las normas rigen desde ahora.
held-word = dice «{ $what }»
held-host = enlaza a { $what }
held-new = un miembro nuevo enlaza a un sitio
held-spam = se parece a comentarios retirados
