import { randomBytes } from "node:crypto";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** Random numbers from 0 to 1; a seed always gives the same sequence (mulberry32). */
export function randomSource(seed: number | undefined): () => number {
  let state = seed ?? randomBytes(4).readUInt32LE(0);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Ids like Stripe's: a prefix such as "pi_" and 24 letters and digits. */
export function idSource(random: () => number): (prefix: string, length?: number) => string {
  return (prefix, length = 24) => {
    let text = prefix;
    for (let i = 0; i < length; i++) text += ALPHABET.charAt(Math.floor(random() * 62));
    return text;
  };
}
