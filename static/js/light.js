// Reads the light of all phones out at a focal length, under the pointer or as the field is changed by keyboard: the
// answer of the server, in the place of the one before. Without this script the form asks for a page that has it.
for (const section of document.querySelectorAll("[data-light]")) {
  const pause = 120;
  const find = (name, inside = section) => inside.querySelector(`[data-part="${name}"]`);
  const answer = find("answer");
  const chart = find("chart");
  if (!chart) continue;
  const field = section.querySelector("[name=at]");
  const least = Number(field.min);
  const most = Number(field.max);
  let waiting;
  let request;
  let missed;

  const moveCursor = (mm) => {
    const place = `${(100 * Math.log(mm / least)) / Math.log(most / least)}%`;
    for (const end of ["x1", "x2"]) find("cursor").setAttribute(end, place);
  };
  const addressOf = (mm) => {
    const asked = new URLSearchParams(new FormData(field.form));
    asked.set("at", mm);
    return `${section.dataset.light}?${asked}`;
  };
  const show = (text, aloud) => {
    const fresh = new DOMParser().parseFromString(text, "text/html");
    merge(answer, find("answer", fresh));
    if (aloud) find("said").textContent = find("said", fresh).textContent;
  };
  // The last answer stays until the next is there, and where none comes: without a connection it is asked for again.
  const load = async (mm, aloud) => {
    missed = () => load(mm, aloud);
    if (!navigator.onLine) return;
    request = new AbortController();
    const { signal } = request;
    try {
      const response = await fetch(addressOf(mm), { signal });
      const text = await response.text();
      if (signal.aborted) return;
      missed = null;
      if (response.ok) show(text, aloud);
    } catch {
      // Aborted, or the connection broke.
    }
  };
  const ask = (mm, aloud) => {
    moveCursor(mm);
    clearTimeout(waiting);
    request?.abort();
    waiting = setTimeout(() => load(mm, aloud), pause);
  };
  const point = ({ clientX }) => {
    const { left, width } = chart.getBoundingClientRect();
    const share = Math.min(1, Math.max(0, (clientX - left) / width));
    const mm = Number((least * (most / least) ** share).toPrecision(2));
    if (mm === Number(field.value)) return;
    field.value = mm;
    ask(mm, false);
  };

  // Said aloud only when it is the field that changes.
  field.addEventListener("input", () => {
    if (field.value && field.validity.valid) ask(Number(field.value), true);
  });
  chart.addEventListener("pointermove", point);
  chart.addEventListener("pointerdown", point);
  addEventListener("online", () => missed?.());
}
