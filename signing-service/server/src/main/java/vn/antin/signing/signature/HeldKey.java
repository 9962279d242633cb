package vn.antin.signing.signature;

import vn.antin.signing.certificate.Credential;
import vn.antin.signing.certificate.Holder;
import vn.antin.signing.key.OwnedKey;
import vn.antin.signing.people.OfficialId;
import vn.antin.signing.token.KeyLabel;

/** The key of a credential, as the tokens know it. */
final class HeldKey {
  private HeldKey() {}

  /**
   * Of a credential that an official signs with.
   *
   * @param official who approved: the only one whose own key is used
   */
  static OwnedKey of(Credential credential, OfficialId official) {
    var owner =
        switch (credential.holder()) {
          case Holder.Personal _ -> official.toString();
          case Holder.Seal(var unit) -> unit.toString();
        };
    return new OwnedKey(
        new KeyLabel(credential.keyLabel()), owner, credential.certificate().getPublicKey());
  }
}
