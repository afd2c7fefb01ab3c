// Makes what stands in one element like what stands in another, and keeps what need not change: the reader's focus,
// what is being typed, opened groups. Elements are the same if they have the same tag, id and class.
const merge = (() => {
  const isElement = (node) => node.nodeType === Node.ELEMENT_NODE;
  const isSame = (one, other) => {
    return one.nodeName === other.nodeName && one.id === other.id && one.className === other.className;
  };

  const counterpart = (place, fresh) => {
    if (!isElement(fresh)) return place?.nodeType === fresh.nodeType ? place : null;
    let found = place;
    while (found && !(isElement(found) && isSame(found, fresh))) found = found.nextSibling;
    return found;
  };
  const removeUntil = (place, end) => {
    while (place !== end) {
      const next = place.nextSibling;
      place.remove();
      place = next;
    }
  };
  const mergeChildren = (old, fresh) => {
    let place = old.firstChild;
    for (const child of [...fresh.childNodes]) {
      const found = counterpart(place, child);
      if (!found) {
        old.insertBefore(document.importNode(child, true), place);
        continue;
      }
      removeUntil(place, found);
      mergeNode(found, child);
      place = found.nextSibling;
    }
    removeUntil(place, null);
  };
  const mergeAttributes = (old, fresh) => {
    const kept = old.matches("details") ? ["open"] : [];
    for (const { name } of [...old.attributes]) {
      if (kept.includes(name)) continue;
      if (!fresh.hasAttribute(name)) old.removeAttribute(name);
    }
    for (const { name, value } of fresh.attributes) {
      if (kept.includes(name)) continue;
      if (old.getAttribute(name) !== value) old.setAttribute(name, value);
    }
  };
  const mergeState = (old, fresh) => {
    if (old.matches("option")) old.selected = fresh.selected;
    if (old.matches("[type=checkbox]")) {
      old.checked = fresh.checked;
      return;
    }
    if (old.matches("input[name]") && old !== document.activeElement) old.value = fresh.value;
  };
  const mergeNode = (old, fresh) => {
    if (!isElement(old)) {
      if (old.data !== fresh.data) old.data = fresh.data;
      return;
    }
    mergeAttributes(old, fresh);
    mergeChildren(old, fresh);
    mergeState(old, fresh);
  };
  return mergeChildren;
})();
