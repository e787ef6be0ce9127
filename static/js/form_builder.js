// Building a form by keyboard; every act presses a button or follows a link that is there without script.
(() => {
  const byId = (id) => document.getElementById(id);
  const parts = () => [...document.querySelectorAll("#builder .part")];

  // One part at a time takes the tab key; arrows lead to the others.
  const take = (part, { focus = true } = {}) => {
    if (!part) return;
    for (const other of parts()) other.tabIndex = other === part ? 0 : -1;
    if (focus) part.focus();
  };

  const confirm = (part) => {
    const asked = byId(`remove-${part.id}`);
    asked.open = true;
    asked.querySelector("button").focus();
  };
  const STEPS = { ArrowUp: "up", ArrowDown: "down" };

  const onPart = (event, part) => {
    const step = STEPS[event.key];
    if (event.altKey && step) return byId(`${step}-${part.id}`).click();
    if (event.target !== part || event.altKey || event.ctrlKey || event.metaKey) return false;
    const all = parts();
    if (step) return take(all[all.indexOf(part) + (step === "up" ? -1 : 1)]);
    if (event.key === "Home" || event.key === "End") return take(all.at(event.key === "Home" ? 0 : -1));
    if (event.key === "e" || event.key === "Enter") return byId(`edit-${part.id}`).click();
    if (event.key === "Delete") return confirm(part);
    return false;
  };

  const onEscape = (target) => {
    const asked = target.closest("details.confirm[open]");
    if (asked) {
      asked.open = false;
      return (asked.closest(".part") ?? asked.querySelector("summary")).focus();
    }
    const form = target.closest(".editing form");
    return form ? form.querySelector(".cancel").click() : false;
  };

  addEventListener("keydown", (event) => {
    const part = event.target.closest?.("#builder .part");
    const done = event.key === "Escape" ? onEscape(event.target) : part ? onPart(event, part) : false;
    if (done !== false) event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    for (const asked of document.querySelectorAll("details.confirm[open]")) {
      if (!asked.contains(event.target)) asked.open = false;
    }
  });
  document.addEventListener("focusin", (event) => take(event.target.closest?.("#builder .part"), { focus: false }));

  // Buttons of parts stand outside the form that they submit; htmx sends those inside alone.
  document.addEventListener("htmx:configRequest", (event) => {
    const button = event.detail.triggeringEvent?.submitter;
    if (event.target === byId("arrange") && button) event.detail.parameters[button.name] = button.value;
  });

  // After a swap the server's word counts on where to go on; a form focuses its own field.
  const resume = () => {
    const builder = byId("builder");
    const wanted = byId(builder.dataset.focus);
    builder.dataset.focus = "";
    if (!document.querySelector("#builder .part[tabindex='0']")) take(parts()[0], { focus: false });
    if (wanted?.matches(".part")) take(wanted);
    else (wanted?.matches("a, button") ? wanted : wanted?.querySelector("a, button"))?.focus();
  };
  // The note that comes along loads before the builder's attributes have settled.
  document.addEventListener("htmx:load", (event) => {
    if (event.target.id !== "builder") return;
    byId("trouble").hidden = true;
    resume();
  });
  for (const kind of ["htmx:responseError", "htmx:sendError"]) {
    document.addEventListener(kind, () => { byId("trouble").hidden = false; });
  }
  const landed = byId(location.hash.slice(1));
  if (landed?.matches("#builder .part")) take(landed);
  resume();
})();
