// A button that opens the browser's print dialogue; without JavaScript it stays hidden.
for (const button of document.querySelectorAll("button[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
