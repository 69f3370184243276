/** How concentrated leases are. */
import type { Worded } from "@aidc/contract";
import { isTellable } from "../billing/neighbour-privacy.ts";
import { leasedAcceleratorMs } from "../tenancy/leases.ts";
import type { ReportInputs } from "./inputs.ts";
import { reasonWords, worded } from "./words.ts";

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
