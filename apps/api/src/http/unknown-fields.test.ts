import { expect, test } from "vitest";
import { z } from "zod";
import { unknownFields } from "./unknown-fields.ts";

const schema = z
  .object({
    center: z.string(),
    draft: z.strictObject({
      amount: z.number(),
      places: z.array(z.object({ kind: z.string() })).default([]),
    }),
    labels: z.record(z.string(), z.string()).optional(),
    open: z.looseObject({ a: z.number() }).nullable().default(null),
    to: z.discriminatedUnion("kind", [
      z.object({ kind: z.literal("rack"), rack: z.string() }),
      z.object({ kind: z.literal("card"), card: z.object({ serial: z.string() }) }),
    ]),
  })
  .refine(() => true)
  .transform((value) => value);

test.each<[string, unknown, readonly string[]]>([
  ["all are known", { center: "c", draft: { amount: 1, places: [{ kind: "rack" }] } }, []],
  [
    "a misspelt one has the name that is near",
    { centre: "c" },
    ["centre is not known here; did you mean center?"],
  ],
  [
    "another one has those that are known",
    { wanted: 1 },
    ["wanted is not known here; known are center, draft, labels, open, to"],
  ],
  [
    "within objects and lists",
    { draft: { amounts: 1, places: [{ kind: "a" }, { kid: "b" }] } },
    [
      "draft.amounts is not known here; did you mean amount?",
      "draft.places.1.kid is not known here; did you mean kind?",
    ],
  ],
  ["what takes any name takes it", { labels: { any: "x" }, open: { a: 1, b: 2 } }, []],
  [
    "the kind says which are known",
    { to: { kind: "card", card: { serial: "1", rack: "k" }, rack: "k" } },
    ["to.card.rack is not known here; known are serial", "to.rack is not known here; known are kind, card"],
  ],
  ["of a kind that nobody knows the schema tells", { to: { kind: "cart", rack: "k" } }, []],
  ["what is no object is the schema's to tell", { draft: 7, to: null, labels: [1] }, []],
  ["nothing was sent", undefined, []],
  [
    "names of every object",
    JSON.parse('{"__proto__":1,"toString":2}'),
    [
      "__proto__ is not known here; known are center, draft, labels, open, to",
      "toString is not known here; known are center, draft, labels, open, to",
    ],
  ],
])("%s", (_, input, told) => {
  expect(unknownFields(schema, input).map(({ path, message }) => `${path} ${message}`)).toEqual(told);
});

test("where nothing is taken every field is unknown, and of very many the first are told", () => {
  expect(unknownFields(undefined, { a: 1 })).toEqual([
    { path: "a", message: "is not known here; nothing is taken here" },
  ]);
  expect(
    unknownFields(undefined, Object.fromEntries([...Array(5000).keys()].map((n) => [`f${n}`, n]))),
  ).toHaveLength(20);
});
