// Applies the parameters of the frame's address before anything is painted, and later those that the partner's page sends in
// messages.
(() => {
  const root = document.documentElement;
  const { parts, show: own } = root.dataset;
  const words = (text) => (text ?? "").split(/[\s,]+/);
  let main, asker, height;

  // Missing and invalid values fall back to the defaults.
  const apply = (query) => {
    const get = new URLSearchParams(query);
    const one = (name, ...known) => known.find((it) => it === get.get(name)) ?? known[0];
    const shown = [...new Set(words(get.get("show")))].filter((it) => words(parts).includes(it));
    root.dataset.show = shown.length ? shown.join(" ") : own;
    root.dataset.theme = one("theme", "auto", "light", "dark");
    root.dataset.lang = one("lang", "vi", "en");
    root.dataset.density = one("density", "normal", "compact");
    root.dataset.n = (/^([1-9]|10)$/.exec(get.get("n")) ?? [5])[0];
    const [, accent] = /^#?([\da-f]{3}|[\da-f]{6})$/i.exec(get.get("accent") ?? "") ?? [];
    if (accent) root.style.setProperty("--accent", "#" + accent);
    else root.style.removeProperty("--accent");
    arrange();
  };

  // Puts the parts into the order in which they were asked for.
  const arrange = () => {
    if (!main) return;
    const headline = main.querySelector("h1");
    for (const name of words(root.dataset.show).reverse()) headline.after(main.querySelector(`[data-part=${name}]`));
    main.querySelectorAll(".headlines li").forEach((it, i) => { it.hidden = i >= root.dataset.n; });
    document.dispatchEvent(new Event("frame"));
  };

  // Measures the content, because the body itself is at least as high as the frame.
  const measure = () => {
    const { clientHeight, offsetHeight } = document.body;
    height = Math.ceil(main.getBoundingClientRect().height) + offsetHeight - clientHeight;
  };

  const tell = () => {
    if (asker) parent.postMessage({ trangxa: 1, id: asker.id, height }, asker.origin);
  };

  // Answers at once: while the frame is out of sight, a browser may postpone the calls of observers. On a busy device, Chromium may give
  // a frame that was just inserted no height for a moment, and the loader shows no frame without one.
  const answer = (wait) => {
    measure();
    if (height) tell();
    else setTimeout(answer, wait, 2 * wait);
  };

  addEventListener("message", ({ source, origin, data }) => {
    if (source !== parent || source === self || data?.trangxa !== 1) return;
    if (typeof data.id !== "string" || typeof data.query !== "string") return;
    // A sandboxed page has the origin "null", which postMessage does not accept as a target.
    asker = { id: data.id, origin: origin === "null" ? "*" : origin };
    apply(data.query);
    if (main) answer(25);
  });

  apply(location.search);

  document.addEventListener("DOMContentLoaded", () => {
    main = document.querySelector("main");
    arrange();
    new ResizeObserver(() => {
      const before = height;
      measure();
      if (height !== before) tell();
    }).observe(main);
    new IntersectionObserver((seen) => {
      const { isIntersecting } = seen.pop();
      root.toggleAttribute("data-away", !isIntersecting);
      document.dispatchEvent(new Event("frame"));
      // The frame is painted and in view, so the program may load now.
      if (isIntersecting) requestAnimationFrame(() => setTimeout(() => document.dispatchEvent(new Event("seen"))));
    }).observe(main);
  });
})();
