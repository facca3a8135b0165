/** A business answer: a value, or a refusal, which is a value too. Faults throw instead. */
export type Result<T, E> = { readonly ok: true; readonly value: T } | Refused<E>;
export type Refused<E> = { readonly ok: false; readonly error: E };

export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });
export const refuse = <E>(error: E): Refused<E> => ({ ok: false, error });

/** For exhaustive switches: the compiler proves that no case is left. Throws at run time. */
export function never(x: never): never {
  throw new Error(`unreachable: ${JSON.stringify(x)}`);
}
