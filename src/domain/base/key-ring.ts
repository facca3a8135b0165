/** A secret key; `id` stands before everything that was made with it, so that it is found again. */
export interface RingKey {
  readonly id: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}
/**
 * Keys that take turns: the first is used for what is new, all of them for what is there. A key is
 * changed by putting another before it, and taken out when nothing is under it any more.
 */
export type KeyRing = readonly [newest: RingKey, ...older: RingKey[]];
