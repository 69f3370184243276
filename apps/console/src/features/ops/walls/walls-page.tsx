import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useIntl } from "react-intl";
import { api } from "../../../api/queries.ts";
import { Asked } from "../../../ui/asked.tsx";
import { Button } from "../../../ui/button.tsx";
import { EmptyNote } from "../../../ui/empty-note.tsx";
import { Section } from "../../../ui/section.tsx";
import { Sheet } from "../../../ui/sheet.tsx";
import { DeskTable } from "../desk-table.tsx";
import { useOpsCenter } from "../ops-center.tsx";
import { useDeskSearch } from "../use-desk-search.ts";
import { CreateWallForm } from "./create-wall.tsx";
import { RevokeWall } from "./revoke-wall.tsx";
import { useWallColumns } from "./use-wall-columns.tsx";
import { listScreens } from "./wall-rows.ts";

const refreshMs = 3_000;

/** Every wall link of the center, and what each screen that shows it last drew. */
export function WallsPage() {
  const intl = useIntl();
  const center = useOpsCenter();
  const { form, open, change } = useDeskSearch();
  const walls = useQuery(
    api.alarms.walls.queryOptions({ input: { center: center.id }, refetchInterval: refreshMs, staleTime: 0 }),
  );
  const rows = useMemo(() => listScreens(walls.data ?? []), [walls.data]);
  const columns = useWallColumns();
  const close = () => change({ form: undefined, open: undefined });
  const create = (
    <Button look="strong" onClick={() => change({ form: "new", open: undefined })}>
      {intl.formatMessage({ id: "screens.new" })}
    </Button>
  );
  const opened = walls.data?.find(({ id }) => id === open);
  return (
    <main className="grid gap-4">
      <Section title={intl.formatMessage({ id: "screens.page" })} aside={create}>
        <p className="mb-3 max-w-prose text-sm text-soft">{intl.formatMessage({ id: "screens.what" })}</p>
        <Asked query={walls}>
          {() =>
            rows.length === 0 ? (
              <EmptyNote title={intl.formatMessage({ id: "screens.none" })} />
            ) : (
              <DeskTable name="walls" columns={columns} rows={rows} rowKey={({ key }) => key} />
            )
          }
        </Asked>
      </Section>
      <Sheet
        isOpen={form === "new"}
        onClose={close}
        title={intl.formatMessage({ id: "screens.new" })}
        place="middle"
      >
        <CreateWallForm onDone={close} />
      </Sheet>
      <Sheet
        isOpen={form === "revoke" && opened !== undefined}
        onClose={close}
        title={intl.formatMessage({ id: "desk.wall.revoke" })}
        place="middle"
      >
        {opened && <RevokeWall wall={opened.id} name={opened.name} onDone={close} />}
      </Sheet>
    </main>
  );
}
