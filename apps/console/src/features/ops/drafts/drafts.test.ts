import { tariffDraftSchema } from "@aidc/contract";
import { expect, it } from "vitest";
import { readDraft } from "./draft-issues.ts";
import { lineOf, locateInJson } from "./locate-in-json.ts";

it("finds the place that an issue is about", () => {
  const text = '{\n  "note": "a \\" , {",\n  "rules": [\n    {"id": "x"},\n    {"unitPrice": "-1"}\n  ]\n}';
  const at = (path: string) => {
    const offset = locateInJson(text, path);
    return offset === null ? null : text.slice(offset, offset + 4);
  };
  expect(at("rules.1.unitPrice")).toBe('"-1"');
  expect(at("rules.0")).toBe('{"id');
  expect(at("note")).toBe('"a \\');
  expect(at("rules.1.bands.0")).toBe('{"un');
  expect(lineOf(text, locateInJson(text, "rules.1") ?? 0)).toBe(5);
  expect(locateInJson("{", "rules")).toBeNull();
});

it("a text that is no draft says which field is wrong and where it stands", () => {
  const text = '{"effectiveFrom": "soon", "currency": "CNY", "source": "x",\n"components": [{"id": "e"}]}';
  const read = readDraft(text, tariffDraftSchema);
  const paths = "issues" in read ? read.issues.map(({ path }) => path) : [];
  expect(paths).toEqual(["effectiveFrom", "components.0.name", "components.0.perKwh"]);
  expect(lineOf(text, locateInJson(text, "components.0.perKwh") ?? 0)).toBe(2);
});
it("a text that is no JSON is said to be none, at no place", () => {
  const read = readDraft("{", tariffDraftSchema);
  expect("issues" in read && read.issues).toMatchObject([{ path: "" }]);
});
