import { render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { CsvNumber, CsvPart } from "./csv-part.tsx";
import { csvValue, ReadableContext, readTable } from "./read-table.ts";

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

test("what stands side by side is parted, and what may be done with a row is no value of it", () => {
  const { container } = render(
    <table>
      <thead>
        <tr>
          <th>
            <button type="button">State</button>
          </th>
          <th>Labels</th>
          <th />
        </tr>
      </thead>
      <tbody>
        <tr>
          <td>
            <span>live</span>
            <span>16 s</span>
          </td>
          <td>
            <button type="button">up</button>
            <div>plant</div>
          </td>
          <td>
            <button type="button">Revoke</button>
          </td>
        </tr>
      </tbody>
    </table>,
  );
  const table = container.querySelector("table");
  if (!(table instanceof HTMLTableElement)) throw new Error("no table");
  expect(readTable(table)).toEqual({ header: ["State", "Labels"], lines: [["live 16 s", "up plant"]] });
});

test("where the rows of a column have units of their own, a column beside it names them", () => {
  const { container } = render(
    <table>
      <thead>
        <tr>
          <th>Figure</th>
          <th>Value</th>
          <th>Status</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <td>IT energy</td>
          <td>
            <span {...csvValue(15_387.4, "kWh")}>15.4 MWh</span>
          </td>
          <td>valid</td>
        </tr>
        <tr>
          <td>Cards</td>
          <td>
            <span {...csvValue(32, "count")}>32</span>
          </td>
          <td>valid</td>
        </tr>
        <tr>
          <td>Peak</td>
          <td>never</td>
          <td>no data</td>
        </tr>
      </tbody>
    </table>,
  );
  const table = container.querySelector("table");
  if (!(table instanceof HTMLTableElement)) throw new Error("no table");
  expect(readTable(table, (head) => `${head}: unit`)).toEqual({
    header: ["Figure", "Value", "Value: unit", "Status"],
    lines: [
      ["IT energy", 15_387.4, "kWh", "valid"],
      ["Cards", 32, "count", "valid"],
      ["Peak", "never", "", "no data"],
    ],
  });
});

test("a cell of several things is as many columns, and a drawn share is the number that it draws", () => {
  const { container } = render(
    <ReadableContext value={true}>
      <table>
        <thead>
          <tr>
            <th>Feed</th>
            <th>Share</th>
            <th>Alone</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <td>A</td>
            <td>
              <CsvNumber value={0.1 + 0.2} unit="ratio" />
              <i />
            </td>
            <td>
              <CsvPart name="">
                <span {...csvValue(12_345.6, "W")}>12.3 kW</span>
              </CsvPart>
              <CsvPart name="verdict">holds</CsvPart>
            </td>
          </tr>
          <tr>
            <td>B</td>
            <td>
              <CsvNumber value={null} unit="ratio" />
            </td>
            <td>
              <span {...csvValue(null, "W")}>—</span>
            </td>
          </tr>
        </tbody>
      </table>
    </ReadableContext>,
  );
  const table = container.querySelector("table");
  if (!(table instanceof HTMLTableElement)) throw new Error("no table");
  expect(readTable(table)).toEqual({
    header: ["Feed", "Share (ratio)", "Alone (W)", "Alone: verdict"],
    lines: [
      ["A", 0.3, 12_345.6, "holds"],
      ["B", null, null, null],
    ],
  });
});

test("rows that have no head are read all the same", () => {
  const { container } = render(
    <table>
      <tbody>
        <tr>
          <td>critical</td>
          <td>
            <span {...csvValue(0.25, "ratio")}>25 %</span>
          </td>
        </tr>
      </tbody>
    </table>,
  );
  const table = container.querySelector("table");
  if (!(table instanceof HTMLTableElement)) throw new Error("no table");
  expect(readTable(table).lines).toEqual([["critical", 0.25]]);
});
