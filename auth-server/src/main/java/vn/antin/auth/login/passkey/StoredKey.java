package vn.antin.auth.login.passkey;

import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecord;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.extension.authenticator.AuthenticationExtensionsAuthenticatorOutputs;
import com.webauthn4j.data.extension.client.AuthenticationExtensionsClientOutputs;
import java.util.Set;

/**
 * The half of a passkey that signatures are checked with.
 *
 * @param attested AAGUID, credential id and public key as the authenticator encoded them
 */
@SuppressWarnings("ArrayRecordComponent") // lives for one call and is never compared
record StoredKey(Passkey passkey, byte[] attested, boolean backedUp) {
  private static final AttestedCredentialDataConverter CONVERTER =
      new AttestedCredentialDataConverter(new ObjectConverter());

  static byte[] encode(AttestedCredentialData data) {
    return CONVERTER.convert(data);
  }

  CredentialRecord credential() {
    return new CredentialRecordImpl(
        new NoneAttestationStatement(),
        true,
        passkey.synced(),
        backedUp,
        passkey.counter(),
        CONVERTER.convert(attested),
        new AuthenticationExtensionsAuthenticatorOutputs<>(),
        null,
        new AuthenticationExtensionsClientOutputs<>(),
        Set.of());
  }
}
