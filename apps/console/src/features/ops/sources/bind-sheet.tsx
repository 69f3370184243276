import type { Quantity, SeriesUnit, SubjectKind, sourcesSchema } from "@aidc/contract";
import { quantities, seriesUnitNames, seriesUnits, subjectKinds } from "@aidc/contract";
import { quantitiesOf } from "@aidc/domain";
import { useMutation } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { useState } from "react";
import { useIntl } from "react-intl";
import type { z } from "zod";
import { describeFailure } from "../../../api/failure.ts";
import { api } from "../../../api/queries.ts";
import { SelectField, TextField } from "../../../ui/field.tsx";
import { Sheet } from "../../../ui/sheet.tsx";
import { FormButtons } from "../form-buttons.tsx";
import { Refusal } from "../refusal.tsx";
import { sortFaults } from "../sort-faults.ts";
import type { Meaning } from "./use-meaning-words.ts";
import { useUnitWords } from "./use-meaning-words.ts";
import { writeSeries } from "./write-series.ts";

type Series = z.infer<typeof sourcesSchema>["unmatched"][number];

const kinds = subjectKinds.filter((kind) => quantitiesOf(kind).length > 0);

/** Everything that any meter may have: which of them this one has depends on its role, and the server says it. */
const choicesOf = (kind: SubjectKind): readonly Quantity[] =>
  kind === "meter" ? [...quantitiesOf(kind), ...quantitiesOf(kind, "water_intake")] : quantitiesOf(kind);
const unitsOf = (quantity: Quantity): readonly SeriesUnit[] =>
  seriesUnitNames.filter((unit) => seriesUnits[unit].base === quantities[quantity].unit);

/** Where nothing was suggested, or something else is right. */
export function BindSheet(props: {
  series: Series | null;
  centerId: string;
  onBound: (meaning: Meaning) => void;
  onClose: () => void;
}) {
  const { series, onClose } = props;
  const intl = useIntl();
  return (
    <Sheet
      isOpen={series !== null}
      onClose={onClose}
      title={intl.formatMessage({ id: "sources.bind.title" })}
      place="middle"
    >
      {series && <BindForm {...props} series={series} />}
    </Sheet>
  );
}

function BindForm(props: {
  series: Series;
  centerId: string;
  onBound: (meaning: Meaning) => void;
  onClose: () => void;
}) {
  const { series, centerId, onBound, onClose } = props;
  const intl = useIntl();
  const wish = useWish(series.suggestion);
  const { kind, id, quantity, unit } = wish;
  const bind = useMutation(api.sources.bindSeries.mutationOptions());
  const failure = bind.error && describeFailure(bind.error);
  const faults = sortFaults(failure, ["kind", "id", "quantity", "unit"]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const meaning = { subject: { kind, id: id.trim() }, quantity, unit };
    bind.mutate(
      { center: centerId, series: series.id, ...meaning },
      {
        onSuccess: () => {
          onBound(meaning);
          onClose();
        },
      },
    );
  };
  return (
    <form className="grid gap-4" onSubmit={submit}>
      <code className="break-all text-xs">{writeSeries(series.labels)}</code>
      <WishFields wish={wish} at={faults.at} />
      <Refusal failure={failure} faults={faults} />
      <FormButtons
        action={intl.formatMessage({ id: "sources.bind" })}
        isBusy={bind.isPending}
        onCancel={onClose}
      />
    </form>
  );
}

/** What is being chosen: another kind has other quantities, another quantity other units. */
function useWish(suggestion: Series["suggestion"]) {
  const [kind, setKind] = useState<SubjectKind>(suggestion?.subject.kind ?? "rack");
  const [id, setId] = useState(suggestion?.subject.id ?? "");
  const [wishedQuantity, setQuantity] = useState<Quantity>(suggestion?.quantity ?? "power");
  const [wishedUnit, setUnit] = useState<SeriesUnit>(suggestion?.unit ?? "W");
  const quantity = fitting(choicesOf(kind), wishedQuantity);
  const unit = fitting(unitsOf(quantity), wishedUnit);
  return { kind, id, quantity, unit, setKind, setId, setQuantity, setUnit };
}

function WishFields(props: { wish: ReturnType<typeof useWish>; at: Readonly<Record<string, string>> }) {
  const { wish, at } = props;
  const { kind, id, quantity, unit, setKind, setId, setQuantity, setUnit } = wish;
  const intl = useIntl();
  const sayUnit = useUnitWords();
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <SelectField
        label={intl.formatMessage({ id: "sources.bind.kind" })}
        value={kind}
        fault={at.kind}
        options={kinds.map((value) => ({ value, text: intl.formatMessage({ id: `subject.${value}` }) }))}
        onChange={({ target }) => setKind(fitting(kinds, target.value))}
      />
      <TextField
        label={intl.formatMessage({ id: "sources.bind.id" })}
        hint={kind === "accelerator" ? intl.formatMessage({ id: "sources.bind.id.slot" }) : undefined}
        value={id}
        required
        maxLength={160}
        fault={at.id}
        onChange={({ target }) => setId(target.value)}
      />
      <SelectField
        label={intl.formatMessage({ id: "sources.bind.quantity" })}
        value={quantity}
        fault={at.quantity}
        options={choicesOf(kind).map((value) => ({
          value,
          text: intl.formatMessage({ id: `quantity.${value}` }),
        }))}
        onChange={({ target }) => setQuantity(fitting(choicesOf(kind), target.value))}
      />
      <SelectField
        label={intl.formatMessage({ id: "sources.bind.unit" })}
        hint={intl.formatMessage({ id: "sources.bind.unit.hint" })}
        value={unit}
        fault={at.unit}
        options={unitsOf(quantity).map((value) => ({ value, text: sayUnit(value) }))}
        onChange={({ target }) => setUnit(fitting(unitsOf(quantity), target.value))}
      />
    </div>
  );
}

/** @param options not empty */
function fitting<Value extends string>(options: readonly Value[], wished: string): Value {
  const found = options.find((option) => option === wished) ?? options[0];
  if (found === undefined) throw new Error(`nothing to choose for ${wished}`);
  return found;
}
