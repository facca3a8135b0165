import { isolating } from "../../language/isolating.ts";
import type { Messages } from "../../messages.ts";

export const page: Messages["page"] = {
  skip: "انتقل إلى المحتوى",
  test:
    "وضع الاختبار. لا تُنقل أموال حقيقية. استخدم البطاقة " +
    "\u20664242\u00a04242\u00a04242\u00a04242\u2069.",
  another: "جهاز آخر",
  again: "حاول مرة أخرى",
};

export const signInWindow: Messages["signInWindow"] = {
  bold: "كثيرًا ما تمنع هذه النافذة الصغيرة الدفع.",
  help: "افتح الصفحة في متصفحك.",
  address: "عنوان هذه الصفحة",
  copy: "انسخ العنوان",
  copied: "تم النسخ",
  scan: "أو امسح هذا بهاتف آخر",
  picture: "رمز QR لهذه الصفحة",
};

export const legal: Messages["legal"] = {
  terms: "الشروط",
  refundPolicy: "ردّ المبالغ",
  privacy: "الخصوصية",
};

export const balance = isolating<Messages["balance"]>({
  left: (days, date) => `المتبقي: ${days}، حتى ${date}`,
  endsToday: (time) => `ينتهي اليوم الساعة ${time}`,
  ended: (date) => `انتهى يوم ${date}`,
  nothing: "لم يبقَ أي يوم",
  unlimited: "بلا تاريخ انتهاء",
  flat: "بيانات بلا حدود.",
  readAt: (time) => `آخر تحديث: ${time}.`,
  again: "تحديث",
  active: "نشط",
  suspended: "موقوف",
  closed: "مغلق",
  over: "انتهى",
  notReadable: "تعذّرت القراءة",
  hidden: "لا نعرض الرصيد عند كتابة الرقم.",
  reading: "نقرأ رصيدك…",
  finding: "نبحث عن الخدمة…",
  slow: "ما زلنا ننتظر. الشبكة بطيئة.",
});

export const daysPanel = isolating<Messages["daysPanel"]>({
  newExpiry: "تاريخ الانتهاء الجديد",
  youAdd: "ما يُضاف",
  toAdd: "عدد الأيام",
  less: "إنقاص يوم",
  more: "زيادة يوم",
  showPrice: "اعرض السعر",
  rule: {
    exact: "تبدأ الأيام عند انتهاء أيامك الحالية. كل يوم 24 ساعة.",
    end_of_day: "تبدأ الأيام عند انتهاء أيامك الحالية. ينتهي آخرها الساعة 23:59.",
  },
  ruleFromNow: {
    exact: "كل يوم 24 ساعة.",
    end_of_day: "ينتهي آخر يوم الساعة 23:59.",
  },
  limit: (days, date) => `المتاح الآن: ${days}. والمزيد ابتداءً من ${date}.`,
  pendingDays: (days) => `لم تُحتسب بعد: ${days} في الطريق.`,
  change: "تغيير",
});

export const openTopUps = isolating<Messages["openTopUps"]>({
  open: (days) => `هناك عملية شحن لم تُدفع بعد بحسب ما وصلنا: ${days}.`,
  unpaid: (days) => `هناك عملية شحن لم تُدفع بعد: ${days}.`,
  notYet: "لم يُخصم أي مبلغ مقابلها بعد.",
  bank: (price, days) => `ما زال مصرفك يحوّل إلينا ${price} مقابل ${days}.`,
  received: (price, days) => `استلمنا ${price} مقابل ${days}.`,
  inReview: "ينظر أحد موظفينا في الأمر.",
  back: (price, days) => `جارٍ ردّ ${price} المدفوع مقابل ${days}.`,
  seeIt: "اعرض عملية الشحن تلك",
});

export const noSale = isolating<Messages["noSale"]>({
  unreadable: "لا يمكننا قراءة رصيدك الآن.",
  lastRead: (when, time, date) => `آخر تحديث ${when} الساعة ${time}: حتى ${date}.`,
  today: "اليوم",
  cannotPay: {
    bold: "لا يمكنك الدفع قبل أن نتمكن من قراءته.",
    help: "هكذا لا تدفع أبدًا ثمن أيام لا نستطيع إضافتها.",
  },
  full: (date) => `لا يمكن إضافة أيام الآن. والمزيد ابتداءً من ${date}.`,
  closed: "هذه الخدمة مغلقة، فلا يمكن إضافة أيام إليها.",
  service_suspended: "هذه الخدمة موقوفة، فلا يمكن إضافة أيام إليها.",
  service_sales_blocked: "لا يمكن إضافة أيام الآن.",
  nothing_to_sell: "خدمتك بلا تاريخ انتهاء، فلا شيء يُضاف إليها.",
  notCharged: "لم يُخصم أي مبلغ مقابل عملية الشحن الجديدة هذه.",
  kept: "اختيارك محفوظ",
  nextTry: "المحاولة التالية بعد",
  inSeconds: (seconds) => seconds,
  tryNow: "حاول الآن",
  still: "ما زالت المشكلة قائمة بعد بضع دقائق؟ ",
  same: "، فنحن نرى المشكلة نفسها لدينا.",
});

export const identify = isolating<Messages["identify"]>({
  title: "لأي جهاز تُضاف الأيام؟",
  lead: "لا يمكننا معرفة ذلك من هذا الاتصال.",
  severalTitle: "لأي جهاز منها؟",
  severalLead: "أكثر من جهاز يستخدم هذا الاتصال، ونحن لا نخمّن.",
  notCharged: "لا يُخصم أي مبلغ قبل أن تتأكد من أنه جهازك.",
  scan: "امسح رمز QR الموجود على الجهاز",
  point: "وجّه الكاميرا نحو الملصق لتعود إلى هذه الصفحة.",
  orType: "أو اكتب رقمه",
  number: "رقم الهاتف أو رقم IMSI",
  numberHint: "يتكوّن رقم IMSI من 15 خانة. تجده على حامل شريحة SIM وعلى ملصق الجهاز.",
  find: "ابحث عن خدمتي",
  noNumber: "اكتب الرقم.",
  oddNumber: "اكتب رقمًا من 8 إلى 15 خانة. يبدأ رقم الهاتف برمز البلد.",
  nationalNumber: "ابدأ بعلامة + ورمز البلد، مثل \u2066+61 412 345 678\u2069.",
  notFound: "لم نجد خدمة بهذا الرقم. تحقّق من الرقم، أو امسح رمز QR.",
  notFoundNational: "لم نجد خدمة بهذا الرقم. اكتبه بعلامة + ورمز البلد، أو امسح رمز QR.",
  tooMany: (when) => `محاولات كثيرة. تُتاح المحاولة مجددًا ${when}، ويمكنك الآن مسح رمز QR.`,
  wifi: "هل اتصالك عبر شبكة Wi-Fi الخاصة بالجهاز؟ ",
  again: "حاول مرة أخرى",
  wifiEnd: "، فقد نجده تلقائيًا.",
  linkTitle: "لم يعد رمز QR هذا صالحًا.",
  linkLead: "استخدم أحدث رمز. لم يُخصم أي مبلغ.",
  linkOrType: "استخدم أحدث رمز، أو اكتب الرقم. لم يُخصم أي مبلغ.",
});

export const busy: Messages["busy"] = {
  finding: "نبحث عن خدمتك…",
};

export const confirm: Messages["confirm"] = {
  title: "هل هذا جهازك؟",
  yes: "نعم، إضافة أيام",
  no: "لا، اختيار جهاز آخر",
};

export const reminder = isolating<Messages["reminder"]>({
  summary: (label) => `${label}: تنتهي أيامك`,
  add: (address) => `أضف أيامًا قبل ذلك: ${address}`,
});
