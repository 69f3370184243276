import type { Api } from "./api.ts";
import type { Server } from "./server.ts";

/** Somebody who signed in as a person does: the cookie of a browser, and what it reads with it. */
export interface SignedIn {
  readonly cookie: string;
  readonly get: (path: string) => Promise<unknown>;
}

let people = 0;

/** Adds a person to a tenant and signs in with the link that the invitation gives. */
export async function signInAsMember(
  server: Pick<Server, "url">,
  api: Api,
  place: { readonly center: string; readonly tenant: string },
): Promise<SignedIn> {
  people += 1;
  const member = { email: `member${people}@example.org`, name: `Member ${people}`, role: "tenant_member" };
  const path = `/centers/${place.center}/tenants/${encodeURIComponent(place.tenant)}/members`;
  const { url }: { url: string } = JSON.parse(JSON.stringify(await api.call("PUT", path, member)));
  const token = new URL(url).searchParams.get("token");
  const answer = await fetch(`${server.url}/api/session`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: server.url },
    body: JSON.stringify({ token, password: "a password of some length" }),
  });
  if (!answer.ok) throw new Error(`sign-in: ${answer.status} ${await answer.text()}`);
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
  return {
    cookie,
    get: async (path) => {
      const found = await fetch(`${server.url}/api${path}`, { headers: { cookie } });
      if (!found.ok) throw new Error(`${path}: ${found.status} ${await found.text()}`);
      return found.json();
    },
  };
}
