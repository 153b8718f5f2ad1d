// Keeps pages for a reader whose network is gone. docs/decisions/offline.md says what it keeps, and which ways to get stuck it avoids.
// Only files that are named by their content are served without asking the network; all else comes from the network while that
// answers.

// The publisher fills these in: boot.js, which names most files of the program, its script and its wasm; the files of the parts that a
// reader without a network needs; the sentences; and whether it wrote the pages, too.
const program = [];
const parts = [];
const words = {};
const isBuilt = false;

const { scope } = registration;
// The caches of an origin are shared by all sites on it, each in a folder of its own.
const mine = `trangxa ${scope} `;
const pagesCache = `${mine}pages`;
const filesCache = mine + program.join(" ");
const offlinePage = "ngoai-tuyen.html";
const listFile = "data/offline.json";
const searchFiles = "data/search/";
const emblem = "icons/icon.svg";

// How long the network has before a page that is kept is shown, and before its answer is no longer waited for, in ms.
const PATIENCE = 3e3;
const END = 2e4;
// How many pages stay that a reader has read, besides those of the list, and how many bytes all of them may have.
const READ = 30;
const BYTES = 3e6;
const LARGEST = 4e5;
// How long what is kept counts as current, in ms.
const PAGE_AGE = 36e5;
const LIST_AGE = 18e5;

const get = (path, cache = "no-cache") => fetch(scope + path, { cache, mode: "same-origin" });
const header = (response, name) => response?.headers.get(name) ?? "";
const isHtml = (response) => header(response, "content-type").startsWith("text/html");
const isOlder = (kept, age) => !(Math.abs(Date.now() - header(kept, "x-at")) < age);
const isGone = ({ status }) => [404, 410].includes(status);
const isRight = (response) => response.ok && !response.redirected;
const savesData = () => navigator.connection?.saveData;
const pathOf = (url) => (url.startsWith(scope) ? url.slice(scope.length).split(/[?#]/)[0] : undefined);
// A worker that is to go keeps nothing more while its last page is open.
let isLeaving = false;
const open = (name) => (isLeaving ? Promise.reject(new TypeError(name)) : caches.open(name));
const kept = (path) => caches.match(scope + path, { cacheName: pagesCache });

const copy = (body, response, more) =>
  new Response(body, {
    headers: { "content-type": header(response, "content-type"), date: header(response, "date"), "x-at": Date.now(), ...more },
  });

// Keeps a page, unless the host answered with another one: some answer every address with their home page.
const keep = async (path, response, version) => {
  const cache = await open(pagesCache);
  if (isGone(response)) await cache.delete(scope + path);
  if (!isRight(response) || !isHtml(response) || path === offlinePage) return;
  const body = await response.text();
  const size = new Blob([body]).size;
  const [, written] = / data-path="([^"]*)"/.exec(body) ?? [];
  // Another program may have taken this one's place.
  if (!body.includes('id="app"')) return leaveIfReplaced();
  const isIt = written === undefined || written === new URL(scope + path).pathname;
  if (!isIt || size > LARGEST) return;
  // The site's name is the same in all titles.
  const title = /<title>([^<]*)/.exec(body)?.[1].replace(/ – [^–]*$/, "");
  version ??= header(await kept(path), "x-version");
  // What was kept last becomes the last one in the cache.
  await cache.put(scope + path, copy(body, response, { "x-size": size, "x-title": encodeURIComponent(title), "x-version": version }));
  await trim(cache);
};

// Deletes the oldest pages where there are too many. A list that is being followed is kept at the end.
let followed;
const trim = async (cache) => {
  const listed = followed ?? (await (await kept(listFile))?.json());
  let [read, bytes] = [READ, BYTES];
  for (const request of (await cache.keys()).reverse()) {
    const page = await cache.match(request);
    const path = pathOf(request.url);
    bytes -= header(page, "x-size");
    const isListed = path === listFile || path in (listed ?? {}) || !(isBuilt || isHtml(page));
    if (bytes < 0 || (!isListed && (!isHtml(page) || --read < 0))) await cache.delete(request);
  }
};

// Fetches what has changed of the publisher's list of pages and files, and what is missing of the program.
const followOnce = async () => {
  const response = await get(listFile);
  if (!isRight(response) || isHtml(response)) return;
  const body = await response.text();
  const cache = await open(pagesCache);
  followed = JSON.parse(body);
  for (const [path, version] of Object.entries(followed)) {
    // The worker of a newer build waits for this one to end, and goes on.
    if (registration.waiting) return;
    const known = await kept(path);
    if (known && version === header(known, "x-version")) continue;
    const response = await get(path);
    if (/(^|\/)$/.test(path)) await keep(path, response, version);
    else if (isRight(response) && isHtml(response) === path.endsWith(".html")) {
      const body = await response.blob();
      await cache.put(scope + path, copy(body, response, { "x-size": body.size, "x-version": version }));
    }
  }
  const files = await open(filesCache);
  for (const path of parts) if (!(await files.match(scope + path))) await keepFile(files, path, "default").catch(() => {});
  await cache.put(scope + listFile, copy(body, response));
  await trim(cache);
};

// One run at a time: each page that is read asks for one.
let following;
const followList = async () => {
  if (!isBuilt || savesData() || !isOlder(await kept(listFile), LIST_AGE)) return;
  following ??= followOnce().finally(() => (following = undefined));
  await following;
};

// A site without the list wants no worker: a CMS has taken its place. A host that is down, or that wants to see a password first, has not.
// Pages of others may lie in folders of the site, so this is not looked for each time.
let lookedAt = 0;
const leaveIfReplaced = async () => {
  if (!isBuilt || Math.abs(Date.now() - lookedAt) < 6e4) return;
  lookedAt = Date.now();
  const response = await get(listFile);
  if (isGone(response) || (response.ok && isHtml(response))) await leave();
};

const forget = async (isToGo) => {
  for (const name of await caches.keys()) {
    if (name.startsWith(mine) && isToGo(name)) await caches.delete(name);
  }
};

const leave = async () => {
  isLeaving = true;
  await registration.unregister();
  await forget(() => true);
};

// Deletes the files of other builds, unless a tab may still need them. Each says which it runs by.
const boots = {};
const forgetBuilds = async () => {
  const windows = await clients.matchAll({ type: "window" });
  const tabs = windows.filter(({ frameType }) => frameType !== "nested");
  if (tabs.every(({ id }) => boots[id] === program[0])) await forget((name) => name !== pagesCache && name !== filesCache);
};

// Puts a file of the program into a cache.
const keepFile = async (cache, path, mode) => {
  const response = (await caches.match(scope + path)) ?? (await get(path, mode));
  if (!isRight(response) || isHtml(response)) throw new TypeError(path);
  await cache.put(scope + path, response);
};

// A file of the program, which never changes. A page that could not read it asks for it anew.
const file = async (event) => {
  const { request } = event;
  const known = request.cache !== "reload" && (await caches.match(request).catch(() => {}));
  if (known) return known;
  const response = await fetch(request);
  if (isRight(response) && !isHtml(response)) {
    const body = response.clone();
    event.waitUntil(open(filesCache).then((cache) => cache.put(request, body)).catch(() => {}));
  }
  return response;
};

// Whether an answer is what the host has now. A browser may take a page without `Cache-Control` for current for days.
const isNew = (response) => header(response, "cache-control") || Math.abs(Date.now() - new Date(header(response, "date"))) < 6e4;

// What the network has, if it has it in time; otherwise what is kept. `isIts` says of an answer whether `take` reads it: a copy of a film
// that nobody reads would be held in memory.
const current = async (event, path, isIts, take, show, otherwise) => {
  let taken;
  const fresh = (async () => {
    let response = (await event.preloadResponse) ?? (await fetch(event.request));
    if (isIts(response) && !isNew(response)) response = await fetch(event.request, { cache: "no-cache" });
    taken = take(isIts(response) ? response.clone() : response).catch(() => {});
    event.waitUntil(taken);
    return response;
  })();
  const late = new Promise((done) => setTimeout(done, PATIENCE));
  const within = (end) => Promise.race([fresh, end]).catch(() => {});
  const first = await within(late);
  if (first?.status < 500) {
    // An answer that has begun may never end.
    const isWhole = Promise.race([taken.then(() => true), late]);
    if (!isIts(first) || !(await kept(path).catch(() => {})) || (await isWhole)) return first;
  }
  const known = await kept(path).then(show).catch(() => {});
  event.waitUntil(within(new Promise((done) => setTimeout(done, END))));
  return known ?? first ?? fresh.catch(otherwise);
};

const ago = (ms) => {
  const minutes = Math.round(ms / 6e4);
  const [count, unit] = minutes < 60 ? [minutes, 0] : minutes < 2880 ? [minutes / 60, 1] : [minutes / 1440, 2];
  // A clock that was set meanwhile says nothing.
  return minutes < 0 || minutes > 527040 ? "" : ` (${Math.round(count)} ${words.units[unit]})`;
};

const ZONE = { timeZone: "Asia/Ho_Chi_Minh", hour: "2-digit", minute: "2-digit", day: "numeric", month: "numeric", year: "numeric" };

// A page that is kept says since when. The host's clock says it: those of phones may be wrong.
const told = async (page) => {
  if (!page) return;
  const time = new Date(header(page, "date") || +header(page, "x-at")).toLocaleString("vi", ZONE);
  const said = `<div class="status kept"><p role="status">${words.kept} ${time}${ago(Date.now() - header(page, "x-at"))}. <a href="">${words.again}</a></p></div>`;
  const body = (await page.text()).replace(/<body[^>]*>/, (start) => start + said);
  return new Response(body, { headers: page.headers });
};

// The page for an address that is not kept, with those that are.
const nothing = async () => {
  const page = (await kept(offlinePage)) ?? (await caches.match(scope + offlinePage));
  if (!page) return Response.error();
  const cache = await open(pagesCache);
  let links = "";
  for (const { url } of (await cache.keys()).reverse()) {
    const title = decodeURIComponent(header(await cache.match(url), "x-title"));
    if (title) links += `<li><a href="${url}">${title}</a></li>`;
  }
  return new Response((await page.text()).replace("<!--kept-->", () => links), { status: 503, headers: page.headers });
};

addEventListener("fetch", (event) => {
  const { request } = event;
  const path = pathOf(request.url);
  if (request.method !== "GET" || path === undefined || /(^|\/)embed\//.test(path)) return;
  if (request.mode === "navigate") {
    if (request.destination !== "document") return;
    event.respondWith(current(event, path, isHtml, (response) => keep(path, response), told, nothing));
  } else if (/^[\w-]+-[\da-f]{16}(_bg)?\.(js|css|wasm)$/.test(path)) {
    event.respondWith(file(event));
  } else if (path.startsWith(`${searchFiles}f/`)) {
    const known = kept(path).catch(() => {});
    event.respondWith(known.then((known) => known ?? fetch(request)));
  } else if (path === emblem || path === `${searchFiles}index.json` || (!isBuilt && /^data\/.*\.json$/.test(path))) {
    // Where nothing was built, pages are made from these.
    const isIts = (response) => path !== emblem && isRight(response) && !isHtml(response);
    const take = async (response) => {
      if (isIts(response)) await (await open(pagesCache)).put(scope + path, copy(response.body, response));
    };
    event.respondWith(current(event, path, isIts, take, (it) => it, Response.error));
  }
});

addEventListener("install", (event) => {
  const install = async () => {
    const cache = await open(filesCache);
    if (!savesData()) {
      await Promise.all(program.map((path) => keepFile(cache, path, "default")));
      const page = isBuilt && (await get(offlinePage));
      if (page.ok) await cache.put(scope + offlinePage, page);
    }
    // Of the other files those that the browser has anyway.
    const boot = await (await cache.match(scope + program[0]))?.text();
    const others = boot?.match(/[\w-]+-[\da-f]{16}\.(js|css|wasm)/g) ?? [];
    await Promise.all(others.map((path) => keepFile(cache, path, "only-if-cached").catch(() => {})));
    await skipWaiting();
  };
  event.waitUntil(install());
});

addEventListener("activate", (event) => {
  const activate = async () => {
    await registration.navigationPreload?.enable();
    await clients.claim();
  };
  event.waitUntil(activate());
});

// A page has come alive, or the program shows another one: it is read. The message is its address, that of its boot.js, and whether the page
// came without the worker: then the visit is the first one, and nothing is fetched for it that nobody reads. A site without a worker says
// nothing.
addEventListener("message", (event) => {
  const [url, boot, isFirst] = event.data;
  const path = url && pathOf(url);
  if (url) boots[event.source.id] = pathOf(boot);
  const read = async () => {
    if (!url) await leave();
    if (path === undefined) return;
    if (isOlder(await kept(path), PAGE_AGE)) await keep(path, await get(path));
    if (pathOf(boot) === program[0]) await forgetBuilds();
    if (!isFirst) await followList();
  };
  event.waitUntil(read().catch(() => {}));
});
