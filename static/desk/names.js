// Gives each autocomplete field the name of its label: select2 makes a box of its own that has none.
"use strict";
{
  const name = (field) => {
    const box = field.nextElementSibling?.querySelector(".select2-selection");
    const label = field.labels?.[0]?.textContent.trim().replace(/:$/, "");
    if (!box || !label) return;
    const chosen = box.querySelector(".select2-selection__rendered")?.textContent.replace("×", "").trim();
    box.removeAttribute("aria-labelledby");
    box.setAttribute("aria-label", chosen ? `${label}: ${chosen}` : label);
    box.querySelector("[role=textbox]")?.setAttribute("aria-label", label);
  };
  const nameAll = (root) => root.querySelectorAll("select.admin-autocomplete").forEach(name);

  window.addEventListener("load", () => django.jQuery(() => nameAll(document))); // after the boxes are made
  document.addEventListener("formset:added", (event) => setTimeout(() => nameAll(event.target)));
  document.addEventListener("DOMContentLoaded", () => {
    django.jQuery(document).on("change select2:close", "select.admin-autocomplete", (event) => name(event.target));
  });
}
