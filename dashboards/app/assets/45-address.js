// Where the reader is: links inside the product, back and forward, and what a page writes into its
// address. Two stores tell the server: "route" (draw a page) and "address" (what is shown now).
(function () {
  "use strict";
  const setProps = (id, props) => window.dash_clientside.set_props(id, props);
  const place = () => window.location.pathname + window.location.search;
  let told = null; // what the stores were told last
  let fresh = true; // a page was drawn from its address and has not written into it yet

  const content = () => document.getElementById("content");
  function now() {
    return { path: window.location.pathname, search: window.location.search, at: Date.now() };
  }
  // A page that draws itself from its address is not drawn anew while the reader stays on it.
  function announce() {
    if (place() === told) return;
    told = place();
    const box = content();
    const stays = box && box.dataset.ownAddress === "yes" && box.dataset.path === window.location.pathname;
    setProps("address", { data: now() });
    if (stays) return;
    fresh = true;
    setProps("route", { data: now() });
  }
  function go(href) {
    const target = new URL(href, window.location.href);
    const other = target.pathname !== window.location.pathname;
    if (target.pathname + target.search !== place()) {
      window.history.pushState(null, "", target.pathname + target.search + target.hash);
      announce();
    } else if (!other && !target.hash) { told = null; announce(); }
    if (other) window.scrollTo(0, 0);
  }
  // Changes the address without drawing anything: what is shown follows from a control already.
  // Silently where not even the callbacks that follow the address shall run.
  function note(search, replace, silently) {
    if (search === window.location.search) return;
    window.history[replace ? "replaceState" : "pushState"](null, "", window.location.pathname + search);
    told = place();
    if (!silently) setProps("address", { data: now() });
  }
  window.qhldAddress = { go, note };

  // A release published while the page is open: the next question, or a look once a minute, sees
  // it, and what is shown is asked for anew.
  let drawn = null;
  function released(release) {
    if (!release || !drawn || release === drawn) return;
    drawn = release;
    told = null;
    announce();
  }
  window.setInterval(async () => {
    if (document.hidden) return;
    const answer = await window.fetch("/healthz").catch(() => null);
    if (answer && answer.ok) released((await answer.json()).release);
  }, 60000);

  window.addEventListener("popstate", announce);
  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const link = event.target.closest("a[href]");
    if (!link || link.target || link.hasAttribute("download") || "external" in link.dataset) return;
    if (!/^[/?]/.test(link.getAttribute("href"))) return; // "#part" is the browser's own affair
    event.preventDefault();
    go(link.getAttribute("href"));
    if (link.closest(".nav")) setProps("burger", { opened: false });
  });

  window.dash_clientside = window.dash_clientside || {};
  window.dash_clientside.address = {
    start() { told = place(); return [now(), now()]; },
    write(keys, values) {
      const search = new URLSearchParams(window.location.search);
      const texts = values.map((value) => (Array.isArray(value) ? value.join(",") : value));
      keys.forEach((key, i) => {
        if (texts[i]) search.set(key, texts[i]); else search.delete(key);
      });
      // the first writing completes the address that led here; each later one is a step of its own
      note("?" + search.toString().replaceAll("%2C", ","), fresh);
      fresh = false;
      return place();
    },
    // Title, current place in the navigation, and the start of the page for those who hear it.
    arrived(page) {
      if (!page) return;
      drawn = page.release;
      if (page.title) document.title = page.title;
      for (const link of document.querySelectorAll(".nav a")) {
        const here = link.getAttribute("href") === page.nav;
        if (here) link.setAttribute("aria-current", "page"); else link.removeAttribute("aria-current");
      }
      if (page.again) document.getElementById("noi-dung").focus({ preventScroll: true });
    },
    released,
    navbar(opened) {
      document.body.classList.toggle("nav-open", Boolean(opened)); // closed, no key gets into it
      document.getElementById("burger").setAttribute("aria-expanded", Boolean(opened));
      return { width: 216, breakpoint: "md", collapsed: { mobile: !opened, desktop: false } };
    },
  };
})();
