// Forms and links of the finder change its answer in place, text after a short pause. Without this script they load the
// page of the question.
{
  const pause = 400, address = ({ pathname, search }) => pathname + search;
  let waiting, typed;

  // What the form asks, and what was asked elsewhere: as its hidden fields have it, or the answer that is still awaited.
  const question = (form) => {
    const own = new Set([...form.elements].filter(({ type }) => type !== "hidden").map(({ name }) => name));
    const all = [...new FormData(form)], others = answers.awaited() ?? all;
    const kept = [...others].filter(([name]) => !own.has(name) && !/^(maybe_)?page$/.test(name));
    const asked = [...all.filter(([name]) => own.has(name)), ...kept].filter(([, value]) => value.trim());
    const query = new URLSearchParams(asked).toString().replace(/%(2C|2F|3A)/g, decodeURIComponent);
    return address(new URL(query ? `?${query}` : form.action, form.action));
  };
  const ask = (form, field) => {
    clearTimeout(waiting);
    answers.go(question(form), { again: field && field === typed, whole: false });
    typed = field;
  };
  const mine = (form) => form?.matches("form[data-finder]");

  document.addEventListener("change", ({ target }) => { if (target.name && mine(target.form)) ask(target.form); });
  document.addEventListener("submit", (event) => {
    if (!mine(event.target)) return;
    event.preventDefault();
    ask(event.target);
  });
  document.addEventListener("input", ({ target }) => {
    if (!target.name || !mine(target.form) || !target.matches("input:not([type=checkbox])")) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => ask(target.form, target), pause);
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-finder]");
    if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    clearTimeout(waiting);
    typed = null;
    answers.go(address(link), { goal: link.dataset.finder });
  });
  document.querySelector("main").dataset.live = "";
}
