# Notificaciones de un navegador (Web Push).

push = Notificaciones
push-about = Un navegador puede avisarte de las respuestas que recibes, de lo que los moderadores deciden sobre tus comentarios y de las novedades de lo que sigues: como mucho cada pocos minutos, varias cosas en una. Las palabras van cifradas solo para ese navegador; el servicio de su fabricante ve únicamente que llegó algo.
push-here = Notificar a este navegador
push-cannot = Este navegador no puede recibir avisos aquí: hace falta uno con script y Web Push. En un iPhone o iPad, añade primero el periódico a la pantalla de inicio.
push-denied = Este navegador no permite avisos de este periódico. Permítelos en sus ajustes para este sitio e inténtalo de nuevo.
push-trouble = No ha funcionado. Inténtalo de nuevo o con otro navegador.
push-not-set = Quien lleva este periódico no lo ha activado; el ajuste es [push.contact].
push-insecure = Los navegadores solo lo permiten por HTTPS o en la propia máquina del periódico; el ajuste es [base_url].
push-browsers = Navegadores que reciben avisos
push-no-more = No avisarle más
settings-push = [Notificaciones] en este navegador: respuestas y novedades de lo que sigues.
bad-push = No es un navegador que pueda recibir avisos.
missing-browser = No tienes ningún navegador así
push-articles =
    { $n ->
        [one] { $n } artículo nuevo sobre lo que sigues
       *[other] { $n } artículos nuevos sobre lo que sigues
    }
push-notices =
    { $n ->
        [one] { $n } respuesta o decisión nueva
       *[other] { $n } respuestas y decisiones nuevas
    }
