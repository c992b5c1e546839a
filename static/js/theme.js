// Blocking and tiny: the office follows the device's light or dark before the first paint.
(function () {
  const root = document.documentElement;
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const follow = function () {
    root.setAttribute("data-bs-theme", dark.matches ? "dark" : "light");
  };
  follow();
  dark.addEventListener("change", follow);
  root.classList.add("js");
})();
