import { render } from "@testing-library/react";
import { expect, it } from "vitest";
import { LanguageProvider } from "../i18n/language-provider.tsx";
import { usePageTitle } from "./use-page-title.ts";

function Titled({ parts }: { parts: readonly (string | null)[] }) {
  usePageTitle(...parts);
  return null;
}

it("names the tab by the page, then by what it is about, in the language of the page; what is not known is left out", () => {
  const titled = (parts: readonly (string | null)[], language: "en" | "zh") => {
    render(
      <LanguageProvider language={language}>
        <Titled parts={parts} />
      </LanguageProvider>,
    );
    return document.title;
  };
  expect(titled(["Region", "Center One"], "en")).toBe("Region \u00b7 Center One \u00b7 AIDC Console");
  expect(titled([null, "中心"], "zh")).toBe("中心 \u00b7 智算中心控制台");
});
