### المُحمّل: النصوص القليلة التي تحتاج إليها الصفحة من دون الأداة.

comments = التعليقات
not-loaded = تعذّر تحميل التعليقات.
retry = إعادة المحاولة
read-elsewhere = قراءتها في صفحة مستقلة
offline = لا اتصال بالإنترنت. تابع الكتابة، وسيُرسل كلامك عند عودة الاتصال.
new-comments =
    { $count ->
        [zero] لا تعليقات جديدة
        [one] تعليق جديد
        [two] تعليقان جديدان
        [few] { $count } تعليقات جديدة
        [many] { $count } تعليقًا جديدًا
       *[other] { $count } تعليق جديد
    }
comments-changed = تغيّرت هذه التعليقات
readable = لا تزال قراءة كل شيء ممكنة.
closed-note =
    { $name ->
        [none] «{ $note }»
       *[other] { $name }: «{ $note }»
    }
sending = جارٍ الإرسال…
lost = لم يصلنا ذلك. كلامك محفوظ هنا.
copy-link = نسخ الرابط
link-copied = تم النسخ
report = إبلاغ
edit = تعديل
delete = حذف
not-sent = لم يُرسل تعليقك. هذا نصه لتنسخه.
copy = نسخ
copied = تم النسخ
comment-gone = لم يعد تعليق هذا الرابط موجودًا.
read-comments = قراءة التعليقات
sheet-lost = لم يتم تحميل هذه الصفحة.
muted = كتمتَه · عرض
related = ربما أُجيب عنه من قبل:
