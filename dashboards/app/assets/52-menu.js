// Menus (parts/menu.py): one open at a time; Escape, a choice, a click or Tab elsewhere closes it.
(function () {
  "use strict";
  function close(menu, giveBack) {
    menu.open = false;
    if (giveBack) menu.querySelector("summary").focus();
  }
  function closeOthers(kept) {
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      if (menu !== kept) close(menu, false);
    }
  }
  document.addEventListener("click", (event) => {
    const menu = event.target.closest("details.menu");
    closeOthers(menu);
    if (menu && event.target.closest(".menu-panel .menu-link")) close(menu, true);
  });
  document.addEventListener("focusin", (event) => closeOthers(event.target.closest("details.menu")));
  document.addEventListener("keydown", (event) => {
    const menu = event.target.closest("details.menu");
    if (!menu || !menu.open) return;
    if (event.key === "Escape") { close(menu, true); return; }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const entries = [...menu.querySelectorAll(".menu-link")];
    const now = entries.indexOf(document.activeElement);
    entries[(now + step + entries.length) % entries.length].focus();
  });
})();
