// The strip of `trangxa serve`: it tells what the clerk should know of the site, and loads the page again when there is a newer one.
// It stands in a shadow tree behind the body, where neither the style of the site nor its program looks.
(() => {
  const { pages } = document.currentScript.dataset;
  // A frame stands on a page that has a strip itself.
  if (window.top !== window) return;

  // Who looks at a preview is no visitor: the page counts nobody who asks it not to.
  Object.defineProperty(navigator, "globalPrivacyControl", { value: true, configurable: true });

  const FOLDER = "/__trangxa/";
  // The state that was closed, which stays so while the person goes from page to page.
  const CLOSED = "trangxa-closed";
  let state, strip;

  const element = (name, attributes = {}, ...content) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...content);
    return made;
  };

  // What the person would see anew.
  const content = ({ problem, groups }) => JSON.stringify([problem, groups]);

  const severity = () => (state.problem ? "error" : state.groups[0]?.severity ?? "good");

  class Strip {
    constructor() {
      this.host = element("trangxa-strip", { hidden: "" });
      const root = this.host.attachShadow({ mode: "open" });
      const style = element("link", { rel: "stylesheet", href: `${FOLDER}strip.css` });
      style.addEventListener("load", () => this.host.removeAttribute("hidden"));
      this.summary = element("span", { class: "summary" });
      this.counts = element("span", { class: "counts" });
      this.toggle = element("button", { type: "button", class: "toggle", "aria-expanded": "false", "aria-controls": "list" },
        element("span", { class: "mark", "aria-hidden": "true" }), this.summary, this.counts);
      this.close = element("button", { type: "button", class: "close" }, element("span", { "aria-hidden": "true" }, "×"));
      this.list = element("div", { id: "list", hidden: "", tabindex: "0" });
      this.status = element("p", { role: "status" });
      this.section = element("section", {}, this.list, element("div", { class: "bar" }, this.toggle, this.close), this.status);
      root.append(style, this.section);
      this.toggle.addEventListener("click", () => this.open(this.list.hidden));
      this.close.addEventListener("click", () => {
        sessionStorage.setItem(CLOSED, content(state));
        this.draw();
      });
      this.section.addEventListener("keydown", ({ key }) => {
        if (key !== "Escape" || this.list.hidden) return;
        this.open(false);
        this.toggle.focus();
      });
      document.documentElement.append(this.host);
    }

    open(isOpen) {
      this.list.hidden = !isOpen;
      this.toggle.setAttribute("aria-expanded", isOpen);
    }

    draw(note = state.summary) {
      const { problem, groups, words, language } = state;
      this.host.lang = language;
      this.section.setAttribute("aria-label", words.title);
      this.section.dataset.severity = severity();
      this.section.hidden = sessionStorage.getItem(CLOSED) === content(state);
      // The end of the page can be read above the strip.
      document.documentElement.style.paddingBottom = this.section.hidden ? "" : "3.75rem";
      this.summary.textContent = note;
      this.counts.replaceChildren(...groups.map(({ severity, heading, count }) =>
        element("span", { class: "count", "data-severity": severity, title: heading },
          element("span", { "aria-hidden": "true" }, String(count)), element("span", { class: "unseen" }, heading))));
      this.close.setAttribute("aria-label", words.close);
      this.close.title = words.close;
      const hasList = Boolean(problem || groups.length);
      this.toggle.disabled = !hasList;
      if (!hasList) this.open(false);
      this.list.setAttribute("aria-label", words.title);
      this.list.replaceChildren(
        ...(problem ? [element("h2", { "data-severity": "error" }, words.problem), element("p", { class: "problem" }, problem)] : []),
        ...groups.flatMap((group) => [
          element("h2", { "data-severity": group.severity }, group.heading),
          ...group.kinds.flatMap(({ heading, findings, more }) => [
            element("h3", {}, heading),
            element("ul", {}, ...findings.map(({ place, message }) =>
              element("li", {}, element("span", { class: "place" }, place), " ", message)),
            ...(more ? [element("li", {}, more)] : [])),
          ]),
        ]),
      );
    }

    say(text) {
      this.status.textContent = text;
    }
  }

  const show = (news) => {
    if (news.pages !== pages) {
      location.reload();
      return;
    }
    const isNew = state && content(state) !== content(news);
    state = news;
    strip.draw();
    if (isNew && !state.building) strip.say(state.summary);
  };

  const pause = (milliseconds) => new Promise((done) => { setTimeout(done, milliseconds); });

  // A browser holds few connections to one host, so only the page in front waits for news.
  const inFront = async () => {
    while (document.hidden) await new Promise((done) => { document.addEventListener("visibilitychange", done, { once: true }); });
  };

  const listen = async () => {
    for (;;) {
      await inFront();
      const leaving = new AbortController();
      const leave = () => { if (document.hidden) leaving.abort(); };
      document.addEventListener("visibilitychange", leave);
      try {
        const answer = await fetch(`${FOLDER}state?after=${state?.id ?? ""}`, { cache: "no-store", signal: leaving.signal });
        if (!answer.ok) throw new Error(answer.status);
        show(await answer.json());
      } catch {
        if (!leaving.signal.aborted) {
          // The program has ended; it may be started again.
          if (state) strip.draw(state.words.stopped);
          await pause(1000);
        }
      } finally {
        document.removeEventListener("visibilitychange", leave);
      }
    }
  };

  document.addEventListener("DOMContentLoaded", () => {
    strip = new Strip();
    listen();
  });
})();
