import type { ServiceView } from "../../../contract/api.ts";
import { getService } from "../api/api.script.ts";
import { isWeak } from "./choice/choice.ts";

interface Page {
  readonly view: ServiceView;
  readonly data: { readonly link: string | null };
}

/** The service of a page anew; a typed number's by its token: the address may be another's. */
export const refetchService = ({ view, data }: Page) =>
  getService({
    link: data.link,
    ...(isWeak(view) && { service_token: view.service_token }),
  });
