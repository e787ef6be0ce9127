// The board by keyboard and mouse: choosing schools, and asking before many are approved.
(() => {
  const form = document.getElementById("board");
  const told = document.getElementById("chosen-count");
  const dialog = document.getElementById("confirm-approval");
  const boxes = [...form.querySelectorAll('input[name="chosen"]')];
  const plain = told.textContent;
  let last = null;

  const chosen = () => boxes.filter((box) => box.checked);
  const waiting = () => chosen().filter((box) => box.closest("tr").dataset.state === "submitted");

  const count = () => {
    const number = chosen().length;
    told.textContent = number ? told.dataset.told.replace("{n}", number) : plain;
    boxes.forEach((box) => box.closest("tr").classList.toggle("is-picked", box.checked));
  };

  const set = (box, on, isRange) => {
    const [from, to] = [boxes.indexOf(isRange && last ? last : box), boxes.indexOf(box)].sort((a, b) => a - b);
    boxes.slice(from, to + 1).forEach((one) => { one.checked = on; });
    last = box;
    count();
  };

  // A stretch of rows is chosen, not a stretch of text.
  form.addEventListener("mousedown", (event) => {
    if (event.shiftKey && event.target.closest("tbody tr")) event.preventDefault();
  });
  form.addEventListener("click", (event) => {
    const row = event.target.closest("tbody tr");
    if (!row || event.target.closest("a, button, label")) return;
    const box = row.querySelector('input[name="chosen"]');
    const on = event.target === box ? box.checked : !box.checked;
    if (event.target !== box && String(getSelection())) return;
    set(box, on, event.shiftKey);
    box.focus({ preventScroll: true });
  });
  form.addEventListener("change", count);

  document.getElementById("choose-page").addEventListener("click", (event) => {
    event.preventDefault();
    const on = chosen().length < boxes.length;
    boxes.forEach((box) => { box.checked = on; });
    count();
  });

  // One letter works only while the focus is in the list, so that no key surprises elsewhere.
  const step = (row, by) => {
    const next = boxes[boxes.indexOf(row.querySelector('input[name="chosen"]')) + by];
    if (!next) return;
    next.focus();
    next.closest("tr").scrollIntoView({ block: "nearest" });
  };
  const keys = {
    j: (row) => step(row, 1),
    ArrowDown: (row) => step(row, 1),
    k: (row) => step(row, -1),
    ArrowUp: (row) => step(row, -1),
    x: (row) => { const box = row.querySelector('input[name="chosen"]'); set(box, !box.checked); },
    Enter: (row) => row.querySelector("th a").click(),
  };
  form.addEventListener("keydown", (event) => {
    const region = event.target.closest(".scroll");
    const row = event.target.closest("tbody tr") || (event.target === region && boxes[0].closest("tr"));
    if (!row || !keys[event.key] || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "Enter" && event.target.closest("a")) return;
    event.preventDefault();
    if (event.target === region) boxes[0].focus();
    else keys[event.key](row);
  });

  document.getElementById("approve")?.addEventListener("click", (event) => {
    if (!chosen().length) return;
    event.preventDefault();
    const numbers = { chosen: chosen().length, waiting: waiting().length };
    numbers.others = numbers.chosen - numbers.waiting;
    Object.entries(numbers).forEach(([name, number]) => {
      dialog.querySelector(`[data-number="${name}"]`).textContent = number;
    });
    dialog.querySelector("[data-others]").hidden = !numbers.others;
    dialog.querySelector(".primary").disabled = !numbers.waiting;
    dialog.showModal();
  });
  dialog?.querySelector("[data-close]").addEventListener("click", () => dialog.close());

  count();
})();
