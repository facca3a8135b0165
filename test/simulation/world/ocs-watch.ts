/** What the oracles are told of the OCS at the moment when it happens. */
export interface Watch {
  /** Bytes arrived at the engine. */
  arrived(account: string, body: string): void;
  /** A program writes to an account that it has read as gone, and never otherwise. */
  sentToNoAccount(account: string): void;
  /** The account may look different now. */
  changed(account: string): void;
}

export const NO_WATCH: Watch = {
  arrived: () => {},
  sentToNoAccount: () => {},
  changed: () => {},
};
