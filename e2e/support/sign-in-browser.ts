import { personSchema } from "@aidc/contract";
import type { BrowserContext } from "playwright-core";
import { z } from "zod";
import type { Api } from "./api.ts";
import type { Browser } from "./browser.ts";

/** @returns the link that makes somebody an administrator of a tenant */
export async function inviteAdministrator(
  api: Api,
  { center, tenant }: { readonly center: string; readonly tenant: string },
): Promise<string> {
  const member = { email: `ada@${center}.example`, name: "Ada", role: "tenant_admin" };
  const path = `/centers/${center}/tenants/${tenant}/members`;
  const made: { url: string } = JSON.parse(JSON.stringify(await api.call("PUT", path, member)));
  return made.url;
}

/** Takes a link as the sign-in page does, into the cookies of a browser, under any name of the server's machine. */
export async function signInBrowser(context: BrowserContext, host: string, link: string): Promise<void> {
  const page = await context.newPage();
  await page.goto(`${host}/api/docs`);
  const token = new URL(link).searchParams.get("token");
  const status = await page.evaluate(
    async (body) => {
      const headers = { "content-type": "application/json" };
      return (await fetch("/api/session", { method: "POST", headers, body })).status;
    },
    JSON.stringify({ token, password: "a password of some length" }),
  );
  if (status !== 200) throw new Error(`sign-in: ${status}`);
  await page.close();
}

/**
 * One person who is an operator and administers a tenant, signed in at several browsers: each gets the cookies of the
 * first, for another sign-in would end its session.
 */
export async function signInEverywhere(
  browsers: readonly Browser[],
  host: string,
  api: Api,
  place: { readonly center: string; readonly tenant: string },
): Promise<void> {
  const [first, ...others] = browsers;
  if (!first) return;
  const link = await inviteAdministrator(api, place);
  const people = z.array(personSchema).parse(await api.call("GET", "/people"));
  for (const { id, memberships } of people)
    if (memberships.length > 0) await api.call("PUT", `/people/${id}/staff-role`, { staffRole: "operator" });
  await signInBrowser(first.context, host, link);
  for (const { context } of others) await context.addCookies(await first.context.cookies());
}
