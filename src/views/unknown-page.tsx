import { type Brand, Layout, Main } from "./layout.tsx";
import { UNKNOWN } from "./words.ts";

interface Props {
  readonly brand: Brand;
  /** Came with a link or QR code that is not valid (any more). */
  readonly link: boolean;
}

/** Not identified, or a dead link: ask, never guess. */
export function UnknownPage({ brand, link }: Props) {
  const title = link ? UNKNOWN.linkTitle : UNKNOWN.title;
  const have = (
    <div class="bal">
      <h1 data-testid="notice">{title}</h1>
      <p class="mid">{link ? UNKNOWN.linkLead : UNKNOWN.lead}</p>
    </div>
  );
  const act = (
    <>
      <div class="way">
        <h2>{UNKNOWN.scan}</h2>
        <p class="mid quiet">{UNKNOWN.point}</p>
      </div>
      <p class="mid quiet">
        {UNKNOWN.wifi}
        <a href="/" data-testid="retry">
          {UNKNOWN.again}
        </a>
        {UNKNOWN.wifiEnd}
      </p>
    </>
  );
  return (
    <Layout brand={brand} title={title}>
      <Main have={have} act={act} />
    </Layout>
  );
}

/** A refusal that has no page of its own: what happened in one sentence, and a way on. */
export function RefusalPage(props: { brand: Brand; title: string; words: string; here: string }) {
  const { brand, title, words, here } = props;
  const have = (
    <div class="bal">
      <h1 data-testid="notice">{words}</h1>
    </div>
  );
  const act = (
    <a class="btn btn-main btn-wide first" href={here} data-testid="retry">
      {UNKNOWN.again}
    </a>
  );
  return (
    <Layout brand={brand} title={title}>
      <Main have={have} act={act} />
    </Layout>
  );
}
