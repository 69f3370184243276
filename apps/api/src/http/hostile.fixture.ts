/** A seeded random source, so that a failing run can be repeated (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export interface HostileRequest {
  readonly method: string;
  /** Raw, as it goes onto the wire. */
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string | undefined;
}

const oddValues: readonly unknown[] = [
  null,
  true,
  -1,
  0,
  1e308,
  2 ** 53,
  -0.5,
  "",
  " ",
  "\u0000",
  "\ud800",
  "a\u0000b",
  "'; drop table center; --",
  "../../etc/passwd",
  "#{7*7}",
  "<script>alert(1)</script>",
  "=1+1",
  "x".repeat(5000),
  "é".normalize("NFD"),
  "\u202e",
  "NaN",
  "Infinity",
  "9999-12-31T23:59:59Z",
  "0000-01-01T00:00:00Z",
  "2026-02-30T00:00:00Z",
  "1969-01-01T00:00:00+14:00",
  [],
  {},
  [[[[]]]],
  { $gt: "" },
  { __proto__: { admin: true } },
  [null],
  ["c1", "c1"],
];
const oddSegments = [
  "%00",
  "%2f",
  "%2e%2e%2f",
  "%ff",
  "%",
  "%zz",
  "..",
  ".",
  "",
  "%20",
  "c1%0d%0aSet-Cookie:x=1",
  "__proto__",
  "constructor",
  "x".repeat(6000),
  "%F0%9F%92%A9",
  "c1;drop",
  "c1'--",
  "%5c",
  "*",
  "{center}",
  "null",
  "-",
  "C1",
  "c1/c1",
];
const oddQueries = [
  "from=a&from=b",
  "a[b]=c",
  "__proto__[x]=1",
  "constructor.prototype.x=1",
  "from[]=1",
  "=",
  "&&&",
  "%00=%00",
  "names=,,,",
  "maxPoints=1e9",
  "maxPoints=-1",
  `names=${"pue,".repeat(900)}`,
  "from=2026-01-01T00:00:00Z&to=2025-01-01T00:00:00Z",
  "to=%ff",
  "tenant=%00",
  "?",
  "#",
  "from=0001-01-01T00:00:00Z&to=9999-12-31T00:00:00Z",
  "precision=fp1024",
];
const oddTypes = [
  "text/plain",
  "application/xml",
  "multipart/form-data; boundary=x",
  "application/json; charset=utf-16",
  "application/json;;;",
  "*/*",
];
const oddBodies = [
  "",
  "{",
  "[",
  "nul",
  "\ufeff{}",
  '{"a":1,"a":2}',
  "[".repeat(20_000),
  '{"a":'.repeat(5_000),
  '"\\u0000"',
  '"\\ud800"',
  "1e999",
  "-",
  "\u0000",
  "[]",
  "null",
  "0",
  '"x"',
  `{"name":"${"y".repeat(70_000)}"}`,
  '{"__proto__":{"x":1}}',
  '{"constructor":{"prototype":{}}}',
  "a=b&c=d",
];

/** One request that is nearly right: something in its path, query, body or headers has been bent. */
export function mutate(seed: HostileRequest, random: () => number): HostileRequest {
  const pick: Pick = (from) => {
    const chosen = from[Math.floor(random() * from.length)];
    if (chosen === undefined) throw new RangeError("nothing to pick from");
    return chosen;
  };
  const bends: (() => HostileRequest)[] = [
    () => ({ ...seed, path: bendPath(seed.path, pick) }),
    () => ({ ...seed, path: `${seed.path}${seed.path.includes("?") ? "&" : "?"}${pick(oddQueries)}` }),
    () => ({ ...seed, path: bendQuery(seed.path, pick) }),
    () => ({ ...seed, body: pick(oddBodies) }),
    () => ({ ...seed, body: bendBody(seed.body, random, pick) }),
    () => ({ ...seed, body: bendBody(seed.body, random, pick) }),
    () => ({ ...seed, body: cut(seed.body ?? "{}", random) }),
    () => ({ ...seed, headers: { ...seed.headers, "content-type": pick(oddTypes) } }),
    () => ({
      ...seed,
      headers: { ...seed.headers, "content-encoding": pick(["gzip", "br", "deflate", "zip", "identity"]) },
    }),
    () => ({
      ...seed,
      headers: { ...seed.headers, accept: pick(["text/event-stream", "*/*", "", "image/png"]) },
    }),
    () => ({ ...seed, headers: { ...seed.headers, "content-disposition": 'attachment; filename="x"' } }),
    () => ({
      ...seed,
      headers: {
        ...seed.headers,
        authorization: pick([
          "Basic eDp5",
          "Bearer",
          "Bearer ",
          "Bearer \u00e9",
          seed.headers.authorization ?? "",
        ]),
      },
    }),
    () => ({ ...seed, method: pick(["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD"]) }),
  ];
  return pick(bends)();
}

type Pick = <T>(from: readonly T[]) => T;

function bendPath(path: string, pick: Pick): string {
  const [before = "", query] = path.split("?");
  const segments = before.split("/");
  const at = pick(segments.map((_, index) => index).slice(2));
  segments[at] = pick(oddSegments);
  return segments.join("/") + (query === undefined ? "" : `?${query}`);
}

function bendQuery(path: string, pick: Pick): string {
  const [before = "", query = ""] = path.split("?");
  const pairs = query.split("&").map((pair) => pair.split("="));
  const chosen = pick(pairs);
  const odd = pick(oddValues);
  chosen[1] = encodeURIComponent((typeof odd === "string" ? odd : JSON.stringify(odd)).toWellFormed());
  return `${before}?${pairs.map((pair) => pair.join("=")).join("&")}`;
}

function cut(body: string, random: () => number): string {
  const at = Math.floor(random() * body.length);
  return random() < 0.5
    ? body.slice(0, at)
    : body.slice(0, at) + String.fromCharCode(32 + Math.floor(random() * 90)) + body.slice(at + 1);
}

/** Some value, anywhere in the document, becomes another; or a key goes. */
function bendBody(body: string | undefined, random: () => number, pick: Pick): string {
  const document: unknown = body === undefined ? {} : JSON.parse(body);
  let node: unknown = document;
  for (let depth = 0; depth < 6; depth++) {
    if (typeof node !== "object" || node === null) break;
    const keys = Object.keys(node);
    if (keys.length === 0) break;
    const key = pick(keys);
    const child: unknown = Reflect.get(node, key);
    if (typeof child === "object" && child !== null && random() < 0.75) {
      node = child;
      continue;
    }
    if (random() < 0.2) Reflect.deleteProperty(node, key);
    else Reflect.set(node, key, pick(oddValues));
    break;
  }
  return JSON.stringify(document);
}
