import { fileURLToPath } from "node:url";

/** The top of the repository, with a slash at its end. */
export const ROOT = fileURLToPath(new URL("../../", import.meta.url));
/** What a program may leave behind; ignored by git. */
export const STATE = `${ROOT}.wrangler/`;
export const CONFIG = `${ROOT}wrangler.toml`;
export const WRANGLER = `${ROOT}node_modules/wrangler/bin/wrangler.js`;
