// Made by `npm run messages` from src/i18n/messages; edit there.
import { isolate, isolateAmount } from "../isolates.ts";
import type { Lang, Sentence, Value } from "../lang.ts";
import { plural } from "../plural.ts";
import { intlZone } from "../zones.ts";

export const language: Lang = {"tag":"ar","locale":"ar-u-ca-gregory-nu-latn","name":"العربية","dir":"rtl"};
/** An amount that `Intl` has formatted, and a text of unknown direction, for a sentence. */
export const amount: Sentence<[text: string]> = (_, text) => isolateAmount(text);
export const isolated: Sentence<[text: string]> = (_, text) => isolate(text);
/** What the language calls a time zone (IANA name); empty: the zone is named after no town. */
export const zoneName: Sentence<[timeZone: string]> = intlZone;
export const formats_days: Sentence<[n: number]> = (lang, n) =>
  plural(lang, n, (count) => ({ zero: `${count} يوم`, one: "يوم واحد", two: "يومان", few: `${count} أيام`, many: `${count} يومًا`, other: `${count} يوم` }));
export const formats_seconds: Sentence<[n: number]> = (lang, n) =>
  plural(lang, n, (count) => ({ zero: `${count} ثانية`, one: "ثانية واحدة", two: "ثانيتان", few: `${count} ثوانٍ`, many: `${count} ثانية`, other: `${count} ثانية` }));
export const formats_dayMonth: Sentence<[day: Value, month: Value]> = (_, day, month) =>
  `${day} ${month}`;
export const formats_withYear: Sentence<[date: Value, year: Value]> = (_, date, year) =>
  `${date} ${year}`;
export const formats_withWeekday: Sentence<[weekday: Value, date: Value]> = (_, weekday, date) =>
  `${weekday} ${date}`;
export const formats_tick: Sentence<[day: Value, month: Value, number: Value]> = (_, day, _month, number) =>
  `${day}/${number}`;
export const formats_zone: Sentence<[zone: Value]> = (_, zone) =>
  `${zone}`;
export const formats_utc: Sentence = () =>
  "UTC";
export const formats_atZone: Sentence<[zone: Value]> = (_, zone) =>
  `ب${zone}`;
export const formats_atUtc: Sentence = () =>
  "بالتوقيت العالمي";
export const formats_moment: Sentence<[date: Value, time: Value, zone: Value]> = (_, date, time, zone) =>
  `${date}، ${time}، ${zone}`;
export const kinds_mobile_data_title: Sentence = () =>
  "بيانات الجوال";
export const kinds_mobile_data_goods: Sentence = () =>
  "بيانات الجوال";
export const kinds_hotspot_dongle_title: Sentence = () =>
  "جهاز نقطة الاتصال";
export const kinds_hotspot_dongle_goods: Sentence = () =>
  "بيانات نقطة الاتصال";
export const kinds_fixed_wireless_title: Sentence = () =>
  "إنترنت المنزل";
export const kinds_fixed_wireless_goods: Sentence = () =>
  "إنترنت المنزل";
export const steps_days: Sentence = () =>
  "الأيام";
export const steps_billing: Sentence = () =>
  "الفوترة";
export const steps_payment: Sentence = () =>
  "الدفع";
export const steps_done: Sentence = () =>
  "تم";
export const frame_progress: Sentence = () =>
  "التقدم";
export const frame_stepOf: Sentence<[n: Value]> = (_, n) =>
  `الخطوة ${isolate(n)} من 4: `;
export const frame_pair: Sentence<[one: Value, other: Value]> = (_, one, other) =>
  `${isolate(one)}، ${isolate(other)}`;
export const frame_endsIn: Sentence<[last: Value]> = (_, last) =>
  `ينتهي بالأرقام ${isolate(last)}`;
export const frame_offline: Sentence = () =>
  "لا اتصال. اختيارك محفوظ.";
export const days_start: Sentence<[time: Value, zone: Value, since: Value]> = (_, time, zone, since) =>
  `${isolate(time)} ${isolate(zone)}، ${isolate(since)}`;
export const days_addedTo: Sentence<[days: Value]> = (_, days) =>
  `إضافةً إلى رصيدك الحالي: ${isolate(days)}`;
export const days_startsNow: Sentence = () =>
  "تبدأ الآن";
export const days_plus: Sentence<[days: Value]> = (_, days) =>
  `+${isolate(days)}`;
export const days_later: Sentence = () =>
  "يظهر تاريخ الانتهاء الجديد بعد الدفع.";
export const days_spoken: Sentence<[days: Value, date: Value]> = (_, days, date) =>
  `${isolate(days)}، تاريخ الانتهاء الجديد ${isolate(date)}`;
export const days_breakdown: Sentence<[days: Value, unit: Value]> = (_, days, unit) =>
  `${isolate(days)} × ${isolate(unit)}، شامل الضريبة`;
export const days_rounded: Sentence<[days: Value, unit: Value]> = (_, days, unit) =>
  `${isolate(days)} × ${isolate(unit)} مقرّبًا، شامل الضريبة`;
export const days_volume: Sentence<[days: Value, unit: Value, saved: Value]> = (_, days, unit, saved) =>
  `${isolate(days)} × ${isolate(unit)}، توفيرك ${isolate(saved)}`;
export const days_order: Sentence<[days: Value, label: Value]> = (_, days, label) =>
  `${isolate(days)} – ${isolate(label)}`;
export const pay_terms: Sentence<[price: Value, days: Value, goods: Value]> = (_, price, days, goods) =>
  `${isolate(price)} – ${isolate(days)} – ${isolate(goods)} بلا حدود`;
export const pay_until: Sentence<[date: Value, start: Value]> = (_, date, start) =>
  `حتى ${isolate(date)}، ${isolate(start)}. شامل الضريبة.`;
export const pay_taxed: Sentence = () =>
  "شامل الضريبة.";
export const pay_pay: Sentence<[price: Value]> = (_, price) =>
  `ادفع ${isolate(price)} الآن`;
export const balance_left: Sentence<[days: Value, date: Value]> = (_, days, date) =>
  `المتبقي: ${isolate(days)}، حتى ${isolate(date)}`;
export const balance_endsToday: Sentence<[time: Value]> = (_, time) =>
  `ينتهي اليوم الساعة ${isolate(time)}`;
export const balance_ended: Sentence<[date: Value]> = (_, date) =>
  `انتهى يوم ${isolate(date)}`;
export const balance_nothing: Sentence = () =>
  "لم يبقَ أي يوم";
export const balance_unlimited: Sentence = () =>
  "بلا تاريخ انتهاء";
export const balance_flat: Sentence = () =>
  "بيانات بلا حدود.";
export const balance_readAt: Sentence<[time: Value]> = (_, time) =>
  `آخر تحديث: ${isolate(time)}.`;
export const balance_again: Sentence = () =>
  "تحديث";
export const balance_active: Sentence = () =>
  "نشط";
export const balance_suspended: Sentence = () =>
  "موقوف";
export const balance_closed: Sentence = () =>
  "مغلق";
export const balance_over: Sentence = () =>
  "انتهى";
export const balance_notReadable: Sentence = () =>
  "تعذّرت القراءة";
export const balance_hidden: Sentence = () =>
  "الرصيد مخفي هنا.";
export const balance_reading: Sentence = () =>
  "نقرأ رصيدك…";
export const balance_finding: Sentence = () =>
  "نبحث عن الخدمة…";
export const balance_slow: Sentence = () =>
  "ما زلنا ننتظر. الشبكة بطيئة.";
export const daysPanel_newExpiry: Sentence = () =>
  "تاريخ الانتهاء الجديد";
export const daysPanel_youAdd: Sentence = () =>
  "ما يُضاف";
export const daysPanel_toAdd: Sentence = () =>
  "عدد الأيام";
export const daysPanel_less: Sentence = () =>
  "إنقاص يوم";
export const daysPanel_more: Sentence = () =>
  "زيادة يوم";
export const daysPanel_showPrice: Sentence = () =>
  "اعرض السعر";
export const daysPanel_rule_exact: Sentence = () =>
  "تبدأ الأيام عند انتهاء أيامك الحالية. كل يوم 24 ساعة.";
export const daysPanel_rule_end_of_day: Sentence = () =>
  "تبدأ بعد أيامك الحالية. ينتهي آخرها 23:59.";
export const daysPanel_ruleFromNow_exact: Sentence = () =>
  "كل يوم 24 ساعة.";
export const daysPanel_ruleFromNow_end_of_day: Sentence = () =>
  "ينتهي آخر يوم الساعة 23:59.";
export const daysPanel_limit: Sentence<[days: Value, date: Value]> = (_, days, date) =>
  `المتاح الآن: ${isolate(days)}. والمزيد ابتداءً من ${isolate(date)}.`;
export const daysPanel_pendingDays: Sentence<[days: Value]> = (_, days) =>
  `لم تُحتسب بعد: ${isolate(days)} في الطريق.`;
export const daysPanel_change: Sentence = () =>
  "تغيير";
export const offers_title: Sentence = () =>
  "ما تريد إضافته";
export const offers_perDay: Sentence<[price: Value]> = (_, price) =>
  `${isolate(price)} لليوم`;
export const offers_tier: Sentence<[price: Value, days: Value]> = (_, price, days) =>
  `${isolate(price)} من ${isolate(days)}`;
export const openTopUps_open: Sentence<[days: Value]> = (_, days) =>
  `بدأت عملية شحن: ${isolate(days)}. بحسب ما وصلنا لم تُدفع بعد.`;
export const openTopUps_cancel: Sentence = () =>
  "إلغاؤها";
export const openTopUps_unpaid: Sentence<[days: Value]> = (_, days) =>
  `هناك عملية شحن لم تُدفع بعد: ${isolate(days)}.`;
export const openTopUps_notYet: Sentence = () =>
  "لم يُخصم أي مبلغ مقابلها بعد.";
export const openTopUps_bank: Sentence<[price: Value, days: Value]> = (_, price, days) =>
  `ما زال مصرفك يحوّل إلينا ${isolate(price)} مقابل ${isolate(days)}.`;
export const openTopUps_received: Sentence<[price: Value, days: Value]> = (_, price, days) =>
  `استلمنا ${isolate(price)} مقابل ${isolate(days)}.`;
export const openTopUps_inReview: Sentence = () =>
  "ينظر أحد موظفينا في الأمر.";
export const openTopUps_back: Sentence<[price: Value, days: Value]> = (_, price, days) =>
  `جارٍ ردّ ${isolate(price)} المدفوع مقابل ${isolate(days)}.`;
export const openTopUps_seeIt: Sentence = () =>
  "اعرض عملية الشحن تلك";
export const noSale_unreadable: Sentence = () =>
  "لا يمكننا قراءة رصيدك الآن.";
export const noSale_lastRead: Sentence<[when: Value, time: Value, date: Value]> = (_, when, time, date) =>
  `آخر تحديث ${isolate(when)} الساعة ${isolate(time)}: حتى ${isolate(date)}.`;
export const noSale_today: Sentence = () =>
  "اليوم";
export const noSale_cannotPay_bold: Sentence = () =>
  "لا يمكنك الدفع قبل أن نتمكن من قراءته.";
export const noSale_cannotPay_help: Sentence = () =>
  "هكذا لا تدفع أبدًا ثمن أيام لا نستطيع إضافتها.";
export const noSale_full: Sentence<[date: Value]> = (_, date) =>
  `لا يمكن إضافة أيام الآن. والمزيد ابتداءً من ${isolate(date)}.`;
export const noSale_closed: Sentence = () =>
  "هذه الخدمة مغلقة، فلا يمكن إضافة أيام إليها.";
export const noSale_service_suspended: Sentence = () =>
  "هذه الخدمة موقوفة، فلا يمكن إضافة أيام إليها.";
export const noSale_service_sales_blocked: Sentence = () =>
  "لا يمكن إضافة أيام الآن.";
export const noSale_nothing_to_sell: Sentence = () =>
  "خدمتك بلا تاريخ انتهاء، فلا شيء يُضاف إليها.";
export const noSale_notCharged: Sentence = () =>
  "لم يُخصم أي مبلغ مقابل عملية الشحن الجديدة هذه.";
export const noSale_kept: Sentence = () =>
  "اختيارك محفوظ";
export const noSale_nextTry: Sentence = () =>
  "المحاولة التالية بعد";
export const noSale_inSeconds: Sentence<[seconds: Value]> = (_, seconds) =>
  `${isolate(seconds)}`;
export const noSale_tryNow: Sentence = () =>
  "حاول الآن";
export const noSale_still: Sentence = () =>
  "ما زالت المشكلة قائمة بعد بضع دقائق؟ ";
export const noSale_same: Sentence = () =>
  " وسنساعدك.";
export const identify_title: Sentence = () =>
  "لأي جهاز تُضاف الأيام؟";
export const identify_lead: Sentence = () =>
  "لا يمكننا معرفة ذلك من هذا الاتصال.";
export const identify_severalTitle: Sentence = () =>
  "لأي جهاز منها؟";
export const identify_severalLead: Sentence = () =>
  "أكثر من جهاز يستخدم هذا الاتصال، ونحن لا نخمّن.";
export const identify_notCharged: Sentence = () =>
  "لا يُخصم أي مبلغ قبل أن تتأكد من أنه جهازك.";
export const identify_scan: Sentence = () =>
  "امسح رمز QR الموجود على الجهاز";
export const identify_point: Sentence = () =>
  "وجّه الكاميرا نحو الملصق لتعود إلى هذه الصفحة.";
export const identify_orType: Sentence = () =>
  "أو اكتب رقمه";
export const identify_number: Sentence = () =>
  "رقم الهاتف أو رقم IMSI";
export const identify_numberHint: Sentence = () =>
  "يتكوّن رقم IMSI من 15 خانة. تجده على حامل شريحة SIM وعلى ملصق الجهاز.";
export const identify_find: Sentence = () =>
  "ابحث عن خدمتي";
export const identify_noNumber: Sentence = () =>
  "اكتب الرقم.";
export const identify_oddNumber: Sentence = () =>
  "اكتب رقمًا من 8 إلى 15 خانة. يبدأ رقم الهاتف برمز البلد.";
export const identify_nationalNumber: Sentence = () =>
  "ابدأ بعلامة + ورمز البلد، مثل \u2066+61 412 345 678\u2069.";
export const identify_notFound: Sentence = () =>
  "لم نجد خدمة بهذا الرقم. تحقّق من الرقم، أو امسح رمز QR.";
export const identify_notFoundNational: Sentence = () =>
  "لم نجد خدمة بهذا الرقم. اكتبه بعلامة + ورمز البلد، أو امسح رمز QR.";
export const identify_tooMany: Sentence<[when: Value]> = (_, when) =>
  `محاولات كثيرة. تُتاح المحاولة مجددًا ${isolate(when)}، ويمكنك الآن مسح رمز QR.`;
export const identify_wifi: Sentence = () =>
  "هل اتصالك عبر شبكة Wi-Fi الخاصة بالجهاز؟ ";
export const identify_again: Sentence = () =>
  "حاول مرة أخرى";
export const identify_wifiEnd: Sentence = () =>
  "، فقد نجده تلقائيًا.";
export const identify_linkTitle: Sentence = () =>
  "لم يعد رمز QR هذا صالحًا.";
export const identify_linkLead: Sentence = () =>
  "استخدم أحدث رمز. لم يُخصم أي مبلغ.";
export const identify_linkOrType: Sentence = () =>
  "استخدم أحدث رمز، أو اكتب الرقم. لم يُخصم أي مبلغ.";
export const busy_finding: Sentence = () =>
  "نبحث عن خدمتك…";
export const confirm_title: Sentence = () =>
  "هل هذا جهازك؟";
export const confirm_yes: Sentence = () =>
  "نعم، إضافة أيام";
export const confirm_no: Sentence = () =>
  "لا، اختيار جهاز آخر";
export const reminder_summary: Sentence<[label: Value]> = (_, label) =>
  `${isolate(label)}: تنتهي أيامك`;
export const reminder_add: Sentence<[address: Value]> = (_, address) =>
  `أضف أيامًا قبل ذلك: ${isolate(address)}`;
export const page_skip: Sentence = () =>
  "انتقل إلى المحتوى";
export const page_test: Sentence = () =>
  "وضع الاختبار. لا تُنقل أموال حقيقية. استخدم البطاقة \u20664242\u00a04242\u00a04242\u00a04242\u2069.";
export const page_another: Sentence = () =>
  "جهاز آخر";
export const page_again: Sentence = () =>
  "حاول مرة أخرى";
export const signInWindow_bold: Sentence = () =>
  "كثيرًا ما تمنع هذه النافذة الصغيرة الدفع.";
export const signInWindow_help: Sentence = () =>
  "افتح الصفحة في متصفحك.";
export const signInWindow_address: Sentence = () =>
  "عنوان هذه الصفحة";
export const signInWindow_copy: Sentence = () =>
  "انسخ العنوان";
export const signInWindow_copied: Sentence = () =>
  "تم النسخ";
export const signInWindow_scan: Sentence = () =>
  "أو امسح هذا بهاتف آخر";
export const signInWindow_picture: Sentence = () =>
  "رمز QR لهذه الصفحة";
export const legal_terms: Sentence = () =>
  "الشروط";
export const legal_refundPolicy: Sentence = () =>
  "ردّ المبالغ";
export const legal_privacy: Sentence = () =>
  "الخصوصية";
export const billing_why: Sentence = () =>
  "لفاتورتك وإيصالك، ولنردّ إليك المبلغ إن تعثّر شيء. لا يُنشأ أي حساب.";
export const billing_first_name: Sentence = () =>
  "الاسم الأول";
export const billing_last_name: Sentence = () =>
  "اسم العائلة";
export const billing_email: Sentence = () =>
  "عنوان البريد الإلكتروني";
export const billing_receiptHere: Sentence = () =>
  "نرسل إيصالك إلى هذا العنوان.";
export const billing_kept: Sentence = () =>
  "محفوظ على هذا الجهاز حتى إتمام الدفع.";
export const billing_opening: Sentence = () =>
  "جارٍ فتح النموذج…";
export const mistakes_noFirst: Sentence = () =>
  "اكتب اسمك الأول.";
export const mistakes_noEmail: Sentence = () =>
  "اكتب عنوان بريدك الإلكتروني.";
export const mistakes_noAt: Sentence = () =>
  "علامة @ ناقصة.";
export const mistakes_noEnding: Sentence = () =>
  "نهاية العنوان ناقصة، مثل \u2066.com\u2069";
export const mistakes_odd: Sentence = () =>
  "تحقّق من عنوان البريد الإلكتروني.";
export const mistakes_tooLong: Sentence = () =>
  "هذا النص أطول من المسموح.";
export const mistakes_refused: Sentence = () =>
  "تحقّق مما كُتب هنا.";
export const mistakes_didYouMean: Sentence<[email: Value]> = (_, email) =>
  `هل تقصد ${isolate(email)}؟`;
export const paymentPanel_promise: Sentence = () =>
  "إن تعذّرت علينا إضافة أيامك، يعود إليك المبلغ كاملًا تلقائيًا.";
export const paymentPanel_noScript: Sentence = () =>
  "الدفع يحتاج إلى JavaScript. فعّلها، أو افتح هذه الصفحة في متصفح آخر.";
export const paymentPanel_loading: Sentence = () =>
  "جارٍ تحميل نموذج البطاقة…";
export const paymentPanel_orByCard: Sentence = () =>
  "أو ادفع بالبطاقة";
export const paymentPanel_statement: Sentence = () =>
  "يظهر في كشف حسابك باسم:";
export const paymentPanel_agreeBoth: Sentence<[terms: Value, refunds: Value]> = (_, terms, refunds) =>
  `الدفع يعني موافقتك على ${isolate(terms)} وعلى ${isolate(refunds)}.`;
export const paymentPanel_agreeOne: Sentence<[what: Value]> = (_, what) =>
  `الدفع يعني موافقتك على ${isolate(what)}.`;
export const paymentPanel_terms: Sentence = () =>
  "الشروط";
export const paymentPanel_refundPolicy: Sentence = () =>
  "سياسة ردّ المبالغ";
export const consents_withdrawal_1: Sentence = () =>
  "ابدأوا الآن. أعلم أنه يمكنني الانسحاب خلال 14 يومًا، وأدفع عندئذٍ مقابل الأيام المستخدمة.";
export const humanCheck_ask: Sentence = () =>
  "فحص سريع للتأكد من أنك إنسان:";
export const humanCheck_failed: Sentence = () =>
  "تعذّر علينا التأكد من أنك إنسان. لم يُخصم أي مبلغ.";
export const humanCheck_help: Sentence = () =>
  "اضغط على زر الدفع لإعادة الفحص. وإن لم يظهر، فأوقف أدوات الحجب لهذه الصفحة أو استخدم اتصالاً آخر.";
export const paying_paying: Sentence<[price: Value]> = (_, price) =>
  `جارٍ دفع ${isolate(price)}…`;
export const paying_bank: Sentence = () =>
  "يريد مصرفك التحقق من هويتك.";
export const paying_fewer: Sentence = () =>
  "اختر أيامًا أقل";
export const recent_paid: Sentence<[ago: Value]> = (_, ago) =>
  `سبق أن دفعت ${isolate(ago)}.`;
export const recent_justNow: Sentence = () =>
  "قبل أقل من دقيقة";
export const recent_what: Sentence<[days: Value, price: Value]> = (_, days, price) =>
  `المدة: ${isolate(days)}، المبلغ: ${isolate(price)}.`;
export const recent_whatAndId: Sentence<[days: Value, price: Value, id: Value]> = (_, days, price, id) =>
  `المدة: ${isolate(days)}، المبلغ: ${isolate(price)}، رقم العملية: ${isolate(id)}.`;
export const recent_already: Sentence<[date: Value]> = (_, date) =>
  `تاريخ الانتهاء أصبح بالفعل ${isolate(date)}.`;
export const recent_coming: Sentence = () =>
  "هذه الأيام قيد الإضافة.";
export const recent_reviewed: Sentence = () =>
  "نراجع هذه الدفعة أولًا.";
export const recent_seeIt: Sentence = () =>
  "اعرض عملية الشحن تلك";
export const recent_again: Sentence<[price: Value, n: number]> = (lang, price, n) =>
  plural(lang, n, (count) => ({ zero: `ادفع ${isolate(price)} مرة أخرى لإضافة ${count} يوم`, one: `ادفع ${isolate(price)} مرة أخرى لإضافة يوم واحد`, two: `ادفع ${isolate(price)} مرة أخرى لإضافة يومين`, few: `ادفع ${isolate(price)} مرة أخرى لإضافة ${count} أيام`, many: `ادفع ${isolate(price)} مرة أخرى لإضافة ${count} يومًا`, other: `ادفع ${isolate(price)} مرة أخرى لإضافة ${count} يوم` }));
export const banners_notSent_bold: Sentence = () =>
  "لم يُرسل الدفع: لا يوجد اتصال. لم يُخصم أي مبلغ.";
export const banners_notSent_help: Sentence = () =>
  "اضغط الزر مرة أخرى عند عودة الاتصال.";
export const banners_pressNotSent_bold: Sentence = () =>
  "لم تُرسل هذه الضغطة: لا يوجد اتصال.";
export const banners_pressNotSent_help: Sentence = () =>
  "لا يُخصم أي مبلغ مرتين: اضغط الزر مرة أخرى عند عودة الاتصال.";
export const banners_lost_bold: Sentence = () =>
  "لم يصلك جواب منا بعد.";
export const banners_lost_help: Sentence = () =>
  "لا يُخصم أي مبلغ مرتين: اضغط الزر مرة أخرى لتُستأنف عملية الدفع نفسها.";
export const banners_unanswered_bold: Sentence = () =>
  "لم يستجب نظام الدفع.";
export const banners_unanswered_help: Sentence = () =>
  "لا يُخصم أي مبلغ مرتين: اضغط الزر مرة أخرى لتُستأنف عملية الدفع نفسها.";
export const banners_wrongAmount_bold: Sentence = () =>
  "مبلغ عملية الدفع غير مطابق";
export const banners_wrongAmount_help: Sentence = () =>
  "المبلغ مختلف عن السعر الذي رأيته. لم يُخصم أي مبلغ.";
export const banners_ended_bold: Sentence = () =>
  "انتهت تلك المحاولة دون دفع. لم يُخصم أي مبلغ.";
export const banners_ended_help: Sentence = () =>
  "ربما كانت الصفحة مفتوحة مرتين. اضغط الزر مرة أخرى لبدء عملية شحن جديدة.";
export const banners_priceChanged: Sentence<[now: Value, was: Value]> = (_, now, was) =>
  `السعر الآن ${isolate(now)}، وكان ${isolate(was)}. لم يُخصم أي مبلغ.`;
export const banners_continueWith: Sentence<[now: Value]> = (_, now) =>
  `تابع بمبلغ ${isolate(now)}`;
export const banners_backToDays: Sentence = () =>
  "العودة إلى الأيام";
export const banners_pressWallet_bold: Sentence = () =>
  "اضغط الآن زر محفظتك مرة أخرى.";
export const banners_pressWallet_help: Sentence = () =>
  "لم يُخصم أي مبلغ بعد.";
export const banners_noSheet: Sentence = () =>
  "لم يُخصم أي مبلغ.";
export const banners_noSheetAgain: Sentence = () =>
  "لم يُخصم أي مبلغ إضافي.";
export const declined_noCookies: Sentence = () =>
  "متصفحك لا يحفظ ملفات تعريف الارتباط. لم يُخصم أي مبلغ. اسمح بها لهذه الصفحة ثم ادفع مرة أخرى.";
export const declined_bold: Sentence = () =>
  "رفض مصرفك هذه البطاقة. لم يُخصم أي مبلغ.";
export const declined_notConfirmed: Sentence = () =>
  "لم تُؤكَّد عملية الدفع. لم يُخصم أي مبلغ.";
export const declined_left: Sentence = () =>
  "غادرت صفحة التحقق لدى مصرفك. لم يُخصم أي مبلغ.";
export const declined_unfinished: Sentence = () =>
  "لم تكتمل عملية الدفع. لم يُخصم أي مبلغ.";
export const declined_voucher: Sentence = () =>
  "طريقة الدفع هذه تستغرق أيامًا ولا يمكن استخدامها هنا. لم يُخصم أي مبلغ.";
export const declined_voucherHelp: Sentence = () =>
  "لا تدفع القسيمة. اختر طريقة دفع أخرى.";
export const declined_verify: Sentence = () =>
  "يجب التحقق من حسابك المصرفي أولًا، ويستغرق ذلك أيامًا. لم يُخصم أي مبلغ.";
export const declined_otherWay: Sentence = () =>
  "اختر طريقة دفع أخرى.";
export const declined_notTaken: Sentence = () =>
  "تعذّر الدفع الآن. لم يُخصم أي مبلغ.";
export const declined_later: Sentence = () =>
  "انتظر دقيقة، ثم اضغط زر الدفع مرة أخرى. ما كتبته محفوظ.";
export const declined_email: Sentence = () =>
  "لم يُقبل عنوان البريد الإلكتروني هذا للدفع. لم يُخصم أي مبلغ.";
export const declined_emailHelp: Sentence = () =>
  "ارجع خطوة واحدة وصحّحه.";
export const declined_postcode: Sentence = () =>
  "لم يُقبل الرمز البريدي أو العنوان. لم يُخصم أي مبلغ.";
export const declined_postcodeHelp: Sentence = () =>
  "صحّحه أدناه، ثم اضغط زر الدفع مرة أخرى.";
export const declined_why_funds: Sentence = () =>
  "المبلغ المتاح في البطاقة لا يكفي. استخدم بطاقة أخرى، أو اختر أيامًا أقل.";
export const declined_why_expired: Sentence = () =>
  "انتهت صلاحية البطاقة.";
export const declined_why_code: Sentence = () =>
  "رمز الأمان غير صحيح.";
export const declined_why_number: Sentence = () =>
  "رقم البطاقة غير صحيح.";
export const declined_why_none: Sentence = () =>
  "لم يذكر مصرفك سببًا. استخدم بطاقة أخرى، أو اتصل بمصرفك.";
export const declined_why_cannot: Sentence = () =>
  "لا يمكن الدفع هنا بهذه البطاقة. استخدم بطاقة أخرى.";
export const declined_why_notYou: Sentence = () =>
  "لم يتمكن مصرفك من التحقق من هويتك. حاول مرة أخرى.";
export const declined_why_address: Sentence = () =>
  "الرمز البريدي أو العنوان ليس المسجل لدى مصرفك. صحّحه وحاول مرة أخرى.";
export const declined_why_again: Sentence = () =>
  "تعذّر الاتصال بالمصرف. حاول مرة أخرى.";
export const declined_tooMany: Sentence = () =>
  "محاولات كثيرة للدفع بالبطاقة. لم يُخصم أي مبلغ.";
export const declined_tryAt: Sentence<[when: Value]> = (_, when) =>
  `حاول مرة أخرى الساعة ${isolate(when)}، أو اتصل بالدعم.`;
export const declined_onDay: Sentence<[time: Value, date: Value]> = (_, time, date) =>
  `${isolate(time)} يوم ${isolate(date)}`;
export const unavailable_bold: Sentence = () =>
  "نظام الدفع غير متاح";
export const unavailable_help: Sentence = () =>
  "لم يُحمَّل نموذج البطاقة. لم يُخصم أي مبلغ، وما كتبته محفوظ.";
export const unavailable_retry: Sentence = () =>
  "حاول مرة أخرى";
export const unavailable_wifi: Sentence = () =>
  "على شبكة Wi-Fi في فندق أو مطار، افتح هذه الصفحة في متصفحك. نافذة تسجيل الدخول الصغيرة كثيرًا ما تمنع الدفع.";
export const result_added: Sentence = () =>
  "تم الدفع والإضافة";
export const result_extended: Sentence = () =>
  "تم تمديد خدمتك.";
export const result_newExpiry: Sentence = () =>
  "تاريخ الانتهاء الجديد:";
export const result_receiptSent: Sentence = () =>
  "أُرسل الإيصال إلى:";
export const result_receiptOnWay: Sentence = () =>
  "إيصالك في طريقه إليك.";
export const result_receiptLost: Sentence<[email: Value]> = (_, email) =>
  `لم يصل إيصالك إلى ${isolate(email)}. دوّن رقم العملية.`;
export const result_receiptUnsure: Sentence<[email: Value]> = (_, email) =>
  `ربما لم يصل إيصالك إلى ${isolate(email)}. دوّن رقم العملية.`;
export const result_remind: Sentence = () =>
  "ذكّرني قبل انتهاء أيامي";
export const result_transaction: Sentence = () =>
  "رقم العملية:";
export const result_failed: Sentence = () =>
  "فشلت عملية الشحن. جارٍ ردّ المبلغ…";
export const result_refunded: Sentence = () =>
  "تعذّر علينا إتمام عملية الشحن. رُدّ إليك ما دفعته.";
export const result_refundingAsked: Sentence = () =>
  "جارٍ ردّ المبلغ بناءً على طلبك…";
export const result_refundedAsked: Sentence = () =>
  "رُدّ إليك ما دفعته بناءً على طلبك.";
export const result_error: Sentence<[reason: Value]> = (_, reason) =>
  `خطأ: ${isolate(reason)}`;
export const result_tryOrSupport: Sentence = () =>
  "يرجى المحاولة مرة أخرى أو الاتصال بالدعم.";
export const result_notPaid: Sentence = () =>
  "لم يُدفع بعد";
export const result_nothingYet: Sentence = () =>
  "لم يُخصم أي مبلغ.";
export const result_unknownYet: Sentence = () =>
  "لم يُدفع بعد، على حد علمنا.";
export const result_unfinishedYet: Sentence = () =>
  "لم تكتمل بعد";
export const result_unfinished: Sentence<[days: Value, price: Value]> = (_, days, price) =>
  `بانتظار دفعك: ${isolate(days)} مقابل ${isolate(price)}.`;
export const result_continuePaying: Sentence = () =>
  "تابع إلى الدفع";
export const result_paying: Sentence = () =>
  "أُرسل الدفع";
export const result_asking: Sentence = () =>
  "نستعلم عن جواب مصرفك. لن يُخصم أي مبلغ مرتين.";
export const result_cancelling: Sentence = () =>
  "قيد الإلغاء";
export const result_cancellingWhy: Sentence = () =>
  "إن أفاد مصرفك بأن الدفع تم مع ذلك، نضيف أيامك.";
export const result_ended: Sentence = () =>
  "انتهت المحاولة دون دفع";
export const result_startNew: Sentence = () =>
  "ابدأ عملية شحن جديدة";
export const result_approval: Sentence = () =>
  "نراجع عملية الشحن هذه أولًا.";
export const result_approvalWhy: Sentence = () =>
  "يكون الدفع بعد موافقتنا. لم يُخصم أي مبلغ.";
export const result_review: Sentence = () =>
  "تم الدفع، قيد المراجعة";
export const result_reviewTitle: Sentence = () =>
  "نراجع عملية الدفع هذه أولًا.";
export const result_reviewBy: Sentence<[when: Value]> = (_, when) =>
  `يصلك جوابنا قبل ${isolate(when)}.`;
export const result_reviewWhy: Sentence<[price: Value]> = (_, price) =>
  `إن رفضنا، يعود إليك ${isolate(price)}.`;
export const result_bank: Sentence = () =>
  "بانتظار مصرفك";
export const result_bankSends: Sentence<[price: Value]> = (_, price) =>
  `ما زال مصرفك يحوّل إلينا ${isolate(price)}.`;
export const result_bankUntil: Sentence<[date: Value]> = (_, date) =>
  `يستغرق ذلك حتى ${isolate(date)} تقريبًا.`;
export const result_bankNot: Sentence = () =>
  "إن لم يصل، فلن يُخصم أي مبلغ ولن تُضاف أي أيام.";
export const result_bankWhy: Sentence<[email: Value]> = (_, email) =>
  `نضيف أيامك فور وصول المبلغ ونراسلك على ${isolate(email)}.`;
export const result_bankWhyOnly: Sentence = () =>
  "نضيف أيامك فور وصول المبلغ.";
export const result_working: Sentence = () =>
  "تم الدفع، ولم تُضف الأيام بعد";
export const result_adding: Sentence<[days: Value]> = (_, days) =>
  `نضيف إلى خدمتك الآن: ${isolate(days)}.`;
export const result_mayClose: Sentence<[email: Value]> = (_, email) =>
  `يمكنك إغلاق هذه الصفحة. نتابع بدونها ونراسلك على ${isolate(email)}.`;
export const result_mayCloseOnly: Sentence = () =>
  "يمكنك إغلاق هذه الصفحة. نتابع بدونها.";
export const result_received: Sentence<[price: Value]> = (_, price) =>
  `تم استلام ${isolate(price)}`;
export const result_addingFact: Sentence<[days: Value]> = (_, days) =>
  `قيد الإضافة: ${isolate(days)}`;
export const result_usually: Sentence = () =>
  "عادةً 5 ثوانٍ.";
export const result_nowTakes: Sentence<[elapsed: Value]> = (_, elapsed) =>
  `حتى الآن: ${isolate(elapsed)}.`;
export const result_slow: Sentence<[elapsed: Value]> = (_, elapsed) =>
  `حتى الآن: ${isolate(elapsed)}. الشبكة بطيئة في الاستجابة.`;
export const result_toCome: Sentence = () =>
  "تاريخ الانتهاء الجديد";
export const result_backBy: Sentence<[time: Value, price: Value]> = (_, time, price) =>
  `إن لم يتم ذلك قبل ${isolate(time)}، يعود إليك ${isolate(price)} تلقائيًا.`;
export const result_backElse: Sentence<[price: Value]> = (_, price) =>
  `إن تعذّر ذلك، يعود إليك ${isolate(price)} تلقائيًا.`;
export const result_refundMe: Sentence = () =>
  "ردّ المبلغ إليّ بدلًا من ذلك";
export const result_refundQuestion: Sentence<[price: Value, days: Value]> = (_, price, days) =>
  `أنردّ إليك ${isolate(price)} بدلًا من ${isolate(days)}؟`;
export const result_keepWaiting: Sentence = () =>
  "متابعة الانتظار";
export const result_requestingRefund: Sentence = () =>
  "جارٍ طلب ردّ المبلغ…";
export const result_refundUnsure: Sentence = () =>
  "لا نعرف هل وصلنا الطلب. يمكن تكراره بأمان: لن يُردّ المبلغ مرتين.";
export const result_addedInstead: Sentence = () =>
  "أُضيفت أيامك، لذلك لم يُردّ أي مبلغ.";
export const result_offline: Sentence = () =>
  "لا يوجد اتصال. نتابع بدون هذه الصفحة.";
export const result_resolving: Sentence<[days: Value]> = (_, days) =>
  `نتحقق مما إذا أُضيفت الأيام إلى خدمتك: ${isolate(days)}.`;
export const result_checking: Sentence = () =>
  "نتحقق أولًا";
export const result_refusedTitle: Sentence<[days: Value]> = (_, days) =>
  `لم تقبل الشبكة إضافة الأيام: ${isolate(days)}.`;
export const result_refusedNext: Sentence<[price: Value]> = (_, price) =>
  `نتأكد من أنها لن تُضاف لاحقًا، ثم يُردّ إليك ${isolate(price)} تلقائيًا.`;
export const result_wishTitle: Sentence<[price: Value]> = (_, price) =>
  `وصلنا طلب ردّ المبلغ إليك: ${isolate(price)}.`;
export const result_wishNext: Sentence<[days: Value, price: Value]> = (_, days, price) =>
  `إن كانت الأيام (${isolate(days)}) قد أُضيفت بالفعل فستبقى لك ولن يُردّ أي مبلغ، وإلا يُردّ إليك ${isolate(price)}.`;
export const result_beingRefunded: Sentence = () =>
  "لم تُضف الأيام، والمبلغ في طريقه إليك";
export const result_allBack: Sentence<[price: Value, to: Value]> = (_, price, to) =>
  `يعود المبلغ كاملًا، ${isolate(price)}، إلى ${isolate(to)}. لا يلزمك فعل شيء.`;
export const result_takenBack: Sentence = () =>
  "جارٍ سحب الأيام";
export const result_reversing: Sentence<[days: Value]> = (_, days) =>
  `نسحب من خدمتك: ${isolate(days)}.`;
export const result_notAdded: Sentence<[days: Value]> = (_, days) =>
  `لم يُضف: ${isolate(days)}`;
export const result_askedFor: Sentence = () =>
  "طُلب ردّ المبلغ";
export const result_askedAt: Sentence<[time: Value]> = (_, time) =>
  `${isolate(time)}. يؤكد المصرف ذلك، عادةً خلال ثوانٍ.`;
export const result_refundOnItsWay: Sentence = () =>
  "المبلغ في طريقه إليك";
export const result_refundSentBy: Sentence<[when: Value]> = (_, when) =>
  `يستغرق ذلك أطول من المعتاد. نرسله قبل ${isolate(when)}.`;
export const result_refundLate: Sentence = () =>
  "استغرق ذلك أطول مما ذكرنا. اتصل بالدعم.";
export const result_refundOnHold: Sentence = () =>
  "ردّ المبلغ معلّق";
export const result_refundDisputed: Sentence = () =>
  "هذه الدفعة محل اعتراض لدى مصرفك، وهو يبتّ فيها أولًا. لا يمكن إرسال المبلغ قبل ذلك.";
export const result_refundedOtherWay: Sentence<[price: Value]> = (_, price) =>
  `${isolate(price)}، بطريقة أخرى غير البطاقة أو الحساب الذي دفعت به`;
export const result_refundNotSent: Sentence<[price: Value]> = (_, price) =>
  `لم نتمكن من إرسال المبلغ ${isolate(price)} بعد.`;
export const result_cardGone: Sentence<[price: Value]> = (_, price) =>
  `بطاقتك مغلقة أو منتهية الصلاحية، فلم يصل إليها ردّ ${isolate(price)}.`;
export const result_firstMakeSure: Sentence = () =>
  "نتأكد أولًا من أن الأيام لن تُضاف بعد الآن.";
export const result_onCard: Sentence<[price: Value]> = (_, price) =>
  `وصول ${isolate(price)} إلى بطاقتك`;
export const result_onAccount: Sentence<[price: Value]> = (_, price) =>
  `وصول ${isolate(price)} إلى حسابك`;
export const result_bankDays: Sentence = () =>
  "من 5 إلى 10 أيام عمل، بحسب مصرفك";
export const result_inFull: Sentence = () =>
  "رُدّ المبلغ كاملًا";
export const result_refundedFact: Sentence = () =>
  "المبلغ المردود";
export const result_to: Sentence<[price: Value, method: Value]> = (_, price, method) =>
  `${isolate(price)} إلى ${isolate(method)}`;
export const result_reference: Sentence = () =>
  "مرجع ردّ المبلغ";
export const result_onYourCard: Sentence = () =>
  "الوصول إلى بطاقتك";
export const result_onYourAccount: Sentence = () =>
  "الوصول إلى حسابك";
export const result_refundFailed: Sentence = () =>
  "لم يُقبل ردّ المبلغ بعد";
export const result_bankRefused: Sentence<[price: Value]> = (_, price) =>
  `لم يقبل مصرفك ردّ ${isolate(price)}.`;
export const result_person: Sentence<[email: Value]> = (_, email) =>
  `يتولى أحد موظفينا الأمر ويراسلك على ${isolate(email)}.`;
export const result_personBy: Sentence<[email: Value, when: Value]> = (_, email, when) =>
  `يتولى أحد موظفينا الأمر ويراسلك على ${isolate(email)} قبل ${isolate(when)}.`;
export const result_personOnly: Sentence = () =>
  "يتولى أحد موظفينا الأمر.";
export const result_tomorrow: Sentence<[time: Value]> = (_, time) =>
  `${isolate(time)} غدًا`;
export const result_willGet: Sentence = () =>
  "سيعود إليك المبلغ.";
export const result_keepOrBack: Sentence = () =>
  "إما أن تبقى لك الأيام، وإما أن يعود إليك المبلغ.";
export const result_parked: Sentence = () =>
  "ينظر أحد موظفينا في الأمر";
export const result_parkedTitle: Sentence = () =>
  "لا نعرف بعد هل أُضيفت أيامك.";
export const result_leftLegend: Sentence<[days: Value]> = (_, days) =>
  `المتبقي: ${isolate(days)}`;
export const result_addedLegend: Sentence<[days: Value]> = (_, days) =>
  `المضاف: ${isolate(days)}`;
export const result_pendingLegend: Sentence<[days: Value]> = (_, days) =>
  `في الطريق: ${isolate(days)}`;
export const result_paid: Sentence = () =>
  "المبلغ المدفوع";
export const result_time: Sentence = () =>
  "الوقت";
export const result_service: Sentence = () =>
  "الخدمة";
export const result_card: Sentence = () =>
  "بطاقتك";
export const result_bankAccount: Sentence = () =>
  "حسابك المصرفي";
export const result_account: Sentence = () =>
  "حسابك";
export const result_tryAgain: Sentence = () =>
  "حاول مرة أخرى";
export const common_go: Sentence = () =>
  "متابعة";
export const common_support: Sentence = () =>
  "اتصل بالدعم";
export const common_weeks: Sentence = () =>
  "كل علامة أسبوع.";
export const returnReasons_ocs_silent: Sentence = () =>
  "تعذّر الاتصال بنظام الفوترة";
export const returnReasons_no_account: Sentence = () =>
  "لا حساب لهذه الخدمة في نظام الفوترة";
export const returnReasons_account_disabled: Sentence = () =>
  "حساب هذه الخدمة معطّل";
export const returnReasons_nothing_to_sell: Sentence = () =>
  "خدمتك بلا تاريخ انتهاء، فلم يكن هناك ما يُضاف";
export const returnReasons_waited_too_long: Sentence = () =>
  "استغرقت إضافة أيامك وقتًا أطول من اللازم";
export const returnReasons_not_credited: Sentence = () =>
  "لم يضف نظام الفوترة أيامك";
export const returnReasons_wrong_amount: Sentence = () =>
  "مبلغ عملية الدفع غير مطابق";
export const returnReasons_service_closed: Sentence = () =>
  "هذه الخدمة مغلقة";
export const returnReasons_sale_refused: Sentence = () =>
  "تعذّر بيع هذه الأيام";
export const returnReasons_refunded_externally: Sentence = () =>
  "رُدّ المبلغ المدفوع";
export const returnReasons_operator: Sentence = () =>
  "ردّ فريق الدعم المبلغ";
export const returnReasons_review: Sentence = () =>
  "لم نتمكن من قبول عملية الدفع هذه";
export const returnReasons_parked_too_long: Sentence = () =>
  "لم نتمكن من معرفة هل أُضيفت أيامك";
export const returnReasons_customer: Sentence = () =>
  "رُدّ المبلغ بناءً على طلبك";
export const returnReasons_unnamed: Sentence = () =>
  "تعذّرت إضافة أيامك";
export const refusals_invalid_request: Sentence = () =>
  "هناك شيء ناقص أو خاطئ. لم يُخصم أي مبلغ.";
export const refusals_unauthorized: Sentence = () =>
  "لا يمكنك فتح هذا.";
export const refusals_cross_site_form: Sentence = () =>
  "لم يأتِ هذا النموذج من صفحتنا. افتح صفحتنا من جديد وأرسله منها.";
export const refusals_approval_expired: Sentence = () =>
  "لم تتم الموافقة في الوقت المحدد.";
export const refusals_deployment_id_conflict: Sentence = () =>
  "نظام الدفع غير متاح. لم يُخصم أي مبلغ، وما كتبته محفوظ.";
export const refusals_account_taken: Sentence = () =>
  "لا يمكنك فعل هذا.";
export const refusals_approval_overtaken: Sentence = () =>
  "تغيّر شيء في هذه الأثناء.";
export const refusals_forbidden: Sentence = () =>
  "لا يُسمح لك بهذا.";
export const refusals_administrator_exists: Sentence = () =>
  "لا يمكنك فعل هذا.";
export const refusals_not_found: Sentence = () =>
  "لا يوجد شيء هنا.";
export const refusals_method_not_allowed: Sentence = () =>
  "لا يمكن فعل هذا هنا. لم يُخصم أي مبلغ.";
export const refusals_body_too_large: Sentence = () =>
  "النص أطول من المسموح. لم يُخصم أي مبلغ.";
export const refusals_unsupported_media_type: Sentence = () =>
  "تتعذّر قراءة هذا. لم يُخصم أي مبلغ.";
export const refusals_temporarily_unavailable: Sentence = () =>
  "الخدمة غير متاحة للحظة. إن كنت قد دفعت، فالمبلغ محفوظ. حاول مرة أخرى.";
export const refusals_too_many_requests: Sentence = () =>
  "محاولات كثيرة. لم يُخصم أي مبلغ. حاول بعد دقيقة.";
export const refusals_too_many_declines: Sentence = () =>
  "جُرّبت بطاقات كثيرة على هذا الجهاز أو هذه الشبكة. لم يُخصم أي مبلغ. حاول بعد ساعة، أو تواصل مع الدعم.";
export const refusals_internal: Sentence = () =>
  "حدث خطأ لدينا. إن كنت قد دفعت، فالمبلغ محفوظ.";
export const refusals_service_not_identified: Sentence = () =>
  "لا يمكننا معرفة الجهاز المقصود. لم يُخصم أي مبلغ.";
export const refusals_several_services: Sentence = () =>
  "أكثر من جهاز يستخدم هذا الاتصال، ونحن لا نخمّن. لم يُخصم أي مبلغ.";
export const refusals_no_such_service: Sentence = () =>
  "لم نجد خدمة بهذا الرقم. تحقّق من الرقم، أو امسح رمز QR. لم يُخصم أي مبلغ.";
export const refusals_too_many_identifications: Sentence = () =>
  "محاولات كثيرة. حاول بعد 10 دقائق، أو امسح رمز QR. لم يُخصم أي مبلغ.";
export const refusals_link_invalid: Sentence = () =>
  "لم يعد رمز QR هذا صالحًا. استخدم أحدث رمز.";
export const refusals_service_token_invalid: Sentence = () =>
  "مضى بعض الوقت. افتح الصفحة من جديد. لم يُخصم أي مبلغ.";
export const refusals_service_suspended: Sentence = () =>
  "هذه الخدمة موقوفة، فلا يمكن إضافة أيام إليها. لم يُخصم أي مبلغ.";
export const refusals_service_sales_blocked: Sentence = () =>
  "لا يمكن إضافة أيام الآن. لم يُخصم أي مبلغ. اتصل بالدعم.";
export const refusals_payer_blocked: Sentence = () =>
  "لا يمكننا قبول دفعة منك الآن. لم يُخصم أي مبلغ. اتصل بالدعم.";
export const refusals_balance_unreadable: Sentence = () =>
  "لا يمكننا قراءة رصيدك الآن، فلا يمكنك الدفع. لم يُخصم أي مبلغ.";
export const refusals_nothing_to_sell: Sentence = () =>
  "خدمتك بلا تاريخ انتهاء، فلا شيء يُضاف إليها. لم يُخصم أي مبلغ.";
export const refusals_beyond_horizon: Sentence = () =>
  "لا يمكن إضافة هذا العدد من الأيام بعد. اختر أيامًا أقل. لم يُخصم أي مبلغ.";
export const refusals_quote_invalid: Sentence = () =>
  "مضى وقت طويل على طلب السعر. اطّلع عليه من جديد. لم يُخصم أي مبلغ.";
export const refusals_price_changed: Sentence = () =>
  "تغيّر السعر. لم يُخصم أي مبلغ.";
export const refusals_key_conflict: Sentence = () =>
  "سبق استخدام هذا لعملية شحن أخرى. لم يُخصم أي مبلغ إضافي.";
export const refusals_top_up_open: Sentence = () =>
  "يجري إلغاء محاولتك السابقة. حاول بعد بضع ثوانٍ. لم يُخصم أي مبلغ.";
export const refusals_already_paid: Sentence = () =>
  "لقد دفعت بالفعل. لم يُخصم أي مبلغ إضافي.";
export const refusals_paid_recently: Sentence = () =>
  "دُفع لهذه الخدمة قبل دقائق. لم يُخصم أي مبلغ إضافي.";
export const refusals_consent_needed: Sentence = () =>
  "ضع أولًا علامة بجانب الجملة التي فوق الزر. لم يُخصم أي مبلغ.";
export const refusals_human_check_needed: Sentence = () =>
  "أثبت أولاً أنك إنسان، ثم ادفع. لم يُخصم أي مبلغ.";
export const refusals_human_check_unavailable: Sentence = () =>
  "تعذّر علينا التأكد من أنك إنسان. لم يُخصم أي مبلغ. حاول مرة أخرى بعد دقيقة.";
export const refusals_not_yours: Sentence = () =>
  "لا يمكن فعل ذلك إلا من الجهاز الذي بدأ عملية الشحن هذه.";
export const refusals_new_key_needed: Sentence = () =>
  "انتهت تلك المحاولة دون دفع. ابدأ عملية شحن جديدة. لم يُخصم أي مبلغ.";
export const refusals_payment_system_unavailable: Sentence = () =>
  "نظام الدفع غير متاح. لم يُخصم أي مبلغ، وما كتبته محفوظ.";
export const refusals_payment_not_possible: Sentence = () =>
  "لا يمكن دفع ثمن هذه التعبئة الآن. لم يُخصم أي مبلغ. يرجى التواصل معنا.";
export const refusals_not_available: Sentence = () =>
  "لا يمكن فعل هذا هنا بعد.";
export const refusals_wrong_state: Sentence = () =>
  "لم يعد هذا ممكنًا.";
export const refusals_reason_needed: Sentence = () =>
  "يجب ذكر سبب.";
export const refusals_second_approver_needed: Sentence = () =>
  "يلزم شخص ثانٍ.";
export const refusals_evidence_needed: Sentence = () =>
  "جارٍ التحقق.";
export const email_salutation: Sentence<[name: Value]> = (_, name) =>
  `مرحبًا ${isolate(name)}،`;
export const email_salutationUnnamed: Sentence = () =>
  "مرحبًا،";
export const email_confirmation_subject: Sentence<[days: Value, service: Value]> = (_, days, service) =>
  `تم تمديد الخدمة (${isolate(days)}): ${isolate(service)}`;
export const email_confirmation_extended: Sentence = () =>
  "تم تمديد خدمتك. تاريخ الانتهاء الجديد:";
export const email_processing_subject: Sentence<[amount: Value]> = (_, amount) =>
  `ما زال مصرفك يحوّل إلينا ${isolate(amount)}`;
export const email_processing_sending: Sentence<[amount: Value]> = (_, amount) =>
  `ما زال مصرفك يحوّل إلينا ${isolate(amount)}.`;
export const email_processing_until: Sentence<[date: Value]> = (_, date) =>
  `يستغرق ذلك حتى ${isolate(date)} تقريبًا.`;
export const email_processing_onArrival: Sentence = () =>
  "نضيف أيامك فور وصول المبلغ.";
export const email_processing_ifNot: Sentence = () =>
  "إن لم يصل، فلن يُخصم أي مبلغ ولن تُضاف أي أيام.";
export const email_labels_service: Sentence = () =>
  "الخدمة";
export const email_labels_added: Sentence = () =>
  "المدة المضافة";
export const email_labels_notAdded: Sentence = () =>
  "المدة التي لم تُضَف";
export const email_labels_toAdd: Sentence = () =>
  "المدة التي ستُضاف";
export const email_labels_newExpiry: Sentence = () =>
  "تاريخ الانتهاء الجديد";
export const email_labels_paid: Sentence = () =>
  "المبلغ المدفوع";
export const email_labels_price: Sentence = () =>
  "السعر";
export const email_labels_paidOn: Sentence = () =>
  "تاريخ الدفع";
export const email_labels_method: Sentence = () =>
  "طريقة الدفع";
export const email_labels_amountBack: Sentence = () =>
  "المبلغ المردود";
export const email_labels_backTo: Sentence = () =>
  "يُردّ إلى";
export const email_labels_arrives: Sentence = () =>
  "الوصول إلى حسابك";
export const email_labels_refundReference: Sentence = () =>
  "مرجع ردّ المبلغ";
export const email_labels_transaction: Sentence = () =>
  "رقم العملية";
export const email_labels_invoice: Sentence = () =>
  "رقم الفاتورة";
export const email_labels_agreed: Sentence = () =>
  "موافقتك";
export const email_footer_questions: Sentence = () =>
  "هل لديك سؤال؟";
export const email_footer_statement: Sentence<[descriptor: Value]> = (_, descriptor) =>
  `يظهر في كشف حسابك باسم: ${isolate(descriptor)}`;
export const email_footer_policy: Sentence = () =>
  "متى نردّ المبالغ وكم نردّ منها: التفاصيل في سياسة ردّ المبالغ.";
export const email_footer_terms: Sentence = () =>
  "الشروط";
export const email_footer_privacy: Sentence = () =>
  "الخصوصية";
export const email_footer_refundPolicy: Sentence = () =>
  "سياسة ردّ المبالغ";
export const email_refund_subjectOnItsWay: Sentence<[service: Value]> = (_, service) =>
  `المبلغ المدفوع مقابل ${isolate(service)} في طريقه إليك`;
export const email_refund_subjectDone: Sentence<[service: Value]> = (_, service) =>
  `رُدّ المبلغ المدفوع مقابل ${isolate(service)}`;
export const email_refund_unable: Sentence = () =>
  "تعذّر علينا إتمام عملية الشحن.";
export const email_refund_asked: Sentence = () =>
  "طلبت ردّ المبلغ.";
export const email_refund_onItsWay: Sentence<[amount: Value]> = (_, amount) =>
  `مبلغ ${isolate(amount)} في طريقه إليك.`;
export const email_refund_sentBy: Sentence<[date: Value]> = (_, date) =>
  `يستغرق ذلك أطول من المعتاد: نرسله قبل ${isolate(date)}.`;
export const email_refund_done: Sentence = () =>
  "رُدّ إليك ما دفعته.";
export const email_refund_error: Sentence<[reason: Value]> = (_, reason) =>
  `خطأ: ${isolate(reason)}`;
export const email_refund_tryAgain: Sentence = () =>
  "يرجى المحاولة مرة أخرى أو الاتصال بالدعم.";
export const email_refundCorrection_subject: Sentence<[service: Value]> = (_, service) =>
  `لم يصل إليك المبلغ المردود عن ${isolate(service)}`;
export const email_refundCorrection_wrong: Sentence = () =>
  "كتبنا إليك أن المبلغ رُدّ إليك، لكن العملية فشلت.";
export const email_refundCorrection_next: Sentence = () =>
  "لا يلزمك فعل شيء: سنجد طريقة أخرى ونكتب إليك.";
export const email_values_priceAndTax: Sentence<[price: Value]> = (_, price) =>
  `${isolate(price)}، شامل الضريبة`;
export const email_values_bankDays: Sentence = () =>
  "من 5 إلى 10 أيام عمل، بحسب مصرفك";
