import { Layout, Main, type Site } from "./layout.tsx";

interface Props {
  readonly site: Site;
  /** Came with a link or QR code that is not valid (any more). */
  readonly link: boolean;
}

/** Not identified, or a dead link: ask, never guess. */
export function UnknownPage({ site, link }: Props) {
  const words = site.lang.words.unknown;
  const title = link ? words.linkTitle : words.title;
  const have = (
    <div class="bal">
      <h1 data-testid="notice">{title}</h1>
      <p class="mid">{link ? words.linkLead : words.lead}</p>
    </div>
  );
  const act = (
    <>
      <div class="way">
        <h2>{words.scan}</h2>
        <p class="mid quiet">{words.point}</p>
      </div>
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

/** A refusal that has no page of its own: what happened in one sentence, and a way on. */
export function RefusalPage(props: { site: Site; words: string; here: string }) {
  const { site, words, here } = props;
  const have = (
    <div class="bal">
      <h1 data-testid="notice">{words}</h1>
    </div>
  );
  const act = (
    <a class="btn btn-main btn-wide first" href={here} data-testid="retry">
      {site.lang.words.unknown.again}
    </a>
  );
  return (
    <Layout site={site} title={words}>
      <Main have={have} act={act} />
    </Layout>
  );
}
