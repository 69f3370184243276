import { render } from "@testing-library/react";
import { useIntl } from "react-intl";
import { describe, expect, it } from "vitest";
import { isolate } from "./isolate.ts";
import { LanguageProvider } from "./language-provider.tsx";
import type { Language } from "./languages.ts";

function Sure({ name }: { name: string }) {
  return <p>{useIntl().formatMessage({ id: "screens.revoke.sure" }, { name })}</p>;
}
const said = (language: Language, name: string) =>
  render(
    <LanguageProvider language={language}>
      <Sure name={name} />
    </LanguageProvider>,
  ).container.textContent;

describe("a name inside a sentence", () => {
  it.each(["en", "zh"] as const)("that runs to the left is set apart, in %s", (language) => {
    for (const name of ["חדר בקרה 3", "غرفة التحكم 3", "Rack 𞤀𞤣 2"])
      expect(said(language, name)).toContain(`\u2068${name}\u2069`);
  });

  it.each(["Control room 3", "控制室 3", "Łódź", "Зал 2", "R-07 / s1"])(
    "%s stays letter by letter what it is",
    (name) => {
      expect(isolate(name)).toBe(name);
      expect(said("en", name)).toContain(`show ${name} go`);
    },
  );
});
