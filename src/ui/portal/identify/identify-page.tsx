import * as m from "../../../i18n/generated/messages.ts";
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
          <h2>{m.identify_scan(site.lang)}</h2>
          <p class="mid quiet">{m.identify_point(site.lang)}</p>
        </div>
        <QrOnDevice />
      </div>
      {typed && <NumberForm site={site} typed={typed} />}
      <p class="mid quiet">
        {m.identify_wifi(site.lang)}
        <a href="/" data-testid="retry">
          {m.identify_again(site.lang)}
        </a>
        {m.identify_wifiEnd(site.lang)}
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
  if (why === "link") {
    return {
      title: m.identify_linkTitle(lang),
      lead: mayType ? m.identify_linkOrType(lang) : m.identify_linkLead(lang),
    };
  }
  if (why === "expired")
    return { title: m.identify_title(lang), lead: m.refusals_service_token_invalid(lang) };
  const before = {
    asked: "",
    not_identified: m.identify_lead(lang),
    several: m.identify_severalLead(lang),
  };
  const title = why === "several" ? m.identify_severalTitle(lang) : m.identify_title(lang);
  return { title, lead: `${before[why]} ${m.identify_notCharged(lang)}`.trim() };
}

/** A form without script; the number is posted, so that it is never part of an address. */
function NumberForm({ site, typed }: { readonly site: Site; readonly typed: TypedNumber }) {
  const { value, mistake } = typed;
  const wrong = mistake === null ? {} : { "aria-invalid": "true" as const, autofocus: true };
  return (
    <>
      <p class="or small quiet">
        <span>{m.identify_orType(site.lang)}</span>
      </p>
      <form class="stack" method="post" action="/" novalidate>
        <div class="field">
          <label for="identity">{m.identify_number(site.lang)}</label>
          <p class="hint" id="identity-hint">
            {m.identify_numberHint(site.lang)}
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
          {m.identify_find(site.lang)}
        </button>
      </form>
    </>
  );
}
