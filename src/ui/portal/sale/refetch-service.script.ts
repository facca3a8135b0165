import type { ServiceView } from "../../../contract/api.ts";
import { getService } from "../api/api.script.ts";
import { isWeak } from "./choice/choice.ts";

interface Page {
  readonly view: ServiceView;
  readonly data: { readonly link: string | null; readonly top_up?: string };
}

/**
 * Gets the service of a page again, in the way that it was found: by its link, its top-up or its IP
 * address. A weakly identified service is got by its token, because the IP address may identify
 * another one.
 */
export const refetchService = ({ view, data }: Page) =>
  getService({
    link: data.link,
    ...(data.top_up !== undefined && { top_up: data.top_up }),
    ...(isWeak(view) && { service_token: view.service_token }),
  });
