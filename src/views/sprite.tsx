/** The icons of the page, used by reference; drawn on 24 units, stroked by the style sheet. */
const ICONS = {
  check: "m5 12.5 4.5 4.5L19 7.5",
  clock: "M12 3a9 9 0 1 0 .01 0M12 7v5l3.5 2",
  alert: "M12 3.5 22 20.5H2zM12 10v4.5M12 17.4v.1",
  x: "m6 6 12 12M18 6 6 18",
  undo: "M9 3 4 8l5 5M4 8h10a6 6 0 0 1 0 12h-3",
  plus: "M12 5v14M5 12h14",
  minus: "M5 12h14",
} as const;

export function Sprite() {
  return (
    <svg hidden aria-hidden="true">
      {Object.entries(ICONS).map(([name, d]) => (
        <symbol id={`i-${name}`} viewBox="0 0 24 24">
          <path d={d} />
        </symbol>
      ))}
      <symbol id="i-dot" viewBox="0 0 24 24">
        <circle cx="12" cy="12" r="8" stroke-dasharray="3 3.2" />
      </symbol>
    </svg>
  );
}
