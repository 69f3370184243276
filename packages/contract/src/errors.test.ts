import { expect, test } from "vitest";
import { z } from "zod";
import { worded } from "./errors.ts";

const told = (schema: z.ZodType, input: unknown) =>
  worded(schema.safeParse(input).error?.issues[0]?.message ?? "");

test.each([
  [z.coerce.number(), "abc", "is not a number"],
  [z.number().min(2), 1, "must be at least 2"],
  [z.number().positive(), 0, "must be more than 0"],
  [z.number().max(2000), 2001, "must be at most 2000"],
  [z.string().min(1), "", "is empty"],
  [z.string().min(3), "a", "must have at least 3 characters"],
  [z.string().max(2), "abc", "must have at most 2 characters"],
  [z.array(z.number()).max(1), [1, 2], "must have at most 1 items"],
  [z.email(), "ann", "is not an e-mail address"],
  [z.object({ a: z.string() }), {}, "is missing; expected string"],
])("a person is told what would be right: %#", (schema, input, words) => {
  expect(told(schema, input)).toBe(words);
});
