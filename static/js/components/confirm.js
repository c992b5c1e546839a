// button[data-confirm-type]: stays disabled until [data-confirm-word] holds the asked word (server checks too).
document.querySelectorAll("[data-confirm-word]").forEach(function (field) {
  const button = field.form.querySelector("[type=submit]");
  const check = function () {
    button.disabled = field.value.trim().toUpperCase() !== field.dataset.confirmWord.toUpperCase();
  };
  field.addEventListener("input", check);
  check();
});
