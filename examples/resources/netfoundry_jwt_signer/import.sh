# By id
terraform import netfoundry_jwt_signer.entra 2vK9bQ1nH

# By name
terraform import netfoundry_jwt_signer.entra "name:Entra ID"
