"""What every client does, by the generated Python: see `run` beside this folder."""

import os
import uuid

from viche_client import ApiClient, Configuration, Login, MeApi, PetitionsApi, PetitionState, SessionsApi, SignaturesApi
from viche_client.exceptions import ConflictException


def every_petition(petitions):
    cursor = None
    while True:
        page = petitions.list_petitions(cursor=cursor, limit=10)
        yield from page.data
        cursor = page.page.next
        if cursor is None:
            return


configuration = Configuration(host=os.environ["VICHE_URL"])
login = Login(email=os.environ["VICHE_EMAIL"], password=os.environ["VICHE_PASSWORD"])
client = ApiClient(configuration)
configuration.access_token = SessionsApi(client).log_in(login).access_token
me, signatures = MeApi(client), SignaturesApi(client)

found = list(every_petition(PetitionsApi(client)))
assert len({petition.id for petition in found}) == len(found)

collecting = [str(petition.id) for petition in found if petition.state == PetitionState.COLLECTING]
states = me.list_my_petition_states(petition_ids=collecting).data
assert [str(state.petition_id) for state in states] == collecting
chosen = next(str(state.petition_id) for state in states if state.may_sign)
receipt = signatures.sign_petition(chosen, idempotency_key=str(uuid.uuid4()))
[signed] = me.list_my_signatures(petition_ids=[chosen]).data
assert (signed.petition_id, signed.signed_at) == (receipt.petition_id, receipt.signed_at)
[state] = me.list_my_petition_states(petition_ids=[chosen]).data
assert (state.may_sign, state.code, state.signed_at) == (False, "already_signed", receipt.signed_at)

try:
    signatures.sign_petition(chosen)
except ConflictException as refused:
    print(f"{len(found)} petitions, signed {receipt.petition_number}, refused {refused.data.code}")
