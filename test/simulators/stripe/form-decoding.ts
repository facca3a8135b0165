/** A value in a form or a query: a string, a list or a map of such values. */
export type FormValue = string | FormValue[] | { [key: string]: FormValue };
export type Form = { [key: string]: FormValue };

/** Decodes `a[b][0]=c` of stripe-node and curl: `[0]` and `[]` make lists, others maps. */
export function decodeForm(text: string): Form {
  const root: Form = Object.create(null) as Form;
  for (const [key, value] of new URLSearchParams(text)) {
    const path = key.split("[").map((part) => part.replace(/\]$/, ""));
    place(root, path, value);
  }
  return listed(root) as Form;
}

function place(root: Form, path: readonly string[], value: string): void {
  let at = root;
  path.forEach((part, depth) => {
    const name = part === "" ? String(Object.keys(at).length) : part;
    if (depth === path.length - 1) {
      at[name] = value;
      return;
    }
    const next = at[name];
    if (next && typeof next === "object" && !Array.isArray(next)) at = next;
    else {
      const fresh: Form = Object.create(null) as Form;
      at[name] = fresh;
      at = fresh;
    }
  });
}

function listed(value: FormValue): FormValue {
  if (typeof value === "string" || Array.isArray(value)) return value;
  const keys = Object.keys(value);
  if (keys.length > 0 && keys.every((key) => /^\d+$/.test(key))) {
    return keys.map((key) => listed(value[key] ?? ""));
  }
  return Object.fromEntries(keys.map((key) => [key, listed(value[key] ?? "")]));
}
