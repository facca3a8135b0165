import { isolating } from "../../language/isolating.ts";
import type { Messages } from "../../messages.ts";

export const kinds: Messages["kinds"] = {
  mobile_data: { title: "بيانات الجوال", goods: "بيانات الجوال" },
  hotspot_dongle: { title: "جهاز نقطة الاتصال", goods: "بيانات نقطة الاتصال" },
  fixed_wireless: { title: "إنترنت المنزل", goods: "إنترنت المنزل" },
};

export const steps: Messages["steps"] = {
  days: "الأيام",
  billing: "الفوترة",
  payment: "الدفع",
  done: "تم",
};

export const frame = isolating<Messages["frame"]>({
  progress: "التقدم",
  stepOf: (n) => `الخطوة ${n} من 4: `,
  pair: (one, other) => `${one}، ${other}`,
  endsIn: (last) => `ينتهي بالأرقام ${last}`,
  offline: "لا يوجد اتصال. اختيارك محفوظ، ونتابع عند عودة الاتصال.",
});

export const days = isolating<Messages["days"]>({
  start: (time, zone, since) => `${time} ${zone}، ${since}`,
  addedTo: (days) => `إضافةً إلى رصيدك الحالي: ${days}`,
  startsNow: "تبدأ الآن",
  plus: (days) => `+${days}`,
  later: "يظهر تاريخ الانتهاء الجديد بعد الدفع.",
  spoken: (days, date) => `${days}، تاريخ الانتهاء الجديد ${date}`,
  breakdown: (days, unit) => `${days} × ${unit}، شامل الضريبة`,
  volume: (days, unit, saved) => `${days} × ${unit}، توفيرك ${saved}`,
  order: (days, label) => `${days} – ${label}`,
});

export const pay = isolating<Messages["pay"]>({
  terms: (price, days, goods) => `${price} – ${days} – ${goods} بلا حدود`,
  until: (date, start) => `حتى ${date}، ${start}. شامل الضريبة.`,
  taxed: "شامل الضريبة.",
  pay: (price) => `ادفع ${price} الآن`,
});
