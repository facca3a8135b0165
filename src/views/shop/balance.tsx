import type { ServiceView } from "../../contract/api.ts";
import { calendarDays } from "../calendar.ts";
import { daysLeft, labelOf } from "../choice.ts";
import type { Lang } from "../lang/lang.ts";
import { lineOfDays, perMark } from "../line-of-days.ts";
import { Shown } from "../tree-jsx.tsx";

interface Props {
  readonly lang: Lang;
  readonly view: ServiceView;
  readonly now: number;
  /** Where "Read again" leads: this page. */
  readonly here: string;
  /** Found by a link: the holder is asked whether it is theirs. */
  readonly byLink: boolean;
}

/** What is there now: whose service, its state in shape and word, what is left, as of when. */
export function Balance({ lang, view, now, here, byLink }: Props) {
  const { balance } = lang.words;
  const unreadable = view.balance.state !== "read";
  return (
    <>
      <p class="svc">
        <span>{labelOf(lang, view.service)}</span>
        <Light lang={lang} view={view} now={now} />
      </p>
      <h2 class="left">{leftWords(lang, view, now)}</h2>
      <p class="quiet mid">
        {readWords(lang, view, now)}
        {!unreadable && <a href={here}>{balance.again}</a>}
      </p>
      {byLink && (
        <p class="quiet mid">
          {balance.isItYours} <a href="/">{balance.another}</a>
        </p>
      )}
      {isCountable(view) && <Line lang={lang} left={daysLeft(view, now)} />}
    </>
  );
}

/** An empty line of days says "none left"; an unknown or endless balance means something else. */
const isCountable = ({ balance }: ServiceView): boolean =>
  balance.expiry !== null || (balance.state === "read" && !balance.unlimited);

function Line({ lang, left }: { readonly lang: Lang; readonly left: number }) {
  return (
    <>
      {perMark(left) > 1 && <p class="quiet small">{lang.words.common.weeks}</p>}
      <Shown tree={lineOfDays({ have: left, more: 0, mark: "add" })} />
    </>
  );
}

type Seen = Pick<Props, "lang" | "view" | "now">;

function Light(seen: Seen) {
  const { tone, word } = lightOf(seen);
  return (
    <span class={`light ${tone}`}>
      <svg viewBox="0 0 14 14" aria-hidden="true">
        {tone === "l-ok" ? (
          <circle cx="7" cy="7" r="6" fill="currentColor" />
        ) : (
          <circle cx="7" cy="7" r="5.5" fill="none" stroke="currentColor" stroke-width="1.5" />
        )}
      </svg>
      {word}
    </span>
  );
}

function lightOf({ lang, view, now }: Seen): { tone: string; word: string } {
  const words = lang.words.balance;
  const { status } = view.service;
  if (status === "closed") return { tone: "l-none", word: words.closed };
  if (status === "suspended") return { tone: "l-wait", word: words.suspended };
  if (view.balance.state !== "read") return { tone: "l-none", word: words.notReadable };
  const ends = view.balance.expiry === null ? 0 : Date.parse(view.balance.expiry);
  if (!view.balance.unlimited && ends <= now) return { tone: "l-none", word: words.over };
  return { tone: "l-ok", word: words.active };
}

function leftWords(lang: Lang, view: ServiceView, now: number): string {
  const { balance } = view;
  const words = lang.words.balance;
  const zone = view.service.time_zone;
  if (balance.state !== "read") return lang.words.noSale.unreadable;
  if (balance.unlimited) return words.unlimited;
  if (balance.expiry === null) return words.nothing;
  const end = Date.parse(balance.expiry);
  if (end <= now) return words.ended(lang.nearDate(end, zone, now));
  const left = daysLeft(view, now);
  return left === 0
    ? words.endsToday(lang.clock(end, zone))
    : words.left(lang.days(left), lang.nearDate(end, zone, now));
}

function readWords(lang: Lang, view: ServiceView, now: number): string {
  const words = lang.words.balance;
  const { read_at: readAt, expiry, state } = view.balance;
  const zone = view.service.time_zone;
  if (readAt === null) return "";
  const time = lang.clock(Date.parse(readAt), zone);
  if (state === "read") return `${words.readAt(time)} `;
  return expiry === null
    ? words.readAt(time)
    : lang.words.noSale.lastRead(
        dayWords(lang, Date.parse(readAt), zone, now),
        time,
        lang.nearDate(Date.parse(expiry), zone, now),
      );
}

const dayWords = (lang: Lang, at: number, zone: string, now: number): string =>
  calendarDays(at, now, zone) === 0 ? lang.words.noSale.today : lang.nearDate(at, zone, now);
