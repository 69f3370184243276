import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from "@tanstack/react-router";
import { configure, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { expect, it } from "vitest";
import { LanguageProvider } from "../../i18n/language-provider.tsx";
import { SearchField } from "./desk-table.tsx";

configure({ asyncUtilTimeout: 30_000 });

it("Escape clears the search and leaves the field; while a character is composed it only ends that", async () => {
  const root = createRootRoute();
  const ops = createRoute({
    getParentRoute: () => root,
    path: "/ops",
    validateSearch: ({ q }: Record<string, unknown>) => (typeof q === "string" ? { q } : {}),
    component: () => (
      <LanguageProvider language="en">
        <SearchField />
      </LanguageProvider>
    ),
  });
  const history = createMemoryHistory({ initialEntries: ["/ops?q=hot"] });
  const router = createRouter({ routeTree: root.addChildren([ops]), history });
  render(<RouterProvider<typeof router> router={router} />);
  const field = await screen.findByRole<HTMLInputElement>("searchbox");
  field.focus();
  fireEvent.keyDown(field, { key: "Escape", isComposing: true });
  expect([field.value, document.activeElement === field]).toEqual(["hot", true]);
  fireEvent.keyDown(field, { key: "Escape" });
  await waitFor(() => expect(field.value).toBe(""));
  expect(document.activeElement).not.toBe(field);
});
