// Opens a group of rows in its table, and closes it again; the address keeps which are open. Without this script the
// heading leads to a page that has them.
const openedGroups = (search) => new Set((search.get("open") ?? "").split(".").filter(Boolean));

const fetchRows = async (table, group) => {
  const asked = new URLSearchParams(location.search);
  asked.set("group", group);
  const response = await fetch(`${table.dataset.rows}?${asked}`);
  if (!response.ok) throw new Error(response.status);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  return page.querySelectorAll("tbody");
};
const keepInAddress = (group, isOpen) => {
  const search = new URLSearchParams(location.search);
  const opened = openedGroups(search);
  if (isOpen) opened.add(group);
  else opened.delete(group);
  search.delete("open");
  if (opened.size) search.set("open", [...opened].join("."));
  const query = search.size ? `?${search}` : "";
  history.replaceState(null, "", `${location.pathname}${query}${location.hash}`);
};
const removeRows = (head) => {
  while (head.nextElementSibling && !head.nextElementSibling.matches(".group-head")) head.nextElementSibling.remove();
};
const toggleRows = async (link) => {
  const head = link.closest("tbody");
  const { group } = link.dataset;
  const isOpen = link.getAttribute("aria-expanded") !== "true";
  keepInAddress(group, isOpen);
  if (!isOpen) removeRows(head);
  link.setAttribute("aria-expanded", String(isOpen));
  if (!isOpen) return;
  const [, ...bodies] = await fetchRows(head.closest("table"), group);
  head.after(...bodies);
  document.dispatchEvent(new Event("rows:shown"));
};

// A row that the address names, and that is not on the page yet.
const openNamedRow = async () => {
  const name = decodeURIComponent(location.hash.slice(1));
  if (!name || document.getElementById(name)) return;
  const links = [...document.querySelectorAll("table[data-rows] a[data-group]")];
  const link = links.find(({ dataset }) => name.startsWith(`${dataset.group}-`));
  if (!link || link.getAttribute("aria-expanded") === "true") return;
  await toggleRows(link);
  document.getElementById(name)?.scrollIntoView();
};

document.addEventListener("click", (event) => {
  const link = event.target.closest("table[data-rows] a[data-group]");
  if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  toggleRows(link).catch(() => location.assign(link.href));
});
window.addEventListener("hashchange", openNamedRow);
openNamedRow();
