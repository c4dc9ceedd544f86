import {
  to = netfoundry_jwt_signer.entra
  id = "name:Entra ID" # or the id of the signer
}
