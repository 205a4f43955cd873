# What the scripts say.

key-next = Titular siguiente
key-before = Titular anterior
key-open = Abrirlo
key-read = Marcar como leído o no leído
key-save = Guardar o quitar
key-these = Estas teclas
keys = Teclas
keys-on = Las teclas están activas en este navegador
close = Cerrar
quote-in-comment = Citar en un comentario
answer-trouble = Eso no funcionó: quizá se agotó el presupuesto de hoy, o preguntaste muy a menudo. Inténtalo más tarde.
listen-no-voice = Este navegador no tiene voz para este texto.
listen-pause = Pausa
listen-play = Reproducir
listen-sentence = Frase { $n } de { $all }
listen-toolbar = Escuchar el artículo
listen-speed = Velocidad
listen-back = Atrás
passkey-have = Allí ya hay una llave de acceso para este periódico.
passkey-no = El navegador no usó ninguna llave de acceso. Inténtalo otra vez o usa tu contraseña.
