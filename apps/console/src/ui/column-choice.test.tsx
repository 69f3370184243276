import { fireEvent, render, screen } from "@testing-library/react";
import { IntlProvider } from "react-intl";
import { beforeEach, expect, it } from "vitest";
import { en } from "../i18n/messages/en.ts";
import { ColumnChoice, useChosenColumns } from "./column-choice.tsx";

const columns = [
  { id: "rack", label: "Rack" },
  { id: "hall", label: "Hall" },
  { id: "power", label: "Power" },
  { id: "open", label: "", isDeed: true },
];

function Page({ of = columns }: { of?: typeof columns }) {
  const chosen = useChosenColumns(of);
  return (
    <>
      <ColumnChoice columns={of} chosen={chosen} />
      <p>hidden: {[...chosen.hidden].join(" ")}</p>
    </>
  );
}
const draw = (of = columns) =>
  render(
    <IntlProvider locale="en" messages={en}>
      <Page of={of} />
    </IntlProvider>,
  );

beforeEach(() => window.localStorage.clear());

it("a column that was hidden stays so after a reload, and comes back", () => {
  const first = draw();
  fireEvent.click(screen.getByLabelText("Hall"));
  expect(screen.getByText("hidden: hall")).toBeTruthy();
  expect(screen.getByText("Columns (1 hidden)")).toBeTruthy();
  first.unmount();
  draw();
  expect(screen.getByText("hidden: hall")).toBeTruthy();
  fireEvent.click(screen.getByLabelText("Hall"));
  expect(screen.getByText("Columns")).toBeTruthy();
});

it("another table has its own, and neither the name of a row nor its deeds can be hidden", () => {
  draw().unmount();
  draw(columns.slice(0, 2));
  expect(screen.getByText("hidden:")).toBeTruthy();
  expect(screen.getAllByRole("checkbox", { hidden: true })).toHaveLength(1);
});

it("Escape closes it and leads back to its button", () => {
  draw();
  const button = screen.getByText("Columns");
  const box = button.closest("details");
  if (box) box.open = true;
  fireEvent.keyDown(screen.getByLabelText("Power"), { key: "Escape" });
  expect(box?.open).toBe(false);
  expect(document.activeElement).toBe(button);
});
