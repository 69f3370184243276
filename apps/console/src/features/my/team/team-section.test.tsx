import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { LanguageProvider } from "../../../i18n/language-provider.tsx";
import { MyTenantProvider } from "../my-tenant.tsx";
import { buildTenant } from "../tenant-state.fixture.ts";
import { TeamSection } from "./team-section.tsx";

const ada = {
  person: "p1",
  name: "Ada",
  email: "ada@example.org",
  role: "tenant_member",
  team: "nlp",
  twoFactor: false,
  since: "2026-05-01T00:00:00Z",
} as const;

it.each([
  [[ada], "1"],
  [[], "0"],
  // Who belongs here could not be read: naive 0.
  [null, "\u2014"],
])("counts the members of a team where they are known", (members, size) => {
  render(
    <LanguageProvider language="en">
      <MyTenantProvider value={{ center: "c1", tenant: "t1", role: "tenant_member", state: buildTenant() }}>
        <TeamSection teams={[{ id: "nlp", name: "NLP" }]} members={members} />
      </MyTenantProvider>
    </LanguageProvider>,
  );
  expect(screen.getAllByRole("cell").at(-1)?.textContent).toBe(size);
});
