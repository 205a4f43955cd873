# The owner's desk: work, reports, rules of sites, publishers; and the form that reports.

desk-about = Qué está haciendo el periódico.
desk-reports = Avisos y reglas de los sitios
desk-publishers = Lo que se sabe de los medios
desk-number-feeds = fuentes
desk-number-entries = entradas
desk-number-articles = artículos
desk-number-unplaced = a la espera de su noticia
desk-number-stories = noticias
desk-number-readers = lectores
desk-number-comments = comentarios
desk-work = Trabajo
desk-no-work = No hay trabajo pendiente.
desk-kind = Tipo
desk-state = Estado
desk-count = Cantidad
desk-dead = Abandonado
desk-no-dead = No se abandonó nada.
desk-what = Qué
desk-tries = Intentos
desk-try-again = Reintentar
publishers-title = Medios
publishers-about = Lo que escribas aquí aparece junto a un medio donde se compara la cobertura. Solo hechos: no hay puntuación.
publishers-export = Exportar como CSV
publishers-import = Importar CSV: [{ $head }]; se omiten las líneas de medios desconocidos aquí
publishers-country = País
publishers-owner = Propietario
publishers-language = Idioma
publishers-state = Dirigido por un Estado
not-known = desconocido
yes = sí
no = no
report = Aviso
reports = Avisos
report-says = [{ $reason }], dice [{ $reader }],
report-words = : «[{ $words }]»
report-article = El artículo
report-original = El original
report-all = Todos los avisos
report-was-dealt-with = Este aviso ya se atendió.
report-dealt-with = Atendido
report-blocks = La página, bloque a bloque
report-blocks-about = Lo que se tomó por el artículo está en negro. Un clic crea una regla para todas las páginas de [{ $host }].
report-taken = Tomado:
report-left-out = Omitido:
report-drop = Descartar [{ $selector }]
report-keep = Mantener todo [{ $selector }]
report-rule = La regla de { $host }
report-keep-only = Mantener solo lo que esté dentro de estos
report-keep-only-more = Selectores CSS, uno por línea: { $example }. Vacío: Dateline decide por su cuenta.
report-selectors = nombres, #id, .class, { $attribute }, espacios y >
report-never-take = No tomar nunca estos
report-keep-rule = Guardar la regla y volver a leer los artículos del sitio
report-gives-now = Lo que da ahora la página
report-no-rule =
    { $n ->
        [one] El sitio ya no tiene regla. Se vuelve a leer { $n } artículo; abajo está lo que da ahora la página.
       *[other] El sitio ya no tiene regla. Se vuelven a leer { $n } artículos; abajo está lo que da ahora la página.
    }
report-rule-kept =
    { $n ->
        [one] La regla está guardada. Se vuelve a leer { $n } artículo; abajo está lo que da ahora la página.
       *[other] La regla está guardada. Se vuelven a leer { $n } artículos; abajo está lo que da ahora la página.
    }
reports-about = Lo que los lectores dicen que se leyó mal.
reports-empty = No hay avisos. Bajo cada artículo, «Hay un error» envía un aviso aquí.
reports-rules = Reglas de los sitios
reports-site = Sitio
reports-kept = Mantenido
reports-dropped = Descartado
reports-take-away = Quitar
reader-has-left = un lector que se fue
wrong-missing = Falta parte del texto
wrong-extra = Hay texto que no es suyo
wrong-head = El titular, el nombre, la fecha o la imagen está mal
wrong-other = Otra cosa
wrong-something = Algo está mal
wrong-thanks = Gracias. La página se guarda con tu aviso, y el propietario de este periódico la verá.
wrong-question = ¿Qué se leyó mal en este artículo?
wrong-should-be = ¿Qué debería decir? (opcional)
wrong-about = La página se obtiene y se guarda con el aviso. Lo que escribió el medio no nos toca cambiarlo: si el error está en la noticia misma, escribe al medio.
wrong-report = Enviar aviso
