import { expect, it } from "vitest";
import { asAttachment } from "./attachment.ts";

const dispositionOf = (name: string) =>
  new Map(Object.entries(asAttachment({ headers: {}, body: new File(["x"], name) }).headers)).get(
    "content-disposition",
  );

it.each([
  ["c1-2026-0001.csv", "attachment; filename=\"c1-2026-0001.csv\"; filename*=UTF-8''c1-2026-0001.csv"],
  ['a"b\r\nSet-Cookie: x=1.csv', 'attachment; filename="a-b-Set-Cookie-x-1.csv"; filename*=UTF-8'],
  ["../../etc/passwd", 'attachment; filename="etc-passwd"; filename*=UTF-8'],
  ["租户.xlsx", "filename*=UTF-8''%E7%A7%9F%E6%88%B7.xlsx"],
  ["\ud800x'(.csv", "%EF%BF%BDx%27%28.csv"],
])("names a file so that no header breaks: %j", (name, expected) => {
  expect(dispositionOf(name)).toContain(expected);
  expect(dispositionOf(name)).toMatch(/^[\x20-\x7e]+$/);
});

it("leaves every other answer alone", () => {
  const answer = { headers: { a: "b" }, body: { x: 1 } };
  expect(asAttachment(answer)).toBe(answer);
});
