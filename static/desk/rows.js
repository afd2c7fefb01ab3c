// Copies a row at once, where the tick of the form without scripts copies it on saving; opens a section that a link
// leads to.
"use strict";
{
  const own = (row, field) => field.name?.slice(row.id.length + 1);
  const notCopied = new Set(["id", "order", "copy", "DELETE", "phone"]);

  // A picker offers only what was chosen in it.
  const offerChosen = (field, source) => {
    const chosen = source.selectedOptions[0];
    const isOffered = (option) => option.value === chosen.value;
    if (!chosen || [...field.options].some(isOffered)) return;
    field.append(new Option(chosen.text, chosen.value));
  };
  const take = (field, source) => {
    if (source.tagName === "SELECT") offerChosen(field, source);
    if (source.type === "checkbox") field.checked = source.checked;
    else field.value = source.value;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  };

  const fieldsOf = (row) => [...row.querySelectorAll("input[name], select[name], textarea[name]")];
  const key = (row, field) => {
    const value = field.type === "checkbox" ? field.value : "";
    return `${own(row, field)}=${value}`;
  };
  const openAll = (sections) => {
    for (const section of sections) section.open = true;
  };

  const copy = (row) => {
    const group = row.closest(".inline-group");
    group.querySelector(".add-row a").click();
    const added = [...group.querySelectorAll(".inline-related:not(.empty-form)")].at(-1);
    const sources = new Map(fieldsOf(row).map((field) => [key(row, field), field]));
    for (const field of fieldsOf(added)) {
      const source = sources.get(key(added, field));
      if (source && !notCopied.has(own(added, field))) take(field, source);
    }
    openAll(added.querySelectorAll("details"));
    added.scrollIntoView();
  };

  document.addEventListener("change", (event) => {
    const box = event.target;
    if (!box.matches(".inline-related input[name$='-copy']") || !box.checked) return;
    box.checked = false;
    copy(box.closest(".inline-related"));
  });

  const open = () => {
    const target = document.getElementById(location.hash.slice(1));
    const fieldset = target?.closest("fieldset");
    if (fieldset) openAll(fieldset.querySelectorAll(":scope > details"));
  };
  window.addEventListener("hashchange", open);
}
