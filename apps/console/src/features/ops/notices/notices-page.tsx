import { useQuery } from "@tanstack/react-query";
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
import { AlertmanagerBlock } from "./alertmanager-block.tsx";
import { FailingNote } from "./failing-note.tsx";
import { TargetDrawer } from "./target-drawer.tsx";
import { TargetForm } from "./target-form.tsx";
import { useTargetColumns } from "./use-target-columns.tsx";

const refreshMs = 3_000;

/** Who is told of alarms, whether it arrives there, and how other systems tell us theirs. */
export function NoticesPage() {
  const intl = useIntl();
  const { id: center } = useOpsCenter();
  const { form, open, change } = useDeskSearch();
  const list = useQuery(
    api.notices.list.queryOptions({ input: { center }, refetchInterval: refreshMs, staleTime: 0 }),
  );
  const columns = useTargetColumns();
  const close = () => change({ form: undefined, open: undefined });
  const create = (
    <Button look="strong" onClick={() => change({ form: "new", open: undefined })}>
      {intl.formatMessage({ id: "notices.new" })}
    </Button>
  );
  const opened = list.data?.targets.find(({ id }) => id === open) ?? null;
  const isForm = form === "new" || (form === "change" && opened !== null);
  return (
    <main className="grid gap-6">
      <Section title={intl.formatMessage({ id: "notices.page" })} aside={create}>
        <p className="mb-3 max-w-prose text-sm text-soft">{intl.formatMessage({ id: "notices.what" })}</p>
        <Asked query={list}>
          {({ targets }) =>
            targets.length === 0 ? (
              <EmptyNote title={intl.formatMessage({ id: "notices.none" })} />
            ) : (
              <div className="grid gap-4">
                {targets.map((target) => (
                  <FailingNote key={target.id} target={target} />
                ))}
                <DeskTable name="notices" columns={columns} rows={targets} rowKey={({ id }) => id} />
              </div>
            )
          }
        </Asked>
      </Section>
      {list.data && (
        <Section title={intl.formatMessage({ id: "notices.in" })}>
          <AlertmanagerBlock url={list.data.alertmanagerUrl} />
        </Section>
      )}
      <Sheet
        isOpen={isForm}
        onClose={close}
        title={intl.formatMessage({ id: form === "new" ? "notices.new" : "notices.change" })}
        place="middle"
      >
        {isForm && (
          <TargetForm
            target={form === "new" ? null : opened}
            mail={list.data?.mail ?? false}
            onDone={close}
          />
        )}
      </Sheet>
      <Sheet isOpen={!isForm && opened !== null} onClose={close} title={opened?.name ?? ""} place="side">
        {opened && <TargetDrawer target={opened} onDone={close} />}
      </Sheet>
    </main>
  );
}
