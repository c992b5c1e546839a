// Passkeys: form[data-passkey="create"|"get"] asks the device before it is sent; data-options are the server's.
// The answer goes into the form's field "credential". Without passkeys in this browser the button says so.
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");
const listed = (list) => (list || []).map((entry) => ({ ...entry, id: bytes(entry.id) }));

function asked(options) {
  const wish = { ...options.publicKey, challenge: bytes(options.publicKey.challenge) };
  if (wish.user) {
    wish.user = { ...wish.user, id: bytes(wish.user.id) };
    wish.excludeCredentials = listed(wish.excludeCredentials);
  } else {
    wish.allowCredentials = listed(wish.allowCredentials);
  }
  return { publicKey: wish };
}

function answered(credential) {
  const response = {};
  for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[part]) {
      response[part] = text(credential.response[part]);
    }
  }
  const { id, type } = credential;
  return { id, rawId: text(credential.rawId), type, response, clientExtensionResults: {} };
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const failed = form.querySelector("[data-passkey-failed]");
  let isProved = false;
  form.addEventListener("submit", async (event) => {
    if (isProved) {
      return;
    }
    event.preventDefault();
    failed.hidden = true;
    try {
      const wish = asked(JSON.parse(form.dataset.options));
      const credential = await navigator.credentials[form.dataset.passkey](wish);
      form.elements.credential.value = JSON.stringify(answered(credential));
      isProved = true;
      form.requestSubmit();
    } catch {
      failed.hidden = false;
    }
  });
}
