/** The part of a browser storage that the portal uses. Null: no value. */
export interface KeyValueStore {
  read(name: string): string | null;
  write(name: string, value: string | null): void;
}

/**
 * A storage of the browser with our prefix. Where the browser refuses storage (private windows,
 * sign-in windows) the values are kept in memory, until the page is reloaded.
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

/** A store that lasts as long as the page. */
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

/** The JSON object under a name; null when there is none, or when the text is no JSON object. */
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
