// The card of a mark: who says so, in which words, on which day, and where to tell us that something is wrong. It is
// put together from the list of sources on the page. Without this script a mark leads to that list.
const card = document.createElement("div");
const pause = 150;
let marked = null;
let waiting = null;
let wasTouched = false;

card.className = "evidence-card";
card.setAttribute("role", "group");
card.setAttribute("aria-label", "What stands behind this value");

const columnTitle = (cell) => {
  const heads = cell.closest("table")?.querySelectorAll("thead th") ?? [];
  if (heads.length < 3) return "";
  const head = heads[cell.cellIndex];
  return (head.querySelector("a") ?? head).innerText.replace(/\s+/g, " ").trim();
};

// The citations of one source on the fact of a mark; all that it says of the row where no column is named. A row that
// repeats another has an anchor of its own, which ends alike.
const keyOf = (row) => row.slice(row.lastIndexOf("-") + 1);
const citationsOf = (source, row, title) => {
  const named = [...source.querySelectorAll(`.citations a[href="#${CSS.escape(row)}"]`)];
  const alike = [...source.querySelectorAll(`.citations a[href$="-${CSS.escape(keyOf(row))}"]`)];
  const links = named.length ? named : alike;
  const lines = links.filter((link) => !title || link.textContent.endsWith(`(${title})`));
  return lines.map((link) => link.closest("li"));
};

const part = (tag, text, className = "") => {
  const element = document.createElement(tag);
  element.textContent = text;
  element.className = className;
  return element;
};

// “212 g “Weight: 212 g” (infobox)” without the label of its row.
const lineOf = (citation) => {
  const line = citation.cloneNode(true);
  line.querySelector("a").remove();
  line.firstChild.textContent = line.firstChild.textContent.replace(/^[\s:]+/, "");
  const words = document.createElement("p");
  words.append(...line.childNodes);
  return words;
};

const entryOf = (number, row, title) => {
  const source = document.getElementById(`source-${number}`);
  const entry = document.createElement("li");
  const [name, about] = source.querySelectorAll("p");
  const link = part("a", name.textContent.trim());
  link.href = `#${source.id}`;
  entry.append(link, part("p", about.textContent.replace(/\s+/g, " ").trim(), "small"));
  entry.append(...citationsOf(source, row, title).map(lineOf));
  return entry;
};

const reportLink = (row, cell) => {
  const link = part("a", "Something wrong?");
  const camera = cell.closest("#cameras") ? `&camera=${cell.cellIndex}` : "";
  link.href = `report/?key=${encodeURIComponent(keyOf(row))}${camera}`;
  return link;
};

const fill = (mark) => {
  const cell = mark.closest("td");
  const row = mark.closest("tr[id]")?.id ?? "";
  const list = document.createElement("ul");
  const title = cell ? columnTitle(cell) : "";
  for (const number of mark.dataset.sources.trim().split(/\s+/)) list.append(entryOf(number, row, title));
  card.replaceChildren(list);
  if (row) card.append(Object.assign(document.createElement("p"), { className: "small" }));
  if (row) card.lastChild.append(reportLink(row, cell));
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

const markAt = (event) => event.target.closest?.("a.evidence[data-sources]");
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
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !marked) return;
  if (isInside(event)) marked.focus();
  hide();
});
