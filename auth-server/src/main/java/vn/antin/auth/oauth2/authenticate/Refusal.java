package vn.antin.auth.oauth2.authenticate;

/**
 * Why a client was not believed. For the operator and the client's developers; the one who asks
 * learns nothing but {@code invalid_client}.
 */
enum Refusal {
  UNKNOWN("no such client, or it is switched off"),
  WRONG_SECRET("the secret is wrong or has expired"),
  OTHER_METHOD("it proves itself in another way than it has registered"),
  NO_CREDENTIAL("it sends its client_id only, without the proof that it has registered"),
  TOO_WEAK("its profile (FAPI 2.0) demands private_key_jwt or a client certificate"),
  ALGORITHM("the assertion is signed with an algorithm that this client must not use"),
  HEADER("the assertion's header is not that of a client assertion"),
  SIGNATURE("no key of this client verifies the assertion's signature"),
  CLAIMS("iss and sub of the assertion are not the client_id, or jti is missing or too long"),
  AUDIENCE("the assertion's aud does not name this server as this client has to"),
  TIME("the assertion has expired, lives longer than 10 minutes, or is not valid yet"),
  REPLAYED("the assertion has been used before"),
  NO_CERTIFICATE("no client certificate came with the connection"),
  UNTRUSTED("the certificate has expired or was not issued by a trusted authority"),
  OTHER_SUBJECT("the certificate names another subject than the client has registered"),
  OTHER_CERTIFICATE("the certificate is none of those that the client has registered");

  private final String words;

  Refusal(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }
}
