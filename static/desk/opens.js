// A link with data-opens unfolds every section around its target, and goes there.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-opens]");
  const target = link && document.getElementById(link.hash.slice(1));
  if (!target) return;
  let section = target.closest("details");
  while (section) {
    section.open = true;
    section = section.parentElement.closest("details");
  }
  target.focus({ preventScroll: true });
});
