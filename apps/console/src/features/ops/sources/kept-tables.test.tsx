import { render } from "@testing-library/react";
import { expect, it } from "vitest";
import { LanguageProvider } from "../../../i18n/language-provider.tsx";
import { QuarantineTable } from "./kept-tables.tsx";

const show = (reason: string, language: "en" | "zh") =>
  render(
    <LanguageProvider language={language}>
      <QuarantineTable
        entries={[{ reason, count: 3, example: "up{}", lastAt: "2026-03-01T00:00:00.000Z" }]}
        timeZone="UTC"
      />
    </LanguageProvider>,
  ).container.querySelector("tbody td")?.textContent;

it("says in words why samples were kept out, and a newer reason by its own name", () => {
  expect(show("nan", "en")).toBe("not a number");
  expect(show("nan", "zh")).toBe("不是数字");
  expect(show("quite_new", "zh")).toBe("quite_new");
});
