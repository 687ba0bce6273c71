### الأداة: ما يقرؤه الزوار حول التعليقات. المخاطبة بصيغة المفرد المحايدة قدر الإمكان.
###
### $name و $who: اسم شخص من الفريق أو من المعلّقين. إن لم يُذكر اسم فالصيغة [none].

## قائمة التعليقات

skip = تخطّي التعليقات
comment-count =
    { $count ->
        [0] لا تعليقات بعد
        [one] تعليق واحد
        [two] تعليقان
        [few] { $count } تعليقات
        [many] { $count } تعليقًا
       *[other] { $count } تعليق
    }
reply-count =
    { $count ->
        [0] الردود
        [one] رد واحد
        [two] ردّان
        [few] { $count } ردود
        [many] { $count } ردًّا
       *[other] { $count } رد
    }
collapse-replies =
    { $count ->
        [0] طيّ الردود
        [one] طيّ رد واحد
        [two] طيّ ردّين
        [few] طيّ { $count } ردود
        [many] طيّ { $count } ردًّا
       *[other] طيّ { $count } رد
    }
search = بحث
sort = الترتيب
sorted-by = الترتيب: { $order }
order-threads = المحادثات
order-newest = الأحدث
order-oldest = الأقدم
show-more =
    { $count ->
        [0] عرض المزيد من التعليقات
        [one] عرض تعليق آخر
        [two] عرض تعليقين آخرين
        [few] عرض { $count } تعليقات أخرى
        [many] عرض { $count } تعليقًا آخر
       *[other] عرض { $count } تعليق آخر
    }
show-more-of =
    { $count ->
        [0] عرض المزيد من التعليقات (المتبقي: { NUMBER($left) })
        [one] عرض تعليق آخر (المتبقي: { NUMBER($left) })
        [two] عرض تعليقين آخرين (المتبقي: { NUMBER($left) })
        [few] عرض { $count } تعليقات أخرى (المتبقي: { NUMBER($left) })
        [many] عرض { $count } تعليقًا آخر (المتبقي: { NUMBER($left) })
       *[other] عرض { $count } تعليق آخر (المتبقي: { NUMBER($left) })
    }
own-page = فتح التعليقات في صفحة مستقلة

## تعليق

reply = رد
more-actions = المزيد: { $name }
replies-to = ردًّا على { $name }
read-more = قراءة المزيد
just-now = الآن
undated = التاريخ غير معروف
edited = معدّل
confirmed = مؤكَّد
role-owner = المالك
role-host = من الفريق
role-moderator = الإشراف
role-guest = ضيف
replies-paused = الردود متوقفة مؤقتًا حتى { $time }.
removed = أزاله الفريق.
removed-because = أزاله الفريق: { $reason }
removed-by-rule = أزاله الفريق، القاعدة { $number }: { $rule }
full-stop = .
deleted-by-author = حذف صاحب التعليق تعليقه.

## فوق القائمة وتحتها

asks =
    { $name ->
        [none] سؤال من الفريق
       *[other] سؤال من { $name }
    }
house-rules =
    { $name ->
        [none] قواعد المشاركة
       *[other] قواعد المشاركة من { $name }
    }
empty = لم يعلّق أحد بعد.
would-like-to-know =
    { $name ->
        [none] سؤال من الفريق:
       *[other] سؤال من { $name }:
    }
closed = التعليقات مغلقة.
closed-note =
    { $name ->
        [none] «{ $note }»
       *[other] { $name }: «{ $note }»
    }
readable = لا تزال قراءة كل شيء ممكنة.

## الكتابة

comment-label = التعليق
comment-placeholder = أضف تعليقًا…
reply-to =
    { $name ->
        [none] ردّك
       *[other] الرد على { $name }
    }
label-placeholder = { $label }…
edit-label = تعليقك
report-label =
    { $who ->
        [none] ما الذي ينبغي أن ينظر فيه الفريق؟
       *[other] ما الذي تودّ عرضه على { $who }؟
    }
report-placeholder = إعلان مثلًا، أو كلام جارح لأحد…
send-report = إرسال البلاغ
report-readers =
    { $who ->
        [none] لا يقرأ هذا سوى الفريق.
       *[other] لا يقرأ هذا سوى { $who } والفريق.
    }
name-label = الاسم
change-name = تغيير
mail-label = البريد (اختياري، لتعلم بالردود)
sign-in = تسجيل الدخول
about-you = عنك
send-comment = تعليق
send-reply = رد
save = حفظ
cancel = إلغاء
public-at-once = يراه الجميع فورًا في المعتاد.
perhaps-read-first =
    { $who ->
        [none] قد يقرؤه الفريق قبل أن يراه الآخرون.
       *[other] قد يُعرض هذا على { $who } قبل أن يراه الآخرون.
    }
public-after-review =
    { $who ->
        [none] يراه الجميع بعد أن يقرأه الفريق.
       *[other] يراه الجميع بعد مراجعة { $who }.
    }
public-after-first-review =
    { $who ->
        [none] يراه الجميع بعد أن يقرأه الفريق، فهذا أول تعليق لك هنا.
       *[other] يراه الجميع بعد مراجعة { $who }، فهذا أول تعليق لك هنا.
    }
edit-mark =
    { $time ->
        [none] ستظهر عليه علامة «معدّل».
       *[other] حتى { $time } بلا علامة، وبعدها تظهر علامة «معدّل».
    }
tab-write = كتابة
tab-preview = معاينة
tools = التنسيق
tool-bold = غامق
tool-italic = مائل
tool-link = رابط
tool-quote = اقتباس
tool-code = شيفرة
tool-list = قائمة
banned = طلب منك الفريق عدم الكتابة هنا.
draft-saved = حُفظت المسودة
body-missing = اكتب كلمة أو كلمتين أولًا.
name-missing = ما الاسم الذي نعرضه؟
characters-left =
    { $count ->
        [zero] لم يبقَ أي حرف
        [one] بقي حرف واحد
        [two] بقي حرفان
        [few] بقيت { $count } أحرف
        [many] بقي { $count } حرفًا
       *[other] بقي { $count } حرف
    }
characters-over =
    { $count ->
        [zero] الحد الأقصى { NUMBER($most) }
        [one] زيادة حرف واحد: الحد الأقصى { NUMBER($most) }
        [two] زيادة حرفين: الحد الأقصى { NUMBER($most) }
        [few] زيادة { $count } أحرف: الحد الأقصى { NUMBER($most) }
        [many] زيادة { $count } حرفًا: الحد الأقصى { NUMBER($most) }
       *[other] زيادة { $count } حرف: الحد الأقصى { NUMBER($most) }
    }
no-preview = تعذّر تحميل المعاينة. كلامك محفوظ هنا.
look-again-person = «{ $part }» عن شخص وليس عن الموضوع.
look-again-loud = «{ $part }» يبدو كأنه صراخ.
look-again = نظرة ثانية؟
look-again-edit = تعديل هذه الجملة
look-again-send = إرساله كما هو
look-again-save = الحفظ لوقت لاحق
saved-for-later = حُفظ تعليقك في هذا المتصفح، وستجده عند عودتك.
saved-while-open = يبقى تعليقك هنا ما دامت هذه الصفحة مفتوحة.
reply-moved = لم يعد التعليق الذي رددت عليه موجودًا. كلامك محفوظ هنا.
plain-refused = لم ينجح ذلك. تعليقك هنا: أرسله مرة أخرى أو انسخه.
given-back = لم يُرسل تعليقك. هذا نصه لتنسخه.

## تعليقات الزائر نفسه

reply-from-dashboard = هل هذا أنت؟ يمكنك الرد من لوحة التحكم.
sending = جارٍ الإرسال…
posted = نُشر تعليقك.
reads-first-comments =
    { $who ->
        [none] يقرأ الفريق التعليقات الأولى قبل أن يراها الآخرون.
       *[other] تُعرض التعليقات الأولى على { $who } قبل أن يراها الآخرون.
    }
reads-links =
    { $who ->
        [none] يقرأ الفريق التعليقات التي فيها روابط قبل أن يراها الآخرون.
       *[other] تُعرض التعليقات التي فيها روابط على { $who } قبل أن يراها الآخرون.
    }
reads-all-comments =
    { $who ->
        [none] يقرأ الفريق التعليقات قبل أن يراها الآخرون.
       *[other] تُعرض التعليقات على { $who } قبل أن يراها الآخرون.
    }
reads-this-one =
    { $who ->
        [none] يقرأ الفريق هذا التعليق قبل أن يراه الآخرون.
       *[other] يُعرض هذا التعليق على { $who } قبل أن يراه الآخرون.
    }
thanks =
    { $name ->
        [none] شكرًا لك.
       *[other] شكرًا لك يا { $name }.
    }
newcomer =
    { $who ->
        [none] هذه أول مشاركة لك هنا، لذا قد يقرؤها الفريق قبل الآخرين.
       *[other] هذه أول مشاركة لك هنا، لذا قد تُعرض على { $who } قبل الآخرين.
    }
published-count =
    { $count ->
        [zero] لم يُنشر لك تعليق هنا بعد.
        [one] نُشر لك تعليق واحد هنا.
        [two] نُشر لك تعليقان هنا.
        [few] نُشرت لك { $count } تعليقات هنا.
        [many] نُشر لك { $count } تعليقًا هنا.
       *[other] نُشر لك { $count } تعليق هنا.
    }
waiting-for =
    { $who ->
        [none] بانتظار الفريق
       *[other] بانتظار { $who }
    }
only-you = لا يراه سواك
asks-for-changes =
    { $who ->
        [none] يرجو الفريق منك تعديل شيء ما.
       *[other] لدى { $who } طلب: تعديل شيء ما.
    }
asks-for-change =
    { $who ->
        [none] يرجو الفريق منك تعديل شيء واحد: «{ $reason }»
       *[other] لدى { $who } طلب تعديل واحد: «{ $reason }»
    }
declined = لم يُنشر.
declined-because = لم يُنشر: { $reason }
declined-by-rule = لم يُنشر، القاعدة { $number }: { $rule }
changes-saved = نُشرت تعديلاتك.
deleted-by-you = حذفت هذا التعليق.
edit = تعديل
make-changes = تعديل الآن
edit-and-send = التعديل والإرسال من جديد
appeal = طلب إعادة النظر
reported =
    { $who ->
        [none] شكرًا لك. سينظر الفريق في الأمر.
       *[other] شكرًا لك. سيُعرض الأمر على { $who }.
    }
appeal-sent =
    { $who ->
        [none] شكرًا لك. سينظر الفريق في الأمر مرة أخرى.
       *[other] شكرًا لك. سيُعرض الأمر على { $who } مرة أخرى.
    }
delete = حذف
delete-question = هل تريد الحذف؟
replies-stay = تبقى الردود.
keep = إبقاء التعليق
unreachable = لم يصلنا ذلك بعد. تعليقك محفوظ هنا، وما زلنا نحاول.
offline = لم يُرسل بعد.
retry = إعادة المحاولة
back-to-editing = العودة إلى التعديل
not-reached = لم يصلنا ذلك. كلامك محفوظ هنا. حاول مرة أخرى.
gave-up = لم يصلنا هذا خلال يوم كامل، فتوقفنا عن المحاولة. تعليقك محفوظ هنا.
refused-again = لم ينجح ذلك مرة أخرى. تعليقك محفوظ هنا: انسخه وأرسله من صفحة التعليقات المستقلة.

## ما لم ينجح

reload = هذه الصفحة والخادم غير متوافقين. أعد تحميل الصفحة، وسيبقى كلامك محفوظًا.
not-set-up = لم تُجهّز التعليقات لهذا العنوان بعد. كلامك محفوظ هنا.
comment-gone = لم يعد هذا التعليق موجودًا.
parent-gone = لم يعد التعليق الذي ترد عليه موجودًا. كلامك محفوظ هنا.
changed-meanwhile = تغيّر التعليق في هذه الأثناء. ألقِ عليه نظرة أخرى ثم احفظ من جديد.
many-new = هناك تعليقات جديدة كثيرة. أعد تحميل الصفحة، وسيبقى كلامك محفوظًا.
too-long = هذا أطول مما يتسع له المكان. هل يمكنك اختصاره؟
too-many-links = خمسة روابط على الأكثر. هل يمكنك حذف بعضها؟
name-too-long = هذا الاسم أطول مما يتسع له المكان: 64 حرفًا على الأكثر.
name-taken = هذا الاسم لأحد أعضاء الفريق أو يشبهه. هل يمكنك استخدام اسم آخر؟
replies-paused-here = الردود متوقفة هنا مؤقتًا. كلامك محفوظ هنا.
banned-here = طلب منك الفريق عدم الكتابة هنا. كلامك محفوظ هنا.
reason-invalid = هل يمكنك ذكر السبب في جملة أو جملتين؟
mail-invalid = هذا ليس عنوان بريد. هل يمكنك مراجعته؟
mail-code-refused = هذا الرمز غير صالح أو لم يعد صالحًا. راجع أحدث رسالة، أو اطلب رمزًا آخر.
sign-in-again = لهذا الإجراء سجّل الدخول مرة أخرى: مضى وقت طويل على المرة السابقة.
wait-a-moment = لحظة من فضلك: يمكنك الإرسال مرة أخرى بعد قليل.
wait-seconds =
    { $count ->
        [zero] لحظة من فضلك: يمكنك الإرسال الآن.
        [one] لحظة من فضلك: يمكنك الإرسال بعد ثانية.
        [two] لحظة من فضلك: يمكنك الإرسال بعد ثانيتين.
        [few] لحظة من فضلك: يمكنك الإرسال بعد { $count } ثوانٍ.
        [many] لحظة من فضلك: يمكنك الإرسال بعد { $count } ثانية.
       *[other] لحظة من فضلك: يمكنك الإرسال بعد { $count } ثانية.
    }
wait-minutes =
    { $count ->
        [zero] لحظة من فضلك: يمكنك الإرسال الآن.
        [one] لحظة من فضلك: يمكنك الإرسال بعد دقيقة.
        [two] لحظة من فضلك: يمكنك الإرسال بعد دقيقتين.
        [few] لحظة من فضلك: يمكنك الإرسال بعد { $count } دقائق.
        [many] لحظة من فضلك: يمكنك الإرسال بعد { $count } دقيقة.
       *[other] لحظة من فضلك: يمكنك الإرسال بعد { $count } دقيقة.
    }
not-understood = لم يفهم الخادم هذه الصفحة. أعد تحميل الصفحة، وسيبقى كلامك محفوظًا.
cannot-save = لا يستطيع الخادم حفظ شيء الآن. كلامك محفوظ هنا، وما زلنا نحاول.
busy = الخادم مشغول جدًا الآن. كلامك محفوظ هنا، وما زلنا نحاول.
server-error = حدث خطأ في الخادم. كلامك محفوظ هنا.

## النظرة الثانية: لا قائمة كلمات للعربية بعد، فلا تُقترح إلا للكتابة بالأحرف الكبيرة

lexicon-people = { "" }
lexicon-hard = { "" }
lexicon-harsh = { "" }
lexicon-phrases = { "" }
