import type { WallState } from "@aidc/contract";
import { render } from "@testing-library/react";
import { expect, it } from "vitest";
import { LanguageProvider } from "../../i18n/language-provider.tsx";
import { TenantsBlock } from "./tenants-block.tsx";

type Tenant = WallState["tenants"][number];
const tenant = (id: string, leased: number | null, allocated: number, active: number): Tenant => ({
  id,
  name: id,
  leased,
  allocated,
  active,
});
const show = (tenants: Tenant[], language: "en" | "zh" = "en") => {
  const { container } = render(
    <LanguageProvider language={language}>
      <TenantsBlock tenants={tenants} most={5} />
    </LanguageProvider>,
  );
  const texts = (selector: string) => [...container.querySelectorAll(selector)].map((one) => one.textContent);
  return { title: texts("h2")[0], shares: texts("li > .wall-strong") };
};

it("what runs is told of what is leased, and of nothing where a tenant leases nothing", () => {
  // 60 of 200 leased, not of the 120 that its scheduler holds.
  const tenants = [tenant("a", 200, 120, 60), tenant("b", null, 50, 25)];
  expect(show(tenants)).toEqual({ title: "Active of leased cards", shares: ["30\u202f%", "\u2014"] });
  expect(show(tenants, "zh").title).toBe("活跃占已租用卡");
});

it("a center that keeps no leases tells it of what schedulers hold, and says so", () => {
  const { title, shares } = show([tenant("a", null, 120, 60)]);
  expect(title).toBe("Active of allocated");
  expect(shares).toEqual(["50\u202f%"]);
});
