"use strict";

// A frontend of another origin, on the petitions that collect signatures; `?api=` says where the API is.
const api = new URLSearchParams(location.search).get("api");
let token;

const say = (text) => { document.getElementById("said").textContent = text; };

const ask = async (method, path, body) => {
  say("");
  const headers = { "Accept-Language": "uk" };
  if (token) headers.Authorization = `Bearer ${token}`;
  if (body) headers["Content-Type"] = "application/json";
  if (method === "POST") headers["Idempotency-Key"] = crypto.randomUUID();
  const answer = await fetch(api + path, { method, headers, body: body && JSON.stringify(body) });
  const content = await answer.json();
  if (answer.ok) return content;
  say(`${content.code}: ${content.title} (${answer.headers.get("X-Request-Id") === content.request_id})`);
  throw new Error(content.code);
};

const sign = async (petition) => {
  const receipt = await ask("POST", `/v1/petitions/${petition.id}/signatures`);
  say(`Підписано ${receipt.petition_number}: ${receipt.signatures}`);
};

const list = async () => {
  let cursor = "";
  do {
    const { data, page } = await ask("GET", `/v1/petitions?state=collecting&limit=2${cursor}`);
    for (const petition of data) {
      const item = document.createElement("li");
      const button = document.createElement("button");
      item.textContent = `${petition.number} ${petition.title} `;
      button.textContent = "Підписати";
      button.addEventListener("click", () => sign(petition));
      item.append(button);
      document.getElementById("petitions").append(item);
    }
    cursor = page.next && `&cursor=${page.next}`;
  } while (cursor);
};

document.getElementById("login").addEventListener("submit", async (event) => {
  event.preventDefault();
  const { email, password } = Object.fromEntries(new FormData(event.target));
  token = (await ask("POST", "/v1/sessions", { email, password })).access_token;
  await list();
  say("Увійшли");
});
