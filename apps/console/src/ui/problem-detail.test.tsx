import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { LanguageProvider } from "../i18n/language-provider.tsx";
import { ProblemDetail } from "./problem-detail.tsx";

const what = "Use was not measured for 1200.5 h in 2 gaps; it is not billed as use";
const shown = (language: "en" | "zh", unmetered?: { hours: string; gaps: number }) => {
  render(
    <LanguageProvider language={language}>
      <p>
        <ProblemDetail what={what} unmetered={unmetered} />
      </p>
    </LanguageProvider>,
  );
  return screen.getByRole("paragraph").textContent;
};

it("time that was not measured is told in the reader's language", () => {
  expect(shown("zh", { hours: "1200.5", gaps: 2 })).toBe("共 1,200.5 小时未计量，分 2 段");
});
it("with one gap as one", () => {
  expect(shown("en", { hours: "3", gaps: 1 })).toBe("Use was not measured for 3 h in 1 gap");
});
it("of an older statement as it was frozen, and said to be English", () => {
  expect(shown("zh")).toBe(what);
  expect(screen.getByText(what).getAttribute("lang")).toBe("en");
});
