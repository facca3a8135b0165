/** Picture of a device with a QR code, to show where the customer points the camera. */
export function QrOnDevice() {
  return (
    <svg class="qrdev" viewBox="0 0 132 68" aria-hidden="true">
      <rect x="2" y="6" width="128" height="56" rx="9" />
      <path d="M18 24h26M18 34h26M18 44h16" />
      <path class="q" d="M78 16h14v14h-14zM104 16h14v14h-14zM78 40h14v14h-14z" />
      <path class="q f" d={DOTS} />
    </svg>
  );
}
const DOTS = [
  "M82 20h6v6h-6zM108 20h6v6h-6zM82 44h6v6h-6z",
  "M98 36h4v4h-4zM106 36h4v4h-4zM114 40h4v4h-4z",
  "M100 44h4v4h-4zM108 46h4v4h-4zM98 52h4v2h-4zM114 50h4v4h-4z",
].join("");
