// Fields that are found by typing say aloud what they are: select2 forgets the label of the field it stands for.
addEventListener("load", () => django.jQuery(() => document.querySelectorAll("select.admin-autocomplete").forEach(name)));

function name(field) {
  const shown = field.nextElementSibling?.querySelector('[role="combobox"]');
  const [label] = field.labels;
  if (!shown || !label) return;
  label.id ||= `${field.id}_label`;
  shown.setAttribute("aria-labelledby", `${label.id} ${shown.getAttribute("aria-labelledby")}`);
  shown.querySelector('[role="textbox"]')?.setAttribute("aria-labelledby", label.id);
}
