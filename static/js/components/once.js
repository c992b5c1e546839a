// form[data-once]: a second tap sends nothing; the button says that it is being sent.
// The server guards as well: this only spares the person a doubt.
document.addEventListener("submit", function (event) {
  const form = event.target.closest("form[data-once]");
  if (!form || event.defaultPrevented) {
    return;
  }
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "1";
  const button = event.submitter;
  if (button) {
    button.setAttribute("aria-disabled", "true");
    button.classList.add("is-sending");
  }
});
// The back button brings the page back as it was: let it be sent again.
window.addEventListener("pageshow", function () {
  document.querySelectorAll("form[data-once][data-sent]").forEach(function (form) {
    delete form.dataset.sent;
    form.querySelectorAll(".is-sending").forEach(function (button) {
      button.classList.remove("is-sending");
      button.removeAttribute("aria-disabled");
    });
  });
});
