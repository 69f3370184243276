import { useIntl } from "react-intl";
import { useMyTenant } from "../my-tenant.tsx";
import { useLeaseWords } from "../use-lease-words.ts";
import { usePicture } from "../use-picture.ts";
import { chooseFinding } from "./choose-finding.ts";

/** The sentence that a tenant came for. */
export function useFinding(): string {
  const intl = useIntl();
  const { state } = useMyTenant();
  const { id, values } = chooseFinding(state, usePicture().isOld);
  const { amounts } = useLeaseWords();
  return intl.formatMessage({ id }, { ...values, what: amounts(state.otherLeases) });
}
