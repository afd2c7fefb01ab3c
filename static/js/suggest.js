// Names below a search field while one types. Without this script the form simply searches. A field with
// data-suggest-to leads there, with the phone's slug for the star, instead of to the phone.
for (const input of document.querySelectorAll("input[data-suggest]")) {
  const list = Object.assign(document.createElement("ul"), { id: `${input.id}-names`, className: "suggestions", hidden: true });
  const status = Object.assign(document.createElement("p"), { className: "visually-hidden" });
  let chosen = -1, waiting, request;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Phones of that name");
  status.setAttribute("role", "status");
  input.after(list, status);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false" })) {
    input.setAttribute(name, value);
  }

  const show = (names) => {
    chosen = -1;
    list.replaceChildren(...names.map(({ name, slug, url }, number) => {
      const option = Object.assign(document.createElement("li"), { id: `${list.id}-${number}`, textContent: name });
      option.setAttribute("role", "option");
      option.dataset.url = input.dataset.suggestTo?.replace("*", slug) ?? url;
      return option;
    }));
    list.hidden = !names.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    input.removeAttribute("aria-activedescendant");
    status.textContent = names.length ? `${names.length} phones suggested` : "";
  };
  const mark = (number) => {
    list.children[chosen]?.removeAttribute("aria-selected");
    chosen = (number + list.children.length) % list.children.length;
    list.children[chosen].setAttribute("aria-selected", "true");
    input.setAttribute("aria-activedescendant", list.children[chosen].id);
  };
  const ask = async () => {
    request?.abort();
    request = new AbortController();
    try {
      const answer = await fetch(`${input.dataset.suggest}?q=${encodeURIComponent(input.value)}`, { signal: request.signal });
      show((await answer.json()).suggestions);
    } catch { /* a newer question has taken its place, or there is no network: the form still works */ }
  };

  input.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(ask, 120); });
  input.addEventListener("blur", () => { clearTimeout(waiting); request?.abort(); show([]); });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !list.hidden) { event.preventDefault(); show([]); }
    if (list.hidden) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); mark(event.key === "ArrowDown" ? chosen + 1 : Math.max(chosen, 0) - 1); }
    if (event.key === "Enter" && chosen >= 0) { event.preventDefault(); location.href = list.children[chosen].dataset.url; }
  });
  list.addEventListener("mousedown", (event) => { event.preventDefault(); if (event.target.dataset.url) location.href = event.target.dataset.url; });
}
