// The filters over the answer on narrow screens, and the fields that narrow a list. Without this script the panel opens
// and closes as the target of its links, and the lists stay whole.
{
  const panel = document.getElementById("finder-form");
  const opened = "is-open";
  const openers = "a[href='#finder-form']";
  let opener;

  const open = (event) => {
    event.preventDefault();
    opener = event.target;
    panel.classList.add(opened);
    panel.focus({ preventScroll: true });
  };
  const close = (event) => {
    if (!panel.classList.contains(opened)) return;
    if (!panel.matches(":target, :has(:target)")) event.preventDefault();
    panel.classList.remove(opened);
    const target = opener.isConnected ? opener : document.querySelector(openers);
    target.focus({ preventScroll: true });
  };
  document.addEventListener("click", (event) => {
    if (event.target.closest(openers)) open(event);
    else if (event.target.closest("a[data-close]")) close(event);
  });
  panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close(event);
  });

  const plain = (text) => {
    const withoutMarks = text.normalize("NFKD").replace(/\p{M}/gu, "");
    return withoutMarks.toLowerCase();
  };
  const narrow = (field) => {
    const words = plain(field.value.trim());
    for (const row of field.parentElement.querySelectorAll("li")) {
      row.hidden = !plain(row.querySelector("label").textContent).includes(words);
    }
  };
  const reveal = () => {
    for (const field of document.querySelectorAll("input[data-narrow]")) {
      field.hidden = false;
      narrow(field);
    }
  };
  document.addEventListener("input", ({ target }) => {
    if (target.matches("[data-narrow]")) narrow(target);
  });
  document.addEventListener("phones:shown", reveal);
  reveal();
}
