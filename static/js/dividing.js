// While parts are corrected by hand, their sum and what is left of the whole stand below the table.
(() => {
  const form = document.querySelector("form.dividing");
  const tally = form?.querySelector(".tally");
  if (!tally) return;
  // Ten-thousandths as whole numbers: floating point would leave 0.0000001 over.
  const units = (text) => {
    const found = /^(\d{1,16})(?:\.(\d{1,4}))?$/.exec(text.replace(/[,，\s]/g, ""));
    return found ? BigInt(found[1] + (found[2] ?? "").padEnd(4, "0")) : null;
  };
  const said = (number) => {
    const digits = number.toString().padStart(5, "0");
    const whole = digits.slice(0, -4).replace(/\B(?=(\d{3})+$)/g, ",");
    return `${whole}.${digits.slice(-4)}`.replace(/\.?0+$/, "");
  };
  const count = () => {
    const parts = [...form.querySelectorAll("input[name^='value-']")].map((field) => units(field.value));
    const sum = parts.reduce((total, part) => total + (part ?? 0n), 0n);
    tally.querySelector("[data-sum]").textContent = said(sum);
    const whole = units(tally.dataset.whole);
    if (whole === null) return;
    const rest = whole - sum;
    const line = tally.querySelector("[data-rest-line]");
    line.classList.toggle("good", rest === 0n);
    line.classList.toggle("bad", rest !== 0n);
    line.querySelector("[data-word]").textContent = words(rest === 0n ? "even" : rest > 0n ? "less" : "more");
    line.querySelector("[data-rest]").textContent = rest === 0n ? "" : said(rest < 0n ? -rest : rest);
  };
  form.addEventListener("input", count);
  // Another whole counts at once, also without reckoning anew what each school would get.
  document.getElementById("id_whole").addEventListener("input", (event) => {
    form.elements.whole.value = tally.dataset.whole = event.target.value;
    tally.querySelector("[data-whole-said]").textContent = event.target.value;
    count();
  });
  count();
})();
