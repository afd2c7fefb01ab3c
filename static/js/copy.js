// “As text” and “As Markdown” copy the table instead of opening it. Without this script they are pages to copy from.
{
  const status = document.querySelector("[data-copied]");
  for (const link of document.querySelectorAll("a[data-copy]")) {
    link.textContent = link.textContent.replace(/^As /, "Copy as ");
    link.addEventListener("click", async (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey || !navigator.clipboard) return;
      event.preventDefault();
      try {
        await navigator.clipboard.writeText(await (await fetch(link.href)).text());
        status.textContent = "Copied.";
      } catch { location.href = link.href; }
    });
  }
}
