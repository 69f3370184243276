import type { Figure } from "@aidc/contract";
import { useIntl } from "react-intl";
import { useMyTenant } from "../my-tenant.tsx";
import { figureOrigin } from "./figure-origin.tsx";
import { OriginSheet } from "./origin-sheet.tsx";

/** Where a figure of the page comes from. @param figures by name; none until they have been answered */
export function FigureOriginSheet({ figures }: { figures: Readonly<Record<string, Figure>> | undefined }) {
  const intl = useIntl();
  const { timeZone } = useMyTenant().state.center;
  const find = (name: string) => {
    const figure = figures?.[name];
    return figure ? figureOrigin(figure, timeZone, intl) : null;
  };
  return <OriginSheet find={find} />;
}
