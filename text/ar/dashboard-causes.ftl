### لوحة التحكم: ما الخطأ بالتحديد. كل نص جملة قائمة بذاتها.

## ما الخطأ في الطلب بالتحديد

cause-setting-value = لا يمكن أن تكون هذه القيمة لـ «{ $setting }».
cause-setting-unknown = لا يوجد إعداد اسمه { $setting }.
cause-name-blank = ليس في الاسم حروف مرئية.
cause-name-too-long = لا يزيد الاسم على { NUMBER($most) } حرفًا.
cause-too-many-names = لا تزيد أسماء الفريق على { NUMBER($most) }.
cause-origin-missing = يحتاج الموقع إلى عنوان واحد على الأقل.
cause-origin-malformed = { $origin } ليس عنوانًا. يُكتب مثل https://bakery.example.
cause-origin-without-scheme = ينقص https:// قبل { $origin }. الصواب: { $instead }.
cause-origin-wildcard = في { $origin } علامة *. يُضاف كل عنوان وحده، مثل https://bakery.example.
cause-origin-with-credentials = في { $origin } اسم أو كلمة مرور قبل المضيف. يُرجى حذف ذلك.
cause-origin-with-path = في { $origin } مسار بعد المضيف. الصواب: { $instead }.
cause-origin-not-secure = يبدأ { $origin } بـ http:// وهذا لـ localhost فقط. الصواب: { $instead }.
cause-origin-scheme = لا يبدأ { $origin } بـ https://. الصواب: { $instead }.
cause-origin-taken = يتبع { $origin } موقعًا آخر على هذا الخادم.
cause-too-many-origins = لا تزيد عناوين الموقع على { NUMBER($most) }.
cause-address-not-mail = { $address } ليس عنوان بريد إلكتروني.
cause-too-many-mail-addresses = لا تزيد عناوين البريد على { NUMBER($most) }.
cause-no-mail = لا يرسل هذا الخادم بريدًا.
cause-note-while-open = لا يقرأ الزوار هذا إلا والتعليقات مغلقة. يجب إغلاقها أولًا.
cause-note-too-long = لا يزيد ما يقرؤه الزوار على { NUMBER($most) } حرف.
cause-already-closed = التعليقات مغلقة في هذه الصفحة من قبل. هي في قائمة الصفحات.
cause-page-elsewhere = يبدأ عنوان أي صفحة من هذا الموقع بـ: { $origins }.
cause-slow-mode-too-long = لا تزيد مدة الوضع البطيء على يوم واحد.
cause-too-many-reply-pauses = الردود متوقفة في مواضع كثيرة جدًا من هذا الموقع. يجب أولًا السماح ببعضها.
cause-question-too-long = لا يزيد السؤال على { NUMBER($most) } حرف.
cause-too-many-house-rules = لا تزيد قواعد الموقع على { NUMBER($most) }.
cause-house-rule-too-long = لا تزيد القاعدة على { NUMBER($most) } حرفًا.
cause-comment-not-storable = لا يمكن حفظ هذا التعليق.
cause-network-forgotten = لم يعد المصدر معروفًا. لا يُحفظ إلا يومًا، وفي الذاكرة فقط.
cause-team-member-not-banned = لا يمكن حظر عضو في الفريق. يمكن بدلًا من ذلك إنهاء عضويته.
cause-team-member-not-erased = لا يمكن محو عضو في الفريق: ما كتبه يخص المؤسسة.
cause-too-many-bans = لا يزيد الحظر في الموقع على { NUMBER($most) }. يجب أولًا رفع بعضه.
cause-ban-gone = لم يعد هذا الحظر موجودًا.

## كلمات وأنماط تحجز التعليقات

cause-rule-known = هذه الكلمة أو هذا النمط موجود هنا من قبل.
cause-rule-gone = لم تعد هذه الكلمة أو هذا النمط موجودًا هنا.
cause-rule-length = لا تكون الكلمة أو النمط فارغًا ولا يزيد على { NUMBER($most) } بايت.
cause-too-many-rules = لا تزيد الكلمات والأنماط في الموقع على { NUMBER($most) }. يجب أولًا إزالة بعضها.
cause-pattern-matches-all = يطابق هذا النمط كل شيء، حتى تعليقًا فارغًا.
cause-pattern-too-large = يشغل هذا النمط حيزًا كبيرًا جدًا.
cause-pattern-repeats = هذا النمط معقّد جدًا: يزيد طوله مع التكرار على { NUMBER($most) } حرف.
cause-patterns-repeat = أنماط هذا الموقع مجتمعةً معقّدة جدًا. يجب أولًا تبسيط أحدها أو إزالته.
pattern-group-unclosed = هذا ليس تعبيرًا نمطيًا: القوس ( عند الحرف { NUMBER($at) } بلا إغلاق.
pattern-group-unopened = هذا ليس تعبيرًا نمطيًا: القوس ) عند الحرف { NUMBER($at) } بلا فتح.
pattern-class-unclosed = هذا ليس تعبيرًا نمطيًا: القوس [ عند الحرف { NUMBER($at) } بلا إغلاق.
pattern-repetition-missing = هذا ليس تعبيرًا نمطيًا: لا شيء قبل الحرف { NUMBER($at) } ليتكرر.
pattern-repetition-count = هذا ليس تعبيرًا نمطيًا: عدد التكرار عند الحرف { NUMBER($at) } غير صالح.
pattern-escape = هذا ليس تعبيرًا نمطيًا: العلامة \ عند الحرف { NUMBER($at) } ليست قبل شيء يحتاج إليها.
pattern-not-supported = لا يُدعم النظر إلى الأمام أو الخلف ولا الإشارة إلى مجموعة: انظر الحرف { NUMBER($at) }.
pattern-invalid = هذا ليس تعبيرًا نمطيًا: انظر الحرف { NUMBER($at) }.

## خطافات الويب وخدمات مكافحة الإزعاج

cause-format-unknown = { $format } ليس صيغة معروفة.
cause-event-unknown = { $event } ليس نوعًا من الأحداث.
cause-chat-not-signed = ما يُرسل إلى محادثة لا يُوقَّع.
cause-address-too-long = لا يزيد العنوان على { NUMBER($most) } بايت.
cause-telegram-without-chat = يسمي العنوان في Telegram المحادثة: https://api.telegram.org/bot…/sendMessage?chat_id=….
cause-too-many-webhooks = لا تزيد خطافات الويب والمحادثات في الموقع على { NUMBER($most) }. يجب أولًا إزالة واحد.
cause-webhook-gone = لم يعد خطاف الويب أو المحادثة موجودًا.
cause-spam-service-unknown = { $service } ليست خدمة معروفة لمكافحة الإزعاج.
cause-spam-service-too-long = لا يزيد كل من العنوان والمفتاح والنموذج على { NUMBER($most) } بايت.
cause-spam-service-address = تُكتب بداية عناوينها بلا ? ولا #، مثل https://api.openai.com/v1.
cause-key-missing = المفتاح ناقص.
cause-key-invalid = المفتاح سطر واحد بلا مسافات.
cause-spam-service-off = خدمة مكافحة الإزعاج هذه غير مشغّلة.

## المفاتيح التي تسجّل دخول الزوار

cause-sign-in-key-id-invalid = يتكوّن المعرّف من 1 إلى { NUMBER($most) } محرفًا: من a إلى z وأرقام و - و _ و .
cause-sign-in-key-known = يوجد مفتاح بهذا المعرّف.
cause-too-many-sign-in-keys = لا تزيد مفاتيح الموقع على { NUMBER($most) }. يجب أولًا إزالة واحد.
cause-sign-in-key-gone = لم يعد هذا المفتاح موجودًا.
cause-private-key-given = هذا هو المفتاح الخاص. يبقى على خادمكم، ويوضع هنا المفتاح العام.
cause-public-key-invalid = هذا ليس مفتاحًا عامًا. يبدأ المفتاح العام بـ «-----BEGIN PUBLIC KEY-----».
cause-public-key-other-kind = هذا المفتاح من نوع آخر. يمكن استخدام Ed25519 و P-256.

## لماذا لم يقبل خطاف ويب أو خدمة ما أُرسل

failure-address-malformed = هذا ليس عنوانًا مثل https://name/path.
failure-address-credentials = لا يُرسل اسم ولا كلمة مرور في عنوان.
failure-address-port = لا يُستعمل إلا https على المنفذ 443، إلا في شبكات أدرجها مدير الخادم بـ --outbound-allow.
failure-closed-network = يؤدي هذا العنوان إلى شبكة غير مفتوحة للجميع. إن كانت شبكتك فيمكن لمدير الخادم إدراجها بـ --outbound-allow.
failure-name-not-found = لم يُعثر على الاسم الذي في العنوان.
failure-no-connection = لم يتم الاتصال.
failure-no-tls = لم يتم اتصال آمن: الشهادة غير موثوقة أو غير موجودة.
failure-not-http = لم يكن الرد HTTP.
failure-timeout = لم يصل رد في الوقت المحدد.
failure-status = كانت حالة الرد { $status }.
failure-gone = يقول المستقبِل إنه لم يعد موجودًا (410).
failure-unreadable = تعذر فهم الرد.
failure-key-refused = رُفض المفتاح.
failure-busy = الطلبات الجارية كثيرة جدًا. يُرجى المحاولة بعد قليل.
failure-false-alarm = ترد الخدمة، لكنها عدّت جملة عادية مزعجة أو مسيئة.
failure-unknown = لم يصل.

## قاعدة بيانات الخادم: ما بها وما يمكن لمدير الخادم فعله

storage-full = قرص الخادم ممتلئ.
storage-locked = برنامج آخر يحجز قاعدة بيانات الخادم.
storage-read-only = قرص الخادم للقراءة فقط.
storage-unopenable = لا يمكن فتح قاعدة بيانات الخادم.
storage-io = يبلّغ قرص الخادم عن خطأ.
storage-displaced = أُزيل ملف من قاعدة بيانات الخادم أو استُبدل.
storage-transaction = لم تقبل قاعدة بيانات الخادم التغيير.
storage-damaged = قاعدة بيانات الخادم تالفة ولا تقبل تغييرات.
storage-extent-readable = يمكن قراءة التعليقات لا كتابتها.
storage-extent-damaged = لا يمكن قراءة التعليقات التي في أجزاء تالفة من القاعدة، ولا كتابة أي تعليق.
storage-full-remedy = يفرّغ من يدير الخادم مكانًا على قرص مجلد البيانات؛ تُستأنف الكتابة تلقائيًا.
storage-locked-remedy = ينهي من يدير الخادم البرنامج الذي يفتح porch.db للكتابة؛ تُستأنف الكتابة تلقائيًا.
storage-read-only-remedy = يجعل من يدير الخادم مجلد البيانات قابلًا للكتابة؛ تُستأنف الكتابة تلقائيًا.
storage-unopenable-remedy = ينظر من يدير الخادم في مجلد البيانات: هل porch.db فيه، وهل يملكه مستخدم الخادم، وهل حد الملفات المفتوحة (ulimit -n) كافٍ؟ تُستأنف الكتابة تلقائيًا.
storage-io-remedy = ينظر من يدير الخادم في قرص مجلد البيانات (dmesg وSMART)؛ تُستأنف الكتابة تلقائيًا عندما يعمل.
storage-displaced-remedy = لا تزال لدى الخادم الملفات التي فتحها. إن نُقلت فلتُعد إلى مكانها: تُستأنف الكتابة تلقائيًا. وإلا فلينفّذ من يدير الخادم porch backup FILE قبل إيقافه: يحفظ هذا كل شيء. ثم porch restore FILE.
storage-transaction-remedy = تُعاد محاولة الكتابة تلقائيًا؛ السبب في سجل الخادم.
storage-damaged-remedy = يوقف من يدير الخادم الخادمَ، ويحفظ نسخة من مجلد البيانات كما هو، وينفّذ porch restore FILE بأحدث نسخة احتياطية يجدها porch check سليمة.
