// A session that ended, or a login in another window, costs nothing that was typed on this page.
(() => {
  // Signing in gives the browser a new token; the page takes it from the cookie before it sends.
  const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];
  const renew = () => {
    const fresh = token();
    if (!fresh) return;
    document.querySelectorAll("input[name=csrfmiddlewaretoken]").forEach((field) => { field.value = fresh; });
  };
  for (const kind of ["submit", "change"]) document.addEventListener(kind, renew, true);
  addEventListener("focus", renew);
  document.addEventListener("htmx:configRequest", ({ detail }) => {
    const fresh = token();
    if (!fresh) return;
    detail.headers["X-CSRFToken"] = fresh;
    if (detail.parameters.csrfmiddlewaretoken) detail.parameters.csrfmiddlewaretoken = fresh;
  });

  // What the server answers instead of saving: words and a way, shown above the page.
  const place = document.getElementById("interruption");
  let refused;
  const notices = () => document.querySelectorAll("[data-interruption]");
  const interrupt = (html) => {
    if (!notices().length) place.innerHTML = html;
    tell(false);
  };
  const tell = (isIn) => notices().forEach((notice) => notice.querySelectorAll("[data-when]").forEach((words) => {
    words.hidden = (words.dataset.when === "in") !== isIn;
  }));
  document.addEventListener("htmx:responseError", (event) => {
    const { status, responseText } = event.detail.xhr;
    if (status !== 401 || !responseText.includes("data-interruption")) return;
    event.stopImmediatePropagation();
    refused = event.detail.pathInfo.requestPath;
    interrupt(responseText);
  }, true);
  // The notice stays until what it is about succeeds; others may have been under way before it.
  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    if (detail.successful && [undefined, detail.pathInfo.requestPath].includes(refused)) place.replaceChildren();
  });
  // Scripts with requests of their own hand over the answer.
  document.addEventListener("interrupted", (event) => interrupt(event.detail));
  document.addEventListener("resumed", () => place.replaceChildren());

  // Who leaves takes along what this browser kept of his unsaved texts.
  document.addEventListener("submit", ({ target }) => {
    if (!/\/(logout|fill\/leave)\/$/.test(target.action)) return;
    try {
      Object.keys(localStorage).filter((name) => name.startsWith("fill:")).forEach((name) => localStorage.removeItem(name));
    } catch { /* A browser that keeps nothing has nothing to forget. */ }
  });

  const windows = new BroadcastChannel("sign-in");
  windows.addEventListener("message", () => { renew(); tell(true); });
  if (document.querySelector("[data-signed-in]")) windows.postMessage("done");
})();
