# Feeds: the list, adding, one feed and its health.

feeds-follow-nothing = Aún no sigues ninguna fuente.
feeds-follow =
    { $n ->
        [one] Sigues { $n } fuente.
       *[other] Sigues { $n } fuentes.
    }
feeds-left-out =
    { $n ->
        [one] { $n } línea quedó fuera
       *[other] { $n } líneas quedaron fuera
    }
feeds-left = Ya no sigues [{ $title }]. Lo que trajo se queda.
undo = Deshacer
feeds-add = Añadir un sitio o una fuente
address = Dirección
feeds-find = Buscar fuentes
feeds-bring = Trae tu lista
feeds-opml = Archivo OPML de otro lector
import = Importar
feeds-export = Exportar tu lista en OPML
feeds-starter = Lista inicial
feeds-suggestions =
    { $n ->
        [one] { $n } sugerencia
       *[other] { $n } sugerencias
    }
feeds-to-follow = Fuentes que seguir
feeds-follow-these = Seguir estas
feeds-yours = Tus fuentes
feeds-title-or-address = Título o dirección
feeds-grouped-by = Agrupadas por
feeds-health = Estado
show = Mostrar
show-all = Mostrar todo
feeds-found-none = Ninguna de tus fuentes es así.
feeds-found = { $n } de { $all } fuentes.
feeds-feed = Fuente
feeds-how-it-is = Estado
feeds-new-in-week = Nuevo en una semana
feeds-new-in-week-label = nuevas en una semana
feeds-cost = Coste de una semana
feeds-watched = una página vigilada, no una fuente
feeds-check = Comprobar ahora
feeds-check-title = Comprobar ahora: { $title }
feeds-settings-of = Ajustes de { $title }
feeds-remove = Quitar { $title }
feeds-pages = Páginas de fuentes
feeds-page = Página { $page } de { $pages }, { $n } fuentes
previous = Anterior
next = Siguiente
feeds-removed-lately = Quitadas en los últimos siete días
feeds-follow-again = Volver a seguir
feeds-follow-again-title = Volver a seguir { $title }
feeds-all-sections = Todas las secciones
feeds-no-section = Sin sección
health-trouble = Con problemas
health-gone = Desaparecidas
health-new = Sin visitar aún
health-ok = Funcionan
health-some-trouble = { $n } con problemas
health-some-gone =
    { $n ->
        [one] { $n } desaparecida
       *[other] { $n } desaparecidas
    }
health-some-new = { $n } sin visitar aún
health-some-ok =
    { $n ->
        [one] { $n } funciona
       *[other] { $n } funcionan
    }
found-title = Fuentes en [{ $address }]
found-title-none = Ninguna fuente en [{ $address }]
found-add = Añadir una fuente
found-another = Prueba otra dirección
found-watched = No se encontró ninguna fuente, pero la página puede vigilarse: los artículos que enumera entran en tu periódico, y también lo que añada. La lista se reconoció por lo que se repite en la página; mira si son los titulares y no un menú.
found-which = Qué fuentes seguir
found-which-page = Qué página vigilar
found-a-page = Una página vigilada, no una fuente:
found-lists = Lo que enumera ahora:
found-more = y { $n } más.
found-keep-feed = Déjalo vacío para tener la fuente solo en la portada.
found-keep-page = Déjalo vacío para tener la página solo en la portada.
found-watch = Vigilar esta página
found-entries =
    { $n ->
        [one] { $n } entrada
       *[other] { $n } entradas
    }
found-links =
    { $n ->
        [one] { $n } enlace en su lista
       *[other] { $n } enlaces en su lista
    }
found-newest = { $entries }, la más reciente { $ago }
found-nothing = No se encontró ninguna fuente allí.
found-no-address = Esto no es la dirección de un sitio ni de una fuente.
feed-articles = Sus artículos
feed-site = Su sitio
saved-notice = Guardado.
feed-name-and-section = Nombre y sección
feed-name-more = Déjalo vacío para usar el de la fuente.
feed-section-more = Un nombre nuevo crea una sección; vacío deja la fuente solo en la portada.
feed-fetched = Cómo se obtiene
feed-fetched-about = Esto vale para todos los lectores de la fuente, y lo decides tú como propietario. Cookie y contraseña van solo a { $host } y no se vuelven a mostrar.
feed-text = Texto de sus artículos
feed-text-pages = De sus páginas, cuando tienen más
feed-text-feed = Solo de la fuente; sus páginas nunca se obtienen
feed-interval = Visitar cada tantos minutos
feed-interval-more = Vacío: al ritmo de la fuente. Lo que pida el medio, y los fallos, pueden alargar la espera.
feed-user-agent = User-Agent
feed-user-agent-more = Para medios que insisten. Vacío: el nombre del periódico.
feed-username = Nombre de usuario
feed-username-more = Para fuentes que piden iniciar sesión (HTTP basic).
feed-as-it-is = Vacío: como está.
feed-cookie = Cookie
feed-cookie-more = Como lo envía un navegador: name=value; other=value. Vacío: como está.
feed-proxy = Proxy
feed-proxy-more = Por ejemplo http://proxy.example:8080 o socks5://127.0.0.1:9050. Vacío: como está.
feed-private = Puede estar en una red privada: solo { $host }, no lo que nombre
feed-save-and-check = Guardar y comprobar
feed-set = puesto
feed-clear = Borrar lo puesto
feed-visits = Últimas visitas
feed-no-visits = Aún no ha habido ninguna.
feed-when = Cuándo
feed-came-of-it = Resultado
feed-size = Tamaño
never = Nunca
feed-next-none = Ninguna
feed-next-visit = Próxima visita
feed-last-visit = Última visita
feed-last-good-visit = Última visita correcta
feed-seen-in-all = Vistas en total
feed-cost-week = Coste de los últimos siete días
feed-kind = Tipo
feed-watched-page = Una página vigilada
feed-watched-page-more = No tiene fuente, así que los enlaces que enumera se leen como entradas.
feed-answers-at = Responde en
feed-hub = Avisada al instante de novedades
feed-hub-active = Por { $host }, así que se visita una vez al día
feed-hub-until = Hasta el { $until }; avisada { $times } hasta ahora
feed-hub-until-ignored = Hasta el { $until }; avisada { $times } hasta ahora; { $posts } sin firma e ignorados
feed-hub-denied = No por { $host }; se visita en su lugar
feed-hub-leaving = Ya no por { $host }
feed-hub-waiting = Aún no por { $host }; mientras tanto se visita
count-times =
    { $n ->
        [one] { $n } vez
       *[other] { $n } veces
    }
count-posts =
    { $n ->
        [one] { $n } envío
       *[other] { $n } envíos
    }
checked = Comprobada: { $ending }.
checking = Comprobando…
not-checked-yet = Aún no se ha comprobado: la redacción está ocupada, el sitio va lento o pidió paciencia, o no hay redacción en marcha. Recarga esta página más tarde.
too-long = Son { $n } caracteres; usa { $most } como mucho.
feed-not-visited = Sin visitar aún
feed-works-empty = Funciona, pero no contiene entradas
feed-works-quiet = Funciona, pero no trae nada desde hace una semana
feed-works = Funciona
feed-failed = La última visita falló.
feed-tried = { $what } Se intentó { $n } veces.
feed-gone = Desaparecida.
feed-gone-more = { $what } Ya no se visita.
advice-gone = El medio la retiró para siempre. Mira en el sitio si hay una fuente nueva, añádela y quita esta; lo que trajo se queda. Si crees que ha vuelto, compruébala ahora.
advice-never = Nunca funcionó. Mira, por ejemplo en un navegador, si la dirección es la de una fuente.
advice-again = Funcionó antes y se reintenta sola.
visits-never = Nunca visitada
visits-last = Visitada { $ago }
visits-next = { $last }, próxima { $next }
times-last = Última visita: { $when }
times-next = próxima visita: { $when }
cost-none = ninguna visita
cost-visits =
    { $n ->
        [one] { $n } visita
       *[other] { $n } visitas
    }
cost-unchanged = { $n } sin cambios
cost-failed =
    { $n ->
        [one] { $n } fallida
       *[other] { $n } fallidas
    }
ending-hub = { $what }, enviado por su hub
ending-unchanged = Sin cambios, dijo el medio
ending-failed = La visita falló
ending-nothing-new = Nada nuevo
ending-new =
    { $n ->
        [one] { $n } entrada nueva
       *[other] { $n } entradas nuevas
    }
size-bytes =
    { $n ->
        [one] { $n } byte
       *[other] { $n } bytes
    }
size-kilobytes = { $n } kB
size-megabytes = { $n } MB
decimal-mark = ,
import-none = Ninguna fuente de la lista es nueva para ti.
import-followed =
    { $n ->
        [one] Sigues { $n } fuente de la lista. Sus artículos van llegando.
       *[other] Sigues { $n } fuentes de la lista. Sus artículos van llegando.
    }
import-already = Ya seguías { $n } de ellas; quedan como estaban.
