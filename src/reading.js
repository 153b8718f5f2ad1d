// How a reader wants to read (docs/decisions/reading.md): the style sheet knows it before anything is painted, and as soon as another tab
// has changed it. This stands in every page, whose policy has its hash. What is kept is believed only where it may be a list of names.
((d) => {
  const f = () => {
    try {
      const c = localStorage["trangxa-reading"] || "";
      d.reading = /^[a-z0-9 -]{1,80}$/.test(c) ? c : "";
    } catch (e) {
      d.reading = d.reading || "";
    }
  };
  f();
  addEventListener("storage", f);
  addEventListener("pageshow", f);
})(document.documentElement.dataset);
