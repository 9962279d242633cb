"use strict";
// Passkeys (Web Authentication): asks the server for options, the browser for an answer, and sends
// that with the form. Without it the form stays hidden and says so.
const decode = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const encode = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
// The login or the question has run out, or what was asked for is not there: the page knows.
const OVER = [403, 409, 410, 503];
const REFRESH = 4 * 60 * 1000; // a challenge lives five minutes

function sent(form) {
  const names = form.dataset.send?.split(" ") ?? [];
  return new URLSearchParams(
    names.filter((name) => form.elements[name]).map((name) => [name, form.elements[name].value]));
}

async function optionsFor(form) {
  const answer = await fetch(form.dataset.options, {
    method: "POST",
    body: sent(form),
  });
  if (!answer.ok) {
    throw new Error(`options: ${answer.status}`, { cause: answer.status });
  }
  const options = await answer.json();
  options.challenge = decode(options.challenge);
  for (const credential of options.excludeCredentials ?? options.allowCredentials ?? []) {
    credential.id = decode(credential.id);
  }
  if (options.user) {
    options.user.id = decode(options.user.id);
  }
  return options;
}

async function ask(form, more) {
  const create = form.dataset.passkey === "create";
  const request = { publicKey: await optionsFor(form), ...more };
  const credential = create
    ? await navigator.credentials.create(request)
    : await navigator.credentials.get(request);
  const { response } = credential;
  const answer = { clientDataJSON: encode(response.clientDataJSON) };
  if (create) {
    answer.attestationObject = encode(response.attestationObject);
    answer.transports = response.getTransports?.() ?? [];
  } else {
    answer.authenticatorData = encode(response.authenticatorData);
    answer.signature = encode(response.signature);
    answer.userHandle = response.userHandle ? encode(response.userHandle) : null;
  }
  form.elements.response.value = JSON.stringify({
    id: credential.id,
    rawId: encode(credential.rawId),
    type: credential.type,
    clientExtensionResults: {},
    response: answer,
  });
  form.submit();
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!window.PublicKeyCredential) {
    continue;
  }
  const button = form.querySelector("button");
  const problem = form.querySelector("[data-problem]");
  const refused = form.querySelector("[data-refused]"); // what was typed beside it is wrong
  let waiting = new AbortController();
  button.hidden = false;
  form.querySelector("[data-without]")?.remove();
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    waiting.abort();
    problem.hidden = true;
    if (refused) {
      refused.hidden = true;
    }
    button.disabled = true;
    try {
      await ask(form);
    } catch (error) {
      if (OVER.includes(error.cause)) {
        location.reload();
      }
      (error.cause === 422 && refused ? refused : problem).hidden = false;
    } finally {
      button.disabled = false;
    }
  });
  // Offers passkeys in the list that the browser shows at the user name.
  const offer = async () => {
    waiting = new AbortController();
    const { signal } = waiting;
    const again = setTimeout(() => {
      waiting.abort();
      offer();
    }, REFRESH);
    try {
      await ask(form, { mediation: "conditional", signal });
    } catch {
      // Not wanted, or the button was pressed.
      if (signal.aborted) {
        clearTimeout(again);
      }
    }
  };
  if (form.dataset.autofill === "true") {
    PublicKeyCredential.isConditionalMediationAvailable?.().then((can) => can && offer());
  }
}
