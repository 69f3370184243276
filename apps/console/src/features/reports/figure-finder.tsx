import type { Report } from "@aidc/contract";
import type { FormEvent } from "react";
import { useState } from "react";
import { useIntl } from "react-intl";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/field.tsx";
import { useReportPlace } from "./report-place.tsx";
import { useSay } from "./use-say.ts";

/** Opens where a figure comes from by the id that every format prints beside it. */
export function FigureFinder({ report }: { report: Report }) {
  const intl = useIntl();
  const say = useSay();
  const { change } = useReportPlace();
  const [id, setId] = useState("");
  const [missed, setMissed] = useState(false);
  const { figures } = report.content;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = figures.find((one) => one.id === id.trim());
    setMissed(found === undefined);
    if (found) change({ figure: found.id });
  };
  return (
    <form className="no-print mt-4 flex max-w-md items-end gap-2" onSubmit={submit}>
      <TextField
        label={intl.formatMessage({ id: "finder.label" })}
        list="figure-ids"
        value={id}
        fault={missed ? intl.formatMessage({ id: "finder.missed" }) : undefined}
        onChange={({ target }) => {
          setId(target.value);
          setMissed(false);
        }}
      />
      <datalist id="figure-ids">
        {figures.map((one) => (
          <option key={one.id} value={one.id}>
            {say(one.title)}
          </option>
        ))}
      </datalist>
      <Button type="submit">{intl.formatMessage({ id: "finder.open" })}</Button>
    </form>
  );
}
