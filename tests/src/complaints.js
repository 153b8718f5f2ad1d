// For engines whose console no driver can read: what the browser complains of, in every page and frame that has this as its first
// script. Each complaint is told at once to the host that this script comes from, as a request for it with the complaint as the
// query: an account in the page would be lost with the page.
{
    const address = document.currentScript.src.split('?')[0];
    const told = [];
    const complaints = [];
    const tell = complaint => {
        complaints.push(complaint);
        told.push(fetch(`${address}?${encodeURIComponent(complaint)}`, { keepalive: true }).catch(() => {}));
    };
    // Of an error its message too, which is not part of the stack in every engine.
    const inWords = it => it?.stack ? `${it} ${it.stack}` : `${it}`;
    for (const level of ['warn', 'error', 'assert']) {
        const own = console[level];
        console[level] = (...words) => {
            if (level !== 'assert' || !words[0]) tell(`console.${level}: ${words.map(inWords).join(' ')}`);
            own.apply(console, words);
        };
    }
    // What is not loaded any more because the browser leaves the page: Firefox calls it an error.
    let isLeaving = false;
    addEventListener('beforeunload', () => { isLeaving = true; });
    // Also of pictures and scripts, whose errors do not bubble.
    addEventListener('error', ({ target, message, filename, lineno }) => {
        if (!(target instanceof Element)) tell(`${message} (${filename}:${lineno})`);
        else if (!isLeaving) tell(`${target.localName} does not load: ${target.currentSrc || target.src || target.href}`);
    }, true);
    addEventListener('unhandledrejection', ({ reason }) => tell(`unhandled rejection: ${inWords(reason)}`));
    addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sourceFile, lineNumber }) => {
        // Where not even this host may be told, the page's own account has to do.
        if (!blockedURI.startsWith(address)) tell(`${effectiveDirective} blocked ${blockedURI} (${sourceFile}:${lineNumber})`);
    });
    __test.complaints = complaints;
    // Resolves when all complaints so far have been told.
    __test.told = () => Promise.all(told);
}
