/** One account at one online charging system (OCS). */
export interface AccountRef {
  /** The name of the engine, as the deployment configures it. */
  readonly ocs: string;
  readonly tenant: string;
  readonly account: string;
}
