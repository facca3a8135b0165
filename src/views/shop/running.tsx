import type { ServiceView } from "../../contract/api.ts";
import type { Lang } from "../lang/lang.ts";
import { noticeTree } from "../notice.ts";
import { topUpPath } from "../page-data.ts";
import { el } from "../tree.ts";
import { Shown } from "../tree-jsx.tsx";

/** Resume: an unfinished top-up of this service, whichever device began it. */
export function Running({ lang, view }: { readonly lang: Lang; readonly view: ServiceView }) {
  const { running, service } = view;
  if (running.length === 0) return null;
  const { bold, seeIt } = lang.words.running;
  const links = running.map((id) => el("a", { href: topUpPath(service.id, id) }, seeIt));
  return <Shown tree={noticeTree({ tone: "accent", bold, more: links })} />;
}
