import { expect, test } from "vitest";
import { KeptPreviews } from "./kept-previews.ts";

function keeper() {
  const room = { nowMs: 0, made: 0 };
  const previews = new KeptPreviews<string>(() => room.nowMs);
  const make = () => Promise.resolve(String(++room.made));
  const ask = (key = "a", mark = "1") => previews.get(key, mark, make);
  return { room, previews, ask };
}

test("asked again within a minute, a preview is the one that was made", async () => {
  const { room, ask } = keeper();
  expect([await ask(), await ask()]).toEqual(["1", "1"]);
  room.nowMs = 59_999;
  expect(await ask()).toBe("1");
  room.nowMs = 60_000;
  expect(await ask()).toBe("2");
});

test("asked twice at once, it is made once", async () => {
  const { ask, room } = keeper();
  await Promise.all([ask(), ask(), ask("b")]);
  expect(room.made).toBe(2);
});

test("a change of what it is made from makes it anew at once", async () => {
  const { ask } = keeper();
  expect([await ask("a", "1"), await ask("a", "2"), await ask("a", "2")]).toEqual(["1", "2", "2"]);
});

test("a failure is told to whoever waits and not kept", async () => {
  const { previews, ask } = keeper();
  await expect(previews.get("a", "1", () => Promise.reject(new Error("away")))).rejects.toThrow("away");
  expect(await ask()).toBe("1");
});

test("it keeps a bounded number, the newest", async () => {
  const { ask, room } = keeper();
  for (let center = 0; center < 40; center++) await ask(String(center));
  await ask("39");
  expect(room.made).toBe(40);
  await ask("0");
  expect(room.made).toBe(41);
});
