// The answer in place: the page of a changed question is fetched, and the parts that it changes are merged into this one.
// The address is the question's; where anything fails, the browser loads that address itself.
const answers = (() => {
  const parts = ["finder-decisive", "finder-form", "finder-answer"], part = (id) => document.getElementById(id);
  const here = () => location.pathname + location.search;
  let wanted = here(), request;

  const show = (page, whole) => {
    const focused = document.activeElement, facet = focused.closest(".facet")?.id;
    for (const id of parts) merge(part(id), page.getElementById(id));
    document.title = page.title;
    if (whole && focused.matches("input[name]:not([type=checkbox])")) focused.value = focused.defaultValue;
    if (!focused.isConnected) (part(facet)?.querySelector("input") ?? part("finder-answer")).focus({ preventScroll: true });
    document.dispatchEvent(new CustomEvent("phones:shown", { bubbles: true }));
  };
  const lead = (place) => {
    place?.scrollIntoView({ behavior: "instant" });
    place?.focus({ preventScroll: true });
  };
  // ``whole``: what is being typed is replaced as well. ``goal``: the id of the place to lead the reader to.
  const load = async ({ whole = true, goal } = {}) => {
    request?.abort();
    const { signal } = request = new AbortController();
    part("finder-answer").setAttribute("aria-busy", "true");
    try {
      const answer = await (await fetch(wanted, { signal })).text();
      show(new DOMParser().parseFromString(answer, "text/html"), whole);
      part("finder-answer").removeAttribute("aria-busy");
      request = null;
      if (goal) lead(part(goal));
    } catch { if (!signal.aborted) location.reload(); }
  };
  // ``again``: in the place of the last address instead of after it.
  const go = (to, { again, ...how } = {}) => {
    if (to === wanted) return;
    if (new URL(to, location).pathname !== location.pathname) return location.assign(to);
    history[again ? "replaceState" : "pushState"](null, "", to);
    wanted = to;
    load(how);
  };
  addEventListener("popstate", () => { if (here() !== wanted) { wanted = here(); load(); } });
  return { go, awaited: () => request && new URL(wanted, location).searchParams };
})();
