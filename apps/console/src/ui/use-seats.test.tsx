import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { useSeats } from "./use-seats.ts";

function List({ ids, order }: { ids: readonly string[]; order: string }) {
  const rows = ids.map((id) => ({ id }));
  const seatOf = useSeats(rows, order);
  return rows.map((row) => <p key={seatOf(row)}>{row.id}</p>);
}
const drawn = (ids: readonly string[]) => ids.map((id) => screen.getByText(id));

it("keeps each row where ticks move it, and writes the places anew in another order", () => {
  const { rerender } = render(<List ids={["a", "b", "c"]} order="name" />);
  const [a, b, c] = drawn(["a", "b", "c"]);

  rerender(<List ids={["c", "a", "b"]} order="name" />);
  expect(drawn(["a", "b", "c"])).toEqual([a, b, c]);
  expect(drawn(["a"])[0]).toBe(a);

  rerender(<List ids={["d", "c", "b"]} order="power" />);
  expect(drawn(["d"])[0]).toBe(a);
  expect(drawn(["c"])[0]).toBe(b);
  expect(drawn(["b"])[0]).toBe(c);
});

it("takes no key of a row whose name is a number", () => {
  const { rerender } = render(<List ids={["1", "0"]} order="name" />);
  const [first] = drawn(["1"]);
  rerender(<List ids={["2", "1", "0"]} order="name" />);
  expect(drawn(["1"])[0]).toBe(first);
  expect(drawn(["2"])[0]).not.toBe(first);
});
