import type { ServiceView } from "../../contract/api.ts";
import { daysLeft, labelOf } from "../choice.ts";
import { calendarDays, clock, days, nearDate } from "../format.ts";
import { lineOfDays, perMark } from "../line-of-days.ts";
import { Shown } from "../tree-jsx.tsx";
import { BALANCE, NO_SALE, RESULT } from "../words.ts";

interface Props {
  readonly view: ServiceView;
  readonly now: number;
  /** Where "Read again" leads: this page. */
  readonly here: string;
  /** Found by a link: the holder is asked whether it is theirs. */
  readonly byLink: boolean;
}

/** What is there now: whose service, its state in shape and word, what is left, as of when. */
export function Balance({ view, now, here, byLink }: Props) {
  const unreadable = view.balance.state !== "read";
  return (
    <>
      <p class="svc">
        <span>{labelOf(view.service)}</span>
        <Light view={view} now={now} />
      </p>
      <h2 class="left">{leftWords(view, now)}</h2>
      <p class="quiet mid">
        {readWords(view, now)}
        {!unreadable && <a href={here}>{BALANCE.again}</a>}
      </p>
      {byLink && (
        <p class="quiet mid">
          {BALANCE.isItYours} <a href="/">{BALANCE.another}</a>
        </p>
      )}
      {isCountable(view) && <Line left={daysLeft(view, now)} />}
    </>
  );
}

/** An empty line of days says "none left"; an unknown or endless balance means something else. */
const isCountable = ({ balance }: ServiceView): boolean =>
  balance.expiry !== null || (balance.state === "read" && !balance.unlimited);

function Line({ left }: { readonly left: number }) {
  return (
    <>
      {perMark(left) > 1 && <p class="quiet small">{RESULT.weeks}</p>}
      <Shown tree={lineOfDays({ have: left, more: 0, mark: "add" })} />
    </>
  );
}

function Light({ view, now }: { readonly view: ServiceView; readonly now: number }) {
  const { tone, word } = lightOf(view, now);
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

function lightOf(view: ServiceView, now: number): { tone: string; word: string } {
  const { status } = view.service;
  if (status === "closed") return { tone: "l-none", word: BALANCE.closed };
  if (status === "suspended") return { tone: "l-wait", word: BALANCE.suspended };
  if (view.balance.state !== "read") return { tone: "l-none", word: BALANCE.notReadable };
  const ends = view.balance.expiry === null ? 0 : Date.parse(view.balance.expiry);
  if (!view.balance.unlimited && ends <= now) return { tone: "l-none", word: BALANCE.over };
  return { tone: "l-ok", word: BALANCE.active };
}

function leftWords(view: ServiceView, now: number): string {
  const { balance } = view;
  const zone = view.service.time_zone;
  if (balance.state !== "read") return NO_SALE.unreadable;
  if (balance.unlimited) return BALANCE.unlimited;
  if (balance.expiry === null) return BALANCE.nothing;
  const end = Date.parse(balance.expiry);
  if (end <= now) return BALANCE.ended(nearDate(end, zone, now));
  const left = daysLeft(view, now);
  return left === 0
    ? BALANCE.endsToday(clock(end, zone))
    : BALANCE.left(days(left), nearDate(end, zone, now));
}

function readWords(view: ServiceView, now: number): string {
  const { read_at: readAt, expiry, state } = view.balance;
  const zone = view.service.time_zone;
  if (readAt === null) return "";
  const time = clock(Date.parse(readAt), zone);
  if (state === "read") return `${BALANCE.readAt(time)} `;
  return expiry === null
    ? BALANCE.readAt(time)
    : NO_SALE.lastRead(
        dayWords(Date.parse(readAt), zone, now),
        time,
        nearDate(Date.parse(expiry), zone, now),
      );
}

const dayWords = (at: number, zone: string, now: number): string =>
  calendarDays(at, now, zone) === 0 ? NO_SALE.today : nearDate(at, zone, now);
