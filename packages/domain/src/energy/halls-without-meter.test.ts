import type { CenterDocument } from "@aidc/contract";
import { expect, test } from "vitest";
import { exampleCenter, pointsOf } from "../example-center.fixture.ts";
import { hallsWithoutMeter, racksWithoutMeter } from "./halls-without-meter.ts";

const meter = { id: "pdu", name: "PDU", role: "pdu_output" as const, grade: "metered" as const };
const plain = exampleCenter();
const feedOf = (racks: string[], of: string | null): CenterDocument["feeds"][number] => ({
  id: "f1",
  name: "F1",
  parent: null,
  path: "A",
  continuousShare: 1,
  racks,
  meter: of,
});

/** R1 in hall A, R2 in hall B; one meter on a feed of R1. */
function center(change: Partial<CenterDocument> = {}): CenterDocument {
  return exampleCenter({
    center: { ...plain.center, itBoundary: "pdu_output" },
    halls: [...plain.halls, { id: "B", name: "Hall B" }],
    rows: [...plain.rows, { id: "B1", hall: "B", name: "Row B1" }],
    racks: plain.racks.map((rack) => (rack.id === "R2" ? { ...rack, row: "B1" } : rack)),
    meters: [...plain.meters, meter],
    feeds: [feedOf(["R1"], "pdu")],
    ...change,
  });
}
const metered = pointsOf(["meter", "pdu", "power"]);

test("a hall that no IT meter reaches is told by name, with its share of the racks in use", () => {
  expect(hallsWithoutMeter(center(), metered)).toEqual({ names: ["Hall B"], racks: 1, of: 2 });
});

test.each<[string, CenterDocument, ReturnType<typeof pointsOf>]>([
  ["its rack is on the feed of a meter", center({ feeds: [feedOf(["R1", "R2"], "pdu")] }), metered],
  ["a server in it is measured", center(), pointsOf(["meter", "pdu", "power"], ["server", "s3", "power"])],
  ["nobody says what the meter reaches", center({ feeds: [feedOf(["R1"], null)] }), metered],
  ["nothing stands in it", center({ servers: plain.servers.filter(({ rack }) => rack === "R1") }), metered],
])("none is told where %s", (_, document, points) => {
  expect(hallsWithoutMeter(document, points)).toBeNull();
});

test.each<[string, CenterDocument, ReturnType<typeof pointsOf>, string[]]>([
  ["no feed of a meter reaches", center(), metered, ["R2"]],
  ["nothing in measures itself either", plain, pointsOf(["server", "s1", "power"]), ["R2"]],
  ["a meter of unknown reach may reach", center({ feeds: [feedOf(["R1"], null)] }), metered, []],
])("racks that %s", (_, document, points, racks) => {
  expect(racksWithoutMeter(document, points)).toEqual(racks);
});
