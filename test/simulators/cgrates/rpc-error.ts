/** An answer `{"result":null,"error":"<text>"}`; HTTP status 200 all the same. */
export class RpcError extends Error {
  constructor(text: string) {
    super(text);
    this.name = "RpcError";
  }
}

export function mandatory(fields: readonly string[]): RpcError {
  return new RpcError(`MANDATORY_IE_MISSING: [${fields.join(" ")}]`);
}
