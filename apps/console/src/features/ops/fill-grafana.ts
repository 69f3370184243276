/**
 * The address of a dashboard for a place and a time. Grafana takes times as epoch milliseconds.
 * @param window ISO 8601
 */
export function fillGrafana(
  template: string,
  place: { readonly center: string; readonly rack: string; readonly from: string; readonly to: string },
): string {
  const values: Readonly<Record<string, string>> = {
    center: place.center,
    // How Grafana spells every value of a variable.
    rack: place.rack === "" ? "$__all" : place.rack,
    from: String(Date.parse(place.from)),
    to: String(Date.parse(place.to)),
  };
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    return value === undefined ? whole : encodeURIComponent(value);
  });
}
