import { act, fireEvent, render, screen } from "@testing-library/react";
import { IntlProvider } from "react-intl";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { en } from "../i18n/messages/en.ts";
import { DataTable } from "./data-table.tsx";

interface Row {
  readonly id: string;
  readonly watts: number | null;
}
const rows: readonly Row[] = Array.from({ length: 5_000 }, (_, n) => ({
  id: `r${n}`,
  watts: n % 7 === 0 ? null : (n * 7_919) % 5_003,
}));
const columns = [
  {
    id: "rack",
    label: "Rack",
    value: ({ id }: Row) => id,
    draw: ({ id }: Row) => <a href={`#${id}`}>{id}</a>,
  },
  { id: "watts", label: "Watts", value: ({ watts }: Row) => watts, isNumber: true },
];

/** A page has a size; the test's document has none, and a list without height shows nothing. */
const sized = { offsetHeight: 600, offsetWidth: 900 };
const before = Object.entries(sized).map(
  ([name]) => [name, Object.getOwnPropertyDescriptor(HTMLElement.prototype, name)] as const,
);
beforeEach(() => {
  for (const [name, size] of Object.entries(sized))
    Object.defineProperty(HTMLElement.prototype, name, {
      configurable: true,
      get(this: HTMLElement) {
        return this.tagName === "TR" ? 30 : size;
      },
    });
});
afterEach(() => {
  for (const [name, descriptor] of before)
    if (descriptor) Object.defineProperty(HTMLElement.prototype, name, descriptor);
});

function draw(list: readonly Row[], onSort: (sort: string) => void = () => {}) {
  return render(
    <IntlProvider locale="en" messages={en}>
      <DataTable columns={columns} rows={list} rowKey={({ id }) => id} sorting={null} onSort={onSort} />
    </IntlProvider>,
  );
}

describe("a table of 5,000 rows", () => {
  it("draws those in sight and tells how many there are", async () => {
    await act(async () => draw(rows));
    const table = screen.getByRole("table");
    expect(table.getAttribute("aria-rowcount")).toBe("5001");
    const drawn = table.querySelectorAll("tbody tr[data-index]");
    expect(drawn.length).toBeGreaterThan(15);
    expect(drawn.length).toBeLessThan(100);
    expect(drawn[0]?.getAttribute("aria-rowindex")).toBe("2");
  });

  it("goes from row to row with the arrow keys", async () => {
    await act(async () => draw(rows));
    screen.getByRole("link", { name: "r3" }).focus();
    fireEvent.keyDown(screen.getByRole("link", { name: "r3" }), { key: "ArrowDown" });
    expect(document.activeElement?.textContent).toBe("r4");
  });

  it("asks for the other order by its heading", async () => {
    const asked: string[] = [];
    await act(async () => draw(rows, (sort) => asked.push(sort)));
    fireEvent.click(screen.getByRole("button", { name: "Watts" }));
    expect(asked).toEqual(["watts.desc"]);
  });
});

it("a short table is whole", async () => {
  await act(async () => draw(rows.slice(0, 40)));
  expect(screen.getByRole("table").querySelectorAll("tbody tr")).toHaveLength(40);
});
