import { defineConfig } from "astro/config";

// What a new project has, but that the pictures stay as they are: all peers show the same files.
export default defineConfig({ devToolbar: { enabled: false } });
