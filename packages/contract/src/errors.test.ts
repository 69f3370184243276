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
  [z.array(z.number()).max(1), [1, 2], "must have at most 1 item"],
  [z.array(z.number()).min(1), [], "is empty"],
  [z.string().length(3), "ab", "must have exactly 3 characters"],
  [z.int(), 1.5, "is not a whole number"],
  [z.number(), Number.POSITIVE_INFINITY, "is not a number"],
  [z.number().multipleOf(5), 3, "must be a multiple of 5"],
  [z.string(), 3, "is not a text"],
  [z.boolean(), "x", "is neither true nor false"],
  [z.array(z.string()), "x", "is not a list"],
  [z.object({}), null, "is not an object"],
  [z.literal(true), "x", "must be true"],
  [z.enum(["a", "b"]), "c", 'must be one of "a", "b"'],
  [
    z.discriminatedUnion("k", [z.object({ k: z.literal("a") }), z.object({ k: z.literal("b") })]),
    { k: 1 },
    "must be one of 'a', 'b'",
  ],
  [z.union([z.string(), z.number()]), true, "has a form that is not taken here"],
  [z.record(z.string().regex(/^a/), z.number()), { b: 1 }, "has a name that is not taken here"],
  [z.iso.date(), "x", "is not a date, for example 2026-03-01"],
  [z.iso.time(), "x", "is not a time of day, for example 06:00"],
  [z.url(), "x", "is not an address, for example https://example.org/"],
  [z.strictObject({}), { a: 1 }, 'has unknown field "a"'],
  [z.ipv4(), "x", "is not a valid IPv4 address"],
  [z.string().startsWith("a"), "b", 'must start with "a"'],
  [z.string().regex(/a/, "is no a"), "b", "is no a"],
  [z.email(), "ann", "is not an e-mail address"],
  [z.object({ a: z.string() }), {}, "is missing; expected string"],
])("a person is told what would be right: %#", (schema, input, words) => {
  expect(told(schema, input)).toBe(words);
});
