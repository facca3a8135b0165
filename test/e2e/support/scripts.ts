/**
 * The portal's second script in English: its name has its content's hash, and a repeated try to
 * load it has a query.
 */
export const CHECKOUT_SCRIPT = /\/assets\/checkout\.en-[A-Z0-9]{8}\.js/;
