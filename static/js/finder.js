// Forms and links of the finder change its answer in place, text after a short pause. Without this script they load the
// page of the question.
{
  const pause = 400;
  let waiting;
  let typed;

  const address = ({ pathname, search }) => pathname + search;
  const isMine = (form) => form?.matches("form[data-finder]");
  const isPage = (name) => name === "page" || name === "maybe_page";

  // What the form asks, and what was asked elsewhere: as its hidden fields have it, or the answer still awaited.
  const asked = (form) => {
    const shown = [...form.elements].filter(({ type }) => type !== "hidden");
    const own = new Set(shown.map(({ name }) => name));
    const all = [...new FormData(form)];
    const others = answers.awaited() ?? all;
    const mine = all.filter(([name]) => own.has(name));
    const kept = [...others].filter(([name]) => !own.has(name) && !isPage(name));
    return [...mine, ...kept].filter(([, value]) => value.trim());
  };
  const question = (form) => {
    const query = new URLSearchParams(asked(form)).toString();
    const readable = query.replace(/%(2C|2F|3A)/g, decodeURIComponent);
    return address(new URL(readable ? `?${readable}` : form.action, form.action));
  };
  const ask = (form, field) => {
    clearTimeout(waiting);
    answers.go(question(form), { again: field && field === typed, whole: false });
    typed = field;
  };

  // A currency chosen before its limit is typed asks nothing yet.
  const awaitsLimit = ({ dataset, form, value }) => {
    if (!dataset.limits || !value) return false;
    return !["_min", "_max"].some((end) => form.elements[dataset.limits + end].value.trim());
  };

  document.addEventListener("change", ({ target }) => {
    if (!target.name || !isMine(target.form) || awaitsLimit(target)) return;
    ask(target.form);
  });
  document.addEventListener("submit", (event) => {
    if (!isMine(event.target)) return;
    event.preventDefault();
    ask(event.target);
  });
  document.addEventListener("input", ({ target }) => {
    if (!target.name || !isMine(target.form)) return;
    if (!target.matches("input:not([type=checkbox])")) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => ask(target.form, target), target.dataset.pause ?? pause);
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-finder]");
    const opensElsewhere = event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
    if (!link || opensElsewhere) return;
    event.preventDefault();
    clearTimeout(waiting);
    typed = null;
    answers.go(address(link), { goal: link.dataset.finder });
  });
  document.querySelector("main").dataset.live = "";
}
