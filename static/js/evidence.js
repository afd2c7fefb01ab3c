// The card of a mark: who says so, in which words, on which day, and where to tell us that something is wrong. Names
// come from the list of sources on the page, their words from the page that has them. Without this script a mark leads
// to that list.
const card = document.createElement("div");
const pause = 150;
const answers = new Map();
const cardWords = document.currentScript.dataset;
const unsaid = {
  unsourced: cardWords.wordsUnsourced,
  computed: cardWords.wordsComputed,
  estimated: cardWords.wordsEstimated,
  disputed: cardWords.wordsDisputed,
};
let marked = null;
let waiting = null;
let wasTouched = false;

card.className = "evidence-card";
card.setAttribute("role", "group");
card.setAttribute("aria-label", cardWords.wordsCard);
const prepareMarks = () => {
  for (const mark of document.querySelectorAll(":is(td, dd) span.evidence")) {
    Object.assign(mark, { role: "button", tabIndex: 0 });
  }
};

const part = (tag, textContent, className = "") => {
  return Object.assign(document.createElement(tag), { textContent, className });
};
const plain = (element) => element.textContent.replace(/\s+/g, " ").trim();
const keyOf = (row) => row.slice(row.lastIndexOf("-") + 1);
const columnTitle = (cell) => {
  const heads = cell?.closest("table")?.querySelectorAll("thead th") ?? [];
  if (heads.length < 3) return "";
  const head = heads[cell.cellIndex];
  return (head.querySelector("a") ?? head).innerText.replace(/\s+/g, " ").trim();
};

// The list of sources with what each says of a row: on this page, or on one of its own.
const fetchPage = async (address) => {
  const response = await fetch(address);
  return new DOMParser().parseFromString(await response.text(), "text/html");
};
const sourcesOn = async (row) => {
  const address = document.querySelector("ol[data-citations]")?.dataset.citations;
  if (!address || !row) return document;
  const asked = new URLSearchParams(location.search);
  asked.set("row", row);
  if (!answers.has(row)) answers.set(row, fetchPage(`${address}?${asked}`));
  return answers.get(row);
};

// “212 g “Weight: 212 g” (infobox)” of each citation on the row, of that column where they name columns.
const linesOf = (page, id, row, title) => {
  const citations = [...(page.getElementById(id)?.querySelectorAll(".citations > li") ?? [])];
  const lines = citations.filter((line) => {
    const link = line.querySelector("a");
    return link?.hash.endsWith(`-${keyOf(row)}`) && (!title || link.textContent.endsWith(`(${title})`));
  });
  return lines.map((line) => {
    const words = part("p", "");
    words.append(...[...line.cloneNode(true).childNodes].slice(1));
    words.firstChild.textContent = words.firstChild.textContent.replace(/^[\s:]+/, "");
    return words;
  });
};

const entryOf = (number) => {
  const source = document.getElementById(`source-${number}`);
  const [name, about] = source.querySelectorAll("p");
  const entry = part("li", "");
  entry.append(Object.assign(part("a", plain(name)), { href: `#${source.id}` }), part("p", plain(about), "small"));
  return entry;
};
const addWords = async (mark, entries, row, title) => {
  try {
    const page = await sourcesOn(row);
    for (const [number, entry] of entries) entry.append(...linesOf(page, `source-${number}`, row, title));
    if (mark === marked) place();
  } catch {
    // Without a connection the names of the sources have to do.
  }
};
const reportLine = (row, cell, words) => {
  const camera = cell?.closest("#cameras") ? `&camera=${cell.cellIndex}` : "";
  const line = part("p", "", "small");
  line.append(Object.assign(part("a", words), { href: `report/?key=${encodeURIComponent(keyOf(row))}${camera}` }));
  return line;
};

const fill = (mark) => {
  const cell = mark.closest("td");
  const row = mark.closest("tr[id]")?.id ?? "";
  const numbers = new Set(mark.dataset.sources?.trim().split(/\s+/));
  const entries = [...numbers].map((number) => [number, entryOf(number)]);
  const list = part("ul", "");
  list.append(...entries.map(([, entry]) => entry));
  const kind = Object.keys(unsaid).find((name) => mark.classList.contains(`evidence--${name}`));
  card.replaceChildren(entries.length ? list : part("p", unsaid[kind]));
  if (row) card.append(reportLine(row, cell, entries.length ? cardWords.wordsWrong : cardWords.wordsTell));
  if (entries.length) addWords(mark, entries, row, columnTitle(cell));
};

const hide = () => {
  clearTimeout(waiting);
  card.remove();
  marked?.removeAttribute("aria-expanded");
  marked = null;
};

// Below its mark, or above it where there is no room, and within the width of the window.
const place = () => {
  if (!marked) return;
  const at = marked.getBoundingClientRect();
  const room = document.documentElement.clientWidth - card.offsetWidth - 8;
  const isBelow = at.bottom + card.offsetHeight < innerHeight || at.top < card.offsetHeight;
  card.style.insetInlineStart = `${Math.max(8, Math.min(at.left, room))}px`;
  card.style.insetBlockStart = `${isBelow ? at.bottom + 4 : at.top - card.offsetHeight - 4}px`;
};

// Beside its mark in the page, so that the next step of the keyboard leads into it.
const show = (mark) => {
  clearTimeout(waiting);
  if (mark === marked) return;
  hide();
  marked = mark;
  fill(mark);
  mark.setAttribute("aria-expanded", "true");
  mark.after(card);
  place();
};

const markAt = (event) => event.target.closest?.("a.evidence[data-sources], .evidence[role]");
const isInside = (event) => card.contains(event.target);

document.addEventListener("pointerdown", (event) => {
  wasTouched = event.pointerType !== "mouse";
});
document.addEventListener("pointerover", (event) => {
  if (event.pointerType !== "mouse" || isInside(event)) return clearTimeout(waiting);
  clearTimeout(waiting);
  const mark = markAt(event);
  if (mark) waiting = setTimeout(show, pause, mark);
  else if (marked && document.activeElement !== marked) waiting = setTimeout(hide, 2 * pause);
});
document.addEventListener("click", (event) => {
  const mark = markAt(event);
  if (mark && (wasTouched || mark !== marked)) {
    event.preventDefault();
    show(mark);
  } else if (!isInside(event)) hide();
});
document.addEventListener("focusin", (event) => {
  const mark = markAt(event);
  if (mark) show(mark);
  else if (!isInside(event)) hide();
});
window.addEventListener("hashchange", hide);
window.addEventListener("resize", place);
window.addEventListener("scroll", place, { capture: true, passive: true });
document.addEventListener("rows:shown", prepareMarks);
prepareMarks();
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !marked) return;
  if (isInside(event)) marked.focus();
  hide();
});
