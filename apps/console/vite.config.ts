import tailwind from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const server = "http://127.0.0.1:4600";

/** The page may run under a policy without inline scripts, so nothing here may write one into index.html. */
export default defineConfig({
  plugins: [react(), tailwind()],
  build: {
    target: "es2023",
    sourcemap: false,
    /** Fonts and pictures stay files: a data: address would need a wider content policy. */
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 400,
  },
  server: {
    proxy: {
      "/api": server,
      "/socket.io": { target: server, ws: true },
    },
  },
});
