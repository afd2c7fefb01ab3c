// Draws bodies as large as they are, at a scale that the reader sets by a bank card. Without this script the browser's
// own millimetres are used. The scale is remembered in the screen's own pixels, so that zooming the page does not
// change it.
for (const section of document.querySelectorAll("[data-real-size]")) {
  const key = "screen-pixels-per-mm";
  const standard = 96 / 25.4;

  const part = (name) => section.querySelector(`[data-part=${name}]`);
  const slider = part("slider");
  const number = part("number");
  const status = part("status");
  const forget = part("forget");
  const fields = [slider, number];
  const drawings = [...document.querySelectorAll(".real svg")];
  let screen = null;

  const attempt = (step) => {
    try {
      return step();
    } catch {
      // Storage is refused: the scale holds until the page is left.
      return undefined;
    }
  };
  const isSound = (scale) => scale >= Number(slider.min) && scale <= Number(slider.max);
  const scale = () => (screen ? screen / devicePixelRatio : standard);

  const draw = () => {
    for (const drawing of drawings) {
      const { width, height } = drawing.viewBox.baseVal;
      drawing.style.width = `${width * scale()}px`;
      drawing.style.height = `${height * scale()}px`;
    }
  };
  const drawForPrint = () => {
    for (const drawing of drawings) drawing.removeAttribute("style");
  };
  const show = (typing) => {
    for (const field of fields) {
      if (field !== typing) field.value = scale().toFixed(2);
    }
    if (screen) status.textContent = status.dataset.wordsSet;
    else status.textContent = status.dataset.wordsUnset;
    forget.hidden = !screen;
    draw();
  };
  const set = (field) => {
    if (!isSound(field.valueAsNumber)) return;
    screen = field.valueAsNumber * devicePixelRatio;
    attempt(() => localStorage.setItem(key, String(screen)));
    show(field);
  };
  const recall = () => {
    const kept = Number(attempt(() => localStorage.getItem(key)));
    if (isSound(kept / devicePixelRatio)) screen = kept;
    show(document.activeElement);
  };

  for (const field of fields) field.addEventListener("input", () => set(field));
  forget.addEventListener("click", () => {
    screen = null;
    attempt(() => localStorage.removeItem(key));
    show();
    slider.focus();
  });
  for (const event of ["resize", "storage", "afterprint"]) addEventListener(event, recall);
  addEventListener("beforeprint", drawForPrint);
  part("without").hidden = true;
  part("form").hidden = false;
  recall();
  // Who has set the scale before sees the phones at once.
  part("fold").open = !screen;
}
