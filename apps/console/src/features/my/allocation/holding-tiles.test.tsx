import type { TenantState } from "@aidc/contract";
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from "@tanstack/react-router";
import { configure, render, screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { LanguageProvider } from "../../../i18n/language-provider.tsx";
import type { Language } from "../../../i18n/languages.ts";
import { connectTo } from "../../../live/fake-connection.fixture.ts";
import { LiveProvider } from "../../../live/live-provider.tsx";
import { MyTenantProvider } from "../my-tenant.tsx";
import { buildTenant, known } from "../tenant-state.fixture.ts";
import { chooseFinding } from "./choose-finding.ts";
import { HoldingTiles } from "./holding-tiles.tsx";

configure({ asyncUtilTimeout: 30_000 });

async function showTiles(state: TenantState, language: Language = "en") {
  const wire = connectTo({});
  const root = createRootRoute();
  const page = createRoute({
    getParentRoute: () => root,
    path: "/my/$center/$tenant",
    component: () => (
      <LanguageProvider language={language}>
        <LiveProvider connection={wire.connection}>
          <MyTenantProvider value={{ center: "c1", tenant: "t1", role: "tenant_member", state }}>
            <HoldingTiles />
          </MyTenantProvider>
        </LiveProvider>
      </LanguageProvider>
    ),
  });
  const history = createMemoryHistory({ initialEntries: ["/my/c1/t1"] });
  const router = createRouter({ routeTree: root.addChildren([page]), history });
  const view = render(<RouterProvider<typeof router> router={router} />);
  await screen.findAllByRole("button");
  return view.container.textContent ?? "";
}

it("shows what is held, each share against the right whole", async () => {
  const words = await showTiles(buildTenant());
  expect(words).toContain("256 NVIDIA H20");
  expect(words).toContain("89\u202f% of contract");
  expect(words).toContain("82\u202f% of allocated");
});
it("an unknown count is a dash with its reason, never 0", async () => {
  const words = await showTiles(buildTenant({ active: known(null) }));
  expect(screen.getByLabelText("unknown: not collected").textContent).toBe("\u2014");
  expect(words).toContain("not collected");
});
it("tells a lease of anything but cards in its own unit, not as no lease", async () => {
  const changes = { contracted: known(null, { reason: "no_lease" }), models: [] };
  const words = await showTiles(
    buildTenant({ ...changes, otherLeases: [{ resource: "pflops", amount: 3 }] }),
  );
  expect(words).toContain("3.00\u202fPFLOPS");
  expect(words).not.toContain("no lease");
});
it("cards in use are no share of the cards by contract where something else is leased beside them", async () => {
  const otherLeases = [{ resource: "racks" as const, amount: 1 }];
  const words = await showTiles(buildTenant({ otherLeases }));
  expect(words).not.toContain("of contract");
  expect(words).toContain("1 rack");
});
it("more in use than leased is told as more, not as 100 %", async () =>
  expect(await showTiles(buildTenant({ allocated: known(288) }))).toContain("113\u202f% of contract"));
it("speaks Chinese", async () => expect(await showTiles(buildTenant(), "zh")).toContain("已分配"));

describe("the sentence above", () => {
  it.each([
    [{}, false, "my.finding.idle"],
    [{ idle: known(0) }, false, "my.finding.busy"],
    [{ active: known(null) }, false, "my.finding.allocated"],
    [{ allocated: known(null) }, false, "my.finding.contract"],
    [{ contracted: known(0) }, false, "my.finding.none"],
    [
      { contracted: known(null), otherLeases: [{ resource: "racks" as const, amount: 1 }] },
      false,
      "my.finding.other",
    ],
    [{ otherLeases: [{ resource: "pflops" as const, amount: 3 }] }, false, "my.finding.mixed"],
    [{}, true, "my.finding.old"],
  ])("says only what is known: %#", (changes, isOld, id) => {
    expect(chooseFinding(buildTenant(changes), isOld).id).toBe(id);
  });
});
