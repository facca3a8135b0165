import type { Context } from "hono";
import { assetUrl } from "#asset-url";
import type { HttpEnv } from "../base/http-env.ts";
import { contentSecurityPolicy } from "../base/page-policy.ts";

const OURS = ["'self'"];
/** The renderer draws its icons from `data:` addresses; nothing else is loosened for it. */
const POLICY = contentSecurityPolicy({
  script: OURS,
  style: OURS,
  connect: OURS,
  img: [...OURS, "data:"],
  frame: [],
});

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>edge-topup: API reference</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${assetUrl("docs.css")}">
<script src="${assetUrl("docs.js")}" defer></script>
</head>
<body>
<main id="reference"></main>
<noscript><p>The reference needs JavaScript. <a href="/api/openapi.json">The document itself</a>
is JSON (OpenAPI 3.1).</p></noscript>
</body>
</html>
`;

/** GET /api/docs: the document for people. It loads from this deployment only. */
export function docsPageRoute(c: Context<HttpEnv>): Response {
  c.header("Content-Security-Policy", POLICY);
  c.header("Cache-Control", "public, max-age=300");
  return c.html(PAGE) as Response;
}
