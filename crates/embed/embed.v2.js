/* <trangxa-widget>: a commune's figures on anyone's page. Trang Xa; MIT OR Apache-2.0.
Frozen: pages pin these bytes by their hash. The whys are in embed.v2.md. */
{
const here = document.currentScript?.src;

// Space kept free, px: [narrow, per headline, wide, per headline].
const SPACE = { tthc: [750, 0, 680, 0], news: [50, 137, 50, 115], counters: [320, 0, 315, 0] };
const BETWEEN = 16;
const COMPACT = 0.8;

const PASSED = ["show", "theme", "accent", "density", "lang", "n"];
const CELL = "grid-area:1/1;border:0;max-width:100%;width:";

const loaded = new Promise(done => {
  if (document.readyState == "complete") done();
  addEventListener("load", done);
  setTimeout(done, 5000);
});

const add = (parent, name, css, rest) => {
  const it = Object.assign(document.createElement(name), rest);
  it.style.cssText = css;
  return parent.appendChild(it);
};

customElements.get("trangxa-widget") || customElements.define("trangxa-widget", class extends HTMLElement {
  static get observedAttributes() {
    return [...PASSED, "height", "label", "site"];
  }

  connectedCallback() {
    const root = this.shadowRoot || this.attachShadow({ mode: "open" });
    const box = add(root, "div", "display:grid;grid:auto/minmax(0,1fr);position:relative;width:100%");
    const space = add(box, "div", CELL + "300px");
    const slot = add(box, "slot", CELL + "100%;display:block");
    const id = Math.random() + "";
    let url, frame, up, height, timer;

    const get = name => this.getAttribute(name) || "";

    const update = this._update = () => {
      const kinds = [...new Set(get("show").match(/\b(tthc|news|counters)\b/g) || ["tthc"])];
      const sum = at => {
        const n = /^([1-9]|10)$/.test(get("n")) ? get("n") : 5;
        const sum = kinds.reduce((sum, it) => sum + BETWEEN + SPACE[it][at] + SPACE[it][at + 1] * n, -BETWEEN);
        return /^\d{1,4}$/.test(get("height")) ? get("height") : get("density") == "compact" ? sum * COMPACT : sum;
      };
      space.style.paddingBottom = `clamp(${sum(2)}px,(400px - 100%)*99999,${sum(0)}px)`;
      try {
        url = new URL((get("site") || ".").trim().replace(/\/*$/, `/embed/${kinds[0]}/`), here);
        for (const it of PASSED) if (get(it)) url.searchParams.set(it, get(it));
        url.searchParams.set("show", kinds);
      } catch (_) {}
      if (!frame) return;
      frame.title = (get("label") || this.textContent).trim().replace(/\s+/g, " ").slice(0, 150) || "Trang X\xe3";
      const target = origin == "null" ? "*" : url.origin;
      if (up) frame.contentWindow.postMessage({ trangxa: 1, id, query: url.search }, target);
    };

    const show = () => {
      if (!height || this.querySelector(":focus")) return;
      box.style.minHeight = Math.max(box.offsetHeight, height) + "px";
      space.style.width = box.offsetWidth + "px";
      slot.style.display = "none";
      frame.style.cssText = `${CELL}100%;height:${height}px`;
    };
    slot.addEventListener("focusout", () => setTimeout(show));

    const hear = ({ source, origin: from, data }) => {
      if (frame && source == frame.contentWindow && (from == url.origin || (from == "null" && from == origin))
        && data?.trangxa === 1 && data.id === id && Number.isFinite(data.height) && data.height > 0) {
        clearTimeout(timer);
        this._wait = 0;
        height = Math.min(data.height, 1e4);
        show();
      }
    };
    addEventListener("message", hear);

    const near = new IntersectionObserver(seen => {
      if (!seen.pop().isIntersecting || !/^https?:/.test(url)) return;
      near.disconnect();
      frame = add(box, "iframe", CELL + "100%;height:100%;position:absolute;top:0;left:0;visibility:hidden", {
        allow: "",
        onload: () => update(up = 1),
        referrerPolicy: "no-referrer",
        src: url,
      });
      update();
      timer = setTimeout(this._again, this._wait = this._wait * 2 || 60000);
    }, { rootMargin: "200px" });
    loaded.then(() => near.observe(box));

    this._stop = () => {
      removeEventListener("message", hear);
      near.disconnect();
      clearTimeout(timer);
      box.remove();
      this._update = 0;
    };
    this._again = () => {
      this._stop();
      this.connectedCallback();
    };
    update();
  }

  disconnectedCallback() {
    this._stop();
  }

  connectedMoveCallback() {}

  attributeChangedCallback(name, old, now) {
    if (this._update && old != now) name == "site" ? this._again() : this._update();
  }
});
}
