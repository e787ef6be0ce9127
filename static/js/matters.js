// Boxes for all rows, a slide beside each progress, and one key for "nothing has changed".
(() => {
  const many = document.querySelector("[data-many]");
  if (many) {
    const all = many.querySelector("[data-all]");
    const boxes = [...many.querySelectorAll("tbody input[type=checkbox]")];
    all.closest("label").hidden = !boxes.length;
    all.addEventListener("change", () => boxes.forEach((box) => { box.checked = all.checked; }));
    many.addEventListener("change", () => {
      const chosen = boxes.filter((box) => box.checked).length;
      all.checked = chosen === boxes.length;
      all.indeterminate = chosen > 0 && chosen < boxes.length;
    });
  }

  const slide = (number) => {
    const range = document.createElement("input");
    range.type = "range";
    range.className = "slide";
    range.step = 5;
    range.value = number.value;
    range.setAttribute("aria-label", number.labels[0].textContent);
    range.addEventListener("input", () => { number.value = range.value; });
    number.addEventListener("input", () => { range.value = number.value; });
    number.after(range);
  };
  const slides = (root) => root.querySelectorAll("[data-slide]").forEach((number) => {
    if (!number.nextElementSibling?.matches(".slide")) slide(number);
  });
  slides(document);

  // A saved line takes the focus that its form had, so that the next key goes on from there.
  document.addEventListener("htmx:afterSwap", () => slides(document));
  document.addEventListener("htmx:load", ({ detail }) => {
    if (!detail.elt.matches?.("[data-line].is-saved, [data-line]:has(.is-wrong)")) return;
    (detail.elt.querySelector(".is-wrong input, .is-wrong textarea") ?? detail.elt).focus();
  });

  const typing = "input:not([type=checkbox], [type=range]), textarea, select";
  document.addEventListener("keydown", (event) => {
    if (event.key !== "n" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.matches(typing)) return;
    const button = event.target.closest("[data-line]")?.querySelector("button[name=unchanged]");
    if (!button) return;
    event.preventDefault();
    button.click();
  });
})();
