// [data-menu-toggle]: folds the office menu on a phone; Escape closes it.
const toggle = document.querySelector("[data-menu-toggle]");
if (toggle) {
  const set = function (open) {
    toggle.setAttribute("aria-expanded", String(open));
    document.body.classList.toggle("menu-open", open);
  };
  toggle.addEventListener("click", function () {
    set(toggle.getAttribute("aria-expanded") !== "true");
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && document.body.classList.contains("menu-open")) {
      set(false);
      toggle.focus();
    }
  });
}
