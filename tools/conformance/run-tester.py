"""Runs scim2-tester against the integration at SCIM_URL with SCIM_TOKEN. Prints its results as JSON."""

import json
import os

from httpx2 import Client
from scim2_client.engines.httpx2 import SyncSCIMClient
from scim2_tester import check_server

headers = {"Authorization": f"Bearer {os.environ['SCIM_TOKEN']}"}
with Client(base_url=os.environ["SCIM_URL"], headers=headers) as http:
    client = SyncSCIMClient(http)
    client.discover()
    results = [
        {
            "status": result.status.name,
            "title": result.title,
            "resource": result.resource_type,
            "reason": result.reason,
        }
        for result in check_server(client)
    ]
print(json.dumps(results))
