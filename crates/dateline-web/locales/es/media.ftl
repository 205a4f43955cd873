# Grabaciones para más tarde: la cola y lo que rodea a un reproductor.

queue = Cola
later-about = Grabaciones para escuchar o ver más tarde. Cada una sigue donde la dejaste, en cualquier dispositivo; lo que se reproduce hasta el final sale de la cola.
later-nothing = Todavía no hay nada. Pulsa «Escuchar más tarde» o «Ver más tarde» debajo de un artículo con grabación.
later-listen = Escuchar más tarde
later-watch = Ver más tarde
later-take-off = En tu cola: quitar
later-reached = detenido en { $at }
later-progress = Punto alcanzado
later-first = Reproducir a continuación
later-up = Subir
later-down = Bajar
later-removed = Fuera de tu cola.
later-trouble = No se puede reproducir aquí. Su título lleva a la grabación en el medio.
missing-recording = No existe esa grabación
look-swipe = Deslizar un titular
look-swipe-on = Lo guarda o lo marca como leído
look-swipe-off = No hace nada
swiped-save-on = Guardado.
swiped-save-off = Quitado de guardados.
swiped-read-on = Marcado como leído.
swiped-read-off = Marcado como no leído.
