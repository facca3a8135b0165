/** An outside system did not answer in a way that proves anything. */
export class PortFault extends Error {
  readonly port: string;
  /** It is a matter of moments, for example a deployment or an overload: the same call may work. */
  readonly passing: boolean;
  constructor(port: string, message: string, cause?: unknown, passing = false) {
    super(`${port}: ${message}`, { cause });
    this.name = "PortFault";
    this.port = port;
    this.passing = passing;
  }
}
