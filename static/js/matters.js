// Boxes for all rows, a slide beside each progress, and lines that are filled in by keys alone.
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
    range.tabIndex = -1; // Keys change the number itself.
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

  // Keys go on to the next line that nobody has answered; a mouse stays where it was.
  let goesOn = false;
  const lines = () => [...document.querySelectorAll("[data-line]")];
  const waits = (line) => !line.matches(".is-saved") && line.querySelector("button[name=unchanged]");
  const show = (element) => { element?.focus(); element?.scrollIntoView({ block: "nearest" }); };
  const next = (line) => {
    const all = lines();
    const place = all.indexOf(line) + 1;
    return [...all.slice(place), ...all.slice(0, place)].find(waits);
  };

  // A saved line takes the focus that its form had, so that the next key goes on from there.
  document.addEventListener("htmx:afterSwap", () => slides(document));
  document.addEventListener("htmx:load", ({ detail }) => {
    const line = detail.elt;
    if (!line.matches?.("[data-line].is-saved, [data-line]:has(.is-wrong)")) return;
    const wrong = line.querySelector(".is-wrong input, .is-wrong textarea");
    show(wrong ?? ((goesOn && next(line)) || line));
    goesOn = false;
  });

  const press = (line, name) => {
    const form = line?.querySelector(".line-form");
    const button = form?.querySelector(`button[name=${name}]`);
    if (!button || form.matches(".htmx-request")) return;
    goesOn = true;
    button.click();
  };
  const ON_LINE = {
    n: (line) => press(line, "unchanged"),
    Enter: (line) => {
      const progress = line.querySelector("[name=progress]");
      progress?.focus();
      progress?.select();
    },
    ArrowDown: (line) => show(lines()[lines().indexOf(line) + 1]),
    ArrowUp: (line) => show(lines()[lines().indexOf(line) - 1]),
  };
  const typing = "input:not([type=checkbox], [type=range]), textarea, select";
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.altKey || event.metaKey) return;
    const line = event.target.closest("[data-line]");
    if (event.ctrlKey) {
      if (event.key === "Enter" && line) press(line, "save");
      return;
    }
    if (event.key === "n" && !line && event.target === document.body) {
      show(lines().find(waits));
    } else if (event.target === line && ON_LINE[event.key]) {
      event.preventDefault();
      ON_LINE[event.key](line);
    } else if (event.key === "n" && line && !event.target.matches(typing)) {
      press(line, "unchanged");
    }
  });
})();
