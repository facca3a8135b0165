import * as z from "zod";

/** The engine that CGRATES_URL names. */
export const MAIN_ENGINE = "main";

/**
 * How one online charging system is reached, as `vendor` has it. A second vendor is another member
 * here; the compiler then names what `src/compose/engines.ts` must know of it.
 */
export type EngineConfig = z.infer<typeof cgrates>;

/** The binding of the main engine; the ways are in src/docs/reaching-the-ocs.md. */
export const MAIN_BINDING = "CGRATES";

/** `tenant:account`. */
export const canaryAccount = z
  .union([z.literal(""), z.string().regex(/^[^:\s]+:\S+$/, "as tenant:account")])
  .default("");

/** A service token of Cloudflare Access; both halves or none. */
const access = z.strictObject({ id: z.string().min(1), secret: z.string().min(1) });

const cgrates = z.strictObject({
  vendor: z.literal("cgrates"),
  /** The JSON-RPC endpoint. */
  url: z.url({ protocol: /^https?$/ }),
  /** `user:password` for basic auth; empty: none. */
  auth: z.string().default(""),
  /** The binding that carries the calls (Workers VPC, mTLS); absent: the public network does. */
  binding: z
    .string()
    .regex(/^[A-Z][A-Z0-9_]*$/, "the name of a binding, as CGRATES_NORTH")
    .optional(),
  access: access.optional(),
  /** An account of no customer, which `/readyz` reads; empty: none. */
  canary: canaryAccount,
});
const engine = z.discriminatedUnion("vendor", [cgrates]);
export type Vendor = EngineConfig["vendor"];
export const MAIN_VENDOR: Vendor = "cgrates";
const itsVendor = z.object({ vendor: z.enum(engine.options.map((one) => one.shape.vendor.value)) });

/** The vendor of an entry of OCS_ENGINES, whatever else is wrong in it; null: none is known. */
export const vendorOf = (entry: unknown): Vendor | null =>
  itsVendor.safeParse(entry).data?.vendor ?? null;

/** As in the column `service.ocs`. */
const name = z.string().regex(/^[\w-]{1,40}$/, "letters, digits, _ and -");
const engines = z.record(name, engine);

/** The text of OCS_ENGINES: further engines by name, as JSON. The message never quotes it. */
export const furtherEngines = z
  .string()
  .default("{}")
  .transform((text, ctx): Readonly<Record<string, EngineConfig>> => {
    const parsed = engines.safeParse(parseJson(text));
    if (!parsed.success) {
      // It can hold passwords, so only paths and reasons are said.
      const issues = parsed.error.issues.map((i) => `${i.path.join(".") || "it"}: ${i.message}`);
      ctx.addIssue(`a JSON object of engines by name is needed; ${issues.join("; ")}`);
      return {};
    }
    if (MAIN_ENGINE in parsed.data) {
      ctx.addIssue(`"${MAIN_ENGINE}" is the engine at CGRATES_URL; give another name`);
    }
    return parsed.data;
  });

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
