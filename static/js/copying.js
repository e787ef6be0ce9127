// A button that copies what stands in a field; where the browser gives no clipboard, the field
// is selected and the button says what to press. Its words stand in the page.
(() => {
  async function copied(field) {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      return true;
    } catch {
      // Without HTTPS there is no clipboard.
      return document.execCommand("copy");
    }
  }
  document.querySelectorAll("[data-copy]").forEach((button) => {
    const field = document.getElementById(button.dataset.copy);
    field.addEventListener("focus", () => field.select());
    button.hidden = false;
    button.addEventListener("click", async () => {
      button.textContent = await copied(field) ? button.dataset.done : button.dataset.failed;
    });
  });
})();
