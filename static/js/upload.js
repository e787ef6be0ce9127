// Sends the chosen files one by one to the form's own address and swaps in the row that comes back.
(() => {
  const form = document.querySelector(".upload");
  const picker = form.querySelector("input[type=file]");
  const drop = form.querySelector(".drop");
  const results = document.querySelector(".results");
  const list = results.querySelector(".uploads");
  const tally = results.querySelector(".tally");
  const largest = Number(form.dataset.largest) * 1024 * 1024;
  const waiting = [];
  let sent = 0, total = 0, busy = false;

  const tell = () => { tally.textContent = words("tally", { sent, total }); };

  const row = (file, word) => {
    const item = document.createElement("li");
    item.className = "upload-row";
    const state = document.createElement("span");
    state.className = "state still";
    state.textContent = word;
    const name = document.createElement("span");
    name.textContent = file.name;
    const bar = document.createElement("progress");
    bar.max = 1;
    bar.value = 0;
    bar.setAttribute("aria-label", words("progress", { name: file.name }));
    item.append(state, name, bar);
    list.append(item);
    return item;
  };

  const fail = (item, message) => {
    const state = item.querySelector(".state");
    state.className = "state bad";
    state.textContent = words("failed");
    item.querySelector("progress").remove();
    const why = document.createElement("p");
    why.className = "upload-why";
    why.textContent = message;
    item.append(why);
  };

  const REASONS = [0, 401, 403, 413, 500];

  const finish = (item, request) => {
    const text = request.responseText || "";
    const { status } = request;
    if (status === 401) document.dispatchEvent(new CustomEvent("interrupted", { detail: text }));
    if (text.trimStart().startsWith("<li")) item.outerHTML = text;
    else fail(item, words(REASONS.includes(status) ? status : "other", { status }));
    sent += 1;
    tell();
    next();
  };

  const send = ({ file, item }) => {
    const body = new FormData();
    body.append("csrfmiddlewaretoken", form.csrfmiddlewaretoken.value);
    body.append("files", file);
    const bar = item.querySelector("progress");
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("HX-Request", "true");
    request.upload.onprogress = (event) => { bar.value = event.loaded / event.total; };
    request.upload.onload = () => {
      item.querySelector(".state").textContent = words("reading");
      bar.removeAttribute("value");
    };
    request.onloadend = () => finish(item, request);
    item.querySelector(".state").textContent = words("sending");
    request.send(body);
  };

  const next = () => {
    busy = waiting.length > 0;
    if (busy) send(waiting.shift());
  };

  const take = (files) => {
    results.hidden = files.length === 0 && total === 0;
    for (const file of files) {
      const item = row(file, words("waiting"));
      total += 1;
      if (file.size > largest) { fail(item, words("large", { most: form.dataset.largest })); sent += 1; }
      else waiting.push({ file, item });
    }
    tell();
    if (!busy) next();
  };

  document.documentElement.classList.add("scripted");
  picker.addEventListener("change", () => { take([...picker.files]); picker.value = ""; });
  form.addEventListener("submit", (event) => { event.preventDefault(); take([...picker.files]); });
  for (const kind of ["dragenter", "dragover"]) {
    drop.addEventListener(kind, (event) => { event.preventDefault(); drop.classList.add("over"); });
  }
  drop.addEventListener("dragleave", () => drop.classList.remove("over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    take([...event.dataTransfer.files]);
  });
  for (const kind of ["dragover", "drop"]) {
    addEventListener(kind, (event) => { if (!drop.contains(event.target)) event.preventDefault(); });
  }
  addEventListener("beforeunload", (event) => { if (busy) event.preventDefault(); });
})();
