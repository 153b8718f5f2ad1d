{
  const { wasm } = document.currentScript.dataset;
  // If the program does not load, the page keeps showing the figures that the publisher wrote into it.
  document.addEventListener("seen", () => wasm_bindgen({ module_or_path: wasm }).catch(() => {}), { once: true });
}
