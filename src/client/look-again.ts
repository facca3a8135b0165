import type { ServiceView } from "../contract/api.ts";
import { isWeak } from "../views/choice.ts";
import { lookAtService } from "./api.ts";

interface Page {
  readonly view: ServiceView;
  readonly data: { readonly link: string | null };
}

/** The service of a page anew; a typed number's by its token: the address may be another's. */
export const lookAgain = ({ view, data }: Page) =>
  lookAtService({
    link: data.link,
    ...(isWeak(view) && { service_token: view.service_token }),
  });
