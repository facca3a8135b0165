import type { ServiceView } from "../../contract/api.ts";
import type { Lang } from "../lang/lang.ts";
import { noticeTree } from "../notice.ts";
import { topUpPath } from "../page-data.ts";
import { recentTree } from "../recent.ts";
import { el } from "../tree.ts";
import { Shown } from "../tree-jsx.tsx";

interface Props {
  readonly lang: Lang;
  readonly view: ServiceView;
  readonly now: number;
}

/**
 * What is under way or was paid minutes ago, whichever device began it: nobody shall pay twice for
 * want of knowing (rows V7, P10).
 */
export function Running({ lang, view, now }: Props) {
  const { running, service, recent } = view;
  const facts = { now, serviceId: service.id, timeZone: service.time_zone };
  const { bold, seeIt } = lang.words.running;
  const links = running
    .filter((id) => id !== recent?.id)
    .map((id) => el("a", { href: topUpPath(service.id, id) }, seeIt));
  return (
    <>
      {recent && <Shown tree={recentTree(lang, { recent, ...facts })} />}
      {links.length > 0 && <Shown tree={noticeTree({ tone: "accent", bold, more: links })} />}
    </>
  );
}
