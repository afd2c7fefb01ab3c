// What each phone gathers at a focal length, in the words of the page: made from the spans of its line, each of which is
// a straight line on logarithmic scales. catalog/comparison/light_values.py says the same on the server.
const lightWords = (() => {
  const thin = "\u202f", does = (flags, letter) => flags.includes(letter);
  const number = (value, digits) =>
    new Intl.NumberFormat("en", { maximumFractionDigits: digits, roundingMode: "halfEven" }).format(value);

  const cropped = (crop, pixels, past) => {
    if (crop === 1) return "not cropped";
    const share = 1 / crop ** 2, percent = number(100 * share, share >= 0.095 ? 0 : 1);
    const left = pixels ? `, ${number(pixels * share, 1)}${thin}MP` : "";
    return `${number(crop, 2)}×: ${percent}${thin}% of the picture${left}${past ? "; past its longest lens" : ""}`;
  };
  const covered = ([start, end, near, far, title, long, pixels, first, inside], mm) => {
    const value = near && near * (far / near) ** (Math.log(mm / start) / Math.log(end / start));
    const flags = mm === start ? first : inside, estimated = does(flags, "e");
    return {
      value, estimated, open: !value || does(flags, "d"),
      light: value ? `f/${value.toFixed(1)}` : "light not known",
      how: value && estimated ? "estimated" : "",
      lens: `${title}, ${number(Math.min(mm, long), 1)}${thin}mm${does(flags, "d") ? "; perhaps another lens" : ""}`,
      crop: cropped(Math.max(1, mm / long), pixels, does(flags, "p")),
      stops: "not known",
    };
  };
  const served = (spans, mm) => {
    const span = spans.filter(([start]) => start <= mm).pop(), [, , lens, rest, flags] = span;
    if (typeof lens === "number") return covered(span, mm);
    return { lens, crop: rest, light: rest, how: "", stops: rest, open: does(flags, "d") };
  };
  const compared = (one, base) => {
    if (one === base) return "baseline";
    if (!one.value || !base) return one.stops;
    const stops = 2 * Math.log2(base.value / one.value), size = number(Math.abs(stops), 1);
    const more = `${size} stop${size === "1" ? "" : "s"} ${stops > 0 ? "more" : "less"}`;
    return `${Math.abs(stops) < 0.05 ? "as much" : more}${one.estimated || base.estimated ? ", estimated" : ""}`;
  };
  // ``lines``: the spans of each phone; ``asked``: which of them stops are counted from where
  // its light is known; -1 for the first whose light is.
  return (lines, mm, asked) => {
    const all = lines.map((spans) => served(spans, mm)), known = all.filter(({ value }) => value);
    const base = all[asked]?.value ? all[asked] : known[0], best = Math.min(...known.map(({ value }) => value));
    const crown = `most light${all.some(({ open }) => open) ? " of those known" : ""}`;
    const isBest = ({ value }) => known.length > 1 && value && 2 * Math.log2(value / best) < 0.05;
    const most = (one) => (isBest(one) ? `${crown}${one.estimated ? ", estimated" : ""}` : "");
    return { base: all.indexOf(base), mm: number(mm, 1), all: all.map((one) => ({ ...one, stops: compared(one, base), most: most(one) })) };
  };
})();
