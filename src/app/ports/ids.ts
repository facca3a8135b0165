import type { Id, IdPrefix } from "../../domain/base/ids.ts";

export interface Ids {
  /** A new id: the prefix, 48 bits of time, 80 random bits. */
  fresh<P extends IdPrefix>(prefix: P): Id<P>;
}
