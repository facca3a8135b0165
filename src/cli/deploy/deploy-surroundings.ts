/** What `deploy:check` and `deploy:setup` touch of this machine and the network. */
export interface DeploySurroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
  /** Asks the person at the terminal; null: there is none. */
  readonly ask: ((question: string) => Promise<string>) | null;
  /** Runs wrangler with these arguments and answers with what it said. Throws when it failed. */
  readonly wrangler: (args: readonly string[]) => Promise<string>;
  /** The folder with wrangler.toml, with a slash at its end. */
  readonly root: string;
}
