import { useMemo } from "react";
import { useIntl } from "react-intl";
import type { MessageId } from "../../../i18n/messages/en.ts";
import { en } from "../../../i18n/messages/en.ts";

const isMessage = (id: string): id is MessageId => Object.hasOwn(en, id);

/** Words for what the schema names; a kind or field that is newer than the words is shown by its own name. */
export function useRuleWords() {
  const intl = useIntl();
  return useMemo(() => {
    const say = (prefix: string, name: string) => {
      const id = `${prefix}.${name}`;
      return isMessage(id) ? intl.formatMessage({ id }) : name;
    };
    return {
      kind: (kind: string) => say("rules.kind", kind),
      kindWhat: (kind: string) => {
        const id = `rules.kind.${kind}.what`;
        return isMessage(id) ? intl.formatMessage({ id }) : null;
      },
      field: (name: string) => say("rules.field", name),
      option: (name: string) => say("rules.option", name),
      value: (field: string, value: string) => {
        if (field === "quantity") return say("quantity", value);
        if (field === "subjectKind") return say("subject", value);
        if (field === "severity") return say("alarms.severity", value);
        if (field === "kind") return say("rules.kind", value);
        if (field === "of") return say("rules.of", value);
        return say("rules.option", value);
      },
    };
  }, [intl]);
}
