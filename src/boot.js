// Starts the app once the page is painted and its pictures are there. Whatever fails here leaves the page as it was
// served: it reads and its links work.
const root = document.documentElement;
const { js, wasm } = document.querySelector("script[data-wasm]").dataset;
const beside = (file) => new URL(file, import.meta.url);

globalThis.trangxaBase = beside(".").pathname;

// A host may not know application/wasm, or answer a missing file with a web page and status 200.
const compile = async (url) => {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  const typed = response.headers.get("content-type")?.startsWith("application/wasm");
  return typed ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
};

const start = async () => {
  try {
    const [app, module] = await Promise.all([import(beside(js)), compile(beside(wasm))]);
    await app.default({ module_or_path: module });
  } catch {
    delete root.dataset.seeking;
  }
};

if (!document.getElementById("app").dataset.path) {
  // The shell that stands in for an address newer than the last build: nothing is here to be read yet.
  root.dataset.seeking = "";
  start();
} else {
  const loaded = new Promise((done) => {
    if (document.readyState === "complete") done();
    else addEventListener("load", done, { once: true });
    // One picture that never comes must not keep the figures from being live.
    setTimeout(done, 5000);
  });
  loaded.then(() => requestAnimationFrame(() => setTimeout(start)));
}
