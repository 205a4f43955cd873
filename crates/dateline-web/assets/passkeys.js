// Passkeys: has the browser answer the challenge that stands in a form, and sends the answer with it.
// Without this file, or in a browser without passkeys, one signs in with the password.
"use strict";

(() => {
  const form = document.querySelector("form[data-passkey]");
  const { challenge, party, paper, user, reader, known, algorithms } = form?.dataset ?? {};
  // A passkey belongs to one host, and the browser must be there.
  if (!form || !window.PublicKeyCredential || location.hostname !== party) return;
  // Each language has its own copy of this file, with its words in this place.
  const words = "WORDS";

  const bytes = (text) =>
    Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer ?? [])))
      .replaceAll("+", "-")
      .replaceAll("/", "_")
      .replaceAll("=", "");
  const send = (answer) => {
    for (const [name, buffer] of Object.entries(answer)) form.elements[name].value = text(buffer);
    form.submit();
  };

  const asked = { challenge: bytes(challenge), timeout: 240_000 };
  const create = async () => {
    const { response } = await navigator.credentials.create({
      publicKey: {
        ...asked,
        rp: { id: party, name: paper },
        user: { id: bytes(user), name: reader, displayName: reader },
        pubKeyCredParams: algorithms.split(" ").map((alg) => ({ type: "public-key", alg: Number(alg) })),
        excludeCredentials: known.split(" ").filter(Boolean).map((id) => ({ type: "public-key", id: bytes(id) })),
        authenticatorSelection: { residentKey: "required", requireResidentKey: true, userVerification: "required" },
        attestation: "none",
      },
    });
    send({ client: response.clientDataJSON, data: response.getAuthenticatorData() });
  };

  // One question at a time: the button ends the one that waits in the name's field.
  let waiting = null;
  const get = async (more) => {
    waiting?.abort();
    waiting = new AbortController();
    const { rawId, response } = await navigator.credentials.get({
      publicKey: { ...asked, rpId: party, userVerification: "required" },
      signal: waiting.signal,
      ...more,
    });
    send({
      credential: rawId,
      client: response.clientDataJSON,
      data: response.authenticatorData,
      signature: response.signature,
      user: response.userHandle,
    });
  };

  const status = form.querySelector("[role=status]");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    status.textContent = "";
    const done = form.dataset.passkey === "add" ? create() : get();
    done.catch((error) => {
      const have = error.name === "InvalidStateError";
      status.textContent = have ? words["passkey-have"] : words["passkey-no"];
    });
  });
  form.hidden = false;
  document.querySelector("[data-passkey-not]")?.remove();
  // What was refused a moment ago is not offered again unasked.
  if ("unasked" in form.dataset) {
    PublicKeyCredential.isConditionalMediationAvailable?.().then((can) => {
      // That nobody took the offer is no trouble.
      if (can && !waiting) get({ mediation: "conditional" }).catch(() => {});
    });
  }
})();
