// Links the marks of the text with the cards beside it: a click or Enter on one shows the other.
(() => {
  const panes = [...document.querySelectorAll(".pane")];
  const tabs = [...document.querySelectorAll(".pane-tabs a")];
  const marks = [...document.querySelectorAll("mark[id]")];
  const card = (key) => document.getElementById(`c-${key}`);

  const show = (pane) => {
    panes.forEach((p) => p.classList.toggle("is-shown", p === pane));
    tabs.forEach((tab) => {
      if (tab.hash === `#${pane.id}`) tab.setAttribute("aria-current", "true");
      else tab.removeAttribute("aria-current");
    });
  };

  const highlight = (key) => {
    document.querySelectorAll(".is-active").forEach((e) => e.classList.remove("is-active"));
    document.querySelectorAll(`[data-key="${CSS.escape(key)}"]`).forEach((e) => e.classList.add("is-active"));
  };

  const roam = (mark) => {
    marks.forEach((m) => m.setAttribute("tabindex", m === mark ? "0" : "-1"));
  };

  const reveal = (target, focusOn) => {
    show(target.closest(".pane"));
    // Twice: what was never laid out yet only has an estimated height the first time.
    target.scrollIntoView({ block: "center" });
    requestAnimationFrame(() => target.scrollIntoView({ block: "center" }));
    focusOn.focus({ preventScroll: true });
  };

  const toCard = (key) => {
    const target = card(key);
    highlight(key);
    if (target) reveal(target, target.querySelector(".jump"));
  };

  const toMark = (key) => {
    const target = document.getElementById(key);
    highlight(key);
    if (!target) return;
    roam(target);
    card(key)?.scrollIntoView({ block: "nearest" });
    reveal(target, target);
  };

  // Another script turns to a record: both halves show it, the focus stays.
  document.addEventListener("show-record", (event) => {
    highlight(event.detail);
    document.getElementById(event.detail)?.scrollIntoView({ block: "center" });
  });

  const keyAt = (event, selector) => event.target.closest(selector)?.dataset.key;

  document.querySelector(".paper")?.addEventListener("click", (event) => {
    const key = keyAt(event, "mark[data-key]");
    if (key && getSelection().isCollapsed) toCard(key);
  });

  document.querySelector(".paper")?.addEventListener("keydown", (event) => {
    const mark = event.target.closest("mark[id]");
    if (!mark) return;
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const next = step && marks[marks.indexOf(mark) + step];
    if (event.key === "Enter") toCard(mark.dataset.key);
    else if (next) { roam(next); next.focus(); }
    else if (!step) return;
    event.preventDefault();
  });

  document.getElementById("records")?.addEventListener("click", (event) => {
    if (event.target.closest("button, input, select, textarea, label, .button")) return;
    const key = keyAt(event, "[data-key]");
    if (!key || !getSelection().isCollapsed) return;
    event.preventDefault();
    history.replaceState(null, "", `#${key}`);
    toMark(key);
  });

  tabs.forEach((tab) => tab.addEventListener("click", (event) => {
    event.preventDefault();
    show(document.querySelector(tab.hash));
  }));

  const arrive = () => {
    const key = decodeURIComponent(location.hash.slice(1));
    const target = document.getElementById(key);
    if (target?.matches("mark")) toMark(key);
    else if (target?.matches(".menu")) target.open = true;
  };

  document.documentElement.classList.add("scripted");
  show(panes[0]);
  marks.forEach((mark) => mark.setAttribute("role", "link"));
  if (marks.length) roam(marks[0]);
  addEventListener("hashchange", arrive);
  arrive();
})();
