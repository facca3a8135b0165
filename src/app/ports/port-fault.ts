/** An outside system did not answer in a way that proves anything. */
export class PortFault extends Error {
  readonly port: string;
  constructor(port: string, message: string, cause?: unknown) {
    super(`${port}: ${message}`, { cause });
    this.name = "PortFault";
    this.port = port;
  }
}
