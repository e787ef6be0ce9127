// In a low window what is secondary opens folded.
(() => {
  const low = matchMedia("(max-height: 30rem)");
  const folding = [...document.querySelectorAll("details[data-folds][open]")];
  const fold = () => folding.forEach((part) => { part.open = !low.matches; });
  fold();
  low.addEventListener("change", fold);
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
