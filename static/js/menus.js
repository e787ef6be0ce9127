// In a small window what is secondary opens folded.
(() => {
  const small = matchMedia("(max-height: 30rem), (max-width: 44rem)");
  const folding = [...document.querySelectorAll("details[data-folds][open]")];
  const fold = () => folding.forEach((part) => { part.open = !small.matches; });
  fold();
  small.addEventListener("change", fold);
})();
// Menus close when something else is clicked, a link inside them leads within the page, or by Escape.
(() => {
  document.addEventListener("click", (event) => {
    document.querySelectorAll(".menu[open]").forEach((menu) => {
      if (!menu.contains(event.target) || event.target.closest(".menu-list a[href^='#']")) menu.open = false;
    });
  });
  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && document.querySelector(".menu[open]");
    if (menu) { menu.open = false; menu.querySelector("summary").focus(); }
  });
})();
