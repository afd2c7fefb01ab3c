// “As text” and “As Markdown” copy the table instead of opening it. Without this script they are pages to copy from.
{
  const status = document.querySelector("[data-words-copied]");

  const copy = async (link) => {
    try {
      const answer = await fetch(link.href);
      await navigator.clipboard.writeText(await answer.text());
      status.textContent = status.dataset.wordsCopied;
    } catch {
      location.href = link.href;
    }
  };
  for (const link of document.querySelectorAll("a[data-copy]")) {
    link.textContent = link.dataset.wordsCopy;
    link.addEventListener("click", (event) => {
      const opensElsewhere = event.metaKey || event.ctrlKey || event.shiftKey;
      if (opensElsewhere || !navigator.clipboard) return;
      event.preventDefault();
      copy(link);
    });
  }
}
