// button[data-share][hidden]: appears where the phone can share; sends data-share-text and data-share-url.
document.querySelectorAll("[data-share]").forEach(function (button) {
  if (!navigator.share) {
    return;
  }
  button.hidden = false;
  button.addEventListener("click", async function () {
    try {
      await navigator.share({
        title: document.title,
        text: button.dataset.shareText || undefined,
        url: button.dataset.shareUrl ? new URL(button.dataset.shareUrl, location.href).href : undefined,
      });
    } catch (closed) {
      // The person closed the sheet: nothing to say.
    }
  });
});
