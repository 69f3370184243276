import { render } from "@testing-library/react";
import { useIntl } from "react-intl";
import { describe, expect, it } from "vitest";
import { isolate, isolatePlace, listNames } from "./isolate.ts";
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

describe("names in plain text, where no element sets them apart", () => {
  it("keep the way to a place from the outermost to the innermost", () => {
    expect(isolatePlace("קומה שנייה / ארון 12 / s1")).toBe(
      "\u2068קומה שנייה\u2069 / \u2068ארון 12\u2069 / s1",
    );
    expect(isolatePlace("Hall B / B-07")).toBe("Hall B / B-07");
  });

  it("stand in their order in a list", () => {
    expect(listNames(["خزانة 11", "B-07"])).toBe("\u2068خزانة 11\u2069, B-07");
  });
});
