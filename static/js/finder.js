// The finder in place: the page of a changed question is fetched, and the parts that it changes are merged into this one.
// Without this script each of its forms and links loads that page.
{
  const parts = ["finder-decisive", "finder-form", "finder-answer"], pause = 400;
  const part = (id) => document.getElementById(id), address = ({ pathname, search }) => pathname + search;
  let wanted = address(location), request, waiting, typed;

  const show = (page, whole) => {
    const focused = document.activeElement, facet = focused.closest(".facet")?.id;
    for (const id of parts) merge(part(id), page.getElementById(id));
    document.title = page.title;
    if (whole && focused.matches("input[name]:not([type=checkbox])")) focused.value = focused.defaultValue;
    if (!focused.isConnected) (part(facet)?.querySelector("input") ?? part("finder-answer")).focus({ preventScroll: true });
    document.dispatchEvent(new CustomEvent("phones:shown", { bubbles: true }));
  };
  const load = async ({ whole = true, goal } = {}) => {
    request?.abort();
    const { signal } = request = new AbortController();
    part("finder-answer").setAttribute("aria-busy", "true");
    try {
      const answer = await (await fetch(wanted, { signal })).text();
      show(new DOMParser().parseFromString(answer, "text/html"), whole);
      part("finder-answer").removeAttribute("aria-busy");
      request = null;
      if (goal && part(goal)) { part(goal).scrollIntoView(); part(goal).focus({ preventScroll: true }); }
    } catch { if (!signal.aborted) location.reload(); }
  };
  const go = (to, { again, ...how }) => {
    if (to === wanted) return;
    history[again ? "replaceState" : "pushState"](null, "", to);
    wanted = to;
    load(how);
  };
  // What the form asks; while an answer is still awaited, what that one asks stays asked.
  const question = (form) => {
    const own = new Set([...form.elements].filter(({ type }) => type !== "hidden").map(({ name }) => name)), all = [...new FormData(form)];
    const others = request ? [...new URL(wanted, location).searchParams].filter(([name]) => !/^(maybe_)?page$/.test(name)) : all;
    const asked = [...all.filter(([name]) => own.has(name)), ...others.filter(([name]) => !own.has(name))].filter(([, value]) => value.trim());
    return address(new URL(asked.length ? `?${new URLSearchParams(asked)}` : form.action, form.action));
  };
  const ask = (form, field) => {
    clearTimeout(waiting);
    go(question(form), { again: field && field === typed, whole: false });
    typed = field;
  };
  const mine = (form) => form?.matches("form[data-finder]") && new URL(form.action).pathname === location.pathname;

  document.addEventListener("change", ({ target }) => { if (target.name && mine(target.form)) ask(target.form); });
  document.addEventListener("submit", (event) => { if (mine(event.target)) { event.preventDefault(); ask(event.target); } });
  document.addEventListener("input", ({ target }) => {
    clearTimeout(waiting);
    if (target.name && target.matches("input:not([type=checkbox])") && mine(target.form)) waiting = setTimeout(() => ask(target.form, target), pause);
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-finder]");
    if (!link || link.pathname !== location.pathname || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    typed = null;
    go(address(link), { goal: link.dataset.finder });
  });
  addEventListener("popstate", () => { if (address(location) !== wanted) { [wanted, typed] = [address(location), null]; load(); } });
  document.querySelector("main").dataset.live = "";
}
