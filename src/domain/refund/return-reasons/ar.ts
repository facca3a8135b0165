import type { RETURN_REASONS_EN } from "./en.ts";

/** Why a payment is refunded, for the page of the top-up and its notices. */
export const RETURN_REASONS_AR: Record<keyof typeof RETURN_REASONS_EN, string> = {
  ocs_silent: "تعذّر الاتصال بنظام الفوترة",
  no_account: "لا حساب لهذه الخدمة في نظام الفوترة",
  account_disabled: "حساب هذه الخدمة معطّل",
  nothing_to_sell: "خدمتك بلا تاريخ انتهاء، فلم يكن هناك ما يُضاف",
  waited_too_long: "استغرقت إضافة أيامك وقتًا أطول من اللازم",
  not_credited: "لم يضف نظام الفوترة أيامك",
  wrong_amount: "مبلغ عملية الدفع غير مطابق",
  service_closed: "هذه الخدمة مغلقة",
  refunded_externally: "رُدّ المبلغ المدفوع",
  operator: "ردّ فريق الدعم المبلغ",
  review: "لم نتمكن من قبول عملية الدفع هذه",
  parked_too_long: "لم نتمكن من معرفة هل أُضيفت أيامك",
};
