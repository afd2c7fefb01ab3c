// Makes what stands in one element like what stands in another, and keeps what need not change: the reader's focus,
// what is being typed, opened groups. Elements are the same if they have the same tag, id and class.
const merge = (() => {
  const same = (one, other) => one.nodeName === other.nodeName && one.id === other.id && one.className === other.className;

  const counterpart = (place, fresh) => {
    if (fresh.nodeType !== Node.ELEMENT_NODE) return place?.nodeType === fresh.nodeType ? place : null;
    while (place && !(place.nodeType === Node.ELEMENT_NODE && same(place, fresh))) place = place.nextSibling;
    return place;
  };
  const removeUntil = (place, end) => {
    while (place !== end) {
      const next = place.nextSibling;
      place.remove();
      place = next;
    }
  };
  const children = (old, fresh) => {
    let place = old.firstChild;
    for (const child of [...fresh.childNodes]) {
      const found = counterpart(place, child);
      if (found) {
        removeUntil(place, found);
        node(found, child);
        place = found.nextSibling;
      } else old.insertBefore(document.importNode(child, true), place);
    }
    removeUntil(place, null);
  };
  const attributes = (old, fresh) => {
    const own = old.matches("details") ? ["open"] : [];
    for (const { name } of [...old.attributes]) if (!fresh.hasAttribute(name) && !own.includes(name)) old.removeAttribute(name);
    for (const { name, value } of fresh.attributes) if (old.getAttribute(name) !== value && !own.includes(name)) old.setAttribute(name, value);
  };
  const node = (old, fresh) => {
    if (old.nodeType !== Node.ELEMENT_NODE) {
      if (old.data !== fresh.data) old.data = fresh.data;
      return;
    }
    attributes(old, fresh);
    children(old, fresh);
    if (old.matches("option")) old.selected = fresh.selected;
    if (old.matches("[type=checkbox]")) old.checked = fresh.checked;
    else if (old.matches("input[name]") && old !== document.activeElement) old.value = fresh.value;
  };
  return children;
})();
