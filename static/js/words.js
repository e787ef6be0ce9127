// What scripts tell people stands in the page's template "words", where the switch to traditional
// characters reaches it; {n} in it is filled in.
const words = (name, values = {}) =>
  document.getElementById("words").content.querySelector(`[data-word="${name}"]`)
    .textContent.replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);
