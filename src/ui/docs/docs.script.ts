/**
 * The reference page of the API (/api/docs): loads the renderer, which is an asset of this
 * deployment, and gives it the document. The build sets both addresses; they change with the
 * renderer's version, so a browser may keep the files for a year.
 */
declare const RENDERER_SCRIPT_URL: string;
declare const RENDERER_STYLE_URL: string;
declare const SwaggerUIBundle: (options: object) => void;

const darkness = matchMedia("(prefers-color-scheme: dark)");
const showDarkness = () => document.documentElement.classList.toggle("dark-mode", darkness.matches);

function start(): void {
  SwaggerUIBundle({
    dom_id: "#reference",
    url: "/api/openapi.json",
    deepLinking: true,
    // Without it the page would ask a third party whether the document is valid.
    validatorUrl: null,
    defaultModelsExpandDepth: 0,
  });
}

const style = document.createElement("link");
style.rel = "stylesheet";
style.href = RENDERER_STYLE_URL;
const script = document.createElement("script");
script.charset = "utf-8";
script.src = RENDERER_SCRIPT_URL;
script.addEventListener("load", start);
document.head.append(style, script);
showDarkness();
darkness.addEventListener("change", showDarkness);
