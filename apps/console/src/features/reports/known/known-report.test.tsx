import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { LanguageProvider } from "../../../i18n/language-provider.tsx";
import { KnownReport } from "./known-report.tsx";

it("a day before the end of the period is told with the first day that can be chosen, and nothing is asked", () => {
  render(
    <LanguageProvider language="en">
      <KnownReport center="c1" period="2025-05" day="2025-05-20" timeZone="Asia/Shanghai" />
    </LanguageProvider>,
  );
  expect(screen.getByRole("alert").textContent).toContain("2025-05-20 lies before the end of 2025-05");
  expect(screen.getByText(/Choose 2025-05-31 or a later day/)).toBeTruthy();
});
