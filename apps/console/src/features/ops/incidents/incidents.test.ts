import { expect, it } from "vitest";
import { z } from "zod";
import { eventMarks, eventStateOf } from "./event-state.ts";
import { newUuid } from "./new-uuid.ts";
import { readPlaces, writePlaces } from "./places-text.ts";

const event = (from: string, to: string | null, kind: "incident" | "maintenance" = "incident") => ({
  kind,
  from: `${from}:00Z`,
  to: to && `${to}:00Z`,
});
const now = Date.parse("2026-05-01T12:00:00Z");

it("planned, on and over follow the clock, the end not included", () => {
  expect(eventStateOf(event("2026-05-01T12:00", null), now)).toBe("on");
  expect(eventStateOf(event("2026-05-01T11:00", "2026-05-01T12:00"), now)).toBe("over");
  expect(eventStateOf(event("2026-05-01T13:00", null), now)).toBe("planned");
});
it("only an incident that is on is critical", () => {
  expect(eventMarks(event("2026-05-01T11:00", null), now)).toBe("critical");
  expect(eventMarks(event("2026-05-01T11:00", null, "maintenance"), now)).toBe("warning");
  expect(eventMarks(event("2026-05-01T11:00", "2026-05-01T11:30"), now)).toBe("unknown");
});
it("new ids are UUIDs and differ", () => {
  const ids = Array.from({ length: 50 }, newUuid);
  for (const id of ids) expect(z.uuidv4().safeParse(id).success, id).toBe(true);
  expect(new Set(ids).size).toBe(50);
});

it("places are read as they are written; a bare name is a rack", () => {
  const places = [
    { kind: "loop", id: "cdu-1" },
    { kind: "accelerator", id: "n1:0" },
  ] as const;
  expect(readPlaces(writePlaces([...places]))).toEqual(places);
  expect(readPlaces(" R-07 ,\n\nodd/R-08")).toEqual([
    { kind: "rack", id: "R-07" },
    { kind: "rack", id: "odd/R-08" },
  ]);
  expect(readPlaces("")).toEqual([]);
});
