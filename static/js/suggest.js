// Names, and questions to the finder, below a search field while one types. Without this script the form simply
// searches. A field with data-suggest-to leads there, with the phone's slug for the star, and offers phones alone.
const { wordsList, wordsCount } = document.currentScript.dataset;
for (const input of document.querySelectorAll("input[data-suggest]")) {
  const pause = 120;
  const list = document.createElement("ul");
  const status = document.createElement("p");
  let chosen = -1;
  let answered = "";
  let waiting;
  let request;

  const setUp = () => {
    list.id = `${input.id}-names`;
    list.className = "suggestions";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", wordsList);
    status.className = "visually-hidden";
    status.setAttribute("role", "status");
    input.after(list, status);
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", list.id);
    input.setAttribute("aria-expanded", "false");
  };

  const shape = ([kind, x, y, width, height, rx]) => {
    const drawn = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    const sides = { class: `shape shape--${kind}`, x, y, width, height, rx };
    for (const [side, value] of Object.entries(sides)) drawn.setAttribute(side, value);
    return drawn;
  };
  // The name says all that the picture does, so it is left out for those who listen.
  const pictureOf = ({ photo, box, shapes }) => {
    const drawing = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const picture = photo ? new Image() : drawing;
    picture.setAttribute("class", "suggestions__picture");
    picture.setAttribute(photo ? "alt" : "aria-hidden", photo ? "" : "true");
    if (photo) picture.setAttribute("src", photo);
    if (box) picture.setAttribute("viewBox", `-1 -1 ${box[0] + 2} ${box[1] + 2}`);
    if (shapes) picture.append(...shapes.map(shape));
    return picture;
  };
  const option = ({ name, slug, count, url, picture }, number) => {
    const item = document.createElement("li");
    item.id = `${list.id}-${number}`;
    const pictures = picture ? [pictureOf(picture)] : [];
    item.append(...pictures, count ? `${name} (${count})` : name);
    item.setAttribute("role", "option");
    item.dataset.url = input.dataset.suggestTo?.replace("*", slug) ?? url;
    return item;
  };
  const show = (names) => {
    chosen = -1;
    list.replaceChildren(...names.map(option));
    list.hidden = !names.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    input.removeAttribute("aria-activedescendant");
    status.textContent = names.length ? wordsCount.replace("{number}", names.length) : "";
  };
  // The choice of units stays in the address, as on every link.
  const open = (address) => {
    const to = new URL(address, location);
    const units = new URLSearchParams(location.search).get("units");
    if (units === "imperial") to.searchParams.set("units", units);
    location.assign(to);
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
    const { signal } = request;
    try {
      const answer = await fetch(`${input.dataset.suggest}?q=${encodeURIComponent(input.value)}`, { signal });
      const { suggestions, questions } = await answer.json();
      answered = input.value;
      show(input.dataset.suggestTo ? suggestions : [...suggestions, ...questions]);
    } catch {
      // A newer question has taken its place, or there is no network: the form still works.
    }
  };
  const askSoon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, pause);
  };
  const stop = () => {
    clearTimeout(waiting);
    request?.abort();
    show([]);
  };

  // Enter in a field that adds a phone takes the first suggestion for what is typed by now.
  const openFirst = async () => {
    clearTimeout(waiting);
    if (answered !== input.value) await ask();
    const first = answered === input.value && list.firstElementChild;
    if (first) open(first.dataset.url);
    else input.form.requestSubmit();
  };

  const keys = {
    Escape: () => show([]),
    ArrowDown: () => mark(chosen + 1),
    ArrowUp: () => mark(Math.max(chosen, 0) - 1),
    Enter: () => {
      open(list.children[chosen].dataset.url);
    },
  };

  setUp();
  input.addEventListener("input", askSoon);
  input.addEventListener("blur", stop);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && chosen < 0 && input.dataset.suggestTo && input.value.trim()) {
      event.preventDefault();
      openFirst();
      return;
    }
    const act = keys[event.key];
    if (list.hidden || !act) return;
    if (event.key === "Enter" && chosen < 0) return;
    event.preventDefault();
    act();
  });
  list.addEventListener("mousedown", (event) => {
    event.preventDefault();
    const item = event.target.closest("[data-url]");
    if (item) open(item.dataset.url);
  });
}
