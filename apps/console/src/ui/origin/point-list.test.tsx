import type { PointFacts } from "@aidc/contract";
import { fireEvent, render, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { LanguageProvider } from "../../i18n/language-provider.tsx";
import type { PartOfPoints } from "./point-list.tsx";
import { PointList } from "./point-list.tsx";

const facts: PointFacts = {
  groups: [
    { kind: "hall", id: "A", points: 1280 },
    { kind: "row", id: "A1", points: 64 },
  ],
  points: [],
  pointCount: 1344,
  next: 50,
  unnamedCount: 0,
};

const draw = (change: Partial<PointFacts> = {}, part?: PartOfPoints) =>
  render(
    <LanguageProvider language="en">
      <PointList
        facts={{ ...facts, ...change }}
        part={part}
        timeZone="UTC"
        isCovered={() => true}
        open={(inside) => <p>{`asked for ${JSON.stringify(inside)}`}</p>}
      />
    </LanguageProvider>,
  );

function unfold(name: string): void {
  const details = screen.getByText(name).closest("details");
  if (!details) throw new Error(`${name} is no fold`);
  details.open = true;
  fireEvent(details, new Event("toggle"));
}

it("a place tells how many points it holds and is asked for when it is opened, not before", async () => {
  draw();
  expect(screen.getByText("1,344 points")).toBeTruthy();
  expect(screen.getByText("1,280 points")).toBeTruthy();
  expect(screen.queryByText(/asked for/)).toBeNull();
  unfold("hall A");
  expect(await screen.findByText('asked for {"within":"hall:A"}')).toBeTruthy();
});

it("the next page of a place is asked for from where this one ends, within that place", async () => {
  draw({}, { within: "hall:A" });
  unfold("More points");
  expect(await screen.findByText('asked for {"within":"hall:A","offset":50}')).toBeTruthy();
});

it.each([
  [{ groups: [], pointCount: 0, next: null, unnamedCount: 144 }, /^144 points are not named/],
  [{ groups: [], pointCount: 0, next: null, unnamedCount: null }, /^Points are withheld with this figure/],
  [{ groups: [], pointCount: 0, next: null }, /^No point feeds this figure/],
])("no points of %j say why", (change, said) => {
  draw(change);
  expect(screen.getByText(said)).toBeTruthy();
});
