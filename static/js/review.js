// The review desk by keyboard: which card is active, one key a decision, adding by selection.
(() => {
  const records = document.getElementById("records");
  const text = document.getElementById("text");
  const help = document.getElementById("keys");
  const trouble = document.getElementById("trouble");
  const keysOn = document.getElementById("keys-on");
  if (!records) return;

  let active = null;
  const cards = () => [...records.querySelectorAll(".card[data-key]")];
  const cardOf = (key) => records.querySelector(`.card[data-key="${CSS.escape(key)}"]`);
  const isOpen = (card) => card.dataset.state === "proposed";
  const show = (key) => document.dispatchEvent(new CustomEvent("show-record", { detail: key }));

  const activate = (card, { focus = true } = {}) => {
    if (!card) return;
    active = card.dataset.key;
    show(active);
    card.scrollIntoView({ block: "nearest" });
    if (focus) card.focus({ preventScroll: true });
  };

  const current = () => {
    const marked = records.querySelector(".card.is-active");
    return marked || (active && cardOf(active)) || null;
  };

  const step = (by, wanted = () => true) => {
    const all = cards();
    let at = all.indexOf(current());
    if (at < 0) at = by > 0 ? -1 : all.length;
    for (at += by; at >= 0 && at < all.length; at += by) {
      if (wanted(all[at])) return activate(all[at]);
    }
  };

  // Marks of the text look as their card says.
  const paint = (card) => {
    const state = card.dataset.state;
    document.querySelectorAll(`mark[data-key="${CSS.escape(card.dataset.key)}"]`).forEach((mark) => {
      mark.classList.remove("is-proposed", "is-accepted", "is-corrected", "is-rejected", "is-left_out");
      mark.classList.add(`is-${state}`);
    });
  };

  const hold = () => {
    const news = document.getElementById("news");
    const held = news ? JSON.parse(news.dataset.held || "{}") : {};
    records.querySelectorAll("[data-held]").forEach((place) => {
      const who = held[place.closest(".card").dataset.key];
      place.textContent = who ? words("held", { who }) : "";
    });
  };

  const press = (card, action) => {
    const button = card?.querySelector(`[data-do="${action}"]`);
    button?.click();
    return Boolean(button);
  };

  const commands = {
    j: () => step(1),
    k: () => step(-1),
    a: () => press(current(), "accept") || step(1, isOpen),
    A: () => current()?.closest(".group")?.querySelector(".section button")?.click(),
    e: () => press(current(), "edit"),
    r: () => press(current(), "reject"),
    m: () => press(current(), "match"),
    u: () => document.querySelector("[data-undo] button")?.click(),
    n: () => document.querySelector("[data-add-words]")?.click(),
    "/": () => {
      const words = document.getElementById("id_q");
      words.closest("details").open = true;
      words.focus();
    },
    "?": () => (help.open ? help.close() : help.showModal()),
  };

  const isTyping = (element) => element.closest("input:not([type=checkbox]), select, textarea");

  document.addEventListener("keydown", (event) => {
    const form = event.target.closest(".row-form, .reject");
    if (form && event.key === "Escape") { form.querySelector('[data-do="cancel"]')?.click(); event.preventDefault(); return; }
    if (form && event.key === "Enter" && event.ctrlKey) { form.requestSubmit(form.querySelector(".primary")); event.preventDefault(); return; }
    if (event.target.id === "id_q" && event.key === "Escape") { event.target.blur(); return; }
    if (event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target) || !keysOn.checked) return;
    if (help.open && event.key !== "?") return;
    const command = commands[event.key];
    if (!command) return;
    event.preventDefault();
    command();
  });

  document.querySelector("[data-help]")?.addEventListener("click", () => help.showModal());
  keysOn.checked = localStorage.getItem("keys") !== "off";
  keysOn.addEventListener("change", () => localStorage.setItem("keys", keysOn.checked ? "on" : "off"));
  document.querySelectorAll("[data-submits]").forEach((select) => select.addEventListener("change", () => select.form.requestSubmit()));

  document.addEventListener("click", (event) => {
    const fill = event.target.closest("[data-fill]");
    if (fill) { document.getElementById(fill.dataset.fill).value = fill.dataset.value; return; }
    const link = event.target.closest("[data-show]");
    if (link) { event.preventDefault(); activate(cardOf(link.dataset.show)); }
  });

  // What the server is told and what it answers.
  document.body.addEventListener("htmx:configRequest", (event) => {
    const reason = document.querySelector("[data-reason]");
    if (reason && event.detail.verb === "post" && !event.detail.parameters.get?.("reason")) {
      event.detail.parameters.set?.("reason", reason.value);
    }
  });
  const complain = (name) => { trouble.textContent = words(name); trouble.hidden = false; };
  document.body.addEventListener("htmx:responseError", (event) => {
    complain(event.detail.xhr.status === 403 ? "refused" : "failed");
  });
  document.body.addEventListener("htmx:sendError", () => complain("offline"));
  // A colleague's change never replaces a form in which somebody types.
  document.body.addEventListener("htmx:oobBeforeSwap", (event) => {
    if (event.detail.target.matches?.(".is-editing")) event.preventDefault();
  });
  let acted = null;
  let wanted;
  document.body.addEventListener("htmx:beforeRequest", (event) => {
    acted = event.detail.elt.closest(".card")?.dataset.key || null;
    if (event.detail.elt.dataset.do === "edit") wanted = event.detail.elt.dataset.field;
  });
  document.body.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.requestConfig?.verb === "post" || event.detail.elt.id === "records") trouble.hidden = true;
    cards().forEach(paint);
    hold();
    const editing = records.querySelector(".is-editing, .reject");
    const field = editing?.querySelector(wanted ? `[name="${wanted}"]` : "input:not([type=hidden]), select, textarea");
    if (editing) {
      if (!editing.contains(document.activeElement) || !isTyping(document.activeElement)) { field?.focus(); field?.select?.(); }
      return;
    }
    const done = cardOf(acted || active || "");
    const isPane = event.detail.elt.id === "records";
    if (!done || !(acted || isPane)) return;
    acted = null;
    activate(done);
    if (isPane) return;
    if (!isOpen(done) && event.detail.requestConfig?.verb === "post") step(1, isOpen);
  });

  // Adding what was missed: select words, press the button that appears.
  const positionIn = (node, offset) => {
    const lines = [...text.querySelectorAll(".paper > p")];
    const line = (node.nodeType === 1 ? node : node.parentElement).closest(".paper > p");
    const at = lines.indexOf(line);
    if (at < 0) return null;
    const before = document.createRange();
    before.setStart(line, 0);
    before.setEnd(node, offset);
    const length = (words) => [...words].length;
    return lines.slice(0, at).reduce((sum, p) => sum + length(p.textContent) + 1, 0) + length(before.toString());
  };

  const clear = () => document.getElementById("add-here")?.remove();
  const offer = () => {
    clear();
    const chosen = getSelection();
    if (!text?.dataset.add || chosen.isCollapsed || !text.contains(chosen.anchorNode)) return;
    const range = chosen.getRangeAt(0);
    const from = positionIn(range.startContainer, range.startOffset);
    const to = positionIn(range.endContainer, range.endOffset);
    if (from === null || to === null || from >= to) return;
    const box = range.getBoundingClientRect();
    const bar = document.createElement("div");
    bar.id = "add-here";
    bar.setAttribute("role", "toolbar");
    bar.setAttribute("aria-label", words("add"));
    for (const kind of ["statement", "task"]) {
      const query = new URLSearchParams({ from, to, kind, part: text.dataset.part });
      if (text.dataset.view) query.set("view", text.dataset.view);
      const link = document.createElement("a");
      link.className = "button quiet";
      link.href = `${text.dataset.add}?${query}`;
      link.textContent = words(kind);
      bar.append(link);
    }
    document.body.append(bar);
    bar.style.left = `${Math.min(box.left, innerWidth - bar.offsetWidth - 8)}px`;
    bar.style.top = `${box.bottom + 44 > innerHeight ? Math.max(8, box.top - 44) : box.bottom + 4}px`;
  };
  document.addEventListener("selectionchange", () => { if (getSelection().isCollapsed) clear(); });
  text?.addEventListener("mouseup", () => setTimeout(offer));
  text?.addEventListener("keyup", (event) => { if (event.shiftKey) offer(); });

  // An address may name a card: #c-s12.
  const arrive = () => {
    const key = location.hash.match(/^#c-(.+)$/)?.[1];
    if (key && cardOf(key)) activate(cardOf(key));
  };
  addEventListener("hashchange", arrive);
  hold();
  arrive();
})();
