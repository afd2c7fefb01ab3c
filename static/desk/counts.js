// The contents of a phone's form keep count while one types: how many fields of each section are filled, how many rows it has.
"use strict";
{
  const isFilled = (field) => (["checkbox", "radio"].includes(field.type) ? field.checked : !["", "unknown"].includes(field.value));
  const asked = (field) => field.name && field.type !== "hidden" && !field.disabled;

  // A moment has two boxes and one name.
  const filled = (section) => new Set(
    [...section.elements].filter(asked).filter(isFilled).map((field) => field.name.replace(/_[01]$/, "")),
  ).size;

  const rows = (group, prefix) => [...group.querySelectorAll(`[id^="${prefix}-"]`)].filter(
    (row) => /^-\d+$/.test(row.id.slice(prefix.length)) && !row.querySelector("[name$='-DELETE']")?.checked,
  ).length;

  const counterOf = (item) => {
    const place = document.getElementById(item.querySelector("a").hash.slice(1));
    const shown = item.querySelector(".count");
    const group = place?.closest(".inline-group");
    const section = place?.closest("fieldset");
    if (!shown.textContent || !(group || section)) return () => {};
    const count = group ? () => rows(group, place.id.replace(/-heading$/, "")) : () => filled(section);
    const [number, ...rest] = shown.textContent.split(" ");
    const more = Number(number) - count(); // what only the server counts stays
    return () => { shown.textContent = [count() + more, ...rest].join(" "); };
  };

  document.addEventListener("DOMContentLoaded", () => {
    const counters = [...document.querySelectorAll(".contents li")].map(counterOf);
    const recount = () => counters.forEach((show) => show());
    // Pickers tell of a choice by jQuery alone.
    if (counters.length) django.jQuery(document).on("input change formset:added formset:removed", recount);
  });
}
