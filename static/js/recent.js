// Comparisons that were opened here before: kept in this browser alone, nothing is sent. A comparison's page adds
// itself; a page with the template shows the others, in its [data-recent-place] or else at its end. Without this script
// there is no such list.
{
  const storedComparisons = "recent-comparisons";
  const most = 8;
  const template = document.querySelector("[data-recent-comparisons]");
  const title = document.querySelector("meta[property='og:title']")?.content;
  const path = location.pathname;
  const main = document.querySelector("main");
  const place = document.querySelector("[data-recent-place]") ?? main;

  const isComparison = (one) => {
    if (typeof one?.title !== "string") return false;
    return /^\/[a-z0-9/-]+-vs-[a-z0-9-]+\/$/.test(one.path);
  };
  const recall = () => {
    try {
      return JSON.parse(localStorage.getItem(storedComparisons)).filter(isComparison);
    } catch {
      // Nothing is stored, storage is refused or spoilt: there is no list.
      return [];
    }
  };
  const keep = (comparisons) => {
    try {
      localStorage.setItem(storedComparisons, JSON.stringify(comparisons));
    } catch {
      // Storage is refused: the next page has no list.
    }
  };

  const link = (one) => {
    const item = document.createElement("li");
    const anchor = document.createElement("a");
    anchor.href = `${one.path}${location.search.includes("units=imperial") ? "?units=imperial" : ""}`;
    anchor.textContent = one.title;
    item.append(anchor);
    return item;
  };
  const show = (comparisons) => {
    const section = template.content.firstElementChild.cloneNode(true);
    section.querySelector("ul").append(...comparisons.map(link));
    section.querySelector("button").addEventListener("click", () => {
      keep([]);
      section.remove();
      main.focus({ preventScroll: true });
    });
    place.append(section);
  };

  const known = recall();
  if (template && known.length) show(known);
  if (!template && title && isComparison({ title, path })) {
    const others = known.filter((one) => one.path !== path);
    keep([{ title, path }, ...others].slice(0, most));
  }
}
