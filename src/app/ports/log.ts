/** Structured lines for on-call. Never personal data, never a secret. */
export interface Log {
  info(event: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(event: string, fields?: Readonly<Record<string, unknown>>): void;
  error(event: string, fault: unknown, fields?: Readonly<Record<string, unknown>>): void;
}
