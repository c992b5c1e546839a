// [data-copy]: [data-copy-button] copies the text of [data-copy-text]; where the browser refuses,
// the text stays visible and selected, to be copied by hand.
document.documentElement.classList.add("js");

async function copied(field) {
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch (refused) {
    field.focus();
    field.select();
    try {
      return document.execCommand("copy");
    } catch (unsupported) {
      return false;
    }
  }
}

document.addEventListener("click", async function (event) {
  const button = event.target.closest("[data-copy-button]");
  if (!button) {
    return;
  }
  const box = button.closest("[data-copy]");
  const field = box.querySelector("[data-copy-text]");
  const label = button.querySelector("[data-copy-label]") || button;
  const before = button.dataset.copyBefore || label.textContent;
  button.dataset.copyBefore = before;
  box.classList.add("is-open");
  const done = await copied(field);
  if (done) {
    box.classList.remove("is-open");
  }
  label.setAttribute("aria-live", "polite");
  label.textContent = done ? button.dataset.copyDone || "Tersalin" : "Tekan lama teks di bawah untuk menyalin";
  window.setTimeout(function () {
    label.textContent = before;
  }, 4000);
});
