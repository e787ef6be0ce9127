// Setting up a campaign: schools narrowed while typing, counted while ticking, and the year in the title.
(() => {
  const call = document.getElementById("call");
  if (!call) return;
  const schools = document.getElementById("schools");
  for (const part of call.querySelectorAll(".by-hand")) part.hidden = true;

  // Enter saves, whichever button stands first; while schools are looked for it does nothing.
  call.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.target.matches("input")) return;
    event.preventDefault();
    if (event.target.name !== "find") call.querySelector("[name=save]").click();
  });

  const year = call.elements.year;
  let told = year?.value;
  year?.addEventListener("input", () => {
    if (!/^\d{4}$/.test(year.value)) return;
    call.elements.title.value = call.elements.title.value.replace(told, year.value);
    told = year.value;
  });

  if (!schools) return;
  const boxes = () => [...schools.querySelectorAll("[name=chosen]")];
  const count = () => { schools.querySelector(".told b").textContent = boxes().filter((box) => box.checked).length; };
  schools.addEventListener("change", count);
  call.elements.find.addEventListener("input", (event) => {
    const words = event.target.value.trim();
    for (const box of boxes()) {
      const row = box.closest("label");
      row.hidden = !box.checked && !row.dataset.words.includes(words);
    }
  });
  call.elements.find.addEventListener("change", (event) => event.stopPropagation());

  schools.querySelector(".by-script").hidden = false;
  schools.addEventListener("click", (event) => {
    const tick = event.target.dataset.tick;
    if (!tick) return;
    for (const box of boxes()) if (tick === "none" || !box.closest("label").hidden) box.checked = tick === "all";
    boxes()[0]?.dispatchEvent(new Event("change", { bubbles: true }));
  });
})();
