// The arrows to left and right turn the pages of the calendar, where nobody types.
(() => {
  const ways = { ArrowLeft: "a[rel=prev]", ArrowRight: "a[rel=next]" };
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.closest("input, select, textarea");
    const isOther = event.ctrlKey || event.altKey || event.metaKey || event.shiftKey;
    const link = !isTyping && !isOther && ways[event.key] && document.querySelector(ways[event.key]);
    if (link) { event.preventDefault(); link.click(); }
  });
})();
