/** Zones come from the register: with very many of them at once, it begins anew. */
const KEPT_MAX = 64;

/**
 * Makes one thing per text or texts and keeps it: for Intl's formatters, which take many times as
 * long to make as to use. It is part of the portal's first view, so it is short.
 */
export function memoize<Keys extends readonly string[], Value>(
  make: (...keys: Keys) => Value,
): (...keys: Keys) => Value {
  const kept = new Map<string, Value>();
  return (...keys) => {
    const key = keys.join();
    const known = kept.get(key);
    if (known !== undefined) return known;
    if (kept.size >= KEPT_MAX) kept.clear();
    const made = make(...keys);
    kept.set(key, made);
    return made;
  };
}
