// Reads the light of all phones out at a focal length, under the pointer or as the field is changed by keyboard, in the
// table of the page. Without this script the form asks for a page that has it.
for (const part of document.querySelectorAll("[data-light]")) {
  const find = (name, inside = part) => inside.querySelector(`[data-part="${name}"]`);
  const field = part.querySelector("[name=at]"), chart = find("chart"), rows = [...part.querySelectorAll("[data-points]")];
  if (!chart) continue;
  const least = +field.min, most = +field.max, lines = rows.map((row) => JSON.parse(row.dataset.points));
  const asked = rows.findIndex((row) => "baseline" in row.dataset);

  const put = (place, text) => { if (place) place.textContent = text; };
  const read = (mm) => {
    const { base, all, ...said } = lightWords(lines, mm, asked);
    for (const [n, words] of all.entries())
      for (const name of ["light", "how", "most", "stops", "lens", "crop"]) put(find(name, rows[n]), words[name]);
    const place = `${(100 * Math.log(mm / least)) / Math.log(most / least)}%`;
    for (const end of ["x1", "x2"]) find("cursor").setAttribute(end, place);
    put(find("against"), base < 0 ? "Stops between them" : `Against the ${rows[base].dataset.name}`);
    put(find("mm"), said.mm);
    for (const name of ["unmet", "fault"]) find(name)?.remove();
    field.removeAttribute("aria-invalid");
    const each = all.map(({ light, how, most, stops, lens }, n) => [rows[n].dataset.name, light, how, most, stops, lens].filter(Boolean).join(", "));
    return `${said.mm} mm: ${each.join("; ")}.`;
  };
  const point = ({ clientX }) => {
    const { left, width } = chart.getBoundingClientRect(), share = Math.min(1, Math.max(0, (clientX - left) / width));
    field.value = +(least * (most / least) ** share).toPrecision(2);
    read(+field.value);
  };
  // Said aloud only when it is the field that changes, and only the last of several changes.
  let waiting;
  field.addEventListener("input", () => {
    if (!field.validity.valid || !field.value) return;
    const words = read(+field.value);
    clearTimeout(waiting);
    waiting = setTimeout(() => put(find("said"), words), 300);
  });
  chart.addEventListener("pointermove", point);
  chart.addEventListener("pointerdown", point);
}
