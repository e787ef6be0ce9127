// One submission by keyboard: the one before and after, comments, and how many are written.
(() => {
  const keysOn = document.getElementById("keys-on");
  const told = document.getElementById("comment-count");
  const fields = [...document.querySelectorAll(".comment-field textarea")];

  const count = () => {
    const number = fields.filter((field) => field.value.trim()).length;
    if (told) told.textContent = number ? told.dataset.told.replace("{n}", number) : "";
  };
  fields.forEach((field) => field.addEventListener("input", count));
  count();

  // Who opens a comment wants to write it.
  document.addEventListener("toggle", (event) => {
    if (event.target.matches?.(".comment-field[open]") && !event.target.querySelector("textarea").value) event.target.querySelector("textarea").focus();
  }, true);

  const comment = () => {
    const here = document.activeElement.closest("tr, .paper-part");
    const place = here?.querySelector(".comment-field") || document.querySelector(".comment-field");
    if (place) { place.open = true; place.querySelector("textarea").focus(); }
  };
  const follow = (rel) => document.querySelector(`.queue a[rel="${rel}"]`)?.click();
  const keys = { j: () => follow("next"), k: () => follow("prev"), c: comment };

  // What is written is lost by leaving: the browser asks.
  let sending = false;
  const isWritten = () => fields.some((field) => field.value.trim());
  addEventListener("beforeunload", (event) => { if (isWritten() && !sending) event.preventDefault(); });
  document.addEventListener("submit", () => { sending = true; });

  keysOn.checked = localStorage.getItem("keys") !== "off";
  keysOn.addEventListener("change", () => localStorage.setItem("keys", keysOn.checked ? "on" : "off"));

  document.addEventListener("keydown", (event) => {
    if (event.target.closest("input:not([type=checkbox]), select, textarea")) {
      if (event.key === "Escape" && event.target.closest(".comment-field")) event.target.closest(".comment-field").querySelector("summary").focus();
      return;
    }
    if (!keysOn.checked || event.ctrlKey || event.altKey || event.metaKey || !keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });
})();
