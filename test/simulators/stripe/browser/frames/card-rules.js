/** Card lengths per brand, and the checks of Stripe.js for typed card data. */
export function digits(text) {
  return text.replace(/\D/g, "");
}

/** Groups of 4 4 4 4 digits, for American Express 4 6 5. */
export function spacedNumber(text) {
  const number = digits(text).slice(0, 19);
  const groups = /^3[47]/.test(number) ? /(\d{1,4})(\d{1,6})?(\d{1,5})?/ : /\d{1,4}/g;
  const parts = number.match(groups);
  if (!parts) return "";
  return (groups.global ? parts : parts.slice(1).filter(Boolean)).join(" ");
}

/** Formats an expiry as "12 / 34", also pasted ones: "12/2034", "1234", "3/34". */
export function slashedExpiry(text) {
  const [month = "", year = ""] = text.trim().split(/\s*[/.-]\s*/);
  let date = digits(year) && digits(month).length === 1 ? `0${month}${year}` : digits(text);
  if (/^[2-9]/.test(date)) date = `0${date}`;
  // A year of four digits is shortened only if complete; a typed one never has four.
  date = /^\d{2}20\d{2}$/.test(date) ? `${date.slice(0, 2)}${date.slice(4)}` : date.slice(0, 4);
  return date.length > 2 ? `${date.slice(0, 2)} / ${date.slice(2)}` : date;
}

export function numberFault(text) {
  const number = digits(text);
  const length = /^3[47]/.test(number) ? 15 : /^30|^36|^38/.test(number) ? 14 : 16;
  if (number.length < length) {
    return { code: "incomplete_number", message: "Your card number is incomplete." };
  }
  if (!luhn(number)) return { code: "invalid_number", message: "Your card number is invalid." };
  return null;
}

export function expiryFault(text, now = new Date()) {
  const date = digits(text);
  if (date.length < 4) {
    return { code: "incomplete_expiry", message: "Your card's expiration date is incomplete." };
  }
  const month = Number(date.slice(0, 2));
  const year = 2000 + Number(date.slice(2));
  if (month < 1 || month > 12) {
    return { code: "invalid_expiry_month", message: "Your card's expiration month is invalid." };
  }
  const past = year * 12 + month < now.getFullYear() * 12 + now.getMonth() + 1;
  if (past) {
    const message = "Your card's expiration date is in the past.";
    return { code: "invalid_expiry_year_past", message };
  }
  return null;
}

export function cvcFault(text, number) {
  const length = /^3[47]/.test(digits(number)) ? 4 : 3;
  if (digits(text).length < length) {
    return { code: "incomplete_cvc", message: "Your card's security code is incomplete." };
  }
  return null;
}

function luhn(number) {
  let sum = 0;
  [...number].reverse().forEach((digit, place) => {
    const value = Number(digit) * (place % 2 === 0 ? 1 : 2);
    sum += value > 9 ? value - 9 : value;
  });
  return sum % 10 === 0;
}
