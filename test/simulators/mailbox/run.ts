/** Runs the mailbox as a process of its own. Environment: MAILBOX_PORT. Prints its URL. */
import { startMailbox } from "./server.ts";

const mailbox = await startMailbox({ port: Number(process.env.MAILBOX_PORT ?? 0) });
console.log(JSON.stringify({ simulator: "mailbox", url: mailbox.url }));
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    void mailbox.close().then(() => process.exit(0));
  });
}
