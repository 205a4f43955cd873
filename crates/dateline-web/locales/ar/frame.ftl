# The frame around every page, pieces that many pages share, days and times.

skip = انتقل إلى الأخبار
search = بحث
search-the-paper = ابحث في الصحيفة
yours = صفحاتك
following = المتابَعات
saved = المحفوظات
feeds = الخلاصات
answers = الردود
answers-unread =
    { $n ->
        [zero] الردود، لا جديد
        [one] الردود، واحد غير مقروء
        [two] الردود، اثنان غير مقروءين
        [few] الردود، { $n } غير مقروءة
        [many] الردود، { $n } غير مقروء
       *[other] الردود، { $n } غير مقروء
    }
desk = غرفة التحرير
settings = الإعدادات
signed-in-as = تم تسجيل الدخول باسم { $name }
sign-out = تسجيل الخروج
sign-in = تسجيل الدخول
sections = الأقسام
section = القسم
all = الكل
of-your-own = Dateline، صحيفتك الخاصة
made-with = { $name }، بواسطة Dateline
appearance = المظهر
atom-feed = خلاصة Atom
json-feed = خلاصة JSON
publishers =
    { $n ->
        [zero] لا ناشرين
        [one] ناشر واحد
        [two] ناشران
        [few] { $n } ناشرين
        [many] { $n } ناشرًا
       *[other] { $n } ناشر
    }
new-since-read = جديد منذ قرأتها
why-here = لماذا هنا؟
follow = متابعة
no-longer-follow = إلغاء المتابعة
older = الأقدم
save = حفظ
cancel = إلغاء
remove = إزالة
name = الاسم
password = كلمة المرور
new = جديد
mark-as-read = وضع علامة مقروء
mark-as-unread = وضع علامة غير مقروء
read-the-original = اقرأ الأصل
ai-features = ميزات الذكاء الاصطناعي
what-to-do = الإجراءات
none = لا شيء.
at-least-8 = 8 أحرف على الأقل.
colon = { $label }: { $text }
list-comma = {"، "}
list-semicolon = {"؛ "}
names-two = { $a } و{ $b }
names-more =
    { $n ->
        [zero] { $a }
        [one] { $a } وناشر آخر
        [two] { $a } وناشران آخران
        [few] { $a } و{ $n } آخرون
        [many] { $a } و{ $n } آخرون
       *[other] { $a } و{ $n } آخرون
    }
quoted = «{ $text }»
look-about = لهذا المتصفح وحده.
look-keep = احفظ هذا
look-sample-title = الميناء عند الجزر
look-sample = هكذا يبدو النص وفق ما تحفظه الآن. السطر المتوسط الطول هو الأيسر قراءة، وعرضه يتبع حجم الحروف.
look-theme = الألوان
look-theme-system = كما في هذا الجهاز
look-theme-light = فاتح
look-theme-dark = داكن
look-theme-sepia = بني داكن
look-size = حجم النصوص
look-size-m = متوسط
look-size-s = صغير
look-size-l = كبير
look-size-xl = كبير جدًا
look-measure = عرض النصوص
look-measure-normal = عادي
look-measure-narrow = ضيق
look-measure-wide = واسع
look-face = الخط
look-face-paper = خط الصحيفة
look-face-device = خط مذيّل من هذا الجهاز
look-face-sans = بلا تذييل
look-density = الصفحة الأولى
look-density-paper = كصحيفة
look-density-cards = بطاقات
look-density-list = قائمة
look-scroll = تجاوز عنوان عند التمرير
look-scroll-off = يبقيه غير مقروء
look-scroll-on = يضع علامة مقروء على قصته
look-language = لغة الصحيفة
look-language-auto = كما يطلب هذا المتصفح
month-1 = يناير
month-2 = فبراير
month-3 = مارس
month-4 = أبريل
month-5 = مايو
month-6 = يونيو
month-7 = يوليو
month-8 = أغسطس
month-9 = سبتمبر
month-10 = أكتوبر
month-11 = نوفمبر
month-12 = ديسمبر
weekday-1 = الاثنين
weekday-2 = الثلاثاء
weekday-3 = الأربعاء
weekday-4 = الخميس
weekday-5 = الجمعة
weekday-6 = السبت
weekday-7 = الأحد
pattern-first-day = 1
pattern-day = %-d %B %Y
pattern-month = %B %Y
pattern-moment = %-d %B %Y، %H:%M %Z
pattern-long-day = %A، %-d %B %Y
pattern-weekday = %A %H:%M
week-of-year = الأسبوع { $week } من { $year }
just-now = الآن
today = اليوم
yesterday = أمس
minutes-ago =
    { $n ->
        [zero] قبل { $n } دقيقة
        [one] قبل دقيقة واحدة
        [two] قبل دقيقتين
        [few] قبل { $n } دقائق
        [many] قبل { $n } دقيقة
       *[other] قبل { $n } دقيقة
    }
hours-ago =
    { $n ->
        [zero] قبل { $n } ساعة
        [one] قبل ساعة واحدة
        [two] قبل ساعتين
        [few] قبل { $n } ساعات
        [many] قبل { $n } ساعة
       *[other] قبل { $n } ساعة
    }
days-ago =
    { $n ->
        [zero] قبل { $n } يوم
        [one] قبل يوم واحد
        [two] قبل يومين
        [few] قبل { $n } أيام
        [many] قبل { $n } يومًا
       *[other] قبل { $n } يوم
    }
due-now = حان الآن
in-minutes =
    { $n ->
        [zero] خلال { $n } دقيقة
        [one] خلال دقيقة واحدة
        [two] خلال دقيقتين
        [few] خلال { $n } دقائق
        [many] خلال { $n } دقيقة
       *[other] خلال { $n } دقيقة
    }
in-hours =
    { $n ->
        [zero] خلال { $n } ساعة
        [one] خلال ساعة واحدة
        [two] خلال ساعتين
        [few] خلال { $n } ساعات
        [many] خلال { $n } ساعة
       *[other] خلال { $n } ساعة
    }
in-days =
    { $n ->
        [zero] خلال { $n } يوم
        [one] خلال يوم واحد
        [two] خلال يومين
        [few] خلال { $n } أيام
        [many] خلال { $n } يومًا
       *[other] خلال { $n } يوم
    }
offline = لا اتصال
offline-more = لا يمكن الوصول إلى الصحيفة الآن. [الصفحة الأولى] و[المقالات المحفوظة] باقية في هذا المتصفح كما رأيتها آخر مرة.
