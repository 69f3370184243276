import { once } from "node:events";
import { createServer } from "node:http";

/** A web site of somebody else, reachable under two names of this machine. */
export interface ForeignSite {
  /** Same host as the console, another port: the strongest stranger, whose requests carry even Lax cookies. */
  readonly sameHost: string;
  readonly otherHost: string;
  /** Cookie headers that browsers sent to it. */
  readonly cookies: string[];
  close(): Promise<void>;
}

export async function openForeignSite(): Promise<ForeignSite> {
  const cookies: string[] = [];
  const server = createServer((request, response) => {
    if (request.headers.cookie !== undefined) cookies.push(request.headers.cookie);
    const page = "<!doctype html><title>Foreign</title><link rel=icon href='data:,'><h1>Foreign</h1>";
    response.setHeader("content-type", "text/html").end(page);
  });
  server.listen(0);
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    sameHost: `http://127.0.0.1:${address.port}`,
    otherHost: `http://localhost:${address.port}`,
    cookies,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

export interface Target {
  readonly method: string;
  readonly url: string;
}

/** Bodies as forms and scripts send them; `none` is what a form or fetch without a body sends. */
export const bodyKinds = [
  "none",
  "application/json",
  "text/plain",
  "application/x-www-form-urlencoded",
  "multipart/form-data",
] as const;

/*
 * What follows runs inside a page of the foreign site and uses nothing of this module.
 */

/** @returns what of the console a script could read: status and beginning of every readable answer */
export async function readByScript(urls: readonly string[]): Promise<string[]> {
  const read: string[] = [];
  const attempt = async (url: string) => {
    for (const mode of ["cors", "no-cors"] as const) {
      const answer = await fetch(url, { mode, credentials: "include" }).catch(() => null);
      const text = answer === null ? "" : await answer.text().catch(() => "");
      if (answer !== null && (answer.type !== "opaque" || text !== ""))
        read.push(`${mode} ${url}: ${answer.status} ${text.slice(0, 80)}`);
    }
    for (const kind of ["script", "img", "link"] as const) {
      const element = document.createElement(kind);
      const loaded = new Promise<boolean>((resolve) => {
        element.onload = () => resolve(true);
        element.onerror = () => resolve(false);
      });
      if (element instanceof HTMLLinkElement) Object.assign(element, { rel: "stylesheet", href: url });
      else element.src = url;
      document.head.append(element);
      if (await loaded) read.push(`${kind} ${url}`);
      element.remove();
    }
  };
  // A few at a time: a browser keeps six connections to a host.
  const waiting = [...urls];
  const worker = async () => {
    for (let url = waiting.pop(); url !== undefined; url = waiting.pop()) await attempt(url);
  };
  await Promise.all([worker(), worker(), worker(), worker()]);
  return read;
}

/** @returns requests whose answer said more than an opaque nothing, and how many were sent */
export async function writeByScript({
  targets,
  kinds,
  fields,
}: {
  targets: readonly Target[];
  kinds: readonly string[];
  fields: Readonly<Record<string, string>>;
}): Promise<{ sent: number; read: string[] }> {
  const read: string[] = [];
  let sent = 0;
  const bodyOf = (kind: string): BodyInit | null => {
    if (kind === "none") return null;
    if (kind === "multipart/form-data") {
      const form = new FormData();
      for (const [name, value] of Object.entries(fields)) form.set(name, value);
      return form;
    }
    if (kind === "application/x-www-form-urlencoded") return new URLSearchParams(fields);
    return new Blob([JSON.stringify(fields)], { type: kind });
  };
  const send = async ({ method, url }: Target, kind: string, mode: RequestMode) => {
    sent += 1;
    const request = { method, mode, credentials: "include", body: bodyOf(kind) } as const;
    const answer = await fetch(url, request).catch(() => null);
    if (answer !== null && answer.type !== "opaque") read.push(`${method} ${url} ${kind}: ${answer.status}`);
  };
  const jobs = targets.flatMap((target) =>
    kinds.flatMap((kind) => {
      const isSimple = target.method === "POST" && kind !== "application/json";
      return isSimple
        ? [() => send(target, kind, "no-cors"), () => send(target, kind, "cors")]
        : [() => send(target, kind, "cors")];
    }),
  );
  const worker = async () => {
    for (let job = jobs.pop(); job !== undefined; job = jobs.pop()) await job();
  };
  await Promise.all([worker(), worker(), worker(), worker(), worker(), worker()]);
  return { sent, read };
}

/** Submits forms into frames of the page, a few at a time, and waits until each frame has an answer. */
export async function submitForms({
  urls,
  kinds,
  fields,
}: {
  urls: readonly string[];
  kinds: readonly string[];
  fields: Readonly<Record<string, string>>;
}): Promise<number> {
  let sent = 0;
  /** One frame takes the answers of one worker: a frame for each costs as much again as the request. */
  const openFrame = (worker: number) => {
    const frame = document.createElement("iframe");
    frame.name = `answers ${worker}`;
    document.body.append(frame);
    return frame;
  };
  const submit = async (frame: HTMLIFrameElement, url: string, enctype: string) => {
    sent += 1;
    const form = document.createElement("form");
    Object.assign(form, { method: "post", action: url, enctype, target: frame.name });
    // As text/plain a form can write JSON: the name ends inside a string that the value closes.
    const json = [[`${JSON.stringify(fields).slice(0, -1)},"x":"`, '"}'] as const];
    const written = enctype === "text/plain" ? json : enctype === "none" ? [] : Object.entries(fields);
    for (const [name, value] of written) {
      const input = document.createElement("input");
      Object.assign(input, { type: "hidden", name, value });
      form.append(input);
    }
    document.body.append(form);
    const answered = new Promise((resolve) => frame.addEventListener("load", resolve, { once: true }));
    form.submit();
    await answered;
    form.remove();
  };
  const waiting = urls.flatMap((url) => kinds.map((kind) => [url, kind] as const));
  const work = async (worker: number) => {
    const frame = openFrame(worker);
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) await submit(frame, ...next);
    frame.remove();
  };
  await Promise.all([1, 2, 3, 4, 5, 6].map(work));
  return sent;
}

/** @returns whether the socket opened */
export function openSocket(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = new WebSocket(url);
    socket.onopen = () => {
      socket.close();
      resolve(true);
    };
    socket.onerror = () => resolve(false);
  });
}

/** Puts every address into a frame and waits until each has shown what it shows. */
export async function openFrames(urls: readonly string[]): Promise<void> {
  await Promise.all(
    urls.map((url) => {
      const frame = document.createElement("iframe");
      const shown = new Promise((resolve) => frame.addEventListener("load", resolve, { once: true }));
      frame.src = url;
      document.body.append(frame);
      return shown;
    }),
  );
}
