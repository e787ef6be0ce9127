// A table of fields that moves, selects, copies and pastes like a sheet of Excel.
(() => {
  const form = document.querySelector("form.grid");
  const body = form.querySelector("tbody");
  const template = form.querySelector("template");
  const status = form.querySelector(".grid-status");
  const most = Number(form.dataset.most);
  const FIELDS = "td > input:not([type=checkbox]), td > textarea";
  let anchor = null, focus = null, editing = null, added = 0, dragging = false;
  let undone = [], done = [];

  const rows = () => [...body.rows];
  const cells = (row) => [...row.querySelectorAll(FIELDS)];
  const at = ([r, c]) => { const row = body.rows[r]; return row && cells(row)[c]; };
  const place = (cell) => [cell.closest("tr").rowIndex - 1, cells(cell.closest("tr")).indexOf(cell)];
  const isCell = (target) => target.matches?.(FIELDS) && body.contains(target);
  const tell = (text) => { status.textContent = text; };

  // What has changed
  const isChanged = (row) => row.classList.contains("is-sent")
    || [...row.querySelectorAll("input:not([type=hidden]), textarea")].some((f) =>
      f.type === "checkbox" ? f.checked !== f.defaultChecked : f.value !== f.defaultValue);
  const count = () => {
    const changed = rows().filter((row) => row.classList.contains("is-changed"));
    const fresh = changed.filter((row) => row.classList.contains("is-new")).length;
    tell(changed.length ? words("changed", { changed: changed.length - fresh, fresh }) : "");
  };
  const note = (row) => row.classList.toggle("is-changed", isChanged(row));

  const write = (changes) => {
    const step = changes.filter(([cell, text]) => !cell.readOnly && cell.value !== text)
      .map(([cell, text]) => [cell, cell.value, text]);
    for (const [cell, , text] of step) { cell.value = text; note(cell.closest("tr")); }
    if (step.length) { done.push(step); undone = []; }
    count();
    return step.length;
  };
  const back = (from, to, which) => {
    const step = from.pop();
    if (!step) return;
    for (const change of step) { change[0].value = change[which]; note(change[0].closest("tr")); }
    to.push(step);
    go(place(step[0][0]));
    count();
  };

  const addRow = () => {
    if (!template || rows().filter((row) => row.classList.contains("is-new")).length >= most) return false;
    const taken = new Set(rows().map((row) => row.querySelector("[name=row]").value));
    do { added += 1; } while (taken.has(`new${added}`));
    const row = template.content.firstElementChild.cloneNode(true);
    for (const field of row.querySelectorAll("[name]")) {
      field.name = field.name.replace(/^new\d+-/, `new${added}-`);
      if (field.name === "row") field.value = `new${added}`;
    }
    body.append(row);
    return true;
  };

  // Moving and selecting
  const block = () => {
    if (!anchor || !focus) return [];
    const [top, bottom] = [anchor[0], focus[0]].sort((a, b) => a - b);
    const [left, right] = [anchor[1], focus[1]].sort((a, b) => a - b);
    return rows().slice(top, bottom + 1).map((row) => cells(row).slice(left, right + 1));
  };
  const show = () => {
    body.querySelectorAll(".is-picked").forEach((cell) => cell.classList.remove("is-picked"));
    const picked = block().flat();
    if (picked.length > 1) picked.forEach((cell) => cell.parentElement.classList.add("is-picked"));
  };
  const uncover = (cell) => {
    const pane = cell.closest(".scroll"), box = cell.getBoundingClientRect(), own = pane.getBoundingClientRect();
    const head = form.querySelector("thead").offsetHeight;
    const side = [...body.rows[0].children].slice(0, 2).reduce((sum, each) => sum + each.offsetWidth, 0);
    const column = cell.closest("td").cellIndex;
    if (box.top < own.top + head) pane.scrollTop -= own.top + head - box.top;
    if (column > 1 && box.left < own.left + side) pane.scrollLeft -= own.left + side - box.left;
  };
  const go = ([r, c], extend = false) => {
    const cell = at([r, c]);
    if (!cell) return;
    focus = [r, c];
    if (!extend) anchor = focus;
    stop();
    cell.focus();
    uncover(cell);
    if (!extend) cell.select();
    show();
  };
  const move = (cell, down, right, extend) => {
    const [r, c] = extend && focus ? focus : place(cell);
    go([r + down, c + right], extend);
  };

  // Editing one cell
  const start = (cell, whole) => {
    if (cell.readOnly || editing?.cell === cell) return;
    stop();
    editing = { cell, before: cell.value };
    cell.classList.add("is-editing");
    if (whole) cell.select();
    else cell.setSelectionRange(cell.value.length, cell.value.length);
    anchor = focus = place(cell);
    show();
  };
  const stop = (keep = true) => {
    if (!editing) return;
    const { cell, before } = editing;
    editing = null;
    cell.classList.remove("is-editing");
    const text = keep ? cell.value : before;
    cell.value = before;
    write([[cell, text]]);
    note(cell.closest("tr"));
  };

  const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
  const command = (event) => {
    const key = event.key.toLowerCase();
    if (key === "s") { event.preventDefault(); stop(); form.requestSubmit(); }
    else if (!editing && key === "z") { event.preventDefault(); event.shiftKey ? back(undone, done, 2) : back(done, undone, 1); }
    else if (!editing && key === "y") { event.preventDefault(); back(undone, done, 2); }
  };
  const onKey = (event) => {
    const cell = event.target;
    if (!isCell(cell) || event.isComposing) return;
    if (event.ctrlKey || event.metaKey) { command(event); return; }
    if (event.key === "Process" || event.keyCode === 229) { start(cell, true); return; }
    if (event.key === "Enter" && !event.altKey) { event.preventDefault(); stop(); move(cell, event.shiftKey ? -1 : 1, 0); return; }
    if (event.key === "Escape") { stop(false); cell.select(); count(); return; }
    if (event.key === "F2") { event.preventDefault(); start(cell, false); return; }
    if (event.key === "Tab" || event.altKey || editing) return;
    if (ARROWS[event.key]) { event.preventDefault(); move(cell, ...ARROWS[event.key], event.shiftKey); return; }
    if (event.key === "Delete" || event.key === "Backspace") { event.preventDefault(); write(block().flat().map((c) => [c, ""])); return; }
    if (event.key.length === 1) start(cell, true);
  };

  // Exchange with Excel: lines of cells with tabs between
  const quoted = (text) => (/[\t\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const parse = (text) => {
    const lines = [[]];
    const pattern = /("(?:[^"]|"")*"|[^\t\n]*)(\t|\r?\n|$)/gy;
    const source = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
    for (const [, cell, end] of source.matchAll(pattern)) {
      lines.at(-1).push(cell.startsWith('"') && cell.endsWith('"') && cell.length > 1 ? cell.slice(1, -1).replaceAll('""', '"') : cell);
      if (end === "") break;
      if (end !== "\t") lines.push([]);
    }
    return lines;
  };
  const copy = (event) => {
    if (editing || !isCell(document.activeElement)) return;
    event.preventDefault();
    event.clipboardData.setData("text/plain", block().map((line) => line.map((c) => quoted(c.value)).join("\t")).join("\n"));
    if (event.type === "cut") write(block().flat().map((cell) => [cell, ""]));
  };
  const paste = (event) => {
    if (editing || !isCell(event.target)) return;
    event.preventDefault();
    const lines = parse(event.clipboardData.getData("text/plain"));
    const picked = block();
    if (lines.length === 1 && lines[0].length === 1 && picked.flat().length > 1) {
      write(picked.flat().map((cell) => [cell, lines[0][0]]));
      return;
    }
    const top = Math.min(anchor[0], focus[0]), left = Math.min(anchor[1], focus[1]);
    const changes = [];
    let beside = 0, below = 0;
    lines.forEach((line, r) => {
      if (!body.rows[top + r] && !addRow()) { below += 1; return; }
      const own = cells(body.rows[top + r]);
      line.forEach((text, c) => { if (own[left + c]) changes.push([own[left + c], text.trim()]); else beside += 1; });
    });
    const written = write(changes);
    const told = [words("pasted", { rows: lines.length - below, cells: written })];
    if (beside) told.push(words("beside", { cells: beside }));
    if (below) told.push(words("below", { rows: below, most }));
    tell([told.join("；"), words("unsaved")].join("，"));
    anchor = [top, left];
    focus = [top + lines.length - below - 1, left + Math.max(...lines.map((line) => line.length)) - 1];
    show();
  };

  form.addEventListener("keydown", onKey);
  form.addEventListener("input", (event) => {
    const row = event.target.closest("tbody tr");
    if (!row) return;
    if (isCell(event.target) && !editing) { editing = { cell: event.target, before: event.target.defaultValue }; event.target.classList.add("is-editing"); }
    note(row);
    count();
  });
  form.addEventListener("focusin", (event) => {
    if (!isCell(event.target)) { stop(); return; }
    if (editing && editing.cell !== event.target) stop();
    if (focus && at(focus) === event.target) return;
    anchor = focus = place(event.target);
    if (!dragging) event.target.select();
    show();
  });
  body.addEventListener("mousedown", (event) => {
    if (!isCell(event.target) || editing?.cell === event.target) return;
    event.preventDefault();
    dragging = true;
    go(place(event.target), event.shiftKey);
  });
  body.addEventListener("mouseover", (event) => {
    const cell = event.target.closest("td")?.querySelector("input:not([type=checkbox]), textarea");
    if (dragging && cell) { focus = place(cell); show(); }
  });
  addEventListener("mouseup", () => { dragging = false; });
  body.addEventListener("dblclick", (event) => { if (isCell(event.target)) start(event.target, false); });
  document.addEventListener("copy", copy);
  document.addEventListener("cut", copy);
  body.addEventListener("paste", paste);

  const add = form.querySelector("[data-add]");
  if (add) {
    add.hidden = false;
    add.addEventListener("click", () => { if (addRow()) go([body.rows.length - 1, 0]); });
  }
  let leaving = false;
  form.addEventListener("submit", (event) => {
    stop();
    const changed = rows().filter(isChanged);
    if (!changed.length) { event.preventDefault(); tell(words("same")); return; }
    leaving = true;
    for (const row of rows()) if (!changed.includes(row)) row.querySelectorAll("[name]").forEach((field) => { field.disabled = true; });
  });
  addEventListener("pageshow", () => {
    leaving = false;
    form.querySelectorAll("tbody [name]").forEach((field) => { field.disabled = false; });
    rows().forEach(note);
  });
  addEventListener("beforeunload", (event) => { if (!leaving && rows().some(isChanged)) event.preventDefault(); });
})();
