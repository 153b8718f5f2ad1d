import path from "node:path";

// A folder to upload to any static host, like the others. Without the root, Next.js looks for one in the folders above.
export default {
    output: "export",
    trailingSlash: true,
    turbopack: { root: path.resolve(import.meta.dirname) },
};
