// What every page and frame of a test has before any script of its own runs: an account of what the browser complained of,
// and the helpers that tests share.
window.__test = {
    // Violations of the page's Content-Security-Policy, and what no script caught.
    violations: [],
    errors: [],

    // Whether a script has shown another page in place of the one that the browser loaded, as far as tests have asked.
    loaded: location.pathname,
    hasMoved: false,
    moved: () => (__test.hasMoved ||= location.pathname !== __test.loaded),

    // Whether the page is looked at, as the browser would announce it: 'visible' or 'hidden'.
    become(state) {
        Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => state });
        document.dispatchEvent(new Event('visibilitychange'));
    },

    // Resolves when the page has been drawn this many times; what changed before the call has been laid out by then.
    async drawn(times) {
        for (let i = 0; i < times; i++) await new Promise(requestAnimationFrame);
    },

    // What can be seen of a <trangxa-widget>: its own box, its frame, and the content inside the element.
    widget(element) {
        const root = element.shadowRoot, frame = root?.querySelector('iframe'), slot = root?.querySelector('slot');
        const style = frame && getComputedStyle(frame);
        return {
            framed: !!frame,
            shown: style?.visibility === 'visible' && style.position === 'static' && getComputedStyle(slot).display === 'none',
            fallback: element.firstElementChild?.checkVisibility({ visibilityProperty: true }),
            height: root?.firstElementChild?.offsetHeight ?? 0,
            width: root?.firstElementChild?.offsetWidth ?? 0,
            frame: frame && [frame.offsetWidth, frame.offsetHeight],
            title: frame?.title ?? '',
        };
    },

    // Sends a message to a frame of tests/fixtures/embed, unless it is null, and then asks for the frame's report. Messages
    // are handled in order: when the report is there, everything that the frame sent before has arrived as well.
    ask(frame, message) {
        const ticket = Math.random(), { contentWindow } = frame;
        if (message) contentWindow.postMessage(message, '*');
        return new Promise(done => {
            const listen = ({ data }) => {
                if (data?.ticket !== ticket) return;
                removeEventListener('message', listen);
                done(data);
            };
            addEventListener('message', listen);
            contentWindow.postMessage({ test: 'report', ticket }, '*');
        });
    },

    // Stops the clock: from now on timers of a second and more, and Date.now, wait for `turn`. Shorter timers belong to the
    // machinery of a page and run as usual. Math.random is always a half, so that a random delay is known to the millisecond.
    stopClock() {
        const real = {
            now: Date.now, set: window.setTimeout.bind(window), clear: window.clearTimeout.bind(window), fetch: window.fetch.bind(window),
        };
        const waiting = new Map();
        const start = real.now();
        let turned = 0, next = 1_000_000_000, underWay = 0;
        Date.now = () => start + turned;
        Math.random = () => 0.5;
        window.setTimeout = (call, ms = 0, ...rest) => {
            if (!(ms >= 1000)) return real.set(call, ms, ...rest);
            waiting.set(++next, { at: turned + ms, call: () => call(...rest) });
            return next;
        };
        window.clearTimeout = id => { waiting.delete(id) || real.clear(id); };
        // A request is under way until its body is read.
        const count = async promise => {
            underWay++;
            try { return await promise; } finally { underWay--; }
        };
        window.fetch = (...request) => count(real.fetch(...request));
        for (const read of ['arrayBuffer', 'blob', 'bytes', 'formData', 'json', 'text']) {
            const own = Response.prototype[read];
            if (own) Response.prototype[read] = function () { return count(own.call(this)); };
        }
        // Resolves when nothing is under way and the page's own tasks of the moment are done. Requests take real time, during
        // which the clock stands still.
        const settled = async () => {
            for (let quiet = 0; quiet < 4; quiet = underWay > 0 ? 0 : quiet + 1) await new Promise(done => real.set(done, 2));
        };
        this.realTimeout = real.set;
        // Turns the clock on by so many ms: what falls due is done in its order, and what it asks for is answered, before the
        // clock goes on.
        this.turn = async ms => {
            await settled();
            const end = turned + ms;
            for (;;) {
                const due = [...waiting].filter(([, it]) => it.at <= end).sort((a, b) => a[1].at - b[1].at)[0];
                if (!due) break;
                turned = Math.max(turned, due[1].at);
                waiting.delete(due[0]);
                due[1].call();
                await settled();
            }
            turned = end;
        };
    },
};
addEventListener('popstate', () => { __test.hasMoved = true; });
// `securitypolicyviolation` bubbles up to the window. An error of a resource does not, and the console reports it anyway.
addEventListener('securitypolicyviolation', event => __test.violations.push(
    `${event.effectiveDirective} blocked ${event.blockedURI || 'inline'} (${event.sourceFile}:${event.lineNumber})`));
addEventListener('error', event => __test.errors.push(`${event.message} (${event.filename}:${event.lineno})`));
addEventListener('unhandledrejection', event =>
    __test.errors.push(`unhandled rejection: ${event.reason?.stack || event.reason}`));
