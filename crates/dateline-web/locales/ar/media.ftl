# تسجيلات لوقت لاحق: قائمة الانتظار وما يحيط بالمشغّل.

queue = قائمة التشغيل
later-about = تسجيلات للاستماع أو المشاهدة لاحقًا. يُستأنف كلٌّ منها من حيث توقفت، على أي جهاز؛ وما شُغِّل إلى نهايته يغادر القائمة.
later-nothing = لا شيء هنا بعد. اضغط «استمع لاحقًا» أو «شاهد لاحقًا» أسفل مقال فيه تسجيل.
later-listen = استمع لاحقًا
later-watch = شاهد لاحقًا
later-take-off = في قائمتك: أزِلْه
later-reached = توقفت عند { $at }
later-progress = الموضع الذي بلغته
later-first = التالي في التشغيل
later-up = إلى أعلى
later-down = إلى أسفل
later-removed = أُزيل من قائمتك.
later-trouble = لا يمكن تشغيله هنا. عنوانه يقود إليه لدى الناشر.
missing-recording = لا يوجد تسجيل كهذا
look-swipe = سحب العنوان جانبًا
look-swipe-on = يحفظه أو يعلّمه كمقروء
look-swipe-off = لا يفعل شيئًا
swiped-save-on = حُفظ.
swiped-save-off = أُزيل من المحفوظات.
swiped-read-on = عُلِّم كمقروء.
swiped-read-off = عُلِّم كغير مقروء.
