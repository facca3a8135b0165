/**
 * The Worker as it is deployed (minified); bytes. Cloudflare's limit is 3 MB compressed. What the
 * outside world really does costs a tenth of it: bounds of floods, blocks, refusals, followed
 * reviews, confirmations through the Worker.
 */
export const RAW_MAX = 1_420_000;
export const GZIP_MAX = 380_000;
