/** What Stripe.js checks of a bank account before it sends it. */
export function ibanFault(text) {
  const iban = compact(text);
  if (iban.length < 15) return { code: "incomplete_iban", message: "Your IBAN is incomplete." };
  return mod97(iban) ? null : { code: "invalid_iban", message: "Your IBAN is invalid." };
}

/** For example "AT61 1904 3002 3457 3201". */
export function spacedIban(text) {
  return (compact(text).match(/.{1,4}/g) ?? []).join(" ");
}

export function routingFault(text) {
  const number = text.replace(/\D/g, "");
  if (number.length < 9) {
    const message = "Your routing number is incomplete.";
    return { code: "incomplete_bank_routing_number", message };
  }
  const sum = [...number].reduce((all, digit, i) => all + Number(digit) * [3, 7, 1][i % 3], 0);
  if (sum % 10 === 0) return null;
  return { code: "invalid_bank_routing_number", message: "Your routing number is invalid." };
}

export function accountFault(text) {
  if (text.replace(/\D/g, "").length >= 4) return null;
  const message = "Your account number is incomplete.";
  return { code: "incomplete_bank_account_number", message };
}

export function nameFault(text) {
  if (text.trim() !== "") return null;
  return { code: "incomplete_name", message: "Your name is incomplete." };
}

export function emailFault(text) {
  if (text.trim() === "") return { code: "incomplete_email", message: "Your email is incomplete." };
  if (/^\S+@\S+\.\S+$/.test(text.trim())) return null;
  return { code: "invalid_email", message: "Your email is invalid." };
}

export function postcodeFault(text) {
  if (text.trim().length >= 5) return null;
  return { code: "incomplete_zip", message: "Your postal code is incomplete." };
}

export function compact(text) {
  return text.replace(/[^a-zA-Z0-9]/g, "").toUpperCase();
}

/** ISO 13616: rotated by four and with letters as numbers, a valid IBAN modulo 97 is 1. */
function mod97(iban) {
  let rest = 0;
  for (const sign of iban.slice(4) + iban.slice(0, 4)) {
    const value = Number.parseInt(sign, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}
