import { useIntl } from "react-intl";
import { useWords } from "./use-words.ts";

/** `50 % known`: rounded down, so that what is not whole never reads 100 %. */
export function useKnownWords(): (coverage: number) => string {
  const intl = useIntl();
  const words = useWords();
  return (coverage) =>
    intl.formatMessage({ id: "value.known" }, { share: words.percent(Math.floor(coverage * 100) / 100) });
}
