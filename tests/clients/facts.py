"""What a client needs to know of a demo: its address, the citizen's login, and how many petitions there are to find."""

import json
import sys
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import urlopen

record = json.loads(Path(sys.argv[1]).read_text())
petitions, query = 0, {"limit": 100}
while query:
    with urlopen(f"{record['base_url']}/v1/petitions?{urlencode(query)}") as answer:
        page = json.load(answer)
    petitions += len(page["data"])
    query = page["page"]["next"] and {"limit": 100, "cursor": page["page"]["next"]}
[citizen] = [login for login in record["logins"] if login["role"] == "citizen"]
print(record["base_url"], citizen["email"], citizen["password"], petitions)
