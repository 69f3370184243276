import { expect, test } from "vitest";
import { errorOf } from "./told-error.ts";

test("what was copied from an error is one again, with its code and its queue", () => {
  const told = { message: "canceling statement", code: "57014", queue: "report-draft", worker: "w" };
  const { error, queue } = errorOf(told);
  expect(error).toBeInstanceOf(Error);
  expect([error.message, Reflect.get(error, "code"), queue]).toEqual([
    "canceling statement",
    "57014",
    "report-draft",
  ]);
});

test("an error stays what it is, and one without words says its code", () => {
  const thrown = new Error("gone");
  expect(errorOf(thrown)).toEqual({ error: thrown, queue: null });
  expect(errorOf({ message: "", code: "ECONNREFUSED" }).error.message).toBe("ECONNREFUSED");
});
