### لوحة التحكم: مراجعة التعليقات والرد عليها.

## الردود والتعليقات الخاصة

conversation-reply = رد
conversation-approve-and-reply = قبول ورد
conversation-approved-and-replied = تم القبول ونُشر الرد.
conversation-not-now = لم يعد الرد على هذا التعليق ممكنًا: أُزيل أو حُذف في أثناء ذلك.
conversation-no-reply-needed = لا يحتاج إلى رد
conversation-no-reply-needed-done = تم التعليم: لا يحتاج إلى رد.
conversation-reply-needed-done = عاد بلا رد.
conversation-the-team = الفريق
conversation-wrote-to-author = رسالة إلى صاحب التعليق:
conversation-conversation = المحادثة
conversation-above = قبله
conversation-below = الردود عليه
conversation-no-conversation = لا تعليق قبله، ولا رد بعد.
conversation-edit = تعديل
conversation-save = حفظ
conversation-your-comment = تعليقك
conversation-delete = حذف
conversation-delete-what = حذف تعليقك؟ تبقى الردود.
conversation-deleted = تم الحذف.
conversation-not-yours = هذا ليس تعليقك: كتبه شخص آخر بالاسم نفسه.
conversation-no-page = لا تعليقات في تلك الصفحة بعد.
conversation-reply-to = رد على { $name }
conversation-more =
    { $count ->
        [zero] لا ردود أخرى في الصفحة.
        [one] رد آخر في الصفحة.
        [two] ردّان آخران في الصفحة.
        [few] { $count } ردود أخرى في الصفحة.
        [many] { $count } ردًّا آخر في الصفحة.
       *[other] { $count } رد آخر في الصفحة.
    }
conversation-changes-up = نُشرت تعديلاتك.
conversation-changes-wait = حُفظت تعديلاتك وهي بانتظار القبول.
conversation-meanwhile-published =
    { $reason ->
        [none] لم يُحفظ: نُشر تعليقك في أثناء ذلك. ما كتبته لا يزال هنا. { $next }
       *[other] لم يُحفظ: نُشر تعليقك في أثناء ذلك. السبب: { $reason } ما كتبته لا يزال هنا. { $next }
    }
conversation-meanwhile-held =
    { $reason ->
        [none] لم يُحفظ: حُجز تعليقك للمراجعة في أثناء ذلك. ما كتبته لا يزال هنا. { $next }
       *[other] لم يُحفظ: حُجز تعليقك للمراجعة في أثناء ذلك. السبب: { $reason } ما كتبته لا يزال هنا. { $next }
    }
conversation-meanwhile-sent-back =
    { $reason ->
        [none] لم يُحفظ: أُعيد تعليقك للتعديل في أثناء ذلك. ما كتبته لا يزال هنا. { $next }
       *[other] لم يُحفظ: أُعيد تعليقك للتعديل في أثناء ذلك. السبب: { $reason } ما كتبته لا يزال هنا. { $next }
    }
conversation-meanwhile-declined =
    { $reason ->
        [none] لم يُحفظ: رُفض تعليقك في أثناء ذلك. ما كتبته لا يزال هنا. { $next }
       *[other] لم يُحفظ: رُفض تعليقك في أثناء ذلك. السبب: { $reason } ما كتبته لا يزال هنا. { $next }
    }
conversation-meanwhile-removed =
    { $reason ->
        [none] لم يُحفظ: أُزيل تعليقك في أثناء ذلك. ما كتبته لا يزال هنا. { $next }
       *[other] لم يُحفظ: أُزيل تعليقك في أثناء ذلك. السبب: { $reason } ما كتبته لا يزال هنا. { $next }
    }
conversation-meanwhile-deleted =
    { $reason ->
        [none] لم يُحفظ: حُذف تعليقك في أثناء ذلك. ما كتبته لا يزال هنا. { $next }
       *[other] لم يُحفظ: حُذف تعليقك في أثناء ذلك. السبب: { $reason } ما كتبته لا يزال هنا. { $next }
    }
conversation-meanwhile-spam =
    { $reason ->
        [none] لم يُحفظ: عُدَّ تعليقك بريدًا مزعجًا في أثناء ذلك. ما كتبته لا يزال هنا. { $next }
       *[other] لم يُحفظ: عُدَّ تعليقك بريدًا مزعجًا في أثناء ذلك. السبب: { $reason } ما كتبته لا يزال هنا. { $next }
    }
conversation-next-approval = عند حفظه مرة أخرى ينتظر القبول.
conversation-next-look = يُرجى النظر فيه ثم حفظه مرة أخرى.
conversation-next-copy = لم يعد تعديله ممكنًا؛ يمكن نسخ النص عند الحاجة إليه.

## القرارات

decision-approve = قبول
decision-send-back = طلب تعديل
decision-decline = رفض
decision-remove = إزالة
decision-restore = استعادة
decision-spam = بريد مزعج
decision-not-spam = ليس مزعجًا
decision-keep = إبقاء
keep-removed = إبقاؤه مُزالًا
keep-as-spam = إبقاؤه بريدًا مزعجًا
keep-declined = إبقاؤه مرفوضًا
done-approved = تم القبول: { $whose }.
done-restored = تمت الاستعادة: { $whose }.
done-kept = تم الإبقاء: { $whose }.
done-sent-back = طُلب تعديل: { $whose }.
done-declined = تم الرفض: { $whose }.
done-removed = تمت الإزالة: { $whose }.
done-spam = عُدَّ بريدًا مزعجًا: { $whose }.
reason-title-changes = طلب تعديل من { $name }
reason-title-remove = إزالة تعليق { $name }
reason-title-decline = رفض تعليق { $name }
ask-reason-changes = ما الذي ينبغي تعديله؟ هذا النص يصل إلى { $name }.
ask-reason-remove = ما السبب؟ هذا النص يصل إلى { $name }، ويقرؤه الجميع إن كانت للتعليق ردود.
ask-reason-decline = ما السبب؟ هذا النص يصل إلى { $name }، مع إمكان التعديل والإرسال من جديد.
alike-from =
    { $people ->
        [zero] { NUMBER($count) } تعليق بالنص نفسه.
        [one] { NUMBER($count) } تعليق بالنص نفسه، من شخص واحد.
        [two] { NUMBER($count) } تعليق بالنص نفسه، من شخصين.
        [few] { NUMBER($count) } تعليق بالنص نفسه، من { $people } أشخاص.
        [many] { NUMBER($count) } تعليق بالنص نفسه، من { $people } شخصًا.
       *[other] { NUMBER($count) } تعليق بالنص نفسه، من { $people } شخص.
    }
alike-count = متشابهة: { NUMBER($count) }
visitor-replies =
    { $count ->
        [0] لا رد بعد
        [one] رد واحد من الزوار
        [two] ردّان من الزوار
        [few] { $count } ردود من الزوار
        [many] { $count } ردًّا من الزوار
       *[other] { $count } رد من الزوار
    }
report-count =
    { $count ->
        [zero] لا بلاغات
        [one] بلاغ واحد
        [two] بلاغان
        [few] { $count } بلاغات
        [many] { $count } بلاغًا
       *[other] { $count } بلاغ
    }
author-here = { $name } في هذا الموقع
select-comment = تحديد تعليق { $name }
selected-count = المحدَّد: { NUMBER($count) }
for-all =
    { $count ->
        [2] لكليهما
       *[other] لكل المحدَّد: { NUMBER($count) }
    }
comments-by-people =
    { $people ->
        [zero] { $comments }
        [one] { $comments } من شخص واحد
        [two] { $comments } من شخصين
        [few] { $comments } من { $people } أشخاص
        [many] { $comments } من { $people } شخصًا
       *[other] { $comments } من { $people } شخص
    }

## عدة تعليقات

bulk-left-one = { $done } لم يتغيّر { $whose }: { $state }.
bulk-left-many = { $done } لم يتغيّر عدد من التعليقات ({ NUMBER($count) }): سبق شخص آخر إلى القرار، أو عُدّلت.
bulk-somebody-else = سبق شخص آخر إلى القرار، أو عُدّل التعليق
bulk-by-now = حالته الآن: { $status }
bulk-not-done =
    { $count ->
        [zero] لم يُنفَّذ شيء: { $reason }
        [one] لم يُنفَّذ الإجراء على تعليق واحد: { $reason }
        [two] لم يُنفَّذ الإجراء على تعليقين: { $reason }
        [few] لم يُنفَّذ الإجراء على { $count } تعليقات: { $reason }
        [many] لم يُنفَّذ الإجراء على { $count } تعليقًا: { $reason }
       *[other] لم يُنفَّذ الإجراء على { $count } تعليق: { $reason }
    }
bulk-undone = تم التراجع: { $done }. لم يعد التراجع ممكنًا: { $left }.
bulk-button = { $decision }: { NUMBER($fits) } من { NUMBER($all) }
bulk-title-changes = طلب تعديل التعليقات المحدَّدة ({ NUMBER($count) })
bulk-title-remove = إزالة التعليقات المحدَّدة ({ NUMBER($count) })
bulk-title-decline = رفض التعليقات المحدَّدة ({ NUMBER($count) })
bulk-ask-changes = ما الذي ينبغي تعديله؟ يقرأ أصحاب التعليقات هذا النص.
bulk-ask-remove = ما السبب؟ يقرأ أصحاب التعليقات هذا النص، ويقرؤه الجميع حيث تكون للتعليق ردود.
bulk-ask-decline = ما السبب؟ يقرأ أصحاب التعليقات هذا النص، ويمكنهم التعديل والإرسال من جديد.

## سبب حجز التعليق

held-asks-again = يطلب إعادة النظر في هذا القرار.
held-stays-hidden = يبقى مخفيًا ما لم يُقبل.
held-reported-published = منشور، لكن القرّاء أبلغوا عنه.
held-reported-published-what = يمكن للجميع قراءته حتى يُتخذ قرار.
held-also = وأيضًا:
held-open-setting = فتح الإعداد
held-reports = بلاغات القرّاء:
held-trap = محجوز لأن حقلًا لا يراه الناس قد مُلئ.
held-too-fast = محجوز لأنه أُرسل أسرع مما يكتب الإنسان.
held-network = محجوز لأنه جاء من شبكة محظورة لديكم.
held-words = محجوز لأن فيه إحدى كلمات الحجز لديكم.
held-repeated = محجوز لأن النص نفسه أُرسل من قبل.
held-flood = محجوز بسبب كثرة تعليقات { $name } في وقت قصير.
held-links = محجوز لأن فيه روابط.
held-spam = محجوز لأنه يشبه البريد المزعج.
held-external-check = محجوز لأن خدمة لمكافحة البريد المزعج عدّته مزعجًا أو مسيئًا.
held-no-proof = محجوز لأنه جاء من دون فحص الروبوتات.
held-attack = محجوز لأن كثيرًا من الجدد كتبوا في وقت واحد.
held-every-comment = محجوز لأن موقعكم يحجز كل تعليق.
held-first-comment = محجوز لأنه أول تعليق من { $name }.
held-none-when-sent = محجوز لأنه لم يكن قد نُشر أي تعليق من { $name } عند وصوله.
held-none-yet = محجوز لأنه لم يُنشر بعد أي تعليق من { $name }.
held-reported = محجوز لأن القرّاء أبلغوا عنه.
held-edited = محجوز بسبب تعديل من { $name } بعد قراركم.
held-edited-as-asked = محجوز بسبب تعديل من { $name } بعد طلبكم التعديل.
held-edited-after-decline = محجوز بسبب تعديل من { $name } بعد رفضكم له.
held-imported = مستورد، ولم يُتخذ قرار بعد.
next-trap = تفعل ذلك برامج وبعض المتصفحات التي تملأ النماذج. كل تعليق كهذا ينتظر.
next-network = كل تعليق منها ينتظر ما دام الحظر قائمًا، أيًّا كان كاتبه.
next-words = كل تعليق فيه كلمة كهذه ينتظر، أيًّا كان كاتبه.
next-repeated = كل تكرار ينتظر، أيًّا كان مرسله.
next-flood = ما زاد على 20 تعليقًا من شخص واحد في عشر دقائق ينتظر.
next-spam = قُيّم النص وحده، على هذا الخادم. لا تُحجز لهذا السبب تعليقات المشاركين الدائمين.
next-external-check = لا تُرسل إليها تعليقات المشاركين الدائمين ولا تُحجز لهذا السبب.
next-links-in-edit = الروابط المضافة عند التعديل تنتظر، إلا من المشاركين الدائمين.
next-reported = كان الجميع يقرؤونه من قبل. عند قبوله يقرؤه الجميع من جديد.
next-imported = عند قبوله يمكن للجميع قراءته.
next-edited = عند قبوله يقرؤه الجميع كما هو الآن.
next-approval-changes-nothing = قبوله لا يغيّر شيئًا لتعليقات { $name } القادمة.
next-site-holds-all = يحجز موقعكم كل تعليق، لذا تنتظر تعليقات { $name } القادمة أيضًا.
next-site-holds-none = لم يعد موقعكم يحجز تعليقات كهذه: الجديدة تُنشر فورًا.
next-is-published = نُشر تعليق من { $name } في أثناء ذلك، لذا لا تُحجز التعليقات القادمة لهذا السبب.
next-site-holds-first = يحجز موقعكم الآن أول تعليق فقط: بعد قبول واحد تُنشر تعليقات { $name } فورًا.
next-up-at-once = بعد قبول واحد تُنشر تعليقات { $name } فورًا.
next-not-held = بعد قبول واحد لا تُحجز تعليقات { $name } لهذا السبب.
short-trap = حقل مخفي
short-too-fast = سريع جدًا
short-network = شبكة محظورة
short-words = كلمة في قائمتكم
short-repeated = مكرر
short-flood = كثير جدًا
short-links = روابط
short-spam = يشبه البريد المزعج
short-external-check = خدمة مكافحة
short-no-proof = بلا فحص الروبوتات
short-attack = اندفاع
short-every-comment = كلها محجوزة
short-reported = بلاغات
short-edited = معدّل
short-imported = مستورد
short-held = محجوز
held-removed-it = أزال التعليق
held-marked-it = عدّه بريدًا مزعجًا
held-declined-it = رفض التعليق
