// Gives each autocomplete field the name of its label: select2 makes a box of its own that has none.
"use strict";
{
  const name = (field) => {
    const box = field.nextElementSibling?.querySelector(".select2-selection");
    const label = field.labels?.[0]?.textContent.trim().replace(/:$/, "");
    if (box && label) {
      const chosen = box.querySelector(".select2-selection__rendered")?.textContent.replace("×", "").trim();
      box.removeAttribute("aria-labelledby");
      box.setAttribute("aria-label", chosen ? `${label}: ${chosen}` : label);
    }
  };
  const nameAll = (root) => root.querySelectorAll("select.admin-autocomplete").forEach(name);

  window.addEventListener("load", () => nameAll(document));
  document.addEventListener("formset:added", (event) => setTimeout(() => nameAll(event.target)));
  document.addEventListener("DOMContentLoaded", () => {
    django.jQuery(document).on("change select2:close", "select.admin-autocomplete", (event) => name(event.target));
  });
}
