// The phones chosen for comparison: kept in this browser, shown at the foot of every page, mirrored by the boxes on it.
// Without this script the boxes belong to a form. Whoever puts new boxes on the page dispatches "phones:shown" on the
// document.
for (const tray of document.querySelectorAll("[data-tray]")) {
  const most = 6;
  const boxes = "input[name=phone][data-name]";
  const storedPhones = "phones-to-compare";
  const storedUnfolded = "tray-unfolded";

  const part = (name) => tray.querySelector(`[data-part=${name}]`);
  const main = document.querySelector("main");
  const status = part("status");
  const bar = part("bar");
  const units = new URLSearchParams(location.search).get("units");
  const query = units === "imperial" ? "?units=imperial" : "";
  const fold = part("fold");
  const panel = part("panel");
  const list = part("list");
  const clear = part("clear");
  const hint = part("hint");
  const link = part("link");
  const words = tray.dataset;
  let chosen = [];

  // The words that the page has for it, with what changes in their places.
  const filled = (text, places) => text.replace(/\{(\w+)\}/g, (place, name) => places[name] ?? place);
  const attempt = (step) => {
    try {
      return step();
    } catch {
      // Storage is refused or spoilt: the page goes on with what it knows.
      return undefined;
    }
  };
  const isPhone = (phone) => {
    if (typeof phone?.slug !== "string" || typeof phone.name !== "string") return false;
    return /^[a-z0-9-]+$/.test(phone.slug);
  };
  const sound = (phones) => {
    const bySlug = new Map();
    for (const phone of phones.filter(isPhone)) bySlug.set(phone.slug, phone);
    return [...bySlug.values()].slice(0, most);
  };
  const mirror = () => {
    for (const box of document.querySelectorAll(boxes)) {
      box.checked = chosen.some(({ slug }) => slug === box.value);
    }
  };
  const say = (text, refused = false) => {
    status.className = refused ? "tray__refusal" : "visually-hidden";
    status.textContent = text;
  };
  const unfold = (open) => {
    panel.hidden = !open;
    fold.setAttribute("aria-expanded", String(open));
  };

  const row = (phone) => {
    const item = tray.querySelector("template").content.firstElementChild.cloneNode(true);
    const button = item.querySelector("button");
    item.querySelector("span").textContent = phone.name;
    button.setAttribute("aria-label", filled(words.wordsRemove, phone));
    button.addEventListener("click", () => remove(phone));
    return item;
  };
  // Where the focus goes whose place in the list, or whose bar, is gone.
  const refocus = (place) => {
    const next = list.children[Math.min(place, chosen.length - 1)];
    const target = next?.querySelector("button") ?? main;
    target.focus({ preventScroll: true });
  };
  const show = () => {
    const place = [...list.children].findIndex((item) => item.contains(document.activeElement));
    const within = bar.contains(document.activeElement);
    list.replaceChildren(...chosen.map(row));
    fold.textContent = filled(words.wordsChosen, { number: chosen.length });
    link.textContent = filled(words.wordsCompare, { number: chosen.length });
    link.href = `${tray.dataset.tray}${chosen.map(({ slug }) => slug).join("-vs-")}/${query}`;
    tray.hidden = false;
    bar.hidden = chosen.length < 1;
    link.hidden = chosen.length < 2;
    hint.hidden = chosen.length > 1;
    mirror();
    if (place >= 0 || (within && bar.hidden)) refocus(place);
  };

  const recall = () => {
    const read = () => sound(JSON.parse(localStorage.getItem(storedPhones)) ?? []);
    chosen = attempt(read) ?? chosen;
    show();
    say("");
  };
  const keep = (phones, text, name) => {
    chosen = phones;
    attempt(() => localStorage.setItem(storedPhones, JSON.stringify(phones)));
    show();
    say(filled(text, { name, number: phones.length }));
  };
  const remove = (gone) => {
    const rest = chosen.filter(({ slug }) => slug !== gone.slug);
    keep(rest, rest.length ? words.wordsRemoved : words.wordsRemovedLast, gone.name);
  };
  const refuse = ({ name }) => {
    mirror();
    say(filled(words.wordsRefused, { name, number: most }), true);
  };
  const add = (phone) => {
    if (chosen.length >= most) return refuse(phone);
    return keep(sound([...chosen, phone]), words.wordsAdded, phone.name);
  };
  const wasUnfolded = () => {
    const stored = attempt(() => sessionStorage.getItem(storedUnfolded));
    if (stored) return stored === "true";
    return matchMedia("(min-width: 64rem)").matches;
  };

  document.addEventListener("change", ({ target: box }) => {
    if (!box.matches(boxes)) return;
    const phone = { slug: box.value, name: box.dataset.name };
    if (box.checked) add(phone);
    else remove(phone);
  });
  document.addEventListener("phones:shown", mirror);
  clear.addEventListener("click", () => keep([], words.wordsCleared));
  fold.addEventListener("click", () => {
    unfold(panel.hidden);
    attempt(() => sessionStorage.setItem(storedUnfolded, String(!panel.hidden)));
  });
  addEventListener("pageshow", recall);
  addEventListener("storage", recall);
  unfold(wasUnfolded());
  recall();
}
