import { useQuery } from "@tanstack/react-query";
import { useIntl } from "react-intl";
import { api } from "../../../api/queries.ts";
import { Asked } from "../../../ui/asked.tsx";
import { Button } from "../../../ui/button.tsx";
import { EmptyNote } from "../../../ui/empty-note.tsx";
import { Section } from "../../../ui/section.tsx";
import { Sheet } from "../../../ui/sheet.tsx";
import { useOpsCenter } from "../ops-center.tsx";
import { useDeskSearch } from "../use-desk-search.ts";
import { TenantForm } from "./tenant-form.tsx";
import { TenantList } from "./tenant-list.tsx";

/** Who is a tenant of this center, what each holds, and who waits for an answer. */
export function TenantsPage() {
  const intl = useIntl();
  const center = useOpsCenter();
  const { form, change } = useDeskSearch();
  const tenants = useQuery(api.tenants.list.queryOptions({ input: { center: center.id } }));
  const title = intl.formatMessage({ id: "desk.tenants.new" });
  const close = () => change({ form: undefined });
  const create = (
    <Button look="strong" onClick={() => change({ form: "new" })}>
      {title}
    </Button>
  );
  return (
    <main>
      <Section title={intl.formatMessage({ id: "desk.page.tenants" })} aside={create}>
        <Asked query={tenants} lines={10}>
          {(list) =>
            list.length === 0 ? (
              <EmptyNote title={intl.formatMessage({ id: "desk.tenants.none" })}>
                <p>{intl.formatMessage({ id: "desk.tenants.none.how" })}</p>
              </EmptyNote>
            ) : (
              <TenantList tenants={list} />
            )
          }
        </Asked>
      </Section>
      <Sheet isOpen={form === "new"} onClose={close} title={title} place="middle">
        <TenantForm tenant={null} taken={tenants.data?.map(({ id }) => id) ?? []} onDone={close} />
      </Sheet>
    </main>
  );
}
