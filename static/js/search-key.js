// “/” leads to the search field from wherever nothing is being typed. Without this script the Tab key leads there.
{
  const key = "/";
  const search = document.querySelector('[role="search"] input, main input[type="search"]');
  const typed = "textarea, select, [contenteditable], input:not([type=checkbox], [type=radio], [type=submit])";

  const isMeant = (event) => {
    if (event.key !== key || event.ctrlKey || event.altKey || event.metaKey) return false;
    return !event.defaultPrevented && !event.target.closest(typed);
  };

  search?.setAttribute("aria-keyshortcuts", key);
  document.addEventListener("keydown", (event) => {
    if (!search || !isMeant(event)) return;
    event.preventDefault();
    search.focus();
    search.select();
  });
}
