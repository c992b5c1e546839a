// Lists searched and paged by htmx: when the answer is not the list (signed out, an error page) the browser
// goes there in full; when there is no answer, the page says so and keeps what it shows.
document.addEventListener("htmx:beforeSwap", function (event) {
  const answer = event.detail.xhr;
  if (answer.status === 200 && answer.responseText.includes('id="' + event.detail.target.id + '"')) {
    return;
  }
  event.detail.shouldSwap = false;
  event.detail.isError = false;
  window.location.assign(answer.responseURL || window.location.href);
});

function sayLost() {
  const place = document.querySelector("[data-messages]");
  if (!place) {
    return;
  }
  const box = document.createElement("div");
  box.className = "alert alert-warning";
  box.setAttribute("role", "alert");
  box.textContent = "Sinyal terputus; daftar di bawah belum diperbarui. Coba lagi bila sinyal kembali.";
  place.replaceChildren(box);
}

document.addEventListener("htmx:sendError", sayLost);
document.addEventListener("htmx:timeout", sayLost);
