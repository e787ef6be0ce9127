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

  const tell = () => { tally.textContent = `已处理 ${sent} 个文件，共 ${total} 个`; };

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
    bar.setAttribute("aria-label", `${file.name} 上传进度`);
    item.append(state, name, bar);
    list.append(item);
    return item;
  };

  const fail = (item, message) => {
    const state = item.querySelector(".state");
    state.className = "state bad";
    state.textContent = "未导入";
    item.querySelector("progress").remove();
    const why = document.createElement("p");
    why.className = "upload-why";
    why.textContent = message;
    item.append(why);
  };

  const REASONS = {
    0: "网络中断，文件没有传到服务器。请检查网络后再选一次。",
    403: "登录已失效或页面已过期，请刷新页面、重新登录后再导入。",
    413: "文件太大，服务器没有接收。请拆分后再导入。",
    500: "服务器处理这个文件时出错，没有保存任何内容。请联系管理员。",
  };

  const finish = (item, request) => {
    const text = request.responseText || "";
    const status = request.responseURL.includes("/login/") ? 403 : request.status;
    if (text.trimStart().startsWith("<li")) item.outerHTML = text;
    else fail(item, REASONS[status] || `没有导入（代码 ${status}）。请刷新页面后再试。`);
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
      item.querySelector(".state").textContent = "正在识别";
      bar.removeAttribute("value");
    };
    request.onloadend = () => finish(item, request);
    item.querySelector(".state").textContent = "正在上传";
    request.send(body);
  };

  const next = () => {
    busy = waiting.length > 0;
    if (busy) send(waiting.shift());
  };

  const take = (files) => {
    results.hidden = files.length === 0 && total === 0;
    for (const file of files) {
      const item = row(file, "等待中");
      total += 1;
      if (file.size > largest) { fail(item, `文件超过 ${form.dataset.largest} MB，请拆分后再导入。`); sent += 1; }
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
