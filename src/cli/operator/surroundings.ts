/** What the program uses of its process and network. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
}
