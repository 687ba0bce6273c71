### الرسائل، نصًّا مجردًا. $site: اسم موقع. $name و $title: بين علامتي اقتباس أصلًا.

## تعليقات للمراجعة

review-subject =
    { $count ->
        [zero] لا تعليقات للمراجعة في { $site }
        [one] تعليق للمراجعة في { $site }
        [two] تعليقان للمراجعة في { $site }
        [few] { $count } تعليقات للمراجعة في { $site }
        [many] { $count } تعليقًا للمراجعة في { $site }
       *[other] { $count } تعليق للمراجعة في { $site }
    }
wrote-on = تعليق من { $name } في { $page } ({ $why })
wrote-on-titled = تعليق من { $name } في { $title }، { $page } ({ $why })
review-it = المراجعة
and-more =
    { $count ->
        [zero] ولا شيء آخر.
        [one] وتعليق آخر.
        [two] وتعليقان آخران.
        [few] و{ $count } تعليقات أخرى.
        [many] و{ $count } تعليقًا آخر.
       *[other] و{ $count } تعليق آخر.
    }
review-all = مراجعتها كلها
links-change-nothing = فتح الرابط لا يغيّر شيئًا.
unsubscribe = إلغاء الاشتراك

## الأسباب، بين قوسين

trap = مُلئ فيه حقل لا يراه الناس
too-fast = أُرسل أسرع مما يكتب إنسان
banned-network = من شبكة حظرتها
words-to-hold = فيه كلمة من قائمتك
repeated = سبق إرسال الكلام نفسه
flood = تعليقات كثيرة جدًا في وقت قصير
links = فيه روابط
reads-like-spam = يشبه البريد المزعج
spam-service = عدّته خدمة مكافحة الإزعاج مزعجًا أو مسيئًا
no-bot-check = أُرسل بلا التحقق من الروبوتات الذي يحتاج إلى JavaScript
many-newcomers = من مشاركين جدد كثيرين جدًا دفعة واحدة
every-comment = كل تعليق ينتظر المراجعة
first-comment = أول تعليق
reported = أبلغ عنه قرّاء
edited = عُدّل بعد قرارك
edited-as-asked = عُدّل بعد أن طلبت تعديله
edited-after-decline = عُدّل بعد أن رفضته
appeal = يطلب صاحبه إعادة النظر

## خطاف ويب متوقف

webhook-subject = توقف خطاف ويب لموقع { $site }
webhook-paused = لم يصل شيء إلى خطاف الويب { $webhook } لموقع { $site } منذ ثلاثة أيام، لذا لم يعد يُرسل إليه شيء. عندما يعمل من جديد شغّله بالأمر: { $command }

## تسجيل الدخول

sign-in-subject = تسجيل الدخول إلى لوحة تحكم { $site }
sign-in-asked = طلب أحدهم تسجيل الدخول إلى لوحة تحكم { $site } بهذا العنوان. إن كان هذا أنت فافتح الرابط خلال 15 دقيقة واضغط الزر هناك. يعمل الرابط مرة واحدة.
sign-in = تسجيل الدخول
sign-in-not-you = إن لم يكن هذا أنت فلا حاجة إلى فعل شيء: لا يستطيع أحد تسجيل الدخول بلا هذا الرابط.
confirm-subject = تأكيد عنوانك للوحة تحكم { $site }
confirm-asked = يريد { $name } من فريق { $site } استلام روابط تسجيل الدخول على هذا العنوان. إن كان هذا أنت فافتح الرابط خلال يوم، في متصفح سجّلت الدخول فيه.
confirm = تأكيد هذا العنوان
confirm-not-you = إن لم يكن هذا أنت فلا حاجة إلى فعل شيء: لن تصلك رسائل أخرى.

## تأكيد عنوان زائر

code-subject = رمزك لتعليقات { $site }
code-asked = أدخل أحدهم هذا العنوان في تعليقات { $site }. إن كان هذا أنت فاكتب هذا الرمز هناك، في المتصفح نفسه:
code-life = يعمل مرة واحدة ولمدة 10 دقائق. لا تعطه لأحد: من يملكه يستطيع الكتابة هناك باسمك.
code-open = أو افتح هذه الصفحة
code-not-you = إن لم يكن هذا أنت فلا حاجة إلى فعل شيء: بلا الرمز لا يحدث شيء بهذا العنوان.

## رد أحدهم على زائر

reply-subject =
    { $title ->
        [none] رد جديد عليك في { $site }
       *[other] رد جديد عليك في { $site }: { $title }
    }
replies-subject =
    { $title ->
        [none] ردود جديدة عليك في { $site }
       *[other] ردود جديدة عليك في { $site }: { $title }
    }
team-member = { $name } ({ $role })
role-owner = المالك
role-host = من الفريق
role-moderator = الإشراف
role-guest = ضيف
replied-to-you =
    { $title ->
        [none] ردّ { $name } على تعليقك:
       *[other] ردّ { $name } على تعليقك في { $title }:
    }
wrote-in-conversation =
    { $title ->
        [none] كتب { $name } في محادثة بدأتها:
       *[other] كتب { $name } في محادثة بدأتها في { $title }:
    }
reply-open = اقرأه في الصفحة وردّ عليه هناك
replies-open = اقرأها كلها في الصفحة
replies-why = تصلك هذه الرسالة لأنك أكدت هذا العنوان في تعليقات { $site }، أو سجّلت دخولك هناك بحساب يحمله. لا أحد يقرأ ما ترسله إلى مُرسلها.
replies-stop = إيقاف هذه الرسائل
