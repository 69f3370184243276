import type { Band, TariffDraft } from "@aidc/contract";
import { kwhPriceOf } from "@aidc/domain";
import { useMemo } from "react";
import { useIntl } from "react-intl";
import type { BandWords } from "../bands/day-strip.tsx";
import { showUnitPrice } from "../bands/show-unit-price.ts";
import { bandKindOf } from "./band-kind.ts";

/** Bands as the trade names them, and what a kWh costs in all while one is in force. */
export function useBandWords(tariff: Pick<TariffDraft, "components" | "currency">): BandWords {
  const intl = useIntl();
  return useMemo(
    () => ({
      name: (band: Band | null) => {
        const kind = bandKindOf(band);
        return kind === null ? (band?.id ?? "") : intl.formatMessage({ id: `tariffs.band.${kind}` });
      },
      price: (band: Band | null) => showUnitPrice(kwhPriceOf(tariff, band), tariff.currency, intl.locale),
    }),
    [intl, tariff],
  );
}
