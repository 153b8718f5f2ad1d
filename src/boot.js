// Starts the app once the page is painted and its pictures are there. Whatever fails here leaves the page as it was
// served: it reads and its links work.
const root = document.documentElement;
const app = document.getElementById("app");
const { js, wasm } = document.querySelector("script[data-wasm]").dataset;
const beside = (file) => new URL(file, import.meta.url);

// The modules of each part of the program (see crates/split). The publisher fills them in.
const parts = {};
// The part that this page needs besides the main one. A page without a snapshot is on a site that was not built.
const isBuilt = document.getElementById("snapshot");
const part = isBuilt ? app.dataset.part : "feed";
const own = parts[part] ?? [];

globalThis.trangxaBase = beside(".").pathname;

// This page carries the style of its kind of page, except the shell, which has all of it. Before another page is shown here, the whole
// style sheet is added. Its rules have the same order, so nothing changes on this page.
globalThis.trangxaStyled = !app.dataset.path;
let style;
globalThis.trangxaStyle = async () => {
  if (trangxaStyled) return true;
  style ??= new Promise((done) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = beside("style.css");
    const end = (isHere) => () => {
      trangxaStyled = isHere;
      done(isHere);
      if (isHere) return;
      style = undefined;
      link.remove();
    };
    link.onload = end(true);
    link.onerror = end(false);
    document.head.append(link);
  });
  return style;
};

// When this page came from the host. A page that the browser or the worker had kept may be old.
const [visit] = performance.getEntriesByType("navigation");
if (visit?.transferSize && !document.querySelector("body > .kept")) globalThis.trangxaFetched = Date.now() - performance.now() + visit.responseEnd;

// After so many milliseconds of the start the browser has its turn, to handle what a reader does.
const TURN_MS = 8;
const pause = () => globalThis.scheduler?.yield?.() ?? new Promise((go) => setTimeout(go));

// The program asks by this for the browser's next idle moment, for what can wait.
globalThis.trangxaIdle = (work) => (globalThis.requestIdleCallback ? requestIdleCallback(work, { timeout: 2000 }) : setTimeout(work, 200));

// A worker (sw.js) keeps pages for readers without a network, on a site that wants it. Where nothing was built, the program says whether it
// does. Workers may be missing: on http, in private windows, where storage is blocked.
const site = beside(".").href;
const keptPages = `trangxa ${site} pages`;

// Tells the worker that a reader reads a page, and whether it is the first one of all.
const first = navigator.serviceWorker?.controller ? "" : location.href;
globalThis.trangxaRead = () =>
  navigator.serviceWorker?.controller?.postMessage([location.href, import.meta.url, location.href === first]);

// Whether the worker has a page.
globalThis.trangxaIsKept = async (href) => {
  try {
    return Boolean(navigator.serviceWorker?.controller && (await caches.match(href, { cacheName: keptPages })));
  } catch {
    return false;
  }
};

globalThis.trangxaOffline = async (isWanted) => {
  try {
    const workers = navigator.serviceWorker;
    const known = await workers?.getRegistration(site);
    const its = known?.active ?? known?.waiting ?? known?.installing;
    // A worker that somebody else put here is not ours to replace.
    if (!workers || (known?.scope === site && its && its.scriptURL !== beside("sw.js").href)) return;
    if (isWanted) {
      workers.addEventListener("controllerchange", trangxaRead);
      await workers.register(beside("sw.js"));
      trangxaRead();
    } else {
      // The page of a site in a folder may have the worker of the site around it.
      if (workers.controller?.scriptURL === beside("sw.js").href) workers.controller.postMessage([]);
      if (known?.scope === site) await known.unregister();
      const names = (await caches.keys()).filter((name) => name.startsWith(`trangxa ${site} `));
      await Promise.all(names.map((name) => caches.delete(name)));
    }
  } catch {
    // Without it the page is what it is in a browser without workers.
  }
};
const settle = () => {
  if (isBuilt) trangxaIdle(() => trangxaOffline("offline" in app.dataset));
};

// A browser that can put the site on the home screen says so; the site map has a button for it.
let installation;
addEventListener("beforeinstallprompt", (event) => {
  installation = event;
  root.dataset.installable = "";
});
addEventListener("appinstalled", () => delete root.dataset.installable);
addEventListener("click", (event) => {
  if (event.target.closest?.("[name=install]")) installation?.prompt();
});

// The program asks by this for a Vietnamese voice. Browsers name voices late, and some name one that does not speak: then the program sets
// `trangxaMute`.
globalThis.trangxaVoice = (tell) => trangxaIdle(() => {
  const engine = globalThis.speechSynthesis;
  const look = () => {
    if (globalThis.trangxaMute || !engine.getVoices().some((voice) => /^vie?([-_]|$)/i.test(voice.lang))) return;
    engine.onvoiceschanged = null;
    tell();
  };
  if (!engine?.getVoices || !globalThis.SpeechSynthesisUtterance) return;
  engine.onvoiceschanged = look;
  look();
});
globalThis.trangxaHush = () => speechSynthesis.speak(new SpeechSynthesisUtterance(""));

// On paper a page says where it is from and when it was printed; the style sheet adds the words.
addEventListener("beforeprint", () => {
  app.dataset.printed = location.href;
  app.dataset.day = new Date().toLocaleDateString("vi");
});

// A host may not know application/wasm, or answer a missing file with a web page and status 200.
const compile = async (url, cache) => {
  const response = await fetch(url, { cache });
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  const typed = response.headers.get("content-type")?.startsWith("application/wasm");
  return typed ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
};

// The shape of the page's nodes, without the text of an article, which the program does not walk. The publisher writes the
// same number (crates/publish/src/shape.rs).
const shape = () => {
  let hash = 0;
  const add = (code) => {
    hash = (hash * 31 + code) | 0;
  };
  const walk = (node) => {
    for (const child of node.childNodes) {
      for (const character of child.nodeName) add(character.charCodeAt());
      if (child.className !== "prose") walk(child);
      add(1);
    }
  };
  walk(app);
  return (hash >>> 0).toString(36);
};

// Each module is fetched once, and again after a failure. A browser may keep a web page for good that a host once answered in its
// place, so a second attempt goes past the browser's cache.
const modules = {};
const fetched = (file) => {
  const url = beside(file);
  modules[file] ??= compile(url, "default")
    .catch(() => compile(url, "reload"))
    .catch((error) => {
      delete modules[file];
      throw error;
    });
  return modules[file];
};

// The exports of the instance that runs, and the modules that were joined to it. A module must be joined once: it brings variables.
let exports, joined;
const joinModule = async (file) => WebAssembly.instantiate(await fetched(file), { _: exports });
const join = async (name) => {
  const here = globalThis.trangxaParts;
  const into = joined;
  const join = (file) => {
    into[file] ??= joinModule(file).catch((error) => {
      delete into[file];
      throw error;
    });
    return into[file];
  };
  await Promise.all(parts[name].map(join));
  here[name] = true;
};

// The program asks for parts by this, and whether they are here by `trangxaParts`.
globalThis.trangxaPart = (name) => join(name).then(() => true, () => false);

const start = async () => {
  let glue, module;
  try {
    [glue, module] = await Promise.all([import(beside(js)), fetched(wasm), ...own.map(fetched)]);
  } catch {
    // The page reads and its links work. Where the network was gone, it becomes live when the network is back.
    delete root.dataset.seeking;
    addEventListener("online", start, { once: true });
    return;
  }
  const run = async (instance) => {
    joined = {};
    globalThis.trangxaParts = {};
    exports = await instance.default({ module_or_path: module });
    if (part) await join(part);
    await pause();
    instance.start();
    for (let next, begun = performance.now(); (next = instance.proceed()) !== undefined; ) {
      // What the slice set off is done, too, before the next one.
      await next;
      if (performance.now() - begun < TURN_MS) continue;
      await pause();
      begun = performance.now();
    }
  };
  // Translators, browsers that make links of numbers, and hosts that rewrite pages add and remove nodes. The program cannot
  // join such a page: it builds the page anew, in the place of what is there.
  const rebuild = async (instance) => {
    delete app.dataset.shape;
    const { keep } = await import(beside("recover.js"));
    const restore = keep(app);
    await run(instance);
    restore();
  };
  try {
    if (!app.dataset.shape) await run(glue);
    else if (app.dataset.shape !== shape()) await rebuild(glue);
    else {
      // The browser evaluates a module once per address, so the second instance has an address of its own.
      await run(glue).catch(async () => rebuild(await import(`${beside(js)}#again`)));
    }
  } catch {
    delete root.dataset.seeking;
  }
};

// Who presses the button of the reading aids before the program is there gets their panel when it is.
const pressed = new Promise((done) => {
  app.addEventListener("click", ({ target }) => {
    if (root.dataset.live !== undefined || !target.closest(".aids")) return;
    root.dataset.aids = "";
    done();
  });
});

const loaded = new Promise((done) => {
  if (document.readyState === "complete") done();
  else addEventListener("load", done, { once: true });
  // One picture that never comes must not keep the figures from being live.
  setTimeout(done, 5000);
});
const startLater = () => loaded.then(() => requestAnimationFrame(() => setTimeout(() => start().then(settle))));

if (!globalThis.WebAssembly) {
  // The page stays as it was served, and a button that needs the program goes.
  app.querySelector(".aids")?.remove();
  loaded.then(settle);
} else if (!app.dataset.path) {
  // The shell that stands in for an address newer than the last build: nothing is here to be read yet.
  root.dataset.seeking = "";
  start().then(settle);
} else if (!navigator.connection?.saveData) {
  startLater();
} else {
  loaded.then(settle);
  // A reader who saves data needs the program only for the reading aids, or for a page with choices once they touch that page.
  const touched = new Promise((touch) => {
    if (!app.querySelector(".picker")) return;
    for (const event of ["pointerdown", "keydown"]) app.addEventListener(event, touch, { once: true });
  });
  Promise.race([pressed, touched]).then(startLater);
}
