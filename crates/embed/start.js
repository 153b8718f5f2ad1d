{
  const { wasm } = document.currentScript.dataset;
  // Whatever fails here leaves the figures as they were served.
  document.addEventListener("seen", () => wasm_bindgen({ module_or_path: wasm }).catch(() => {}), { once: true });
}
