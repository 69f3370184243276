import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  RouterProvider,
} from "@tanstack/react-router";
import { fireEvent, render, screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { LanguageProvider } from "../../i18n/language-provider.tsx";
import { OriginLink } from "./explain/origin-link.tsx";
import { RangeChoice } from "./range-choice.tsx";

/** A page of the desk with what every page of it has. */
function openRack() {
  const root = createRootRoute({ component: Outlet });
  const ops = createRoute({ getParentRoute: () => root, path: "/ops", component: Outlet });
  const rack = createRoute({
    getParentRoute: () => ops,
    path: "/racks/$rack",
    component: () => (
      <LanguageProvider language="en">
        <RangeChoice value="24h" />
        <OriginLink origin="it_energy">15 MWh</OriginLink>
      </LanguageProvider>
    ),
  });
  const history = createMemoryHistory({ initialEntries: ["/ops/racks/k1?center=hand"] });
  const router = createRouter({ routeTree: root.addChildren([ops.addChildren([rack])]), history });
  render(<RouterProvider router={router} />);
  return history;
}

test.each(["1 hour", "15 MWh"])(
  "%s changes the address of the page it stands on, and leaves that page for no other",
  async (name) => {
    const history = openRack();
    fireEvent.click(await screen.findByText(name));
    await vi.waitFor(() => expect(history.location.search).toMatch(/range=1h|explain=it_energy/));
    expect(history.location.pathname).toBe("/ops/racks/k1");
    expect(history.location.search).toContain("center=hand");
  },
);
