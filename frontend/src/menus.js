// Menus are <details>: they open without script. This closes them as people expect.

/** Escape and a click elsewhere close every open `details.drop-menu`. */
export function closeMenus() {
  const open = () => document.querySelectorAll("details.drop-menu[open]");
  document.addEventListener("click", (event) => {
    for (const menu of open()) if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of open()) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
}
