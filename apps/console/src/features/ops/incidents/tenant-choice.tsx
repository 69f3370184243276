import { useIntl } from "react-intl";
import { splitName } from "../../../ui/center-name.ts";
import { useTenants } from "../leases/use-leases.ts";
import type { unnamedWord } from "./places-text.ts";

/** Everybody in the center or at the places of an event, or some tenants by name. */
export function TenantChoice(props: {
  value: readonly string[] | null;
  unnamed: ReturnType<typeof unnamedWord>;
  fault: string | undefined;
  onChange: (value: readonly string[] | null) => void;
}) {
  const { value, unnamed, fault, onChange } = props;
  const intl = useIntl();
  const tenants = useTenants().data ?? [];
  const toggle = (id: string, isOn: boolean) => {
    const chosen = new Set(value ?? []);
    if (isOn) chosen.add(id);
    else chosen.delete(id);
    onChange([...chosen]);
  };
  return (
    <fieldset className="grid gap-2 text-sm">
      <legend className="text-faint">{intl.formatMessage({ id: "desk.event.tenants" })}</legend>
      <label className="flex min-h-6 items-center gap-2">
        <input
          type="checkbox"
          checked={value === null}
          onChange={({ target }) => onChange(target.checked ? null : [])}
        />
        {intl.formatMessage({ id: unnamed })}
      </label>
      {value !== null && (
        <div className="grid max-h-56 grid-cols-1 gap-x-4 overflow-y-auto rounded border border-rule p-2 sm:grid-cols-2">
          {tenants.map((tenant) => (
            <label key={tenant.id} className="flex min-h-7 items-center gap-2">
              <input
                type="checkbox"
                checked={value.includes(tenant.id)}
                onChange={({ target }) => toggle(tenant.id, target.checked)}
              />
              <span className="truncate">{splitName(tenant, intl.locale)[0]}</span>
            </label>
          ))}
        </div>
      )}
      {fault !== undefined && <p role="alert">{fault}</p>}
    </fieldset>
  );
}
