import { expect, it } from "vitest";
import { centerSchema } from "./center-document.ts";
import { nameOf } from "./name.ts";

const center = (name: string) => centerSchema.parse({ id: "c1", name, timeZone: "UTC" }).name;

it("holds no mark of direction: U+202E would print the number after it backwards", () => {
  expect(center("TABLE \u202Eevil\u2066\u0007")).toBe("TABLE evil");
  expect(nameOf(5).safeParse("\u202E\u200F").success).toBe(false);
});

it("keeps letters of every script, and what joins them", () => {
  for (const name of ["מרכז חישוב", "مركز", "Győr Łódź", "智算中心", "👩\u200D🔧"])
    expect(center(name)).toBe(name);
});
