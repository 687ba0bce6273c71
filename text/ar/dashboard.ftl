### لوحة التحكم: ما تستعمله كل الشاشات. الملفات الأخرى بهذا الاسم لكل منها مجال واحد.
### المخاطبة بصيغ محايدة قدر الإمكان (المصدر بدل فعل الأمر).

## عام

lost = لم يُجب الخادم. قد يكون الإجراء وصل أو لم يصل: يُرجى التحقق بعد قليل.
unreached = تعذّر الوصول إلى الخادم الآن. تعيد هذه الصفحة المحاولة تلقائيًا.
offline = لا يوجد اتصال بالإنترنت. قد يكون المعروض قديمًا، ويُحمَّل من جديد عند عودة الاتصال.
offline-sent = لا يوجد اتصال بالإنترنت. قد يكون الإجراء وصل أو لم يصل: يُرجى التحقق عند عودة الاتصال.
no-connection = لا يوجد اتصال
not-loaded = لم يُحمَّل
try-again = إعادة المحاولة
undated = التاريخ غير معروف
copy = نسخ
copied = تم النسخ.
copied-label = تم النسخ
not-copied = لا يسمح المتصفح بالنسخ. يُرجى تحديد النص ونسخه يدويًا.
not-listed = لم يعد هذا التعليق في القائمة: إما رُدَّ عليه، أو عُدَّ لا يحتاج إلى رد، أو أُزيل.
unreadable = تعذّرت قراءة استجابة الخادم. يُرجى إعادة تحميل الصفحة.
sign-in = تسجيل الدخول
next-passkey = الخطوة التالية: إضافة مفتاح مرور من «الفريق»، ليمكن تسجيل الدخول مرة أخرى.
sign-in-to = تسجيل الدخول إلى Porch
or = أو
passkey-later = في المرة القادمة يكفي مفتاح مرور مع بصمة الإصبع أو الوجه.
your-name = الاسم كما يراه الزوار
name-missing = يُرجى كتابة الاسم الذي سيراه الزوار.
text-missing = يُرجى كتابة شيء أولًا.
reason-missing = يُرجى كتابة السبب: يقرؤه صاحب التعليق.
sign-out = تسجيل الخروج
nothing-unanswered = لا أحد ينتظر.
reply = رد
cancel = إلغاء
undo = تراجع
changed-since = تغيّر شيء هنا.
show-now = عرض
replied = نُشر الرد.
undone = تم التراجع.
not-undone = لم يعد التراجع ممكنًا. لم يتغيّر شيء.
too-late = سبق شخص آخر إلى ذلك. لم يتغيّر شيء.
open-page = فتح الصفحة
name-only = الاسم فقط، بلا بريد إلكتروني
by-mail = إن كان لديك بريد إلكتروني مؤكَّد هنا، فيمكن إرسال رابط إليه.

## الإطار

frame-unanswered = بلا رد
frame-review = المراجعة
frame-published = المنشورة
frame-people = الأشخاص
frame-pages = الصفحات
frame-page = الصفحة
frame-history = السجل
frame-settings = الإعدادات
frame-more = المزيد
frame-navigation = لوحة التحكم
frame-sections = الأقسام
frame-switch-site = تبديل الموقع
frame-account = الحساب
frame-previous = السابق
frame-next = التالي
frame-shortcuts = اختصارات لوحة المفاتيح
frame-close = إغلاق
frame-dismiss = إخفاء
frame-single-keys = اختصارات بمفتاح واحد
frame-thread = المحادثة
frame-replies = الردود
frame-reply-to = ردًّا على{ " " }
frame-sort = الترتيب
frame-filter = تصفية
frame-any-page = كل الصفحات
frame-reason = السبب
frame-any-reason = كل الأسباب
frame-age = العمر
frame-nothing-fits = لا تعليق هنا يطابق التصفية.
frame-clear-filter = مسح التصفية
frame-clear-selection = إلغاء التحديد
frame-select-all = تحديد الكل
frame-first-comment = أول تعليق
frame-second-look = طلب إعادة نظر
frame-reply-to-you = رد عليك
frame-nobody-else = لا أحد آخر ينتظر.
frame-nothing-to-review = لا شيء للمراجعة.
frame-all-in = كل التعليقات منشورة أو اتُّخذ قرار بشأنها.
frame-search = بحث
frame-search-what = البحث في التعليقات والأشخاص والصفحات
frame-search-short = بحث
frame-clear-search = مسح البحث
frame-hits = نتائج البحث
frame-query-cut = نص البحث طويل: جرى البحث بكلماته الأولى.
frame-comments = التعليقات
frame-now = الآن
frame-newcomers-first = الجدد أولًا
frame-longest-first = الأطول انتظارًا
frame-newest-first = الأحدث أولًا
frame-oldest-first = الأقدم أولًا
frame-their-history = كل شيء عن هذا الشخص
frame-just-now = الآن
frame-none-published = لم يُنشر شيء بعد
filter-select-all-shown = تحديد كل المعروض
keys-why-off = يمكن إيقافها عند استعمال التحكم الصوتي أو عند الضغط على المفاتيح سهوًا.

## الأسماء والقوائم والأعداد

named-value = { $name }: { $value }
list-comma = { $first }، { $second }
list-semicolon = { $first }؛ { $second }
comment-count =
    { $count ->
        [zero] لا تعليقات
        [one] تعليق واحد
        [two] تعليقان
        [few] { $count } تعليقات
        [many] { $count } تعليقًا
       *[other] { $count } تعليق
    }
comment-by = تعليق { $name }
role-owner = المالك
role-host = من الفريق
role-moderator = الإشراف
role-guest = ضيف
status-held = محجوز
status-published = منشور
status-sent-back = مُعاد للتعديل
status-declined = مرفوض
status-removed = مُزال
status-withdrawn = حذفه صاحبه
status-spam = بريد مزعج

## الأوقات

on-day = { $day }، { $clock }
short-minutes = { NUMBER($count) } د
short-hours = { NUMBER($count) } س
short-days =
    { $count ->
        [zero] اليوم
        [one] يوم
        [two] يومان
        [few] { $count } أيام
        [many] { $count } يومًا
       *[other] { $count } يوم
    }
short-months =
    { $count ->
        [zero] { $count } شهر
        [one] شهر
        [two] شهران
        [few] { $count } أشهر
        [many] { $count } شهرًا
       *[other] { $count } شهر
    }
short-years =
    { $count ->
        [zero] { $count } سنة
        [one] سنة
        [two] سنتان
        [few] { $count } سنوات
        [many] { $count } سنة
       *[other] { $count } سنة
    }
sent-after-seconds = أُرسل بعد فتح الصفحة بـ { NUMBER($count) } ث
sent-after-minutes = أُرسل بعد فتح الصفحة بـ { NUMBER($count) } د
sent-after-hours = أُرسل بعد فتح الصفحة بـ { NUMBER($count) } س
sent-after-days = أُرسل بعد أكثر من يوم من فتح الصفحة
seconds =
    { $count ->
        [zero] { $count } ثانية
        [one] ثانية واحدة
        [two] ثانيتان
        [few] { $count } ثوانٍ
        [many] { $count } ثانية
       *[other] { $count } ثانية
    }
minutes =
    { $count ->
        [zero] { $count } دقيقة
        [one] دقيقة واحدة
        [two] دقيقتان
        [few] { $count } دقائق
        [many] { $count } دقيقة
       *[other] { $count } دقيقة
    }
hours =
    { $count ->
        [zero] { $count } ساعة
        [one] ساعة واحدة
        [two] ساعتان
        [few] { $count } ساعات
        [many] { $count } ساعة
       *[other] { $count } ساعة
    }
days =
    { $count ->
        [zero] { $count } يوم
        [one] يوم واحد
        [two] يومان
        [few] { $count } أيام
        [many] { $count } يومًا
       *[other] { $count } يوم
    }
weeks =
    { $count ->
        [zero] { $count } أسبوع
        [one] أسبوع واحد
        [two] أسبوعان
        [few] { $count } أسابيع
        [many] { $count } أسبوعًا
       *[other] { $count } أسبوع
    }
one-month = شهر واحد
one-year = سنة واحدة

## تسجيل الدخول

link-for-owner =
    { $site ->
        [none] يمنح هذا الرابط ملكية تعليقات موقعك. يعمل مرة واحدة.
       *[other] يمنح هذا الرابط ملكية تعليقات { $site }. يعمل مرة واحدة.
    }
link-for-member =
    { $site ->
        [none] يسجّل هذا الرابط دخولك إلى لوحة تحكم موقعك. يعمل مرة واحدة.
       *[other] يسجّل هذا الرابط دخولك إلى تعليقات { $site }. يعمل مرة واحدة.
    }
welcome =
    { $name ->
        [none] أهلًا
       *[other] أهلًا، { $name }
    }
signed-out = لم يُسجَّل الدخول. من دون مفتاح مرور يمكن طلب رابط من أحد مالكي الفريق. ولمن يدير الخادم بنفسه: الأمر `porch token --name "Your name"` يطبع رابطًا.
session-expired = انتهت الجلسة: إما لطول الغياب أو لتغيّر الدور. يُرجى تسجيل الدخول مجددًا هنا أو في علامة تبويب أخرى. ولمن يدير الخادم بنفسه: الأمر `porch token --name "Your name"` يطبع رابطًا.
drafts-kept = ما كنت تكتبه محفوظ في هذا المتصفح مدة 30 يومًا.
link-used = استُعمل هذا الرابط من قبل أو انتهت مدته. يُرجى تسجيل الدخول بطريقة أخرى، أو طلب رابط جديد من أحد مالكي الفريق. ولمن يدير الخادم بنفسه: الأمر `porch token --name "Your name"` يطبع رابطًا.

## القوائم والبحث

window-title = { $view } · { $site }
window-title-count = ({ NUMBER($count) }) { $view } · { $site }
nothing-found = لا نتائج عن «{ $find }». يمكن تجربة أحرف أقل أو تهجئة أخرى. يشمل البحث أحدث 5,000 تعليق.
show-all-comments = عرض كل التعليقات ({ NUMBER($count) })
show-all-people = عرض كل الأشخاص ({ NUMBER($count) })
show-all-pages = عرض كل الصفحات ({ NUMBER($count) })
first-hits = المعروض أول { NUMBER($shown) } من { NUMBER($total) }. لتضييق القائمة يُكتب المزيد.
person-count =
    { $count ->
        [zero] لا أحد
        [one] شخص واحد
        [two] شخصان
        [few] { $count } أشخاص
        [many] { $count } شخصًا
       *[other] { $count } شخص
    }
page-count =
    { $count ->
        [zero] لا صفحات
        [one] صفحة واحدة
        [two] صفحتان
        [few] { $count } صفحات
        [many] { $count } صفحة
       *[other] { $count } صفحة
    }
hits-found = النتائج: { $what }
link-count =
    { $count ->
        [0] روابط
        [one] رابط واحد
        [two] رابطان
        [few] { $count } روابط
        [many] { $count } رابطًا
       *[other] { $count } رابط
    }
age-any = أي عمر
age-hour = أقدم من ساعة
age-day = أقدم من يوم
age-week = أقدم من أسبوع
more-below =
    { $count ->
        [zero] لا شيء بعد هذه.
        [one] يتبعها واحد آخر.
        [two] يتبعها اثنان آخران.
        [few] يتبعها { $count } أخرى.
        [many] يتبعها { $count } أخرى.
       *[other] يتبعها { $count } أخرى.
    }
in-review =
    { $count ->
        [zero] لا تعليقات في «{ $link }».
        [one] تعليق واحد في «{ $link }».
        [two] تعليقان في «{ $link }».
        [few] { $count } تعليقات في «{ $link }».
        [many] { $count } تعليقًا في «{ $link }».
       *[other] { $count } تعليق في «{ $link }».
    }

## اختصارات لوحة المفاتيح

keys-everywhere = في كل مكان
keys-views = الشاشات بترتيبها
keys-undo = تراجع، خلال 10 ثوانٍ
keys-help = الاختصارات
keys-in-list = في قائمة
keys-next-previous = التالي، السابق
keys-open = فتح
keys-select = تحديد
keys-select-to-here = تحديد حتى هنا
keys-back = رجوع
keys-comment = تعليق
keys-approve = قبول، استعادة
keys-ask = طلب تعديل
keys-decline = رفض، إزالة
keys-spam = بريد مزعج
keys-person = سجل الشخص
keys-pause = إيقاف الردود مؤقتًا، الوضع البطيء
keys-ban = حظر، في «الأشخاص»
keys-writing = الكتابة
keys-reply = رد
keys-no-reply = لا يحتاج إلى رد
keys-send = إرسال
