# The front page, lists, articles, stories, search, what is followed, filters.

front-caught-up = Todas las noticias de las últimas dos semanas están marcadas como leídas.
front-take-back = Deshacer
front-leading = Noticias principales
front-talked-about = De qué se habla
front-more = Más noticias
front-mark-all = Marcar todo como leído
front-older = Noticias anteriores
front-no-feeds = Este periódico aún no tiene fuentes. [Añade un sitio que te guste leer], importa una lista de fuentes o empieza con una lista inicial; las primeras noticias aparecerán aquí enseguida.
front-fetching = Se está preparando la primera edición: { $visited } de { $feeds } fuentes visitadas, { $articles } artículos leídos. Las noticias aparecerán aquí en cuanto lleguen.
front-nothing = Aún no hay nada. Cuando tus fuentes publiquen algo, aparecerá en esta página.
news-none = Nada nuevo desde tu última visita, { $ago }.
news-some =
    { $n ->
        [one] Una noticia es nueva desde tu última visita, { $ago }.
       *[other] { $n } noticias tienen novedades desde tu última visita, { $ago }.
    }
news-all = Todo lo de aquí es nuevo desde tu última visita, { $ago }.
arrived =
    { $n ->
        [one] { $shown } artículo nuevo
       *[other] { $shown } artículos nuevos
    }
why-publishers = { $n } medios tienen textos propios sobre ella
why-pace = { $n } de ellos en seis horas
why-latest = última novedad { $ago }
why-added = se añadió algo desde que la leíste
why-read = ya la leíste, por eso está más atrás
why-follow = sigues { $name }
list-tag = Artículos con esta etiqueta, los más recientes primero.
list-tag-empty = Ningún artículo lleva ya esta etiqueta.
list-publisher-empty = Este medio aún no ha traído nada.
list-section-empty = Aún no hay nada en esta sección. Las fuentes se asignan a secciones en la página de fuentes.
list-saved-about = Lo que has guardado, los artículos más recientes primero.
list-saved-empty = No has guardado nada. Guarda un artículo desde su página para tenerlo aquí.
history = Historial
list-history-about = Lo que has leído, lo último primero. Nadie más lo ve.
list-history-empty = Aún no has leído nada.
name-person = Una persona en las noticias: los artículos que la mencionan, los más recientes primero.
name-organisation = Una organización en las noticias: los artículos que la mencionan, los más recientes primero.
name-place = Un lugar en las noticias: los artículos que lo mencionan, los más recientes primero.
name-other = Un nombre en las noticias: los artículos que lo mencionan, los más recientes primero.
article-covered-by =
    { $n ->
        [one] Cubierto por { $n } medio
       *[other] Cubierto por { $n } medios
    }
article-changed = modificado
article-edited =
    { $n ->
        [one] editado una vez
       *[other] editado { $n } veces
    }
article-minutes = { $n } min de lectura
feed-view = Versión de la fuente
reader-view = Versión de lectura
this-is-wrong = Hay un error
saved-take-off = Guardado: quitar
save-article = Guardar
article-brief = En breve
article-show-sentence = Mostrar la frase { $n } en el artículo
article-absent = La página del medio no ofreció texto para leer aquí.
article-how-read = Cómo se leyó esto
article-excerpt = Este es el comienzo del artículo. [Leerlo en { $name }].
article-excerpt-sign-in = Este es el comienzo del artículo. [Leerlo en { $name }] o [iniciar sesión].
article-media = Vídeos y audio
article-play-video = Reproducir el vídeo
article-play-audio = Reproducir el audio
article-video = Vídeo
article-audio = Audio
article-opens-at = Se abre en { $name }
article-loads-from = Se carga desde { $name } cuando lo pidas
article-hashtags = Etiquetas
article-named = Nombres citados
article-named-times =
    { $n ->
        [one] citado una vez
       *[other] citado { $n } veces
    }
article-elsewhere = La noticia en otros medios
article-related = Artículos relacionados
feed-view-kicker = Tal como está en la fuente
feed-view-empty = La fuente da un titular y ningún texto.
line-not-read = sin leer
line-here = estás leyendo este
line-copies =
    { $n ->
        [one] Publicado primero por { $publisher }; { $n } reproducción
       *[other] Publicado primero por { $publisher }; { $n } reproducciones
    }
label-first = primero en publicar
label-most-cited = el más citado
label-in-depth = en profundidad
label-local = local
label-opinion = opinión
label-live = en directo
label-video = vídeo
label-agency = texto de { $agency }
story-publishers =
    { $n ->
        [one] Un medio
       *[other] { $n } medios
    }
story-articles =
    { $n ->
        [one] un artículo
       *[other] { $n } artículos
    }
story-first = Primera noticia
story-latest = última
story-earlier = Antes:
story-compare = Comparar la cobertura
story-new-since = Nuevo desde { $since }
story-nothing-new = Nada que no hayas leído.
story-happened = Qué ha pasado
story-coverage = Toda la cobertura
story-timeline = Cronología
story-put-right = Correcciones
story-merged = { $who } unió la noticia { $story } a la { $other }
story-parted = { $who } separó la noticia { $other } de la { $story }
story-moved = { $who } movió un artículo de la noticia { $story } a la { $other }
a-moderator = Un moderador
story-correct = Aquí hay artículos de otro suceso, u otra noticia cuenta este
story-join-to = Unir esta noticia a
story-join-hint = la dirección o el número de la otra noticia
story-join = Unir
story-part-these = Separar estos, como noticia aparte
story-part = Separar
story-move-one = Mover un artículo
story-same-text = { $headline } (el mismo texto)
story-move-to = a la noticia
story-move-hint = su dirección o número; vacío para una noticia aparte
story-move = Mover
back-to-article = Volver al artículo
back-to-story = Volver a la noticia
edits-title = Cambios: { $headline }
edits-none = Sin cambios desde que este periódico lo leyó por primera vez
edits-times =
    { $n ->
        [one] Editado una vez desde que este periódico lo leyó por primera vez
       *[other] Editado { $n } veces desde que este periódico lo leyó por primera vez
    }
edits-latest-shown = ; se muestran los últimos { $n }
edits-version = Versión { $n }
edits-correction = corrección
edits-seen = Vista
edits-headline = Titular
edits-text = Texto
edits-gap = palabras omitidas
compare-title = Comparar: { $headline }
compare-about =
    { $n ->
        [one] La cobertura de { $n } medio. Cada línea dice de dónde sale; nada se juzga.
       *[other] La cobertura de { $n } medios, lado a lado. Cada línea dice de dónde sale; nada se juzga.
    }
compare-headlines = Titulares
compare-figures = Cifras que difieren
compare-figure = cifra
compare-dates = Fechas que difieren
compare-date = fecha
compare-shared = Lo que cuentan varios
compare-all = los { $n } medios
compare-some = { $n } de { $all } medios
compare-alone = Lo que solo cuenta uno
compare-quotes = A quién citan
compare-no-speaker = Sin nombre
compare-nothing = Solo un medio tiene texto propio sobre esto. Aún no hay nada que comparar.
facts-owned-by = propiedad de { $name }
facts-in-language = en { $name }
facts-state-run = dirigido por un Estado
facts-not-state-run = no dirigido por un Estado
search-for = Buscar «[{ $query }]»
query-nothing-after = Nada sigue a «{ $value }:»; escribe lo que buscas, sin espacio entre ambos.
query-no-word = «{ $value }» no contiene letras ni cifras.
query-no-language = «{ $value }» no es un código de idioma; escribe dos letras, como en lang:fr.
query-no-state = «is:{ $value }» no existe; hay is:unread, is:saved e is:story.
query-no-holding = «has:{ $value }» no existe; hay has:video, has:audio, has:image y has:live.
query-no-date = «{ $value }» no es una fecha; escribe 2026-11-05, 2026-11, 2026, yesterday o 3d (días, también h, w, m, y).
query-no-publisher = Ningún medio se llama aquí «{ $value }».
query-no-section = Ninguna sección con fuentes se llama «{ $value }».
query-large-pattern = El patrón /{ $value }/ es demasiado grande; acórtalo.
query-broken-pattern = El patrón /{ $value }/ no se puede leer: { $why }
query-phrase-in = La frase se buscó solo en { $n } artículos.
query-newest = Solo se miraron los { $n } artículos más recientes que podían encajar.
search-title = Búsqueda: { $query }
search-words = Palabras que buscar
search-how = Cómo buscar algo más que palabras
search-phrase = estas palabras juntas
search-without = sin esta palabra; un signo menos invierte cualquiera de estos criterios
search-tag = una etiqueta; alguien o algo con nombre
search-who = quién lo publicó, quién lo escribió
search-section = una de tus secciones, un idioma
search-dates = un día, mes o año; también [yesterday] (ayer) y [3d], hace tres días
search-is = lo que no has leído, lo que has guardado, lo que cuentan varios artículos
search-has = también [audio], [image] y [live]
search-question = ¿Mejor una pregunta? [Pregunta a todo el periódico].
search-follow = Sigue esta búsqueda: estará entre tus secciones y te avisará de las novedades.
search-nearby = Páginas con ese nombre
search-empty = Ningún artículo cumple todo esto. Prueba con menos palabras o condiciones, o con otra grafía.
following-about = Etiquetas, personas, medios, noticias y búsquedas, además de tus fuentes. Lo que sigues sube en la portada.
following-nothing = Aún no sigues nada. Pulsa «Seguir» en la página de una etiqueta, una persona, un medio, una noticia o una búsqueda.
following-mark-all =
    { $n ->
        [one] Marcar { $n } artículo como visto
       *[other] Marcar los { $n } artículos como vistos
    }
following-fresh =
    { $n ->
        [one] { $n } nuevo
       *[other] { $n } nuevos
    }
following-quiet = Nada sobre esto últimamente.
following-mark-seen = Marcar como visto
filters = Filtros
filters-about = Lo que no quieres ver y lo que no quieres perderte. Un filtro se escribe como una [búsqueda]: [tag:football -womens], [publisher:gazette lang:fr], [{ $example }]. Vale en tu portada, en tus secciones y en las páginas de etiquetas, también para los artículos que ya están; la búsqueda sigue encontrándolo todo.
filters-removed = El filtro [{ $line }] se ha quitado.
filters-put-back = Restaurarlo
filters-covers = Qué abarca
filters-does = Qué hace
filters-mute = Silenciar
filters-highlight = Destacar
filters-try = Probar
filters-would-hide =
    { $n ->
        [one] Habría ocultado { $n } artículo de la última semana
       *[other] Habría ocultado { $n } artículos de la última semana
    }
filters-would-mark =
    { $n ->
        [one] Habría destacado { $n } artículo de la última semana
       *[other] Habría destacado { $n } artículos de la última semana
    }
filters-cannot = Esto no puede ser un filtro
how-long = Por cuánto tiempo
for-ever = Para siempre
for-a-day = Por un día
for-a-week = Por una semana
for-a-month = Por un mes
filters-mute-these = Silenciar estos
filters-highlight-these = Destacar estos
filters-yours = Tus filtros
filters-nothing = No tienes ninguno.
filters-mutes = Silencia
filters-highlights = Destaca
filters-lately = { $n } de los últimos artículos
filters-lately-until = { $n } de los últimos artículos, hasta el { $until }
reason-opens-story = abre una noticia: nada anterior comparte bastantes nombres y palabras poco comunes
reason-stands-in = el { $share } % de su texto figura palabra por palabra en el de { $publisher }
reason-stands-in-earlier = el { $share } % de su texto figura palabra por palabra en un texto anterior
reason-holds = el { $share } % del texto de { $publisher } figura en él palabra por palabra
reason-holds-earlier = el { $share } % de un texto anterior figura en él palabra por palabra
reason-names = nombra a { $names }
reason-words =
    { $n ->
        [one] { $n } palabra en común
       *[other] { $n } palabras en común
    }
reason-rare-words =
    { $n ->
        [one] { $n } palabra poco común compartida
       *[other] { $n } palabras poco comunes compartidas
    }
reason-within-an-hour = con menos de una hora de diferencia
reason-hours =
    { $n ->
        [one] con { $n } hora de diferencia
       *[other] con { $n } horas de diferencia
    }
reason-days =
    { $n ->
        [one] con { $n } día de diferencia
       *[other] con { $n } días de diferencia
    }
reason-says = da la cifra { $figure }
reason-says-when = dice cuándo: { $day }
reason-new-act = cuenta algo que no se había contado
reason-in-headline = en el titular
reason-given-tag = etiqueta del propio medio
reason-were-one = ambas fueron una sola noticia hasta que se supo más
