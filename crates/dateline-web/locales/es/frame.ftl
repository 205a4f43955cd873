# The frame around every page, pieces that many pages share, days and times.

skip = Ir a las noticias
search = Buscar
search-the-paper = Buscar en el periódico
yours = Tus páginas
following = Siguiendo
saved = Guardados
feeds = Fuentes
answers = Respuestas
answers-unread =
    { $n ->
        [one] Respuestas, { $n } sin leer
       *[other] Respuestas, { $n } sin leer
    }
desk = Redacción
settings = Ajustes
signed-in-as = Sesión iniciada como { $name }
sign-out = Cerrar sesión
sign-in = Iniciar sesión
sections = Secciones
section = Sección
all = Todo
of-your-own = Dateline, tu propio periódico
made-with = { $name }, hecho con Dateline
appearance = Apariencia
atom-feed = Fuente Atom
json-feed = Fuente JSON
publishers =
    { $n ->
        [one] { $n } medio
       *[other] { $n } medios
    }
new-since-read = Novedades desde que la leíste
why-here = ¿Por qué aquí?
follow = Seguir
no-longer-follow = Dejar de seguir
older = Anteriores
save = Guardar
cancel = Cancelar
remove = Quitar
name = Nombre
password = Contraseña
new = nuevo
mark-as-read = Marcar como leído
mark-as-unread = Marcar como no leído
read-the-original = Leer el original
ai-features = Funciones de IA
what-to-do = Acciones
none = Ninguna.
at-least-8 = Al menos 8 caracteres.
colon = { $label }: { $text }
list-comma = {", "}
list-semicolon = {"; "}
names-two = { $a } y { $b }
names-more = { $a } y { $n } más
quoted = «{ $text }»
look-about = Solo para este navegador.
look-keep = Guardar
look-sample-title = El puerto con la marea baja
look-sample = Así se ve un texto con lo que tienes ahora. Una línea de sesenta a setenta y cinco caracteres es la más fácil de leer; el ancho sigue al tamaño de la letra.
look-theme = Colores
look-theme-system = Como este dispositivo
look-theme-light = Claro
look-theme-dark = Oscuro
look-theme-sepia = Sepia
look-size = Tamaño de los textos
look-size-m = Mediano
look-size-s = Pequeño
look-size-l = Grande
look-size-xl = Muy grande
look-measure = Ancho de los textos
look-measure-normal = Normal
look-measure-narrow = Estrecho
look-measure-wide = Ancho
look-face = Tipo de letra
look-face-paper = El del periódico
look-face-device = Una con serifa de este dispositivo
look-face-sans = Sin serifa
look-density = Portada
look-density-paper = Como un periódico
look-density-cards = En tarjetas
look-density-list = En lista
look-scroll = Pasar de largo un titular
look-scroll-off = Lo deja sin leer
look-scroll-on = Marca su noticia como leída
look-language = Idioma del periódico
look-language-auto = El que pide este navegador
month-1 = enero
month-2 = febrero
month-3 = marzo
month-4 = abril
month-5 = mayo
month-6 = junio
month-7 = julio
month-8 = agosto
month-9 = septiembre
month-10 = octubre
month-11 = noviembre
month-12 = diciembre
weekday-1 = lunes
weekday-2 = martes
weekday-3 = miércoles
weekday-4 = jueves
weekday-5 = viernes
weekday-6 = sábado
weekday-7 = domingo
pattern-first-day = 1
pattern-day = %-d de %B de %Y
pattern-month = %B de %Y
pattern-moment = %-d de %B de %Y, %H:%M (%Z)
pattern-long-day = %A, %-d de %B de %Y
pattern-weekday = %A a las %H:%M
week-of-year = semana { $week } de { $year }
just-now = ahora mismo
today = hoy
yesterday = ayer
minutes-ago =
    { $n ->
        [one] hace { $n } minuto
       *[other] hace { $n } minutos
    }
hours-ago =
    { $n ->
        [one] hace { $n } hora
       *[other] hace { $n } horas
    }
days-ago =
    { $n ->
        [one] hace { $n } día
       *[other] hace { $n } días
    }
due-now = toca ahora
in-minutes =
    { $n ->
        [one] dentro de { $n } minuto
       *[other] dentro de { $n } minutos
    }
in-hours =
    { $n ->
        [one] dentro de { $n } hora
       *[other] dentro de { $n } horas
    }
in-days =
    { $n ->
        [one] dentro de { $n } día
       *[other] dentro de { $n } días
    }
offline = Sin conexión
offline-more = Ahora no se puede acceder al periódico. La [portada] y los [artículos guardados] siguen en este navegador tal como los viste por última vez.
