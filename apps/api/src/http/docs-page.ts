import type { openApiDocument } from "./openapi.ts";

type Document = Awaited<ReturnType<typeof openApiDocument>>;

/** The contract as one page without a script: what every endpoint takes and gives, readable from any browser. */
export function docsPage(document: Document): string {
  const operations = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    (["get", "post", "put", "delete"] as const).flatMap((method) => {
      const operation = item?.[method];
      return operation ? [section(method, path, operation)] : [];
    }),
  );
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>AIDC Console API</title><style>${style}</style></head><body><main>
<h1>${escapeHtml(document.info.title)} ${escapeHtml(document.info.version)}</h1>
<p>Machine-readable: <a href="/api/openapi.json">/api/openapi.json</a>. Samples go to <code>POST /api/v1/write</code>
(Prometheus remote write 1.0 and 2.0) with <code>Authorization: Bearer &lt;ingest key&gt;</code>.</p>
<p>Errors are JSON: <code>code</code>, <code>message</code>, <code>requestId</code> and, for bad input,
<code>data.issues</code> with the path of each fault.</p>
${operations.join("\n")}</main></body></html>`;
}

const style = `:root{color-scheme:light dark}body{font:15px/1.5 system-ui,sans-serif;margin:0}main{max-width:60rem;margin:auto;padding:2rem 1rem}
h2{font:600 1rem ui-monospace,monospace;margin:2rem 0 .25rem;border-top:1px solid #8884;padding-top:1rem}p{margin:.25rem 0}
pre{overflow:auto;background:#8881;padding:.75rem;font-size:.8rem}summary{cursor:pointer}`;

type Operation = NonNullable<NonNullable<NonNullable<Document["paths"]>[string]>["get"]>;

function section(method: string, path: string, operation: Operation): string {
  const access = operation.security?.flatMap((scheme) => Object.keys(scheme)).join(" or ") || "anyone";
  return `<h2>${method.toUpperCase()} /api${escapeHtml(path)}</h2><p>${escapeHtml(operation.summary ?? "")}</p><p>Access: ${escapeHtml(access)}</p>
${details("Parameters", operation.parameters)}${details("Body", operation.requestBody)}${details("Answers", operation.responses)}`;
}

function details(title: string, value: unknown): string {
  if (value === undefined) return "";
  return `<details><summary>${title}</summary><pre>${escapeHtml(JSON.stringify(value, null, 2))}</pre></details>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
