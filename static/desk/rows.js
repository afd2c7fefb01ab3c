// Copies a row at once, where the tick of the form without scripts copies it on saving; opens a section that a link leads to.
"use strict";
{
  const own = (row, field) => field.name?.slice(row.id.length + 1);
  const notCopied = new Set(["id", "order", "copy", "DELETE", "phone"]);

  const take = (field, source) => {
    if (source.type === "checkbox") {
      field.checked = source.checked;
    } else if (source.tagName === "SELECT") {
      const chosen = source.selectedOptions[0];
      if (chosen && ![...field.options].some((option) => option.value === chosen.value)) {
        field.append(new Option(chosen.text, chosen.value));
      }
      field.value = source.value;
    } else {
      field.value = source.value;
    }
    field.dispatchEvent(new Event("change", { bubbles: true }));
  };

  const fieldsOf = (row) => [...row.querySelectorAll("input[name], select[name], textarea[name]")];
  const key = (row, field) => [own(row, field), field.type === "checkbox" ? field.value : ""].join("=");

  const copy = (row) => {
    const group = row.closest(".inline-group");
    group.querySelector(".add-row a").click();
    const added = [...group.querySelectorAll(".inline-related:not(.empty-form)")].at(-1);
    const sources = new Map(fieldsOf(row).map((field) => [key(row, field), field]));
    for (const field of fieldsOf(added)) {
      const source = sources.get(key(added, field));
      if (source && !notCopied.has(own(added, field))) take(field, source);
    }
    added.querySelectorAll("details").forEach((section) => { section.open = true; });
    added.scrollIntoView();
  };

  document.addEventListener("change", (event) => {
    if (event.target.matches(".inline-related input[name$='-copy']") && event.target.checked) {
      event.target.checked = false;
      copy(event.target.closest(".inline-related"));
    }
  });

  const open = () => document.querySelector(location.hash.slice(1) ? `#${CSS.escape(location.hash.slice(1))}` : null)
    ?.closest("fieldset")?.querySelectorAll(":scope > details").forEach((section) => { section.open = true; });
  window.addEventListener("hashchange", open);
}
