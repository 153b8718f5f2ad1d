// Keeps what the reader does on a page while the program builds the page anew: scroll position, focus, selection and translation.
// Loaded only where somebody changed the page before the program started.

const FOCUSABLE = "a[href],button,input,select,summary,textarea,[tabindex]";

// The texts and elements of a node. A translator wraps texts in <font>: these elements are passed over, and neighbouring texts
// count as one: a list of text nodes.
const parts = (nodes, list = []) => {
  for (const node of nodes) {
    if (node.localName === "font") parts(node.childNodes, list);
    else if (node.nodeType === Node.ELEMENT_NODE) list.push(node);
    else if (node.nodeType !== Node.TEXT_NODE) list.push(null);
    else if (Array.isArray(list[list.length - 1])) list[list.length - 1].push(node);
    else list.push([node]);
  }
  return list;
};

// Gives the texts of a new page the translation that the old ones had, as far as both have the same parts.
const translate = (oldNodes, newNodes) => {
  const [before, now] = [parts(oldNodes), parts(newNodes)];
  const isSame = (one, other) => Array.isArray(one) === Array.isArray(other) && one?.localName === other?.localName;
  if (before.length !== now.length || !before.every((part, i) => isSame(part, now[i]))) return;
  now.forEach((part, i) => {
    if (!Array.isArray(part)) {
      if (part) translate(before[i].childNodes, part.childNodes);
    } else if (part.length === 1) {
      const text = before[i].map((node) => node.data).join("");
      if (part[0].data !== text) part[0].data = text;
    }
  });
};

// How many characters of the app's text lie before a place in it.
const offset = (app, node, at) => {
  const range = document.createRange();
  range.setStart(app, 0);
  range.setEnd(node, at);
  return range.toString().length;
};

// The place in the app's text that has so many characters before it.
const place = (app, characters) => {
  const walker = document.createTreeWalker(app, NodeFilter.SHOW_TEXT);
  let rest = characters;
  while (walker.nextNode()) {
    const { data } = walker.currentNode;
    if (rest <= data.length) return [walker.currentNode, rest];
    rest -= data.length;
  }
  return [app, app.childNodes.length];
};

// Returns a function that gives the new page what the old one had.
export const keep = (app) => {
  const { scrollX, scrollY } = window;
  const focused = app.contains(document.activeElement) ? document.activeElement : null;
  const focusIndex = focused ? Array.from(app.querySelectorAll(FOCUSABLE)).indexOf(focused) : -1;
  const selection = getSelection();
  const { anchorNode, focusNode, isCollapsed } = selection;
  const ends =
    !isCollapsed && app.contains(anchorNode) && app.contains(focusNode)
      ? [offset(app, anchorNode, selection.anchorOffset), offset(app, focusNode, selection.focusOffset)]
      : null;
  const selected = selection.toString();
  const translated = app.querySelector("font") ? Array.from(app.childNodes) : null;

  const restore = () => {
    if (translated) translate(translated, app.childNodes);
    if (focused && document.activeElement === document.body) {
      const again = app.querySelectorAll(FOCUSABLE)[focusIndex];
      if (again?.localName === focused.localName) again.focus({ preventScroll: true });
    }
    if (ends) {
      const [anchor, focus] = ends.map((end) => place(app, end));
      selection.setBaseAndExtent(...anchor, ...focus);
      // The text before it is another one now: no selection is better than a wrong one.
      if (selection.toString() !== selected) selection.removeAllRanges();
    }
    scrollTo(scrollX, scrollY);
  };
  // The program puts texts of articles and figures in place after its first turn. What it fetches comes later: a translation must not
  // replace what is newer than itself.
  return () => setTimeout(restore);
};
