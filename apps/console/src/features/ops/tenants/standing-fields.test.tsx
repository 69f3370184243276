import { fireEvent, render, screen } from "@testing-library/react";
import { useState } from "react";
import { expect, it } from "vitest";
import { LanguageProvider } from "../../../i18n/language-provider.tsx";
import type { StandingDraft } from "./standing-fields.tsx";
import { draftOf, StandingFields, standingOf } from "./standing-fields.tsx";

const stated = { id: "t1", name: "One", class: "public", industry: "P" } as const;
const nothing = { id: "t2", name: "Two" };
const draft = (change: Partial<StandingDraft>) => ({ ...draftOf(stated), ...change });

it("says again only what changed, and from when on only where something had been stated", () => {
  expect(standingOf(stated, draftOf(stated))).toEqual({});
  expect(standingOf(stated, draft({ class: "own" }))).toEqual({ class: "own", industry: "P" });
  expect(standingOf(stated, draft({ class: "own", since: "2026-05-01" }))).toMatchObject({
    since: "2026-05-01",
  });
  expect(standingOf(stated, draft({ class: "", isCorrection: true, since: "2026-05-01" }))).toEqual({
    class: null,
    industry: "P",
    since: null,
  });
  expect(standingOf(nothing, { ...draftOf(nothing), industry: "C", since: "2026-05-01" })).toEqual({
    class: null,
    industry: "C",
  });
});

it("asks for the day only once something else is said than what is stated", () => {
  function Form() {
    const [value, setValue] = useState(draftOf(stated));
    return <StandingFields tenant={stated} draft={value} faults={{}} onChange={setValue} />;
  }
  render(
    <LanguageProvider language="en">
      <Form />
    </LanguageProvider>,
  );
  expect(screen.queryByLabelText("Holds from")).toBeNull();
  fireEvent.change(screen.getByLabelText("Industry"), { target: { value: "C" } });
  expect(screen.getByLabelText("Holds from")).toBeTruthy();
  fireEvent.change(screen.getByLabelText("Industry"), { target: { value: "P" } });
  expect(screen.queryByLabelText("Holds from")).toBeNull();
});
