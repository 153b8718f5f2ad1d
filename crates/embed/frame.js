// What the frame's address asks for, before anything is painted; and what the page around it asks for, by messages.
(() => {
  const root = document.documentElement;
  const { parts, show: own } = root.dataset;
  const words = (text) => (text ?? "").split(/[\s,]+/);
  let main, asker, height;

  // Bad values fall back.
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

  // In the order that was asked for.
  const arrange = () => {
    if (!main) return;
    const headline = main.querySelector("h1");
    for (const name of words(root.dataset.show).reverse()) headline.after(main.querySelector(`[data-part=${name}]`));
    main.querySelectorAll(".headlines li").forEach((it, i) => { it.hidden = i >= root.dataset.n; });
    document.dispatchEvent(new Event("frame"));
  };

  // Of what is in it: the body itself is as high as the page around has room.
  const measure = () => {
    const { clientHeight, offsetHeight } = document.body;
    height = Math.ceil(main.getBoundingClientRect().height) + offsetHeight - clientHeight;
  };

  const tell = () => {
    if (asker) parent.postMessage({ trangxa: 1, id: asker.id, height }, asker.origin);
  };

  addEventListener("message", ({ source, origin, data }) => {
    if (source !== parent || source === self || data?.trangxa !== 1) return;
    if (typeof data.id !== "string" || typeof data.query !== "string") return;
    // A sandboxed page has no origin that could be named.
    asker = { id: data.id, origin: origin === "null" ? "*" : origin };
    apply(data.query);
    if (!main) return;
    // Now: out of sight, a browser may put off what observers see.
    measure();
    tell();
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
      // Painted, seen: now the program may come.
      if (isIntersecting) requestAnimationFrame(() => setTimeout(() => document.dispatchEvent(new Event("seen"))));
    }).observe(main);
  });
})();
