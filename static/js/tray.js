// The phones chosen for comparison: kept in this browser, shown at the foot of every page, mirrored by the boxes on it.
// Without this script the boxes belong to a form. Whoever puts new boxes on the page dispatches "phones:shown" on the document.
for (const tray of document.querySelectorAll("[data-tray]")) {
  const most = 6, boxes = "input[name=phone][data-name]", main = document.querySelector("main");
  const [status, bar, fold, panel, list, clear, hint, link] = ["status", "bar", "fold", "panel", "list", "clear", "hint", "link"].map((part) => tray.querySelector(`[data-part=${part}]`));
  let chosen = [];

  const attempt = (step) => { try { return step(); } catch { /* storage is refused or spoilt: the page goes on with what it knows */ } };
  const isPhone = (phone) => typeof phone?.slug === "string" && /^[a-z0-9-]+$/.test(phone.slug) && typeof phone.name === "string";
  const sound = (phones) => [...new Map(phones.filter(isPhone).map((phone) => [phone.slug, phone])).values()].slice(0, most);
  const recall = () => { chosen = attempt(() => sound(JSON.parse(localStorage.getItem("phones-to-compare")) ?? [])) ?? chosen; show(); say(""); };
  const mirror = () => { for (const box of document.querySelectorAll(boxes)) box.checked = chosen.some(({ slug }) => slug === box.value); };
  const say = (words, refused = false) => { status.className = refused ? "tray__refusal" : "visually-hidden"; status.textContent = words; };
  const unfold = (open) => { panel.hidden = !open; fold.setAttribute("aria-expanded", String(open)); };

  const show = () => {
    const place = [...list.children].findIndex((row) => row.contains(document.activeElement)), within = bar.contains(document.activeElement);
    list.replaceChildren(...chosen.map(row));
    fold.textContent = `${chosen.length} chosen`;
    link.textContent = `Compare ${chosen.length} phones`;
    link.href = `${tray.dataset.tray}${chosen.map(({ slug }) => slug).join("-vs-")}/`;
    [tray.hidden, bar.hidden, link.hidden, hint.hidden] = [false, chosen.length < 1, chosen.length < 2, chosen.length > 1];
    mirror();
    if (place >= 0 || (within && bar.hidden)) (list.children[Math.min(place, chosen.length - 1)]?.querySelector("button") ?? main).focus({ preventScroll: true });
  };
  const row = (phone) => {
    const item = tray.querySelector("template").content.firstElementChild.cloneNode(true), button = item.querySelector("button");
    item.querySelector("span").textContent = phone.name;
    button.setAttribute("aria-label", `Remove ${phone.name}`);
    button.addEventListener("click", () => remove(phone));
    return item;
  };
  const keep = (phones, words) => {
    chosen = phones;
    attempt(() => localStorage.setItem("phones-to-compare", JSON.stringify(phones)));
    show();
    say(`${words}: ${phones.length || "none"} chosen`);
  };
  const remove = (gone) => keep(chosen.filter(({ slug }) => slug !== gone.slug), `${gone.name} removed`);
  const add = (phone) => chosen.length < most ? keep(sound([...chosen, phone]), `${phone.name} added`) : refuse(phone);
  const refuse = ({ name }) => { mirror(); say(`A comparison shows ${most} phones at most. Remove one to add the ${name}.`, true); };

  document.addEventListener("change", ({ target: box }) => { if (box.matches(boxes)) (box.checked ? add : remove)({ slug: box.value, name: box.dataset.name }); });
  document.addEventListener("phones:shown", mirror);
  clear.addEventListener("click", () => keep([], "All removed"));
  fold.addEventListener("click", () => { unfold(panel.hidden); attempt(() => sessionStorage.setItem("tray-unfolded", String(!panel.hidden))); });
  for (const event of ["pageshow", "storage"]) addEventListener(event, recall);
  unfold((attempt(() => sessionStorage.getItem("tray-unfolded")) ?? String(matchMedia("(min-width: 64rem)").matches)) === "true");
  recall();
}
