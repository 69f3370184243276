import type { OwnAlarm } from "@aidc/contract";
import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { LanguageProvider } from "../../../i18n/language-provider.tsx";
import type { Language } from "../../../i18n/languages.ts";
import { MyTenantProvider } from "../my-tenant.tsx";
import { buildTenant } from "../tenant-state.fixture.ts";
import { OwnAlarms } from "./own-alarms.tsx";

const alarms: OwnAlarm[] = [
  {
    id: "hot/rack/k1",
    name: "Inlet too hot",
    nameZh: "进风过热",
    severity: "critical",
    place: "Rack 1",
    raisedAt: "2026-05-01T04:00:00Z",
  },
  {
    id: "draw/rack/k2",
    name: "Over its limit",
    nameZh: null,
    severity: "minor",
    place: "Rack 2",
    raisedAt: "2026-05-01T05:00:00Z",
  },
];
function show(language: Language) {
  const state = buildTenant();
  render(
    <LanguageProvider language={language}>
      <MyTenantProvider value={{ center: "c1", tenant: "t1", role: "tenant_member", state }}>
        <OwnAlarms alarms={alarms} possible={3} />
      </MyTenantProvider>
    </LanguageProvider>,
  );
  return screen.getAllByRole("listitem").map((item) => item.textContent ?? "");
}

it("says what is wrong, where and since when on the center's clock, in the order it came", () => {
  const [first = "", second = ""] = show("en");
  for (const words of ["Inlet too hot", "Rack 1", "12:00"]) expect(first).toContain(words);
  expect(second).toContain("Over its limit");
  expect(screen.getByText(/3 more alarms are active where you may hold something/)).toBeTruthy();
  expect(screen.getByText(/you need not report them/)).toBeTruthy();
});
it("has the rule's Chinese name where it has one, and else its name", () => {
  const [first = "", second = ""] = show("zh");
  expect(first).toContain("进风过热");
  expect(first).not.toContain("Inlet");
  expect(second).toContain("Over its limit");
});
