// What every client does, by the generated TypeScript: see `run` beside this folder.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import {
  Configuration, MeApi, PetitionsApi, type PetitionSummary, ProblemFromJSON, ResponseError, SessionsApi, SignaturesApi,
} from "./viche/index";

const { VICHE_URL: basePath, VICHE_EMAIL: email = "", VICHE_PASSWORD: password = "" } = process.env;

async function everyPetition(petitions: PetitionsApi): Promise<PetitionSummary[]> {
  const all: PetitionSummary[] = [];
  let cursor: string | undefined;
  do {
    const { data, page } = await petitions.listPetitions({ cursor, limit: 10 });
    all.push(...data);
    cursor = page.next ?? undefined;
  } while (cursor);
  return all;
}

async function refusalOf(request: Promise<unknown>): Promise<string> {
  try {
    await request;
  } catch (error) {
    if (error instanceof ResponseError) return ProblemFromJSON(await error.response.json()).code;
    throw error;
  }
  throw new Error("nothing was refused");
}

async function main() {
  const session = await new SessionsApi(new Configuration({ basePath })).logIn({ login: { email, password } });
  const configuration = new Configuration({ basePath, accessToken: session.accessToken });
  const me = new MeApi(configuration);
  const signatures = new SignaturesApi(configuration);

  const all = await everyPetition(new PetitionsApi(configuration));
  assert.equal(new Set(all.map(({ id }) => id)).size, all.length);

  const collecting = all.filter(({ state }) => state === "collecting").map(({ id }) => id);
  const states = await me.listMyPetitionStates({ petitionIds: collecting });
  assert.deepEqual(states.data.map(({ petitionId }) => petitionId), collecting);
  const id = states.data.find(({ maySign }) => maySign)?.petitionId;
  assert(id, "a petition is left to sign");
  const { petitionNumber, signedAt } = await signatures.signPetition({ id, idempotencyKey: randomUUID() });
  const [signed] = (await me.listMySignatures({ petitionIds: [id] })).data;
  assert.deepEqual([signed?.petitionId, signed?.signedAt], [id, signedAt]);
  const [state] = (await me.listMyPetitionStates({ petitionIds: [id] })).data;
  assert.deepEqual([state?.maySign, state?.code, state?.signedAt], [false, "already_signed", signedAt]);

  const code = await refusalOf(signatures.signPetition({ id }));
  console.log(`${all.length} petitions, signed ${petitionNumber}, refused ${code}`);
}

main();
