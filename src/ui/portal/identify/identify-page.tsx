import { errorIdOf, fieldError } from "../../kit/field/field.ts";
import { TreeMarkup } from "../../kit/tree/tree-markup.tsx";
import { Layout, Main } from "../layout/layout.tsx";
import type { Site } from "../page/site.ts";
import { QrOnDevice } from "./qr-on-device.tsx";

/** Why the page asks which device it is for. */
export type IdentifyReason =
  /** No service at this IP address. */
  | "not_identified"
  /** Several services at this IP address; they are never listed, as they may be other people's. */
  | "several"
  /** The link is forged, outdated or revoked. */
  | "link"
  /** The page of a typed number has expired; it is valid for 15 minutes. */
  | "expired"
  /** The customer chose "Another device". */
  | "asked";

export interface TypedNumber {
  readonly value: string;
  /** The message about its mistake. */
  readonly mistake: string | null;
}
interface Props {
  readonly site: Site;
  readonly why: IdentifyReason;
  /** Null: numbers cannot be typed here. */
  readonly typed: TypedNumber | null;
}

/** Asks the customer to scan a QR code or to type a number; services are never guessed. */
export function IdentifyPage({ site, why, typed }: Props) {
  const words = site.lang.messages.identify;
  const { title, lead } = headingOf(site, why, typed !== null);
  const have = (
    <div class="bal">
      <h1 data-testid="banner">{title}</h1>
      <p class="mid">{lead}</p>
    </div>
  );
  const act = (
    <>
      <div class="way">
        <div>
          <h2>{words.scan}</h2>
          <p class="mid quiet">{words.point}</p>
        </div>
        <QrOnDevice />
      </div>
      {typed && <NumberForm site={site} typed={typed} />}
      <p class="mid quiet">
        {words.wifi}
        <a href="/" data-testid="retry">
          {words.again}
        </a>
        {words.wifiEnd}
      </p>
    </>
  );
  return (
    <Layout site={site} title={title}>
      <Main have={have} act={act} />
    </Layout>
  );
}

function headingOf(
  { lang }: Site,
  why: IdentifyReason,
  mayType: boolean,
): { title: string; lead: string } {
  const { identify: words, refusals } = lang.messages;
  if (why === "link") {
    return { title: words.linkTitle, lead: mayType ? words.linkOrType : words.linkLead };
  }
  if (why === "expired") return { title: words.title, lead: refusals.service_token_invalid };
  const before = { asked: "", not_identified: words.lead, several: words.severalLead };
  const title = why === "several" ? words.severalTitle : words.title;
  return { title, lead: `${before[why]} ${words.notCharged}`.trim() };
}

/** A form without script; the number is posted, so that it is never part of an address. */
function NumberForm({ site, typed }: { readonly site: Site; readonly typed: TypedNumber }) {
  const words = site.lang.messages.identify;
  const { value, mistake } = typed;
  const wrong = mistake === null ? {} : { "aria-invalid": "true" as const, autofocus: true };
  return (
    <>
      <p class="or small quiet">
        <span>{words.orType}</span>
      </p>
      <form class="stack" method="post" action="/" novalidate>
        <div class="field">
          <label for="identity">{words.number}</label>
          <p class="hint" id="identity-hint">
            {words.numberHint}
          </p>
          <input
            id="identity"
            name="identity"
            data-testid="identity"
            type="text"
            inputmode="tel"
            autocomplete="tel"
            maxlength={100}
            required
            value={value}
            aria-describedby={`${errorIdOf("identity")} identity-hint`}
            {...wrong}
          />
          <TreeMarkup tree={fieldError("identity", mistake)} />
        </div>
        <button class="btn btn-main btn-wide" type="submit" data-testid="find">
          {words.find}
        </button>
      </form>
    </>
  );
}
