# What the scripts say.

key-next = العنوان التالي
key-before = العنوان السابق
key-open = افتحه
key-read = علامة مقروء أو غير مقروء
key-save = احفظ أو أزل
key-these = هذه المفاتيح
keys = المفاتيح
keys-on = المفاتيح مفعّلة في هذا المتصفح
close = إغلاق
quote-in-comment = اقتبس في تعليق
answer-trouble = لم ينجح ذلك: ربما نفد رصيد اليوم، أو سألت كثيرًا. حاول لاحقًا.
listen-no-voice = لا صوت في هذا المتصفح لهذا النص.
listen-pause = توقف
listen-play = تشغيل
listen-sentence = الجملة { $n } من { $all }
listen-toolbar = استمع إلى المقال
listen-speed = السرعة
listen-back = السابق
passkey-have = هناك مفتاح مرور لهذه الصحيفة من قبل.
passkey-no = لم يستعمل المتصفح مفتاح مرور. حاول مرة أخرى أو استعمل كلمة مرورك.
