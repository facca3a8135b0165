// Made by `npm run messages` from src/i18n/messages; edit there.
import type { Lang, Sentence, Value } from "../lang.ts";
import { plural } from "../plural.ts";
import { townZone } from "../zones.ts";

export const language: Lang = {"tag":"en","locale":"en","name":"English","dir":"ltr"};
/** An amount that `Intl` has formatted, and a text of unknown direction, for a sentence. */
export const amount: Sentence<[text: string]> = (_, text) => text;
export const isolated: Sentence<[text: string]> = (_, text) => text;
/** What the language calls a time zone (IANA name); empty: the zone is named after no town. */
export const zoneName: Sentence<[timeZone: string]> = townZone;
export const formats_days: Sentence<[n: number]> = (lang, n) =>
  plural(lang, n, (count) => ({ one: `${count} day`, other: `${count} days` }));
export const formats_seconds: Sentence<[n: number]> = (lang, n) =>
  plural(lang, n, (count) => ({ one: `${count} second`, other: `${count} seconds` }));
export const formats_dayMonth: Sentence<[day: Value, month: Value]> = (_, day, month) =>
  `${day} ${month}`;
export const formats_withYear: Sentence<[date: Value, year: Value]> = (_, date, year) =>
  `${date} ${year}`;
export const formats_withWeekday: Sentence<[weekday: Value, date: Value]> = (_, weekday, date) =>
  `${weekday} ${date}`;
export const formats_tick: Sentence<[day: Value, month: Value, number: Value]> = (_, day, month, _number) =>
  `${day} ${month}`;
export const formats_zone: Sentence<[zone: Value]> = (_, zone) =>
  `${zone} time`;
export const formats_utc: Sentence = () =>
  "UTC";
export const formats_atZone: Sentence<[zone: Value]> = (_, zone) =>
  `${zone} time`;
export const formats_atUtc: Sentence = () =>
  "UTC";
export const formats_moment: Sentence<[date: Value, time: Value, zone: Value]> = (_, date, time, zone) =>
  `${date}, ${time}, ${zone}`;
export const kinds_mobile_data_title: Sentence = () =>
  "Mobile data";
export const kinds_mobile_data_goods: Sentence = () =>
  "mobile data";
export const kinds_hotspot_dongle_title: Sentence = () =>
  "Hotspot dongle";
export const kinds_hotspot_dongle_goods: Sentence = () =>
  "hotspot data";
export const kinds_fixed_wireless_title: Sentence = () =>
  "Fixed wireless";
export const kinds_fixed_wireless_goods: Sentence = () =>
  "home internet";
export const steps_days: Sentence = () =>
  "Days";
export const steps_billing: Sentence = () =>
  "Billing";
export const steps_payment: Sentence = () =>
  "Payment";
export const steps_done: Sentence = () =>
  "Done";
export const frame_progress: Sentence = () =>
  "Progress";
export const frame_stepOf: Sentence<[n: Value]> = (_, n) =>
  `Step ${n} of 4: `;
export const frame_pair: Sentence<[one: Value, other: Value]> = (_, one, other) =>
  `${one}, ${other}`;
export const frame_endsIn: Sentence<[last: Value]> = (_, last) =>
  `ends in ${last}`;
export const frame_offline: Sentence = () =>
  "No connection. Your choice is saved, and we will carry on when it is back.";
export const days_start: Sentence<[time: Value, zone: Value, since: Value]> = (_, time, zone, since) =>
  `${time} ${zone}, ${since}`;
export const days_addedTo: Sentence<[days: Value]> = (_, days) =>
  `added to your ${days}`;
export const days_startsNow: Sentence = () =>
  "starts now";
export const days_plus: Sentence<[days: Value]> = (_, days) =>
  `+${days}`;
export const days_later: Sentence = () =>
  "You will see the new expiry date once you have paid.";
export const days_spoken: Sentence<[days: Value, date: Value]> = (_, days, date) =>
  `${days}, new expiry date ${date}`;
export const days_breakdown: Sentence<[days: Value, unit: Value]> = (_, days, unit) =>
  `${days} × ${unit}, tax included`;
export const days_rounded: Sentence<[days: Value, unit: Value]> = (_, days, unit) =>
  `${days} × ${unit}, rounded up, tax included`;
export const days_volume: Sentence<[days: Value, unit: Value, saved: Value]> = (_, days, unit, saved) =>
  `${days} × ${unit}, you save ${saved}`;
export const days_order: Sentence<[days: Value, label: Value]> = (_, days, label) =>
  `${days} for ${label}`;
export const pay_terms: Sentence<[price: Value, days: Value, goods: Value]> = (_, price, days, goods) =>
  `${price} for ${days} of unlimited ${goods}`;
export const pay_until: Sentence<[date: Value, start: Value]> = (_, date, start) =>
  `Until ${date}, ${start}. Tax included.`;
export const pay_taxed: Sentence = () =>
  "Tax included.";
export const pay_pay: Sentence<[price: Value]> = (_, price) =>
  `Pay ${price} now`;
export const balance_left: Sentence<[days: Value, date: Value]> = (_, days, date) =>
  `${days} left, until ${date}`;
export const balance_endsToday: Sentence<[time: Value]> = (_, time) =>
  `Ends today at ${time}`;
export const balance_ended: Sentence<[date: Value]> = (_, date) =>
  `Ended ${date}`;
export const balance_nothing: Sentence = () =>
  "No days left";
export const balance_unlimited: Sentence = () =>
  "No end date";
export const balance_flat: Sentence = () =>
  "Unlimited data.";
export const balance_readAt: Sentence<[time: Value]> = (_, time) =>
  `Updated at ${time}.`;
export const balance_again: Sentence = () =>
  "Refresh";
export const balance_active: Sentence = () =>
  "Active";
export const balance_suspended: Sentence = () =>
  "Suspended";
export const balance_closed: Sentence = () =>
  "Closed";
export const balance_over: Sentence = () =>
  "Ended";
export const balance_notReadable: Sentence = () =>
  "Unavailable";
export const balance_hidden: Sentence = () =>
  "The balance is hidden here, to keep it private.";
export const balance_reading: Sentence = () =>
  "Checking your balance…";
export const balance_finding: Sentence = () =>
  "Looking up the service…";
export const balance_slow: Sentence = () =>
  "Still checking. The network is slow.";
export const daysPanel_newExpiry: Sentence = () =>
  "New expiry date";
export const daysPanel_youAdd: Sentence = () =>
  "You are adding";
export const daysPanel_toAdd: Sentence = () =>
  "Days to add";
export const daysPanel_less: Sentence = () =>
  "One day less";
export const daysPanel_more: Sentence = () =>
  "One day more";
export const daysPanel_showPrice: Sentence = () =>
  "Show price";
export const daysPanel_rule_exact: Sentence = () =>
  "Days start when your current ones end. Each is 24 hours.";
export const daysPanel_rule_end_of_day: Sentence = () =>
  "Days start when your current ones end. The last ends at 23:59.";
export const daysPanel_ruleFromNow_exact: Sentence = () =>
  "Each day lasts 24 hours.";
export const daysPanel_ruleFromNow_end_of_day: Sentence = () =>
  "The last day ends at 23:59.";
export const daysPanel_limit: Sentence<[days: Value, date: Value]> = (_, days, date) =>
  `You can add ${days} now, and more from ${date}.`;
export const daysPanel_pendingDays: Sentence<[days: Value]> = (_, days) =>
  `Not counted yet: ${days} on the way.`;
export const daysPanel_change: Sentence = () =>
  "Change";
export const offers_title: Sentence = () =>
  "What to add";
export const offers_perDay: Sentence<[price: Value]> = (_, price) =>
  `${price} a day`;
export const offers_tier: Sentence<[price: Value, days: Value]> = (_, price, days) =>
  `${price} from ${days}`;
export const openTopUps_open: Sentence<[days: Value]> = (_, days) =>
  `You began a top-up of ${days}. As far as we know, it is not paid.`;
export const openTopUps_cancel: Sentence = () =>
  "Cancel it";
export const openTopUps_unpaid: Sentence<[days: Value]> = (_, days) =>
  `A top-up of ${days} is not paid yet.`;
export const openTopUps_notYet: Sentence = () =>
  "Nothing was charged for it yet.";
export const openTopUps_bank: Sentence<[price: Value, days: Value]> = (_, price, days) =>
  `Your bank is still sending ${price} for ${days}.`;
export const openTopUps_received: Sentence<[price: Value, days: Value]> = (_, price, days) =>
  `We have received ${price} for ${days}.`;
export const openTopUps_inReview: Sentence = () =>
  "We are looking into it.";
export const openTopUps_back: Sentence<[price: Value, days: Value]> = (_, price, days) =>
  `${price} for ${days} is being paid back.`;
export const openTopUps_seeIt: Sentence = () =>
  "See that top-up";
export const noSale_unreadable: Sentence = () =>
  "We cannot read your balance right now.";
export const noSale_lastRead: Sentence<[when: Value, time: Value, date: Value]> = (_, when, time, date) =>
  `Last read ${when} at ${time}: until ${date}.`;
export const noSale_today: Sentence = () =>
  "today";
export const noSale_cannotPay_bold: Sentence = () =>
  "You cannot pay until we can read it.";
export const noSale_cannotPay_help: Sentence = () =>
  "This way you never pay for days we cannot add.";
export const noSale_full: Sentence<[date: Value]> = (_, date) =>
  `You cannot add days right now. You can add more from ${date}.`;
export const noSale_closed: Sentence = () =>
  "This service is closed, so days cannot be added.";
export const noSale_service_suspended: Sentence = () =>
  "This service is suspended, so days cannot be added.";
export const noSale_service_sales_blocked: Sentence = () =>
  "Days cannot be added right now.";
export const noSale_nothing_to_sell: Sentence = () =>
  "Your service has no end date, so there is nothing to add.";
export const noSale_notCharged: Sentence = () =>
  "Nothing was charged for this new top-up.";
export const noSale_kept: Sentence = () =>
  "Your choice is kept";
export const noSale_nextTry: Sentence = () =>
  "Trying again";
export const noSale_inSeconds: Sentence<[seconds: Value]> = (_, seconds) =>
  `in ${seconds}`;
export const noSale_tryNow: Sentence = () =>
  "Try again now";
export const noSale_still: Sentence = () =>
  "Still not working after a few minutes? ";
export const noSale_same: Sentence = () =>
  " and we will help.";
export const identify_title: Sentence = () =>
  "Which device is it for?";
export const identify_lead: Sentence = () =>
  "We cannot tell from this connection.";
export const identify_severalTitle: Sentence = () =>
  "Which one is it for?";
export const identify_severalLead: Sentence = () =>
  "More than one device uses this connection, and we do not guess.";
export const identify_notCharged: Sentence = () =>
  "Nothing is charged until you have seen that it is yours.";
export const identify_scan: Sentence = () =>
  "Scan the QR code on it";
export const identify_point: Sentence = () =>
  "Point your camera at the label. It brings you back here.";
export const identify_orType: Sentence = () =>
  "or type its number";
export const identify_number: Sentence = () =>
  "Phone number or IMSI";
export const identify_numberHint: Sentence = () =>
  "The IMSI has 15 digits. It is on the SIM card holder and on the label of the device.";
export const identify_find: Sentence = () =>
  "Find my service";
export const identify_noNumber: Sentence = () =>
  "Enter the number.";
export const identify_oddNumber: Sentence = () =>
  "Enter 8 to 15 digits. Start a phone number with its country code.";
export const identify_nationalNumber: Sentence = () =>
  "Start with + and the country code, for example +61 412 345 678.";
export const identify_notFound: Sentence = () =>
  "We found no service with this number. Check the digits, or scan the QR code.";
export const identify_notFoundNational: Sentence = () =>
  "We found no service with this number. Enter it with + and the country code, or scan the QR code.";
export const identify_tooMany: Sentence<[when: Value]> = (_, when) =>
  `Too many attempts. Try again ${when}, or scan the QR code.`;
export const identify_wifi: Sentence = () =>
  "On the device’s own Wi-Fi? ";
export const identify_again: Sentence = () =>
  "Search again";
export const identify_wifiEnd: Sentence = () =>
  ": we may find it automatically.";
export const identify_linkTitle: Sentence = () =>
  "This QR code is no longer valid.";
export const identify_linkLead: Sentence = () =>
  "Use the newest one. Nothing was charged.";
export const identify_linkOrType: Sentence = () =>
  "Use the newest one, or type the number. Nothing was charged.";
export const busy_finding: Sentence = () =>
  "Looking for your service…";
export const confirm_title: Sentence = () =>
  "Is this your device?";
export const confirm_yes: Sentence = () =>
  "Yes, add days";
export const confirm_no: Sentence = () =>
  "No, choose another";
export const reminder_summary: Sentence<[label: Value]> = (_, label) =>
  `${label}: your days end`;
export const reminder_add: Sentence<[address: Value]> = (_, address) =>
  `Add days before that: ${address}`;
export const page_skip: Sentence = () =>
  "Skip to the content";
export const page_test: Sentence = () =>
  "Test mode. No real money moves. Use card 4242\u00a04242\u00a04242\u00a04242.";
export const page_another: Sentence = () =>
  "Another device";
export const page_again: Sentence = () =>
  "Try again";
export const signInWindow_bold: Sentence = () =>
  "This small window often blocks payment.";
export const signInWindow_help: Sentence = () =>
  "Open the page in your browser.";
export const signInWindow_address: Sentence = () =>
  "Address of this page";
export const signInWindow_copy: Sentence = () =>
  "Copy the address";
export const signInWindow_copied: Sentence = () =>
  "Copied";
export const signInWindow_scan: Sentence = () =>
  "or scan this with another phone";
export const signInWindow_picture: Sentence = () =>
  "QR code of this page";
export const legal_terms: Sentence = () =>
  "Terms";
export const legal_refundPolicy: Sentence = () =>
  "Refunds";
export const legal_privacy: Sentence = () =>
  "Privacy";
export const billing_why: Sentence = () =>
  "For your receipt and invoice, and to refund you if something goes wrong. No account needed.";
export const billing_first_name: Sentence = () =>
  "First name";
export const billing_last_name: Sentence = () =>
  "Last name";
export const billing_email: Sentence = () =>
  "Email address";
export const billing_receiptHere: Sentence = () =>
  "We will send your receipt here.";
export const billing_kept: Sentence = () =>
  "Saved on this device until you have paid.";
export const billing_opening: Sentence = () =>
  "Opening the form…";
export const mistakes_noFirst: Sentence = () =>
  "Enter your first name.";
export const mistakes_noEmail: Sentence = () =>
  "Enter your email address.";
export const mistakes_noAt: Sentence = () =>
  "The @ is missing.";
export const mistakes_noEnding: Sentence = () =>
  "The ending is missing, for example .com";
export const mistakes_odd: Sentence = () =>
  "Check the email address.";
export const mistakes_tooLong: Sentence = () =>
  "This is too long.";
export const mistakes_refused: Sentence = () =>
  "Check this field.";
export const mistakes_didYouMean: Sentence<[email: Value]> = (_, email) =>
  `Did you mean ${email}?`;
export const paymentPanel_promise: Sentence = () =>
  "If we cannot add your days, you get a full refund automatically.";
export const paymentPanel_noScript: Sentence = () =>
  "Paying needs JavaScript. Switch it on, or open this page in another browser.";
export const paymentPanel_loading: Sentence = () =>
  "Loading the card form…";
export const paymentPanel_orByCard: Sentence = () =>
  "or pay by card";
export const paymentPanel_statement: Sentence = () =>
  "On your statement:";
export const paymentPanel_agreeBoth: Sentence<[terms: Value, refunds: Value]> = (_, terms, refunds) =>
  `By paying you agree to the ${terms} and the ${refunds}.`;
export const paymentPanel_agreeOne: Sentence<[what: Value]> = (_, what) =>
  `By paying you agree to the ${what}.`;
export const paymentPanel_terms: Sentence = () =>
  "terms";
export const paymentPanel_refundPolicy: Sentence = () =>
  "refund policy";
export const consents_withdrawal_1: Sentence = () =>
  "Start now. I know that I can withdraw within 14 days and then pay for the days used.";
export const humanCheck_ask: Sentence = () =>
  "One quick check that you are a person:";
export const humanCheck_failed: Sentence = () =>
  "We could not check that you are a person. Nothing was charged.";
export const humanCheck_help: Sentence = () =>
  "Press Pay to try the check again. If it never appears, turn off blockers for this page or use another connection.";
export const paying_paying: Sentence<[price: Value]> = (_, price) =>
  `Paying ${price}…`;
export const paying_bank: Sentence = () =>
  "Your bank wants to check that it’s you.";
export const paying_fewer: Sentence = () =>
  "Choose fewer days";
export const recent_paid: Sentence<[ago: Value]> = (_, ago) =>
  `You already paid ${ago}.`;
export const recent_justNow: Sentence = () =>
  "less than a minute ago";
export const recent_what: Sentence<[days: Value, price: Value]> = (_, days, price) =>
  `${days}, ${price}.`;
export const recent_whatAndId: Sentence<[days: Value, price: Value, id: Value]> = (_, days, price, id) =>
  `${days}, ${price}, ${id}.`;
export const recent_already: Sentence<[date: Value]> = (_, date) =>
  `Your expiry date is already ${date}.`;
export const recent_coming: Sentence = () =>
  "These days are being added.";
export const recent_reviewed: Sentence = () =>
  "We are checking this payment first.";
export const recent_seeIt: Sentence = () =>
  "See that top-up";
export const recent_again: Sentence<[price: Value, n: number]> = (lang, price, n) =>
  plural(lang, n, (count) => ({ one: `Pay ${price} again for ${count} more day`, other: `Pay ${price} again for ${count} more days` }));
export const banners_notSent_bold: Sentence = () =>
  "Not sent: there is no connection. Nothing was charged.";
export const banners_notSent_help: Sentence = () =>
  "Press the button again when you are back online.";
export const banners_pressNotSent_bold: Sentence = () =>
  "Your payment was not sent this time: there is no connection.";
export const banners_pressNotSent_help: Sentence = () =>
  "You will not be charged twice: press the button again when you are back online.";
export const banners_lost_bold: Sentence = () =>
  "We have not answered yet.";
export const banners_lost_help: Sentence = () =>
  "You will not be charged twice: press the button again to continue the same payment.";
export const banners_unanswered_bold: Sentence = () =>
  "No answer from the payment system.";
export const banners_unanswered_help: Sentence = () =>
  "You will not be charged twice: press the button again to continue the same payment.";
export const banners_wrongAmount_bold: Sentence = () =>
  "Payment intent amount does not match";
export const banners_wrongAmount_help: Sentence = () =>
  "The amount is not the price you saw. Nothing was charged.";
export const banners_ended_bold: Sentence = () =>
  "That attempt ended without a payment. Nothing was charged.";
export const banners_ended_help: Sentence = () =>
  "The page may be open twice. Press the button again to start a new top-up.";
export const banners_priceChanged: Sentence<[now: Value, was: Value]> = (_, now, was) =>
  `The price is now ${now}, it was ${was}. Nothing was charged.`;
export const banners_continueWith: Sentence<[now: Value]> = (_, now) =>
  `Continue with ${now}`;
export const banners_backToDays: Sentence = () =>
  "Back to days";
export const banners_pressWallet_bold: Sentence = () =>
  "Now press the button of your wallet again.";
export const banners_pressWallet_help: Sentence = () =>
  "Nothing was charged yet.";
export const banners_noSheet: Sentence = () =>
  "Nothing was charged.";
export const banners_noSheetAgain: Sentence = () =>
  "Nothing more was charged.";
export const declined_noCookies: Sentence = () =>
  "Your browser keeps no cookies. Nothing was charged. Allow cookies for this page, then pay again.";
export const declined_bold: Sentence = () =>
  "Your bank declined this card. Nothing was charged.";
export const declined_notConfirmed: Sentence = () =>
  "The payment was not confirmed. Nothing was charged.";
export const declined_left: Sentence = () =>
  "You closed your bank’s check. Nothing was charged.";
export const declined_unfinished: Sentence = () =>
  "The payment was not finished. Nothing was charged.";
export const declined_voucher: Sentence = () =>
  "This way to pay takes days, and cannot be used here. Nothing was charged.";
export const declined_voucherHelp: Sentence = () =>
  "Do not pay the voucher. Choose another way to pay.";
export const declined_verify: Sentence = () =>
  "Your bank account would have to be verified first, which takes days. Nothing was charged.";
export const declined_otherWay: Sentence = () =>
  "Choose another way to pay.";
export const declined_notTaken: Sentence = () =>
  "The payment could not be made just now. Nothing was charged.";
export const declined_later: Sentence = () =>
  "Wait a minute, then press Pay again. What you typed is kept.";
export const declined_email: Sentence = () =>
  "This email address was not accepted for the payment. Nothing was charged.";
export const declined_emailHelp: Sentence = () =>
  "Go back one step and correct it.";
export const declined_postcode: Sentence = () =>
  "The postcode or address was not accepted. Nothing was charged.";
export const declined_postcodeHelp: Sentence = () =>
  "Correct it below, then press Pay again.";
export const declined_why_funds: Sentence = () =>
  "There is not enough money on this card. Use another one, or choose fewer days.";
export const declined_why_expired: Sentence = () =>
  "The card has expired.";
export const declined_why_code: Sentence = () =>
  "The security code is wrong.";
export const declined_why_number: Sentence = () =>
  "The card number is wrong.";
export const declined_why_none: Sentence = () =>
  "Your bank gave no reason. Use another card, or call your bank.";
export const declined_why_cannot: Sentence = () =>
  "This card cannot pay here. Use another one.";
export const declined_why_notYou: Sentence = () =>
  "Your bank could not confirm that it’s you. Try again.";
export const declined_why_address: Sentence = () =>
  "The postcode or address is not the one that your bank has. Correct it, and try again.";
export const declined_why_again: Sentence = () =>
  "We could not reach the bank. Try again.";
export const declined_tooMany: Sentence = () =>
  "Too many card attempts. Nothing was charged.";
export const declined_tryAt: Sentence<[when: Value]> = (_, when) =>
  `Try again at ${when}, or contact support.`;
export const declined_onDay: Sentence<[time: Value, date: Value]> = (_, time, date) =>
  `${time} on ${date}`;
export const unavailable_bold: Sentence = () =>
  "Payment system unavailable";
export const unavailable_help: Sentence = () =>
  "The card form did not load. Nothing was charged, and what you typed is kept.";
export const unavailable_retry: Sentence = () =>
  "Try again";
export const unavailable_wifi: Sentence = () =>
  "On a hotel or airport Wi-Fi, open this page in your browser. The small sign-in window often blocks payment.";
export const result_added: Sentence = () =>
  "Paid and added";
export const result_extended: Sentence = () =>
  "Your service has been extended.";
export const result_newExpiry: Sentence = () =>
  "New expiry date:";
export const result_receiptSent: Sentence = () =>
  "Receipt sent to:";
export const result_receiptOnWay: Sentence = () =>
  "Your receipt is on its way.";
export const result_receiptLost: Sentence<[email: Value]> = (_, email) =>
  `Your receipt did not reach ${email}. Keep the transaction ID.`;
export const result_receiptUnsure: Sentence<[email: Value]> = (_, email) =>
  `Your receipt may not have reached ${email}. Keep the transaction ID.`;
export const result_remind: Sentence = () =>
  "Remind me before it ends";
export const result_transaction: Sentence = () =>
  "Transaction ID:";
export const result_failed: Sentence = () =>
  "Topup Failed. Refunding payment…";
export const result_refunded: Sentence = () =>
  "We were unable to complete your top-up. Your payment has been refunded.";
export const result_refundingAsked: Sentence = () =>
  "Refunding your payment, as you asked…";
export const result_refundedAsked: Sentence = () =>
  "Your payment has been refunded, as you asked.";
export const result_error: Sentence<[reason: Value]> = (_, reason) =>
  `Error: ${reason}`;
export const result_tryOrSupport: Sentence = () =>
  "Please try again or contact support.";
export const result_notPaid: Sentence = () =>
  "Not paid yet";
export const result_nothingYet: Sentence = () =>
  "Nothing was charged.";
export const result_unknownYet: Sentence = () =>
  "Not paid yet, as far as we know.";
export const result_unfinishedYet: Sentence = () =>
  "Not finished yet";
export const result_unfinished: Sentence<[days: Value, price: Value]> = (_, days, price) =>
  `Your order: ${days} for ${price}.`;
export const result_continuePaying: Sentence = () =>
  "Continue to payment";
export const result_paying: Sentence = () =>
  "Payment sent";
export const result_asking: Sentence = () =>
  "We are waiting for your bank’s answer. You will not be charged twice.";
export const result_cancelling: Sentence = () =>
  "Being cancelled";
export const result_cancellingWhy: Sentence = () =>
  "If your bank says that it was paid after all, we add your days.";
export const result_ended: Sentence = () =>
  "Ended without a payment";
export const result_startNew: Sentence = () =>
  "Start a new top-up";
export const result_approval: Sentence = () =>
  "We need to approve this top-up first.";
export const result_approvalWhy: Sentence = () =>
  "You can pay once we have approved it. Nothing was charged.";
export const result_review: Sentence = () =>
  "Paid, being checked";
export const result_reviewTitle: Sentence = () =>
  "We are checking this payment first.";
export const result_reviewBy: Sentence<[when: Value]> = (_, when) =>
  `You will hear from us by ${when}.`;
export const result_reviewWhy: Sentence<[price: Value]> = (_, price) =>
  `If we cannot accept it, you get ${price} back.`;
export const result_bank: Sentence = () =>
  "Waiting for your bank";
export const result_bankSends: Sentence<[price: Value]> = (_, price) =>
  `Your bank is still sending ${price}.`;
export const result_bankUntil: Sentence<[date: Value]> = (_, date) =>
  `It should arrive by about ${date}.`;
export const result_bankNot: Sentence = () =>
  "If it does not arrive, nothing is charged and no days are added.";
export const result_bankWhy: Sentence<[email: Value]> = (_, email) =>
  `We will add your days as soon as it arrives and email ${email}.`;
export const result_bankWhyOnly: Sentence = () =>
  "We will add your days as soon as it arrives.";
export const result_working: Sentence = () =>
  "Paid, not added yet";
export const result_adding: Sentence<[days: Value]> = (_, days) =>
  `We are adding your ${days}.`;
export const result_mayClose: Sentence<[email: Value]> = (_, email) =>
  `You can close this page. We will carry on and email ${email}.`;
export const result_mayCloseOnly: Sentence = () =>
  "You can close this page. We will carry on without it.";
export const result_received: Sentence<[price: Value]> = (_, price) =>
  `${price} received`;
export const result_addingFact: Sentence<[days: Value]> = (_, days) =>
  `Adding ${days}`;
export const result_usually: Sentence = () =>
  "This usually takes 5 seconds.";
export const result_nowTakes: Sentence<[elapsed: Value]> = (_, elapsed) =>
  `${elapsed} so far.`;
export const result_slow: Sentence<[elapsed: Value]> = (_, elapsed) =>
  `${elapsed} so far: the network is slow.`;
export const result_toCome: Sentence = () =>
  "New expiry date";
export const result_backBy: Sentence<[time: Value, price: Value]> = (_, time, price) =>
  `If it is not done by ${time}, you get ${price} back automatically.`;
export const result_backElse: Sentence<[price: Value]> = (_, price) =>
  `If it cannot be done, you get ${price} back automatically.`;
export const result_refundMe: Sentence = () =>
  "Refund me instead";
export const result_refundQuestion: Sentence<[price: Value, days: Value]> = (_, price, days) =>
  `Get ${price} back instead of ${days}?`;
export const result_keepWaiting: Sentence = () =>
  "Keep waiting";
export const result_requestingRefund: Sentence = () =>
  "Asking for your money back…";
export const result_refundUnsure: Sentence = () =>
  "We are not sure your request reached us. It is safe to ask again: you will not be refunded twice.";
export const result_addedInstead: Sentence = () =>
  "Your days were added, so nothing was paid back.";
export const result_offline: Sentence = () =>
  "No connection. We will carry on without this page.";
export const result_resolving: Sentence<[days: Value]> = (_, days) =>
  `We are checking whether your ${days} were added.`;
export const result_checking: Sentence = () =>
  "Checking first";
export const result_refusedTitle: Sentence<[days: Value]> = (_, days) =>
  `The network did not accept your ${days}.`;
export const result_refusedNext: Sentence<[price: Value]> = (_, price) =>
  `We make sure that they cannot be added later. Then you get ${price} back automatically.`;
export const result_wishTitle: Sentence<[price: Value]> = (_, price) =>
  `You asked for your ${price} back.`;
export const result_wishNext: Sentence<[days: Value, price: Value]> = (_, days, price) =>
  `If your ${days} were added already, you keep them and nothing is paid back. If not, you get ${price} back.`;
export const result_beingRefunded: Sentence = () =>
  "Not added, money on its way back";
export const result_allBack: Sentence<[price: Value, to: Value]> = (_, price, to) =>
  `The full ${price} goes back to ${to}. You do not need to do anything.`;
export const result_takenBack: Sentence = () =>
  "Being taken back";
export const result_reversing: Sentence<[days: Value]> = (_, days) =>
  `We are taking back ${days}.`;
export const result_notAdded: Sentence<[days: Value]> = (_, days) =>
  `${days} not added`;
export const result_askedFor: Sentence = () =>
  "Refund requested";
export const result_askedAt: Sentence<[time: Value]> = (_, time) =>
  `${time}. The bank confirms, usually in seconds.`;
export const result_refundOnItsWay: Sentence = () =>
  "Your refund is on its way";
export const result_refundSentBy: Sentence<[when: Value]> = (_, when) =>
  `It takes longer than usual. We will send it by ${when}.`;
export const result_refundLate: Sentence = () =>
  "It is taking longer than we said. Contact support: we will look into it.";
export const result_refundOnHold: Sentence = () =>
  "Refund on hold";
export const result_refundDisputed: Sentence = () =>
  "This payment is disputed with your bank, which decides first. No refund can be sent until then.";
export const result_refundedOtherWay: Sentence<[price: Value]> = (_, price) =>
  `${price}, not to the card or account you paid with`;
export const result_refundNotSent: Sentence<[price: Value]> = (_, price) =>
  `We have not been able to send your refund of ${price} yet.`;
export const result_cardGone: Sentence<[price: Value]> = (_, price) =>
  `Your card has been closed or has expired, so the refund of ${price} could not reach it.`;
export const result_firstMakeSure: Sentence = () =>
  "First we make sure that the days cannot be added any more.";
export const result_onCard: Sentence<[price: Value]> = (_, price) =>
  `${price} on your card`;
export const result_onAccount: Sentence<[price: Value]> = (_, price) =>
  `${price} on your account`;
export const result_bankDays: Sentence = () =>
  "5 to 10 working days, depending on your bank";
export const result_inFull: Sentence = () =>
  "Refunded in full";
export const result_refundedFact: Sentence = () =>
  "Refunded";
export const result_to: Sentence<[price: Value, method: Value]> = (_, price, method) =>
  `${price} to ${method}`;
export const result_reference: Sentence = () =>
  "Refund reference";
export const result_onYourCard: Sentence = () =>
  "On your card";
export const result_onYourAccount: Sentence = () =>
  "On your account";
export const result_refundFailed: Sentence = () =>
  "Refund not accepted yet";
export const result_bankRefused: Sentence<[price: Value]> = (_, price) =>
  `Your bank did not accept the refund of ${price}.`;
export const result_person: Sentence<[email: Value]> = (_, email) =>
  `Our team is on it and will email ${email}.`;
export const result_personBy: Sentence<[email: Value, when: Value]> = (_, email, when) =>
  `Our team is on it and will email ${email} by ${when}.`;
export const result_personOnly: Sentence = () =>
  "Our team is on it.";
export const result_tomorrow: Sentence<[time: Value]> = (_, time) =>
  `tomorrow, ${time}`;
export const result_willGet: Sentence = () =>
  "You will get your money.";
export const result_keepOrBack: Sentence = () =>
  "You keep the days or get your money back.";
export const result_parked: Sentence = () =>
  "We are looking into it";
export const result_parkedTitle: Sentence = () =>
  "We do not know yet whether your days were added.";
export const result_leftLegend: Sentence<[days: Value]> = (_, days) =>
  `${days} left`;
export const result_addedLegend: Sentence<[days: Value]> = (_, days) =>
  `${days} added`;
export const result_pendingLegend: Sentence<[days: Value]> = (_, days) =>
  `${days} on the way`;
export const result_paid: Sentence = () =>
  "Paid";
export const result_time: Sentence = () =>
  "Time";
export const result_service: Sentence = () =>
  "Service";
export const result_card: Sentence = () =>
  "your card";
export const result_bankAccount: Sentence = () =>
  "your bank account";
export const result_account: Sentence = () =>
  "your account";
export const result_tryAgain: Sentence = () =>
  "Try again";
export const common_go: Sentence = () =>
  "Continue";
export const common_support: Sentence = () =>
  "Contact support";
export const common_weeks: Sentence = () =>
  "One mark is a week.";
export const returnReasons_ocs_silent: Sentence = () =>
  "Unable to connect to billing system";
export const returnReasons_no_account: Sentence = () =>
  "No account for this service in the billing system";
export const returnReasons_account_disabled: Sentence = () =>
  "The account of this service is switched off";
export const returnReasons_nothing_to_sell: Sentence = () =>
  "Your service has no end date, so there was nothing to add";
export const returnReasons_waited_too_long: Sentence = () =>
  "It took too long to add your days";
export const returnReasons_not_credited: Sentence = () =>
  "The billing system did not add your days";
export const returnReasons_wrong_amount: Sentence = () =>
  "Payment intent amount does not match";
export const returnReasons_service_closed: Sentence = () =>
  "This service is closed";
export const returnReasons_sale_refused: Sentence = () =>
  "We could not sell these days";
export const returnReasons_refunded_externally: Sentence = () =>
  "The payment was returned";
export const returnReasons_operator: Sentence = () =>
  "Refunded by our support";
export const returnReasons_review: Sentence = () =>
  "We could not accept this payment";
export const returnReasons_parked_too_long: Sentence = () =>
  "We could not find out whether your days were added";
export const returnReasons_customer: Sentence = () =>
  "Refunded at your request";
export const returnReasons_unnamed: Sentence = () =>
  "Your days could not be added";
export const refusals_invalid_request: Sentence = () =>
  "Something is missing or wrong. Nothing was charged.";
export const refusals_unauthorized: Sentence = () =>
  "You cannot open this.";
export const refusals_cross_site_form: Sentence = () =>
  "This form did not come from our page. Open our page again, and send it there.";
export const refusals_approval_expired: Sentence = () =>
  "This was not agreed to in time.";
export const refusals_deployment_id_conflict: Sentence = () =>
  "Payment system unavailable. Nothing was charged, and what you typed is kept.";
export const refusals_account_taken: Sentence = () =>
  "You cannot do this.";
export const refusals_approval_overtaken: Sentence = () =>
  "Something has changed meanwhile.";
export const refusals_forbidden: Sentence = () =>
  "You may not do this.";
export const refusals_administrator_exists: Sentence = () =>
  "You cannot do this.";
export const refusals_not_found: Sentence = () =>
  "There is nothing here.";
export const refusals_method_not_allowed: Sentence = () =>
  "This cannot be done here. Nothing was charged.";
export const refusals_body_too_large: Sentence = () =>
  "That was too much text. Nothing was charged.";
export const refusals_unsupported_media_type: Sentence = () =>
  "This cannot be read. Nothing was charged.";
export const refusals_temporarily_unavailable: Sentence = () =>
  "Not available for a moment. If you have paid, your payment is safe. Try again.";
export const refusals_too_many_requests: Sentence = () =>
  "Too many attempts. Nothing was charged. Try again in a minute.";
export const refusals_too_many_declines: Sentence = () =>
  "Too many cards were tried on this device or network. Nothing was charged. Try again in an hour, or ask support.";
export const refusals_internal: Sentence = () =>
  "Something went wrong on our side. If you have paid, your payment is safe.";
export const refusals_service_not_identified: Sentence = () =>
  "We cannot tell which device it is for. Nothing was charged.";
export const refusals_several_services: Sentence = () =>
  "More than one device uses this connection, and we do not guess. Nothing was charged.";
export const refusals_no_such_service: Sentence = () =>
  "We found no service with this number. Check the digits, or scan the QR code.";
export const refusals_too_many_identifications: Sentence = () =>
  "Too many attempts. Try again in 10 minutes, or scan the QR code.";
export const refusals_link_invalid: Sentence = () =>
  "This QR code is no longer valid. Use the newest one.";
export const refusals_service_token_invalid: Sentence = () =>
  "It has been a while. Open the page again. Nothing was charged.";
export const refusals_service_suspended: Sentence = () =>
  "This service is suspended, so days cannot be added. Nothing was charged.";
export const refusals_service_sales_blocked: Sentence = () =>
  "Days cannot be added right now. Nothing was charged. Contact support.";
export const refusals_payer_blocked: Sentence = () =>
  "We cannot take a payment from you right now. Nothing was charged. Contact support.";
export const refusals_balance_unreadable: Sentence = () =>
  "We cannot read your balance right now, so you cannot pay. Nothing was charged.";
export const refusals_nothing_to_sell: Sentence = () =>
  "Your service has no end date, so there is nothing to add. Nothing was charged.";
export const refusals_beyond_horizon: Sentence = () =>
  "That many days cannot be added yet. Choose fewer. Nothing was charged.";
export const refusals_quote_invalid: Sentence = () =>
  "This price has expired. Check it again. Nothing was charged.";
export const refusals_price_changed: Sentence = () =>
  "The price has changed. Nothing was charged.";
export const refusals_key_conflict: Sentence = () =>
  "This was already used for another top-up. Nothing more was charged.";
export const refusals_top_up_open: Sentence = () =>
  "Your earlier attempt is being cancelled. Try again in a few seconds. Nothing was charged.";
export const refusals_already_paid: Sentence = () =>
  "You have already paid. Nothing more was charged.";
export const refusals_paid_recently: Sentence = () =>
  "This service was paid for a few minutes ago. Nothing more was charged.";
export const refusals_consent_needed: Sentence = () =>
  "Tick the sentence above the button first. Nothing was charged.";
export const refusals_human_check_needed: Sentence = () =>
  "First show that you are a person, then pay. Nothing was charged.";
export const refusals_human_check_unavailable: Sentence = () =>
  "We could not check that you are a person. Nothing was charged. Try again in a minute.";
export const refusals_not_yours: Sentence = () =>
  "Only the device that began this top-up can do that.";
export const refusals_new_key_needed: Sentence = () =>
  "That attempt ended without a payment. Start a new top-up. Nothing was charged.";
export const refusals_payment_system_unavailable: Sentence = () =>
  "Payment system unavailable. Nothing was charged, and what you typed is kept.";
export const refusals_payment_not_possible: Sentence = () =>
  "This top-up cannot be paid for right now. Nothing was charged. Contact us, and we will put it right.";
export const refusals_not_available: Sentence = () =>
  "This cannot be done here yet.";
export const refusals_wrong_state: Sentence = () =>
  "This is not possible any more.";
export const refusals_reason_needed: Sentence = () =>
  "A reason is needed.";
export const refusals_second_approver_needed: Sentence = () =>
  "A second approver is needed.";
export const refusals_evidence_needed: Sentence = () =>
  "We are checking.";
export const email_salutation: Sentence<[name: Value]> = (_, name) =>
  `Hello ${name},`;
export const email_salutationUnnamed: Sentence = () =>
  "Hello,";
export const email_confirmation_subject: Sentence<[days: Value, service: Value]> = (_, days, service) =>
  `${days} added to ${service}`;
export const email_confirmation_extended: Sentence = () =>
  "Your service has been extended. New expiry date:";
export const email_processing_subject: Sentence<[amount: Value]> = (_, amount) =>
  `Your bank is still sending ${amount}`;
export const email_processing_sending: Sentence<[amount: Value]> = (_, amount) =>
  `Your bank is still sending ${amount}.`;
export const email_processing_until: Sentence<[date: Value]> = (_, date) =>
  `It should arrive by about ${date}.`;
export const email_processing_onArrival: Sentence = () =>
  "We will add your days as soon as it arrives.";
export const email_processing_ifNot: Sentence = () =>
  "If it does not arrive, nothing is charged and no days are added.";
export const email_labels_service: Sentence = () =>
  "Service";
export const email_labels_added: Sentence = () =>
  "Added";
export const email_labels_notAdded: Sentence = () =>
  "Not added";
export const email_labels_toAdd: Sentence = () =>
  "To be added";
export const email_labels_newExpiry: Sentence = () =>
  "New expiry date";
export const email_labels_paid: Sentence = () =>
  "Paid";
export const email_labels_price: Sentence = () =>
  "Price";
export const email_labels_paidOn: Sentence = () =>
  "Paid on";
export const email_labels_method: Sentence = () =>
  "Paid with";
export const email_labels_amountBack: Sentence = () =>
  "Goes back";
export const email_labels_backTo: Sentence = () =>
  "To";
export const email_labels_arrives: Sentence = () =>
  "On your account";
export const email_labels_refundReference: Sentence = () =>
  "Refund reference";
export const email_labels_transaction: Sentence = () =>
  "Transaction ID";
export const email_labels_invoice: Sentence = () =>
  "Invoice";
export const email_labels_agreed: Sentence = () =>
  "You agreed";
export const email_footer_questions: Sentence = () =>
  "Questions?";
export const email_footer_statement: Sentence<[descriptor: Value]> = (_, descriptor) =>
  `On your statement: ${descriptor}`;
export const email_footer_policy: Sentence = () =>
  "The refund policy says when we refund, and how much.";
export const email_footer_terms: Sentence = () =>
  "Terms";
export const email_footer_privacy: Sentence = () =>
  "Privacy";
export const email_footer_refundPolicy: Sentence = () =>
  "Refund policy";
export const email_refund_subjectOnItsWay: Sentence<[service: Value]> = (_, service) =>
  `Your payment for ${service} is on its way back`;
export const email_refund_subjectDone: Sentence<[service: Value]> = (_, service) =>
  `Your payment for ${service} has been refunded`;
export const email_refund_unable: Sentence = () =>
  "We were unable to complete your top-up.";
export const email_refund_asked: Sentence = () =>
  "You asked for your money back.";
export const email_refund_onItsWay: Sentence<[amount: Value]> = (_, amount) =>
  `${amount} is on its way back to you.`;
export const email_refund_sentBy: Sentence<[date: Value]> = (_, date) =>
  `It takes longer than usual: we will send it by ${date}.`;
export const email_refund_done: Sentence = () =>
  "Your payment has been refunded.";
export const email_refund_error: Sentence<[reason: Value]> = (_, reason) =>
  `Error: ${reason}`;
export const email_refund_tryAgain: Sentence = () =>
  "Please try again or contact support.";
export const email_refundCorrection_subject: Sentence<[service: Value]> = (_, service) =>
  `Your refund for ${service} has not reached you`;
export const email_refundCorrection_wrong: Sentence = () =>
  "We wrote to you that your refund was made. It has failed.";
export const email_refundCorrection_next: Sentence = () =>
  "You do not need to do anything: we will find another way and write to you.";
export const email_values_priceAndTax: Sentence<[price: Value]> = (_, price) =>
  `${price}, tax included`;
export const email_values_bankDays: Sentence = () =>
  "5 to 10 working days, depending on your bank";
