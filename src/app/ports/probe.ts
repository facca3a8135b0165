/** What a probe found; `detail` is for operators and holds no secret. */
export interface ProbeAnswer {
  readonly ok: boolean;
  readonly detail: string;
}

/** One thing that the deployment needs, and a way to find out from the Worker whether it works. */
export interface Probe {
  /** As `ocs main`, `stripe`, `queue PROVISION`. */
  readonly name: string;
  /** Changes nothing. A rejection counts as not ok, with its message as the detail. */
  ask(): Promise<ProbeAnswer>;
}
