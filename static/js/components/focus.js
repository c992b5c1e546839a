// [data-focus]: takes the focus when the page opens (the summary of a form's mistakes);
// the gallery's samples do not.
const summary = document.querySelector("[data-focus]");
if (summary && !summary.closest("[data-sample]")) {
  summary.focus();
}
// A link of the summary puts the cursor into its field, also when the field is a group.
document.addEventListener("click", function (event) {
  const link = event.target.closest("[data-focus] a[href^='#']");
  const field = link && document.getElementById(link.hash.slice(1));
  if (!field) {
    return;
  }
  event.preventDefault();
  const target = field.matches("input, select, textarea, button") ? field : field.querySelector("input, select, textarea") || field;
  target.focus();
  target.scrollIntoView({ block: "center" });
});
