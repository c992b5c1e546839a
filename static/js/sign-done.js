// The done screen: what was kept on the phone until now is no longer needed.
const signed = document.querySelector("[data-signed]");
if (signed) {
  try {
    sessionStorage.removeItem("ikrar:" + signed.dataset.signed);
  } catch (closed) {
    // Storage is switched off: nothing was kept.
  }
}
