/**
 * The Worker as it is deployed (minified); bytes. Cloudflare's limit is 3 MB compressed. What the
 * outside world really does costs a tenth of it: bounds of floods, blocks, refusals, followed
 * reviews, confirmations through the Worker; alerts and webhooks out, the next 1 %.
 */
export const RAW_MAX = 1_450_000;
export const GZIP_MAX = 402_000;
