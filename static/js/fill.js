// The form of a school: each field is saved when it rests, and nothing typed is lost on the way.
(() => {
  const root = document.getElementById("fill");
  const told = document.getElementById("saving");
  const REST = 1000, LONGEST = 60000;
  const signIn = new BroadcastChannel("sign-in");
  document.documentElement.classList.add("scripted");

  // Units: a text, an item or a row, whose fields are saved together.
  const unitOf = (node) => node.closest?.("[data-unit]");
  const find = (key) => root.querySelector(`[data-unit="${CSS.escape(key)}"]`);
  const fieldsOf = (unit) => [...unit.querySelectorAll("input:not([type=hidden], [type=file]), textarea, select")].filter((f) => f.name);
  const valuesOf = (unit) => Object.fromEntries(fieldsOf(unit).map((f) => [f.name, f.value]));
  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
  const versionOf = (unit) => unit.querySelector("input[name$='-version']");
  const isNew = (unit) => unit.classList.contains("new");
  const kept = new Map();
  // As the server wrote it: a quick hand may have typed before this script ran.
  const writtenIn = (field) => field.defaultValue ?? ([...field.options].find((o) => o.defaultSelected) ?? field.options[0])?.value;
  const servedOf = (unit) => Object.fromEntries(fieldsOf(unit).map((f) => [f.name, writtenIn(f)]));
  const remember = (scope) => scope.querySelectorAll("[data-unit]").forEach((unit) => kept.set(unit.dataset.unit, servedOf(unit)));

  // What waits: key of a unit -> its timer, and those whose fields rest; one request at a time.
  const waiting = new Map(), resting = new Set();
  let busy = false, failures = 0, retry = null, again = null, leaving = false;

  const clock = (at) => new Date(at).toLocaleTimeString("zh-CN", { hour: "2-digit", minute: "2-digit" });
  const say = (name, look = "", values = {}) => {
    told.hidden = false;
    told.className = `saving ${look}`;
    told.dataset.state = name;
    const text = words(name, values);
    if (told.textContent !== text) told.textContent = text;
  };
  const isWrong = () => root.querySelector("[data-held], [data-refused]");
  const settle = () => {
    if (waiting.size) return say("typing");
    return isWrong() ? say("wrong", "is-bad") : say("saved", "is-good", { time: clock(Date.now()) });
  };

  const post = async (body, isUpload = false) => {
    say(isUpload ? "sending" : "saving");
    const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];
    if (token) body.set("csrfmiddlewaretoken", token);
    const answer = await fetch(root.querySelector("form[method=post]").action, {
      method: "POST", body, headers: { "HX-Request": "true" }, credentials: "same-origin",
    });
    const html = await answer.text();
    if (answer.status === 401) document.dispatchEvent(new CustomEvent("interrupted", { detail: html }));
    else if (answer.ok || [409, 422].includes(answer.status)) {
      failures = 0;
      document.dispatchEvent(new Event("resumed"));
    }
    const page = document.createElement("template");
    page.innerHTML = html;
    return { status: answer.status, piece: page.content };
  };

  // Why an answer saved nothing; the text stays here and, but for what must be read first, goes again.
  const fail = (status) => {
    if (status === 401) return say("login", "is-bad");
    if (status === 403 || (status === 409 && !isWrong())) return say("refused", "is-bad");
    failures += 1;
    say(status ? "broken" : "offline", "is-bad");
    clearTimeout(retry);
    retry = setTimeout(resume, Math.min(LONGEST, 1000 * 2 ** failures));
  };
  const resume = () => {
    if (again) { const act = again; again = null; return act(); }
    return flush(true);
  };

  const swapLive = (piece) => {
    piece.querySelectorAll("[data-live]").forEach((fresh) => {
      root.querySelector(`[data-live="${CSS.escape(fresh.dataset.live)}"]`)?.replaceWith(fresh);
    });
    piece.querySelectorAll("[data-shown]").forEach((fresh) => {
      const here = root.querySelector(`[data-shown="${CSS.escape(fresh.dataset.shown)}"]`);
      if (here) here.hidden = fresh.hidden;
    });
    const contents = piece.querySelector("#contents");
    if (contents) document.getElementById("contents").replaceWith(contents);
  };

  // One unit is saved: its words stay as they are, what is said around them is taken over.
  const take = (key, sent, status, piece) => {
    const unit = find(key), fresh = piece.querySelector(`[data-unit="${CSS.escape(key)}"]`);
    unit.toggleAttribute("data-held", fresh.hasAttribute("data-held"));
    unit.toggleAttribute("data-refused", status !== 200);
    unit.classList.toggle("is-proposed", fresh.classList.contains("is-proposed"));
    versionOf(unit).value = versionOf(fresh).value;
    fieldsOf(unit).forEach((field) => {
      const other = fresh.querySelector(`[name="${CSS.escape(field.name)}"]`);
      const why = other?.parentElement.querySelector(":scope > .wrong-why");
      field.parentElement.querySelector(":scope > .wrong-why")?.remove();
      if (why && other) field.after(why);
      for (const name of ["aria-invalid", "aria-describedby"]) {
        if (other?.hasAttribute(name)) field.setAttribute(name, other.getAttribute(name));
        else field.removeAttribute(name);
      }
    });
    swapLive(piece);
    if (status === 200) kept.set(key, sent);
    const isAsTyped = same(valuesOf(unit), sent);
    if (status === 200 && isAsTyped) drafts.drop(key);
    if (!isAsTyped && !unit.hasAttribute("data-held")) schedule(key, REST);
  };

  const send = async (key) => {
    const unit = find(key);
    const sent = valuesOf(unit), body = new FormData();
    body.set("section", unit.closest("[data-section]").id);
    body.set(versionOf(unit).name, versionOf(unit).value);
    for (const [name, value] of Object.entries(sent)) body.set(name, value);
    const { status, piece } = await post(body);
    if (piece.querySelector(`[data-unit="${CSS.escape(key)}"]`)) {
      waiting.delete(key);
      // A row that is gone comes back as a section with its words in the fields of a new one.
      if (piece.querySelector("[data-section]")) swapSection(piece, {}, status);
      else take(key, sent, status, piece);
      return true;
    }
    if (piece.querySelector("[data-section]")) { waiting.delete(key); swapSection(piece, {}, status); return true; }
    fail(status);
    return false;
  };

  const flush = async (isAll = false) => {
    if (isAll) waiting.forEach((_, key) => resting.add(key));
    if (busy) return;
    busy = true;
    try {
      while (resting.size) {
        const [key] = resting;
        resting.delete(key);
        clearTimeout(waiting.get(key));
        if (!find(key)) waiting.delete(key);
        else if (waiting.has(key) && !(await send(key))) return;
      }
      settle();
    } catch {
      fail(0);
    } finally {
      busy = false;
    }
  };

  const schedule = (key, delay) => {
    clearTimeout(waiting.get(key));
    resting.delete(key);
    waiting.set(key, setTimeout(() => {
      resting.add(key);
      if (failures === 0) flush();
    }, delay));
  };

  const changed = (unit, delay) => {
    const key = unit.dataset.unit, now = valuesOf(unit);
    if (same(now, kept.get(key))) {
      clearTimeout(waiting.get(key));
      waiting.delete(key);
      drafts.drop(key);
      return;
    }
    drafts.keep(key, { values: now, version: versionOf(unit)?.value });
    if (isNew(unit) || unit.hasAttribute("data-held")) return;
    if (failures === 0 && told.dataset.state !== "login") say("typing");
    schedule(key, delay);
  };

  // A button, or Enter in a field: the section is sent whole and comes back as it is now.
  const swapSection = (piece, before, status) => {
    const fresh = piece.querySelector("[data-section]");
    const section = document.getElementById(fresh.id);
    const focus = document.activeElement?.id;
    const typed = [...section.querySelectorAll("[data-unit]")]
      .map((unit) => [unit.dataset.unit, valuesOf(unit)])
      .filter(([key, values]) => before[key] && !same(values, before[key]));
    for (const unit of section.querySelectorAll("[data-unit]")) {
      clearTimeout(waiting.get(unit.dataset.unit));
      waiting.delete(unit.dataset.unit);
      if (status === 200) drafts.drop(unit.dataset.unit);
    }
    section.replaceWith(fresh);
    swapLive(piece);
    remember(fresh);
    fresh.querySelectorAll(".unit").forEach((unit) => {
      unit.toggleAttribute("data-refused", Boolean(unit.querySelector(":scope > .live > .wrong-why, .field .wrong-why")) && status !== 200);
    });
    for (const [key, values] of typed) {
      const unit = find(key);
      if (unit) { fill(unit, values); changed(unit, REST); }
    }
    fresh.querySelectorAll("textarea").forEach(count);
    (document.getElementById(focus) || fresh.querySelector("[role=status]") || fresh).focus?.({ preventScroll: true });
  };
  const act = async (form, button) => {
    if (busy) { setTimeout(() => act(form, button), 150); return; }
    busy = true;
    const section = form.closest("[data-section]");
    const before = Object.fromEntries([...section.querySelectorAll("[data-unit]")].map((u) => [u.dataset.unit, valuesOf(u)]));
    const body = new FormData(form);
    body.set(button?.name || "do", button?.value || "save");
    try {
      const { status, piece } = await post(body, button?.value === "attach");
      if (piece.querySelector("[data-section]")) {
        swapSection(piece, before, status);
        if (status === 200 && button?.value === "add") fieldsOf(document.getElementById(section.id).querySelector(".new"))[0].focus();
        settle();
      } else fail(status);
    } catch {
      again = () => act(form, button);
      fail(0);
    } finally {
      busy = false;
    }
    if (resting.size && failures === 0) flush();
  };

  const fill = (unit, values) => fieldsOf(unit).forEach((field) => { if (field.name in values) field.value = values[field.name]; });

  // Characters against the most; browsers that cannot grow a field by themselves are helped.
  const grows = CSS.supports("field-sizing", "content");
  const count = (area) => {
    if (!grows) { area.style.height = "auto"; area.style.height = `${area.scrollHeight + 2}px`; }
    const place = unitOf(area)?.querySelector("[data-count]");
    if (!place) return;
    const n = [...area.value.trim()].length, most = Number(area.dataset.most || 0);
    const isOver = most && n > most;
    place.classList.toggle("is-over", Boolean(isOver));
    place.textContent = words(isOver ? "over" : most ? "most" : "count", { n, most, over: n - most });
  };

  root.addEventListener("input", (event) => {
    const unit = unitOf(event.target);
    if (event.target.matches("textarea")) count(event.target);
    if (unit && event.target.type !== "file") changed(unit, REST);
  });
  root.addEventListener("focusout", (event) => {
    const unit = unitOf(event.target);
    if (unit && waiting.has(unit.dataset.unit)) changed(unit, 0);
  });
  root.addEventListener("submit", (event) => {
    if (event.target.closest("[data-section]")) {
      event.preventDefault();
      act(event.target, event.submitter);
    } else if ((waiting.size || busy) && !leaving) {
      event.preventDefault();
      afterAll(() => event.target.requestSubmit(event.submitter));
    }
  });
  // A way off the page waits for what is still being saved; where that fails, the page stays.
  root.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    const isOff = link && link.pathname !== location.pathname;
    if (!isOff || event.ctrlKey || event.metaKey || event.shiftKey || !(waiting.size || busy)) return;
    event.preventDefault();
    afterAll(() => { location.href = link.href; });
  });
  const afterAll = async (go) => {
    while (busy) await new Promise((wake) => { setTimeout(wake, 50); });
    await flush(true);
    if (waiting.size) return;
    leaving = true;
    go();
    leaving = false;
  };
  root.addEventListener("change", (event) => {
    if (event.target.type === "file" && event.target.files.length) {
      event.target.form.requestSubmit(event.target.form.querySelector("button[value=attach]"));
    }
  });
  addEventListener("online", () => { failures = 0; resume(); });
  signIn.addEventListener("message", () => { failures = 0; resume(); });
  addEventListener("beforeunload", (event) => {
    const isUnsaved = waiting.size || busy || [...root.querySelectorAll("[data-held], [data-refused]")].length;
    if (isUnsaved && !leaving) event.preventDefault();
  });
  addEventListener("pagehide", () => root.querySelectorAll("[data-unit]").forEach((unit) => {
    if (!same(valuesOf(unit), kept.get(unit.dataset.unit))) drafts.keep(unit.dataset.unit, { values: valuesOf(unit), version: versionOf(unit)?.value });
  }));

  // After a full reload, what this browser still holds is offered.
  const offer = (draft) => {
    const unit = find(draft.key);
    if (!unit || same(draft.values, valuesOf(unit))) return drafts.drop(draft.key);
    const note = document.getElementById("draft").content.cloneNode(true).firstElementChild;
    note.querySelector("p").textContent = note.querySelector("p").textContent.replace("{time}", new Date(draft.at).toLocaleString("zh-CN"));
    note.querySelector("blockquote").textContent = Object.values(draft.values).filter(Boolean).join("\n");
    note.addEventListener("click", ({ target }) => {
      if (!target.dataset.draft) return;
      note.remove();
      if (target.dataset.draft === "drop") return drafts.drop(draft.key);
      fill(unit, draft.values);
      // Seen in another version, it is a conflict, and the server shows both.
      if (versionOf(unit) && draft.version) versionOf(unit).value = draft.version;
      unit.querySelectorAll("textarea").forEach(count);
      changed(unit, 0);
      fieldsOf(unit)[0]?.focus();
    });
    unit.prepend(note);
    return true;
  };
  remember(root);
  root.querySelectorAll("textarea").forEach(count);
  drafts.all().forEach(offer);
  root.querySelectorAll("[data-unit]").forEach((unit) => {
    if (!same(valuesOf(unit), kept.get(unit.dataset.unit))) changed(unit, REST);
  });
})();
