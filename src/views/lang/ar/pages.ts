import { isolating } from "../isolating.ts";
import type { Words } from "../words.ts";

export const page: Words["page"] = {
  skip: "انتقل إلى المحتوى",
  test:
    "وضع الاختبار. لا تُنقل أموال حقيقية. استخدم البطاقة " +
    "\u20664242\u00a04242\u00a04242\u00a04242\u2069.",
  another: "جهاز آخر",
};

export const legal: Words["legal"] = {
  terms: "الشروط",
  refundPolicy: "الاسترداد",
  privacy: "الخصوصية",
};

export const balance = isolating<Words["balance"]>({
  left: (days, date) => `المتبقي: ${days}، حتى ${date}`,
  endsToday: (time) => `ينتهي اليوم عند ${time}`,
  ended: (date) => `انتهى ${date}`,
  nothing: "لم يبقَ أي يوم",
  unlimited: "بلا تاريخ انتهاء",
  readAt: (time) => `قُرئ عند ${time}.`,
  again: "اقرأ من جديد",
  active: "نشط",
  suspended: "موقوف",
  closed: "مغلق",
  over: "انتهى",
  notReadable: "تتعذّر قراءته",
  hidden: "لا نعرض رصيدًا لرقم مكتوب.",
  reading: "نقرأ رصيدك…",
  slow: "ما زلنا نقرأ. الشبكة بطيئة.",
});

export const daysPanel = isolating<Words["daysPanel"]>({
  newExpiry: "تاريخ الانتهاء الجديد",
  youAdd: "ما تضيفه",
  toAdd: "الأيام المضافة",
  less: "أقل بيوم",
  more: "أكثر بيوم",
  showPrice: "اعرض السعر",
  rule: {
    exact: "تبدأ الأيام عند انتهاء أيامك الحالية. كل يوم 24 ساعة.",
    end_of_day: "تبدأ الأيام عند انتهاء أيامك الحالية. ينتهي آخرها عند 23:59.",
  },
  horizon: (days, date) => `ما يمكنك إضافته الآن: ${days}. وأكثر من ذلك ابتداءً من ${date}.`,
  change: "تغيير",
});

export const running: Words["running"] = {
  bold: "هناك عملية شحن لهذه الخدمة لم تكتمل بعد.",
  seeIt: "اعرض عملية الشحن",
};

export const noSale = isolating<Words["noSale"]>({
  unreadable: "لا يمكننا قراءة رصيدك الآن.",
  lastRead: (when, time, date) => `آخر قراءة ${when} عند ${time}: حتى ${date}.`,
  today: "اليوم",
  cannotPay: {
    bold: "لا يمكنك الدفع قبل أن نتمكن من قراءته.",
    help: "هكذا لا تدفع أبدًا ثمن أيام لا نستطيع إضافتها. لم يُخصم أي مبلغ.",
  },
  kept: "اختيارك محفوظ",
  nextTry: "المحاولة التالية",
  inSeconds: (seconds) => `بعد: ${seconds}`,
  tryNow: "حاول الآن",
  still: "ما زالت المشكلة قائمة بعد بضع دقائق؟ ",
  same: "، فنحن نرى الشيء نفسه لدينا.",
});

export const unknown = isolating<Words["unknown"]>({
  title: "لأي جهاز هذا الشحن؟",
  lead: "لا يمكننا معرفة ذلك من هذا الاتصال.",
  notCharged: "لا يُخصم شيء قبل أن ترى أنه جهازك.",
  scan: "امسح رمز QR الموجود عليه",
  point: "وجّه الكاميرا نحو الملصق، فيعيدك إلى هنا.",
  orType: "أو اكتب رقمه",
  number: "رقم الهاتف أو رقم IMSI",
  numberHint: "يتكوّن رقم IMSI من 15 رقمًا. تجده على حامل شريحة SIM وعلى ملصق الجهاز.",
  find: "ابحث عن خدمتي",
  noNumber: "اكتب الرقم.",
  oddNumber: "اكتب من 8 إلى 15 رقمًا. يبدأ رقم الهاتف برمز البلد.",
  notFound: "لم نجد خدمة بهذا الرقم. تحقّق من الأرقام، أو امسح رمز QR.",
  tooMany: (when) => `محاولات كثيرة. حاول ${when}، أو امسح رمز QR.`,
  wifi: "هل أنت متصل بشبكة Wi-Fi الخاصة بالجهاز؟ ",
  again: "ابحث من جديد",
  wifiEnd: "، فقد نجده تلقائيًا.",
  linkTitle: "رمز QR هذا لم يعد صالحًا.",
  linkLead: "استخدم أحدث رمز. لم يُخصم أي مبلغ.",
  linkOrType: "استخدم أحدث رمز، أو اكتب الرقم. لم يُخصم أي مبلغ.",
});

export const confirm: Words["confirm"] = {
  title: "هل هذا جهازك؟",
  yes: "نعم، أضف أيامًا",
  no: "لا، أختار جهازًا آخر",
};

export const reminder = isolating<Words["reminder"]>({
  summary: (label) => `${label}: تنتهي أيامك`,
  add: (address) => `أضف أيامًا قبل ذلك: ${address}`,
});
