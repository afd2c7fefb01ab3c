// Opens what is folded around the place that the address names, and all of it for printing. Without this script,
// browsers do the first by themselves, and print what is open.
const unfold = (place) => {
  const fold = place?.closest("details");
  if (!fold) return;
  fold.open = true;
  unfold(fold.parentElement);
};
const unfoldTarget = () => {
  const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  unfold(place);
  place?.scrollIntoView();
};

window.addEventListener("hashchange", unfoldTarget);
window.addEventListener("beforeprint", () => document.querySelectorAll(".spec-group, .sources-fold").forEach(unfold));
if (location.hash) unfoldTarget();
