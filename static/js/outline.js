// The edit page by keyboard and by dragging; every act presses a button that is there without script.
(() => {
  const verbs = document.getElementById("verbs");
  const byId = (id) => document.getElementById(id);
  const rows = () => [...document.querySelectorAll("#outline tr.task")];

  // One row at a time takes the tab key; arrows lead to the others.
  const take = (row, { focus = true } = {}) => {
    if (!row) return;
    for (const other of document.querySelectorAll("#outline tr[tabindex='0']")) other.tabIndex = -1;
    row.tabIndex = 0;
    if (focus) row.focus();
  };

  const press = (name, row) => byId(`${name}-${row.id}`)?.click();
  const STEPS = { ArrowUp: "up", ArrowDown: "down", ArrowLeft: "out", ArrowRight: "in" };
  const KEYS = { e: "edit", Enter: "edit", n: "after", m: "merge", Delete: "remove", c: "inside", b: "before" };

  const onRow = (event, row) => {
    const step = STEPS[event.key];
    if (event.altKey && step) return press(step, row);
    if (event.altKey || event.ctrlKey || event.metaKey) return false;
    if (event.key === "ArrowUp" || event.key === "ArrowDown") {
      const all = rows();
      return take(all[all.indexOf(row) + (event.key === "ArrowUp" ? -1 : 1)]);
    }
    if (event.key === "Home" || event.key === "End") return take(rows().at(event.key === "Home" ? 0 : -1));
    if (event.key === "u") return byId("undo-button").click();
    return KEYS[event.key] ? press(KEYS[event.key], row) : false;
  };

  const onForm = (event, form) => {
    if (event.key === "Escape") return form.querySelector(".cancel")?.click();
    if (event.altKey && event.key === "Enter") return form.querySelector("[name=split]")?.click();
    return false;
  };

  addEventListener("keydown", (event) => {
    const form = event.target.closest?.(".editing form");
    const row = event.target.closest?.("#outline tr.task");
    if (form ? onForm(event, form) === false : !(row && onRowOrPart(event, row))) return;
    event.preventDefault();
  });

  // Alt and arrow work from the row's buttons as well; single letters only on the row itself.
  const onRowOrPart = (event, row) => {
    const isStep = event.altKey && STEPS[event.key];
    if (event.target !== row && !isStep) {
      if (event.key === "Escape") { event.target.closest("details")?.removeAttribute("open"); take(row); return true; }
      return false;
    }
    return onRow(event, row) !== false;
  };

  // The server counts characters, the browser halves of them; spaces before the text do not count.
  const cutAt = (area) => [...area.value.slice(0, area.selectionStart).trimStart()].length;
  document.addEventListener("click", (event) => {
    const split = event.target.closest("[name=split]");
    if (split) {
      const area = split.form.querySelector("textarea");
      const cut = cutAt(area);
      split.form.cut.value = cut > 0 && area.selectionStart < area.value.trimEnd().length ? cut : "";
    }
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      if (!menu.contains(event.target) || event.target.matches(".menu-list *")) menu.open = false;
    }
  });

  // Buttons of rows stand outside the form that they submit; htmx sends those inside alone.
  document.addEventListener("htmx:configRequest", (event) => {
    const button = event.detail.triggeringEvent?.submitter;
    if (event.target === verbs && button) event.detail.parameters[button.name] = button.value;
  });

  // After a swap the server's word counts on where to go on; a form focuses its own field.
  document.addEventListener("htmx:load", () => { byId("trouble").hidden = true; resume(); });
  for (const kind of ["htmx:responseError", "htmx:sendError"]) {
    document.addEventListener(kind, () => { byId("trouble").hidden = false; });
  }

  const resume = () => {
    const section = document.querySelector("[data-focus]:not([data-focus=''])");
    const row = byId(section?.dataset.focus);
    if (section) section.dataset.focus = "";
    if (row?.matches("tr.task")) take(row);
    else row?.focus();
    if (!document.querySelector("#outline tr[tabindex='0']")) take(rows()[0], { focus: false });
  };
  const landed = byId(location.hash.slice(1));
  if (landed?.matches("tr.task")) take(landed);
  resume();
  document.addEventListener("focusin", (event) => take(event.target.closest?.("#outline tr.task"), { focus: false }));

  // Dragging: the upper third of a row means before it, the lower one behind it, the middle inside.
  let dragged = null;
  const place = (row, event) => {
    const box = row.getBoundingClientRect();
    const part = (event.clientY - box.top) / box.height;
    return part < 1 / 3 ? "before" : part > 2 / 3 ? "after" : "inside";
  };
  const unmark = () => { for (const row of document.querySelectorAll("[data-drop]")) delete row.dataset.drop; };
  document.addEventListener("pointerdown", (event) => {
    const row = event.target.closest("#outline tr.task");
    if (row) row.draggable = Boolean(event.target.closest(".grip"));
  });
  document.addEventListener("dragstart", (event) => {
    dragged = event.target.closest?.("#outline tr.task");
    if (dragged) { event.dataTransfer.effectAllowed = "move"; event.dataTransfer.setData("text/plain", dragged.id); }
  });
  document.addEventListener("dragover", (event) => {
    const row = dragged && event.target.closest("#outline tr.task");
    unmark();
    if (!row || row === dragged) return;
    event.preventDefault();
    row.dataset.drop = place(row, event);
  });
  document.addEventListener("drop", (event) => {
    const row = dragged && event.target.closest("#outline tr.task");
    unmark();
    if (!row || row === dragged) return;
    event.preventDefault();
    verbs.anchor.value = row.id;
    verbs.where.value = place(row, event);
    const button = Object.assign(document.createElement("button"), { name: "drop", hidden: true });
    button.value = byId(`up-${dragged.id}`).value;
    verbs.append(button);
    verbs.requestSubmit(button);
    button.remove();
  });
  document.addEventListener("dragend", () => { dragged = null; unmark(); });
})();
