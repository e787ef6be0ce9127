// A field to copy from is selected when it is entered; with a script there is a button as well.
(() => {
  for (const field of document.querySelectorAll("[data-copy]")) {
    field.addEventListener("focus", () => field.select());
  }
  for (const button of document.querySelectorAll("[data-copies]")) {
    const field = document.getElementById(button.dataset.copies);
    const status = document.querySelector("[data-copied]");
    button.hidden = false;
    button.addEventListener("click", async () => {
      field.select();
      try {
        await navigator.clipboard.writeText(field.value);
        status.textContent = "已复制。";
      } catch {
        // Without HTTPS browsers give no clipboard: the field stays selected.
        status.textContent = document.execCommand("copy") ? "已复制。" : "请按 Ctrl+C 复制。";
      }
    });
  }
})();
