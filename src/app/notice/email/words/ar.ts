import { RETURN_REASONS_AR } from "../../../../domain/refund/return-reasons/ar.ts";
import type { EmailWords } from "./words.ts";

/**
 * Arabic, translated by meaning; what the portal says too is worded as there. Not yet read by a
 * native speaker: an operator who writes to customers in Arabic has it read first.
 */
export const AR: EmailWords = {
  locale: "ar",
  direction: "rtl",
  salutation: (name) => `مرحبًا ${name}،`,
  salutationUnnamed: "مرحبًا،",
  days: {
    zero: (count) => `${count} يوم`,
    one: () => "يوم واحد",
    two: () => "يومان",
    few: (count) => `${count} أيام`,
    many: (count) => `${count} يومًا`,
    other: (count) => `${count} يوم`,
  },
  zone: (_town, generic) => generic,
  confirmation: {
    subject: (days, service) => `تم تمديد الخدمة (${days}): ${service}`,
    extended: "تم تمديد خدمتك. تاريخ الانتهاء الجديد:",
  },
  refund: {
    subjectOnItsWay: (service) => `المبلغ المدفوع مقابل ${service} في طريقه إليك`,
    subjectDone: (service) => `رُدّ المبلغ المدفوع مقابل ${service}`,
    unable: "تعذّر علينا إتمام عملية الشحن.",
    asked: "طلبت ردّ المبلغ.",
    onItsWay: (amount) => `مبلغ ${amount} في طريقه إليك.`,
    done: "رُدّ إليك ما دفعته.",
    error: (reason) => `خطأ: ${reason}`,
    tryAgain: "يرجى المحاولة مرة أخرى أو الاتصال بالدعم.",
    reasons: RETURN_REASONS_AR,
  },
  processing: {
    subject: (amount) => `ما زال مصرفك يحوّل إلينا ${amount}`,
    sending: (amount) => `ما زال مصرفك يحوّل إلينا ${amount}.`,
    until: (date) => `يستغرق ذلك حتى ${date} تقريبًا.`,
    onArrival: "نضيف أيامك فور وصول المبلغ.",
    ifNot: "إن لم يصل، فلن يُخصم أي مبلغ ولن تُضاف أي أيام.",
  },
  labels: {
    service: "الخدمة",
    added: "المدة المضافة",
    notAdded: "المدة التي لم تُضَف",
    toAdd: "المدة التي ستُضاف",
    newExpiry: "تاريخ الانتهاء الجديد",
    paid: "المبلغ المدفوع",
    price: "السعر",
    paidOn: "تاريخ الدفع",
    method: "طريقة الدفع",
    amountBack: "المبلغ المردود",
    backTo: "يُردّ إلى",
    arrives: "الوصول إلى حسابك",
    refundReference: "مرجع ردّ المبلغ",
    transaction: "رقم العملية",
    invoice: "رقم الفاتورة",
    agreed: "موافقتك",
  },
  values: {
    priceAndTax: (price) => `${price}، شامل الضريبة`,
    bankDays: "من 5 إلى 10 أيام عمل، بحسب مصرفك",
    consents: {
      "withdrawal-1":
        "ابدأوا الآن. أعلم أنه يمكنني الانسحاب خلال 14 يومًا، وأدفع عندئذٍ مقابل الأيام المستخدمة.",
    },
  },
  footer: {
    questions: "هل لديك سؤال؟",
    statement: (descriptor) => `يظهر في كشف حسابك باسم: ${descriptor}`,
    policy: "متى نردّ المبالغ وكم نردّ منها: التفاصيل في سياسة ردّ المبالغ.",
    terms: "الشروط",
    privacy: "الخصوصية",
    refundPolicy: "سياسة ردّ المبالغ",
  },
};
