/** An answer `{"result":null,"error":"<text>"}`, which has HTTP status 200, too. */
export class RpcError extends Error {
  constructor(text: string) {
    super(text);
    this.name = "RpcError";
  }
}

export function mandatory(fields: readonly string[]): RpcError {
  return new RpcError(`MANDATORY_IE_MISSING: [${fields.join(" ")}]`);
}
