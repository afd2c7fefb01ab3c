// Reads the light of all phones out at a focal length, under the pointer or as the field is changed by keyboard: the
// answer of the server, in the place of the one before. Without this script the form asks for a page that has it.
for (const section of document.querySelectorAll("[data-light]")) {
  const pause = 120;
  const part = (name, inside = section) => inside.querySelector(`[data-part=${name}]`);
  const chart = part("chart");
  if (!chart) continue;
  const field = section.querySelector("[name=at]");
  const axis = Math.log(field.max / field.min);
  let waiting;
  let request;
  let retry;

  const fetchAnswer = async (signal) => {
    const question = new URLSearchParams(new FormData(field.form));
    const response = await fetch(`${section.dataset.light}?${question}`, { signal });
    return new DOMParser().parseFromString(await response.text(), "text/html");
  };
  const show = (page, aloud) => {
    merge(part("answer"), part("answer", page));
    if (aloud) part("said").textContent = part("said", page).textContent;
  };
  // The last answer stays until the next is there, and where none comes: without a connection it is asked for again.
  const load = async (aloud) => {
    retry = () => load(aloud);
    if (!navigator.onLine) return;
    request = new AbortController();
    try {
      const page = await fetchAnswer(request.signal);
      retry = null;
      if (part("answer", page)) show(page, aloud);
    } catch {
      // Aborted, or the connection broke.
    }
  };
  const moveCursor = () => {
    const place = `${(100 * Math.log(field.value / field.min)) / axis}%`;
    for (const end of ["x1", "x2"]) part("cursor").setAttribute(end, place);
  };
  const ask = (aloud) => {
    moveCursor();
    clearTimeout(waiting);
    request?.abort();
    waiting = setTimeout(load, pause, aloud);
  };
  const point = ({ clientX }) => {
    const { left, width } = chart.getBoundingClientRect();
    const share = Math.min(1, Math.max(0, (clientX - left) / width));
    const mm = Number((field.min * Math.exp(axis * share)).toPrecision(2));
    if (mm === Number(field.value)) return;
    field.value = mm;
    ask(false);
  };

  // Said aloud only when it is the field that changes.
  field.addEventListener("input", () => {
    if (field.value && field.validity.valid) ask(true);
  });
  for (const event of ["pointermove", "pointerdown"]) chart.addEventListener(event, point);
  addEventListener("online", () => retry?.());
}
