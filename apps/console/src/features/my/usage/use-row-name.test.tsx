import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { LanguageProvider } from "../../../i18n/language-provider.tsx";
import { MyTenantProvider } from "../my-tenant.tsx";
import { buildTenant } from "../tenant-state.fixture.ts";
import type { Split, UsageRow } from "./usage-rows.ts";
import { useRowName } from "./use-row-name.ts";

const row = (key: string, name: string): UsageRow => ({
  key,
  name,
  from: null,
  to: null,
  leasedHours: null,
  allocatedHours: 1,
  activeHours: null,
  coverage: null,
});

function Name({ by, of }: { by: Split; of: UsageRow }) {
  return <p data-testid={`${by} ${of.key || "-"}`}>{useRowName(by)(of)}</p>;
}

it("calls a job without a name by its number: two of them were told apart by nothing", () => {
  render(
    <LanguageProvider language="en">
      <MyTenantProvider value={{ center: "c1", tenant: "t1", role: "tenant_member", state: buildTenant() }}>
        <Name by="job" of={row("88213", "")} />
        <Name by="job" of={row("88214", "train")} />
        <Name by="team" of={row("", "")} />
      </MyTenantProvider>
    </LanguageProvider>,
  );
  const nameOf = (id: string) => screen.getByTestId(id).textContent;
  expect(nameOf("job 88213")).toBe("88213");
  expect(nameOf("job 88214")).toBe("train");
  expect(nameOf("team -")).toBe("unknown");
});
