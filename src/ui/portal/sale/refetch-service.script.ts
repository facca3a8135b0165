import type { ServiceView } from "../../../contract/api.ts";
import { getService } from "../api/api.script.ts";
import { isWeak } from "./choice/choice.ts";

interface Page {
  readonly view: ServiceView;
  readonly data: { readonly link: string | null };
}

/**
 * Gets the service of a page again: by its link or its IP address. A service that was found by a
 * typed number is got by its token, because the IP address may identify another one.
 */
export const refetchService = ({ view, data }: Page) =>
  getService({
    link: data.link,
    ...(isWeak(view) && { service_token: view.service_token }),
  });
