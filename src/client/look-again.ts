import type { ServiceView } from "../contract/api.ts";
import { isWeak } from "../views/choice.ts";
import { lookAtService, lookAtTyped } from "./api.ts";

interface Page {
  readonly view: ServiceView;
  readonly data: { readonly link: string | null };
}

/** The service of a page anew; a typed number's by its token: the address may be another's. */
export const lookAgain = ({ view, data }: Page) =>
  isWeak(view) ? lookAtTyped(view.service_token) : lookAtService(data.link);
