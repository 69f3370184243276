import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { describeFailure } from "./api/failure.ts";
import { createQueryClient } from "./api/queries.ts";
import { router } from "./app/router.tsx";
import { DescribeFailure } from "./ui/asked.tsx";
import { applyTheme, preferredTheme } from "./ui/theme/theme.ts";
import "./ui/theme/base.css";

/** Before the first drawing, so that nothing flashes; a wall is dark whatever the system prefers. */
applyTheme(window.location.pathname.startsWith("/wall/") ? "dark" : preferredTheme());

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no element with the id root");
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={createQueryClient()}>
      <DescribeFailure value={describeFailure}>
        <RouterProvider router={router} />
      </DescribeFailure>
    </QueryClientProvider>
  </StrictMode>,
);
