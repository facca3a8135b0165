/** Tells a watch outside of Cloudflare that the sweep runs. */
export interface Heartbeat {
  /** Throws when the watch gives no good answer in time. Does nothing where none is set up. */
  beat(): Promise<void>;
}
