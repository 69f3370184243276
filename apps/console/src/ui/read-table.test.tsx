import { render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { csvValue, readTable } from "./read-table.ts";

test("a table is read as it stands: numbers as they are with their unit in the head, a dash is an empty cell", () => {
  render(
    <table>
      <thead>
        <tr>
          <th>Rack</th>
          <th> </th>
          <th>Power</th>
          <th>Since</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <td>
            <a href="/r1">R-01</a>
          </td>
          <td />
          <td>
            <span {...csvValue(12_345.6, "W")}>12.3 kW</span>
          </td>
          <td>08:00:00</td>
        </tr>
        <tr>
          <td>R-02</td>
          <td />
          <td>
            <span {...csvValue(null, "W")}>—</span>
          </td>
          <td />
        </tr>
        <tr>
          <td colSpan={4}>a note</td>
        </tr>
      </tbody>
    </table>,
  );
  const table = screen.getByRole("table");
  if (!(table instanceof HTMLTableElement)) throw new Error("no table");
  expect(readTable(table)).toEqual({
    header: ["Rack", "Power (W)", "Since"],
    lines: [
      ["R-01", 12_345.6, "08:00:00"],
      ["R-02", null, ""],
    ],
  });
});
