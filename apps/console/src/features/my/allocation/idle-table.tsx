import { useState } from "react";
import { useIntl } from "react-intl";
import { Button } from "../../../ui/button.tsx";
import { Reading } from "../../../ui/reading.tsx";
import { Cell, HeadCell, Table } from "../../../ui/table.tsx";
import { useWords } from "../../../ui/use-words.ts";
import { useMyTenant } from "../my-tenant.tsx";
import { useModelName } from "../use-model-name.ts";

const atFirst = 8;

/** Assigned cards that do nothing, by name, so that their owner can find them. */
export function IdleTable() {
  const intl = useIntl();
  const words = useWords();
  const modelName = useModelName();
  const [isWhole, setWhole] = useState(false);
  const { idleAccelerators, idleCount, silentCount, assigned } = useMyTenant().state;
  const shown = isWhole ? idleAccelerators : idleAccelerators.slice(0, atFirst);
  if (idleCount === 0) {
    const known = assigned.value !== null && assigned.value > 0;
    return (
      <p className="py-2 text-sm text-faint">
        {known && silentCount > 0
          ? intl.formatMessage({ id: "my.idle.silent" }, { silent: silentCount, total: assigned.value })
          : intl.formatMessage({ id: known ? "my.idle.none" : "my.idle.unassigned" })}
      </p>
    );
  }
  return (
    <>
      <p className="mb-2 text-xs text-faint">{intl.formatMessage({ id: "my.idle.how" })}</p>
      <Table>
        <thead>
          <tr>
            <HeadCell>{intl.formatMessage({ id: "my.card" })}</HeadCell>
            <HeadCell>{intl.formatMessage({ id: "column.rack" })}</HeadCell>
            <HeadCell>{intl.formatMessage({ id: "column.model" })}</HeadCell>
            <HeadCell isNumber>{intl.formatMessage({ id: "quantity.utilisation" })}</HeadCell>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ id, rack, model, utilisation }) => (
            <tr key={id}>
              <Cell>{id}</Cell>
              <Cell isFaint>{rack}</Cell>
              <Cell isFaint>{modelName(model)}</Cell>
              <Cell isNumber>
                <Reading value={utilisation} unit="ratio" reason="no_data" />
              </Cell>
            </tr>
          ))}
        </tbody>
      </Table>
      {idleCount > shown.length && (
        <p className="flex flex-wrap items-center gap-3 pt-2 text-sm text-faint">
          {intl.formatMessage(
            { id: "my.idle.cut" },
            { shown: words.count(shown.length), total: words.count(idleCount) },
          )}
          {!isWhole && (
            <Button look="quiet" onClick={() => setWhole(true)}>
              {intl.formatMessage({ id: "my.more" })}
            </Button>
          )}
        </p>
      )}
    </>
  );
}
