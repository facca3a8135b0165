/** Whether a person is there, on the wire: Cloudflare Turnstile. */
import * as z from "zod";

/** With `human_check_needed`: the widget to render, explicitly. */
export const humanCheckWidget = z
  .strictObject({ script_url: z.string(), site_key: z.string(), action: z.string() })
  .meta({ description: "With `human_check_needed`: the widget of Cloudflare Turnstile to show" });
export type HumanCheckJson = z.infer<typeof humanCheckWidget>;

/** In a request for a top-up. Cloudflare's tokens have at most 2,048 characters. */
export const humanCheckToken = z.string().min(1).max(2048).optional().meta({
  description: "What the widget of `human_check_needed` gave; good once, for five minutes",
});
