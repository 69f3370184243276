/** Tables and sentences that group the inventory and the leases. */
import type { ReportTable, Worded } from "@aidc/contract";
import { isTellable } from "../billing/neighbour-privacy.ts";
import { countModels, densePeakOf, findModel, headlinePrecision } from "../capacity/installed.ts";
import { leasedAcceleratorMs } from "../tenancy/leases.ts";
import type { ReportInputs } from "./inputs.ts";
import { column, number } from "./raw-tables.ts";
import { reasonWords, worded } from "./words.ts";

export function sideTables(inputs: ReportInputs): { byHall: ReportTable; byMaker: ReportTable } {
  return { byHall: byHall(inputs), byMaker: byMaker(inputs) };
}

function byHall({ document, racks }: ReportInputs): ReportTable {
  const hallOfRow = new Map(document.rows.map(({ id, hall }) => [id, hall]));
  const hallOfRack = new Map(document.racks.map(({ id, row }) => [id, hallOfRow.get(row) ?? ""]));
  const rows = document.halls.map((hall) => {
    const own = racks.current.racks.filter(({ id }) => hallOfRack.get(id) === hall.id);
    const metered = own.some(({ live }) => live !== null);
    const sum = (pick: (rack: (typeof own)[number]) => number) =>
      own.reduce((total, rack) => total + pick(rack), 0);
    return {
      id: hall.id,
      label: worded(hall.name, hall.name),
      cells: [
        number(own.length),
        metered ? number(own.filter(({ live }) => live).length) : number(null, "no_meter"),
        number(sum(({ usedU }) => usedU)),
        number(sum(({ usableU }) => usableU)),
      ],
    };
  });
  const columns = [
    column("racks", "Racks", "机架", "count", 0),
    column("live", "With live IT", "有带电设备", "count", 0),
    column("used_u", "Units filled", "已占用 U", "count", 0),
    column("usable_u", "Usable units", "可用 U", "count", 0),
  ];
  return { kind: "table", id: "by_hall", title: worded("By hall", "按机房"), columns, rows, notes: [] };
}

function byMaker({ document }: ReportInputs): ReportTable {
  const precision = headlinePrecision[document.center.computeClass];
  const makers = new Map<string, { cards: number; pflops: number | null }>();
  for (const { model, count } of countModels(document)) {
    const known = findModel(model, document.catalogue);
    const peak = densePeakOf(known, precision);
    const maker = known?.maker ?? "unknown";
    const sum = makers.get(maker) ?? { cards: 0, pflops: 0 };
    const pflops = peak === null || sum.pflops === null ? null : sum.pflops + (peak * count) / 1000;
    makers.set(maker, { cards: sum.cards + count, pflops });
  }
  const rows = [...makers]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([maker, { cards, pflops }]) => ({
      id: maker,
      label: worded(maker, maker),
      cells: [number(cards), number(pflops, "no_peak_known")],
    }));
  const name = precision.toUpperCase();
  const columns = [
    column("cards", "Cards", "数量", "count", 0),
    column("pflops", `Dense ${name}`, `稠密 ${name}`, "PFLOPS", 3),
  ];
  const title = worded("Accelerators by maker", "按厂商加速卡");
  return { kind: "table", id: "by_maker", title, columns, rows, notes: [] };
}

/** How much the largest tenant has, only where nobody can be told apart by it. */
export function concentrationText({ document, period }: ReportInputs): Worded {
  const sizes = document.tenants.map(({ id }) => leasedAcceleratorMs(document.leases, period.window, id));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (total === 0) return worded("No accelerator was leased in the period.", "期间没有出租加速卡。");
  if (!isTellable(sizes)) {
    const { en, zh } = reasonWords.suppressed;
    return worded(`Concentration of leases: ${en}.`, `租约集中度:${zh}。`);
  }
  const largest = ((Math.max(...sizes) / total) * 100).toFixed(0);
  const count = sizes.filter((size) => size > 0).length;
  return worded(
    `${count} tenants leased accelerators; the largest had ${largest} % of the leased accelerator-hours.`,
    `${count} 个租户租用加速卡,其中最大者占出租卡时的 ${largest} %。`,
  );
}
