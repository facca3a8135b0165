/** Instants as people read them: in the service's time zone and in the operator's. */

const clockOf = (timeZone: string) =>
  new Intl.DateTimeFormat("en-CA-u-nu-latn", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });

/** "2026-12-01 11:33 Australia/Sydney" of an ISO instant. */
export function localTime(instant: string, timeZone: string): string {
  const parts = clockOf(timeZone).formatToParts(Date.parse(instant));
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? "";
  const day = `${part("year")}-${part("month")}-${part("day")}`;
  return `${day} ${part("hour")}:${part("minute")} ${timeZone}`;
}

/** Where the service is, and where the operator sits if that is another time zone. */
export function bothTimes(instant: string, service: string | null, own: string): string {
  const here = localTime(instant, own);
  return service === null || service === own ? here : `${localTime(instant, service)} = ${here}`;
}
