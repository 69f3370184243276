import type { CenterDocumentInput } from "@aidc/contract";
import { feedSchema, handedInDocumentSchema, loopSchema } from "@aidc/contract";
import { describe, expect, test } from "vitest";
import { exampleCenter } from "../example-center.fixture.ts";
import { checkDocument } from "./check-document.ts";

type Feed = NonNullable<CenterDocumentInput["feeds"]>[number];
type Loop = NonNullable<CenterDocumentInput["loops"]>[number];

const issuesOf = (feeds: Omit<Feed, "name">[], loops: Omit<Loop, "name">[] = []) =>
  checkDocument(
    exampleCenter({
      feeds: feeds.map((feed) => feedSchema.parse({ name: feed.id, ...feed })),
      loops: loops.map((loop) => loopSchema.parse({ name: loop.id, ...loop })),
    }),
  );

describe("feeds and loops", () => {
  test("two paths to a rack, air beside liquid, and a meter that exists are sound", () => {
    const feeds: Omit<Feed, "name">[] = [
      { id: "ups-a", path: "A", meter: "grid" },
      { id: "a", parent: "ups-a", path: "A", racks: ["R1", "R2"] },
      { id: "b", path: "B", racks: ["R1", "R2"] },
    ];
    const loops: Omit<Loop, "name">[] = [
      { id: "plant" },
      { id: "cold", parent: "plant", racks: ["R1"] },
      { id: "air", parent: "plant", kind: "air", racks: ["R1"] },
    ];
    expect(issuesOf(feeds, loops)).toEqual([]);
  });

  test("a dense rack has several outlets on a path", () => {
    const outlets = (["A", "A", "B", "B"] as const).map((path, at) => ({
      id: `x${at}`,
      path,
      racks: ["R1"],
    }));
    expect(issuesOf(outlets)).toEqual([]);
  });

  const table: [string, Omit<Feed, "name">[], string, RegExp][] = [
    ["an id twice", [{ id: "a" }, { id: "a" }], "feeds.1.id", /already the id of feeds.0/],
    ["a parent that is not there", [{ id: "a", parent: "z" }], "feeds.0.parent", /no feed "z"/],
    ["a feed that hangs on itself", [{ id: "a", parent: "a" }], "feeds.0.parent", /hangs on itself/],
    ["a rack that is not there", [{ id: "a", racks: ["R1", "R9"] }], "feeds.0.racks.1", /no rack "R9"/],
    ["a meter that is not there", [{ id: "a", meter: "m9" }], "feeds.0.meter", /no meter "m9"/],
    [
      "a rack on a feed and on an outlet of it",
      [
        { id: "a", path: "A", racks: ["R1"] },
        { id: "b", parent: "a", path: "A", racks: ["R2", "R1"] },
      ],
      "feeds.1.racks.1",
      /rack "R1" is on path A through "a" above; keep it at its outlet only/,
    ],
    [
      "a rack named twice on a path",
      [{ id: "a", path: "A", racks: ["R1", "R1"] }],
      "feeds.0.racks.1",
      /already on path A through "a"; name it once/,
    ],
    [
      "a rack twice without a path",
      [{ id: "a", racks: ["R1", "R1"] }],
      "feeds.0.racks.1",
      /already without a path through "a"; give each of its feeds path A or B/,
    ],
    [
      "path B below path A",
      [
        { id: "a", path: "A" },
        { id: "b", parent: "a", path: "B" },
      ],
      "feeds.1.path",
      /hangs on "a" of path A/,
    ],
  ];
  test.each(table)("%s is refused", (_, feeds, path, message) => {
    const issues = issuesOf(feeds);
    expect(issues.map((issue) => issue.path)).toEqual([path]);
    expect(issues[0]?.message).toMatch(message);
  });

  test("a circle is told at each of its feeds, and not at what hangs below it", () => {
    const circle = [
      { id: "a", parent: "b" },
      { id: "b", parent: "a" },
      { id: "c", parent: "a" },
    ];
    expect(issuesOf(circle).map(({ path }) => path)).toEqual(["feeds.0.parent", "feeds.1.parent"]);
  });

  test("a rack in two loops of one kind is refused", () => {
    const loops = ["l1", "l2"].map((id) => ({ id, racks: ["R1"] }));
    expect(issuesOf([], loops)).toEqual([
      { path: "loops.1.racks.0", message: 'rack "R1" is already cooled by liquid through "l1"' },
    ]);
  });

  test("a document without them is as it was, and a misspelt field of them is a fault", () => {
    const { feeds: _, loops: __, ...older } = exampleCenter();
    expect(handedInDocumentSchema.parse(older)).toMatchObject({ feeds: [], loops: [] });
    const wrong = { ...older, feeds: [{ id: "a", name: "A", rackz: ["R1"] }] };
    expect(handedInDocumentSchema.safeParse(wrong).error?.issues[0]?.message).toMatch(/rackz/);
    const fluid = { name: "water", densityKgPerL: 1, specificHeat: 4.2 };
    expect(
      handedInDocumentSchema.safeParse({ ...older, loops: [{ id: "l", name: "L", fluid }] }).success,
    ).toBe(false);
  });
});
