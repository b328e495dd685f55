"use strict";

const show = (title, facts = "", text = "") => {
  for (const [id, content] of Object.entries({ title, facts, text })) {
    document.getElementById(id).textContent = content;
  }
};

// The answer's body; a refusal is shown, and nothing comes back.
const ask = async (path, body) => {
  const answer = await fetch(path, body && {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  const content = await answer.text();
  if (answer.ok) return content ? JSON.parse(content) : {};
  const problem = JSON.parse(content);
  show(problem.title, problem.code, problem.detail);
};

const token = new URLSearchParams(location.search).get("token");

const pages = {
  "verify-email": async () => {
    if (await ask("/v1/email-verifications", { token })) {
      show("Адресу підтверджено · The address is verified");
    }
  },
  "reset-password": () => {
    const form = document.getElementById("reset");
    show("Новий пароль · A new password");
    form.hidden = false;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const new_password = form.elements.password.value;
      if (await ask("/v1/password-resets/confirmations", { token, new_password })) {
        form.hidden = true;
        show("Пароль змінено · The password is changed");
      }
    });
  },
  petitions: async (name) => {
    const petition = await ask(`/v1/petitions/${name}`);
    if (!petition) {
      document.getElementById("text").textContent +=
        " Неоприлюднену петицію читають автор і модератори, увійшовши. · " +
        "Who wrote an unpublished petition and moderators read it logged in.";
    } else {
      const { title, text, number, state, signatures, threshold } = petition;
      show(title, `${number} · ${state} · ${signatures} / ${threshold}`, text);
    }
  },
};

const [page, name] = location.pathname.slice(1).split("/");
pages[page](name);
