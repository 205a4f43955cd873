# AI features: their buttons, their answers, the assistant.

feature-brief = Resumen
feature-brief-about = Tres frases del texto que lo resumen.
feature-timeline = Cronología
feature-timeline-about = Las frases con fecha, en orden.
feature-quotes = Quién dijo qué
feature-quotes-about = Cada cita, palabra por palabra, por hablante.
feature-figures = Cifras clave
feature-figures-about = Las cifras con lo que miden, y en qué difieren los medios.
feature-explain = Explicar
feature-explain-about = Quién y qué se nombra, y qué han dicho de ello los artículos de este periódico.
feature-simplify = Simplificar
feature-simplify-about = Las frases cortas y sencillas del propio texto; nada se reescribe.
feature-translate = Traducir
feature-translate-about = Cada frase en otro idioma, por un asistente.
feature-listen = Escuchar
feature-listen-about = Tu navegador lee el texto en voz alta.
feature-ask = Preguntar
feature-ask-about = Frases que responden a una pregunta.
ask-article = Preguntar a este artículo
ask-story = Preguntar a esta noticia
ask-paper = Preguntar a todo el periódico
ask = Preguntar
your-question = Tu pregunta
cite-show = ¶ { $publisher }: mostrar dónde lo dice
cite-show-number = ¶ { $number } { $publisher }: mostrar dónde lo dice
answer-background = contexto
answer-differ = los medios difieren
answer-who = Quién es quién
answer-unclear = Hablante incierto
answer-own = Elaborado en la máquina de este periódico con las palabras de sus artículos.
answer-by = Escrito por el modelo [{ $model }].
answer-checked = Cada frase se cotejó con las que cita: nombres, cifras, días, citas, palabras nuevas. Cotejar no es probar: sigue los números.
answer-checked-translation = En cada frase se comprobaron las cifras y las personas que nombra; una traducción no puede comprobarse más.
answer-withheld =
    { $n ->
        [one] [Se descartó { $n } frase] porque el texto citado no la respalda.
       *[other] [Se descartaron { $n } frases] porque el texto citado no las respalda.
    }
kind-person = persona
kind-organisation = organización
kind-place = lugar
listen-notice = Tu navegador lee solo en voz alta si puede ejecutar el script de este periódico y tiene voces: el botón «Escuchar» de la página del texto lo inicia. Sin script, usa la lectura en voz alta del navegador o del sistema; estas son las frases.
assistant = Asistente
assistant-not-set = Esto requiere un asistente, y el propietario de este periódico no ha configurado ninguno. No se envió ningún texto.
assistant-not-allowed = Este periódico tiene un asistente: el modelo [{ $model }] en [{ $host }]. No ve nada de lo que lees hasta que lo [actives para ti].
assistant-language = Idioma
assistant-do = Que lo haga { $model }
assistant-leaves = El texto sale de esta máquina hacia [{ $host }] cuando pulsas el botón, y no antes.
assistant-spent = Has usado { $spent } de tus { $most } tokens de hoy; todos los lectores juntos, { $all } de { $budget }.
assistant-too-much = Esto costaría hasta { $tokens } tokens, más de los que quedan hoy.
assistant-nothing-found = El asistente no encontró aquí nada que lo responda.
assistant-nothing-shown = Nada de lo que escribió el asistente pudo mostrarse.
assistant-arrived = Lo que ya había llegado está arriba.
assistant-sent = El texto se envió a [{ $host }].
assistant-writing = El modelo [{ $model }] está escribiendo; las frases aparecen cuando pasan la comprobación.
choices-about = Estas funciones muestran frases de los propios artículos, o frases que los citan. Todo, salvo el trabajo del asistente, se hace en la máquina de este periódico.
choices-allow = Permitirme preguntar al asistente
choices-allow-about = El modelo [{ $model }] en [{ $host }]. Cuando pulsas su botón, y solo entonces, se envían allí frases del artículo y tu pregunta.
choices-no-assistant = El propietario de este periódico no ha configurado ningún asistente. Ningún texto sale de esta máquina.
choices-switched-off = El propietario la ha desactivado.
choices-needs-assistant = Necesita un asistente, y el propietario no ha configurado ninguno.
choices-back = Volver a los ajustes
