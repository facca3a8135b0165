import { fileURLToPath } from "node:url";

/** The root of the repository, with a slash at its end. */
export const ROOT = fileURLToPath(new URL("../../", import.meta.url));
/** The folder for state of programs; git ignores it. */
export const STATE = `${ROOT}.wrangler/`;
export const CONFIG = `${ROOT}wrangler.toml`;
export const WRANGLER = `${ROOT}node_modules/wrangler/bin/wrangler.js`;
