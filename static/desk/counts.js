// The contents of a phone's form keep count while one types: how many fields of each section are filled, how many rows
// it has.
"use strict";
{
  const isFilled = (field) => {
    if (["checkbox", "radio"].includes(field.type)) return field.checked;
    return !["", "unknown"].includes(field.value);
  };
  const isAsked = (field) => field.name && field.type !== "hidden" && !field.disabled;

  // A moment has two boxes and one name.
  const questionOf = (field) => field.name.replace(/_[01]$/, "");
  const filled = (section) => {
    const fields = [...section.elements].filter(isAsked).filter(isFilled);
    return new Set(fields.map(questionOf)).size;
  };

  const rows = (group, prefix) => {
    const isRow = (place) => /^-\d+$/.test(place.id.slice(prefix.length));
    const isDeleted = (row) => row.querySelector("[name$='-DELETE']")?.checked;
    const places = [...group.querySelectorAll(`[id^="${prefix}-"]`)].filter(isRow);
    return places.filter((row) => !isDeleted(row)).length;
  };

  const counterOf = (item) => {
    const place = document.getElementById(item.querySelector("a").hash.slice(1));
    const shown = item.querySelector(".count");
    const group = place?.closest(".inline-group");
    const section = place?.closest("fieldset");
    if (!shown.textContent || !(group || section)) return () => {};
    const count = () => {
      if (group) return rows(group, place.id.replace(/-heading$/, ""));
      return filled(section);
    };
    const [number, ...rest] = shown.textContent.split(" ");
    const more = Number(number) - count(); // what only the server counts stays
    return () => {
      shown.textContent = [count() + more, ...rest].join(" ");
    };
  };

  document.addEventListener("DOMContentLoaded", () => {
    const counters = [...document.querySelectorAll(".contents li")].map(counterOf);
    const recount = () => counters.forEach((show) => show());
    // Pickers tell of a choice by jQuery alone.
    if (counters.length) django.jQuery(document).on("input change formset:added formset:removed", recount);
  });
}
