// Slider and number of one field say the same; without this the numbers work alone.
(() => {
  const pair = (range) => {
    const number = document.getElementById(range.dataset.for);
    range.hidden = false;
    range.addEventListener("input", () => { number.value = range.value; });
    number.addEventListener("input", () => { range.value = number.value || 0; });
  };
  document.querySelectorAll("input[data-for]").forEach(pair);
})();
