// What was typed and is not saved yet, kept in this browser: for its writer and his submission alone.
const drafts = (() => {
  const { user, submission } = document.getElementById("fill").dataset;
  const start = `fill:${user}:${submission}:`;
  // A full or forbidden store loses the safety net, not the page.
  const quietly = (work, instead) => { try { return work(); } catch { return instead; } };
  return {
    keep: (key, draft) => quietly(() => localStorage.setItem(start + key, JSON.stringify({ ...draft, at: Date.now() }))),
    drop: (key) => quietly(() => localStorage.removeItem(start + key)),
    all: () => quietly(() => Object.keys(localStorage).filter((name) => name.startsWith(start))
      .map((name) => ({ key: name.slice(start.length), ...JSON.parse(localStorage.getItem(name)) })), []),
  };
})();
