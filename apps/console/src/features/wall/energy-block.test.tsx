import { render } from "@testing-library/react";
import { expect, it } from "vitest";
import { LanguageProvider } from "../../i18n/language-provider.tsx";
import { EnergyBlock } from "./energy-block.tsx";
import { buildWall } from "./wall-state.fixture.ts";

const asideOf = (language: "en" | "zh", changes: Parameters<typeof buildWall>[0] = {}) => {
  const { container } = render(
    <LanguageProvider language={language}>
      <EnergyBlock {...buildWall(changes)} />
    </LanguageProvider>,
  );
  return container.querySelector(".wall-aside")?.textContent;
};

it("PUE says which halls no IT meter reaches, and how many of the racks stand there", () => {
  const unmetered = { names: ["Hall C", "Hall D"], racks: 3, of: 18 };
  expect(asideOf("en", { unmetered })).toContain("3 of 18 racks have no IT meter: Hall C, Hall D");
  expect(asideOf("zh", { unmetered })).toContain("18 个机柜中 3 个无 IT 电表：Hall C");
  expect(asideOf("en", { unmetered: null })).not.toContain("no IT meter");
});
