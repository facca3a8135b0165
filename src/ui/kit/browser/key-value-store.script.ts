/** The two methods of a storage that we use. */
export interface KeyValueStore {
  read(name: string): string | null;
  write(name: string, value: string | null): void;
}

/**
 * A storage of the browser, or memory where it is switched off (private windows, sign-in windows):
 * then a reload forgets, which is all that is lost.
 */
export function openStore(open: () => Storage): KeyValueStore {
  try {
    const storage = open();
    storage.setItem("topup:probe", "1");
    storage.removeItem("topup:probe");
    return {
      read: (name) => storage.getItem(`topup:${name}`),
      write: (name, value) =>
        value === null
          ? storage.removeItem(`topup:${name}`)
          : storage.setItem(`topup:${name}`, value),
    };
  } catch {
    return memoryStore();
  }
}

export function memoryStore(): KeyValueStore {
  const kept = new Map<string, string>();
  return {
    read: (name) => kept.get(name) ?? null,
    write: (name, value) => {
      if (value === null) kept.delete(name);
      else kept.set(name, value);
    },
  };
}

/** JSON from a shelf; null when there is none or it is not ours to understand. */
export function readJson(
  kept: KeyValueStore,
  name: string,
): Readonly<Record<string, unknown>> | null {
  const text = kept.read(name);
  if (text === null) return null;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? { ...value } : null;
  } catch {
    return null;
  }
}
