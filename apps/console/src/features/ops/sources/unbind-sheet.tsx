import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { useIntl } from "react-intl";
import { describeFailure } from "../../../api/failure.ts";
import { api } from "../../../api/queries.ts";
import { Sheet } from "../../../ui/sheet.tsx";
import { FormButtons } from "../form-buttons.tsx";
import { Refusal } from "../refusal.tsx";
import { sortFaults } from "../sort-faults.ts";

/** What is to be taken back: one series, or what was said of a metric with all that came of it. */
export type Unbinding =
  | { readonly series: number; readonly what: string; readonly isRuled: boolean }
  | { readonly rule: number; readonly what: string; readonly count: number };

/** Asked once more, because numbers of the past change with it. */
export function UnbindSheet(props: { asked: Unbinding | null; centerId: string; onClose: () => void }) {
  const { asked, onClose } = props;
  const intl = useIntl();
  return (
    <Sheet
      isOpen={asked !== null}
      onClose={onClose}
      title={intl.formatMessage({ id: "sources.unbind.title" })}
      place="middle"
    >
      {asked && <UnbindForm {...props} asked={asked} />}
    </Sheet>
  );
}

function UnbindForm({
  asked,
  centerId,
  onClose,
}: {
  asked: Unbinding;
  centerId: string;
  onClose: () => void;
}) {
  const intl = useIntl();
  const queries = useQueryClient();
  const onSuccess = async () => {
    await queries.invalidateQueries({ queryKey: api.sources.key() });
    onClose();
  };
  const one = useMutation(api.sources.unbindSeries.mutationOptions({ onSuccess }));
  const all = useMutation(api.sources.removeRule.mutationOptions({ onSuccess }));
  const error = one.error ?? all.error;
  const failure = error && describeFailure(error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if ("rule" in asked) all.mutate({ center: centerId, rule: asked.rule });
    else one.mutate({ center: centerId, series: asked.series });
  };
  return (
    <form className="grid gap-4" onSubmit={submit}>
      <p className="font-medium">{asked.what}</p>
      {"rule" in asked && <p>{intl.formatMessage({ id: "sources.unbind.rule" }, { count: asked.count })}</p>}
      {"series" in asked && asked.isRuled && (
        <p>{intl.formatMessage({ id: "sources.unbind.one.of.rule" })}</p>
      )}
      <p className="text-soft">{intl.formatMessage({ id: "sources.unbind.means" })}</p>
      <Refusal failure={failure} faults={sortFaults(failure, [])} />
      <FormButtons
        action={intl.formatMessage({ id: "sources.unbind" })}
        isBusy={one.isPending || all.isPending}
        onCancel={onClose}
      />
    </form>
  );
}
