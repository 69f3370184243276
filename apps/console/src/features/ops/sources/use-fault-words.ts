import { useCallback } from "react";
import { useIntl } from "react-intl";
import type { MessageId } from "../../../i18n/messages/en.ts";
import { en } from "../../../i18n/messages/en.ts";

const isMessage = (id: string): id is MessageId => Object.hasOwn(en, id);

/** Why samples were kept out, in words; a reason that is newer than the words is shown by its own name. */
export function useFaultWords(): (reason: string) => string {
  const intl = useIntl();
  return useCallback(
    (reason: string) => {
      const id = `sources.fault.${reason}`;
      return isMessage(id) ? intl.formatMessage({ id }) : reason;
    },
    [intl],
  );
}
