// A button that copies what stands in a field; without a clipboard the field is selected.
(() => {
  document.querySelectorAll("[data-copy]").forEach((button) => {
    const field = document.getElementById(button.dataset.copy);
    button.hidden = false;
    button.addEventListener("click", async () => {
      field.select();
      await navigator.clipboard?.writeText(field.value);
      button.textContent = button.dataset.done;
    });
  });
})();
