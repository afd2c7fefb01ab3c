// The answer in place: the page of a changed question is fetched, and the parts that it changes are merged into this
// one. The address is the question's; where anything fails, the browser loads that address itself.
const answers = (() => {
  const parts = ["finder-decisive", "finder-form", "finder-answer"];
  const part = (id) => document.getElementById(id);
  const here = () => location.pathname + location.search;
  let wanted = here();
  let request;

  const show = (page, whole) => {
    const focused = document.activeElement;
    const facet = focused.closest(".facet")?.id;
    for (const id of parts) merge(part(id), page.getElementById(id));
    document.title = page.title;
    if (whole && focused.matches("input[name]:not([type=checkbox])")) focused.value = focused.defaultValue;
    if (!focused.isConnected) {
      const target = part(facet)?.querySelector("input") ?? part("finder-answer");
      target.focus({ preventScroll: true });
    }
    document.dispatchEvent(new CustomEvent("phones:shown", { bubbles: true }));
  };
  const lead = (place) => {
    if (place?.matches("details")) {
      place.open = true;
      place.querySelector("summary").focus();
      return;
    }
    place?.scrollIntoView({ behavior: "instant" });
    place?.focus({ preventScroll: true });
  };
  const fetchPage = async (signal) => {
    const answer = await fetch(wanted, { signal });
    return new DOMParser().parseFromString(await answer.text(), "text/html");
  };
  // ``whole``: what is being typed is replaced as well. ``goal``: the id of the place to lead the reader to.
  const load = async ({ whole = true, goal } = {}) => {
    request?.abort();
    request = new AbortController();
    const { signal } = request;
    part("finder-answer").setAttribute("aria-busy", "true");
    try {
      show(await fetchPage(signal), whole);
      part("finder-answer").removeAttribute("aria-busy");
      request = null;
      if (goal) lead(part(goal));
    } catch {
      if (!signal.aborted) location.reload();
    }
  };
  // ``again``: in the place of the last address instead of after it.
  const go = (to, { again, ...how } = {}) => {
    if (to === wanted) return;
    if (new URL(to, location).pathname !== location.pathname) {
      location.assign(to);
      return;
    }
    if (again) history.replaceState(null, "", to);
    else history.pushState(null, "", to);
    wanted = to;
    load(how);
  };
  // What the answer asks that is on its way; undefined where none is.
  const awaited = () => {
    if (!request) return undefined;
    return new URL(wanted, location).searchParams;
  };
  addEventListener("popstate", () => {
    if (here() === wanted) return;
    wanted = here();
    load();
  });
  return { go, awaited };
})();
