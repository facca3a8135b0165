/**
 * Makes one value per key or keys and keeps it: for Intl's formatters, which take much longer to
 * make than to use. Above `most` keys the cache is emptied: time zones come from the register. The
 * portal's first view carries this function, so it is short.
 */
export function memoize<Keys extends readonly string[], Value>(
  make: (...keys: Keys) => Value,
  most = 64,
): (...keys: Keys) => Value {
  const kept = new Map<string, Value>();
  return (...keys) => {
    const key = keys.join();
    const known = kept.get(key);
    if (known !== undefined) return known;
    if (kept.size >= most) kept.clear();
    const made = make(...keys);
    kept.set(key, made);
    return made;
  };
}
