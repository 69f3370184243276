import type { Viewer } from "@aidc/contract";
import { expect, it } from "vitest";
import { isOperator } from "../../api/viewer.ts";
import { labelOfPage, pagesFor } from "./desk-pages.ts";
import { readKey } from "./read-key.ts";

const viewer = (staffRole: Viewer["staffRole"]): Viewer => ({
  kind: "person",
  person: null,
  staffRole,
  memberships: [],
  centerId: null,
  build: "b",
  signIn: { password: true, oidc: null },
});
const links = (staffRole: Viewer["staffRole"]) =>
  pagesFor(viewer(staffRole)).flatMap(({ pages }) => pages.map(({ to }) => to));
const key = (letter: string) => ({
  key: letter,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  target: null,
});

it("an operator sees no door of a platform administrator", () => {
  expect(links("operator")).not.toContain("/ops/people");
  expect(links("operator")).not.toContain("/ops/audit");
  expect(links("platform_admin")).toEqual(expect.arrayContaining(["/ops/people", "/ops/audit"]));
});
it("planners and people without a role do not sit at the desk", () => {
  expect(isOperator(viewer("planner"))).toBe(false);
  expect(isOperator(viewer(null))).toBe(false);
  expect(isOperator(viewer("operator"))).toBe(true);
});
it("every page is two keys away", () => {
  const letters = [..."abcdefghijklmnopqrstuvwxyz"].map((letter) => readKey(key(letter), true));
  for (const page of links("platform_admin")) expect(letters).toContain(page);
});
it("a letter alone leads nowhere", () => {
  expect(readKey(key("t"), false)).toBeNull();
  expect(readKey({ ...key("t"), ctrlKey: true }, true)).toBeNull();
});
it("an address below a page has the page's name, and only the desk's own has that of the overview", () => {
  expect(labelOfPage("/ops")).toBe("ops.overview");
  expect(labelOfPage("/ops/racks/demo/B-07")).toBe("ops.racks");
  expect(labelOfPage("/ops/racksomething")).toBeNull();
  for (const page of links("platform_admin")) expect(labelOfPage(page)).not.toBeNull();
});
